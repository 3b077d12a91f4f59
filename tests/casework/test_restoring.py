"""A backup put back: equal to what was backed up, in an empty place only, and told where it is not whole."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebase.casework.disposed_files import drop_disposed_files
from casebase.casework.restoring import STAGE, damaged_files, put_back_files, restore
from casebase.domain.canonical import digest
from casebase.domain.errors import BackupRefused
from casebase.store.backup_folder import take_backup
from casebase.store.connection import Store
from casebase.store.events import find_fault
from casebase.store.files import kept_path
from casebase.store.soundness import must_be_sound
from tests.backed_up import (
    TAKEN_AT,
    a_backup_in,
    an_office_at_work,
    files_of,
    people_at_work,
    rows_of,
    silent,
)
from tests.case_builders import a_person
from tests.disposal_stages import a_keeper, an_approver, an_old_visit, dispose, put_photos
from tests.postgresql import EMPTY, fresh_database

KILLED = """
import os, signal, sys
from pathlib import Path
from casebase.casework.restoring import restore

def kill_at(doing, share):
    if doing == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

restore(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[2]), kill_at)
"""


@pytest.fixture
def place(store: Store, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty place for records of the same engine."""
    if store.engine.kind == "sqlite":
        yield str(tmp_path / "new")
        return
    with fresh_database(request.getfixturevalue("postgresql_address"), EMPTY) as url:
        yield url


def at(place: str, home: Path) -> Store:
    """The store that was restored to a place; PostgreSQL's has its files under `home`."""
    if "://" in place:
        return Store(place, home)
    return Store(f"sqlite:///{place}/records.db", Path(place))


def test_a_restored_store_equals_the_one_that_was_backed_up(store: Store, place: str, tmp_path: Path) -> None:
    an_office_at_work(store)
    archive = a_backup_in(store, tmp_path / "out")
    before = rows_of(store), files_of(store.home)

    manifest = restore(archive, place, tmp_path / "new", silent)

    restored = at(place, tmp_path / "new")
    must_be_sound(restored)
    assert (rows_of(restored), files_of(restored.home)) == before
    assert (manifest.seq, len(manifest.files)) == (3, 3)
    an_office_at_work(restored, 1)  # and work goes on there
    with restored.reading() as con:
        assert find_fault(con) is None
    restored.close()
    assert not (tmp_path / "new" / STAGE).exists()
    assert (rows_of(store), files_of(store.home)) == before


def test_what_was_backed_up_under_writers_is_a_whole_beginning_of_it(store: Store, place: str, tmp_path: Path) -> None:
    with people_at_work(store):
        archive = a_backup_in(store, tmp_path / "out")

    manifest = restore(archive, place, tmp_path / "new", silent)

    restored = at(place, tmp_path / "new")
    kept, live = rows_of(restored), rows_of(store)
    acted = {(event[6],) for event in live["events"] if int(str(event[0])) <= manifest.seq}
    assert sorted(kept["events"]) == sorted(live["events"])[: manifest.seq]
    with restored.reading() as con:
        assert set(con.rows("select id from visits")) == acted
        assert len(kept["matters"]) == 3 * len(acted) == 3 * len(kept["documents"])
    assert all(set(kept[table]) <= set(live[table]) for table in ("visits", "visit_members", "matters", "documents"))
    assert files_of(restored.home).keys() == {file.sha256 for file in manifest.files}
    assert all(digest(content) == name for name, content in files_of(restored.home).items())
    restored.close()


def test_only_an_empty_folder_is_filled(sqlite_store: Store, tmp_path: Path) -> None:
    an_office_at_work(sqlite_store)
    archive = a_backup_in(sqlite_store, tmp_path / "out")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "note.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(BackupRefused, match=r"비어 있지 않습니다\(note.txt\)"):
        restore(archive, str(tmp_path / "new"), tmp_path, silent)

    assert [path.name for path in (tmp_path / "new").iterdir()] == ["note.txt"]


def test_keys_that_were_put_back_first_are_not_in_the_way(sqlite_store: Store, tmp_path: Path) -> None:
    an_office_at_work(sqlite_store)
    archive = a_backup_in(sqlite_store, tmp_path / "out")
    (tmp_path / "new" / "keys").mkdir(parents=True)

    restore(archive, str(tmp_path / "new"), tmp_path, silent)

    assert {path.name for path in (tmp_path / "new").iterdir()} >= {"keys", "files", "records.db"}


@pytest.mark.postgres
def test_only_an_empty_database_without_files_is_filled(
    postgresql_store: Store, postgresql_address: str, tmp_path: Path
) -> None:
    an_office_at_work(postgresql_store)
    archive = a_backup_in(postgresql_store, tmp_path / "out")
    before = rows_of(postgresql_store)

    with pytest.raises(BackupRefused, match="데이터베이스가 비어 있지 않습니다"):
        restore(archive, postgresql_store.url, tmp_path / "new", silent)
    with fresh_database(postgresql_address, EMPTY) as url, pytest.raises(BackupRefused, match=r"\(files\)"):
        restore(archive, url, postgresql_store.home, silent)

    assert rows_of(postgresql_store) == before
    assert len(files_of(postgresql_store.home)) == 3
    assert not (tmp_path / "new").exists()


