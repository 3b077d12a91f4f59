"""The record of acts, on both engines: in commit order, chained, and guarded."""

import threading
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebase.domain.chain import FaultKind
from casebase.domain.errors import StorageDamaged
from casebase.store.connection import Connection, Store, WriteConflict
from casebase.store.events import (
    COLUMNS,
    append_event,
    count_by_act,
    count_people,
    each_event,
    find_event_of_command,
    find_fault,
    latest_seq,
    list_events_between,
    list_events_of,
    newest_of_days,
)
from casebase.store.ids import new_id
from tests.builders import an_event
from tests.chains import Expected, told
from tests.tampered_rows import WAYS, Drawn, Way, drawn, kept, tamper

TRIES, ROWS = 500, 7


@pytest.fixture
def unguarded(store: Store) -> Iterator[Store]:
    """A store whose events somebody made changeable."""
    tamper(store)
    yield store


def five_events(store: Store) -> None:
    with store.transaction() as con:
        for subject_id in "abcde":
            an_event(con, "visit", subject_id)


def fault(store: Store) -> Expected | None:
    with store.reading() as con:
        return told(find_fault(con))


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
    assert fault(store) is None


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
    assert fault(store) is None


def test_a_refused_act_takes_no_number(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as con:
        an_event(con, "visit", "a")
        raise ZeroDivisionError

    five_events(store)

    with store.reading() as con:
        assert latest_seq(con) == 5
    assert fault(store) is None


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
    assert fault(store) is None


@pytest.mark.parametrize(
    "statement", ["update events set detail = 'x' where seq = 2", "delete from events where seq = 2"]
)
def test_the_database_itself_refuses_to_change_or_delete_events(store: Store, statement: str) -> None:
    five_events(store)

    with pytest.raises(store.engine.failure, match="append-only"), store.transaction() as con:
        con.run(statement)

    with store.reading() as con:
        assert len(list_events_between(con, 0, 100)) == 5
    assert fault(store) is None


@pytest.mark.postgres
def test_postgresql_refuses_to_empty_the_table_at_a_stroke(postgresql_store: Store) -> None:
    five_events(postgresql_store)

    with pytest.raises(postgresql_store.engine.failure, match="append-only"), postgresql_store.transaction() as con:
        con.run("truncate events")

    assert fault(postgresql_store) is None


@pytest.mark.parametrize("column", [name for name in COLUMNS.split(", ") if name != "seq"])
def test_any_changed_column_is_found(store: Store, column: str) -> None:
    five_events(store)

    tamper(store, f"update events set {column} = 'something else' where seq = 3")

    assert fault(store) == (FaultKind.ALTERED, 3, 3)


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (["delete from events where seq = 3"], (FaultKind.DELETED, 3, 3)),
        (["delete from events where seq = 1"], (FaultKind.DELETED, 1, 1)),
        (["delete from events where seq in (2, 3, 4)"], (FaultKind.DELETED, 2, 4)),
        (["delete from events where seq = 5"], (FaultKind.CUT, 5, 5)),
        (["delete from events"], (FaultKind.CUT, 1, 5)),
        (
            ["update events set seq = 99 where seq = 3", "update events set seq = 3 where seq = 4"],
            (FaultKind.REORDERED, 3, 3),
        ),
        (["update events set seq = -7 where seq = 4"], (FaultKind.REORDERED, 1, 1)),
        (["update event_chain set head = 'something else'"], (FaultKind.ALTERED, 5, 5)),
        (["update event_chain set seq = 4"], (FaultKind.ADDED, 5, 5)),
        (["update events set seq = 6 where seq = 5"], (FaultKind.ALTERED, 5, 5)),
        (
            [
                "insert into events (seq, command_id, happened_at, account_id, act, subject_kind, subject_id, detail,"
                " result, previous_hash, hash) select 6, 'forged', happened_at, account_id, act, subject_kind,"
                " subject_id, detail, result, hash, hash from events where seq = 5"
            ],
            (FaultKind.ADDED, 6, 6),
        ),
    ],
    ids=["one", "first", "several", "last", "all", "moved", "to the front", "head", "rewound", "ahead", "forged"],
)
def test_what_was_deleted_moved_or_forged_is_found(store: Store, statements: list[str], expected: Expected) -> None:
    five_events(store)

    tamper(store, *statements)

    assert fault(store) == expected


@pytest.mark.parametrize("batch", [1, 2, 5, 6])
def test_every_event_is_walked_whatever_the_batch(store: Store, batch: int) -> None:
    five_events(store)
    walked: list[int] = []

    with store.reading() as con:
        seqs = [event.seq for event in each_event(con, walked.append, batch)]

    assert seqs == [1, 2, 3, 4, 5]
    assert walked[-1] == 5
    assert len(walked) == -(-5 // batch)


@settings(max_examples=TRIES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(WAYS), drawn(ROWS))
def test_whatever_is_done_to_the_rows_is_named_with_its_kind_and_number(unguarded: Store, way: Way, at: Drawn) -> None:
    with unguarded.transaction() as con:
        expected = way(con, kept(con, ROWS), at)

        assert told(find_fault(con)) == expected


@pytest.mark.parametrize("column", ["seq", "detail", "previous_hash", "hash", "command_id"])
@pytest.mark.parametrize("value", ["x'00'", "'text'", "1.5", "-1e999", "1e999"])
def test_values_that_only_sqlite_takes_are_named(sqlite_store: Store, column: str, value: str) -> None:
    five_events(sqlite_store)

    tamper(sqlite_store, f"update events set {column} = {value} where seq = 3")

    found = fault(sqlite_store)
    assert found is not None
    assert found[1] == (2 if (column, value) == ("seq", "1.5") else 3)  # where it stands now


def test_a_text_that_is_none_is_refused_in_a_sentence(sqlite_store: Store) -> None:
    five_events(sqlite_store)

    tamper(sqlite_store, "update events set detail = cast(x'ff' as text) where seq = 3")

    with pytest.raises(StorageDamaged, match="글자로 읽을 수 없는"):
        fault(sqlite_store)


def test_a_row_without_a_number_is_named_as_added(sqlite_store: Store) -> None:
    five_events(sqlite_store)

    tamper(
        sqlite_store,
        "insert into events select null, 'false', happened_at, account_id, act, subject_kind, subject_id,"
        " detail, result, previous_hash, hash from events where seq = 5",
    )

    assert fault(sqlite_store) == (FaultKind.ADDED, 6, 6)


def test_days_end_at_midnight_in_korea(store: Store) -> None:
    with store.transaction() as con:
        for moment in ("01T14:59:59", "01T15:00:00", "02T14:59:59", "01T14:00:00", "04T00:00:00"):
            an_event(con, "visit", "a", happened_at=datetime.fromisoformat(f"2026-12-{moment}Z"))

    with store.reading() as con:
        newest = newest_of_days(con, 0)
        assert [(day.day, event.seq) for day, event in newest] == [(2, 3), (1, 4), (4, 5)]  # in the events' order
        assert [(day.day, event.seq) for day, event in newest_of_days(con, 4)] == [(4, 5)]


def test_acts_and_people_are_counted_between_two_events(store: Store) -> None:
    with store.transaction() as con:
        for act in ("see", "act", "act", "see", "act", "late"):
            an_event(con, "visit", "a", act=act)

    with store.reading() as con:
        assert count_by_act(con, 1, 5) == [("act", 3, 2, 5), ("see", 1, 4, 4)]
        assert count_people(con, 1, 5) == 1
        assert count_by_act(con, 5, 5) == []
        assert count_people(con, 5, 5) == 0
