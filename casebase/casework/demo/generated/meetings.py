"""Meetings of a generated office's committee: called, held on their day, some put off, with what came before them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from casebase.access.act import Act
from casebase.casework.demo.generated import voting
from casebase.casework.demo.generated.course import Office, instant, keep, paper_of
from casebase.casework.demo.generated.judging import Case
from casebase.casework.demo.generated.seasons import at_minute
from casebase.casework.demo.generated.sittings import Decided, Sitting, tell
from casebase.domain.case import CaseKind
from casebase.domain.document import DocumentKind
from casebase.domain.meeting import Attendance, Meeting, MeetingForm, MeetingStatus
from casebase.domain.ruling import Ruling
from casebase.store.meetings import insert_attendance, insert_meeting

_MOST_ITEMS, _MOST_A_DAY = 12, 3
_THURSDAY = 3
_TO_PREPARE, _PLANNED, _CALLED = 14, 20, 6  # days before the meeting
_OPENS = (300, 60, 180)  # minutes after nine: at two, at ten, at noon
_AN_ITEM = 9  # minutes
_AWAY, _CHAIR_AWAY, _CANCELLED = 0.12, 0.06, 0.04
_PRESIDING = {
    True: "위원장이 회의를 주재한다(공공감사에 관한 법률 시행령 제4조 제2항).",
    False: "위원장이 출석하지 못하여 가장 오래 재직한 위원이 주재한다(공공감사에 관한 법률 시행령 제4조 제2항).",
}


class Meetings:
    """Makes an office's meetings as cases ask for them, some three weeks ahead."""

    def __init__(self, office: Office, committee_from: date, *, is_rare: bool) -> None:
        self.committee_from = committee_from
        self._office, self._is_rare = office, is_rare
        self._sittings: dict[date, list[Sitting]] = {}

    def decide(self, case: Case, proposal: Ruling) -> Decided | None:
        """Bring a proposal before the committee, again where it is put off; None where it is still to be decided."""
        day = max(case.course.at.date(), self.committee_from)
        while (sitting := self._next(day)) is not None:
            decided = voting.bring(sitting, case, proposal)
            if decided is not None or not sitting.is_held:
                return decided
            day = sitting.meeting.held_on
        return None

    def keep_before(self, day: date) -> None:
        """Put on record the meetings of before a day, with their items."""
        for held_on in sorted(each for each in self._sittings if each < day):
            for sitting in self._sittings.pop(held_on):
                _keep(sitting)

    def _next(self, ready_on: date) -> Sitting | None:
        """Return the first meeting that a proposal of a day can still come before; None before that is planned."""
        day = self._office.days.from_(self._thursday(ready_on + timedelta(days=_TO_PREPARE)))
        while True:
            held = self._sittings.setdefault(day, [])
            if held and held[-1].count < _MOST_ITEMS:
                return held[-1]
            if len(held) < _MOST_A_DAY:
                sitting = _planned(self._office, day, len(held))
                if sitting is not None:
                    held.append(sitting)
                return sitting
            day = self._office.days.after(day, 1)

    def _thursday(self, day: date) -> date:
        """Return the next Thursday; where little comes before the committee, the month's first or third."""
        day += timedelta(days=(_THURSDAY - day.weekday()) % 7)
        while self._is_rare and (day.day - 1) // 7 not in {0, 2}:
            day += timedelta(days=7)
        return day


