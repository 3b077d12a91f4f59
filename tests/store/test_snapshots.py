"""Records copied at one moment while others write, and put back elsewhere: equal, on both engines."""

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebase.domain.errors import BackupRefused, StorageDamaged
from casebase.store.connection import Store
from casebase.store.events import find_fault
from casebase.store.snapshots import copy_records, first_damage, put_records, tables_in
from tests.backed_up import an_office_at_work, rows_of
from tests.builders import an_event
from tests.postgresql import EMPTY, fresh_database


@pytest.fixture
def elsewhere(store: Store, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """Another store of the same engine, with nothing in it."""
    if store.engine.kind == "sqlite":
        empty = Store(f"sqlite:///{tmp_path / 'elsewhere.db'}", tmp_path / "elsewhere")
        yield empty
        empty.close()
        return
    with fresh_database(request.getfixturevalue("postgresql_address"), EMPTY) as url:
        empty = Store(url, tmp_path / "elsewhere")
        yield empty
        empty.close()


def test_all_that_is_copied_comes_back_with_its_guards(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    an_office_at_work(store)
    before = rows_of(store)

    snapshot = copy_records(store, tmp_path / "copy", lambda _: None)
    with (tmp_path / "copy").open("rb") as copy:
        put_records(copy, elsewhere.url)

    assert rows_of(elsewhere) == before == rows_of(store)
    assert tables_in(elsewhere) == tables_in(store)
    assert (snapshot.seq, len(snapshot.files.named)) == (3, 3)
    assert not list(tmp_path.glob("*.partial"))
    with pytest.raises(store.engine.failure, match="append-only"), elsewhere.transaction() as con:
        con.run("delete from events")


def test_a_copy_is_of_one_moment_and_writers_go_on(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    desk, _ = an_office_at_work(store)
    stop, written = threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            with store.transaction() as con:
                written.append(an_event(con, "visit", "a"))

    writer = threading.Thread(target=write)
    writer.start()
    while not written:
        pass
    try:
        snapshot = copy_records(store, tmp_path / "copy", lambda _: None)
        count = len(written)
    finally:
        stop.set()
        writer.join()
    with (tmp_path / "copy").open("rb") as copy:
        put_records(copy, elsewhere.url)

    with elsewhere.reading() as con:
        assert find_fault(con) is None
        assert con.row("select max(seq), count(*) from events") == (snapshot.seq, snapshot.seq)
    kept, live = rows_of(elsewhere)["events"], rows_of(store)["events"]
    assert sorted(kept) == sorted(live)[: len(kept)]
    assert len(kept) <= count + 3 <= len(live)
    assert desk.store is store


def test_whatever_stops_the_copying_is_heard_and_the_store_goes_on(sqlite_store: Store, tmp_path: Path) -> None:
    an_office_at_work(sqlite_store)

    def stop(_: float) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        copy_records(sqlite_store, tmp_path / "copy", stop)

    an_office_at_work(sqlite_store)
    assert first_damage(sqlite_store) == ""


def test_damaged_records_are_not_copied_as_if_they_were_whole(sqlite_store: Store, tmp_path: Path) -> None:
    an_office_at_work(sqlite_store, 30)
    sqlite_store.close()
    path = Path(sqlite_store.url.removeprefix("sqlite:///"))
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(content)

    with pytest.raises(StorageDamaged, match="백업하지 못했습니다"):
        copy_records(sqlite_store, tmp_path / "copy", lambda _: None)


@pytest.mark.postgres
def test_without_postgresql_s_own_program_there_is_no_backup(
    postgresql_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BackupRefused, match="postgresql-client"):
        copy_records(postgresql_store, tmp_path / "copy", lambda _: None)


@pytest.mark.postgres
def test_what_postgresql_s_program_says_is_told_without_the_password(postgresql_store: Store, tmp_path: Path) -> None:
    (tmp_path / "garbage").write_bytes(b"no dump")
    url = postgresql_store.url.replace("casebase@", "casebase:s3cret@", 1)

    with (tmp_path / "garbage").open("rb") as garbage, pytest.raises(BackupRefused, match="pg_restore") as refused:
        put_records(garbage, url)

    assert "s3cret" not in str(refused.value)


def test_a_copy_is_its_owner_s_alone_from_its_first_byte(store: Store, tmp_path: Path) -> None:
    an_office_at_work(store)
    modes = set()

    def look(_: float) -> None:
        modes.update(stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("copy*"))

    copy_records(store, tmp_path / "copy", look)

    look(1.0)
    assert modes == {0o600}
