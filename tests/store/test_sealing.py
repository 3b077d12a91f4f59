"""Secrets sealed with a key outside the records."""

import threading
from pathlib import Path

from casebase.store.sealing import KEY_FILE, seal, unseal


def test_what_was_sealed_is_opened_by_the_same_key_alone(tmp_path: Path) -> None:
    sealed = seal(tmp_path / "one", "열려라 참깨")

    assert "참깨" not in sealed
    assert unseal(tmp_path / "one", sealed) == "열려라 참깨"
    assert unseal(tmp_path / "another", sealed) is None
    assert unseal(tmp_path / "one", sealed[:-2]) is None
    assert unseal(tmp_path / "one", "한글") is None


def test_a_seal_may_be_told_to_hold_for_a_while_only(tmp_path: Path) -> None:
    sealed = seal(tmp_path, "text")

    assert unseal(tmp_path, sealed, within_seconds=60) == "text"
    assert unseal(tmp_path, sealed, within_seconds=-1) is None


def test_the_key_is_its_owner_s_alone_and_made_once_however_many_begin(tmp_path: Path) -> None:
    sealed: list[str] = []
    ready = threading.Barrier(8)

    def begin() -> None:
        ready.wait(10)
        sealed.append(seal(tmp_path, "text"))

    begun = [threading.Thread(target=begin) for _ in range(8)]
    for each in begun:
        each.start()
    for each in begun:
        each.join()

    assert [unseal(tmp_path, each) for each in sealed] == ["text"] * 8
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / KEY_FILE).parent.iterdir()] == [KEY_FILE.name]
