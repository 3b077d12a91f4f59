"""The thread that fills the index behind everybody's back."""

import threading
import time

from pytest import LogCaptureFixture, MonkeyPatch

from casebase.domain.passage import Passage
from casebase.insight.mirror import Mirror, refresh
from casebase.insight.search import following, index
from casebase.insight.search.following import keep_following, stop_following
from casebase.insight.search.index import progress
from casebase.insight.search.terms import PassageTerms, terms_of
from casebase.store.connection import Store
from tests.builders import an_event
from tests.precedent_builders import a_precedent


def ended(mirror: Mirror) -> bool:
    until = time.monotonic() + 60
    while mirror in following._following and time.monotonic() < until:
        time.sleep(0.01)
    return mirror not in following._following


def test_a_thread_reads_all_that_is_missing_and_ends(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        for _ in range(3):
            an_event(con, "precedent", a_precedent(con).id)

    keep_following(mirror, sqlite_store)
    thread = following._following.get(mirror)
    keep_following(mirror, sqlite_store)

    assert following._following.get(mirror) in {thread, None}
    assert ended(mirror)
    assert progress(mirror, refresh(mirror, sqlite_store)).count_read == 3


def test_a_failure_ends_the_thread_and_the_next_begins_another(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        an_event(con, "unheard_of", "1")

    keep_following(mirror, sqlite_store)

    assert ended(mirror)


def test_a_thread_that_is_told_to_stop_ends_after_the_text_it_reads_and_complains_of_nothing(
    sqlite_store: Store, mirror: Mirror, monkeypatch: MonkeyPatch, caplog: LogCaptureFixture
) -> None:
    with sqlite_store.transaction() as con:
        for _ in range(3):
            an_event(con, "precedent", a_precedent(con).id)
    is_reading = threading.Event()

    def slowly(passage: Passage) -> PassageTerms:
        is_reading.set()
        time.sleep(0.05)  # and as long a rest after it
        return terms_of(passage)

    monkeypatch.setattr(index, "terms_of", slowly)
    keep_following(mirror, sqlite_store)
    assert is_reading.wait(60)

    stop_following(mirror)
    stop_following(mirror)  # there is none any more

    assert mirror not in following._following
    assert not progress(mirror, refresh(mirror, sqlite_store)).is_complete
    assert not caplog.records
