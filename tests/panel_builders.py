"""The panel and the committee to test with, put on record as the store keeps them, without the acts that lead there."""

from datetime import date, time
from itertools import count

from casebase.domain.account import Account, Role
from casebase.domain.advice import AdviceRequest, AdviceStatus, Answer, Assignment, AssignmentStatus, Issue, Stance
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import Consultation
from casebase.domain.meeting import (
    AgendaItem,
    Attendance,
    Ballot,
    Choice,
    ItemStage,
    Meeting,
    MeetingForm,
    MeetingStatus,
    Recusal,
    RecusalKind,
    RecusalState,
)
from casebase.domain.member import Absence, Body, Member, Tie, TieKind
from casebase.domain.review import Review
from casebase.domain.ruling import Outcome, Ruling, RulingKind
from casebase.store.absences import insert_absence
from casebase.store.advice import insert_assignment, insert_request
from casebase.store.agenda import insert_item, insert_recusal
from casebase.store.ballots import insert_ballot
from casebase.store.connection import Connection
from casebase.store.ids import new_id
from casebase.store.meetings import insert_meeting, put_attendance
from casebase.store.members import insert_member
from casebase.store.rulings import insert_ruling
from casebase.store.ties import insert_tie
from tests.builders import an_account

INSTANT = "2026-11-20T01:00:00.000000Z"

_serial = count(1)


