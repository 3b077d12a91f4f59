"""The days on which running cases are due, counted by the law and kept in the mirror, so that lists can go by them.

A day is counted anew when an event touches its case, when holidays or settings change, and, while a case waits, each
day: its period goes on by as much as it waits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from duckdb import DuckDBPyConnection

from casebase.domain.consultation import ApplicantKind, ConsultationStatus
from casebase.domain.listing import Lateness
from casebase.domain.reach import Reach
from casebase.domain.suspension import Receipt
from casebase.insight.copying import batches
from casebase.insight.counts import sql, viewer
from casebase.insight.mirror import Mirror, refresh
from casebase.insight.moved import last_counted, moved_since
from casebase.law.deadlines import due_on
from casebase.law.regimes import Regime, regime_on
from casebase.law.suspensions import is_waiting
from casebase.store.connection import Connection, Row, Store
from casebase.store.settings import list_agency_holidays, list_settings
from casebase.store.suspensions import list_extensions_of_many, list_suspensions_of_many

SOON_DAYS = 7

_DueDay = tuple[str, str, date, bool]  # id, status, day, whether its clock is stopped


@dataclass(frozen=True, kw_only=True)
class DueCase:
    """A running case and the day it is due. While it waits, the day is the one if the wait were over today."""

    consultation_id: str
    status: ConsultationStatus
    due_on: date
    is_stopped: bool


def bring_deadlines(mirror: Mirror, store: Store, today: date) -> None:
    """Bring the mirror to the newest event, and its due days to it and to `today`. Raises: as `mirror.refresh`."""
    seq = refresh(mirror, store)
    counted = last_counted(mirror, "deadlines_counted")
    if counted == (seq, today):
        return
    ids = moved_since(mirror, "touched_since", counted, today)
    with mirror.following, store.reading() as con:
        point = mirror.point()
        if point is None or point.seq != seq:
            return  # somebody moved it on meanwhile; who asks next counts
        days = _due_days(con, mirror, ids, today)
        with mirror.moving_to(point) as cursor:
            _replace(cursor, ids, days)
            cursor.execute("delete from deadlines_counted")
            cursor.execute("insert into deadlines_counted values (?, ?)", [seq, today])


def most_urgent(mirror: Mirror, reach: Reach, statuses: frozenset[ConsultationStatus], limit: int) -> list[DueCase]:
    """Return the running cases in a person's reach at some statuses, the first due first."""
    answer = mirror.ask(sql("most_urgent"), {**viewer(reach), "statuses": sorted(statuses), "limit": limit})
    return [_due_case(row) for row in answer.rows]


def due_days_of(mirror: Mirror, ids: Sequence[str]) -> dict[str, DueCase]:
    """Return the running ones of some cases, by id."""
    rows = mirror.ask(sql("due_days_of"), {"ids": list(ids)}).rows
    return {case.consultation_id: case for case in map(_due_case, rows)}


def ids_by_lateness(mirror: Mirror, reach: Reach, lateness: Lateness, today: date) -> list[str]:
    """Return the ids of running cases in a person's reach that are late, due within SOON_DAYS, or waiting."""
    asked = {**viewer(reach), "lateness": lateness.value, "today": today, "soon_days": SOON_DAYS}
    return [row[0] for row in mirror.ask(sql("by_lateness"), asked).rows]


def _due_case(row: Row) -> DueCase:
    return DueCase(consultation_id=row[0], status=ConsultationStatus(row[1]), due_on=row[2], is_stopped=row[3])


def _due_days(con: Connection, mirror: Mirror, ids: list[str] | None, today: date) -> list[_DueDay]:
    """Count the days of the running cases among some, or of every running case."""
    running = {row[0]: row[1:] for row in mirror.ask(sql("running"), {"ids": ids}).rows}
    rules, days = rules_of(con), []
    for batch in batches(sorted(running)):
        waits, extensions = list_suspensions_of_many(con, batch), list_extensions_of_many(con, batch)
        holidays = list_agency_holidays(con)
        for case_id in batch:
            status, kind, on, at = running[case_id]
            regime = rules(kind != ApplicantKind.AGENCY, on)
            stops = waits.get(case_id, [])
            receipt = Receipt(on=on, at=at or time())
            due = due_on(receipt, regime, stops, extensions.get(case_id, []), today, holidays)
            days.append((case_id, status, due, today < due and is_waiting(regime, stops, today)))
    return days


def rules_of(con: Connection) -> Callable[[bool, date], Regime]:
    """Return what gives the rules for what was received on a day, each day's looked up once."""
    settings = list_settings(con)
    return cache(lambda is_petition, on: regime_on(is_petition, on, settings))


def _replace(cursor: DuckDBPyConnection, ids: list[str] | None, days: Sequence[_DueDay]) -> None:
    if ids is None:
        cursor.execute("delete from deadlines")
    else:
        cursor.execute("delete from deadlines where consultation_id in (select unnest($ids))", {"ids": ids})
    if days:
        columns = dict(zip(("ids", "statuses", "days", "stopped"), map(list, zip(*days, strict=True)), strict=True))
        cursor.execute(
            "insert into deadlines select unnest($ids), unnest($statuses), unnest($days), unnest($stopped)", columns
        )