def test_a_backup_of_one_engine_is_not_put_into_the_other(sqlite_store: Store, tmp_path: Path) -> None:
    archive = a_backup_in(sqlite_store, tmp_path / "out")

    for into in ("postgresql://casebase@nowhere/casebase", "mysql://nowhere"):
        with pytest.raises(BackupRefused):
            restore(archive, into, tmp_path / "new", silent)

    assert not (tmp_path / "new").exists()


def test_a_backup_of_a_later_programme_is_refused(sqlite_store: Store, tmp_path: Path) -> None:
    with sqlite_store.transaction() as con:
        con.run("insert into migrations (name) values ('9999_come_later')")
    archive = a_backup_in(sqlite_store, tmp_path / "out")

    with pytest.raises(BackupRefused, match="프로그램을 먼저 바꾸세요"):
        restore(archive, str(tmp_path / "new"), tmp_path, silent)

    assert not (tmp_path / "new").exists()


def test_a_damaged_backup_fills_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    an_office_at_work(sqlite_store)
    archive = a_backup_in(sqlite_store, tmp_path / "out")
    content = bytearray(archive.read_bytes())
    content[len(content) // 3] ^= 1
    archive.write_bytes(content)

    with pytest.raises(BackupRefused, match=r"‘records\.db’"):
        restore(archive, str(tmp_path / "new"), tmp_path, silent)

    assert not (tmp_path / "new").exists()


def test_whatever_stops_a_restore_leaves_the_place_empty(store: Store, place: str, tmp_path: Path) -> None:
    an_office_at_work(store)
    archive = a_backup_in(store, tmp_path / "out")

    def stop(doing: str, _share: float) -> None:
        if doing == "기록 복원":
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        restore(archive, place, tmp_path / "new", stop)

    assert not (tmp_path / "new").exists()
    assert restore(archive, place, tmp_path / "new", silent).seq == 3


@pytest.mark.parametrize("doing", ["첨부와 문서 복원", "기록 복원"])
def test_a_restore_that_is_killed_is_not_taken_for_one_that_ended(
    sqlite_store: Store, tmp_path: Path, doing: str
) -> None:
    an_office_at_work(sqlite_store)
    archive, new = a_backup_in(sqlite_store, tmp_path / "out"), tmp_path / "new"

    killed = subprocess.run([sys.executable, "-c", KILLED, archive, new, doing], check=False)

    assert killed.returncode == -9
    assert not (new / "records.db").exists()


def test_records_that_were_tampered_with_before_the_backup_are_told_with_the_place(
    sqlite_store: Store, tmp_path: Path
) -> None:
    an_office_at_work(sqlite_store)
    with sqlite_store.transaction() as con:
        con.run("drop trigger events_no_update")
        con.run("update events set detail = 'x' where seq = 2")
    archive = a_backup_in(sqlite_store, tmp_path / "out")

    with pytest.raises(BackupRefused, match="기록 2번"):
        restore(archive, str(tmp_path / "new"), tmp_path, silent)

    assert rows_of(at(str(tmp_path / "new"), tmp_path))["events"] == rows_of(sqlite_store)["events"]


def test_files_that_are_gone_are_found_and_put_back_from_a_backup(sqlite_store: Store, tmp_path: Path) -> None:
    an_office_at_work(sqlite_store)
    archive, whole = a_backup_in(sqlite_store, tmp_path / "out"), files_of(sqlite_store.home)
    assert damaged_files(sqlite_store, lambda _: None) == []
    gone, forged, _ = sorted(whole)
    kept_path(sqlite_store.home, gone).unlink()
    kept_path(sqlite_store.home, forged).write_bytes(b"forged")

    found = damaged_files(sqlite_store, lambda _: None)
    left = put_back_files(sqlite_store, archive, found, silent)

    assert (found, left) == ([gone, forged], [])
    assert files_of(sqlite_store.home) == whole


def test_a_file_that_the_backup_does_not_hold_either_stays_gone(sqlite_store: Store, tmp_path: Path) -> None:
    archive = a_backup_in(sqlite_store, tmp_path / "out")
    an_office_at_work(sqlite_store, 1)
    (name,) = files_of(sqlite_store.home)
    kept_path(sqlite_store.home, name).unlink()

    assert put_back_files(sqlite_store, archive, [name], silent) == [name]
    assert damaged_files(sqlite_store, lambda _: None) == [name]


def test_what_is_disposed_of_while_a_backup_is_taken_is_whole_in_it_and_a_server_starts_from_it(
    store: Store, place: str, tmp_path: Path
) -> None:
    with store.transaction() as con:
        visit = an_old_visit(con)
    put_photos(store, a_person(store), visit, (b"%PDF-1.7 going",))
    keeper, approver = a_keeper(store), an_approver(store)
    steps: list[str] = []

    def disposing(doing: str, _share: float) -> None:
        if doing == "첨부와 문서 저장" and doing not in steps:
            dispose(keeper, approver, visit.number)
        steps.append(doing)

    backup, manifest = take_backup(store, tmp_path / "out", name="b", taken_at=TAKEN_AT, progress=disposing)
    restore(Path(backup.file_name), place, tmp_path / "new", silent)

    assert (len(manifest.files), manifest.missing) == (1, ())
    restored = at(place, tmp_path / "new")
    must_be_sound(restored)
    assert damaged_files(restored, lambda _: None) == []
    restored.close()
    assert drop_disposed_files(store) == 1
