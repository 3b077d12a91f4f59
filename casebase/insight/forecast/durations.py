"""How long cases took, asked of the mirror and fitted: from receipt, and from the day somebody took them up."""

import functools
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from casebase.insight.forecast.survival import Count, Group, Survival, fitted
from casebase.insight.mirror import Mirror
from casebase.store.connection import Row

QUERIES = Path(__file__).parent / "queries"
SPAN = timedelta(days=3 * 365)  # older cases say little of how the office works now


def whole_course(mirror: Mirror, today: date) -> Survival:
    """Return how long cases received in the last SPAN take from receipt to answer. Raises: StorageUnreachable."""
    return _asked(mirror, "durations", today)


def second_phase(mirror: Mirror, today: date) -> Survival:
    """Return how long they take from the day somebody took them up to the answer. Raises: StorageUnreachable."""
    return _asked(mirror, "second_phase", today)


def _asked(mirror: Mirror, question: str, today: date) -> Survival:
    return fitted(_counts(mirror.ask(sql(question), {"since": today - SPAN, "today": today}).rows))


def _counts(rows: Iterable[Row]) -> Iterable[Count]:
    for kind, field, days, answered, running in rows:
        yield Count(Group(kind, field), days, answered, running)


@functools.cache
def sql(name: str) -> str:
    """Return a question of queries/ by its name."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
