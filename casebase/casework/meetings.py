"""Meetings of the committee: planned and called by the secretary, opened and closed by who presides."""

from dataclasses import replace
from datetime import date

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.agenda import send_all
from casebase.casework.desk import Deed, act
from casebase.casework.entry import LONG, Entry, checked_text
from casebase.casework.meeting_changes import (
    OPEN,
    keep_item,
    keep_meeting,
    must_be,
    must_be_fresh,
    must_stand_at,
)
from casebase.casework.meeting_entry import read_plan, read_present
from casebase.casework.meeting_sight import Bench, convened, floor_of
from casebase.casework.minutes import keep_minutes
from casebase.casework.notice import with_notice
from casebase.casework.papers import is_demo_office
from casebase.domain.case import CaseKind
from casebase.domain.errors import InvalidEntry, NoQuorum
from casebase.domain.meeting import (
    DONE,
    VOTING,
    AgendaItem,
    Attendance,
    ItemStage,
    Meeting,
    MeetingForm,
    MeetingStatus,
)
from casebase.korean.dates import official_date
from casebase.law.committee import may_write
from casebase.law.quorum import has_quorum, majority
from casebase.store import agenda, meetings
from casebase.store.ids import new_id
from casebase.store.numbers import next_number
from casebase.store.settings import list_settings


@act(Act.PLAN_MEETING)
def plan_meeting(deed: Deed, fields: dict[str, str]) -> str:
    """Plan a meeting: form, held_on, held_at, place. Returns its number.

    Raises: SeveralInvalid, and InvalidEntry for a written vote that the office's setting does not allow.
    """
    deed.allow(ANYTHING)
    plan = read_plan(fields, deed.today)
    _must_be_lawful(deed, plan.form, plan.held_on)
    meeting = Meeting(
        id=new_id(),
        number=next_number(deed.con, plan.held_on.year, CaseKind.MEETING.value),
        form=plan.form,
        held_on=plan.held_on,
        held_at=plan.held_at,
        place=plan.place,
        status=MeetingStatus.PREPARING,
        planned_by=deed.account.id,
        is_demo=is_demo_office(list_settings(deed.con)),
    )
    meetings.insert_meeting(deed.con, meeting)
    deed.record("meeting", meeting.id, number=meeting.number, held_on=plan.held_on)
    return meeting.number


@act(Act.CHANGE_MEETING)
def change_meeting(deed: Deed, meeting_id: str, version: int, fields: dict[str, str]) -> str:
    """Change the plan of a meeting that is not called yet. Returns its number.

    Once it is called its members were told: it is cancelled, and another planned.
    Raises: MoveNotPermitted, ChangedMeanwhile, and as `plan_meeting`.
    """
    bench = _fresh(deed, meeting_id, version)
    must_be(bench.meeting, {MeetingStatus.PREPARING}, "회의 계획 변경")
    plan = read_plan(fields, deed.today)
    _must_be_lawful(deed, plan.form, plan.held_on)
    meeting = replace(bench.meeting, form=plan.form, held_on=plan.held_on, held_at=plan.held_at, place=plan.place)
    keep_meeting(deed, meeting)
    deed.record("meeting", meeting.id, number=meeting.number, held_on=plan.held_on)
    return meeting.number


@act(Act.CALL_MEETING)
def call_meeting(deed: Deed, meeting_id: str, version: int, fields: dict[str, str]) -> str:
    """Call a meeting and send the papers of every item that were not sent yet. Returns its number.

    `fields`: short_notice_reason, required where the notice days are not kept any more.
    Raises: InvalidEntry for an empty agenda or nobody to call, and as `agenda.send_papers`.
    """
    bench = _fresh(deed, meeting_id, version)
    bench.meeting.must_move_to(MeetingStatus.CALLED)
    items = agenda.list_items(deed.con, meeting_id)
    _must_be_callable(deed, bench, items)
    meeting = with_notice(deed, bench.meeting, fields)
    meeting = replace(meeting, status=MeetingStatus.CALLED, called_on=deed.today)
    sent = send_all(deed, bench, items)
    keep_meeting(deed, meeting)
    deed.record("meeting", meeting.id, number=meeting.number, called_on=deed.today, papers=sent)
    return meeting.number


@act(Act.CANCEL_MEETING)
def cancel_meeting(deed: Deed, meeting_id: str, version: int, fields: dict[str, str]) -> str:
    """Cancel a meeting that is not open yet; its items may go on another agenda. `fields`: end_reason."""
    bench = _fresh(deed, meeting_id, version)
    bench.meeting.must_move_to(MeetingStatus.CANCELLED)
    reason = checked_text(fields.get("end_reason", ""), "end_reason", "취소 사유")
    keep_meeting(deed, replace(bench.meeting, status=MeetingStatus.CANCELLED, end_reason=reason))
    deed.record("meeting", meeting_id, number=bench.meeting.number, reason=reason)
    return bench.meeting.number


@act(Act.MARK_ATTENDANCE)
def mark_attendance(deed: Deed, meeting_id: str, version: int, fields: dict[str, str]) -> str:
    """Mark who is there: `present`, a JSON list of accounts; every other seat is marked empty.

    It may be marked again while the meeting is open: quorum and votes are counted by who is there when they are.
    Raises: SeveralInvalid, MoveNotPermitted, and InvalidEntry for a written vote, to which nobody comes.
    """
    bench = _fresh(deed, meeting_id, version)
    must_be(bench.meeting, {MeetingStatus.CALLED, MeetingStatus.OPEN}, "출석 기록")
    if bench.meeting.form == MeetingForm.WRITTEN:
        raise InvalidEntry("서면 의결은 출석을 기록하지 않습니다. 표결한 위원이 출석한 위원이 됩니다.", "present")
    present = read_present(fields, bench.members)
    for account_id in sorted(bench.members):
        marked = Attendance(
            meeting_id=meeting_id, account_id=account_id, is_present=account_id in present, marked_at=deed.now
        )
        meetings.put_attendance(deed.con, marked)
    keep_meeting(deed, bench.meeting)
    deed.record("meeting", meeting_id, number=bench.meeting.number, present=sorted(present))
    return bench.meeting.number


