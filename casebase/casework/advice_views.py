"""Looking at legal advice: the list, one request, the answers side by side, its papers and files."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from casebase.access.act import Act
from casebase.casework.advice_candidates import candidates
from casebase.casework.advice_entry import AdviceForm, form_of
from casebase.casework.advice_reminders import is_reminder_due
from casebase.casework.advice_sight import (
    AdvisedCase,
    before_accepting,
    case_of,
    ended_before,
    find_request,
    is_complete,
    is_office,
    may_read,
    own_of,
    request_in_sight,
    shown_assignments,
    ties_to_case,
)
from casebase.casework.desk import Look, look
from casebase.casework.kept import must_be_kept
from casebase.casework.papers import bytes_of
from casebase.casework.similar_cases import SimilarCase, similar_cases
from casebase.casework.timeline import Moment, timeline
from casebase.domain.access_log import Shown, Thing
from casebase.domain.advice import AdviceRequest, Assignment, AssignmentStatus, Issue, Stance
from casebase.domain.document import Attachment, Document, DocumentKind
from casebase.domain.errors import NotFound
from casebase.domain.listing import AdviceFilter, AdviceLine
from casebase.domain.member import Body
from casebase.domain.reach import Relation
from casebase.korean.dates import local_day
from casebase.law.conflicts import grounds_on
from casebase.law.grounds import Ground
from casebase.law.panel import Proposed
from casebase.store import accounts, advice, advice_lists, documents, members
from casebase.store.files import fetch_bytes


@dataclass(frozen=True, kw_only=True)
class StanceOnIssue:
    """One member's answer to one issue. `is_dissent`: it is not the stance most members took; of a tie every one is."""

    name: str
    stance: Stance
    text: str
    is_dissent: bool


@dataclass(frozen=True, kw_only=True)
class IssueView:
    """One issue with the answers in sight, side by side. `agrees` is None while fewer than two are."""

    issue: Issue
    stances: tuple[StanceOnIssue, ...]
    agrees: bool | None


@dataclass(frozen=True, kw_only=True)
class AssignmentView:
    """One member asked. `paper` is what they answered with, None before."""

    assignment: Assignment
    name: str
    affiliation: str
    paper: Document | None
    is_reminder_due: bool


@dataclass(frozen=True, kw_only=True)
class CaseAdvice:
    """One request for advice on a case, as the case's own page shows it."""

    request: AdviceRequest
    assignments: tuple[AssignmentView, ...]
    issues: tuple[IssueView, ...]
    is_complete: bool  # everybody who still stands has answered


@dataclass(frozen=True, kw_only=True)
class AdviceView:
    """All that the desk of one request shows.

    To a member who has not accepted (`is_offer`) `request` holds number, title, parties and due day alone, and `case`
    is None. `own` is where the viewer stands. `candidates` are for who may offer, `grounds` for who may recuse.
    """

    request: AdviceRequest
    case: AdvisedCase | None
    is_offer: bool
    is_complete: bool
    asked_by: str
    own: Assignment | None
    assignments: tuple[AssignmentView, ...]
    issues: tuple[IssueView, ...]
    files: tuple[Attachment, ...]
    similar: tuple[SimilarCase, ...]
    candidates: tuple[Proposed, ...]
    names: dict[str, str]  # of the candidates' accounts
    grounds: tuple[Ground, ...]
    timeline: tuple[Moment, ...]
    permitted: frozenset[Act]


@look(Act.SEE_ADVICE)
def advice_page(asked: Look, number: str) -> AdviceView:
    """Return one request as far as it is this person's to see. Raises: DisposedOf, NotFound, also when it is not."""
    request, case, assignments, relations = find_request(asked, number)
    must_be_kept(asked.con, "advice", request.id)
    office = is_office(asked, relations)
    is_offer = not office and Relation.ASSIGNED not in relations
    asked.note(Shown.PERSONAL, Thing.ADVICE, request.id, request.number)
    shown = shown_assignments(asked, request, assignments, relations)
    proposed = candidates(asked, request, case, assignments) if asked.may(Act.OFFER_ADVICE, relations) else ()
    return AdviceView(
        request=before_accepting(request) if is_offer else request,
        case=None if is_offer else case if office else _to_panel(case),
        is_offer=is_offer,
        is_complete=is_complete(assignments),
        asked_by=accounts.fetch_account(asked.con, request.asked_by).name,
        own=own_of(asked, assignments),
        assignments=_assignment_views(asked, shown),
        issues=() if is_offer else _issue_views(asked, request, shown),
        files=() if is_offer else _files(asked, request),
        similar=() if is_offer else similar_cases(asked, case),
        candidates=proposed,
        names={each.candidate.member.account_id: _name(asked, each.candidate.member.account_id) for each in proposed},
        grounds=grounds_on(Body.PANEL, asked.today),
        timeline=timeline(asked, "advice", request.id) if office else (),
        permitted=frozenset(act for act in Act if asked.may(act, relations)),
    )


@look(Act.SEE_ADVICE)
def advice_list(asked: Look, wanted: AdviceFilter, limit: int, offset: int) -> list[AdviceLine]:
    """Return one page of the requests a person may see."""
    return advice_lists.list_advice(asked.con, asked.reach, wanted, ended_before(asked), limit, offset)


