"""What is left of a disposal goes by one command, and the records stay as they are."""

import argparse
import sqlite3
import threading
from dataclasses import replace

import pytest

from casebase.casework import disposals
from casebase.casework.office import Configuration, Office
from casebase.cli.disposal import add_commands
from casebase.domain.errors import StorageUnreachable
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from tests.case_builders import record_of
from tests.cli.conftest import Run
from tests.disposal_stages import a_keeper, an_approver, an_old_visit, propose


def test_records_are_written_anew_and_stay_the_same(store: Store, run: Run) -> None:
    with store.transaction() as con:
        visit = an_old_visit(con)
    waiting = propose(a_keeper(store), visit.number)
    disposals.dispose_records(an_approver(store).desk, waiting.id, waiting.version)
    before = record_of(store)

    code, told = run("dispose")

    assert code == 0
    assert "기록 저장소를 새로 썼습니다" in told
    assert record_of(store) == before
    assert "박대표".encode() not in (store.home / "records.db").read_bytes()


def dispose(store: Store) -> int:
    """Run the command on a store that waits a hundredth of the usual time for its lock."""

    def connect() -> sqlite3.Connection:
        raw: sqlite3.Connection = usual()
        raw.execute("pragma busy_timeout = 50")
        return raw

    usual = store.engine.connect
    store.engine = replace(store.engine, connect=connect)
    office = Office(
        configuration=Configuration(home=store.home, store_url=store.url),
        store=store,
        mirror=Mirror(store.home / "mirror.duckdb"),
    )
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    asked = parser.parse_args(["dispose"])
    return int(asked.run(office, asked))


def test_somebody_who_is_writing_is_waited_for(store: Store) -> None:
    with sqlite3.connect(store.home / "records.db", isolation_level=None, check_same_thread=False) as writer:
        writer.execute("begin immediate")
        threading.Timer(0.3, writer.rollback).start()

        assert dispose(store) == 0


def test_somebody_who_does_not_end_is_told_in_a_sentence(store: Store) -> None:
    with sqlite3.connect(store.home / "records.db", isolation_level=None) as writer:
        writer.execute("begin immediate")

        with pytest.raises(StorageUnreachable):
            dispose(store)
