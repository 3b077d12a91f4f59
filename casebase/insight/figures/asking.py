"""How every figure is asked: for a person's sight, a span of time, some filters; and which cases stand behind a part.

A question of queries/ has two halves, parted by the line `-- figure`. The first ends in a table `counted`, one row for
each thing counted, with the columns `kind` and `id` and those the figure is grouped by; the second groups it. What
stands behind a part of a figure is asked of the same first half, so it cannot disagree with what was counted.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casebase.domain.reach import Reach
from casebase.insight.mirror import Mirror
from casebase.store.connection import Row

QUERIES = Path(__file__).parent / "queries"
MOST_BEHIND = 200


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a figure's table. Codes stay codes in it; who shows them has the words.

    A measure `is_withheld` under protection where another figure counts the same things and more: what that one hides
    would follow from both.
    """

    name: str
    label: str
    unit: str = ""  # "건", "일", "%", "곳", "명"
    is_withheld: bool = False


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What a figure counts. Its question is `queries/<name>.sql`, whose columns are groups and then measures.

    `is_of_people`: its groups are persons, so only who may see figures of people sees small ones. `shares` are
    measures that never count one thing twice, so that what none of them counts follows from all of them.
    """

    name: str
    title: str
    note: str  # what is counted and how, for who reads it
    groups: tuple[Column, ...]
    measures: tuple[Column, ...]
    is_of_people: bool = False
    shares: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Sight:
    """How far one person sees each kind of thing; outside the office a status counts as it was told.

    `barred` are the reviews that they may not decide on: neither what was found and advised on them is counted, nor a
    ruling before it was told.
    """

    visits: Reach
    consultations: Reach
    reviews: Reach
    advice: Reach
    is_outside: bool
    barred: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for: a span of days, both included, and filters, of which empty ones do not filter."""

    since: date
    until: date
    field: str = ""
    agency_id: str = ""
    region_code: str = ""
    handler_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A figure's rows: groups, then measures. `seq` is the newest event counted.

    A measure is None where a group is too small to be shown (`casebase.insight.figures.small_groups`).
    """

    figure: Figure
    seq: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Behind:
    """One thing that a part of a figure counts: kind "consultation", "review", "visit", "advice", and its id."""

    kind: str
    id: str


def ask_figure(mirror: Mirror, figure: Figure, sight: Sight, wanted: Wanted, today: date) -> Table:
    """Count a figure as of a day. Raises: StorageUnreachable."""
    question = "".join(_halves(figure.name))
    answer = mirror.ask(question, _given(question, _parameters(sight, wanted, today)))
    return Table(figure=figure, seq=answer.seq, rows=answer.rows)


def ask_behind(
    mirror: Mirror, figure: Figure, sight: Sight, wanted: Wanted, today: date, at: Mapping[str, object]
) -> tuple[Behind, ...]:
    """Return what stands behind the part of a figure with some values of its groups, MOST_BEHIND at most.

    `at` has the values themselves or as in an address: "2026-11-01", "true", empty where a group has none.
    """
    names = [group.name for group in figure.groups if group.name in at]
    where = "".join(f" and coalesce(cast({name} as varchar), '') = $at_{name}" for name in names)
    listed = f"select distinct kind, id from counted where true{where} order by id limit {MOST_BEHIND}"
    question = f"{_halves(figure.name)[0]} {listed}"
    parameters = _parameters(sight, wanted, today) | {f"at_{name}": _written(at[name]) for name in names}
    return tuple(Behind(kind=kind, id=id_) for kind, id_ in mirror.ask(question, _given(question, parameters)).rows)


def ask_sizes(mirror: Mirror, figure: Figure, sight: Sight, wanted: Wanted, today: date) -> dict[Row, int]:
    """Return how many things stand behind each part of a figure, by the values of its groups."""
    names = ", ".join(group.name for group in figure.groups)
    question = f"{_halves(figure.name)[0]} select {names}, count(distinct (kind, id)) from counted group by {names}"
    rows = mirror.ask(question, _given(question, _parameters(sight, wanted, today))).rows
    return {row[:-1]: row[-1] for row in rows}


def names_parameter(figure: Figure, name: str) -> bool:
    """Say whether a figure's question depends on a parameter."""
    return name in _named("".join(_halves(figure.name)))


def _written(value: object) -> str:
    """Return a value of a group as DuckDB writes it as text."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _parameters(sight: Sight, wanted: Wanted, today: date) -> dict[str, object]:
    return {
        "visit_relations": _names(sight.visits),
        "consultation_relations": _names(sight.consultations),
        "review_relations": _names(sight.reviews),
        "advice_relations": _names(sight.advice),
        "viewer": sight.consultations.account_id,
        "viewer_agency": sight.consultations.agency_id,
        "is_outside": sight.is_outside,
        "barred": list(sight.barred),
        "since": wanted.since,
        "until": wanted.until,
        "field": wanted.field,
        "agency": wanted.agency_id,
        "region": wanted.region_code,
        "handler": wanted.handler_id,
        "today": today,
    }


def _given(question: str, parameters: Mapping[str, object]) -> dict[str, object]:
    """Return the parameters that a question names; DuckDB refuses others."""
    named = _named(question)
    return {name: value for name, value in parameters.items() if name in named}


def _named(question: str) -> frozenset[str]:
    """Return the parameters in a question, comments aside."""
    lines = (line for line in question.splitlines() if not line.lstrip().startswith("--"))
    return frozenset(re.findall(r"\$(\w+)", "\n".join(lines)))


def _names(reach: Reach) -> list[str]:
    return sorted(relation.value for relation in reach.relations)


@functools.cache
def _halves(name: str) -> tuple[str, str]:
    first, second = (QUERIES / f"{name}.sql").read_text(encoding="utf-8").split("\n-- figure\n")
    return f"{first}\n", second
