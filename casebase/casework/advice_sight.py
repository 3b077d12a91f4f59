"""How much of a request for advice a person may see: all of it, what was offered to them, or nothing any more."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from casebase.access.act import Act
from casebase.access.relations import to_advice
from casebase.casework.desk import Look, instant
from casebase.casework.review_sight import sees_deliberation
from casebase.domain.advice import STANDING, AdviceRequest, AdviceStatus, Assignment, AssignmentStatus
from casebase.domain.consultation import CONSULTATION_STATUS_LABELS, ConsultationStatus
from casebase.domain.errors import MoveNotPermitted, NotFound
from casebase.domain.reach import Relation
from casebase.domain.review import REVIEW_STATUS_LABELS, ReviewStatus
from casebase.korean.dates import SEOUL
from casebase.korean.text import particle
from casebase.law.values import value_on
from casebase.store import advice, advice_lists, consultations, reviews
from casebase.store.settings import list_settings

WHAT = "자문 의뢰를"
ASSIGNMENT = "자문 배정을"
_OPEN_CONSULTATION = {ConsultationStatus.RECEIVED, ConsultationStatus.UNDER_REVIEW}
_OPEN_REVIEW = {ReviewStatus.RECEIVED, ReviewStatus.FACT_FINDING}


@dataclass(frozen=True, kw_only=True)
class AdvisedCase:
    """The case that advice is asked about. `kind` is "consultation" or "review", `status` the word for where it stands.

    `is_open`: received and not yet proposed for approval, so that advice can still be asked and given. `source` is
    where a demo case was published.
    """

    kind: str
    id: str
    number: str
    title: str
    field: str
    handler_id: str | None
    status: str
    is_open: bool
    source: str

    def must_be_open(self, wanted: str) -> None:
        """Raises: MoveNotPermitted, naming what was wanted."""
        if not self.is_open:
            raise MoveNotPermitted(f"{self.number}{particle(self.number, '은/는')}", self.status, wanted)


def case_of(asked: Look, kind: str, case_id: str) -> AdvisedCase:
    """Return the case that advice is asked about. Raises: NotFound."""
    if kind == "consultation":
        found = consultations.fetch_consultation(asked.con, case_id)
        return AdvisedCase(
            kind=kind,
            id=found.id,
            number=found.number,
            title=found.application.title,
            field=found.application.field,
            handler_id=found.handler_id,
            status=CONSULTATION_STATUS_LABELS[found.status],
            is_open=found.status in _OPEN_CONSULTATION,
            source=found.source,
        )
    if kind != "review":
        raise NotFound("사건을")
    review = reviews.fetch_review(asked.con, case_id)
    return AdvisedCase(
        kind=kind,
        id=review.id,
        number=review.number,
        title=review.title,
        field=review.field,
        handler_id=review.handler_id,
        status=REVIEW_STATUS_LABELS[review.status],
        is_open=review.status in _OPEN_REVIEW,
        source=review.source,
    )


def ties_to_case(asked: Look, case: AdvisedCase) -> frozenset[Relation]:
    """Return what ties a person to a case that advice is asked about, apart from any request."""
    return to_advice(asked.account, case.handler_id, None, is_open_to_panel=False)


def ties_to_request(
    asked: Look, request: AdviceRequest, case: AdvisedCase, own: Assignment | None
) -> frozenset[Relation]:
    """Return what ties a person to a request; `own` is where they stand to it, None where they were not asked."""
    is_open = (
        own is not None
        and request.status != AdviceStatus.WITHDRAWN
        and advice_lists.is_open_to_panel(asked.con, request, ended_before(asked))
    )
    return to_advice(asked.account, case.handler_id, own, is_open_to_panel=is_open)


def own_of(asked: Look, assignments: Iterable[Assignment]) -> Assignment | None:
    """Return where the person stands to a request: their newest assignment counts."""
    own = [each for each in assignments if each.account_id == asked.account.id]
    return max(own, key=lambda each: each.id, default=None)


def ended_before(asked: Look) -> str:
    """Return the instant such that a case that ended before it is out of the panel's sight by now."""
    days = value_on("panel.access_days_after", asked.today, list_settings(asked.con)).number
    begins = datetime.combine(asked.today - timedelta(days=days), time(), SEOUL)
    return instant(begins)


def find_request(asked: Look, number: str) -> tuple[AdviceRequest, AdvisedCase, list[Assignment], frozenset[Relation]]:
    """Return a request by its number with its case, its assignments, and what ties the person to it.

    Raises: NotFound, the same when there is none and when it is not theirs to see.
    """
    request = advice.fetch_request_by_number(asked.con, number)
    return request, *_seen(asked, request)


def request_in_sight(
    asked: Look, request_id: str
) -> tuple[AdviceRequest, AdvisedCase, list[Assignment], frozenset[Relation]]:
    """As `find_request`, by the request's id."""
    request = advice.fetch_request(asked.con, request_id)
    return request, *_seen(asked, request)


def is_complete(assignments: Iterable[Assignment]) -> bool:
    """Say whether somebody was asked and everybody who still stands has answered."""
    standing = [each for each in assignments if each.status in STANDING]
    return bool(standing) and all(each.status == AssignmentStatus.ANSWERED for each in standing)


def shown_assignments(
    asked: Look, request: AdviceRequest, assignments: list[Assignment], relations: frozenset[Relation]
) -> list[Assignment]:
    """Return the assignments a person may know of.

    The office knows every one. A member knows their own, and the answers of the others once each who still stands
    has answered or the request is closed: until then nobody's view leans on another's. What was doubted about another
    they never know.
    """
    if is_office(asked, relations):
        return assignments
    own = own_of(asked, assignments)
    shown = [own] if own else []
    if Relation.ASSIGNED in relations and (is_complete(assignments) or request.status == AdviceStatus.CLOSED):
        others = [each for each in assignments if each.status == AssignmentStatus.ANSWERED and each != own]
        shown += [replace(each, doubts=()) for each in others]
    return shown


def is_office(asked: Look, relations: frozenset[Relation]) -> bool:
    """Say whether a person sees requests for advice from the office's side."""
    return asked.may(Act.SEE_ADVICE, relations & {Relation.ANY})


def before_accepting(request: AdviceRequest) -> AdviceRequest:
    """Return what a member sees who has not accepted: number, title, parties and the day it is due."""
    return replace(
        request,
        subject_id="",
        field="",
        question="",
        facts="",
        issues=(),
        file_ids=(),
        unasked=(),
        unasked_reason="",
        end_reason="",
    )


def _seen(asked: Look, request: AdviceRequest) -> tuple[AdvisedCase, list[Assignment], frozenset[Relation]]:
    case = case_of(asked, request.subject_kind, request.subject_id)
    assignments = advice.list_assignments(asked.con, request.id)
    relations = ties_to_request(asked, request, case, own_of(asked, assignments))
    asked.must_see(relations, WHAT)
    if is_office(asked, relations) and not may_read(asked, case):
        raise NotFound(WHAT)
    return case, assignments, relations


def may_read(asked: Look, case: AdvisedCase) -> bool:
    """Say whether somebody of the office may read advice on a case: not a chair who is barred from deciding on it."""
    return case.kind != "review" or sees_deliberation(asked, reviews.fetch_review(asked.con, case.id))
