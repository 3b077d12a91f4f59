"""Anchors as they are kept: one a day, in the order of the events, never changed."""

from datetime import timedelta

import pytest

from casebase.domain.chain import Anchor
from casebase.store.anchors import insert_anchor, list_anchors
from casebase.store.connection import Connection, Store
from tests.builders import TODAY
from tests.chains import TAKEN_AT


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
