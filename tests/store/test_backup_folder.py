"""Backups taken into a folder while others write, on both engines: whole or not at all."""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casebase.domain.errors import BackupRefused
from casebase.store.backup_archive import checked_archive
from casebase.store.backup_folder import take_backup
from casebase.store.connection import Store
from casebase.store.files import kept_path
from tests.backed_up import TAKEN_AT, a_backup_in, an_office_at_work, files_of, people_at_work, silent

KILLED = """
import os, signal, sys
from pathlib import Path
from casebase.store.backup_folder import take_backup
from casebase.store.connection import Store

def kill_at(doing, share):
    if share >= float(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)

store = Store(sys.argv[1], Path(sys.argv[2]))
take_backup(store, Path(sys.argv[3]), name="killed", taken_at="2026-11-23T01:00:00.000000Z", progress=kill_at)
"""
FULL = """
import resource, sys
from pathlib import Path
from casebase.domain.errors import BackupRefused
from casebase.store.backup_folder import take_backup
from casebase.store.connection import Store

store = Store(sys.argv[1], Path(sys.argv[2]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
try:
    take_backup(store, Path(sys.argv[3]), name="full", taken_at="", progress=lambda doing, share: None)
except BackupRefused as refused:
    print(refused)
"""


def run(program: str, store: Store, folder: Path, *more: object) -> subprocess.CompletedProcess[str]:
    arguments = [store.url, store.home, folder, *more]
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)], capture_output=True, text=True, check=False
    )


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_a_backup_holds_the_records_and_every_file_they_name(store: Store, tmp_path: Path) -> None:
    an_office_at_work(store)
    kept_path(store.home, "ab" * 32).parent.mkdir(parents=True, exist_ok=True)
    kept_path(store.home, "ab" * 32).write_bytes(b"named by nothing")
    (store.home / "keys").mkdir()
    (store.home / "keys" / "office.p12").write_bytes(b"the key of the office")

    backup, manifest = take_backup(store, tmp_path / "out", name="casebase-1", taken_at=TAKEN_AT, progress=silent)

    path = Path(backup.file_name)
    assert path == tmp_path / "out" / "casebase-1-3.casebase-backup"
    assert (backup.size, backup.seq, manifest.missing) == (path.stat().st_size, 3, ())
    with checked_archive(path, silent) as found:
        assert found.manifest == manifest
        kept = {file.sha256: found.file(file.sha256).read() for file in manifest.files}
    assert kept == {name: content for name, content in files_of(store.home).items() if name != "ab" * 32}
    assert b"the key of the office" not in path.read_bytes()
    assert names_in(tmp_path / "out") == {path.name}


def test_a_file_that_is_gone_or_damaged_is_left_out_and_told(sqlite_store: Store, tmp_path: Path) -> None:
    an_office_at_work(sqlite_store)
    gone, damaged, _ = sorted(files_of(sqlite_store.home))
    kept_path(sqlite_store.home, gone).unlink()
    kept_path(sqlite_store.home, damaged).write_bytes(b"something else")

    path = a_backup_in(sqlite_store, tmp_path / "out")

    with checked_archive(path, silent) as found:
        assert set(found.manifest.missing) == {gone, damaged}
        assert len(found.manifest.files) == 1


def test_people_act_in_other_processes_while_a_backup_is_taken(store: Store, tmp_path: Path) -> None:
    with people_at_work(store):
        backup, manifest = take_backup(store, tmp_path, name="busy", taken_at=TAKEN_AT, progress=silent)
        time.sleep(0.2)

    assert manifest.missing == ()
    assert len(manifest.files) == backup.seq  # each act keeps one paper
    assert 3 < backup.seq < len(files_of(store.home))  # some came before it, some after


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_backup_killed_in_the_middle_leaves_nothing_that_looks_like_one(
    sqlite_store: Store, tmp_path: Path, share: float
) -> None:
    an_office_at_work(sqlite_store, 60)

    killed = run(KILLED, sqlite_store, tmp_path / "out", share)

    assert killed.returncode == -9
    assert names_in(tmp_path / "out")
    assert all(".partial" in name for name in names_in(tmp_path / "out"))
    path = a_backup_in(sqlite_store, tmp_path / "out")
    assert names_in(tmp_path / "out") == {path.name}  # the next one takes it away


@pytest.mark.parametrize("most", [20_000, 600_000])
def test_a_full_disk_is_told_and_leaves_nothing(sqlite_store: Store, tmp_path: Path, most: int) -> None:
    an_office_at_work(sqlite_store, 60)

    done = run(FULL, sqlite_store, tmp_path / "out", most)

    assert "공간이 부족해" in done.stdout, done.stderr
    assert names_in(tmp_path / "out") == set()


def test_one_backup_at_a_time_is_taken_into_a_folder(sqlite_store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    other = os.open(folder / ".casebase-backup.lock", os.O_CREAT | os.O_RDWR)
    fcntl.flock(other, fcntl.LOCK_EX)
    (folder / "theirs.records.partial").write_bytes(b"being written")

    with pytest.raises(BackupRefused, match="다른 백업이 진행 중"):
        a_backup_in(sqlite_store, folder)

    assert names_in(folder) == {"theirs.records.partial"}
    os.close(other)
    path = a_backup_in(sqlite_store, folder)
    assert names_in(folder) == {path.name}


def test_whatever_stops_a_backup_leaves_nothing_behind(sqlite_store: Store, tmp_path: Path) -> None:
    an_office_at_work(sqlite_store)

    def stop(doing: str, _share: float) -> None:
        if doing == "첨부와 문서 저장":
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        take_backup(sqlite_store, tmp_path, name="stopped", taken_at=TAKEN_AT, progress=stop)

    assert not list(tmp_path.glob("stopped*"))


def test_a_folder_that_cannot_be_made_is_told(sqlite_store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(BackupRefused, match="백업하지 못했습니다"):
        a_backup_in(sqlite_store, tmp_path / "file" / "folder")
