"""Anchors as they are kept: one a day, in the order of the events, never changed; other values are named."""

from datetime import timedelta

import pytest

from casebase.domain.chain import Anchor, FaultKind
from casebase.domain.errors import StorageDamaged
from casebase.store.anchors import insert_anchor, list_anchors
from casebase.store.connection import Connection, Store
from casebase.store.events import find_fault
from tests.builders import TODAY, an_event
from tests.chains import TAKEN_AT, told
from tests.tampered_rows import tamper


def an_anchor(days_ago: int, seq: int) -> Anchor:
    return Anchor(day=TODAY - timedelta(days=days_ago), seq=seq, hash=f"hash {seq}", taken_at=TAKEN_AT)


def test_anchors_are_listed_in_the_order_of_the_events(con: Connection) -> None:
    anchors = [an_anchor(1, 30), an_anchor(2, 40), an_anchor(3, 10)]
    for anchor in anchors:
        assert insert_anchor(con, anchor)

    assert list_anchors(con) == [anchors[2], anchors[0], anchors[1]]


def test_a_day_has_one_anchor_and_the_first_stays(con: Connection) -> None:
    insert_anchor(con, an_anchor(1, 30))

    assert not insert_anchor(con, an_anchor(1, 31))
    assert list_anchors(con) == [an_anchor(1, 30)]


@pytest.mark.parametrize("statement", ["update anchors set hash = 'x'", "delete from anchors"])
def test_the_database_itself_refuses_to_change_or_delete_anchors(store: Store, statement: str) -> None:
    with store.transaction() as con:
        insert_anchor(con, an_anchor(1, 30))

    with pytest.raises(store.engine.failure, match="append-only"), store.transaction() as con:
        con.run(statement)

    with store.reading() as con:
        assert list_anchors(con) == [an_anchor(1, 30)]


@pytest.mark.parametrize("value", ["'text'", "x'00'", "1.5"])
def test_an_end_that_is_no_number_is_no_end(sqlite_store: Store, value: str) -> None:
    with sqlite_store.transaction() as con:
        an_event(con, "visit", "a")

    tamper(sqlite_store, f"update event_chain set seq = {value}")

    with sqlite_store.reading() as con:
        assert told(find_fault(con)) == (FaultKind.ADDED, 1, 1)


@pytest.mark.parametrize("change", ["day = x'00'", "day = 'text'", "seq = x'00'", "seq = 1.5", "hash = x'00'"])
def test_an_anchor_of_other_values_is_refused_in_a_sentence(sqlite_store: Store, change: str) -> None:
    anchor = "insert into anchors (day, seq, hash, taken_at) values ('2026-01-02', 1, 'a', 'b')"

    tamper(sqlite_store, anchor, f"update anchors set {change}")

    with sqlite_store.reading() as con, pytest.raises(StorageDamaged, match="확정값"):
        find_fault(con)
