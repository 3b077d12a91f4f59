"""What waits for a person about the panel and the committee: advice to give and ask for, meetings, votes, items."""

from datetime import date

from casebase.access.act import Act
from casebase.access.policy import granted, reach
from casebase.casework.advice_reminders import UNANSWERED, is_reminder_due
from casebase.casework.advice_sight import case_of, ended_before, is_complete, ties_to_request
from casebase.casework.agenda import on_live_agenda, staleness, standing_proposal
from casebase.casework.desk import Look
from casebase.casework.meeting_sight import Bench, Floor, bench_of, floor_of
from casebase.casework.questions_voted import challenge_key, keys_at, to_cast
from casebase.casework.readiness import waiting_for
from casebase.casework.review_times import deciding_again
from casebase.casework.ruling_rules import decider_of
from casebase.domain.account import Role
from casebase.domain.advice import STANDING, AdviceRequest, AdviceStatus, Assignment, AssignmentStatus
from casebase.domain.listing import AdviceFilter, ReviewFilter, ReviewLine
from casebase.domain.meeting import DONE, VOTING, AgendaItem, ItemStage, MeetingStatus, Recusal, RecusalKind
from casebase.domain.review import ReviewStatus
from casebase.domain.todo import Todo
from casebase.korean.dates import official_date
from casebase.law.committee import Decider
from casebase.store import advice, advice_lists, agenda, meetings, review_lists, reviews

DECISION_DUE = "재심의 결정 기한"
MOST = 30  # of each kind: as many as the first screen shows before it is asked for more
_HELD = (MeetingStatus.PREPARING, MeetingStatus.CALLED, MeetingStatus.OPEN)
_TO_ANSWER = {
    AssignmentStatus.OFFERED: "수락 여부를 알려 주세요",
    AssignmentStatus.ACCEPTED: "법률자문 의견을 쓰세요",
}


def panel_todos(asked: Look) -> list[Todo]:
    """Return what a member of the panel is asked for, as far as they may still see it."""
    if asked.account.role != Role.PANEL:
        return []
    own = [each for each in advice.list_assignments_of(asked.con, asked.account.id) if each.status in _TO_ANSWER]
    found = [(each, advice.fetch_request(asked.con, each.request_id)) for each in own]
    return [
        _advice_todo(request, _what_to_answer(each), each.due_on)
        for each, request in found
        if request.status == AdviceStatus.ASKED and _may_see(asked, request, each)
    ]


def asking_todos(asked: Look) -> list[Todo]:
    """Return what who asked for advice has to do: to find an adviser, to remind, to end what is answered."""
    if not granted(asked.account.role, Act.ASK_ADVICE):
        return []
    wanted, mine = AdviceFilter(status=AdviceStatus.ASKED.value), reach(asked.account, Act.ASK_ADVICE)
    lines = advice_lists.list_advice(asked.con, mine, wanted, ended_before(asked), MOST, 0)
    return [todo for line in lines for todo in _asking(asked, advice.fetch_request(asked.con, line.id))]


def meeting_todos(asked: Look) -> list[Todo]:
    """Return what the meetings in a person's sight want of them: to prepare, to open, to vote, to close."""
    if not granted(asked.account.role, Act.SEE_MEETING):
        return []
    mine = reach(asked.account, Act.SEE_MEETING)
    lines = [line for status in _HELD for line in meetings.list_meetings(asked.con, mine, status.value, MOST, 0)]
    benches = [bench_of(asked, meetings.fetch_meeting(asked.con, line.id)) for line in lines]
    return [todo for bench in benches for todo in (*_preparing(asked, bench), *_sitting(asked, bench))]


def agenda_todos(asked: Look) -> list[Todo]:
    """Return the proposals that only the committee decides on and that stand on no agenda yet, for who prepares it."""
    if not granted(asked.account.role, Act.PUT_ON_AGENDA):
        return []
    wanted = ReviewFilter(status=ReviewStatus.PROPOSED.value)
    lines = review_lists.list_reviews(asked.con, reach(asked.account, Act.SEE_REVIEW), wanted, MOST, 0)
    return [
        _agenda_todo(asked, line)
        for line in lines
        if decides_on(asked, line.id) == Decider.COMMITTEE and not on_live_agenda(asked, line.id)
    ]


def decides_on(asked: Look, review_id: str) -> Decider | None:
    """Return who decides on what is proposed on a review; None while nothing is."""
    proposal = standing_proposal(asked, review_id)
    return decider_of(asked, reviews.fetch_review(asked.con, review_id), proposal)[0] if proposal else None


def _what_to_answer(own: Assignment) -> str:
    """Return what a member is asked for, and when they were reminded of it."""
    what = _TO_ANSWER[own.status]
    return f"{what}({official_date(own.reminded_on)} 독촉받음)" if own.reminded_on else what


def _may_see(asked: Look, request: AdviceRequest, own: Assignment) -> bool:
    case = case_of(asked, request.subject_kind, request.subject_id)
    return asked.may(Act.SEE_ADVICE, ties_to_request(asked, request, case, own))


