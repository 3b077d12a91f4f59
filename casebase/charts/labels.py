"""How the values of a figure are written: months, codes, yes and no, numbers with their unit, hidden ones."""

from collections.abc import Sequence
from datetime import date

from casebase.charts.tables import Column, Table, Words

HIDDEN = "5 미만 등"
HIDDEN_NOTE = "‘5 미만 등’과 ‘가림’은 다섯이 안 되거나, 보이면 그런 수를 셈하여 알 수 있어 가린 칸입니다."
NONE = "없음"
_YES_NO = {"true": "예", "false": "아니요"}


def group_label(column: Column, value: object, words: Words) -> str:
    """Return what people call one value of a group: "2026년 3월", "2026년 1분기", "창원시", "없음"."""
    if isinstance(value, date):
        return quarter_label(value) if column.name == "quarter" else f"{value.year}년 {value.month}월"
    known = _YES_NO if isinstance(value, bool) else {"": NONE}
    code = code_of(value)
    called = words.get(column.name, {}).get(code) or known.get(code, code)
    return f"{called}년" if column.name == "year" else called


def code_of(value: object) -> str:
    """Return a value of a group as words know it: yes and no are "true" and "false", nothing is empty."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def quarter_label(first: date) -> str:
    """Return the quarter that begins on a day: "2026년 1분기"."""
    return f"{first.year}년 {(first.month + 2) // 3}분기"


def measure_label(column: Column, value: float | None) -> str:
    """Return a number with its unit, "1,234건", "12.5일", or that it is hidden."""
    return HIDDEN if value is None else f"{number_label(value)}{column.unit}"


def number_label(value: float) -> str:
    """Return a number as people read it: no decimals where there are none, one at most."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def part_label(table: Table, index: int, words: Words) -> str:
    """Return the name of one row of a table: its groups, parted by dots."""
    return place_label(table.figure.groups, table.rows[index], words)


def place_label(groups: Sequence[Column], values: Sequence[object], words: Words) -> str:
    """Return the values of some groups, parted by dots; what has none of a later group does not say so."""
    first, *later = (group_label(group, value, words) for group, value in zip(groups, values, strict=False))
    return " · ".join([first, *(label for label in later if label != NONE)])


def has_hidden(table: Table) -> bool:
    """Tell whether any number of a table is hidden."""
    count_groups = len(table.figure.groups)
    return any(value is None for row in table.rows for value in row[count_groups:])
