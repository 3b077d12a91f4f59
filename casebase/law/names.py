"""Whether two names may be of the same body or person, however they were typed."""

import re
from enum import Enum, auto

from casebase.korean.text import nfc, search_text

_LEGAL_FORM = re.compile(r"주식회사|유한회사|\(주\)|\(유\)|㈜")
_SHORTEST_PART = 2  # characters; a single one stands in too many names


class Likeness(Enum):
    """How surely two are the same: by the record, by name, or only by a part of it: "창원시", "창원시청"."""

    RECORD = auto()
    NAME = auto()
    PART = auto()


def likeness(one: str, other: str) -> Likeness | None:
    """Return NAME or PART, None for names that share nothing.

    Spaces and a company's legal form do not count: "㈜한빛정밀" and "한빛 정밀" are one name.
    """
    shorter, longer = sorted((_plain(one), _plain(other)), key=len)
    if not shorter:
        return None
    if shorter == longer:
        return Likeness.NAME
    return Likeness.PART if len(shorter) >= _SHORTEST_PART and shorter in longer else None


def _plain(name: str) -> str:
    return search_text(_LEGAL_FORM.sub("", nfc(name)))
