"""Readings and transactions, on both engines: whole or not at all, and every refusal named."""

import contextlib
import os
import sqlite3
import threading
import time
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest

from casebase.domain.errors import StorageDamaged, StorageFull, StorageUnreachable
from casebase.insight.mirror import Mirror, refresh
from casebase.store.businesses import count_businesses, list_businesses
from casebase.store.connection import Connection, Store, WriteConflict
from casebase.store.numbers import next_number
from tests import killed_writer
from tests.builders import a_business, a_desk, an_account
from tests.mirrored import held, held_by_a_fresh_mirror

KILLS = int(os.environ.get("CASEBASE_KILLS", "15"))


def count_kept(store: Store) -> int:
    with store.reading() as con:
        return count_businesses(con)


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as con:
        a_business(con)
        assert next_number(con, 2026, "방문") == "2026-방문-0001"
        raise ZeroDivisionError

    assert count_kept(store) == 0
    with store.transaction() as con:
        assert next_number(con, 2026, "방문") == "2026-방문-0001"


def test_a_statement_that_fails_takes_the_whole_transaction_with_it(store: Store) -> None:
    with pytest.raises(store.engine.failure), store.transaction() as con:
        a_business(con)
        an_account(con, login="kim")
        an_account(con, login="kim")

    assert count_kept(store) == 0


def test_what_is_not_committed_is_not_seen(store: Store) -> None:
    with store.transaction() as con:
        a_business(con)
        assert count_kept(store) == 0

    assert count_kept(store) == 1


def test_a_reading_is_one_picture_whatever_others_write_meanwhile(store: Store) -> None:
    with store.reading() as con:
        before = count_businesses(con)
        with store.transaction() as other:
            a_business(other)
        after = count_businesses(con)

    assert (before, after) == (0, 0)
    assert count_kept(store) == 1


def test_nothing_can_be_written_in_a_reading(store: Store) -> None:
    with pytest.raises(store.engine.failure), store.reading() as con:
        a_business(con)

    assert count_kept(store) == 0
    with store.transaction() as con:  # and the connection is as good as before
        a_business(con)
    assert count_kept(store) == 1


def test_threads_write_at_once_and_lose_nothing(store: Store) -> None:
    numbers: list[str] = []
    with store.transaction() as con:
        next_number(con, 2026, "방문")

    def work() -> None:
        for _ in range(10):
            with store.transaction() as con:
                numbers.append(next_number(con, 2026, "방문"))
            count_kept(store)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == [f"2026-방문-{serial:04d}" for serial in range(2, 82)]