@look(Act.SEE_ADVICE)
def count_advice(asked: Look, wanted: AdviceFilter) -> int:
    """Return how many lines all pages of `advice_list` have together."""
    return advice_lists.count_advice(asked.con, asked.reach, wanted, ended_before(asked))


@look(Act.SEE_ADVICE)
def advice_of_case(asked: Look, subject_kind: str, subject_id: str) -> tuple[CaseAdvice, ...]:
    """Return the requests on a case, the newest first, as the office sees them; none to a chair barred from it.

    Raises: NotFound.
    """
    case = case_of(asked, subject_kind, subject_id)
    asked.must_see(ties_to_case(asked, case), "사건을")
    found = advice.list_requests_of(asked.con, subject_kind, subject_id) if may_read(asked, case) else []
    return tuple(_case_advice(asked, request) for request in sorted(found, key=lambda each: each.id, reverse=True))


@look(Act.ASK_ADVICE)
def advice_form(asked: Look, subject_kind: str, subject_id: str) -> AdviceForm:
    """Return what the form that asks for advice on a case offers. Raises: NotFound."""
    case = case_of(asked, subject_kind, subject_id)
    asked.must_see(ties_to_case(asked, case), "사건을")
    return form_of(asked, case)


@look(Act.SEE_ADVICE)
def advice_document(asked: Look, number: str, revision: int = 0) -> tuple[Document, bytes]:
    """Return an issued 법률자문 의견서 by its number, byte for byte; a member's to the others once all have answered.

    Raises: NotFound.
    """
    document = documents.find_document_by_number(asked.con, number)
    if document is None or document.kind != DocumentKind.ADVICE:
        raise NotFound("문서를")
    request, _, assignments, relations = request_in_sight(asked, document.subject_id)
    shown = shown_assignments(asked, request, assignments, relations)
    if document.id not in {each.document_id for each in shown}:
        raise NotFound("문서를")
    asked.note(Shown.PERSONAL, Thing.DOCUMENT, document.id, document.number)
    return document, bytes_of(asked, document, revision)


@look(Act.SEE_ADVICE_FILES)
def advice_file(asked: Look, request_id: str, attachment_id: str) -> tuple[Attachment, bytes]:
    """Return a file that was shown to the panel. Raises: NotFound."""
    request, *_ = request_in_sight(asked, request_id)
    if attachment_id not in request.file_ids:
        raise NotFound("파일을")
    attachment = documents.fetch_attachment(asked.con, attachment_id)
    asked.note(Shown.PERSONAL, Thing.ADVICE, request.id, request.number)
    return attachment, fetch_bytes(asked.store.home, attachment.sha256)


def _to_panel(case: AdvisedCase) -> AdvisedCase:
    """Return a case as its advisers know it: who handles it and where it stands is the office's own business."""
    return replace(case, handler_id=None, status="")


def _case_advice(asked: Look, request: AdviceRequest) -> CaseAdvice:
    asked.note(Shown.PERSONAL, Thing.ADVICE, request.id, request.number)
    assignments = advice.list_assignments(asked.con, request.id)
    return CaseAdvice(
        request=request,
        assignments=_assignment_views(asked, assignments),
        issues=_issue_views(asked, request, assignments),
        is_complete=is_complete(assignments),
    )


def _assignment_views(asked: Look, shown: Sequence[Assignment]) -> tuple[AssignmentView, ...]:
    return tuple(
        AssignmentView(
            assignment=each,
            name=_name(asked, each.account_id),
            affiliation=_affiliation(asked, each),
            paper=documents.fetch_document(asked.con, each.document_id) if each.document_id else None,
            is_reminder_due=is_reminder_due(asked, each),
        )
        for each in shown
    )


def _issue_views(asked: Look, request: AdviceRequest, shown: Sequence[Assignment]) -> tuple[IssueView, ...]:
    answered = [each for each in shown if each.status == AssignmentStatus.ANSWERED]
    return tuple(_issue_view(asked, issue, answered) for issue in request.issues)


def _issue_view(asked: Look, issue: Issue, answered: Sequence[Assignment]) -> IssueView:
    given = [(each, answer) for each in answered for answer in each.answers if answer.issue_id == issue.id]
    most = _most_frequent([answer.stance for _, answer in given])
    stances = tuple(
        StanceOnIssue(
            name=_name(asked, each.account_id),
            stance=answer.stance,
            text=answer.text,
            is_dissent=answer.stance != most,
        )
        for each, answer in given
    )
    agrees = all(not each.is_dissent for each in stances) if len(stances) > 1 else None
    return IssueView(issue=issue, stances=stances, agrees=agrees)


def _most_frequent(stances: Sequence[Stance]) -> Stance | None:
    """Return the stance that more members took than any other; None of a tie."""
    ranked = Counter(stances).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _files(asked: Look, request: AdviceRequest) -> tuple[Attachment, ...]:
    return tuple(documents.fetch_attachment(asked.con, file_id) for file_id in request.file_ids)


def _name(asked: Look, account_id: str) -> str:
    return accounts.fetch_account(asked.con, account_id).name


def _affiliation(asked: Look, assignment: Assignment) -> str:
    terms = [each for each in members.terms_of(asked.con, assignment.account_id) if each.body == Body.PANEL]
    offered_on = local_day(assignment.offered_at)
    return next((term.affiliation for term in terms if term.is_serving(offered_on)), "")
