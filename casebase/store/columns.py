"""How values stand in columns: days and times of day as text, yes/no as 0 and 1, lists as JSON."""

import json
from collections.abc import Sequence
from datetime import date, time
from enum import Enum
from typing import Any


def marks(columns: str) -> str:
    """Return "?, ?, ?" for "a, b, c"."""
    return ", ".join("?" for _ in columns.split(","))


def settings(columns: str) -> str:
    """Return "a = ?, b = ?" for "a, b"."""
    return ", ".join(f"{name.strip()} = ?" for name in columns.split(","))


def stored(value: object) -> object:
    """Return a value as its column holds it."""
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
    return [stored(getattr(thing, name.strip())) for name in columns.split(",")]


def named(columns: str, row: Sequence[Any]) -> dict[str, Any]:
    """Return a row's values by the names of its columns."""
    return dict(zip([name.strip() for name in columns.split(",")], row, strict=True))


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
    condition = " and ".join(f"{column} like ? escape '\\'" for _ in words)
    return condition, [f"%{_escaped(word)}%" for word in words]


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
