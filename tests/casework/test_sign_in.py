"""Signing in: one answer to every wrong pair, patience after failures, sessions that end."""

import threading
from datetime import date, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from casebase.casework import passwords, sign_in
from casebase.casework.desk import instant
from casebase.casework.sign_in import (
    FREE_TRIES,
    FREE_TRIES_OF_ADDRESS,
    WINDOW,
    close_session,
    is_live,
    keep_alive,
    open_session,
    open_session_for,
    session_of_token,
)
from casebase.domain.account import Account
from casebase.domain.errors import SignInRefused
from casebase.store.accounts import update_password
from casebase.store.connection import Store
from casebase.store.sessions import find_session, insert_try
from tests.builders import NOW, an_account

PASSWORD = "correct horse"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)  # as quick as a test must be
HOME, ELSEWHERE = "192.0.2.1", "192.0.2.2"


def a_person(store: Store, login: str = "kim", ends_on: date | None = None) -> Account:
    """Somebody who can sign in with PASSWORD."""
    with store.transaction() as con:
        account = an_account(con, login=login, ends_on=ends_on)
        update_password(con, account.id, HASH)
    return account


def try_in(
    store: Store, login: str = "kim", password: str = PASSWORD, address: str = HOME, at: datetime = NOW
) -> tuple[str, Account]:
    return open_session(store, login, password, address, at, idle_minutes=480, hours=12)


def fail(store: Store, count: int, login: str = "kim", address: str = HOME, at: datetime = NOW) -> None:
    for _ in range(count):
        with pytest.raises(SignInRefused) as refused:
            try_in(store, login, "wrong password", address, at)
        assert refused.value.wait_seconds == 0


def count_sessions(store: Store) -> int:
    with store.reading() as con:
        return int((con.row("select count(*) from sessions") or (0,))[0])


def test_the_right_pair_opens_a_session_of_which_only_the_hash_is_kept(store: Store) -> None:
    person = a_person(store)

    token, account = try_in(store)

    assert account.id == person.id
    assert is_live(store, session_of_token(token), NOW)
    with store.reading() as con:
        assert con.row("select id, account_id from sessions") == (session_of_token(token), person.id)
        assert token not in str(con.rows("select * from sessions"))


def test_a_login_is_the_same_in_capitals_and_with_spaces_around(store: Store) -> None:
    person = a_person(store)

    _, account = try_in(store, " KIM ")

    assert account.id == person.id


def test_a_wrong_password_an_unknown_name_and_a_term_that_is_over_get_the_same_answer(store: Store) -> None:
    a_person(store)
    a_person(store, "lee", ends_on=date(2026, 11, 22))
    answers = set()

    for login, password in (("kim", "wrong password"), ("nobody", PASSWORD), ("lee", PASSWORD), ("\0", "\0")):
        with pytest.raises(SignInRefused) as refused:
            try_in(store, login, password)
        answers.add(str(refused.value))

    assert len(answers) == 1
    assert count_sessions(store) == 0


def test_the_last_day_of_a_term_is_a_day_in_korea(store: Store) -> None:
    a_person(store, ends_on=date(2026, 11, 23))
    midnight_in_korea = NOW.replace(hour=15)

    try_in(store, at=midnight_in_korea - timedelta(seconds=1))
    with pytest.raises(SignInRefused):
        try_in(store, at=midnight_in_korea)

    assert count_sessions(store) == 1


def test_an_unknown_name_costs_the_work_of_a_known_one() -> None:
    known = passwords.hash_password(PASSWORD)

    assert known.split("$")[:4] == passwords.OF_NOBODY.split("$")[:4]
    assert not PasswordHasher().check_needs_rehash(passwords.OF_NOBODY)


def test_after_five_failures_even_the_right_password_waits_and_the_wait_ends(store: Store) -> None:
    a_person(store)
    fail(store, FREE_TRIES)

    with pytest.raises(SignInRefused) as refused:
        try_in(store)

    assert refused.value.wait_seconds == 15
    assert "15초 뒤에" in str(refused.value)
    assert count_sessions(store) == 0
    try_in(store, at=NOW + timedelta(seconds=15))


def test_each_further_failure_doubles_the_wait(store: Store) -> None:
    a_person(store)
    fail(store, FREE_TRIES)
    at, waits = NOW, []

    for _ in range(3):
        with pytest.raises(SignInRefused) as refused:
            try_in(store, at=at)
        waits.append(refused.value.wait_seconds)
        at += timedelta(seconds=waits[-1])
        fail(store, 1, at=at)

    assert waits == [15, 30, 60]


def test_however_many_the_failures_the_wait_is_a_quarter_of_an_hour_at_most(store: Store) -> None:
    with store.transaction() as con:
        for _ in range(100):
            insert_try(con, "kim", HOME, instant(NOW))

    with pytest.raises(SignInRefused) as refused:
        try_in(store)

    assert refused.value.wait_seconds == WINDOW.seconds
    assert "15분 뒤에" in str(refused.value)


