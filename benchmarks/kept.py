"""Offices kept in build/bench/ from one run to the next, and sessions to work in them."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from casebase.casework.sign_in import open_session_for, session_of_token
from casebase.store.connection import Store

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "bench"


def kept(name: str, fill: Callable[[Path], None]) -> Path:
    """Return the folder of an office by name, filled once a day. Remove it after changing what fills it."""
    folder = KEPT / name / datetime.now(UTC).date().isoformat()
    draft = folder.with_suffix(".part")
    if draft.exists():
        raise RuntimeError(f"{draft} is being filled; if no process does so any more, remove it")
    if not folder.exists():
        shutil.rmtree(KEPT / name, ignore_errors=True)
        draft.mkdir(parents=True)
        fill(draft)
        draft.rename(folder)
    return folder


def session_for(store: Store, account_id: str) -> str:
    """Return a new session of an account, long enough to be measured in."""
    return session_of_token(open_session_for(store, account_id, datetime.now(UTC), idle_minutes=600, hours=10))
