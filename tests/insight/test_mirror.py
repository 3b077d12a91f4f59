"""The mirror against real stores: it follows its own store only, and is made anew when in doubt."""

import contextlib
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from casebase.domain.errors import StorageUnreachable
from casebase.insight.mirror import Mirror, refresh, remove_abandoned
from casebase.store.connection import Store
from tests.mirrored import held, held_by_a_fresh_mirror, visit_on_record


def test_the_same_question_is_answered_once_until_something_happens(sqlite_store: Store, mirror: Mirror) -> None:
    refresh(mirror, sqlite_store)
    first = mirror.ask("select count(*) from visits")

    refresh(mirror, sqlite_store)
    assert mirror.ask("select count(*) from visits") is first

    with sqlite_store.transaction() as con:
        visit_on_record(con)
    refresh(mirror, sqlite_store)
    assert mirror.ask("select count(*) from visits").rows == ((1,),)


def test_a_mirror_must_be_refreshed_before_it_is_asked(mirror: Mirror) -> None:
    with pytest.raises(RuntimeError, match="before it was refreshed"):
        mirror.ask("select 1")

    assert not mirror.path.exists()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "not a database": lambda _: b"no database" * 1000,
    "empty": lambda _: b"",
    "cut off": lambda whole: whole[: len(whole) // 2],
    "header flipped": lambda whole: whole[:20] + bytes([whole[20] ^ 255]) + whole[21:],
    "blocks flipped": lambda whole: whole[:12_288] + bytes(byte ^ 255 for byte in whole[12_288:]),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_mirror_is_made_anew(sqlite_store: Store, mirror: Mirror, tmp_path: Path, damage: str) -> None:
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    refresh(mirror, sqlite_store)
    mirror.close()
    mirror.path.write_bytes(DAMAGES[damage](mirror.path.read_bytes()))

    seq = refresh(mirror, sqlite_store)

    assert seq == 4
    assert held(mirror) == held_by_a_fresh_mirror(sqlite_store, tmp_path)


def test_damage_that_shows_only_when_asked_is_named_and_then_mended(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    refresh(mirror, sqlite_store)
    mirror.close()
    with duckdb.connect(mirror.path) as raw:
        raw.execute("create table ballast as select random() as x from range(1000000)")
    whole = bytearray(mirror.path.read_bytes())
    for place in range(len(whole) // 3, len(whole) // 2):
        whole[place] ^= 255
    mirror.path.write_bytes(whole)
    refresh(mirror, sqlite_store)

    with pytest.raises(StorageUnreachable):
        mirror.ask("select sum(x) from ballast")

    assert refresh(mirror, sqlite_store) == 4
    assert mirror.ask("select count(*) from visits").rows == ((1,),)
    assert mirror.ask("select count(*) from duckdb_tables() where table_name = 'ballast'").rows == ((0,),)


def test_a_mirror_of_another_schema_is_made_anew(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> None:
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    refresh(mirror, sqlite_store)
    mirror.close()
    with duckdb.connect(mirror.path) as raw:
        raw.execute("update mirror_state set schema_digest = 'older'")
        raw.execute("alter table visits drop column visited_on")

    refresh(mirror, sqlite_store)

    assert held(mirror) == held_by_a_fresh_mirror(sqlite_store, tmp_path)


def test_a_mirror_ahead_of_a_restored_store_is_made_anew(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> None:
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    backup = copied(sqlite_store, tmp_path / "backup.db")
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    assert refresh(mirror, sqlite_store) == 8

    seq = refresh(mirror, backup)

    assert seq == 4
    assert mirror.ask("select count(*) from visits").rows == ((1,),)
    backup.close()


def test_a_mirror_of_another_history_is_made_anew_however_far_that_has_come(
    sqlite_store: Store, mirror: Mirror, tmp_path: Path
) -> None:
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    backup = copied(sqlite_store, tmp_path / "backup.db")
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    refresh(mirror, sqlite_store)
    with backup.transaction() as con:  # work went on from the backup, past the point the mirror holds
        for _ in range(3):
            visit_on_record(con)

    refresh(mirror, backup)

    assert held(mirror) == held_by_a_fresh_mirror(backup, tmp_path)
    backup.close()


def copied(store: Store, path: Path) -> Store:
    """A copy of a store as it is now."""
    with sqlite3.connect(store.url.removeprefix("sqlite:///")) as raw:
        raw.execute("vacuum into ?", [str(path)])
    return Store(f"sqlite:///{path}", path.parent / "home")


def test_another_process_s_mirror_is_never_removed(sqlite_store: Store, mirror: Mirror) -> None:
    refresh(mirror, sqlite_store)
    mirror.close()
    before = mirror.path.stat().st_ino

    with opened_elsewhere(mirror.path):
        with pytest.raises(StorageUnreachable):
            refresh(mirror, sqlite_store)
        mirror.remove()

    assert mirror.path.stat().st_ino == before
    assert refresh(mirror, sqlite_store) == 0


@contextlib.contextmanager
def opened_elsewhere(path: Path) -> Iterator[None]:
    """Let another process have a mirror open, and kill it at the end of the block."""
    hold = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"open\n"
        yield
        other.kill()


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


def test_a_mirror_removed_at_the_end_leaves_nothing(sqlite_store: Store, mirror: Mirror) -> None:
    refresh(mirror, sqlite_store)

    mirror.remove()

    assert left_in(mirror.path.parent) == set()
    assert refresh(mirror, sqlite_store) == 0


def test_a_mirror_is_removed_also_while_somebody_never_ends_asking(
    sqlite_store: Store, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casebase.insight.mirror._PATIENCE", 0.1)
    refresh(mirror, sqlite_store)

    with mirror.beside(), mirror.following:
        mirror.remove()

    assert left_in(mirror.path.parent) == set()


def test_what_killed_processes_left_is_removed_and_what_one_has_open_is_not(tmp_path: Path) -> None:
    for name in ("1.duckdb", "1.duckdb.wal", "2.duckdb", "3.duckdb.wal", "keep.txt"):
        (tmp_path / name).write_bytes(b"disposed text")
    (tmp_path / "1.duckdb.tmp").mkdir()
    (tmp_path / "1.duckdb.tmp" / "spilled").write_bytes(b"disposed text")

    with opened_elsewhere(tmp_path / "12.duckdb"):
        remove_abandoned(tmp_path)
        assert left_in(tmp_path) == {"12.duckdb", "keep.txt"}

    remove_abandoned(tmp_path)
    assert left_in(tmp_path) == {"keep.txt"}


OPENING = """
import sys
from pathlib import Path
from casebase.insight.mirror import Mirror, refresh
from casebase.store.connection import Store

store, mirrors = Store(sys.argv[1], Path(sys.argv[2])), []
for n in range(40):
    mirrors.append(Mirror(Path(sys.argv[3]) / f"{n}.duckdb"))
    refresh(mirrors[-1], store)
    assert mirrors[-1].path.exists()
"""


def test_a_process_that_starts_while_another_one_sweeps_keeps_its_mirror(sqlite_store: Store, tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPENING, sqlite_store.url, sqlite_store.home, tmp_path / "mirror"]

    with subprocess.Popen(command, stderr=subprocess.PIPE) as starting:
        while starting.poll() is None:
            remove_abandoned(tmp_path / "mirror")
        assert starting.stderr is not None
        assert (starting.returncode, starting.stderr.read()) == (0, b"")


def test_a_mirror_cannot_be_told_to_load_code(sqlite_store: Store, mirror: Mirror) -> None:
    refresh(mirror, sqlite_store)

    with pytest.raises(duckdb.Error, match="locked"):
        mirror.ask("set autoload_known_extensions = true")


def test_threads_ask_while_others_write_refresh_and_start_anew(sqlite_store: Store, mirror: Mirror) -> None:
    refresh(mirror, sqlite_store)
    failures: list[BaseException] = []
    written = threading.Event()

    def write() -> None:
        for _ in range(15):
            with sqlite_store.transaction() as con:
                visit_on_record(con)
            refresh(mirror, sqlite_store)
        written.set()

    def start_anew() -> None:
        while not written.wait(0.05):
            with mirror.following:
                mirror.start_anew()
            refresh(mirror, sqlite_store)

    def ask() -> None:
        while not written.is_set():
            refresh(mirror, sqlite_store)
            answer = mirror.ask("select count(*), (select count(*) from events) from visits")
            assert answer.rows == ((answer.seq // 4, answer.seq),)

    threads = [threading.Thread(target=noting(failures, work)) for work in (write, start_anew, ask, ask)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert mirror.ask("select count(*) from visits").rows == ((15,),)


def noting(failures: list[BaseException], work: Callable[[], None]) -> Callable[[], None]:
    def noted() -> None:
        try:
            work()
        except BaseException as failure:
            failures.append(failure)

    return noted


def test_what_is_asked_beside_is_answered_anew_each_time(sqlite_store: Store, mirror: Mirror) -> None:
    with pytest.raises(RuntimeError, match="before it was refreshed"), mirror.beside():
        pass
    refresh(mirror, sqlite_store)

    with mirror.beside() as cursor:
        cursor.execute("insert into index_state values (1, 2)")
    with mirror.beside() as cursor:
        rows = cursor.execute("select seq, count_sorted from index_state").fetchall()

    assert rows == [(1, 2)]
