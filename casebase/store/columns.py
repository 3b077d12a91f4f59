"""How values stand in columns: days and times of day as text, yes/no as 0 and 1, lists as JSON."""

import functools
import json
from collections.abc import Sequence
from datetime import date, time
from enum import Enum
from typing import Any


@functools.cache
def names_of(columns: str) -> tuple[str, ...]:
    """Return ("a", "b") for "a, b"."""
    return tuple(name.strip() for name in columns.split(","))


@functools.cache
def marks(columns: str) -> str:
    """Return "?, ?, ?" for "a, b, c"."""
    return ", ".join("?" for _ in names_of(columns))


def settings(columns: str) -> str:
    """Return "a = ?, b = ?" for "a, b"."""
    return ", ".join(f"{name} = ?" for name in names_of(columns))


def stored(value: object) -> object:
    """Return a value as its column holds it."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return value


def values_of(thing: object, columns: str) -> list[object]:
    """Return a thing's attributes named by columns, as they are stored."""
    return [stored(getattr(thing, name)) for name in names_of(columns)]


def named(columns: str, row: Sequence[Any]) -> dict[str, Any]:
    """Return a row's values by the names of its columns."""
    return dict(zip(names_of(columns), row, strict=True))


def day(text: str) -> date:
    return date.fromisoformat(text)


def day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def texts(text: str) -> tuple[str, ...]:
    """Return a stored JSON list of texts."""
    return tuple(json.loads(text))


def contains(words: Sequence[str], column: str = "search_text") -> tuple[str, list[object]]:
    """Return the condition, and its values, that a column holds every one of the words. No words: always true."""
    if not words:
        return "1 = 1", []
    condition = _all_of([f"{column} like ? escape '\\'" for _ in words])
    return condition, [f"%{_escaped(word)}%" for word in words]


def _all_of(conditions: Sequence[str]) -> str:
    """Return the conditions joined two by two: SQLite refuses a thousand of them in one row."""
    if len(conditions) == 1:
        return conditions[0]
    half = len(conditions) // 2
    return f"({_all_of(conditions[:half])} and {_all_of(conditions[half:])})"


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
