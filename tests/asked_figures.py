"""Figures as a test asks for them: by somebody's sight, over two years unless told otherwise."""

from collections import Counter
from datetime import date

from casebase.access.act import Act
from casebase.access.policy import granted, reach
from casebase.domain.account import Account
from casebase.domain.reach import Reach, Relation
from casebase.insight.figures.asking import Behind, Figure, Sight, Wanted, ask_behind, ask_figure
from casebase.insight.matter_statutes import bring_matter_statutes
from casebase.insight.mirror import Mirror
from casebase.insight.times import bring_times
from casebase.store.connection import Row, Store
from tests.builders import TODAY

SINCE, UNTIL = date(2025, 1, 1), date(2026, 12, 31)
_ALL = Reach(account_id="nobody", agency_id=None, relations=frozenset({Relation.ANY}))
EVERYTHING = Sight(visits=_ALL, consultations=_ALL, reviews=_ALL, advice=_ALL, is_outside=False)


def sight_of(account: Account) -> Sight:
    """How far somebody sees by the policy."""
    return Sight(
        visits=reach(account, Act.SEE_VISIT),
        consultations=reach(account, Act.SEE_CONSULTATION),
        reviews=reach(account, Act.SEE_REVIEW),
        advice=reach(account, Act.SEE_ADVICE),
        is_outside=not granted(account.role, Act.SEE_DELIBERATION),
    )


def wanted(**filters: object) -> Wanted:
    """What is asked for: all there is in the years of the tests, but for what is named."""
    return Wanted(**({"since": SINCE, "until": UNTIL} | filters))  # type: ignore[arg-type]


def brought(mirror: Mirror, store: Store, today: date = TODAY) -> Mirror:
    """A mirror with all that figures are counted from."""
    bring_times(mirror, store, today)
    bring_matter_statutes(mirror, store)
    return mirror


def rows(
    mirror: Mirror, figure: Figure, sight: Sight = EVERYTHING, *, today: date = TODAY, **filters: object
) -> list[Row]:
    """A figure's rows."""
    return list(ask_figure(mirror, figure, sight, wanted(**filters), today).rows)


def behind(
    mirror: Mirror, figure: Figure, sight: Sight = EVERYTHING, filters: dict[str, object] | None = None, **at: object
) -> list[Behind]:
    """What stands behind the part of a figure with some values of its groups."""
    return list(ask_behind(mirror, figure, sight, wanted(**(filters or {})), TODAY, at))


def count_behind(mirror: Mirror, figure: Figure, sight: Sight = EVERYTHING) -> dict[Row, int]:
    """How many things stand behind each part of a figure, by the values of its groups."""
    names = [group.name for group in figure.groups]
    parts = [row[: len(names)] for row in rows(mirror, figure, sight)]
    return {part: len(behind(mirror, figure, sight, **dict(zip(names, part, strict=True)))) for part in parts}


def totals(found: list[Row], count_groups: int) -> Counter[Row]:
    """The first measure of each part, by the values of its groups."""
    return Counter({row[:count_groups]: row[count_groups] for row in found})
