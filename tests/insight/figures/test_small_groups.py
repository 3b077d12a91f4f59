"""Small groups: hidden, and not to be had by adding and subtracting whatever else is shown."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from random import Random
from typing import Any

import numpy
import pytest
from scipy.optimize import linprog

from casebase.insight.figures.asking import Column, Figure, Table
from casebase.insight.figures.catalog import FIGURES
from casebase.insight.figures.small_groups import LEAST, Counted, protected, quarters
from casebase.store.connection import Row

TODAY = date(2026, 11, 23)
FIELDS, OUTCOMES, MONTHS = ("계약", "공사", "복지", "환경"), ("accepted", "conditional", "rejected"), (1, 2)
_COUNT = Column(name="count", label="건수", unit="건")
_LATE = Column(name="late", label="늦음", unit="건")

# One case: its quarter, field and outcome, whether it was late, and the month of the quarter.
Case = tuple[int, str, str, bool, int]
Cases = dict[Case, int]


@dataclass(frozen=True)
class View:
    """One figure as it is offered: by which it groups, whether it counts late ones as well, and what it leaves out."""

    groups: tuple[str, ...]
    with_late: bool = False
    without: str = ""

    @property
    def figure(self) -> Figure:
        columns = tuple(Column(name=name, label=name) for name in self.groups)
        measures = (_COUNT, _LATE) if self.with_late else (replace(_COUNT, is_withheld=bool(self.without)),)
        return Figure(name="view", title="", note="", groups=columns, measures=measures)

    def counts(self, case: Case, span: tuple[int, ...]) -> bool:
        return case[0] in span and case[2] != self.without

    def key(self, case: Case) -> Row:
        return tuple({"field": case[1], "outcome": case[2], "month": (case[0], case[4])}[name] for name in self.groups)


VIEWS = (
    View(("field", "outcome")),
    View(("field",)),
    View(("outcome",)),
    View(("month",), with_late=True),
)


def counted(view: View, cases: Cases, span: tuple[int, ...]) -> Counted:
    sizes: dict[Row, int] = {}
    late: dict[Row, int] = {}
    for case, number in cases.items():
        if view.counts(case, span) and number:
            key = view.key(case)
            sizes[key] = sizes.get(key, 0) + number
            late[key] = late.get(key, 0) + (number if case[3] else 0)
    rows = tuple(key + ((size, late[key]) if view.with_late else (size,)) for key, size in sorted(sizes.items()))
    return Counted(table=Table(figure=view.figure, seq=1, rows=rows), sizes=sizes)


def shown(view: View, cases: Cases, span: tuple[int, ...]) -> Table:
    return protected(counted(view, cases, span), [counted(view, cases, (quarter,)) for quarter in span])


def one_view(numbers: dict[str, int]) -> dict[Row, Any]:
    """What is shown of one quarter of so many cases of each field."""
    cases = {(0, field, "accepted", False, 1): number for field, number in numbers.items()}
    return {row[:1]: row[1] for row in shown(View(("field",)), cases, (0,)).rows}


def test_a_group_under_five_is_hidden_with_as_much_as_its_size_would_follow_from() -> None:
    assert one_view({"계약": 5, "공사": 8}) == {("계약",): 5, ("공사",): 8}
    assert one_view({"계약": 4, "공사": 6, "복지": 9}) == {("계약",): None, ("공사",): None, ("복지",): 9}
    # Two of one each would be known to be one each; what is hidden must leave room for five.
    assert one_view({"계약": 1, "공사": 1, "복지": 5, "환경": 30}) == {
        ("계약",): None,
        ("공사",): None,
        ("복지",): None,
        ("환경",): 30,
    }


def test_where_hiding_is_not_enough_nothing_is_shown() -> None:
    assert one_view({"계약": 4}) == {}
    assert one_view({"계약": 2, "공사": 2}) == {}
    assert one_view({}) == {}


def test_a_measure_is_hidden_alone_where_it_or_what_is_left_without_it_is_small() -> None:
    late = {(0, field, "accepted", True, 1): 18 for field in FIELDS}
    view = View(("field",), with_late=True)

    all_late = shown(view, late, (0,)).rows
    two_in_time = shown(view, late | {(0, "계약", "accepted", False, 1): 2}, (0,)).rows
    some_in_time = shown(
        view, late | {(0, f, "accepted", False, 1): n for f, n in zip(FIELDS, (2, 7, 7), strict=False)}, (0,)
    )

    assert all_late == tuple((field, 18, 18) for field in FIELDS)
    assert two_in_time == (("계약", 20, None), *((field, 18, None) for field in FIELDS[1:]))
    assert some_in_time.rows == (("계약", 20, None), ("공사", 25, None), ("복지", 25, 18), ("환경", 18, 18))


def test_what_several_measures_leave_together_is_not_told_by_them() -> None:
    quarter, figure = date(2026, 1, 1), FIGURES["recognition_by_quarter"]

    def told(ruled: int, recognised: int, partly: int) -> Row:
        row = (quarter, "trio", ruled, recognised, partly)
        whole = Counted(table=Table(figure=figure, seq=1, rows=(row,)), sizes={row[:2]: ruled})
        return protected(whole, [whole]).rows[0][2:]

    assert told(20, 10, 5) == (20, 10, 5)
    assert told(15, 10, 5) == (15, 10, 5)
    assert told(17, 10, 5) == (17, None, None)  # two were not recognised


def test_what_another_figure_counts_with_more_is_withheld() -> None:
    cases = {(0, field, "accepted", False, 1): 30 for field in FIELDS}

    assert shown(View(("field",), without="rejected"), cases, (0,)).rows == tuple((field, None) for field in FIELDS)
    assert {name for name, figure in FIGURES.items() if figure.measures[0].is_withheld} == {
        "days_by_field",
        "days_by_agency",
        "days_by_handler",
    }


def test_a_longer_span_hides_what_one_of_its_quarters_hides() -> None:
    first = {
        (0, "계약", "accepted", False, 1): 3,
        (0, "공사", "accepted", False, 1): 9,
        (0, "복지", "accepted", False, 1): 9,
    }
    second = {(1, "계약", "accepted", False, 1): 9, (1, "복지", "accepted", False, 1): 9}

    def fields(*span: int) -> tuple[Row, ...]:
        return shown(View(("field",)), first | second, span).rows

    assert fields(0) == (("계약", None), ("공사", None), ("복지", 9))
    assert fields(1) == (("계약", 9), ("복지", 9))
    assert fields(0, 1) == (("계약", None), ("공사", None), ("복지", 18))


def test_a_part_that_is_more_than_its_quarters_have_is_hidden() -> None:
    view = View(("field",))
    whole = counted(view, {(0, "계약", "accepted", False, 1): 12, (0, "공사", "accepted", False, 1): 30}, (0,))
    parts = counted(view, {(0, "계약", "accepted", False, 1): 10, (0, "공사", "accepted", False, 1): 30}, (0,))

    assert protected(whole, [parts]).rows == (("계약", None), ("공사", 30))


def test_the_order_of_rows_does_not_tell_what_is_hidden() -> None:
    cases = {(0, field, "accepted", False, 1): number for field, number in zip(FIELDS, (3, 4, 9, 7), strict=True)}
    whole = counted(View(("field",)), cases, (0,))
    ordered = tuple(sorted(whole.table.rows, key=lambda row: -row[1]))
    table = Table(figure=whole.table.figure, seq=1, rows=ordered)

    rows = protected(Counted(table=table, sizes=whole.sizes), [whole]).rows

    assert [row[0] for row in rows] == list(FIELDS)


def test_spans_are_the_quarters_that_are_over() -> None:
    assert quarters(date(2026, 2, 14), date(2026, 5, 1), TODAY) == (
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
    )
    assert quarters(date(2025, 12, 31), date(2026, 12, 31), TODAY)[0] == (date(2025, 10, 1), date(2025, 12, 31))
    assert quarters(date(2025, 12, 31), date(2026, 12, 31), TODAY)[-1] == (date(2026, 7, 1), date(2026, 9, 30))
    assert quarters(date(2026, 10, 1), date(2026, 12, 31), TODAY) == ()
    assert quarters(date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 1)) == (
        (date(2026, 10, 1), date(2026, 12, 31)),
    )
    assert quarters(date(2026, 5, 1), date(2026, 2, 1), TODAY) == ()
    assert len(quarters(date.min, date(2026, 6, 30), TODAY)) == 40


@pytest.mark.parametrize("seed", range(int(os.environ.get("CASEBASE_SEQUENCES", "40"))))
def test_no_arithmetic_over_all_views_shows_a_group_to_be_small(seed: int) -> None:
    cases = an_office(Random(seed))
    tables = {(view, span): shown(view, cases, span) for view in VIEWS for span in spans()}

    known = Known(list(cases))
    for (view, span), table in tables.items():
        known.take_in(view, span, table)

    for view, span in tables:
        for select, size in groups_of(view, cases, span):
            if 0 < size < LEAST:
                assert known.most(select) >= LEAST - 1e-6, (view, span, size)


def an_office(chance: Random) -> Cases:
    """Some cases of three quarters: in some offices few and in some many, in some fields none."""
    most = chance.choice([1, 3, 8, 25])
    weights = {field: chance.choice([0, 1, 1, 2]) for field in FIELDS}
    return {
        (quarter, field, outcome, late, month): chance.choice([0, chance.randrange(most + 1)]) * weights[field]
        for quarter, field, outcome, late, month in product(range(3), FIELDS, OUTCOMES, (False, True), MONTHS)
    }


def spans() -> list[tuple[int, ...]]:
    return [tuple(range(first, last)) for first in range(3) for last in range(first + 1, 4)]


Select = Callable[[Case], bool]


def groups_of(view: View, cases: Cases, span: tuple[int, ...]) -> Iterator[tuple[Select, int]]:
    """Every group that a view tells of over a span: a part, its late ones, and those in time."""
    whole = counted(view, cases, span)
    for key in whole.sizes:
        for late in ({False, True}, {True}, {False}) if view.with_late else ({False, True},):

            def select(case: Case, key: Row = key, late: set[bool] = late) -> bool:
                return view.counts(case, span) and view.key(case) == key and case[3] in late

            yield select, sum(number for case, number in cases.items() if select(case))


class Known:
    """What somebody knows who has seen every view: sums that are shown, and that a hidden part is not empty."""

    def __init__(self, cells: list[Case]) -> None:
        self._cells = cells
        self._equal: list[tuple[list[float], float]] = []
        self._at_least: list[list[float]] = []

    def take_in(self, view: View, span: tuple[int, ...], table: Table) -> None:
        if not table.rows:
            return  # nothing was counted, or nothing may be shown
        count = len(view.groups)
        rows = {row[:count]: row[count:] for row in table.rows}
        every = {view.key(case) for case in self._cells}
        for key in every:
            whole = self._line(lambda case, key=key: view.counts(case, span) and view.key(case) == key)  # type: ignore[misc]
            late = self._line(
                lambda case, key=key: view.counts(case, span) and view.key(case) == key and case[3]  # type: ignore[misc]
            )
            measures = rows.get(key, (0, 0))
            if measures[0] is None:
                self._at_least.append(whole)
            told = zip((whole, late), measures, strict=False)
            self._equal += [(line, value) for line, value in told if value is not None]

    def most(self, select: Select) -> float:
        """How much a group might be at most."""
        found = linprog(
            [-value for value in self._line(select)],
            A_ub=-numpy.array(self._at_least) if self._at_least else None,
            b_ub=-numpy.ones(len(self._at_least)) if self._at_least else None,
            A_eq=numpy.array([line for line, _ in self._equal]) if self._equal else None,
            b_eq=numpy.array([value for _, value in self._equal]) if self._equal else None,
            method="highs",
        )
        if found.status == 3:  # unbounded
            return float("inf")
        assert found.status == 0, found.message
        return float(-found.fun)

    def _line(self, select: Select) -> list[float]:
        return [1.0 if select(case) else 0.0 for case in self._cells]