@pytest.mark.postgres  # SQLite has one writer at a time: they cannot block each other
def test_one_of_two_transactions_that_block_each_other_is_told_to_run_again(postgresql_store: Store) -> None:
    with postgresql_store.transaction() as con:
        first, second = a_business(con), a_business(con)
    both_hold_one = threading.Barrier(2)
    conflicts: list[WriteConflict] = []

    def rename(one: str, other: str) -> None:
        try:
            with postgresql_store.transaction() as con:
                change_version(con, one)
                both_hold_one.wait(10)
                change_version(con, other)
        except WriteConflict as conflict:
            conflicts.append(conflict)

    threads = [threading.Thread(target=rename, args=pair) for pair in ((first.id, second.id), (second.id, first.id))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(conflicts) == 1
    with postgresql_store.reading() as con:
        assert con.rows("select version from businesses") == [(2,), (2,)]


def change_version(con: Connection, business_id: str) -> None:
    con.run("update businesses set version = version + 1 where id = ?", [business_id])


def test_a_database_locked_by_another_program_is_a_conflict(sqlite_store: Store) -> None:
    def impatient() -> Any:
        raw = connect()
        raw.execute("pragma busy_timeout = 1")
        return raw

    connect = sqlite_store.engine.connect
    sqlite_store.engine = replace(sqlite_store.engine, connect=impatient)
    sqlite_store.close()  # forget the patient connections
    other = sqlite3.connect(sqlite_store.url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("begin immediate")

    with pytest.raises(WriteConflict), sqlite_store.transaction() as con:
        a_business(con)

    other.close()
    with sqlite_store.transaction() as con:
        a_business(con)
    assert count_kept(sqlite_store) == 1


def test_records_that_can_only_be_read_are_told_so_and_reading_goes_on(sqlite_store: Store) -> None:
    def read_only() -> Any:
        address = f"file:{sqlite_store.url.removeprefix('sqlite:///')}?mode=ro"
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    with sqlite_store.transaction() as con:
        a_business(con)
    sqlite_store.close()
    sqlite_store.engine = replace(sqlite_store.engine, connect=read_only)

    with pytest.raises(StorageDamaged, match="읽기 전용"), sqlite_store.transaction() as con:
        a_business(con)

    assert count_kept(sqlite_store) == 1


def test_a_full_disk_is_named_and_work_goes_on_when_there_is_room_again(sqlite_store: Store) -> None:
    def limit(pages: int) -> None:
        with sqlite_store.reading() as con:
            con.rows(f"pragma max_page_count = {pages}")

    limit(1)  # no more pages than it has

    with pytest.raises(StorageFull), sqlite_store.transaction() as con:
        for _ in range(500):
            a_business(con)

    assert count_kept(sqlite_store) == 0
    limit(100_000)
    with sqlite_store.transaction() as con:
        a_business(con)
    assert count_kept(sqlite_store) == 1


def test_a_database_that_cannot_be_opened_is_unreachable(tmp_path: Path) -> None:
    a_file, a_folder = tmp_path / "file", tmp_path / "folder"
    a_file.write_bytes(b"")
    a_folder.mkdir()

    for url in (
        f"sqlite:///{a_folder}",
        f"sqlite:///{a_file}/records.db",
        f"postgresql://casebase@/casebase?host={a_folder}",
    ):
        with pytest.raises(StorageUnreachable), Store(url, tmp_path).reading():
            pass


@pytest.mark.postgres
def test_a_server_that_was_restarted_is_reached_again(postgresql_store: Store) -> None:
    with postgresql_store.reading(), postgresql_store.reading():
        pass  # two connections are idle now
    end_connections(postgresql_store.url)

    assert count_kept(postgresql_store) == 0
    end_connections(postgresql_store.url)
    with postgresql_store.transaction() as con:
        a_business(con)
    assert count_kept(postgresql_store) == 1


@pytest.mark.postgres
def test_a_connection_lost_in_mid_transaction_is_named_and_nothing_is_kept(postgresql_store: Store) -> None:
    with pytest.raises(StorageUnreachable), postgresql_store.transaction() as con:
        a_business(con)
        end_connections(postgresql_store.url)
        a_business(con)

    assert count_kept(postgresql_store) == 0


def end_connections(url: str) -> None:
    """What a restart of the server does to those who are connected."""
    with psycopg.connect(url, autocommit=True) as con:
        con.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )


def test_values_are_bound_and_never_read_as_sql(store: Store) -> None:
    name = "'; drop table businesses; -- 100% ?"

    with store.transaction() as con:
        a_business(con, name=name)

    with store.reading() as con:
        assert [business.name for business in list_businesses(con)] == [name]


@pytest.mark.kill
def test_a_process_killed_at_any_moment_leaves_every_acknowledged_act_whole_and_none_in_part(
    sqlite_store: Store, tmp_path: Path
) -> None:
    with sqlite_store.transaction() as con:
        auditor, business = an_account(con), a_business(con)
    mirror = Mirror(tmp_path / "mirror.duckdb")
    session_id = a_desk(sqlite_store, auditor).session_id
    writer = (sqlite_store.url, sqlite_store.home, mirror.path, session_id, business.id)
    acknowledged: dict[str, str] = {}

    for turn in range(KILLS):
        acknowledged |= killed(writer, Random(turn))

    killed_writer.check(sqlite_store, acknowledged)
    assert mirror.point() is not None  # it followed between the kills, and is not only made anew now
    refresh(mirror, sqlite_store)
    assert held(mirror) == held_by_a_fresh_mirror(sqlite_store, tmp_path)
    assert len(acknowledged) > 2 * KILLS
    mirror.close()


def killed(writer: tuple[object, ...], chance: Random) -> dict[str, str]:
    """Start a writer, kill it at some moment, and return what it acknowledged: command ids and answers."""
    forked = get_context("forkserver")  # imports once, not for each writer
    forked.set_forkserver_preload(["tests.killed_writer", "pyarrow"])
    acknowledged, acknowledging = forked.Pipe(duplex=False)
    process = forked.Process(target=killed_writer.write_until_killed, args=(acknowledging, *writer))
    process.start()
    acknowledging.close()
    if chance.random() < 0.8:  # the others may be killed before their first act, or while they recover
        acknowledged.poll(30)
    time.sleep(chance.uniform(0, 0.4))
    process.kill()
    process.join()
    heard: list[list[str]] = []
    with contextlib.suppress(EOFError):
        while True:
            heard.append(acknowledged.recv_bytes().decode().split(" ", 1))
    return dict(heard)
