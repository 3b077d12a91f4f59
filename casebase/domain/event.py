"""The record of acts: numbered in commit order, chained by hash, never changed."""

import hashlib
from dataclasses import dataclass


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
