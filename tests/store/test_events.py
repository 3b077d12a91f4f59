"""The record of acts, on both engines: in commit order, chained, and guarded."""

import threading

import pytest

from casebase.store.connection import Connection, Store, WriteConflict
from casebase.store.events import (
    COLUMNS,
    append_event,
    find_event_of_command,
    first_broken_link,
    latest_seq,
    list_events_between,
    list_events_of,
)
from casebase.store.ids import new_id
from tests.builders import an_event

GUARDS = {
    "sqlite": ("drop trigger events_no_update", "drop trigger events_no_delete"),
    "postgresql": ("drop trigger events_append_only on events",),
}


def five_events(store: Store) -> None:
    with store.transaction() as con:
        for subject_id in "abcde":
            an_event(con, "visit", subject_id)


def tamper(store: Store, *statements: str) -> None:
    """Change events as somebody with the database's own tools could."""
    with store.transaction() as con:
        for statement in (*GUARDS[store.engine.kind], *statements):
            con.run(statement)


def broken_link(store: Store, batch: int = 5000) -> int | None:
    with store.reading() as con:
        return first_broken_link(con, batch)


def test_events_are_numbered_from_one_without_a_gap(store: Store) -> None:
    five_events(store)

    with store.reading() as con:
        events = list_events_between(con, 0, 100)
        assert [event.seq for event in events] == [1, 2, 3, 4, 5]
        assert latest_seq(con) == 5
        assert [event.seq for event in list_events_between(con, 2, 4)] == [3, 4]
    assert [event.previous_hash for event in events] == ["", *(event.hash for event in events[:-1])]


def test_a_new_store_has_a_whole_chain_of_no_events(store: Store) -> None:
    with store.reading() as con:
        assert latest_seq(con) == 0
        assert list_events_between(con, 0, 100) == []
    assert broken_link(store) is None


def test_the_story_of_a_thing_is_told_newest_first(store: Store) -> None:
    with store.transaction() as con:
        for subject_kind, subject_id in (("visit", "a"), ("visit", "b"), ("review", "a"), ("visit", "a")):
            an_event(con, subject_kind, subject_id)

    with store.reading() as con:
        assert [event.seq for event in list_events_of(con, "visit", "a")] == [4, 1]


def test_a_command_finds_its_event_and_only_its_own(store: Store) -> None:
    five_events(store)
    with store.transaction() as con:
        first = list_events_between(con, 0, 1)[0]

    with store.reading() as con:
        assert find_event_of_command(con, first.command_id) == first
        assert find_event_of_command(con, new_id()) is None


def test_one_command_cannot_have_two_events(store: Store) -> None:
    def once(con: Connection) -> None:
        append_event(
            con,
            command_id="the same",
            happened_at="2026-11-23T01:00:00.000000Z",
            account_id="operator",
            act="test",
            subject_kind="visit",
            subject_id="a",
            detail="{}",
            result="",
        )

    with store.transaction() as con:
        once(con)

    with pytest.raises((WriteConflict, store.engine.failure)), store.transaction() as con:
        once(con)

    with store.reading() as con:
        assert latest_seq(con) == 1
    assert broken_link(store) is None


def test_a_refused_act_takes_no_number(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as con:
        an_event(con, "visit", "a")
        raise ZeroDivisionError

    five_events(store)

    with store.reading() as con:
        assert latest_seq(con) == 5
    assert broken_link(store) is None


def test_numbers_follow_the_order_of_commits_under_many_threads(store: Store) -> None:
    seen: list[list[int]] = []
    done = threading.Event()

    def write() -> None:
        for _ in range(15):
            with store.transaction() as con:
                an_event(con, "visit", new_id())

    def watch() -> None:
        while not done.is_set():
            with store.reading() as con:
                seen.append([event.seq for event in list_events_between(con, 0, latest_seq(con))])

    writers = [threading.Thread(target=write) for _ in range(4)]
    watcher = threading.Thread(target=watch)
    for thread in (*writers, watcher):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    watcher.join()

    assert all(seqs == list(range(1, len(seqs) + 1)) for seqs in seen)  # whoever looked saw no gap
    with store.reading() as con:
        assert latest_seq(con) == 60
    assert broken_link(store) is None


@pytest.mark.parametrize(
    "statement", ["update events set detail = 'x' where seq = 2", "delete from events where seq = 2"]
)
def test_the_database_itself_refuses_to_change_or_delete_events(store: Store, statement: str) -> None:
    five_events(store)

    with pytest.raises(store.engine.failure, match="append-only"), store.transaction() as con:
        con.run(statement)

    with store.reading() as con:
        assert len(list_events_between(con, 0, 100)) == 5
    assert broken_link(store) is None


@pytest.mark.postgres
def test_postgresql_refuses_to_empty_the_table_at_a_stroke(postgresql_store: Store) -> None:
    five_events(postgresql_store)

    with pytest.raises(postgresql_store.engine.failure, match="append-only"), postgresql_store.transaction() as con:
        con.run("truncate events")

    assert broken_link(postgresql_store) is None


@pytest.mark.parametrize("column", [name for name in COLUMNS.split(", ") if name != "seq"])
def test_any_changed_column_is_found(store: Store, column: str) -> None:
    five_events(store)

    tamper(store, f"update events set {column} = 'something else' where seq = 3")

    assert broken_link(store) == 3


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["delete from events where seq = 3"], 3),
        (["delete from events where seq = 1"], 1),
        (["delete from events where seq = 5"], 5),
        (["delete from events"], 1),
        (["update events set seq = 99 where seq = 3", "update events set seq = 3 where seq = 4"], 3),
        (["update event_chain set head = 'something else'"], 5),
        (["update event_chain set seq = 4"], 5),
        (["update events set seq = 6 where seq = 5"], 5),
        (
            [
                "insert into events (seq, command_id, happened_at, account_id, act, subject_kind, subject_id, detail,"
                " result, previous_hash, hash) select 6, 'forged', happened_at, account_id, act, subject_kind,"
                " subject_id, detail, result, hash, hash from events where seq = 5"
            ],
            6,
        ),
    ],
    ids=["one deleted", "first deleted", "last deleted", "all deleted", "moved", "head", "rewound", "ahead", "forged"],
)
def test_what_was_deleted_moved_or_forged_is_found(store: Store, statements: list[str], broken: int) -> None:
    five_events(store)

    tamper(store, *statements)

    assert broken_link(store) == broken


@pytest.mark.parametrize("batch", [1, 2, 5, 6])
def test_the_chain_is_checked_across_batches(store: Store, batch: int) -> None:
    five_events(store)
    assert broken_link(store, batch) is None

    tamper(store, "update events set result = 'x' where seq = 4")

    assert broken_link(store, batch) == 4
