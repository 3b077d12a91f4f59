"""Days from receipt to answer: half of the cases took no longer, and nine of ten; with the law's stops and without."""

from typing import Any

from casebase.charts.bars import hover
from casebase.charts.drawing import (
    Chart,
    Trace,
    bar_marker,
    count_axis,
    folded,
    ink_of,
    nothing_drawn,
    paper_layout,
    room_for,
)
from casebase.charts.grids import Grid, by_measure, most_of_first_series
from casebase.charts.labels import HIDDEN, number_label
from casebase.charts.tables import Table, Words

# Positions among the measures: of all days, and of those that the law counts.
COUNT, PAIRS = 0, ((1, 2), (3, 4))
_ROW_PX, _LABEL_PX, _HALF, _WIDTH = 58, 24, 0.2, 0.36
_ROOM = 1.25  # for the numbers beside the last mark


def days_by_field_chart(table: Table, words: Words) -> Chart:
    """Draw the days for each field of work."""
    return _days(table, words)


def days_by_agency_chart(table: Table, words: Words) -> Chart:
    """Draw the days for each agency, those with the most cases."""
    return _days(table, words)


def days_by_handler_chart(table: Table, words: Words) -> Chart:
    """Draw the days for each handler."""
    return _days(table, words)


def _days(table: Table, words: Words) -> Chart:
    """Draw two bars a group to the median, each with a mark at the 90th percentile and both numbers beside it.

    Measures: cases, median, 90th percentile, and the same two without stops; all in days but the first.
    """
    grid = most_of_first_series(by_measure(table, words))
    if not grid.places:
        return nothing_drawn()
    traces: list[Trace] = []
    for pair, (median, ninetieth) in enumerate(PAIRS):
        heights = [place + (_HALF if pair else -_HALF) for place in range(len(grid.places))]
        traces.append(_medians(grid, median, pair, heights))
        traces.append(_ninetieths(grid, median, ninetieth, pair, heights))
    return Chart(data=traces, layout=_layout(grid))


def _layout(grid: Grid) -> dict[str, Any]:
    places = range(len(grid.places))
    names = [_name(grid, place) for place in places]
    most = max(cell.value or 0 for (_, series), cell in grid.cells.items() if series != COUNT)
    paper = paper_layout(130 + _ROW_PX * len(grid.places))
    rows = {"range": [len(names) - 0.45, -0.55], "tickmode": "array", "tickvals": list(places), "ticktext": names}
    return {
        **paper,
        "margin": {**paper["margin"], "l": _LABEL_PX + room_for(names)},
        "xaxis": {**paper["xaxis"], "title": {"text": "일수", "standoff": 8}, **count_axis(most, _ROOM)},
        "yaxis": {**paper["yaxis"], **rows, "ticksuffix": " ", "zeroline": False},
    }


def _name(grid: Grid, place: int) -> str:
    count = grid.cells[place, COUNT].value
    return f"{folded(grid.labels[place])} ({HIDDEN if count is None else f'{number_label(count)}건'})"


def _medians(grid: Grid, median: int, pair: int, heights: list[float]) -> Trace:
    cells = grid.of_series(median)
    return {
        "type": "bar",
        "orientation": "h",
        "name": grid.series[median],
        "y": heights,
        "x": [(cell.value or 0) if cell else 0 for cell in cells],
        "width": _WIDTH,
        "marker": bar_marker(ink_of(pair)),
        "customdata": [[cell.index if cell else -1] for cell in cells],
        "hovertext": [
            hover(label, grid.series[median], cell, grid.units[median])
            for label, cell in zip(grid.labels, cells, strict=True)
        ],
        "hoverinfo": "text",
    }


def _ninetieths(grid: Grid, median: int, ninetieth: int, pair: int, heights: list[float]) -> Trace:
    cells, medians = grid.of_series(ninetieth), grid.of_series(median)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": grid.series[ninetieth],
        "y": heights,
        "x": [(cell.value or 0) if cell else 0 for cell in cells],
        "marker": {
            "symbol": "line-ns" if pair else "diamond",
            "opacity": 1,
            "size": [11 if cell and cell.value is not None else 0 for cell in cells],
            "color": ink_of(pair).line,
            "line": {"width": 3 if pair else 0, "color": ink_of(pair).line},
        },
        "text": [
            _both(mid.value if mid else None, high.value if high else None)
            for mid, high in zip(medians, cells, strict=True)
        ],
        "textposition": "middle right",
        "cliponaxis": False,
        "customdata": [[cell.index if cell else -1] for cell in cells],
        "hovertext": [
            hover(label, grid.series[ninetieth], cell, grid.units[ninetieth])
            for label, cell in zip(grid.labels, cells, strict=True)
        ],
        "hoverinfo": "text",
    }


def _both(median: float | None, ninetieth: float | None) -> str:
    if median is None or ninetieth is None:
        return f" {HIDDEN}"
    return f"  {number_label(median)} · {number_label(ninetieth)}일"
