"""Bars that lie: places below each other, their series beside each other or end to end."""

from collections.abc import Sequence
from typing import Any

from casebase.charts.drawing import (
    ROW_PX,
    TOO_NARROW,
    Chart,
    Trace,
    bar_marker,
    count_axis,
    folded,
    ink_of,
    nothing_drawn,
    paper_layout,
    room_for,
    told,
)
from casebase.charts.grids import Cell, Grid
from casebase.charts.labels import HIDDEN, number_label

_AXIS_PX, _LEGEND_PX, _LABEL_PX = 72, 48, 24
_ROOM, _ROOM_TO_TELL = 1.12, 1.4  # beyond the longest bar: for a number, and to tell what is hidden


def beside(grid: Grid) -> Chart:
    """Draw each place's series as bars beside each other, each with its number."""
    if not grid.places:
        return nothing_drawn()
    most = max((cell.value or 0 for cell in grid.cells.values()), default=0)
    layout = _lying(grid, count_bars=len(grid.series), axis=count_axis(most, _ROOM))
    bars = [_numbered(grid, series) for series in range(len(grid.series))]
    return Chart(data=bars, layout={**layout, "barmode": "group"})


def end_to_end(grid: Grid) -> Chart:
    """Draw each place's series as one bar in parts, each with its number where there is room, and their sum."""
    if not grid.places:
        return nothing_drawn()
    places = range(len(grid.places))
    room = _ROOM_TO_TELL if any(cell.value is None for cell in grid.cells.values()) else _ROOM
    layout = _lying(grid, count_bars=1, axis=count_axis(max(grid.total(place) for place in places), room))
    parts = [_part(grid, series) for series in range(len(grid.series))]
    return Chart(data=[*parts, _sums(grid)], layout={**layout, "uniformtext": TOO_NARROW, "barmode": "stack"})


def _numbered(grid: Grid, series: int) -> Trace:
    cells = grid.of_series(series)
    return {
        **_bar(grid, series, cells),
        "text": [_text(cell, grid.units[series]) for cell in cells],
        "textposition": "outside",
        "cliponaxis": False,
    }


def _part(grid: Grid, series: int) -> Trace:
    cells = grid.of_series(series)
    return {
        **_bar(grid, series, cells),
        "text": [told(cell.value) if cell and cell.value is not None else "" for cell in cells],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": ink_of(series).text},
    }


def _lying(grid: Grid, count_bars: int, axis: dict[str, Any]) -> dict[str, Any]:
    has_legend = len(grid.series) > 1
    above = _LEGEND_PX * has_legend
    labels = [folded(label) for label in grid.labels]
    most_lines = max(label.count("<br>") + 1 for label in labels)
    row = max(ROW_PX, 8 + 22 * count_bars, 8 + 19 * most_lines)
    paper = paper_layout(_AXIS_PX + above + len(grid.places) * row)
    return {
        **paper,
        "showlegend": has_legend,
        "margin": {**paper["margin"], "t": 8 + above, "l": _LABEL_PX + room_for(labels)},
        "xaxis": {**paper["xaxis"], "title": {"text": axis_title(grid.units), "standoff": 8}, **axis},
        "yaxis": {**paper["yaxis"], "autorange": "reversed", "type": "category", "ticksuffix": " "},
    }


def axis_title(units: Sequence[str]) -> str:
    """Return what an axis counts, by the unit of its first series."""
    return {"건": "건수", "일": "일수", "곳": "업체 수", "명": "사람 수", "%": "비율(%)"}.get(
        units[0] if units else "", "수"
    )


def _bar(grid: Grid, series: int, cells: Sequence[Cell | None]) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": grid.series[series],
        "y": [folded(label) for label in grid.labels],
        "x": [(cell.value or 0) if cell else 0 for cell in cells],
        "marker": bar_marker(ink_of(series)),
        "customdata": [[cell.index if cell else -1] for cell in cells],
        "hovertext": [
            hover(label, grid.series[series], cell, grid.units[series]) for label, cell in _named(grid, cells)
        ],
        "hoverinfo": "text",
    }


def hover(label: str, series: str, cell: Cell | None, unit: str) -> str:
    """Return what stands over a part that is pointed at."""
    number = f"0{unit}" if cell is None else HIDDEN if cell.value is None else f"{number_label(cell.value)}{unit}"
    return f"{label}<br>{series} {number}"


def _named(grid: Grid, cells: Sequence[Cell | None]) -> list[tuple[str, Cell | None]]:
    return list(zip(grid.labels, cells, strict=True))


def _text(cell: Cell | None, unit: str) -> str:
    """Return what stands at a bar: of no cases nothing, of no days that they are none."""
    if cell is None:
        return ""
    return "0" if unit == "일" and cell.value == 0 else told(cell.value)


def _sums(grid: Grid) -> Trace:
    places = range(len(grid.places))
    return {
        "type": "scatter",
        "mode": "text",
        "x": [grid.total(place) for place in places],
        "y": [folded(label) for label in grid.labels],
        "text": [f" {_sum(grid, place)}" for place in places],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _sum(grid: Grid, place: int) -> str:
    """Return a place's sum, or what is shown of it and that the rest is hidden."""
    hidden = sum(cell.value is None for cell in grid.of_place(place))
    shown = number_label(grid.total(place))
    if not hidden:
        return shown
    return f"{shown}, {HIDDEN} {hidden}칸" if grid.total(place) else HIDDEN
