"""Every figure has a chart, in Korean, from here."""

import re
from datetime import date
from typing import Any

import pytest

from casebase.charts.figures import CHARTS
from casebase.insight.figures.asking import Column
from casebase.insight.figures.catalog import FIGURES
from tests.chart_tables import WORDS, a_table, drawn, written_on

_DAYS = {"month", "quarter"}


def test_every_figure_has_a_chart_and_every_chart_a_figure() -> None:
    assert set(CHARTS) == set(FIGURES)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_chart_speaks_korean_and_fetches_nothing(name: str) -> None:
    figure = drawn(CHARTS[name](a_table(name, [_row(name, 7), _row(name, None)]), WORDS))

    written = re.sub(r"</?b>|<br>", " ", written_on(figure))
    assert not re.findall(r"[A-Za-z]{2,}", written)
    assert "http" not in figure.to_json()
    assert figure.layout.dragmode is False


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_chart_of_nothing_but_hidden_numbers_is_drawn_and_says_so(name: str) -> None:
    figure = drawn(CHARTS[name](a_table(name, [_row(name, None)]), WORDS))

    assert "5 미만 등" in written_on(figure)


def _row(name: str, number: float | None) -> tuple[Any, ...]:
    figure = FIGURES[name]
    return (*(_value(group) for group in figure.groups), *[number] * len(figure.measures))


def _value(group: Column) -> Any:
    if group.name in _DAYS:
        return date(2026, 4, 1)
    if group.name == "year":
        return 2026
    return True if group.name == "holds" else next(iter(WORDS.get(group.name, {"계약": ""})))
