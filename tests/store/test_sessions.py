"""The tables of sessions and of failed sign-ins, on both engines."""

from dataclasses import replace

from casebase.domain.account import Lack
from casebase.store.connection import Connection
from casebase.store.sessions import (
    count_live,
    find_session,
    insert_session,
    insert_try,
    list_live,
    list_live_of_account,
    list_tries,
    update_ended,
    update_ended_of_account,
    update_tries_cleared,
    update_tries_forgotten,
    update_used,
)
from tests.builders import a_session, an_account

EARLY, NOON, LATE = (f"2026-11-23T{hour}:00:00.000000Z" for hour in ("09", "12", "15"))


def test_a_session_comes_back_as_it_went_in(con: Connection) -> None:
    session = replace(
        a_session(an_account(con).id),
        address="192.0.2.1",
        device="Windows의 Chrome",
        used_at=NOON,
        lacks=(Lack.SECOND_FACTOR, Lack.PASSWORD),
    )
    insert_session(con, session)

    assert find_session(con, session.id) == session
    assert find_session(con, "none") is None


def test_an_ended_session_stays_ended_at_its_instant(con: Connection) -> None:
    session = a_session(an_account(con).id)
    insert_session(con, session)
    update_used(con, session.id, EARLY, NOON)

    update_ended(con, session.id, NOON)
    update_ended(con, session.id, LATE)
    update_used(con, session.id, LATE, LATE)

    assert find_session(con, session.id) == replace(session, idle_until=NOON, used_at=EARLY, ended_at=NOON)


def test_all_live_sessions_of_one_account_end_at_once(con: Connection) -> None:
    person, other = an_account(con), an_account(con)
    first, second, third, foreign = (a_session(owner.id) for owner in (person, person, person, other))
    idle, expired = replace(a_session(person.id), idle_until=NOON), replace(a_session(person.id), expires_at=EARLY)
    for session in (first, second, third, foreign, idle, expired):
        insert_session(con, session)
    update_ended(con, first.id, EARLY)

    assert update_ended_of_account(con, person.id, NOON) == 2

    all_of_them = [find_session(con, each.id) for each in (first, second, third, foreign, idle, expired)]
    assert [each and each.ended_at for each in all_of_them] == [EARLY, NOON, NOON, None, NOON, NOON]


def test_what_is_live_is_listed_with_the_one_used_last_first(con: Connection) -> None:
    person, other = an_account(con), an_account(con)
    early, late, ended, idle, foreign = (
        replace(a_session(owner.id), used_at=at, idle_until=until, ended_at=end)
        for owner, at, until, end in (
            (person, EARLY, "2027-01-01", None),
            (person, LATE, "2027-01-01", None),
            (person, LATE, "2027-01-01", LATE),
            (person, EARLY, NOON, None),
            (other, NOON, "2027-01-01", None),
        )
    )
    for session in (early, late, ended, idle, foreign):
        insert_session(con, session)

    assert list_live_of_account(con, person.id, NOON) == [late, early]
    assert list_live(con, NOON, 2, 0) == [late, foreign]
    assert list_live(con, NOON, 2, 2) == [early]
    assert count_live(con, NOON) == 3


def test_failed_tries_are_told_by_name_and_by_address_until_they_are_forgotten(con: Connection) -> None:
    for login, address, at in (("kim", "1", NOON), ("kim", "2", EARLY), ("lee", "1", LATE), ("kim", "1", LATE)):
        insert_try(con, login, address, at)

    assert list_tries(con, "kim", "1", NOON) == ([NOON, LATE], [NOON, LATE, LATE])
    update_tries_forgotten(con, NOON)
    assert list_tries(con, "kim", "2", EARLY) == ([NOON, LATE], [])
    update_tries_cleared(con, "kim")
    assert list_tries(con, "kim", "1", EARLY) == ([], [LATE])
