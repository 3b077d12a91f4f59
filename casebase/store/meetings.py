"""The tables `meetings` and `attendances`."""

from datetime import time

from casebase.domain.errors import NotFound
from casebase.domain.listing import MeetingLine
from casebase.domain.meeting import Attendance, Meeting, MeetingForm, MeetingStatus
from casebase.domain.reach import Reach, Relation
from casebase.store.columns import day, day_or_none, marks, named, settings, values_of
from casebase.store.connection import Connection, Row

FIXED = "id, number, planned_by, is_demo"
CHANGEABLE = (
    "form, held_on, held_at, place, status, called_on, short_notice_reason, presiding_id, presiding_rule, opened_at,"
    " closed_at, proceedings, end_reason, document_id"
)
COLUMNS = f"{FIXED}, {CHANGEABLE}, version"
ATTENDANCE_COLUMNS = "meeting_id, account_id, is_present, marked_at, version"


def fetch_meeting(con: Connection, meeting_id: str) -> Meeting:
    """Raises: NotFound."""
    return _found(con.row(f"select {COLUMNS} from meetings where id = ?", [meeting_id]))


def fetch_meeting_by_number(con: Connection, number: str) -> Meeting:
    """Raises: NotFound."""
    return _found(con.row(f"select {COLUMNS} from meetings where number = ?", [number]))


def list_meetings(con: Connection, reach: Reach, status: str, limit: int, offset: int) -> list[MeetingLine]:
    """Return one page of meetings, the last held first; an empty `status` (a MeetingStatus) does not filter.

    By MEMBER one sees the meetings that are held within a term of one's own in the committee.
    """
    condition, values = _condition(reach, status)
    rows = con.rows(
        "select m.id, m.number, m.form, m.held_on, m.place, m.status,"
        " (select count(*) from agenda_items i where i.meeting_id = m.id),"
        " (select count(*) from agenda_items i where i.meeting_id = m.id and i.stage = 'resolved'), m.is_demo"
        f" from meetings m where {condition} order by m.held_on desc, m.number desc limit ? offset ?",
        [*values, limit, offset],
    )
    return [_line(row) for row in rows]


def count_meetings(con: Connection, reach: Reach, status: str) -> int:
    condition, values = _condition(reach, status)
    row = con.row(f"select count(*) from meetings m where {condition}", values)
    return int(row[0]) if row else 0


def last_opened(con: Connection) -> Meeting | None:
    """Return, of all meetings that were opened, the one with the last day."""
    row = con.row(
        f"select {COLUMNS} from meetings where opened_at is not null order by held_on desc, number desc limit 1"
    )
    return _found(row) if row else None


def insert_meeting(con: Connection, meeting: Meeting) -> None:
    con.run(f"insert into meetings ({COLUMNS}) values ({marks(COLUMNS)})", values_of(meeting, COLUMNS))


def update_meeting(con: Connection, meeting: Meeting) -> bool:
    """Write all but its number and who planned it. False when `meeting.version` is stale."""
    changed = con.run(
        f"update meetings set {settings(CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(meeting, CHANGEABLE), meeting.id, meeting.version],
    )
    return changed == 1


def list_attendances(con: Connection, meeting_id: str) -> list[Attendance]:
    """Return the seats whose attendance was marked, in the order of their accounts."""
    rows = con.rows(
        f"select {ATTENDANCE_COLUMNS} from attendances where meeting_id = ? order by account_id", [meeting_id]
    )
    return [_attendance(row) for row in rows]


def put_attendance(con: Connection, attendance: Attendance) -> None:
    """Mark a seat, or mark it anew. Whoever marks changes the meeting too, so that two cannot at once."""
    changed = con.run(
        "update attendances set is_present = ?, marked_at = ?, version = version + 1"
        " where meeting_id = ? and account_id = ?",
        values_of(attendance, "is_present, marked_at, meeting_id, account_id"),
    )
    if changed == 0:
        insert_attendance(con, attendance)


def insert_attendance(con: Connection, attendance: Attendance) -> None:
    """Mark a seat for the first time."""
    con.run(
        f"insert into attendances ({ATTENDANCE_COLUMNS}) values ({marks(ATTENDANCE_COLUMNS)})",
        values_of(attendance, ATTENDANCE_COLUMNS),
    )


def _condition(reach: Reach, status: str) -> tuple[str, list[object]]:
    within, values = _within(reach)
    return (f"{within} and m.status = ?", [*values, status]) if status else (within, values)


def _within(reach: Reach) -> tuple[str, list[object]]:
    if reach.is_everything:
        return "1 = 1", []
    if Relation.MEMBER not in reach.relations:
        return "1 = 0", []
    seat = (
        "exists (select 1 from members t where t.account_id = ? and t.body = 'committee'"
        " and t.begins_on <= m.held_on and t.ends_on >= m.held_on)"
    )
    return seat, [reach.account_id]


def _found(row: Row | None) -> Meeting:
    if row is None:
        raise NotFound("회의를")
    values = named(COLUMNS, row)
    values |= {
        "form": MeetingForm(values["form"]),
        "held_on": day(values["held_on"]),
        "held_at": time.fromisoformat(values["held_at"]),
        "status": MeetingStatus(values["status"]),
        "called_on": day_or_none(values["called_on"]),
        "is_demo": bool(values["is_demo"]),
    }
    return Meeting(**values)


def _attendance(row: Row) -> Attendance:
    values = named(ATTENDANCE_COLUMNS, row)
    return Attendance(**{**values, "is_present": bool(values["is_present"])})


def _line(row: Row) -> MeetingLine:
    (id_, number, form, held_on, place, status, count_items, count_resolved, is_demo) = row
    return MeetingLine(
        id=id_,
        number=number,
        form=MeetingForm(form),
        held_on=day(held_on),
        place=place,
        status=MeetingStatus(status),
        count_items=count_items,
        count_resolved=count_resolved,
        is_demo=bool(is_demo),
    )
