"""Looking at exemption reviews: the list, one review, its deliberation, its papers and files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casebase.access.act import Act
from casebase.access.relations import ANYTHING, to_review
from casebase.casework.desk import Look, look
from casebase.casework.findings import findings_of
from casebase.casework.first_rulings import in_force
from casebase.casework.judgments import Judged, judged
from casebase.casework.kept import must_be_kept
from casebase.casework.papers import bytes_of, papers_in_sight
from casebase.casework.re_examination_views import ReExaminationView, re_examination_view
from casebase.casework.review_sight import barred_reviews, sees_deliberation
from casebase.casework.review_times import applying_again, filing, timeliness
from casebase.casework.ruling_papers import as_preview, ruling_paper, superseded
from casebase.casework.ruling_rules import decider_of
from casebase.casework.timeline import Moment, timeline
from casebase.documents.ruling import ruling_pdf
from casebase.domain.access_log import Shown, Thing
from casebase.domain.account import Account, Role
from casebase.domain.agency import Agency
from casebase.domain.approval import ApprovalState
from casebase.domain.document import Attachment, Document
from casebase.domain.errors import NotFound
from casebase.domain.finding import Finding
from casebase.domain.listing import ReviewFilter, ReviewLine
from casebase.domain.meeting import AgendaItem, ItemStage, MeetingStatus, Resolution
from casebase.domain.review import Review, ReviewStatus
from casebase.domain.ruling import Outcome, Ruling, RulingKind
from casebase.law.committee import Decider
from casebase.law.periods import Period
from casebase.law.rulings import follows
from casebase.law.values import LegalValue
from casebase.store import accounts, agencies, agenda, documents, meetings, review_lists, reviews, rulings, visits
from casebase.store.files import fetch_bytes
from casebase.store.resolutions import fetch_resolution


@dataclass(frozen=True, kw_only=True)
class OnAgenda:
    """One meeting on whose agenda a review is or was. `result` is why it was passed on; empty where it was not."""

    number: str
    held_on: date
    status: MeetingStatus
    stage: ItemStage
    result: str


@dataclass(frozen=True, kw_only=True)
class Deliberation:
    """What the office holds among itself. `own` are the viewer's findings, `charges` hold those that count.

    `decided_by` is who may issue what is proposed, by the setting `decided_by_rule`; None while nothing is. `agenda`
    are the meetings it comes or came before, the newest first. `resolution` carried the ruling in force, None where
    none did.
    """

    own: tuple[Finding, ...]
    charges: tuple[Judged, ...]
    follows: Outcome | None
    rulings: tuple[Ruling, ...]
    proposed: Ruling | None
    decided_by: Decider | None = None
    decided_by_rule: LegalValue | None = None
    agenda: tuple[OnAgenda, ...] = ()
    resolution: Resolution | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewView:
    """All that the page of one review shows. `deliberation` is None for whom it is not.

    `status` is where the review stands as far as the person may know; `outcome` is that of the first of `documents`,
    None where there is none or it withdraws what was decided.
    """

    review: Review
    status: ReviewStatus
    agency: Agency
    names: dict[str, str]
    timeliness: str
    filing: Period | None
    re_examination: Period | None
    files: tuple[Attachment, ...]
    documents: tuple[Document, ...]
    outcome: Outcome | None
    visit_number: str
    timeline: tuple[Moment, ...]
    deliberation: Deliberation | None
    permitted: frozenset[Act]
    looked_again: ReExaminationView


@look(Act.SEE_REVIEW)
def review_page(asked: Look, number: str) -> ReviewView:
    """Return one review as far as it is this person's to see. Raises: DisposedOf, NotFound, also when it is not."""
    review = reviews.fetch_review_by_number(asked.con, number)
    relations = to_review(asked.account, review)
    asked.must_see(relations, "면책심사를")
    must_be_kept(asked.con, "review", review.id)
    is_inside = sees_deliberation(asked, review)
    papers = papers_in_sight(asked, ("review", review.id), is_inside)
    _note(asked, review, shows_ruling=is_inside or bool(papers))
    applying = applying_again(asked, papers)
    return ReviewView(
        review=review,
        status=review.status if is_inside else _told_outside(review, papers),
        agency=agencies.fetch_agency(asked.con, review.agency_id),
        names={account.id: account.name for account in accounts.list_accounts(asked.con)},
        timeliness=timeliness(asked, review),
        filing=filing(asked, review),
        re_examination=applying,
        files=tuple(_files(asked, review, is_inside)),
        documents=tuple(papers),
        outcome=_outcome(asked, papers[0]) if papers else None,
        visit_number=visits.fetch_visit(asked.con, review.visit_id).number if review.visit_id and is_inside else "",
        timeline=timeline(asked, "review", review.id, deliberation=is_inside),
        deliberation=_deliberation(asked, review) if is_inside else None,
        permitted=frozenset(act for act in Act if asked.may(act, relations)),
        looked_again=re_examination_view(asked, review, applying, is_inside=is_inside),
    )