def _planned(office: Office, day: date, n: int) -> Sitting | None:
    """Return a new meeting with all that has been done on it by now; None before it is planned."""
    chances, people = office.chances, office.people
    planned_at = at_minute(office.days.until(day - timedelta(days=_PLANNED)), 10 + n)
    called_at = at_minute(office.days.until(day - timedelta(days=_CALLED)), 420 + n)
    opens_at = at_minute(day, _OPENS[n])
    if planned_at > office.now:
        return None
    is_chair = not chances.falls(_CHAIR_AWAY)
    there = [member.id for member in people.committee if not chances.falls(_AWAY)] or [people.committee[0].id]
    there = there if len(there) >= 4 else [member.id for member in people.committee]
    presiding_id = people.chair.id if is_chair else there[0]
    meeting = Meeting(
        id=chances.id_at(planned_at),
        number=office.number(day.year, CaseKind.MEETING.value),
        form=MeetingForm.SITTING,
        held_on=day,
        held_at=time(9 + _OPENS[n] // 60),
        place="시연도 감사위원회 회의실",
        status=MeetingStatus.PREPARING,
        planned_by=people.secretary.id,
        is_demo=True,
    )
    sitting = Sitting(
        office=office,
        meeting=meeting,
        planned_at=planned_at,
        called_at=called_at,
        opens_at=opens_at,
        present=((people.chair.id,) if is_chair else ()) + tuple(there),
        presiding_id=presiding_id,
        is_held=opens_at + timedelta(minutes=_AN_ITEM * (_MOST_ITEMS + 3)) <= office.now,
    )
    tell(sitting, planned_at, people.secretary.id, Act.PLAN_MEETING, held_on=day)
    if chances.falls(_CANCELLED):
        _cancelled(office, meeting, planned_at)
    return sitting


def _cancelled(office: Office, like: Meeting, planned_at: datetime) -> None:
    """Put on record a meeting that was planned and cancelled, nothing having come before it."""
    at = planned_at + timedelta(minutes=20)
    cancelled_at = planned_at + timedelta(days=1)
    if cancelled_at > office.now:
        return
    number = office.number(like.held_on.year, CaseKind.MEETING.value)
    reason = "같은 날의 다른 회의와 합침"
    meeting = replace(
        like,
        id=office.chances.id_at(at),
        number=number,
        status=MeetingStatus.CANCELLED,
        end_reason=reason,
        version=2,
    )
    insert_meeting(office.bulk, meeting)
    by, subject = office.people.secretary.id, ("meeting", meeting.id)
    office.tell(at, by, Act.PLAN_MEETING, subject, number, {"number": number, "held_on": like.held_on})
    office.tell(cancelled_at, by, Act.CANCEL_MEETING, subject, number, {"number": number, "reason": reason})


def _keep(sitting: Sitting) -> None:
    """Put a meeting on record as far as it has come, then its items."""
    office, meeting = sitting.office, sitting.meeting
    version = 1 + sitting.count
    if sitting.called_at <= office.now:
        meeting = replace(meeting, status=MeetingStatus.CALLED, called_on=sitting.called_at.date())
        version += 1
        papers = [paper.number for paper in sitting.papers]
        by, day = office.people.secretary.id, sitting.called_at.date()
        tell(sitting, sitting.called_at, by, Act.CALL_MEETING, called_on=day, papers=papers)
    if sitting.is_held:
        meeting, version = _closed(sitting, meeting), version + 4
    for paper in sitting.papers:
        keep(office, paper)
    insert_meeting(office.bulk, replace(meeting, version=version))
    if sitting.is_held:
        _keep_attendance(sitting)
    for insert in sitting.pending:
        insert(office.bulk)


def _closed(sitting: Sitting, meeting: Meeting) -> Meeting:
    closed_at = sitting.opens_at + timedelta(minutes=_AN_ITEM * (sitting.count + 2))
    minutes = paper_of(sitting.office, DocumentKind.MINUTES, sitting.subject, closed_at)
    sitting.papers.append(minutes)
    by, present = sitting.office.people.secretary.id, sorted(sitting.present)
    tell(sitting, sitting.opens_at - timedelta(minutes=5), by, Act.MARK_ATTENDANCE, present=present)
    told = {"seats": sitting.seats, "present": len(present)}
    tell(sitting, sitting.opens_at, sitting.presiding_id, Act.OPEN_MEETING, **told)
    tell(sitting, closed_at - timedelta(minutes=3), by, Act.KEEP_PROCEEDINGS)
    tell(sitting, closed_at, sitting.presiding_id, Act.CLOSE_MEETING, document=minutes.number)
    return replace(
        meeting,
        status=MeetingStatus.CLOSED,
        presiding_id=sitting.presiding_id,
        presiding_rule=_PRESIDING[sitting.presiding_id == sitting.office.people.chair.id],
        opened_at=instant(sitting.opens_at),
        closed_at=instant(closed_at),
        proceedings="간사가 안건을 보고하고 위원이 질의한 뒤 안건마다 표결하였다.",
        document_id=minutes.id,
    )


def _keep_attendance(sitting: Sitting) -> None:
    people, marked_at = sitting.office.people, instant(sitting.opens_at - timedelta(minutes=5))
    for member in (people.chair, *people.committee):
        attendance = Attendance(
            meeting_id=sitting.meeting.id,
            account_id=member.id,
            is_present=member.id in sitting.present,
            marked_at=marked_at,
        )
        insert_attendance(sitting.office.bulk, attendance)
