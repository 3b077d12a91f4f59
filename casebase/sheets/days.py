"""Days as ledgers have them: six styles of text, and the serial numbers of Excel."""

import re
from datetime import date, timedelta

_YEAR_FIRST = re.compile(r"(\d{4}|\d{2})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}")
_CLOCK = re.compile(r"\s*(?:\([월화수목금토일]\))?\s*(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_EPOCH = date(1899, 12, 30)
_CENTURY = 2000
_SHORT_YEAR = 2


def day_of(text: str) -> date | None:
    """Return the day that a cell tells, whatever the time behind it; None for what tells no day.

    "2026-11-23", "2026. 11. 23.", "2026.11.23", "2026/11/23", "26/11/23", "2026년 11월 23일", "20261123", "46349".
    A year of two digits is one of this century.
    """
    text = text.strip()
    if _SERIAL.fullmatch(text):
        return _EPOCH + timedelta(days=int(text))
    found = _RUN_TOGETHER.fullmatch(text) or _YEAR_FIRST.match(text)
    if found is None or not _CLOCK.fullmatch(text[found.end() :]):
        return None
    year = int(found[1]) + (_CENTURY if len(found[1]) == _SHORT_YEAR else 0)
    try:
        return date(year, int(found[2]), int(found[3]))
    except ValueError:
        return None