@look(Act.SEE_REVIEW)
def count_reviews(asked: Look, wanted: ReviewFilter) -> int:
    """Return how many reviews a person may see."""
    return review_lists.count_reviews(
        asked.con, asked.reach, wanted, is_outside=_is_outside(asked), barred=_barred(asked, wanted)
    )


@look(Act.SEE_REVIEW)
def review_list(asked: Look, wanted: ReviewFilter, limit: int, offset: int) -> list[ReviewLine]:
    """Return one page of the reviews a person may see.

    Status and outcome are those of the record where the deliberation may be seen, elsewhere those notified.
    """
    return lines_as_known(asked, wanted, limit, offset)


def lines_as_known(
    asked: Look, wanted: ReviewFilter, limit: int, offset: int, among: Sequence[str] | None = None
) -> list[ReviewLine]:
    """Return one page of reviews, for a look that has begun; `among`: only these ids."""
    lines = review_lists.list_reviews(
        asked.con,
        asked.reach,
        wanted,
        limit,
        offset,
        is_outside=_is_outside(asked),
        barred=_barred(asked, wanted),
        among=among,
    )
    return [_as_known(asked, line) for line in lines]


@look(Act.SEE_DELIBERATION)
def ruling_preview(asked: Look, ruling_id: str) -> bytes:
    """Return a proposed ruling as PDF, marked as a draft on every page. Raises: NotFound."""
    ruling = rulings.fetch_ruling(asked.con, ruling_id)
    review = reviews.fetch_review(asked.con, ruling.review_id)
    if not sees_deliberation(asked, review):
        raise NotFound("결정안을")
    _note(asked, review, shows_ruling=True)
    corrects = superseded(asked, review, ruling.kind)
    return ruling_pdf(as_preview(ruling_paper(asked, review, ruling, is_draft=True, corrects=corrects)))


@look(Act.SEE_REVIEW)
def review_document(asked: Look, number: str, revision: int = 0) -> tuple[Document, bytes]:
    """Return an issued ruling by its number, byte for byte; to an applicant only once notified."""
    document = documents.find_document_by_number(asked.con, number)
    if document is None or document.subject_kind != "review":
        raise NotFound("문서를")
    review = reviews.fetch_review(asked.con, document.subject_id)
    asked.must_see(to_review(asked.account, review), "문서를")
    if document.notified_on is None and not sees_deliberation(asked, review):
        raise NotFound("문서를")
    asked.note(Shown.RULING, Thing.DOCUMENT, document.id, document.number)
    return document, bytes_of(asked, document, revision)


@look(Act.SEE_REVIEW)
def review_file(asked: Look, attachment_id: str) -> tuple[Attachment, bytes]:
    """Return a file of a review; an applicant gets only what an applicant handed in. Raises: NotFound."""
    attachment = documents.fetch_attachment(asked.con, attachment_id)
    if attachment.subject_kind != "review":
        raise NotFound("파일을")
    review = reviews.fetch_review(asked.con, attachment.subject_id)
    asked.must_see(to_review(asked.account, review), "파일을")
    if attachment.id not in {f.id for f in _files(asked, review, sees_deliberation(asked, review))}:
        raise NotFound("파일을")
    _note(asked, review)
    return attachment, fetch_bytes(asked.store.home, attachment.sha256)


@look(Act.SEE_REVIEW)
def review_agencies(asked: Look) -> list[Agency]:
    """Return the agencies a review can be about."""
    return [agency for agency in agencies.list_agencies(asked.con) if agency.is_active]


