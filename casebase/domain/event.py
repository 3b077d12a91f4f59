"""The record of acts: numbered in commit order, chained by hash, never changed."""

import hashlib
from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Event:
    """One act of one person on one thing. `detail` is canonical JSON; `result` is what the act gave back."""

    seq: int
    command_id: str
    happened_at: str  # UTC, "2026-01-02T03:04:05.678901Z"
    account_id: str
    act: str
    subject_kind: str
    subject_id: str
    detail: str
    result: str
    previous_hash: str
    hash: str


_COLUMNS = frozenset(field.name for field in fields(Event))


def event_from(found: object, place: int) -> Event:
    """Return the event that somebody else's values say, or, where they are none, one that no chain holds there.

    What was kept or carried may have been changed to values of any kind: a check must name it, not end by it.
    """
    if isinstance(found, dict) and found.keys() == _COLUMNS and _is_sound(found):
        return Event(**found)
    return Event(seq=place, **dict.fromkeys(_COLUMNS - {"seq"}, ""))


def _is_sound(found: dict[str, object]) -> bool:
    count_texts = list(map(type, found.values())).count(str)
    return type(found["seq"]) is int and count_texts == len(found) - 1


def chained_hash(
    previous_hash: str,
    seq: int,
    command_id: str,
    happened_at: str,
    account_id: str,
    act: str,
    subject_kind: str,
    subject_id: str,
    detail: str,
    result: str,
) -> str:
    """Return the SHA-256 (hex) that ties an event to the one before it."""
    parts = [
        previous_hash,
        str(seq),
        command_id,
        happened_at,
        account_id,
        act,
        subject_kind,
        subject_id,
        detail,
        result,
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
