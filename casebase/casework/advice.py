"""Asking the legal panel for advice on a case: the request, whom it is given to, reminders, its end."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.casework.advice_candidates import SETTLED, chosen_candidate
from casebase.casework.advice_entry import default_due, read_request
from casebase.casework.advice_reminders import UNANSWERED
from casebase.casework.advice_sight import WHAT, AdvisedCase, case_of, ties_to_case
from casebase.casework.desk import Deed, act
from casebase.casework.entry import LONG, checked_text
from casebase.casework.papers import is_demo_office
from casebase.casework.timeline import overtaken
from casebase.domain.advice import (
    ADVICE_STATUS_LABELS,
    ASSIGNMENT_STATUS_LABELS,
    AdviceRequest,
    AdviceStatus,
    Assignment,
    AssignmentStatus,
)
from casebase.domain.case import CaseKind
from casebase.domain.errors import InvalidEntry, MoveNotPermitted
from casebase.store import accounts, advice
from casebase.store.ids import new_id
from casebase.store.numbers import next_number
from casebase.store.settings import list_settings


@act(Act.ASK_ADVICE)
def ask_advice(deed: Deed, subject_kind: str, subject_id: str, fields: dict[str, str]) -> str:
    """Ask the panel for advice on a case ("consultation" or "review"). Returns the request's number.

    `fields`: see `advice_entry.read_request`. Raises: SeveralInvalid, NotFound, NotPermitted, MoveNotPermitted once
    the case is proposed for approval.
    """
    case = case_of(deed, subject_kind, subject_id)
    deed.allow_on(ties_to_case(deed, case), Act.SEE_ADVICE, "사건을")
    case.must_be_open("자문의뢰")
    number = next_number(deed.con, deed.today.year, CaseKind.ADVICE.value)
    is_demo = is_demo_office(list_settings(deed.con))
    request = read_request(deed, case, fields, number=number, is_demo=is_demo)
    advice.insert_request(deed.con, request)
    return record_advice(deed, request, case, issues=len(request.issues))


@act(Act.OFFER_ADVICE)
def offer_advice(deed: Deed, request_id: str, version: int, fields: dict[str, str]) -> str:
    """Offer a request to a member of the panel. Returns the assignment's id.

    `fields`: account_id, doubts_seen ("yes" where doubts were shown). The doubts are kept with the assignment.
    Raises: ConflictStands where a ground keeps the member from the case; InvalidEntry where they cannot be asked, or
    a doubt was not confirmed; MoveNotPermitted, ChangedMeanwhile.
    """
    request, case = _asked_still(deed, request_id, "자문위원 배정")
    case.must_be_open("자문위원 배정")
    account_id = fields.get("account_id", "")
    _must_not_be_settled(deed, request, account_id)
    candidate = chosen_candidate(deed, request, account_id)
    doubts = tuple(conflict.explanation for conflict in candidate.conflicts)
    if doubts and fields.get("doubts_seen") != "yes":
        raise InvalidEntry(
            f"이해관계를 확인할 점이 있습니다: {' '.join(doubts)} 확인하였으면 ‘확인함’에 표시하고 다시 배정하세요.",
            "doubts_seen",
        )
    write_request(deed, replace(request, version=version))
    offered = Assignment(
        id=new_id(),
        request_id=request.id,
        account_id=account_id,
        status=AssignmentStatus.OFFERED,
        due_on=request.due_on if request.due_on >= deed.today else default_due(deed).due_on,
        offered_by=deed.account.id,
        offered_at=deed.now,
        doubts=doubts,
    )
    advice.insert_assignment(deed.con, offered)
    record_advice(deed, request, case, adviser=_name(deed, account_id))
    return offered.id


@act(Act.REVOKE_OFFER)
def revoke_offer(deed: Deed, assignment_id: str, version: int, fields: dict[str, str]) -> str:
    """Take an assignment back that was not answered, for a `reason`; the member's sight ends. Returns the number.

    Raises: SeveralInvalid, MoveNotPermitted, ChangedMeanwhile.
    """
    request, case, assignment = _unanswered(deed, assignment_id, "배정 취소")
    reason = checked_text(fields.get("reason", ""), "reason", "배정을 취소하는 이유")
    write_assignment(
        deed, request, replace(assignment, status=AssignmentStatus.REVOKED, reason=reason, version=version)
    )
    return record_advice(deed, request, case, adviser=_name(deed, assignment.account_id), reason=reason)


@act(Act.REMIND_ADVISER)
def remind_adviser(deed: Deed, assignment_id: str, version: int, _: dict[str, str]) -> str:
    """Record that a member who has not answered was reminded today; nothing is typed. Returns the number.

    Raises: InvalidEntry when that was done today already; MoveNotPermitted, ChangedMeanwhile.
    """
    request, case, assignment = _unanswered(deed, assignment_id, "회신 독촉")
    if assignment.reminded_on == deed.today:
        raise InvalidEntry("오늘 이미 독촉했습니다. 급하면 전화로 확인하세요.")
    write_assignment(deed, request, replace(assignment, reminded_on=deed.today, version=version))
    return record_advice(deed, request, case, adviser=_name(deed, assignment.account_id))


@act(Act.WITHDRAW_ADVICE)
def withdraw_advice(deed: Deed, request_id: str, version: int, fields: dict[str, str]) -> str:
    """Withdraw a request for an `end_reason`: no member sees it any more; answers given stay on record.

    Returns the number. Raises: SeveralInvalid, MoveNotPermitted, ChangedMeanwhile.
    """
    request, case = _asked_still(deed, request_id, "자문의뢰 철회")
    reason = checked_text(fields.get("end_reason", ""), "end_reason", "철회하는 이유", limit=LONG)
    ended = replace(request, status=AdviceStatus.WITHDRAWN, end_reason=reason, version=version)
    write_request(deed, ended)
    return record_advice(deed, request, case, reason=reason)


@act(Act.CLOSE_ADVICE)
def close_advice(deed: Deed, request_id: str, version: int, fields: dict[str, str]) -> str:
    """End a request that everybody who still stands has answered; `end_reason` may add a remark. Returns the number.

    Raises: InvalidEntry while an answer is awaited, or there is none; MoveNotPermitted, ChangedMeanwhile.
    """
    request, case = _asked_still(deed, request_id, "자문 종결")
    statuses = [each.status for each in advice.list_assignments(deed.con, request.id)]
    if UNANSWERED & set(statuses):
        raise InvalidEntry("아직 회신하지 않은 위원이 있습니다. 회신을 기다리거나 그 배정을 취소한 뒤 종결하세요.")
    if AssignmentStatus.ANSWERED not in statuses:
        raise InvalidEntry("회신이 하나도 없어 종결할 수 없습니다. 위원을 배정하거나 의뢰를 철회하세요.")
    remark = checked_text(fields.get("end_reason", ""), "end_reason", "비고", limit=LONG, required=False)
    write_request(deed, replace(request, status=AdviceStatus.CLOSED, end_reason=remark, version=version))
    return record_advice(deed, request, case, reason=remark)


def write_request(deed: Deed, request: AdviceRequest) -> None:
    """Write a request over the version that was seen. Raises: ChangedMeanwhile, which tells who changed it."""
    if not advice.update_request(deed.con, request):
        raise overtaken(deed, "advice", request.id, f"자문의뢰 {request.number}")


def write_assignment(deed: Deed, request: AdviceRequest, assignment: Assignment) -> None:
    """As `write_request`, of an assignment."""
    if not advice.update_assignment(deed.con, assignment):
        raise overtaken(deed, "advice", request.id, f"자문의뢰 {request.number}")


def record_advice(deed: Deed, request: AdviceRequest, case: AdvisedCase, **detail: object) -> str:
    """Record the deed's one event on a request. Returns its number."""
    deed.record("advice", request.id, number=request.number, case=case.number, title=request.title, **detail)
    return request.number


