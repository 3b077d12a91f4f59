"""A figure's table as a file to take away: words where the table has codes, numbers as numbers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from casebase.charts.labels import HIDDEN, group_label
from casebase.charts.tables import Column, Table, Words
from casebase.sheets.writing import Format, table_bytes


def table_file(table: Table, words: Words, format: Format) -> bytes:
    """Return a figure's table in a format: a column for each group and measure, days as days.

    A hidden number is left empty; a column after its own then says that it is hidden.
    """
    groups, measures = table.figure.groups, table.figure.measures
    headings = [group.label for group in groups]
    columns = [[_group_value(group, row[at], words) for row in table.rows] for at, group in enumerate(groups)]
    for at, measure in enumerate(measures, start=len(groups)):
        values = [row[at] for row in table.rows]
        headings.append(_heading(measure))
        columns.append(values)
        if None in values:
            headings.append(f"{measure.label} 표시")
            columns.append([HIDDEN if value is None else "" for value in values])
    return table_bytes(headings, _rows(columns), format)


def _group_value(group: Column, value: object, words: Words) -> Any:
    return value if isinstance(value, date) else group_label(group, value, words)


def _heading(measure: Column) -> str:
    return f"{measure.label}({measure.unit})" if measure.unit else measure.label


def _rows(columns: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    return list(zip(*columns, strict=True))
