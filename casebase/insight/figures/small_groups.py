"""Small groups are not shown where a person could be recognised by them, nor what would tell their size by subtraction.

Under protection a figure is offered for whole calendar quarters that are over, without filters. Each quarter is
protected by itself, as if the sums along each of the figure's groups were known from elsewhere: a part under LEAST is
hidden, and others with it, until by adding and subtracting nobody can show that it is under LEAST. Of a longer span
only those parts are shown that no quarter hides, so that no two spans differ by a hidden part.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casebase.insight.figures.asking import Table
from casebase.insight.figures.subtraction import Sums, may_be
from casebase.store.connection import Row

LEAST = 5
MOST_QUARTERS = 40
_COUNTED = frozenset({"건", "곳", "명"})  # units of measures that count

_HIDDEN = "hidden"

Key = Row  # the values of a part's groups


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A figure's table over one span, and how many things stand behind each of its parts."""

    table: Table
    sizes: Mapping[Key, int]


def quarters(since: date, until: date, today: date) -> tuple[tuple[date, date], ...]:
    """Return the first and last days of the calendar quarters that a span touches and that are over.

    MOST_QUARTERS at most, the newest. They follow one another, the oldest first.
    """
    found: list[tuple[date, date]] = []
    last = _last_day(until)
    while last >= since and len(found) < MOST_QUARTERS:
        first = _first_day(last)
        if last < today:
            found.append((first, last))
        last = first - timedelta(days=1)
    return tuple(reversed(found))


def protected(span: Counted, by_quarter: Sequence[Counted]) -> Table:
    """Return the table of a span as it may be shown, given the same figure in each of the quarters it is made of.

    The measures of a hidden part are None; one measure alone is where it, or what is left without it, is too small,
    or where it is withheld.
    Where hiding parts is not enough, no part is left at all.
    """
    count = len(span.table.figure.groups)
    uneven, every = _uneven(span, by_quarter), set(span.sizes)
    hidden = [every if measure.is_withheld else uneven for measure in span.table.figure.measures]
    for quarter in by_quarter:
        of_quarter = _hidden(quarter)
        if of_quarter is None:
            return replace(span.table, rows=())
        hidden = [all_of_it | more for all_of_it, more in zip(hidden, of_quarter, strict=True)]
    rows = [row[:count] + _covered(row[:count], row[count:], hidden) for row in span.table.rows]
    # A figure's own order may follow what is hidden.
    return replace(span.table, rows=tuple(sorted(rows, key=lambda row: [str(value) for value in row[:count]])))


def _uneven(span: Counted, by_quarter: Sequence[Counted]) -> set[Key]:
    """Return the parts that are not the sum of what they are in each quarter: they would tell what is in none."""
    return {key for key, size in span.sizes.items() if size != sum(each.sizes.get(key, 0) for each in by_quarter)}


def _covered(key: Key, measures: Row, hidden: Sequence[set[Key]]) -> Row:
    return tuple(None if key in parts else value for value, parts in zip(measures, hidden, strict=True))


def _first_day(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _last_day(day: date) -> date:
    first = _first_day(day)
    return date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1) - timedelta(days=1)


def _hidden(counted: Counted) -> list[set[Key]] | None:
    """Return the parts to hide in one span, for each measure; None: hiding some is not enough."""
    figure = counted.table.figure
    sums = _sums_of(counted.sizes)
    in_hidden_lines = {key for key in counted.sizes if _HIDDEN in (sums.rows[key], sums.columns[key])}
    whole = {key: (key,) for key in counted.sizes}
    hidden = _hidden_further(sums, whole, in_hidden_lines)
    if hidden is None:
        return None
    of_measures = []
    for place, measure in enumerate(figure.measures):
        is_group = measure.unit in _COUNTED
        values = _values(counted.table, [place])
        of_measures.append(_hidden_of_measure(values, counted.sizes, sums, hidden) if is_group else hidden)
    shares = [place for place, measure in enumerate(figure.measures) if measure.name in figure.shares]
    if shares:
        # What is left of all is told by all together: where it may not be, none is.
        left = _hidden_of_measure(_values(counted.table, shares), counted.sizes, sums, hidden)
        of_measures = [parts | left if place in shares else parts for place, parts in enumerate(of_measures)]
    return of_measures


