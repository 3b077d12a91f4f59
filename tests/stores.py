"""Migrated stores on SQLite without the time of their migrations: these run once in each process, on one file."""

import functools
import tempfile
from pathlib import Path

from casebase.store.connection import Store
from casebase.store.migrate import apply_pending


def a_migrated_store(folder: Path, home: Path | None = None) -> Store:
    """Return an empty store in a file of its own, which holds what the migrations leave behind.

    Its kept files lie in `home`, or next to it.
    """
    file = folder / "records.db"
    file.write_bytes(_migrated_file())
    return Store(f"sqlite:///{file}", home or folder)


@functools.cache
def _migrated_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "records.db"
        store = Store(f"sqlite:///{file}", Path(folder))
        apply_pending(store)
        store.close()  # which also brings the file up to date
        return file.read_bytes()
