"""Courses of consultations put straight into a mirror, for what is estimated from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

import pyarrow
from duckdb import DuckDBPyConnection

from casebase.domain.reach import Reach, Relation
from casebase.insight.mirror import Mirror, Point

EVERYTHING = Reach(account_id="nobody", agency_id=None, relations=frozenset({Relation.ANY}))

_serial = count(1)


@dataclass(frozen=True, kw_only=True)
class Course:
    """One consultation as the mirror tells it. `taken_up` are days with an act that takes a case up."""

    id: str
    received_on: date
    answered_on: date | None
    due_on: date
    stopped_days: int = 0
    kind: str = "agency"
    field: str = "인허가"
    status: str = "under_review"
    handler_id: str | None = None
    taken_up: tuple[tuple[date, str], ...] = ()
    withdrawn_on: date | None = None
    waits: tuple[tuple[str, date, date | None, date], ...] = ()  # kind, begins, ends, entered
    extensions: tuple[tuple[int, date], ...] = ()  # days, decided


def a_course(received_on: date, took: int | None, *, period: int = 30, **facts: object) -> Course:
    """A consultation that took so many calendar days, or that runs (None), due after `period` days."""
    told: dict[str, object] = {
        "id": f"case-{next(_serial):06d}",
        "received_on": received_on,
        "answered_on": None if took is None else received_on + timedelta(days=took),
        "due_on": received_on + timedelta(days=period),
        "status": "under_review" if took is None else "closed",
    }
    return Course(**(told | facts))  # type: ignore[arg-type]


def tell(mirror: Mirror, courses: Sequence[Course]) -> None:
    """Fill a mirror anew with courses."""
    mirror.point()
    mirror.start_anew()
    with mirror.moving_to(Point(next(_serial), "head")) as cursor:
        _insert(cursor, "consultations", _CONSULTATION, map(_consultation, courses))
        _insert(cursor, "consultation_times", _TIMES, map(_times, courses))
        _insert(cursor, "events", _EVENT, (event for course in courses for event in _events(course)))
        _insert(cursor, "suspensions", _WAIT, (wait for course in courses for wait in _waits(course)))
        _insert(cursor, "extensions", _EXTENSION, (one for course in courses for one in _extensions(course)))


_CONSULTATION = "id, applicant_kind, field, status, filed_on, received_on, received_at, handler_id"
_TIMES = "consultation_id, received_on, answered_on, withdrawn_on, due_on, days, stopped_days, late_days"
_EVENT = "seq, happened_at, act, subject_kind, subject_id"
_WAIT = "id, consultation_id, kind, begins_on, ends_on, entered_at"
_EXTENSION = "id, consultation_id, position, days, decided_on, decided_by, ground"


def _consultation(course: Course) -> tuple[object, ...]:
    at = time(9)
    on = course.received_on
    return (course.id, course.kind, course.field, course.status, on, on, at, course.handler_id)


def _times(course: Course) -> tuple[object, ...]:
    days = late = None
    if course.answered_on:
        days = (course.answered_on - course.received_on).days
        late = max((course.answered_on - course.due_on).days, 0)
    due_on = None if course.withdrawn_on else course.due_on
    on, stopped = course.received_on, course.stopped_days
    return (course.id, on, course.answered_on, course.withdrawn_on, due_on, days, stopped, late)


def _events(course: Course) -> Iterable[tuple[object, ...]]:
    for on, act in course.taken_up:
        yield (next(_serial), datetime.combine(on, time(1)), act, "consultation", course.id)


def _waits(course: Course) -> Iterable[tuple[object, ...]]:
    for kind, begins, ends, entered in course.waits:
        at = datetime.combine(entered, time(1))
        yield (f"wait-{next(_serial):06d}", course.id, kind, begins, ends, at)


def _extensions(course: Course) -> Iterable[tuple[object, ...]]:
    for position, (days, decided_on) in enumerate(course.extensions, 1):
        yield (f"extension-{next(_serial):06d}", course.id, position, days, decided_on, "head", "other")


def _insert(cursor: DuckDBPyConnection, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    found = list(zip(*rows, strict=True))
    if found:
        cursor.register("told", pyarrow.table(dict(zip(columns.split(", "), found, strict=True))))
        cursor.execute(f"insert into {table} by name select * from told")
        cursor.unregister("told")
