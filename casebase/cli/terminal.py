"""What commands share: a file that somebody names, and how far a long task has come."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from casebase.domain.errors import FileRefused


@contextmanager
def named_file(path: Path, doing: str = "열") -> Iterator[None]:
    """Say in a sentence why a named file could not be read; `doing` is the stem of what was tried: 열, 쓸."""
    try:
        yield
    except OSError as failure:
        raise FileRefused(f"{path} 파일을 {doing} 수 없습니다({failure.strerror}). 경로를 확인하세요.") from failure


def content_of(path: Path) -> bytes:
    """Read a named file. Raises FileRefused."""
    with named_file(path):
        return path.read_bytes()


def opened(path: Path) -> BinaryIO:
    """Open a named file to read; the caller closes it. Raises FileRefused."""
    with named_file(path):
        return path.open("rb")


def show_share(doing: str, share: float) -> None:
    """Show on one line what is being done and how much of it is, 0 to 1."""
    _show(f"{doing} {share:.0%}")


def show_count(doing: str, count: int) -> None:
    """Show on one line what is being done and how many are."""
    _show(f"{doing} {count:,}건")


def end_progress() -> None:
    """Clear the line of progress."""
    _show("")


def _show(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
