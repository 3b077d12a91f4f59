"""Demo meetings: one that resolved on one review and carried another over, and one that is called.

How the members voted, and what they said, is made up.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from casebase.access.act import Act
from casebase.casework import agenda, meetings, motions, recusals, votes
from casebase.casework.demo.cases import published_cases
from casebase.casework.demo.office import Staff
from casebase.casework.demo.visits import Steps, in_office_hours, working_day_from
from casebase.casework.item_views import ItemView, ItemWork
from casebase.casework.meeting_views import MeetingView, meeting_page, ready_proposals
from casebase.casework.question_views import QuestionView
from casebase.domain.account import Role
from casebase.domain.finding import Step
from casebase.domain.meeting import Choice, MeetingForm
from casebase.domain.review import NO_DISPOSITION
from casebase.domain.ruling import Outcome

_RESOLVED, _CARRIED_OVER, _CALLED = "EX-009", "EX-010", "EX-014"
_SEATS = ("chair", "committee", "committee2", "committee3", "committee4")
_AT_TWO = time(5)  # in Korea the afternoon, by the clock that steps are timed by


@dataclass(frozen=True, kw_only=True)
class _Course:
    """One demo meeting under way: `numbers` holds its number once it is planned, `cases` come before it."""

    staff: Staff
    held_on: date
    cases: tuple[str, ...]
    numbers: list[str] = field(default_factory=list)

    def view(self, login: str, at: datetime) -> MeetingView:
        return meeting_page(self.staff.desk(login, at), self.numbers[0])

    def item(self, case_id: str, login: str, at: datetime) -> ItemView:
        """Return a case's item as somebody sees it."""
        title = published_cases()[case_id].question
        return next(item for item in self.view(login, at).items if item.title == title)

    def work(self, case_id: str, login: str, at: datetime) -> ItemWork:
        """As `item`, what it is decided by. Raises: LookupError for who takes no part in it."""
        work = self.item(case_id, login, at).work
        if work is None:
            raise LookupError(f"{login} takes no part in {case_id}")
        return work


_Act = Callable[[_Course, datetime], None]


def meeting_steps(staff: Staff, now: datetime) -> Steps:
    """Return how two meetings were prepared, and how the first was held, each act with its moment."""
    held_at = datetime.combine(in_office_hours(now - timedelta(days=24)).date(), _AT_TWO, now.tzinfo)
    held = _Course(staff=staff, held_on=held_at.date(), cases=(_RESOLVED, _CARRIED_OVER))
    ahead_on = working_day_from((now + timedelta(days=6)).date())
    ahead = _Course(staff=staff, held_on=ahead_on, cases=(_CARRIED_OVER, _CALLED))
    return [
        *_timed(held, in_office_hours(held_at - timedelta(days=9)), _PREPARED),
        *_timed(held, held_at, _HELD),
        *_timed(ahead, in_office_hours(now - timedelta(days=4)), _PREPARED),
    ]


def _timed(course: _Course, begins_at: datetime, acts: tuple[tuple[int, _Act], ...]) -> Steps:
    """Return acts as steps; each is timed in minutes from the first moment."""
    moments = [(begins_at + timedelta(minutes=minutes), act) for minutes, act in acts]
    return [(at, partial(act, course, at)) for at, act in moments]


def _plan(course: _Course, at: datetime) -> None:
    fields = {
        "form": MeetingForm.SITTING.value,
        "held_on": course.held_on.isoformat(),
        "held_at": "14:00",
        "place": "시연도 감사위원회 회의실",
    }
    course.numbers.append(meetings.plan_meeting(course.staff.desk(Role.SECRETARY, at), fields))


def _set_agenda(course: _Course, at: datetime) -> None:
    desk = course.staff.desk(Role.SECRETARY, at)
    ready = {proposal.title: proposal.ruling.id for proposal in ready_proposals(desk)}
    for case_id in course.cases:
        meeting = course.view(Role.SECRETARY, at).meeting
        fields = {"ruling_id": ready[published_cases()[case_id].question]}
        agenda.put_on_agenda(course.staff.desk(Role.SECRETARY, at), meeting.id, meeting.version, fields)


def _call(course: _Course, at: datetime) -> None:
    meeting = course.view(Role.SECRETARY, at).meeting
    meetings.call_meeting(course.staff.desk(Role.SECRETARY, at), meeting.id, meeting.version, {})


def _mark(course: _Course, at: datetime) -> None:
    meeting = course.view(Role.SECRETARY, at).meeting
    fields = {"present": json.dumps([course.staff.accounts[login] for login in _SEATS])}
    meetings.mark_attendance(course.staff.desk(Role.SECRETARY, at), meeting.id, meeting.version, fields)


