"""Numbers over time: columns with their numbers while there is room for them, lines where there is not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casebase.charts.bars import axis_title, hover
from casebase.charts.drawing import (
    TOO_NARROW,
    Chart,
    Trace,
    bar_marker,
    count_axis,
    ink_of,
    nothing_drawn,
    paper_layout,
    room_for,
    told,
)
from casebase.charts.grids import Cell, Grid
from casebase.charts.labels import HIDDEN, number_label, quarter_label

MOST_COLUMNS = 13  # a year and the month it began in
_MOST_TICKS = 16
_PANEL_PX, _AROUND_PX, _TITLE_PX = 230, 110, 56
_GAP = 0.15  # between panels, as a share of the height of two
_ROOM = 1.35  # above the highest column, for its number
_UPRIGHT_FROM = 1_000  # a number this long stands on its end above its column, as a hidden one does


@dataclass(frozen=True, kw_only=True)
class TimeAxis:
    """The first days of months, or of quarters, without a gap."""

    days: tuple[date, ...]
    step_months: int

    @property
    def names(self) -> list[str]:
        return [place_name(day) for day in self.days]

    @property
    def has_room(self) -> bool:
        return len(self.days) <= MOST_COLUMNS


def over_time(grids: Mapping[str, Grid], step_months: int = 1, *, is_stacked: bool = False) -> Chart:
    """Draw series over months or quarters, in panels below each other, each under its title.

    The first group of every place is the first day of a month or quarter. A month without a row counts nothing.
    Stacked series are parts of one column, with their sum and how many parts are hidden.
    """
    days = [place[0] for grid in grids.values() for place in grid.places]
    if not days:
        return nothing_drawn()
    axis = TimeAxis(days=steps(min(days), max(days), step_months), step_months=step_months)
    data: list[Trace] = []
    numbers = 0
    layout: dict[str, Any] = _layout(list(grids), is_stacked=is_stacked)
    for panel, grid in enumerate(grids.values(), start=1):
        of_panel = "" if panel == 1 else str(panel)
        traces, most = _traces(grid, axis, is_stacked=is_stacked, is_first=panel == 1)
        data += [{**trace, "xaxis": f"x{of_panel}", "yaxis": f"y{of_panel}"} for trace in traces]
        layout[f"xaxis{of_panel}"] = {**_time_axis(axis), "anchor": f"y{of_panel}"}
        layout[f"yaxis{of_panel}"] = {
            **count_axis(most, _ROOM),
            "title": {"text": axis_title(grid.units), "standoff": 14},
            "domain": _domain(panel, len(grids)),
            "fixedrange": True,
        }
        numbers = max(numbers, room_for([number_label(most)]))
    layout["margin"] = {**layout["margin"], "l": _TITLE_PX + numbers}
    return Chart(data=data, layout=layout)


def steps(first: date, last: date, step_months: int) -> tuple[date, ...]:
    """Return the first day of each month, or of each quarter, from one to another."""
    found, day = [], first
    while day <= last:
        found.append(day)
        months = day.year * 12 + day.month - 1 + step_months
        day = date(months // 12, months % 12 + 1, 1)
    return tuple(found)


def place_name(day: date) -> str:
    """Return the name of a month or quarter on the axis: "2026-03"."""
    return f"{day:%Y-%m}"


def _layout(titles: Sequence[str], *, is_stacked: bool) -> dict[str, Any]:
    above = [
        {
            "text": title, "x": 0, "y": _domain(panel, len(titles))[1], "xref": "paper", "yref": "paper",
            "xanchor": "left", "yanchor": "bottom", "showarrow": False, "font": {"size": 15},
        }
        for panel, title in enumerate(titles, start=1)
        if len(titles) > 1
    ]  # fmt: skip
    paper = paper_layout(_AROUND_PX + _PANEL_PX * len(titles))
    grouped = {**paper, "annotations": above, "barmode": "group"}
    return {**grouped, "barmode": "stack", "uniformtext": TOO_NARROW} if is_stacked else grouped


def _domain(panel: int, count: int) -> list[float]:
    """Return from where to where a panel reaches, from 0 at the bottom to 1; the first is on top."""
    gap = 2 * _GAP / max(count, 2)
    height = (1 - gap * (count - 1)) / count
    top = 1 - (panel - 1) * (height + gap)
    return [max(top - height, 0), top]


def _time_axis(axis: TimeAxis) -> dict[str, Any]:
    every = 1 + len(axis.days) // _MOST_TICKS
    shown = [(at, day) for at, day in enumerate(axis.days) if at % every == 0]
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": axis.names,
        "tickmode": "array",
        "tickvals": [place_name(day) for _, day in shown],
        "ticktext": [_tick(day, axis.step_months, is_first=at == 0) for at, day in shown],
        "range": [-0.5, len(axis.days) - 0.5],
        "fixedrange": True,
        "tickangle": 0,
    }


def _tick(day: date, step_months: int, *, is_first: bool) -> str:
    """Return "11월" or "4분기", with the year above it on the first shown and on every January."""
    short = f"{day.month}월" if step_months == 1 else f"{(day.month + 2) // 3}분기"
    return f"{day.year}년<br>{short}" if is_first or day.month == 1 else short


def _traces(grid: Grid, axis: TimeAxis, *, is_stacked: bool, is_first: bool) -> tuple[list[Trace], float]:
    """Return a panel's traces, and the most that stands in it."""
    is_in_parts = is_stacked and axis.has_room and len(grid.series) > 1
    draw: Callable[[Grid, int, TimeAxis], Trace] = _part if is_in_parts else _column if axis.has_room else _line
    traces = [
        {**draw(grid, series, axis), "showlegend": is_first and len(grid.series) > 1}
        for series in range(len(grid.series))
    ]
    if is_in_parts:
        return [*traces, _sums(grid, axis)], max(grid.total(place) for place in range(len(grid.places)))
    return traces, max((cell.value or 0 for cell in grid.cells.values()), default=0)


