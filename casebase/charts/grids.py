"""A table laid out for drawing: what stands along the axis, the series, and a cell for each pair of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casebase.charts.labels import code_of, group_label, place_label
from casebase.charts.tables import Table, Words

MOST_PLACES = 20  # of a ranking; the table holds all of them


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One number, None when hidden, and the row of the table it stands in."""

    value: float | None
    index: int


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Places along the axis and series, each with its label; a pair without a cell was not counted at all."""

    places: tuple[tuple[Any, ...], ...]  # the values of the groups that make a place
    labels: tuple[str, ...]
    series: tuple[str, ...]
    units: tuple[str, ...]  # of each series
    cells: Mapping[tuple[int, int], Cell]  # by place and series

    def of_series(self, series: int) -> tuple[Cell | None, ...]:
        """Return a series' cells along the axis."""
        return tuple(self.cells.get((place, series)) for place in range(len(self.places)))

    def of_place(self, place: int) -> tuple[Cell, ...]:
        """Return the cells that stand at a place."""
        found = (self.cells.get((place, series)) for series in range(len(self.series)))
        return tuple(cell for cell in found if cell)

    def total(self, place: int) -> float:
        """Return what a place's cells add up to, hidden ones left out."""
        return sum(cell.value or 0 for cell in self.of_place(place))


def by_measure(table: Table, words: Words, measures: Sequence[int] | None = None) -> Grid:
    """Lay out a table with a row a place, in the order of its words: each of some measures, or of all, is a series."""
    groups, count_groups = table.figure.groups, len(table.figure.groups)
    chosen = list(range(len(table.figure.measures))) if measures is None else list(measures)
    columns = [table.figure.measures[position] for position in chosen]
    at = {tuple(row[:count_groups]): index for index, row in enumerate(table.rows)}
    places = _ordered(list(at), [words.get(group.name, {}) for group in groups])
    return Grid(
        places=tuple(places),
        labels=_told_apart([place_label(groups, place, words) for place in places]),
        series=tuple(column.label for column in columns),
        units=tuple(column.unit for column in columns),
        cells={
            (number, series): Cell(value=table.rows[at[place]][count_groups + position], index=at[place])
            for number, place in enumerate(places)
            for series, position in enumerate(chosen)
        },
    )


def by_last_group(table: Table, words: Words) -> Grid:
    """Lay out a table whose last group gives the series, and those before it the places; it has one measure."""
    *leading, last = table.figure.groups
    count = len(leading)
    places = _ordered([tuple(row[:count]) for row in table.rows], [words.get(each.name, {}) for each in leading])
    series = _ordered([(row[count],) for row in table.rows], [words.get(last.name, {})])
    return Grid(
        places=tuple(places),
        labels=_told_apart([place_label(leading, place, words) for place in places]),
        series=tuple(group_label(last, value, words) for (value,) in series),
        units=(table.figure.measures[0].unit,) * len(series),
        cells={
            (places.index(tuple(row[:count])), series.index((row[count],))): Cell(value=row[count + 1], index=index)
            for index, row in enumerate(table.rows)
        },
    )


def most_first(grid: Grid) -> Grid:
    """Return the places with the most in all series, the first of them first, MOST_PLACES at most."""
    return _with_places(grid, sorted(range(len(grid.places)), key=grid.total, reverse=True)[:MOST_PLACES])


def most_of_first_series(grid: Grid) -> Grid:
    """Return the places with the most in the first series, such as the count the others are shares of."""

    def rank(place: int) -> float:
        cell = grid.cells.get((place, 0))
        return cell.value or 0 if cell else 0

    return _with_places(grid, sorted(range(len(grid.places)), key=rank, reverse=True)[:MOST_PLACES])


def split(grid: Grid, position: int) -> dict[Any, Grid]:
    """Return a grid for each value at one position of its places, in their order."""
    values = dict.fromkeys(place[position] for place in grid.places)
    return {
        value: _with_places(grid, [at for at, place in enumerate(grid.places) if place[position] == value])
        for value in values
    }


def _with_places(grid: Grid, kept: Sequence[int]) -> Grid:
    return replace(
        grid,
        places=tuple(grid.places[place] for place in kept),
        labels=tuple(grid.labels[place] for place in kept),
        cells={
            (new, series): grid.cells[old, series]
            for new, old in enumerate(kept)
            for series in range(len(grid.series))
            if (old, series) in grid.cells
        },
    )


def _ordered(found: Sequence[tuple[Any, ...]], called: Sequence[Mapping[str, str]]) -> list[tuple[Any, ...]]:
    """Return each once, in the order of its words where they have any, else as it came."""
    orders = [{code: at for at, code in enumerate(codes)} for codes in called]
    first = {value: at for at, value in reversed(list(enumerate(found)))}

    def rank(place: tuple[Any, ...]) -> tuple[int, ...]:
        known = (order.get(code_of(value), len(order)) for order, value in zip(orders, place, strict=True))
        return (*known, first[place])

    return sorted(first, key=rank)


def _told_apart(labels: Sequence[str]) -> tuple[str, ...]:
    """Number labels that are the same, as two people of one name are, so that each keeps a bar of its own."""
    often, seen = Counter(labels), Counter[str]()
    told = []
    for label in labels:
        seen[label] += 1
        told.append(f"{label} ({seen[label]})" if often[label] > 1 else label)
    return tuple(told)