def test_a_name_without_an_account_waits_just_the_same(store: Store) -> None:
    a_person(store)
    fail(store, FREE_TRIES, login="nobody")

    with pytest.raises(SignInRefused) as refused:
        try_in(store, "nobody")

    assert refused.value.wait_seconds == 15
    try_in(store)


def test_a_name_waits_whatever_the_address(store: Store) -> None:
    a_person(store)
    fail(store, FREE_TRIES)

    with pytest.raises(SignInRefused) as refused:
        try_in(store, address=ELSEWHERE)

    assert refused.value.wait_seconds == 15


def test_an_address_waits_whatever_the_name(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "is_password", lambda *_: False)  # thirty hashes would take seconds
    a_person(store)
    for number in range(FREE_TRIES_OF_ADDRESS):
        fail(store, 1, login=f"guess-{number}")

    with pytest.raises(SignInRefused) as refused:
        try_in(store)
    with pytest.raises(SignInRefused) as elsewhere:
        try_in(store, address=ELSEWHERE)

    assert (refused.value.wait_seconds, elsewhere.value.wait_seconds) == (15, 0)


def test_a_password_taken_away_while_it_is_looked_at_opens_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = a_person(store)

    def taken_away_meanwhile(password_hash: str, password: str) -> bool:
        with store.transaction() as con:
            update_password(con, person.id, HASH.replace("argon2id", "argon2i"))
        return passwords.is_password(password_hash, password)

    monkeypatch.setattr(sign_in, "is_password", taken_away_meanwhile)

    with pytest.raises(SignInRefused, match="맞지 않습니다"):
        try_in(store)

    assert count_sessions(store) == 0


def test_success_forgets_the_failures_of_that_name(store: Store) -> None:
    a_person(store)
    fail(store, FREE_TRIES - 1)

    try_in(store)

    fail(store, FREE_TRIES - 1)
    try_in(store)


def test_failures_are_forgotten_after_the_window(store: Store) -> None:
    a_person(store)
    fail(store, FREE_TRIES)

    try_in(store, at=NOW + WINDOW + timedelta(seconds=1))

    with store.reading() as con:
        assert con.row("select count(*) from sign_in_tries") == (0,)


def test_many_guesses_at_once_are_counted_before_they_are_looked_at(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_person(sqlite_store)
    looked_at: list[str] = []
    monkeypatch.setattr(sign_in, "is_password", lambda _, password: looked_at.append(password))

    def guess(number: int) -> None:
        with pytest.raises(SignInRefused):
            try_in(sqlite_store, password=f"guess {number}")

    guesses = [threading.Thread(target=guess, args=[number]) for number in range(20)]
    for thread in guesses:
        thread.start()
    for thread in guesses:
        thread.join()

    assert len(looked_at) == FREE_TRIES


def test_a_session_ends_when_it_is_left_alone(store: Store) -> None:
    session = session_of_token(open_session_for(store, a_person(store).id, NOW, idle_minutes=30, hours=12))

    assert is_live(store, session, NOW + timedelta(minutes=29))
    assert not is_live(store, session, NOW + timedelta(minutes=30))


def test_use_moves_idleness_on_but_never_past_the_absolute_end(store: Store) -> None:
    session = session_of_token(open_session_for(store, a_person(store).id, NOW, idle_minutes=30, hours=1))

    keep_alive(store, session, NOW + timedelta(minutes=29), idle_minutes=30)
    assert is_live(store, session, NOW + timedelta(minutes=58))
    keep_alive(store, session, NOW + timedelta(minutes=58), idle_minutes=30)

    assert is_live(store, session, NOW + timedelta(minutes=59))
    assert not is_live(store, session, NOW + timedelta(minutes=60))


def test_a_closed_session_stays_closed(store: Store) -> None:
    session = session_of_token(open_session_for(store, a_person(store).id, NOW, idle_minutes=30, hours=1))

    close_session(store, session, NOW)
    keep_alive(store, session, NOW, idle_minutes=30)

    assert not is_live(store, session, NOW)
    with store.reading() as con:
        kept = find_session(con, session)
    assert kept is not None
    assert kept.ended_at == instant(NOW)


def test_a_session_ends_with_its_account_s_term(store: Store) -> None:
    person = a_person(store, ends_on=date(2026, 11, 23))
    session = session_of_token(open_session_for(store, person.id, NOW, idle_minutes=6000, hours=100))

    assert is_live(store, session, NOW)
    assert not is_live(store, session, NOW + timedelta(days=1))


def test_a_session_nobody_opened_is_not_live(store: Store) -> None:
    assert not is_live(store, session_of_token("guess"), NOW)
