"""What the server does once a day is over: the anchor is kept, old readings are forgotten, failures are survived."""

import logging
import threading
from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest

from casebase.casework.desk import instant
from casebase.casework.office import Office
from casebase.store.columns import marks
from casebase.store.connection import Store
from casebase.web import day_end
from casebase.web.day_end import end_day, follow_days
from tests.anchored import YESTERDAY, events_on, kept
from tests.builders import NOW, TODAY

SOON = 30  # seconds within which a thread is sure to have had its turn


@pytest.fixture
def ended() -> Iterator[threading.Event]:
    """Set once a day was ended."""
    done = threading.Event()
    true_end = end_day

    def end(office: Office, now: object) -> None:  # noqa: ARG001 - the test's own clock
        true_end(office, NOW)
        done.set()

    with patch.object(day_end, "end_day", end):
        yield done


def test_a_day_that_is_over_is_anchored_once(served: Office) -> None:
    events_on(served.store, 1, 0)

    end_day(served, NOW)
    end_day(served, NOW)
    assert kept(served.store) == [(YESTERDAY, 1)]
    end_day(served, NOW + timedelta(days=1))

    assert kept(served.store) == [(YESTERDAY, 1), (TODAY, 2)]


def test_old_readings_are_forgotten(served: Office) -> None:
    columns = "id, happened_at, account_id, session_id, address, act, what, subject_kind, subject_id, number, hour"
    with served.store.transaction() as con:
        for moment in (NOW - timedelta(days=3 * 366), NOW):
            values = [moment.year, instant(moment), *[""] * 8, moment.year]
            con.run(f"insert into access_log ({columns}) values ({marks(columns)})", list(map(str, values)))

    end_day(served, NOW)

    with served.store.reading() as con:
        assert con.rows("select id from access_log") == [(str(NOW.year),)]


def test_the_server_ends_days_until_it_stops(served: Office, ended: threading.Event) -> None:
    events_on(served.store, 1)

    stop = follow_days(served)
    assert ended.wait(SOON)
    stop()

    assert kept(served.store) == [(YESTERDAY, 1)]
    assert not [thread for thread in threading.enumerate() if thread.name == "days"]


def test_what_fails_is_told_in_the_log_and_tried_again(
    served: Office, ended: threading.Event, caplog: pytest.LogCaptureFixture
) -> None:
    events_on(served.store, 1)
    transaction, failing = Store.transaction, [OSError("disk")]

    def failing_once(store: Store) -> object:
        if failing:
            raise failing.pop()
        return transaction(store)

    with (
        caplog.at_level(logging.ERROR, "casebase"),
        patch.object(day_end, "LOOKS_EVERY", 0.01),
        patch.object(Store, "transaction", failing_once),
    ):
        stop = follow_days(served)
        assert ended.wait(SOON)
        stop()

    assert "it is tried again" in caplog.text
    assert kept(served.store) == [(YESTERDAY, 1)]