def _column(grid: Grid, series: int, axis: TimeAxis) -> Trace:
    cells = _along(grid, series, axis)
    is_long = any(cell and (cell.value is None or cell.value >= _UPRIGHT_FROM) for cell in cells)
    return {
        **_named(grid, series, axis, cells),
        "type": "bar",
        "y": [(cell.value or 0) if cell else 0 for cell in cells],
        "marker": bar_marker(ink_of(series)),
        "text": [_number(cell, grid.units[series]) for cell in cells],
        "textposition": "outside",
        "constraintext": "none",
        "textfont": {"size": 12},
        "textangle": -90 if is_long else 0,
        "cliponaxis": False,
    }


def _number(cell: Cell | None, unit: str) -> str:
    """Return what stands at a column: of no cases nothing, of no share that it is none."""
    if cell is None:
        return ""
    return "0" if unit == "%" and cell.value == 0 else told(cell.value)


def _part(grid: Grid, series: int, axis: TimeAxis) -> Trace:
    """A part of a column says its number inside, where it has one."""
    column = _column(grid, series, axis)
    return {
        **column,
        "text": ["" if text == HIDDEN else text for text in column["text"]],
        "textposition": "inside",
        "constraintext": "both",
        "textangle": 0,
        "textfont": {"color": ink_of(series).text},
    }


def _sums(grid: Grid, axis: TimeAxis) -> Trace:
    at = {place[0]: number for number, place in enumerate(grid.places)}
    totals = [grid.total(at[day]) if day in at else 0 for day in axis.days]
    hidden = [sum(cell.value is None for cell in grid.of_place(at[day])) if day in at else 0 for day in axis.days]
    return {
        "type": "scatter",
        "mode": "text",
        "x": axis.names,
        "y": totals,
        "text": [
            told(sum_) + (f"<br>가림 {count}" if count else "") for sum_, count in zip(totals, hidden, strict=True)
        ],
        "textposition": "top center",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _line(grid: Grid, series: int, axis: TimeAxis) -> Trace:
    """A hidden number breaks the line; the last one stands at its end."""
    cells, ink = _along(grid, series, axis), ink_of(series)
    last = cells[-1]
    return {
        **_named(grid, series, axis, cells),
        "type": "scatter",
        "y": [cell.value if cell else 0 for cell in cells],
        "mode": "lines+markers+text",
        "line": {"color": ink.line, "width": 2, "dash": ink.dash},
        "marker": {"symbol": ink.symbol, "size": 7, "color": ink.line},
        "text": [*[""] * (len(cells) - 1), told(last.value) if last else ""],
        "textposition": "middle right",
        "cliponaxis": False,
    }


def _named(grid: Grid, series: int, axis: TimeAxis, cells: Sequence[Cell | None]) -> Trace:
    return {
        "name": grid.series[series],
        "legendgroup": grid.series[series],
        "x": axis.names,
        "customdata": [[cell.index if cell else -1] for cell in cells],
        "hovertext": [
            hover(_spoken(day, axis.step_months), grid.series[series], cell, grid.units[series])
            for day, cell in zip(axis.days, cells, strict=True)
        ],
        "hoverinfo": "text",
    }


def _spoken(day: date, step_months: int) -> str:
    return f"{day.year}년 {day.month}월" if step_months == 1 else quarter_label(day)


def _along(grid: Grid, series: int, axis: TimeAxis) -> list[Cell | None]:
    found = dict(zip([place[0] for place in grid.places], grid.of_series(series), strict=True))
    return [found.get(day) for day in axis.days]