def lock_request(deed: Deed, request_id: str) -> None:
    """Of an answer and a withdrawal sent at once the second waits here and sees what the first did."""
    deed.con.lock(f"advice {request_id}")


def _asked_still(deed: Deed, request_id: str, wanted: str) -> tuple[AdviceRequest, AdvisedCase]:
    lock_request(deed, request_id)
    request = advice.fetch_request(deed.con, request_id)
    case = case_of(deed, request.subject_kind, request.subject_id)
    deed.allow_on(ties_to_case(deed, case), Act.SEE_ADVICE, WHAT)
    if request.status != AdviceStatus.ASKED:
        raise MoveNotPermitted(f"자문의뢰 {request.number}은", ADVICE_STATUS_LABELS[request.status], wanted)
    return request, case


def _unanswered(deed: Deed, assignment_id: str, wanted: str) -> tuple[AdviceRequest, AdvisedCase, Assignment]:
    request_id = advice.fetch_assignment(deed.con, assignment_id).request_id
    request, case = _asked_still(deed, request_id, wanted)
    assignment = advice.fetch_assignment(deed.con, assignment_id)
    if assignment.status not in UNANSWERED:
        raise MoveNotPermitted("이 배정은", ASSIGNMENT_STATUS_LABELS[assignment.status], wanted)
    return request, case, assignment


def _must_not_be_settled(deed: Deed, request: AdviceRequest, account_id: str) -> None:
    for each in advice.list_assignments(deed.con, request.id):
        if each.account_id == account_id and each.status in SETTLED:
            raise InvalidEntry(
                f"{_name(deed, account_id)} 위원은 이 의뢰에서 이미 ‘{ASSIGNMENT_STATUS_LABELS[each.status]}’ "
                "상태입니다. 다른 위원을 고르세요.",
                "account_id",
            )


def _name(deed: Deed, account_id: str) -> str:
    return accounts.fetch_account(deed.con, account_id).name
