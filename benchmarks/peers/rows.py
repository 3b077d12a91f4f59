"""What the peers are given: the tables of a mirror that figures are counted from, and answers to compare."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isclose

from casebase.insight.mirror import Mirror
from casebase.store.connection import Row

# Answers of advisers stand in a list in the mirror; others get them as rows, which suits them better.
_STANCES = (
    "select request_id, taken.issue_id, taken.stance"
    " from (select request_id, unnest(answers) as taken from assignments where status = 'answered')"
)
SOURCES = {
    # Of what happened, all that any figure asks of.
    "events": "select seq, happened_at, act, subject_kind, subject_id from events where subject_kind = 'review'",
    "consultations": "select id, status, field, agency_id, handler_id, filed_on, received_on from consultations",
    "consultation_times": "select * from consultation_times",
    "told_times": "select * from told_times",
    "suspensions": (
        "select consultation_id, kind, begins_on, ends_on, asked_of, agency_id, cancelled_on from suspensions"
    ),
    "businesses": "select id, industry, region_code from businesses",
    "visits": "select id, business_id, visited_on, status, lead_id from visits",
    "matters": "select id, visit_id, field, track, promised_on, answered_on from matters",
    "matter_statutes": "select matter_id, statute from matter_statutes",
    "reviews": "select id, field, criteria_set, status, filed_on, received_on from reviews",
    "rulings": ("select id, review_id, kind, outcome, state, decided_at, proposed_by, resolution_id from rulings"),
    "findings": "select review_id, step, question, holds, account_id from findings",
    "resolved_findings": "select resolution_id, step, question, holds from resolved_findings",
    "advice_requests": "select id, field, asked_at from advice_requests",
    "assignments": "select request_id, account_id, status, offered_at, answered_at from assignments",
    "stances": _STANCES,
}

# For both databases: what each table is looked up by, and what spans and fields are read by.
INDEXES = {
    "events": ("subject_kind, act", "subject_id"),
    "consultations": ("id", "status", "field"),
    "consultation_times": ("consultation_id", "answered_on", "field, answered_on", "received_on", "withdrawn_on"),
    "told_times": ("consultation_id",),
    "suspensions": ("consultation_id",),
    "businesses": ("id",),
    "visits": ("id", "visited_on", "business_id"),
    "matters": ("id", "visit_id", "field"),
    "matter_statutes": ("matter_id",),
    "reviews": ("id", "status", "field"),
    "rulings": ("id", "review_id"),
    "findings": ("review_id",),
    "resolved_findings": ("resolution_id",),
    "advice_requests": ("id", "field"),
    "assignments": ("request_id",),
    "stances": ("request_id",),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a figure is asked for: a span of days, one field or, empty, all, and the day it is asked on."""

    since: date
    until: date
    field: str
    today: date


def column_types(mirror: Mirror, table: str) -> dict[str, str]:
    """Return the columns that the peers have of a table, with DuckDB's types."""
    with mirror.beside() as cursor:
        return {row[0]: row[1] for row in cursor.execute(f"describe {SOURCES[table]}").fetchall()}


def batches(mirror: Mirror, select: str, size: int = 50_000) -> Iterator[list[Row]]:
    """Return the rows of a question, many at a time."""
    with mirror.beside() as cursor:
        cursor.execute(select)
        while rows := cursor.fetchmany(size):
            yield rows


def differ(ours: Sequence[Row], theirs: Sequence[Row]) -> str:
    """Say where two answers differ, in any order; empty where they are equal.

    A figure rounds days to one decimal, a peer does not.
    """
    left, right = _sorted(ours), _sorted(theirs)
    if len(left) != len(right):
        return f"{len(left)} rows, not {len(right)}"
    unequal = [pair for pair in zip(left, right, strict=True) if not _is_same(*pair)]
    return f"{unequal[0][0]}, not {unequal[0][1]}" if unequal else ""


def _sorted(rows: Sequence[Row]) -> list[tuple[object, ...]]:
    plain = [tuple(map(_plain, row)) for row in rows]
    return sorted(plain, key=lambda row: (_of(row, str), _of(row, float)))


def _of(row: tuple[object, ...], kind: type) -> list[object]:
    return [value for value in row if isinstance(value, kind)]


def _plain(value: object) -> object:
    """Numbers as floats, all else as text: engines disagree about the types of sums, days and truths."""
    if value is None or value != value:
        return ""
    if isinstance(value, date | datetime | str):
        return str(value)[:10] if isinstance(value, date) else value
    return float(value)  # type: ignore[arg-type]


def _is_same(ours: tuple[object, ...], theirs: tuple[object, ...]) -> bool:
    return all(
        isclose(left, right, abs_tol=0.0501) if isinstance(left, float) and isinstance(right, float) else left == right
        for left, right in zip(ours, theirs, strict=True)
    )
