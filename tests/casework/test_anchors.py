"""Anchors of the days that are over: kept once, by whoever comes first, and given out in a form that reads back."""

import threading
from datetime import timedelta

import pytest

from casebase.casework.anchors import anchor_file, keep_anchors, read_anchor
from casebase.domain.account import Role
from casebase.domain.chain import FaultKind
from casebase.domain.errors import FileRefused, InvalidEntry, NotPermitted
from casebase.store.connection import Store
from casebase.store.events import find_fault, latest_seq, list_events_between
from tests.anchored import YESTERDAY, anchored, events_on, kept, midnight_before, operator
from tests.builders import TODAY, an_event
from tests.case_builders import a_person
from tests.chains import told
from tests.tampered_rows import tamper


def days_before(count: int) -> object:
    return TODAY - timedelta(days=count)


def test_every_day_that_is_over_gets_the_number_and_hash_of_its_newest_event(store: Store) -> None:
    events_on(store, 3, 3, 1, 0)

    anchors = anchored(store)

    assert kept(store) == [(days_before(3), 2), (YESTERDAY, 3)]  # none of a day without events, none of today
    with store.reading() as con:
        assert [anchor.hash for anchor in anchors] == [event.hash for event in list_events_between(con, 1, 3)]


def test_an_anchor_is_taken_once_and_leaves_no_event(store: Store) -> None:
    events_on(store, 1)

    assert len(anchored(store)) == 1
    assert anchored(store) == ()
    assert kept(store) == [(YESTERDAY, 1)]
    with store.reading() as con:
        assert latest_seq(con) == 1


def test_a_day_ends_at_midnight_in_korea(store: Store) -> None:
    midnight = midnight_before(TODAY)
    with store.transaction() as con:
        an_event(con, "visit", "a", happened_at=midnight - timedelta(microseconds=1))
        an_event(con, "visit", "a", happened_at=midnight)

    anchored(store)

    assert kept(store) == [(YESTERDAY, 1)]


def test_many_at_once_keep_each_day_once(store: Store) -> None:
    events_on(store, 3, 2, 1)
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(len(anchored(store)))) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(counts) == 3
    assert kept(store) == [(days_before(3), 1), (days_before(2), 2), (YESTERDAY, 3)]


def test_what_is_recorded_late_stands_before_the_next_anchor(store: Store) -> None:
    events_on(store, 1)
    anchored(store)
    events_on(store, 1, 0)  # the clock was set back, or an act of yesterday took until now

    assert anchored(store) == ()
    anchored(store, days_from_now=1)

    assert kept(store) == [(YESTERDAY, 1), (TODAY, 3)]


def test_a_clock_that_ran_ahead_does_not_keep_real_days_from_their_anchors(store: Store) -> None:
    events_on(store, -400)
    anchored(store, days_from_now=401)
    events_on(store, 1)

    anchored(store)

    assert kept(store) == [(TODAY + timedelta(days=400), 1), (YESTERDAY, 2)]


def test_only_administrators_keep_anchors(store: Store) -> None:
    events_on(store, 1)

    with pytest.raises(NotPermitted):
        keep_anchors(a_person(store, Role.HEAD).desk)

    assert kept(store) == []
    assert len(keep_anchors(a_person(store, Role.ADMIN).desk)) == 1


def test_history_written_anew_is_told_by_the_kept_anchors_and_by_those_given_out(store: Store) -> None:
    events_on(store, 2, 1)
    anchored(store)
    given_out = read_anchor(anchor_file(operator(store)))
    tamper(store, "update anchors set hash = 'false' where seq = 1")

    with store.reading() as con:
        assert told(find_fault(con)) == (FaultKind.REWRITTEN, 1, 1)
    with store.transaction() as con:
        con.run("delete from anchors")
        con.run("delete from events where seq = 2")
        first = list_events_between(con, 0, 1)[0]
        con.run("update event_chain set seq = 1, head = ?", [first.hash])
    with store.reading() as con:
        assert find_fault(con) is None
        assert told(find_fault(con, [given_out])) == (FaultKind.CUT, 2, 2)


def test_an_anchor_given_out_reads_back(store: Store) -> None:
    events_on(store, 2, 1)
    anchors = anchored(store)

    assert read_anchor(anchor_file(operator(store))) == anchors[1]
    assert read_anchor(anchor_file(operator(store), anchors[0].day)) == anchors[0]


def test_a_day_without_an_anchor_is_refused(store: Store) -> None:
    with pytest.raises(InvalidEntry, match="아직 확정한 날이 없습니다"):
        anchor_file(operator(store))
    with pytest.raises(InvalidEntry, match="확정값이 없습니다"):
        anchor_file(operator(store), TODAY)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"day":"2026-13-01","hash":"a","seq":1,"taken_at":"x"}',
        b'{"day":"2026-11-01","hash":"a","seq":"1","taken_at":"x"}',
        b'{"day":"2026-11-01","hash":"a","seq":0,"taken_at":"x"}',
        b'{"day":"2026-11-01","hash":1,"seq":1,"taken_at":"x"}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_anchor_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused):
        read_anchor(content)
