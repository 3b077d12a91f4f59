"""Looking at consultations: the list, one consultation, its papers and files."""

from dataclasses import dataclass

from casebase.access.act import Act
from casebase.access.relations import ANYTHING, to_consultation
from casebase.casework.clock import deadline_of, notices_owed
from casebase.casework.consultation_entry import active_agencies, applicant_kinds
from casebase.casework.consultation_sight import bare, files_in_sight, find, for_asked, told_outside
from casebase.casework.desk import Look, look
from casebase.casework.kept import must_be_kept
from casebase.casework.papers import bytes_of, papers_in_sight
from casebase.casework.timeline import Moment, timeline
from casebase.domain.access_log import Shown, Thing
from casebase.domain.account import Account, Role
from casebase.domain.agency import Agency
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import (
    ApplicantKind,
    Consultation,
    ConsultationStatus,
    Message,
    ProgressNotice,
    ScreeningAnswer,
)
from casebase.domain.document import Attachment, Document
from casebase.domain.errors import NotFound
from casebase.domain.listing import ConsultationFilter, ConsultationLine
from casebase.domain.opinion import FollowUp, FurtherNotice, Opinion, OpinionKind
from casebase.domain.reach import Relation
from casebase.domain.suspension import Extension, Suspension, SuspensionKind
from casebase.law.deadlines import Deadline
from casebase.store import (
    accounts,
    agencies,
    consultation_lists,
    consultations,
    documents,
    follow_ups,
    messages,
    opinions,
    screenings,
    suspensions,
    visits,
)
from casebase.store.files import fetch_bytes


@dataclass(frozen=True, kw_only=True)
class Course:
    """What moved the clock, and what it shows. `deadline` is None before the receipt."""

    deadline: Deadline | None
    suspensions: tuple[Suspension, ...]
    extensions: tuple[Extension, ...]
    progress_notices: tuple[ProgressNotice, ...]
    count_notices_owed: int


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The opinions as far as they may be known, what was told to whom, and what followed."""

    opinions: tuple[Opinion, ...]
    proposed: Opinion | None
    in_force: Opinion | None
    further_notices: tuple[FurtherNotice, ...]
    follow_ups: tuple[FollowUp, ...]


@dataclass(frozen=True, kw_only=True)
class ConsultationView:
    """All that the page of one consultation shows.

    `status` is where it stands as far as the person may know. A body that was asked for its view (`is_asked_only`)
    sees the question, the request and the law, and nothing else.
    """

    consultation: Consultation
    status: ConsultationStatus
    agency: Agency | None
    names: dict[str, str]
    answers: tuple[ScreeningAnswer, ...]
    course: Course
    answer: Answer
    messages: tuple[Message, ...]
    files: tuple[Attachment, ...]
    documents: tuple[Document, ...]
    visit_numbers: dict[str, str]
    siblings: tuple[Consultation, ...]
    timeline: tuple[Moment, ...]
    is_inside: bool
    is_asked_only: bool
    permitted: frozenset[Act]


@look(Act.SEE_CONSULTATION)
def consultation_page(asked: Look, number: str = "", consultation_id: str = "") -> ConsultationView:
    """Return one consultation, by its number or before it has one by its id, as far as it is this person's to see.

    Raises: NotFound, the same when there is none and when it is not theirs; DisposedOf.
    """
    found = find(asked, number, consultation_id)
    relations = to_consultation(asked.account, found)
    must_be_kept(asked.con, "consultation", found.id)
    is_inside = asked.may(Act.SEE_CONSULTATION_WORK, relations)
    is_asked_only = not is_inside and Relation.APPLICANT not in relations
    papers = [] if is_asked_only else papers_in_sight(asked, ("consultation", found.id), is_inside)
    asked.note(Shown.PERSONAL, Thing.CONSULTATION, found.id, found.number)
    return ConsultationView(
        consultation=for_asked(found) if is_asked_only else found,
        status=found.status if is_inside else told_outside(asked, found, papers),
        agency=agencies.fetch_agency(asked.con, found.agency_id) if found.agency_id else None,
        names={} if is_asked_only else {account.id: account.name for account in accounts.list_accounts(asked.con)},
        answers=() if is_asked_only else tuple(_answers(asked, found, is_inside)),
        course=_course(asked, found, is_inside, is_asked_only),
        answer=_answer(asked, found, papers, is_inside, is_asked_only),
        messages=() if is_asked_only else tuple(_messages(asked, found, is_inside)),
        files=() if is_asked_only else tuple(files_in_sight(asked, found, is_inside)),
        documents=tuple(papers),
        visit_numbers=_visit_numbers(asked, found) if is_inside else {},
        siblings=tuple(_siblings(asked, found)) if is_inside else (),
        timeline=() if is_asked_only else timeline(asked, "consultation", found.id, deliberation=is_inside),
        is_inside=is_inside,
        is_asked_only=is_asked_only,
        permitted=frozenset(act for act in Act if asked.may(act, relations)),
    )


@look(Act.SEE_CONSULTATION)
def count_consultations(asked: Look, wanted: ConsultationFilter, among: tuple[str, ...] | None = None) -> int:
    """Return how many consultations a person may see, of those named where `among` is given."""
    return consultation_lists.count_consultations(
        asked.con, asked.reach, wanted, is_outside=_is_outside(asked), among=among
    )


@look(Act.SEE_CONSULTATION)
def consultation_list(
    asked: Look, wanted: ConsultationFilter, limit: int, offset: int, among: tuple[str, ...] | None = None
) -> list[ConsultationLine]:
    """Return one page of the consultations a person may see; status and outcome outside as last notified."""
    return consultation_lists.list_consultations(
        asked.con, asked.reach, wanted, limit, offset, is_outside=_is_outside(asked), among=among
    )


@look(Act.SEE_CONSULTATION)
def consultation_document(asked: Look, number: str, revision: int = 0) -> tuple[Document, bytes]:
    """Return an issued opinion by its number, byte for byte; to an applicant only once notified. Raises: NotFound."""
    document = documents.find_document_by_number(asked.con, number)
    if document is None or document.subject_kind != "consultation":
        raise NotFound("문서를")
    found = find(asked, "", document.subject_id)
    relations = to_consultation(asked.account, found)
    is_inside = asked.may(Act.SEE_CONSULTATION_WORK, relations)
    if not is_inside and (document.notified_on is None or Relation.APPLICANT not in relations):
        raise NotFound("문서를")
    asked.note(Shown.PERSONAL, Thing.DOCUMENT, document.id, document.number)
    return document, bytes_of(asked, document, revision)


@look(Act.SEE_CONSULTATION)
def consultation_file(asked: Look, attachment_id: str) -> tuple[Attachment, bytes]:
    """Return a file of a consultation; outside only what was supplied, or sent to the applicant. Raises: NotFound."""
    attachment = documents.fetch_attachment(asked.con, attachment_id)
    if attachment.subject_kind != "consultation":
        raise NotFound("파일을")
    found = find(asked, "", attachment.subject_id)
    relations = to_consultation(asked.account, found)
    is_inside = asked.may(Act.SEE_CONSULTATION_WORK, relations)
    is_theirs = is_inside or Relation.APPLICANT in relations
    if not is_theirs or attachment.id not in {file.id for file in files_in_sight(asked, found, is_inside)}:
        raise NotFound("파일을")
    asked.note(Shown.PERSONAL, Thing.CONSULTATION, found.id, found.number)
    return attachment, fetch_bytes(asked.store.home, attachment.sha256)


@look(Act.SEE_CONSULTATION)
def consultation_agencies(asked: Look) -> list[Agency]:
    """Return the agencies that may ask or be asked."""
    return active_agencies(asked)


@look(Act.SEE_CONSULTATION)
def who_may_apply(asked: Look) -> list[ApplicantKind]:
    """Return who may ask for a consultation by the office's own setting."""
    return applicant_kinds(asked)


