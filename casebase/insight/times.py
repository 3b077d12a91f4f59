"""The days that received consultations took, counted by the law and kept in the mirror, for figures and forecasts.

They are counted anew when an event touches their case, when holidays or settings change, and, while a case waits, each
day. What differs outside the office, where an answer counts only once it was notified, is kept beside them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from casebase.domain.consultation import RUNNING, ApplicantKind
from casebase.domain.errors import NotInForce
from casebase.domain.opinion import WITHOUT_ANSWER, FollowUpState
from casebase.domain.setting import AgencyHoliday
from casebase.domain.suspension import Extension, Receipt, Suspension
from casebase.insight.copying import batches
from casebase.insight.counts import sql
from casebase.insight.deadlines import rules_of
from casebase.insight.mirror import Mirror, refresh
from casebase.insight.moved import last_counted, moved_since
from casebase.law.deadlines import due_on
from casebase.law.regimes import Regime
from casebase.law.suspensions import days_out
from casebase.store.connection import Connection, Row, Store
from casebase.store.settings import list_agency_holidays
from casebase.store.suspensions import list_extensions_of_many, list_suspensions_of_many

UNCHECKED, NOT_REPORTED = "unchecked", "not_reported"
PAGE = 20_000  # consultations held at once
_MIDNIGHT = time()
_TABLES = ("consultation_times", "told_times")


class _Received(NamedTuple):
    """A received consultation as the mirror has it; `is_moved` says that it has waits or extensions."""

    id: str
    field: str
    agency_id: str | None
    handler_id: str | None
    status: str
    applicant_kind: str
    received_on: date
    received_at: time | None
    is_moved: bool
    answered_on: date | None
    outcome: str | None
    told_answered_on: date | None
    told_outcome: str | None
    withdrawn_on: date | None
    deed: str | None
    report_state: str | None
    reported_on: date | None

    @property
    def is_petition(self) -> bool:
        return self.applicant_kind != ApplicantKind.AGENCY

    @property
    def follow_up(self) -> str | None:
        """What became of the opinion; None where there is none."""
        if self.answered_on is None or self.outcome in WITHOUT_ANSWER:
            return None
        if self.reported_on is None or self.reported_on < self.answered_on:
            return NOT_REPORTED
        return {FollowUpState.ACCEPTED: self.deed, FollowUpState.REPORTED: UNCHECKED}.get(
            FollowUpState(str(self.report_state)), NOT_REPORTED
        )

    @property
    def receipt(self) -> Receipt:
        return Receipt(on=self.received_on, at=self.received_at or _MIDNIGHT)


class _Time(NamedTuple):
    """A row of consultation_times."""

    consultation_id: str
    field: str
    agency_id: str | None
    handler_id: str | None
    received_on: date
    answered_on: date | None
    outcome: str | None
    withdrawn_on: date | None
    due_on: date | None = None
    days: int | None = None
    stopped_days: int | None = None
    late_days: int | None = None
    follow_up: str | None = None


@dataclass(frozen=True, kw_only=True)
class _Counter:
    """What days are counted by: the rules of a day of receipt (None where none are known), holidays, today.

    `plain_due` is the day due without waits and extensions, by rules, day and time of receipt.
    """

    rules: Callable[[bool, date], Regime | None]
    holidays: Sequence[AgencyHoliday]
    today: date
    plain_due: Callable[[bool, date, time | None], date | None]


def bring_times(mirror: Mirror, store: Store, today: date) -> None:
    """Bring the mirror to the newest event, and its days to it and to `today`. Raises: as `mirror.refresh`."""
    seq = refresh(mirror, store)
    counted = last_counted(mirror, "times_counted")
    if counted == (seq, today):
        return
    ids = moved_since(mirror, "times_moved", counted, today)
    with mirror.following, store.reading() as con:
        point = mirror.point()
        if point is None or point.seq != seq:
            return  # somebody moved it on meanwhile; who asks next counts
        counter = _counter(con, today)
        with mirror.moving_to(point) as cursor:
            _forget(cursor, ids)
            for page in _pages(cursor, ids):
                _count(cursor, con, counter, page)
            cursor.execute("delete from times_counted")
            cursor.execute("insert into times_counted values (?, ?)", [seq, today])


def _counter(con: Connection, today: date) -> _Counter:
    known, holidays = rules_of(con), list_agency_holidays(con)

    @cache
    def rules(is_petition: bool, on: date) -> Regime | None:
        try:
            return known(is_petition, on)
        except NotInForce:
            return None

    @cache
    def plain_due(is_petition: bool, on: date, at: time | None) -> date | None:
        regime = rules(is_petition, on)
        if regime is None:
            return None
        return due_on(Receipt(on=on, at=at or _MIDNIGHT), regime, (), (), on, holidays)

    return _Counter(rules=rules, holidays=holidays, today=today, plain_due=plain_due)


def _forget(cursor: DuckDBPyConnection, ids: list[str] | None) -> None:
    for table in _TABLES:
        if ids is None:
            cursor.execute(f"delete from {table}")
        else:
            cursor.execute(f"delete from {table} where consultation_id in (select unnest($ids))", {"ids": ids})


def _pages(cursor: DuckDBPyConnection, ids: list[str] | None) -> Iterator[list[_Received]]:
    """Return the received consultations among some, or every one. They are read beside what the cursor writes."""
    if ids == []:
        return
    with cursor.cursor() as reader:
        reader.execute(f"create temp table to_be_timed as {sql('to_be_timed')}", {"ids": ids})
        page, first = "select * from to_be_timed where rowid between $first and $first + $page - 1 order by rowid", 0
        while rows := reader.execute(page, {"first": first, "page": PAGE}).fetchall():
            yield [_Received(*row) for row in rows]
            first += PAGE


def _count(cursor: DuckDBPyConnection, con: Connection, counter: _Counter, page: list[_Received]) -> None:
    times: list[_Time] = []
    told: list[_Time] = []
    moved = _moves(con, [case.id for case in page if case.is_moved])
    for case in page:
        stops, extensions = moved.get(case.id, ((), ()))
        is_running = case.answered_on is None and case.status in RUNNING
        until = case.answered_on or (counter.today if is_running else None)
        times.append(_time(case, counter, stops, extensions, until))
        if (case.told_answered_on, case.told_outcome) != (case.answered_on, case.outcome):
            outside = case._replace(answered_on=case.told_answered_on, outcome=case.told_outcome)
            told.append(_time(outside, counter, stops, extensions, outside.answered_on or counter.today))
    for table, rows in zip(_TABLES, (times, told), strict=True):
        _insert(cursor, table, rows)


_Moves = tuple[Sequence[Suspension], Sequence[Extension]]


def _moves(con: Connection, ids: list[str]) -> dict[str, _Moves]:
    """Return the waits and extensions of some cases, by id."""
    found: dict[str, _Moves] = {}
    for batch in batches(ids):
        waits, extensions = list_suspensions_of_many(con, batch), list_extensions_of_many(con, batch)
        found |= {case_id: (waits.get(case_id, ()), extensions.get(case_id, ())) for case_id in batch}
    return found


def _time(
    case: _Received,
    counter: _Counter,
    waits: Sequence[Suspension],
    extensions: Sequence[Extension],
    until: date | None,
) -> _Time:
    """Count a case's days up to one; None: nothing is awaited of it."""
    row = _Time(
        *(case.id, case.field, case.agency_id, case.handler_id),
        *(case.received_on, case.answered_on, case.outcome, case.withdrawn_on),
    )
    if until is None:
        return row
    due, stopped = _due(case, counter, waits, extensions, until)
    if case.answered_on is None:
        return row._replace(due_on=due, stopped_days=stopped)
    days = max((until - case.received_on).days, 0)
    late_days = None if due is None else max((until - due).days, 0)
    return row._replace(due_on=due, days=days, stopped_days=stopped, late_days=late_days, follow_up=case.follow_up)


def _due(
    case: _Received, counter: _Counter, waits: Sequence[Suspension], extensions: Sequence[Extension], until: date
) -> tuple[date | None, int]:
    """Return the day a case is due, and how many days the law takes out."""
    if not waits and not extensions:
        # Only a petition's period may run in hours.
        return counter.plain_due(case.is_petition, case.received_on, case.received_at if case.is_petition else None), 0
    regime = counter.rules(case.is_petition, case.received_on)
    if regime is None:
        return None, 0
    due = due_on(case.receipt, regime, waits, extensions, until, counter.holidays)
    return due, days_out(waits, regime, case.received_on, until)


def _insert(cursor: DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    import pyarrow  # a third of a second, and only where rows come

    if rows:
        arrived = pyarrow.table(dict(zip(_Time._fields, zip(*rows, strict=True), strict=True)))
        cursor.register("arrived", arrived)
        cursor.execute(f"insert into {table} by name select * from arrived")
        cursor.unregister("arrived")