def a_member(
    con: Connection, body: Body = Body.COMMITTEE, *, account: Account | None = None, **facts: object
) -> Member:
    """Put a term on record, by default one of 2026 and 2027 and of somebody new."""
    role = Role.PANEL if body == Body.PANEL else Role.COMMITTEE
    told: dict[str, object] = {"begins_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31)}
    member = Member(
        id=new_id(),
        account_id=(account or an_account(con, role, name="박위원")).id,
        body=body,
        **(told | facts),  # type: ignore[arg-type]
    )
    insert_member(con, member)
    return member


def a_tie(con: Connection, account_id: str, kind: TieKind = TieKind.EMPLOYER, **facts: object) -> Tie:
    """Put on record that somebody declared a tie, by default one that still lasts."""
    told: dict[str, object] = {"name": "가람법무법인", "begins_on": date(2025, 3, 1), "ends_on": None, "note": ""}
    declared = {"declared_by": account_id, "declared_at": INSTANT}
    tie = Tie(
        id=new_id(),
        account_id=account_id,
        kind=kind,
        **(told | declared | facts),  # type: ignore[arg-type]
    )
    insert_tie(con, tie)
    return tie


def an_absence(
    con: Connection,
    account_id: str,
    from_on: date = date(2026, 12, 1),
    to_on: date = date(2026, 12, 14),
    *,
    reason: str = "해외 출장",
) -> Absence:
    """Put an absence on record."""
    absence = Absence(id=new_id(), account_id=account_id, from_on=from_on, to_on=to_on, reason=reason)
    insert_absence(con, absence)
    return absence


def a_request(
    con: Connection,
    case: Review | Consultation,
    *,
    issues: tuple[str, ...] = ("협의를 생략할 수 있는가",),
    status: AdviceStatus = AdviceStatus.ASKED,
    **facts: object,
) -> AdviceRequest:
    """Put a request for advice on a case on record."""
    request_id, is_review = new_id(), isinstance(case, Review)
    told: dict[str, object] = {
        "title": "공장설립 승인의 협의 절차",
        "field": "인허가",
        "parties": "가람시, 한빛정밀",
        "question": "협의 없이 승인할 수 있는지 의견을 구합니다.",
        "facts": "투자 일정에 맞추어 조건부로 승인하였다.",
        "file_ids": (),
        "unasked": (),
        "unasked_reason": "",
        "due_on": date(2026, 11, 30),
        "number": f"2026-자문-{next(_serial):04d}",
        "asked_by": case.handler_id or an_account(con).id,
        "asked_at": INSTANT,
    }
    request = AdviceRequest(
        id=request_id,
        subject_kind="review" if is_review else "consultation",
        subject_id=case.id,
        issues=tuple(an_issue(request_id, place, text) for place, text in enumerate(issues, start=1)),
        status=status,
        **(told | facts),  # type: ignore[arg-type]
    )
    insert_request(con, request)
    return request


def an_issue(request_id: str, position: int, text: str, criterion: str = "") -> Issue:
    """An issue, ready for a request."""
    return Issue(id=new_id(), request_id=request_id, position=position, text=text, criterion=criterion)


def an_assignment(
    con: Connection,
    request: AdviceRequest,
    account: Account,
    status: AssignmentStatus = AssignmentStatus.OFFERED,
    *,
    stance: Stance = Stance.YES,
    **facts: object,
) -> Assignment:
    """Put an assignment on record; where it is answered, the same to every issue."""
    is_answered = status == AssignmentStatus.ANSWERED
    answers = tuple(Answer(issue_id=issue.id, stance=stance, text="판례가 있습니다.") for issue in request.issues)
    told: dict[str, object] = {
        "offered_by": request.asked_by,
        "offered_at": INSTANT,
        "responded_at": None if status == AssignmentStatus.OFFERED else INSTANT,
        "answers": answers if is_answered else (),
        "summary": "협의를 생략할 수 있습니다." if is_answered else "",
        "answered_at": INSTANT if is_answered else None,
    }
    assignment = Assignment(
        id=new_id(),
        request_id=request.id,
        account_id=account.id,
        status=status,
        due_on=request.due_on,
        **(told | facts),  # type: ignore[arg-type]
    )
    insert_assignment(con, assignment)
    return assignment


def a_meeting(
    con: Connection,
    *,
    status: MeetingStatus = MeetingStatus.CALLED,
    held_on: date = date(2026, 11, 30),
    form: MeetingForm = MeetingForm.SITTING,
    **facts: object,
) -> Meeting:
    """Put a meeting on record; without a number it gets one that no other has."""
    told: dict[str, object] = {
        "number": f"{held_on.year}-회의-{next(_serial):04d}",
        "held_at": time(14, 0),
        "place": "감사위원회 회의실",
        "planned_by": an_account(con, Role.SECRETARY, name="정간사").id,
    }
    meeting = Meeting(
        id=new_id(),
        form=form,
        held_on=held_on,
        status=status,
        **(told | facts),  # type: ignore[arg-type]
    )
    insert_meeting(con, meeting)
    return meeting


def an_attendance(con: Connection, meeting: Meeting, member: Member, *, is_present: bool = True) -> Attendance:
    """Mark a member's seat."""
    attendance = Attendance(
        meeting_id=meeting.id, account_id=member.account_id, is_present=is_present, marked_at=INSTANT
    )
    put_attendance(con, attendance)
    return attendance


def a_ruling(
    con: Connection, review: Review, *, state: ApprovalState = ApprovalState.PROPOSED, **facts: object
) -> Ruling:
    """Put a ruling on record, by default one that is proposed by who handles the review."""
    told: dict[str, object] = {
        "kind": RulingKind.DECISION,
        "outcome": Outcome.RECOGNISED,
        "changes": (),
        "reasons": "요건을 모두 갖추었다.",
        "dismissal_ground": "",
        "cause": "",
        "digest": "0" * 64,
        "proposed_by": review.handler_id or an_account(con).id,
        "proposed_at": INSTANT,
        "decided_at": INSTANT if state == ApprovalState.ISSUED else None,
    }
    ruling = Ruling(id=new_id(), review_id=review.id, state=state, **(told | facts))  # type: ignore[arg-type]
    insert_ruling(con, ruling)
    return ruling


def an_item(
    con: Connection,
    meeting: Meeting,
    review: Review,
    ruling: Ruling | None = None,
    *,
    position: int = 1,
    stage: ItemStage = ItemStage.WAITING,
    **facts: object,
) -> AgendaItem:
    """Put a proposed ruling on a meeting's agenda; without one given, a new proposal."""
    item = AgendaItem(
        id=new_id(),
        meeting_id=meeting.id,
        position=position,
        review_id=review.id,
        ruling_id=(ruling or a_ruling(con, review)).id,
        stage=stage,
        **facts,  # type: ignore[arg-type]
    )
    insert_item(con, item)
    return item


def a_recusal(
    con: Connection,
    item: AgendaItem,
    account_id: str,
    kind: RecusalKind = RecusalKind.ABSTENTION,
    *,
    state: RecusalState = RecusalState.RAISED,
    **facts: object,
) -> Recusal:
    """Put a recusal on record, raised by the member's own word."""
    told: dict[str, object] = {"ground": "", "reason": "사건 관계인과 아는 사이입니다."}
    raised = {"raised_by": account_id, "raised_at": INSTANT}
    recusal = Recusal(
        id=new_id(),
        item_id=item.id,
        account_id=account_id,
        kind=kind,
        state=state,
        **(told | raised | facts),  # type: ignore[arg-type]
    )
    insert_recusal(con, recusal)
    return recusal


def a_ballot(
    con: Connection, item: AgendaItem, account_id: str, choice: Choice = Choice.YES, question: str = "outcome"
) -> Ballot:
    """Put one vote on record."""
    ballot = Ballot(
        id=new_id(), item_id=item.id, question=question, account_id=account_id, choice=choice, cast_at=INSTANT
    )
    insert_ballot(con, ballot)
    return ballot
