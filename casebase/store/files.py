"""Bytes kept by their SHA-256 in files under the store's home: photos, evidence, issued papers."""

import errno
import os
from pathlib import Path

from casebase.domain.canonical import digest
from casebase.domain.errors import StorageFull
from casebase.store.connection import Connection
from casebase.store.ids import new_id


def keep_bytes(home: Path, content: bytes) -> str:
    """Write bytes durably before any row names them, and return their SHA-256. Raises: StorageFull."""
    sha256 = digest(content)
    path = kept_path(home, sha256)
    if path.exists():
        return sha256
    partial = path.with_name(f"{sha256}.{new_id()}.partial")
    try:
        _make_folder(path.parent)
        _write_durably(partial, content)
        partial.rename(path)
        sync_folder(path.parent)
    except OSError as failure:
        partial.unlink(missing_ok=True)
        if is_disk_full(failure):
            raise StorageFull from failure
        raise
    return sha256


def keep_named(con: Connection, home: Path, content: bytes) -> str:
    """Keep bytes that this transaction is to name: nobody drops them before it ends. Raises: StorageFull."""
    lock_bytes(con, digest(content))
    return keep_bytes(home, content)


def lock_bytes(con: Connection, sha256: str) -> None:
    """Wait until no other transaction keeps or drops some bytes, and let none until this one ends."""
    con.lock(f"bytes {sha256}")


def fetch_bytes(home: Path, sha256: str) -> bytes:
    """Return kept bytes. Raises: FileNotFoundError; ValueError if they no longer match their name."""
    content = kept_path(home, sha256).read_bytes()
    if digest(content) != sha256:
        raise ValueError(f"the file {sha256} no longer matches its hash")
    return content


def drop_bytes(home: Path, sha256: str) -> bool:
    """Remove kept bytes for good, durably. False where there were none."""
    path = kept_path(home, sha256)
    if not path.exists():
        return False
    path.unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


def kept_path(home: Path, sha256: str) -> Path:
    """Return where bytes of a SHA-256 lie, whether or not they do."""
    return home / "files" / sha256[:2] / sha256


def is_disk_full(failure: OSError) -> bool:
    """Say whether what failed found no room: on the disk, in the share of it that is allowed, or in one file."""
    return failure.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        sync_folder(folder.parent)
        sync_folder(folder.parent.parent)


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make durable that a folder names what was put into it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
