"""Filled offices, kept in build/bench/ from one run to the next."""

import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from casebase.casework.sign_in import open_session_for, session_of_token
from casebase.domain.canonical import digest
from casebase.store.connection import Store

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "bench"


def kept(name: str, sources: Sequence[str], fill: Callable[[Path], None]) -> Path:
    """Return the folder of a filled office; it is filled anew when what fills it changes, and each day.

    `sources` are the modules of this folder that fill it.
    """
    files = sorted((ROOT / "casebase" / "store" / "migrations").glob("*.sql"))
    files += [Path(__file__).with_name(f"{source}.py") for source in sources]
    day = datetime.now(UTC).date().isoformat()
    stamp = digest(b"".join(file.read_bytes() for file in files) + day.encode())[:12]
    folder = KEPT / name / stamp
    if not folder.exists():
        shutil.rmtree(KEPT / name, ignore_errors=True)
        draft = folder.with_suffix(".part")
        draft.mkdir(parents=True)
        fill(draft)
        draft.rename(folder)
    return folder


def copied(kept_folder: Path, folder: Path) -> Store:
    """Return the store of a copy of a kept office, its own to change, in an empty folder."""
    shutil.copytree(kept_folder, folder, dirs_exist_ok=True)
    return Store(f"sqlite:///{folder / 'records.db'}", folder)


def session_for(store: Store, account_id: str) -> str:
    """Return a new session of an account, long enough to be measured in."""
    return session_of_token(open_session_for(store, account_id, datetime.now(UTC), idle_minutes=600, hours=10))
