"""Bytes kept by their hash: whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from casebase.domain.canonical import digest
from casebase.store.files import fetch_bytes, keep_bytes

LIMITED = """
import resource, sys
from pathlib import Path
from casebase.domain.errors import StorageFull
from casebase.store.files import keep_bytes

resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
keep_bytes(Path(sys.argv[1]), b"small")
try:
    keep_bytes(Path(sys.argv[1]), b"x" * 200_000)
except StorageFull:
    print("full")
"""


def kept(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def test_what_was_kept_comes_back_by_its_hash(tmp_path: Path) -> None:
    content = "결정서".encode() * 1000

    sha256 = keep_bytes(tmp_path, content)

    assert sha256 == digest(content)
    assert fetch_bytes(tmp_path, sha256) == content


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    first, second = keep_bytes(tmp_path, b"same"), keep_bytes(tmp_path, b"same")

    assert first == second
    assert len(kept(tmp_path)) == 1


def test_empty_content_is_content(tmp_path: Path) -> None:
    assert fetch_bytes(tmp_path, keep_bytes(tmp_path, b"")) == b""


def test_a_file_changed_on_disk_is_never_handed_out(tmp_path: Path) -> None:
    sha256 = keep_bytes(tmp_path, b"as issued")
    kept(tmp_path)[0].write_bytes(b"as forged")

    with pytest.raises(ValueError, match=sha256):
        fetch_bytes(tmp_path, sha256)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        fetch_bytes(tmp_path, digest(b"never kept"))


def test_without_room_nothing_half_written_stays(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, tmp_path], capture_output=True, text=True, check=False, cwd=Path.cwd()
    )

    assert (done.stdout, done.returncode) == ("full\n", 0), done.stderr
    assert [path.read_bytes() for path in kept(tmp_path)] == [b"small"]