def _values(table: Table, places: Sequence[int]) -> dict[Key, int]:
    """Return what some measures count together, by part."""
    count = len(table.figure.groups)
    return {row[:count]: sum(row[count + place] for place in places) for row in table.rows}


def _sums_of(sizes: Mapping[Key, int]) -> Sums:
    """Return the sums along a figure's groups: of one group the whole, of more the last one's and those of the rest.

    Of lines that are hidden only what they have together is known.
    """
    if not sizes or len(next(iter(sizes))) == 1:
        one = dict.fromkeys(sizes, ())
        return Sums(values=sizes, rows=one, columns=one, least=1)
    rows, columns = {key: key[:-1] for key in sizes}, {key: key[-1:] for key in sizes}
    return Sums(values=sizes, rows=_lines(sizes, rows), columns=_lines(sizes, columns), least=1)


def _lines(sizes: Mapping[Key, int], lines: Mapping[Key, Key]) -> dict[Key, Key | str]:
    """Return the line that each part is in, _HIDDEN for all whose own sum is too small or hides such a one."""
    totals: dict[Key, int] = {}
    for key, line in lines.items():
        totals[line] = totals.get(line, 0) + sizes[key]
    hidden = _hidden_further(
        _sums_of({(line,): size for line, size in totals.items()}), {line: ((line,),) for line in totals}, set()
    )
    return {key: _HIDDEN if hidden is None or line in hidden else line for key, line in lines.items()}


def _hidden_of_measure(values: Mapping[Key, int], sizes: Mapping[Key, int], sums: Sums, hidden: set[Key]) -> set[Key]:
    """Return the parts of which a measure is hidden: those that are hidden, and where it or its rest is too small.

    Its rest is what stands behind a part and is not counted by the measure, if the measure counts such things. What
    is shown of a part's size is the sum of the two.
    """
    has_rest = all(value <= sizes[key] for key, value in values.items())
    sides = (True, False) if has_rest else (True,)
    both = {key: tuple((key, side) for side in sides) for key in values}
    of_both = Sums(
        values={(key, side): value if side else sizes[key] - value for key, value in values.items() for side in sides},
        rows={(key, side): (_HIDDEN, sums.rows[key]) if key in hidden else key for key in values for side in sides},
        columns={(key, side): (side, sums.columns[key]) for key in values for side in sides},
        least=0,
    )
    further = _hidden_further(of_both, both, hidden)
    return set(values) if further is None else further


def _hidden_further(sums: Sums, parts: Mapping[Key, tuple[Hashable, ...]], hidden: set[Key]) -> set[Key] | None:
    """Hide parts, those of the same line first and of them the smallest, until no small number can be shown to be.

    `parts` are the numbers that are hidden together with each part. None: hiding all is not enough.
    """
    small = {key for key, numbers in parts.items() if any(0 < sums.values[number] < LEAST for number in numbers)}
    hidden = hidden | small
    order = sorted(parts, key=lambda key: (sums.values[parts[key][0]], [str(value) for value in key]))
    for number in [number for key in order if key in hidden for number in parts[key]]:
        while 0 < sums.values[number] < LEAST and not may_be(
            sums, number, LEAST, [other for key in hidden for other in parts[key]]
        ):
            shown = [key for key in order if key not in hidden]
            if not shown:
                return None
            # Hiding more only adds to what a number may be, so what was settled stays so.
            hidden.add(min(shown, key=lambda key: sums.distance(parts[key][0], number)))
    return hidden