def _asking(asked: Look, request: AdviceRequest) -> list[Todo]:
    assignments = advice.list_assignments(asked.con, request.id)
    if is_complete(assignments):
        return [_advice_todo(request, "위원이 모두 회신했습니다. 살펴보고 자문을 종결하세요")]
    if not any(each.status in STANDING for each in assignments):
        return [_advice_todo(request, "자문위원을 배정하세요", request.due_on)]
    late = [each for each in assignments if each.status in UNANSWERED and is_reminder_due(asked, each)]
    return [_advice_todo(request, "회신을 독촉하세요", min(each.due_on for each in late))] if late else []


def _preparing(asked: Look, bench: Bench) -> list[Todo]:
    """What the secretary owes a meeting."""
    meeting = bench.meeting
    if not granted(asked.account.role, Act.CALL_MEETING):
        return []
    items = agenda.list_items(asked.con, meeting.id)
    if meeting.status == MeetingStatus.PREPARING:
        what = "안건을 확인하고 회의를 소집하세요" if items else "안건을 올리세요"
        return [_meeting_todo(bench, what, meeting.held_on)]
    todos = []
    if meeting.status == MeetingStatus.CALLED and meeting.held_on == asked.today:
        todos.append(_meeting_todo(bench, "출석을 기록하세요", meeting.held_on))
    for item in items:
        if item.stage == ItemStage.WAITING and staleness(asked, item, reviews.fetch_review(asked.con, item.review_id)):
            todos.append(_item_todo(bench, item, "안건자료를 다시 보내세요", meeting.held_on))
        if item.stage == ItemStage.DRAFTING:
            todos.append(_item_todo(bench, item, "항목별 표결이 끝났습니다. 의결안을 올리세요", meeting.held_on))
    return todos


def _sitting(asked: Look, bench: Bench) -> list[Todo]:
    """What a member owes a meeting: to come, to vote, and who presides to open and to close."""
    meeting, own = bench.meeting, asked.account.id
    if own not in bench.members:
        return []
    if meeting.status == MeetingStatus.CALLED:
        is_to_open = own == bench.presiding_id and meeting.held_on <= asked.today
        return [_meeting_todo(bench, "개회하세요" if is_to_open else "회의에 참석하세요", meeting.held_on)]
    if meeting.status != MeetingStatus.OPEN:
        return []
    items = agenda.list_items(asked.con, meeting.id)
    floors = [floor_of(asked, bench, item) for item in items if item.stage not in DONE]
    todos = [todo for floor in floors for todo in _on_item(asked, floor)]
    if not floors and own == bench.presiding_id:
        todos.append(_meeting_todo(bench, "안건이 모두 끝났습니다. 폐회하세요"))
    return todos


def _on_item(asked: Look, floor: Floor) -> list[Todo]:
    """What a member owes one item of an open meeting. Who is barred from it owes it nothing."""
    review = reviews.fetch_review(asked.con, floor.item.review_id)
    if to_cast(asked, floor, review):
        return [_item_todo(floor.bench, floor.item, "표결하세요", floor.bench.meeting.held_on)]
    if floor.presiding_id != asked.account.id:
        return []
    if floor.pending:
        is_ready = any(_is_to_decide(asked, floor, recusal) for recusal in floor.pending)
        return [_item_todo(floor.bench, floor.item, "기피·회피를 받아들일지 결정하세요")] if is_ready else []
    if floor.item.stage == ItemStage.WAITING:
        return [_item_todo(floor.bench, floor.item, "표결을 시작하세요")]
    is_voting = floor.item.stage in VOTING
    if is_voting and not waiting_for(asked, floor, keys_at(floor.item.stage, review)):
        return [_item_todo(floor.bench, floor.item, "모두 표결했습니다. 표결을 마치세요")]
    return []


def _is_to_decide(asked: Look, floor: Floor, recusal: Recusal) -> bool:
    """Say whether a recusal waits for who presides: a challenge (기피) first waits for the others' votes."""
    if recusal.kind != RecusalKind.CHALLENGE:
        return True
    return not waiting_for(asked, floor, [challenge_key(recusal.id)], but_not=recusal.account_id)


def _agenda_todo(asked: Look, line: ReviewLine) -> Todo:
    decision = deciding_again(asked, reviews.fetch_review(asked.con, line.id))
    return Todo(
        title=f"{line.number} {line.title}",
        what="회의 안건으로 올리세요",
        page="meetings",
        query={},
        due_on=decision.due_on if decision else None,
        due_basis=DECISION_DUE if decision else "",
    )


def _advice_todo(request: AdviceRequest, what: str, due_on: date | None = None) -> Todo:
    return Todo(
        title=f"{request.number} {request.title}",
        what=what,
        page="advice",
        query={"number": request.number},
        due_on=due_on,
        due_basis="자문 회신 기한" if due_on else "",
    )


def _meeting_todo(bench: Bench, what: str, on: date | None = None, title: str = "") -> Todo:
    number = bench.meeting.number
    return Todo(
        title=f"회의 {number}{title}",
        what=what,
        page="meeting",
        query={"number": number},
        due_on=on,
        due_basis="회의 날" if on else "",
    )


def _item_todo(bench: Bench, item: AgendaItem, what: str, on: date | None = None) -> Todo:
    return _meeting_todo(bench, what, on, f" 제{item.position}호 안건")
