"""A store with events on several days, so that days have anchors."""

from datetime import date, datetime, timedelta

from casebase.casework.anchors import keep_anchors
from casebase.casework.desk import Desk, operator_desk
from casebase.domain.chain import Anchor
from casebase.store.anchors import list_anchors
from casebase.store.connection import Store
from tests.builders import NOW, TODAY, an_event

YESTERDAY = TODAY - timedelta(days=1)


def events_on(store: Store, *days_ago: int, act: str = "finish_visit") -> None:
    """Record something at ten in the morning in Korea, once for each number of days before today."""
    with store.transaction() as con:
        for count in days_ago:
            an_event(con, "visit", "a", act=act, happened_at=NOW - timedelta(days=count))


def anchored(store: Store, *, days_from_now: int = 0) -> tuple[Anchor, ...]:
    """Keep what is due as the server does, and return what was kept."""
    return keep_anchors(operator(store, days_from_now))


def operator(store: Store, days_from_now: int = 0) -> Desk:
    return operator_desk(store, NOW + timedelta(days=days_from_now))


def kept(store: Store) -> list[tuple[date, int]]:
    """Return each day that has an anchor with its number, in the order of the events."""
    with store.reading() as con:
        return [(anchor.day, anchor.seq) for anchor in list_anchors(con)]


def midnight_before(day: date) -> datetime:
    """Return the instant at which a day begins in Korea."""
    return datetime.combine(day, datetime.min.time(), NOW.tzinfo) - timedelta(hours=9)
