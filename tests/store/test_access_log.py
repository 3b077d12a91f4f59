"""The table `access_log`, on both engines."""

import threading

from casebase.domain.access_log import AccessFilter, Reading, Shown, Thing
from casebase.store.access_log import count_access, insert_readings, list_access, list_unkept
from casebase.store.connection import Store

AT = "2026-11-23T01:00:00.000000Z"
REVIEW = Reading(shown=Shown.RULING, thing=Thing.REVIEW, id="review-1", number="2026-면책-0001")


def keep(store: Store, *readings: Reading, at: str = AT) -> None:
    with store.transaction() as con:
        insert_readings(con, readings, account_id="somebody", session_id="session", act="see_review", at=at)


def test_the_same_reading_by_two_at_once_is_one_line(store: Store) -> None:
    both_ready = threading.Barrier(2)

    def one() -> None:
        both_ready.wait(10)
        keep(store, REVIEW)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.reading() as con:
        assert count_access(con, AccessFilter()) == 1


def test_what_has_a_line_already_is_told_apart(store: Store) -> None:
    other = Reading(shown=Shown.PERSONAL, thing=Thing.REVIEW, id="review-1", number="2026-면책-0001")
    keep(store, REVIEW)

    with store.reading() as con:
        assert list_unkept(con, "session", AT, [REVIEW, other, other]) == [other]
        assert list_unkept(con, "another", AT, [REVIEW]) == [REVIEW]
        assert list_unkept(con, "session", "2026-11-23T02:00:00.000000Z", [REVIEW]) == [REVIEW]


def test_a_reader_without_an_account_is_named_by_what_they_are(store: Store) -> None:
    keep(store, REVIEW)

    with store.reading() as con:
        (line,) = list_access(con, AccessFilter(), 10, 0)

    assert (line.name, line.login, line.address, line.act) == ("", "somebody", "", "see_review")
