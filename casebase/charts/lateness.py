"""How many answers came late, and what stopped the cases that were late."""

from dataclasses import replace

from casebase.charts.bars import beside
from casebase.charts.drawing import Chart
from casebase.charts.grids import Cell, Grid, by_measure, most_of_first_series
from casebase.charts.labels import HIDDEN, number_label
from casebase.charts.tables import Table, Words
from casebase.charts.trends import over_time

RATE = "늦은 비율"
_ROOM = 1.5  # beyond the longest bar, for its number and days


def lateness_by_month_chart(table: Table, words: Words) -> Chart:
    """Draw what was answered each month and what of it was late, and below it the late ones' share.

    Group: month. Measures: answered, late.
    """
    grid = by_measure(table, words)
    return over_time({"회신한 사건": grid, "늦은 비율(%)": _rates(grid)})


def late_causes_chart(table: Table, words: Words) -> Chart:
    """Draw the late cases that each stop and body held up, those with the most first; the days beside their number.

    Measures: late cases, days stopped.
    """
    grid = most_of_first_series(by_measure(table, words))
    chart = beside(most_of_first_series(by_measure(table, words, measures=(0,))))
    if not chart.data:
        return chart
    (bar,) = chart.data
    longest = max([1, *(cell.value or 0 for cell in grid.of_series(0) if cell)])
    days = [cell.value if cell else 0 for cell in grid.of_series(1)]
    texts = [f"{number}{_days(of_it)}" for number, of_it in zip(bar["text"], days, strict=True)]
    axis = {**chart.layout["xaxis"], "range": [0, _ROOM * longest]}
    return Chart(data=[{**bar, "text": texts}], layout={**chart.layout, "xaxis": axis})


def _days(days: float | None) -> str:
    if days == 0:
        return ""
    return f" (기다린 날 {HIDDEN if days is None else f'{number_label(days)}일'})"


def _rates(grid: Grid) -> Grid:
    """A share of what is hidden is hidden too."""
    cells = {}
    for place in range(len(grid.places)):
        answered, late = grid.cells[place, 0].value, grid.cells[place, 1].value
        if answered != 0:
            is_hidden = answered is None or late is None
            rate = None if is_hidden else round(100 * (late or 0) / (answered or 1), 1)
            cells[place, 0] = Cell(value=rate, index=grid.cells[place, 0].index)
    return replace(grid, series=(RATE,), units=("%",), cells=cells)