@look(Act.SEE_DELIBERATION)
def handlers(asked: Look) -> list[Account]:
    """Return who may handle a review: auditors and heads in office today."""
    found = accounts.list_accounts(asked.con, (Role.AUDITOR, Role.HEAD))
    return [account for account in found if account.is_active(asked.today)]


@look(Act.SEE_DELIBERATION)
def applicants(asked: Look) -> list[Account]:
    """Return the accounts of applicants, to link a person audited to their own."""
    found = accounts.list_accounts(asked.con, (Role.APPLICANT,))
    return [account for account in found if account.is_active(asked.today)]


def _note(asked: Look, review: Review, *, shows_ruling: bool = False) -> None:
    asked.note(Shown.PERSONAL, Thing.REVIEW, review.id, review.number)
    if shows_ruling:
        asked.note(Shown.RULING, Thing.REVIEW, review.id, review.number)


def _deliberation(asked: Look, review: Review) -> Deliberation:
    if not review.criteria_set:
        return Deliberation(own=(), charges=(), follows=None, rulings=(), proposed=None)
    charges = judged(asked, review)
    own = findings_of(asked, review, asked.account.id)
    all_rulings = rulings.list_rulings(asked.con, review.id)
    proposed = next((r for r in all_rulings if r.state == ApprovalState.PROPOSED), None)
    who, rule = decider_of(asked, review, proposed) if proposed else (None, None)
    return Deliberation(
        own=tuple(own),
        charges=charges,
        follows=follows([one.conclusion for one in charges]),
        rulings=tuple(all_rulings),
        proposed=proposed,
        decided_by=who,
        decided_by_rule=rule,
        agenda=tuple(_on_agenda(asked, item) for item in agenda.items_of_review(asked.con, review.id)),
        resolution=_resolution(asked, review),
    )


def _on_agenda(asked: Look, item: AgendaItem) -> OnAgenda:
    meeting = meetings.fetch_meeting(asked.con, item.meeting_id)
    return OnAgenda(
        number=meeting.number,
        held_on=meeting.held_on,
        status=meeting.status,
        stage=item.stage,
        result=item.result,
    )


def _resolution(asked: Look, review: Review) -> Resolution | None:
    ruling = in_force(asked, review.id)
    return fetch_resolution(asked.con, ruling.resolution_id) if ruling and ruling.resolution_id else None


def _outcome(asked: Look, paper: Document) -> Outcome | None:
    ruled = next(r for r in rulings.list_rulings(asked.con, paper.subject_id) if r.document_id == paper.id)
    return None if ruled.kind == RulingKind.WITHDRAWAL else ruled.outcome


def _files(asked: Look, review: Review, is_inside: bool) -> list[Attachment]:
    found = documents.list_attachments_of(asked.con, "review", review.id)
    return found if is_inside else [file for file in found if file.role == "statement"]


def _told_outside(review: Review, notified: list[Document]) -> ReviewStatus:
    """As `store.review_lists` tells it in lists: a ruling on its way shows only once it was notified."""
    if review.status not in {ReviewStatus.PROPOSED, ReviewStatus.ISSUED}:
        return review.status
    return ReviewStatus.NOTIFIED if notified else ReviewStatus.FACT_FINDING


def _as_known(asked: Look, line: ReviewLine) -> ReviewLine:
    """Return a line as it stands, or as told outside to a member who is barred from deciding on the review."""
    if _is_outside(asked) or line.status not in {ReviewStatus.PROPOSED, ReviewStatus.ISSUED}:
        return line
    review = reviews.fetch_review(asked.con, line.id)
    if sees_deliberation(asked, review):
        return line
    told = papers_in_sight(asked, ("review", review.id), is_inside=False)
    return replace(line, status=_told_outside(review, told), outcome=_outcome(asked, told[0]) if told else None)


def _barred(asked: Look, wanted: ReviewFilter) -> tuple[str, ...]:
    """Return the reviews that no filter by status may tell more of than their lines do."""
    return barred_reviews(asked) if wanted.status else ()


def _is_outside(asked: Look) -> bool:
    return not asked.may(Act.SEE_DELIBERATION, ANYTHING)
