"""Visits: where, to whom, about what, how the difficulties were taken up, and whether promises were kept."""

from datetime import date

from casebase.charts.bars import beside, hover
from casebase.charts.drawing import Chart, nothing_drawn, paper_layout, told
from casebase.charts.grids import Cell, Grid, by_last_group, by_measure, most_first
from casebase.charts.tables import Table, Words
from casebase.charts.trends import over_time
from casebase.domain.visit import Track

# The 18 cities and counties of 경상남도 as they lie: column from the west, row from the north.
TILES = {
    "48880": (1, 0), "48890": (2, 0), "48740": (3, 0), "48270": (4, 0), "48330": (5, 0),
    "48870": (0, 1), "48860": (1, 1), "48720": (2, 1), "48730": (3, 1), "48120": (4, 1), "48250": (5, 1),
    "48850": (0, 2), "48170": (1, 2), "48240": (2, 2), "48820": (3, 2),
    "48840": (1, 3), "48220": (3, 3), "48310": (4, 3),
}  # fmt: skip
# From next to nothing to most, and the text that is read on each.
SHADES = (("#eef3f8", "#222222"), ("#c6d8e8", "#222222"), ("#8db1cf", "#222222"), ("#2f5d8a", "#ffffff"))
HIDDEN_SHADE = "#f3eee6"
_TILE_PX = 96


def visits_by_region_chart(table: Table, words: Words) -> Chart:
    """Draw a map of tiles, one for each city and county, darker with more visits, each with its number.

    Group: the region's code. A region without a row has no visits.
    """
    if not table.rows:
        return nothing_drawn()
    grid = by_measure(table, words, measures=(0,))
    cells = {str(place[0]): cell for place, cell in zip(grid.places, grid.of_series(0), strict=True) if cell}
    most = max((cell.value or 0 for cell in cells.values()), default=0)
    names = words.get(table.figure.groups[0].name, {})
    layout = paper_layout(4 * _TILE_PX + 24) | {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "showlegend": False,
        "xaxis": {"visible": False, "fixedrange": True, "range": [-0.52, 5.52]},
        "yaxis": {"visible": False, "fixedrange": True, "range": [3.52, -0.52]},
        "shapes": [_tile(code, cells.get(code), most) for code in TILES],
        "annotations": [_name(code, names.get(code, code), cells.get(code), most) for code in TILES],
    }
    return Chart(data=[_touched(grid, cells)], layout=layout)


def matters_by_industry_chart(table: Table, words: Words) -> Chart:
    """Draw the difficulties heard from each industry, those with the most first."""
    return beside(most_first(by_measure(table, words)))


def matters_by_field_chart(table: Table, words: Words) -> Chart:
    """Draw the difficulties of each field of work, those with the most first."""
    return beside(most_first(by_measure(table, words)))


def matters_by_track_chart(table: Table, words: Words) -> Chart:
    """Draw how difficulties were taken up, in parts of a column, and below it the share answered on the spot.

    Groups: the month or quarter, and the track.
    """
    step_months = 3 if table.figure.groups[0].name == "quarter" else 1
    panels = {"애로사항": by_last_group(table, words), "현장 해결률(%)": _solved_on_the_spot(table)}
    return over_time(panels, step_months, is_stacked=True)


def promises_kept_chart(table: Table, words: Words) -> Chart:
    """Draw what became of promised answers."""
    return beside(by_measure(table, words))


def _solved_on_the_spot(table: Table) -> Grid:
    """Lay out the share of each month's difficulties that were answered at once; hidden where a part of it is."""
    tracks: dict[date, dict[str, tuple[int, float | None]]] = {}
    for index, (month, track, count) in enumerate(table.rows):
        tracks.setdefault(month, {})[track] = (index, count)
    return Grid(
        places=tuple((month,) for month in tracks),
        labels=tuple(f"{month.year}년 {month.month}월" for month in tracks),
        series=("현장 해결률",),
        units=("%",),
        cells={(place, 0): _share(found) for place, found in enumerate(tracks.values())},
    )


def _share(by_track: dict[str, tuple[int, float | None]]) -> Cell:
    index, solved = by_track.get(Track.ON_SITE, (next(iter(by_track.values()))[0], 0))
    counts = [count for _, count in by_track.values()]
    if any(count is None for count in counts):
        return Cell(value=None, index=index)
    return Cell(value=round(100 * (solved or 0) / (sum(count or 0 for count in counts) or 1), 1), index=index)


def shade(value: float | None, most: float) -> tuple[str, str]:
    """Return a tile's colour and its text's: nothing is white, the rest goes by quarters of the most."""
    if value is None:
        return HIDDEN_SHADE, "#222222"
    if not value:
        return "#ffffff", "#222222"
    return SHADES[min(int(4 * value / most), 3)]


def _tile(code: str, cell: Cell | None, most: float) -> dict[str, object]:
    (x, y), value = TILES[code], cell.value if cell else 0
    return {
        "type": "rect",
        "x0": x - 0.48,
        "x1": x + 0.48,
        "y0": y - 0.48,
        "y1": y + 0.48,
        "layer": "below",
        "fillcolor": shade(value, most)[0],
        "line": {"color": "#5b6b7a", "width": 1, "dash": "dot" if value is None else "solid"},
    }


def _name(code: str, name: str, cell: Cell | None, most: float) -> dict[str, object]:
    (x, y), value = TILES[code], cell.value if cell else 0
    return {
        "x": x,
        "y": y,
        "text": f"{name}<br><b>{told(value) or 0}</b>",
        "showarrow": False,
        "font": {"size": 15, "color": shade(value, most)[1]},
    }


def _touched(grid: Grid, cells: dict[str, Cell]) -> dict[str, object]:
    """Return marks that nobody sees until one is touched; a touch tells which tile it was."""
    labels = {str(place[0]): label for place, label in zip(grid.places, grid.labels, strict=True)}
    counted = [code for code in TILES if code in cells]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [TILES[code][0] for code in counted],
        "y": [TILES[code][1] for code in counted],
        "marker": {"symbol": "square-open", "size": 72, "color": "#a03a3a", "opacity": 0},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 0}},
        "customdata": [[cells[code].index] for code in counted],
        "hovertext": [hover(labels[code], grid.series[0], cells[code], grid.units[0]) for code in counted],
        "hoverinfo": "text",
    }