@look(Act.SEE_CONSULTATION_WORK)
def case_handlers(asked: Look) -> list[Account]:
    """Return who may handle a consultation: auditors and heads in office today."""
    found = accounts.list_accounts(asked.con, (Role.AUDITOR, Role.HEAD))
    return [account for account in found if account.is_active(asked.today)]


def _course(asked: Look, found: Consultation, is_inside: bool, is_asked_only: bool) -> Course:
    waits = suspensions.list_suspensions(asked.con, found.id)
    if is_asked_only:
        waits = [wait for wait in waits if wait.agency_id == asked.account.agency_id]
    elif not is_inside:
        waits = [wait if wait.kind == SuspensionKind.SUPPLEMENT else bare(wait) for wait in waits]
    return Course(
        deadline=None if is_asked_only else deadline_of(asked, found),
        suspensions=tuple(waits),
        extensions=() if is_asked_only else tuple(suspensions.list_extensions(asked.con, found.id)),
        progress_notices=() if is_asked_only else tuple(messages.list_progress_notices(asked.con, found.id)),
        count_notices_owed=0 if is_asked_only else len(notices_owed(asked, found)),
    )


def _answer(asked: Look, found: Consultation, papers: list[Document], is_inside: bool, is_asked_only: bool) -> Answer:
    every = [] if is_asked_only else opinions.list_opinions(asked.con, found.id)
    told = {paper.id for paper in papers}
    known = [one for one in every if is_inside or one.document_id in told]
    issued = [one for one in known if one.state == ApprovalState.ISSUED]
    return Answer(
        opinions=tuple(known),
        proposed=next((one for one in known if one.state == ApprovalState.PROPOSED), None),
        in_force=issued[0] if issued and issued[0].kind != OpinionKind.WITHDRAWAL else None,
        further_notices=tuple(
            notice for paper in papers for notice in opinions.list_further_notices(asked.con, paper.id)
        ),
        follow_ups=() if is_asked_only else tuple(follow_ups.list_follow_ups(asked.con, found.id)),
    )


def _answers(asked: Look, found: Consultation, is_inside: bool) -> list[ScreeningAnswer]:
    """Outside, the office's own answers are its own business; what the applicant side answered is theirs."""
    every = screenings.list_answers(asked.con, found.id)
    if is_inside:
        return every
    office = {account.id for account in accounts.list_accounts(asked.con) if account.role != Role.APPLICANT}
    return [answer for answer in every if answer.account_id not in office]


def _messages(asked: Look, found: Consultation, is_inside: bool) -> list[Message]:
    return messages.list_messages(asked.con, found.id, with_internal=is_inside)


def _siblings(asked: Look, found: Consultation) -> list[Consultation]:
    """Return the similar cases that were linked from this one, and those that this one was linked from."""
    linking = consultations.list_ids_linking(asked.con, found.id)
    return consultations.list_consultations_by_ids(asked.con, list(dict.fromkeys((*found.sibling_ids, *linking))))


def _visit_numbers(asked: Look, found: Consultation) -> dict[str, str]:
    ids = dict.fromkeys(([found.visit_id] if found.visit_id else []) + list(found.site_visit_ids))
    return {visit_id: visits.fetch_visit(asked.con, visit_id).number for visit_id in ids}


def _is_outside(asked: Look) -> bool:
    return not asked.may(Act.SEE_CONSULTATION_WORK, ANYTHING)
