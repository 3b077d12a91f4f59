"""Locks on files between processes: the system lets go of them when their holder ends, however it ends."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

_KEPT_FILES = ".files.lock"


@contextlib.contextmanager
def locked(path: Path, how: int) -> Iterator[None]:
    """Hold a file, made where it is missing, as `fcntl.flock` does. Raises: BlockingIOError if `how` is not to wait."""
    handle = _opened(path)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def files_staying(home: Path) -> Iterator[None]:
    """Nothing is removed from the kept files of a home until the end of the block; several may ask for that at once."""
    home.mkdir(parents=True, exist_ok=True)
    with locked(home / _KEPT_FILES, fcntl.LOCK_SH):
        yield


@contextlib.contextmanager
def files_going(home: Path, *, waits: bool) -> Iterator[bool]:
    """Kept files may be removed in the block, unless it is given False: they must stay, and it was not to wait."""
    home.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(home / _KEPT_FILES, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB)))
        except BlockingIOError:
            yield False
            return
        yield True


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
    except PermissionError:  # made by another user of the machine: to hold it, reading is enough
        return os.open(path, os.O_RDONLY)
