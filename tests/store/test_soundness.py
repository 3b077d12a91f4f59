"""A store that cannot be relied on is refused before it is touched, with what to do."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from casebase.domain.errors import StorageDamaged, StorageUnreachable
from casebase.store import migrate, soundness
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending, list_pending, newest_known
from casebase.store.named_files import NamedFiles, named_files
from casebase.store.soundness import must_be_ready_to_check, must_be_sound
from tests.backed_up import an_office_at_work, files_of
from tests.stores import a_migrated_store

LEFT_OPEN = """
import os, signal, sys
from pathlib import Path
from casebase.store.connection import Store
from tests.backed_up import an_office_at_work

an_office_at_work(Store(sys.argv[1], Path(sys.argv[2])))
os.kill(os.getpid(), signal.SIGKILL)
"""
NOBODY = 65534
PAPER = (
    "insert into documents (id, kind, number, subject_kind, subject_id, issued_on, sha256, content_sha256, size,"
    " withdrawal_reason, notified_how, is_demo, version) values"
    " ('p', 'visit_record', '2026-방문-0001-1', 'visit', 'v', '2026-01-01', 'ab', '', 3, '', '', 0, 1)"
)


def file_of(store: Store) -> Path:
    return Path(store.url.removeprefix("sqlite:///"))


def an_earlier_store(
    kind: str, until: str, folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Store:
    """A store that holds the migrations before one; the others are pending."""
    early = folder / "early"
    early.mkdir()
    for file in migrate.FOLDER.glob("*.sql"):
        if file.name < until:
            shutil.copy(file, early)
    if kind == "sqlite":
        store = Store(f"sqlite:///{folder / 'early.db'}", folder)
    else:
        store = Store(request.getfixturevalue("postgresql_url"), folder)
        with store.transaction() as con:
            con.run("drop schema public cascade")
            con.run("create schema public")
    with monkeypatch.context() as earlier:
        earlier.setattr(migrate, "FOLDER", early)
        apply_pending(store)
    return store


def refusal_of(store: Store, *, allows_missing_files: bool = False) -> str:
    """Return what a start says, "" when it finds all well; nothing may have changed but what SQLite itself repairs."""
    try:
        must_be_sound(store, allows_missing_files=allows_missing_files)
    except StorageDamaged as refused:
        return str(refused)
    finally:
        store.close()
    return ""


@pytest.fixture
def at_work(sqlite_store: Store) -> Store:
    """A store with some acts in it, closed as a server that ends closes it."""
    an_office_at_work(sqlite_store, 30)
    sqlite_store.close()
    return sqlite_store


@pytest.fixture
def killed(sqlite_store: Store) -> Store:
    """A store whose server was killed: its last acts are in the log beside the file."""
    done = subprocess.run([sys.executable, "-c", LEFT_OPEN, sqlite_store.url, sqlite_store.home], check=False)
    assert done.returncode == -signal.SIGKILL
    assert file_of(sqlite_store).with_name("records.db-wal").stat().st_size > 0
    return sqlite_store


def test_a_sound_store_is_opened(store: Store) -> None:
    an_office_at_work(store)

    assert refusal_of(store) == ""


def test_a_store_that_was_not_closed_is_as_sound(killed: Store) -> None:
    assert refusal_of(killed) == ""
    with killed.reading() as con:
        assert con.row("select count(*) from events") == (3,)


def test_where_there_is_nothing_yet_a_store_may_begin(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    new = Store(f"sqlite:///{tmp_path / 'records.db'}", tmp_path)

    assert refusal_of(new) == ""


@pytest.mark.parametrize("place", ["header", "middle", "all", "truncated"])
def test_a_damaged_file_is_refused_and_left_as_it_is(at_work: Store, place: str) -> None:
    content = bytearray(file_of(at_work).read_bytes())
    page = len(content) // 2 // 4096 * 4096
    match place:
        case "header":
            content[:16] = b"\0" * 16
        case "middle":
            content[page : page + 4096] = b"\xff" * 4096
        case "all":
            content = bytearray("기록이 아니다".encode() * 100)
        case "truncated":
            del content[page:]
    file_of(at_work).write_bytes(content)

    told = refusal_of(at_work)

    assert "손상" in told
    assert "python -m casebase restore" in told
    assert file_of(at_work).read_bytes() == content


def test_a_log_that_was_removed_is_missed(killed: Store) -> None:
    log = file_of(killed).with_name("records.db-wal")
    kept = log.read_bytes()
    log.unlink()

    assert f"{log})가 없어졌습니다" in refusal_of(killed)

    log.write_bytes(kept)
    assert refusal_of(killed) == ""
    with killed.reading() as con:
        assert con.row("select count(*) from events") == (3,)


def test_records_that_are_gone_are_not_begun_anew_beside_their_files(at_work: Store) -> None:
    file_of(at_work).unlink()

    assert "그 기록이 없습니다" in refusal_of(at_work)


def test_an_emptied_file_is_not_a_new_office(at_work: Store) -> None:
    file_of(at_work).write_bytes(b"")

    assert "그 기록이 없습니다" in refusal_of(at_work)


def test_another_program_s_file_is_refused(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "records.db")) as other:
        other.execute("create table theirs (a)")

    assert "다른 프로그램의 자료" in refusal_of(Store(f"sqlite:///{tmp_path / 'records.db'}", tmp_path))


def test_records_of_a_later_programme_are_refused(store: Store) -> None:
    with store.transaction() as con:
        con.run("insert into migrations (name) values ('9999_come_later')")

    assert "새로운 판의 것입니다(9999_come_later)" in refusal_of(store)


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
@pytest.mark.parametrize("until", ["0002", "0007", "0009"])
def test_an_earlier_programme_s_store_is_looked_at_before_its_migrations_run(
    kind: str, until: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = an_earlier_store(kind, until, tmp_path, request, monkeypatch)

    assert refusal_of(store) == ""
    with store.transaction() as con:
        con.run(PAPER)
        assert named_files(con) == NamedFiles(named=frozenset({"ab"}), disposed=frozenset())

    assert "2026-방문-0001-1" in refusal_of(store)
    assert apply_pending(store)[-1] == newest_known(kind)


def test_a_check_begins_no_records_where_there_are_none(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'office' / 'records.db'}", tmp_path / "office")
    file_of(store).parent.mkdir()

    for left in ([], ["records.db"]):
        with pytest.raises(StorageDamaged, match="확인할 기록이 없습니다"):
            must_be_ready_to_check(store)
        assert [file.name for file in tmp_path.glob("*/*")] == left
        file_of(store).touch()  # an empty one is none either


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_a_check_leaves_an_earlier_programme_s_records_as_they_are(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = an_earlier_store(kind, "0009", tmp_path, request, monkeypatch)

    with pytest.raises(StorageDamaged, match=r"이전 판의 것입니다\(0008_"):
        must_be_ready_to_check(store)

    assert list_pending(store)[0] == "0009_trust"


def test_a_check_reads_a_file_of_any_size(at_work: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(file_of(at_work).read_bytes())
    page = len(content) // 2 // 4096 * 4096
    content[page : page + 4096] = b"\xff" * 4096
    file_of(at_work).write_bytes(content)
    monkeypatch.setattr(soundness, "CHECKED_WHOLE", 0)
    must_be_sound(at_work)

    with pytest.raises(StorageDamaged, match="손상되었습니다"):
        must_be_ready_to_check(at_work, reads_whole=True)


@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_papers_that_are_not_there_are_named(store: Store, damage: str) -> None:
    an_office_at_work(store, 5)
    for path in (store.home / "files").rglob("*"):
        if path.is_file() and damage == "gone":
            path.unlink()
        elif path.is_file():
            path.write_bytes(b"cut")

    told = refusal_of(store)

    assert "2026-방문-0005-1, 2026-방문-0004-1, 2026-방문-0003-1 외 2건" in told
    assert "check-files --from" in told
    assert refusal_of(store, allows_missing_files=True) == ""


@contextlib.contextmanager
def somebody_else() -> Iterator[None]:
    """Be a user whom permissions bind, for the time of the block."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(
    ("which", "mode", "told"),
    [("records.db", 0o444, "쓸 수 없습니다"), (".", 0o555, "쓸 수 없습니다"), ("files", 0o555, "쓸 수 없습니다")],
)
def test_what_cannot_be_written_is_named(which: str, mode: int, told: str) -> None:
    home = Path(tempfile.mkdtemp())  # pytest's own folders are nobody else's to enter
    try:
        store = a_migrated_store(home)
        an_office_at_work(store)
        store.close()
        for path in (home, *home.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        (home / which).chmod(mode)

        with somebody_else():
            assert told in refusal_of(store)
    finally:
        home.chmod(0o700)
        shutil.rmtree(home)


@pytest.mark.postgres
def test_a_server_that_does_not_answer_is_told(postgresql_store: Store, tmp_path: Path) -> None:
    nowhere = Store(f"postgresql://casebase@/casebase?host={quote(str(tmp_path))}", postgresql_store.home)

    with pytest.raises(StorageUnreachable):
        must_be_sound(nowhere)


def test_damage_that_shows_later_is_told_as_damage(at_work: Store) -> None:
    content = bytearray(file_of(at_work).read_bytes())
    content[4096 * 3 :] = b"\xff" * (len(content) - 4096 * 3)
    file_of(at_work).write_bytes(content)

    with pytest.raises(StorageDamaged, match="손상되었습니다"), at_work.reading() as con:
        con.rows("select * from events")
    assert files_of(at_work.home)
