"""A small file system of a test's own, in memory: it can be filled to the last byte, and turned read-only."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

SIZE = "48m"
SUDO = [] if os.geteuid() == 0 else ["sudo", "-n"]


@contextlib.contextmanager
def mounted(place: Path) -> Iterator[Path]:
    """Mount it for the block. It takes root, or sudo that asks for no password; else the test is skipped."""
    place.mkdir()
    mount = [*SUDO, "mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0777", "tmpfs", str(place)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no small file system could be mounted ({done.stderr.strip()}): its faults were not tried")
    try:
        yield place
    finally:
        subprocess.run([*SUDO, "umount", "--lazy", str(place)], check=True)


@contextlib.contextmanager
def full(disk: Path) -> Iterator[None]:
    """Leave no byte free on a disk for the time of the block."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * 65536)
    try:
        yield
    finally:
        filler.unlink()
