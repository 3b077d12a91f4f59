"""Locks between processes: held until their holder ends, however it ends."""

import subprocess
import sys
from pathlib import Path

from casebase.store.file_locks import files_going, files_staying

HOLDING = """
import sys
from pathlib import Path
from casebase.store.file_locks import files_staying

with files_staying(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def may_go(home: Path) -> bool:
    with files_going(home, waits=False) as may:
        return may


def test_several_may_want_the_files_to_stay_and_only_then_do_they(tmp_path: Path) -> None:
    assert may_go(tmp_path / "home")

    with files_staying(tmp_path / "home"):
        with files_staying(tmp_path / "home"):
            assert not may_go(tmp_path / "home")
        assert not may_go(tmp_path / "home")

    assert may_go(tmp_path / "home")


def test_whoever_is_killed_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout and other.stdout.readline() == b"held\n"
        assert not may_go(tmp_path)
        other.kill()

    assert may_go(tmp_path)