def _open(course: _Course, at: datetime) -> None:
    meeting = course.view(Role.CHAIR, at).meeting
    meetings.open_meeting(course.staff.desk(Role.CHAIR, at), meeting.id, meeting.version, {})


def _step_aside(course: _Course, at: datetime) -> None:
    item = course.item(_RESOLVED, "committee4", at)
    fields = {"kind": "abstention", "ground": "unfair", "reason": "(시연) 같은 지원 사업의 심의에 참여한 적이 있다."}
    recusals.declare_recusal(course.staff.desk("committee4", at), item.id, item.version, fields)


def _let_step_aside(course: _Course, at: datetime) -> None:
    recusal = course.work(_RESOLVED, Role.CHAIR, at).recusals[0].recusal
    recusals.decide_recusal(course.staff.desk(Role.CHAIR, at), recusal.id, recusal.version, {"decision": "upheld"})


def _open_vote(case_id: str, course: _Course, at: datetime) -> None:
    item = course.item(case_id, Role.CHAIR, at)
    votes.open_vote(course.staff.desk(Role.CHAIR, at), item.id, item.version, {})


def _vote(case_id: str, doubters: tuple[str, ...], course: _Course, at: datetime) -> None:
    """Let everybody vote who may; who doubts is against the last that is asked."""
    for login in _SEATS:
        item = course.item(case_id, login, at)
        if item.work is not None and Act.CAST_BALLOT in item.permitted:
            ballot = _ballot(item.work.to_cast, login in doubters)
            votes.cast_ballot(course.staff.desk(login, at), item.id, item.version, ballot)


def _ballot(questions: tuple[QuestionView, ...], is_in_doubt: bool) -> dict[str, str]:
    favourable = {q.key: Choice.NO if q.step == Step.EXCLUSION else Choice.YES for q in questions}
    if is_in_doubt:
        favourable[[q.key for q in questions if q.step != Step.EXCLUSION][-1]] = Choice.NO
    return {f"vote_{key}": choice.value for key, choice in favourable.items()}


def _close_vote(case_id: str, course: _Course, at: datetime) -> None:
    item = course.item(case_id, Role.CHAIR, at)
    votes.close_vote(course.staff.desk(Role.CHAIR, at), item.id, item.version, {})


def _put_motion(course: _Course, at: datetime) -> None:
    """The motion is what was proposed: the members answered as the proposer had."""
    item = course.item(_RESOLVED, Role.SECRETARY, at)
    charges = course.work(_RESOLVED, Role.SECRETARY, at).review.charges
    fields = {"outcome": Outcome.RECOGNISED.value, "reasons": f"(시연) {published_cases()[_RESOLVED].reasons}"}
    fields |= {f"after_{charge.id}": NO_DISPOSITION for charge in charges}
    motions.put_motion(course.staff.desk(Role.SECRETARY, at), item.id, item.version, fields)


def _keep_proceedings(course: _Course, at: datetime) -> None:
    view = course.view(Role.SECRETARY, at)
    fields = {"proceedings": "(시연) 간사가 안건을 보고하고 위원이 질의한 뒤 항목별로 표결하였다."}
    for item in view.items:
        fields[f"discussion_{item.id}"] = "(시연) 안건자료에 실린 지적과 소명을 차례로 검토하였다."
    desk = course.staff.desk(Role.SECRETARY, at)
    meetings.keep_proceedings(desk, view.meeting.id, view.meeting.version, fields)


def _close(course: _Course, at: datetime) -> None:
    meeting = course.view(Role.CHAIR, at).meeting
    meetings.close_meeting(course.staff.desk(Role.CHAIR, at), meeting.id, meeting.version, {})


_PREPARED: tuple[tuple[int, _Act], ...] = ((0, _plan), (10, _set_agenda), (30, _call))
_HELD: tuple[tuple[int, _Act], ...] = (
    (-5, _mark),
    (0, _open),
    (5, _step_aside),
    (6, _let_step_aside),
    (8, partial(_open_vote, _RESOLVED)),
    (25, partial(_vote, _RESOLVED, ("committee2",))),
    (30, partial(_close_vote, _RESOLVED)),
    (35, _put_motion),
    (38, partial(_vote, _RESOLVED, ("committee2",))),
    (40, partial(_close_vote, _RESOLVED)),
    (45, partial(_open_vote, _CARRIED_OVER)),
    (60, partial(_vote, _CARRIED_OVER, ("committee3", "committee4"))),
    (65, partial(_close_vote, _CARRIED_OVER)),
    (70, _keep_proceedings),
    (75, _close),
)
