"""A disk that turned read-only: a start says so, every act is refused, and all goes on once it is mended."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from casebase.domain.errors import StorageDamaged, StorageUnreachable
from casebase.store.soundness import must_be_sound
from tests.builders import NOW
from tests.case_builders import record_of
from tests.faults.crew import Shift, act_once, gather
from tests.faults.small_disk import SUDO, mounted
from tests.faults.wholeness import Acknowledged, check
from tests.stores import a_migrated_store


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk") as place:
        yield place


def remount(disk: Path, how: str) -> None:
    subprocess.run([*SUDO, "mount", "-o", f"remount,{how}", str(disk)], check=True)


def test_a_disk_that_turns_read_only_refuses_every_act_and_goes_on_when_it_is_mended(disk: Path) -> None:
    store = a_migrated_store(disk)
    crew, heard = gather(store), list[Acknowledged]()
    shift = Shift(
        crew=crew,
        store=store,
        now=NOW,
        chance=Random(2),
        heard=lambda kind, key, answer: heard.append((kind, key, answer)),
    )
    before = record_of(store)
    store.close()  # nothing is open to be written, as after a restart of the server

    remount(disk, "ro")
    with pytest.raises(StorageDamaged, match="쓸 수 없습니다"):
        must_be_sound(store)
    for _ in range(5):
        with pytest.raises((StorageDamaged, StorageUnreachable)):
            act_once(shift)
    assert heard == []
    store.close()

    remount(disk, "rw")
    must_be_sound(store)
    assert record_of(store) == before
    for _ in range(10):
        act_once(shift)
    check(store, heard)
    assert heard
    store.close()
