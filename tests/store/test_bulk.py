"""Filling an empty store: what is gathered arrives, and events find their place in the chain."""

import pytest

from casebase.store.bulk import Told, filling
from casebase.store.connection import Store
from casebase.store.events import append_event, find_fault, latest_seq, list_events_of
from tests.builders import a_business, a_visit, an_account


def told(at: str, result: str = "") -> Told:
    return Told(at, f"command of {at}", "operator", "finish_visit", "visit", "one", "{}", result)


def test_events_are_chained_as_they_happened_in_whatever_order_they_are_told(store: Store) -> None:
    with filling(store) as (_, chain):
        for day in ("2026-01-03", "2026-01-01", "2026-01-02"):
            chain.tell(told(f"{day}T01:00:00.000000Z"))

    with store.reading() as con:
        happened = [event.happened_at[:10] for event in reversed(list_events_of(con, "visit", "one"))]
        assert happened == ["2026-01-01", "2026-01-02", "2026-01-03"]
        assert find_fault(con) is None


def test_the_chain_goes_on_where_a_filling_ended(store: Store) -> None:
    with filling(store) as (_, chain):
        chain.tell(told("2026-01-01T01:00:00.000000Z"))

    with store.transaction() as con:
        append_event(con, **told("2026-01-02T01:00:00.000000Z")._asdict())

    with store.reading() as con:
        assert latest_seq(con) == 2
        assert find_fault(con) is None


def test_an_event_of_a_day_that_is_chained_already_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="2026-01-01"), filling(store) as (_, chain):
        chain.append_before("2026-01-02")
        chain.tell(told("2026-01-01T01:00:00.000000Z"))


def test_what_refers_to_what_came_before_is_written_and_read_back(store: Store) -> None:
    with filling(store) as (bulk, _):
        lead = an_account(bulk)
        visit = a_visit(bulk, a_business(bulk), lead)
        read_within = bulk.row("select lead_id from visits where id = ?", [visit.id])

    assert read_within == (lead.id,)
    with store.reading() as con:
        assert con.rows("select number from visits") == [(visit.number,)]


def test_after_a_filling_others_can_write_again(store: Store) -> None:
    with filling(store) as (bulk, _):
        an_account(bulk)

    with store.transaction() as con:
        an_account(con)
    with store.reading() as con:
        assert con.row("select count(*) from accounts") == (2,)