@act(Act.OPEN_MEETING)
def open_meeting(deed: Deed, meeting_id: str, version: int, _fields: dict[str, str]) -> str:
    """Open a called meeting: a sitting on its day with a quorum, a written vote until its last day.

    Who presides is who opens it. Raises: NoQuorum, MoveNotPermitted, ChangedMeanwhile, InvalidEntry.
    """
    bench = _fresh(deed, meeting_id, version)
    bench.meeting.must_move_to(MeetingStatus.OPEN)
    _must_be_its_day(deed, bench.meeting)
    seats, present = len(bench.seats), len(bench.there)
    if not has_quorum(seats, present):
        raise NoQuorum(seats, present, majority(seats))
    meeting = replace(
        bench.meeting,
        status=MeetingStatus.OPEN,
        presiding_id=deed.account.id,
        presiding_rule=bench.presiding_rule,
        opened_at=deed.now,
    )
    keep_meeting(deed, meeting)
    deed.record("meeting", meeting_id, number=meeting.number, seats=seats, present=present)
    return meeting.number


@act(Act.KEEP_PROCEEDINGS)
def keep_proceedings(deed: Deed, meeting_id: str, version: int, fields: dict[str, str]) -> str:
    """Write down how an open meeting goes: proceedings, and discussion_<item id> for each item.

    What is said on an item is written before or after its vote, not while it is open. Raises: SeveralInvalid,
    MoveNotPermitted.
    """
    bench = _fresh(deed, meeting_id, version)
    must_be(bench.meeting, OPEN, "회의 경과 기록")
    entry = Entry(fields)
    proceedings = entry.text("proceedings", "회의 경과", limit=LONG, required=False)
    items = agenda.list_items(deed.con, meeting_id)
    told = {
        item.id: entry.text(f"discussion_{item.id}", "발언 요지", limit=LONG, required=False)
        for item in items
        if f"discussion_{item.id}" in fields
    }
    entry.must_be_sound()
    for item in items:
        if told.get(item.id, item.discussion) != item.discussion:
            must_stand_at(item, set(ItemStage) - VOTING, "발언 요지 기록")
            keep_item(deed, floor_of(deed, bench, item), replace(item, discussion=told[item.id]))
    keep_meeting(deed, replace(bench.meeting, proceedings=proceedings))
    deed.record("meeting", meeting_id, number=bench.meeting.number)
    return bench.meeting.number


@act(Act.CLOSE_MEETING)
def close_meeting(deed: Deed, meeting_id: str, version: int, _fields: dict[str, str]) -> str:
    """Close a meeting, every item of which is resolved or carried over, and issue its minutes. Returns their number.

    Raises: InvalidEntry naming the items that are neither, MoveNotPermitted, ChangedMeanwhile.
    """
    bench = _fresh(deed, meeting_id, version)
    bench.meeting.must_move_to(MeetingStatus.CLOSED)
    undone = [item for item in agenda.list_items(deed.con, meeting_id) if item.stage not in DONE]
    if undone:
        named = ", ".join(f"제{item.position}호" for item in undone)
        raise InvalidEntry(f"끝나지 않은 안건이 있습니다({named}). 의결하거나 다음 회의로 넘긴 뒤 폐회하세요.")
    meeting = replace(bench.meeting, status=MeetingStatus.CLOSED, closed_at=deed.now)
    minutes = keep_minutes(deed, replace(bench, meeting=meeting))
    keep_meeting(deed, replace(meeting, document_id=minutes.id))
    deed.record("meeting", meeting_id, number=meeting.number, document=minutes.number)
    return minutes.number


def _fresh(deed: Deed, meeting_id: str, version: int) -> Bench:
    bench = convened(deed, meeting_id)
    must_be_fresh(deed, bench, version)
    return bench


def _must_be_lawful(deed: Deed, form: MeetingForm, held_on: date) -> None:
    if form == MeetingForm.WRITTEN and not may_write(held_on, list_settings(deed.con)):
        raise InvalidEntry(
            "기관 설정이 서면 의결을 허용하지 않습니다. 대면 회의로 계획하거나 관리자에게 기관 설정을 확인하세요.",
            "form",
        )


def _must_be_callable(deed: Deed, bench: Bench, items: list[AgendaItem]) -> None:
    meeting = bench.meeting
    _must_be_lawful(deed, meeting.form, meeting.held_on)
    if deed.today > meeting.held_on:
        raise InvalidEntry("회의 날짜가 지났습니다. 회의 날짜를 바꾼 뒤 소집하세요.", "held_on")
    if not items:
        raise InvalidEntry("안건이 없습니다. 상신된 결정안을 안건으로 올린 뒤 소집하세요.")
    if not bench.seats:
        raise InvalidEntry("회의 날짜에 재직하는 위원이 없습니다. 위원을 위촉하거나 회의 날짜를 바꾸세요.")


def _must_be_its_day(deed: Deed, meeting: Meeting) -> None:
    is_written = meeting.form == MeetingForm.WRITTEN
    if deed.today > meeting.held_on or (deed.today < meeting.held_on and not is_written):
        raise InvalidEntry(
            f"이 회의는 {official_date(meeting.held_on)}에 열기로 소집했습니다. 그날 개회하거나, "
            "회의를 취소하고 다시 계획하세요."
        )
