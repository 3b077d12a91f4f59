"""Codes at signing in: near enough to now, each good once, guesses slowed down."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casebase.casework.accounts import me
from casebase.casework.desk import Desk
from casebase.casework.second_factor import make_offer, reset_second_factor, second_factor_page, set_second_factor
from casebase.casework.sign_in import FREE_TRIES, session_of_token
from casebase.casework.sign_in_codes import prove_second_factor
from casebase.domain.account import Lack, Role
from casebase.domain.errors import SignedOut, SignInRefused, SignInUnfinished
from casebase.store.connection import Store
from casebase.store.sealing import KEY_FILE
from casebase.store.sessions import find_session, insert_session
from tests.builders import NOW, a_session
from tests.case_builders import Person, a_person
from tests.second_factors import a_code, a_second_factor

HOME = "192.0.2.1"


def a_half_signed_in(person: Person, *lacks: Lack) -> Desk:
    """A desk of a session that waits for a code."""
    session = replace(a_session(person.id), lacks=lacks or (Lack.SECOND_FACTOR,))
    with person.store.transaction() as con:
        insert_session(con, session)
    return replace(person.desk, session_id=session.id)


def prove(desk: Desk, code: str, at: datetime = NOW) -> Desk:
    token = prove_second_factor(desk.store, desk.session_id, code, HOME, at)
    return replace(desk, session_id=session_of_token(token))


def test_a_code_lets_in_under_another_token(store: Store) -> None:
    person = a_person(store)
    secret = a_second_factor(store, person.id)
    half = a_half_signed_in(person)
    with pytest.raises(SignInUnfinished):
        me(half)

    whole = prove(half, a_code(secret))

    assert me(whole).id == person.id
    with pytest.raises(SignedOut):
        me(half)
    assert me(person.desk).id == person.id, "elsewhere one stays signed in"


def test_a_code_leaves_what_else_is_lacking(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    secret = a_second_factor(sqlite_store, person.id)

    desk = prove(a_half_signed_in(person, Lack.SECOND_FACTOR, Lack.PASSWORD), a_code(secret))

    with sqlite_store.reading() as con:
        session = find_session(con, desk.session_id)
    assert session is not None
    assert session.lacks == (Lack.PASSWORD,)


@pytest.mark.parametrize(("seconds", "is_taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_device_s_clock_may_be_half_a_minute_off(sqlite_store: Store, seconds: int, is_taken: bool) -> None:
    person = a_person(sqlite_store)
    code = a_code(a_second_factor(sqlite_store, person.id), NOW + timedelta(seconds=seconds))
    half = a_half_signed_in(person)

    if is_taken:
        assert me(prove(half, code)).id == person.id
    else:
        with pytest.raises(SignInRefused, match="코드가 맞지 않습니다"):
            prove(half, code)


def test_a_code_is_typed_with_a_space_in_it_as_apps_show_it(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    code = a_code(a_second_factor(sqlite_store, person.id))

    assert me(prove(a_half_signed_in(person), f" {code[:3]} {code[3:]} ")).id == person.id


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "\0"])
def test_what_is_no_code_lets_nobody_in(sqlite_store: Store, code: str) -> None:
    person = a_person(sqlite_store)
    a_second_factor(sqlite_store, person.id)

    with pytest.raises(SignInRefused):
        prove(a_half_signed_in(person), code)


def test_a_code_is_good_once_and_so_is_every_one_before_it(store: Store) -> None:
    person = a_person(store)
    secret = a_second_factor(store, person.id)

    prove(a_half_signed_in(person), a_code(secret))

    for seconds in (0, -30):
        with pytest.raises(SignInRefused):
            prove(a_half_signed_in(person), a_code(secret, NOW + timedelta(seconds=seconds)))
    prove(a_half_signed_in(person), a_code(secret, NOW + timedelta(seconds=30)))


def test_a_code_used_twice_at_the_same_instant_lets_in_once(store: Store) -> None:
    person = a_person(store)
    code = a_code(a_second_factor(store, person.id))
    halves, answers = [a_half_signed_in(person) for _ in range(4)], []
    ready = threading.Barrier(len(halves))

    def try_in(half: Desk) -> None:
        ready.wait(10)
        try:
            answers.append(prove(half, code).session_id)
        except SignInRefused:
            answers.append("")

    tries = [threading.Thread(target=try_in, args=[half]) for half in halves]
    for each in tries:
        each.start()
    for each in tries:
        each.join()

    assert len(answers) == 4
    assert sum(map(bool, answers)) == 1


def test_guesses_are_counted_as_tries_at_signing_in(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    secret = a_second_factor(sqlite_store, person.id)
    half = a_half_signed_in(person)
    for _ in range(FREE_TRIES):
        with pytest.raises(SignInRefused) as refused:
            prove(half, "000000")
        assert refused.value.wait_seconds == 0

    with pytest.raises(SignInRefused) as refused:
        prove(half, a_code(secret))

    assert refused.value.wait_seconds == 15
    assert me(prove(half, a_code(secret), NOW + timedelta(seconds=16))).id == person.id
    with sqlite_store.reading() as con:
        assert con.row("select count(*) from sign_in_tries") == (0,)


def test_a_code_is_no_way_into_a_session_that_waits_for_none(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    code = a_code(a_second_factor(sqlite_store, person.id))

    for desk in (person.desk, a_half_signed_in(person, Lack.PASSWORD), replace(person.desk, session_id="nobody's")):
        with pytest.raises(SignedOut):
            prove(desk, code)


def test_a_lost_key_is_told_and_mended_by_a_reset(sqlite_store: Store) -> None:
    admin, person = a_person(sqlite_store, Role.ADMIN), a_person(sqlite_store)
    code = a_code(a_second_factor(sqlite_store, person.id))
    (sqlite_store.home / KEY_FILE).unlink()

    with pytest.raises(SignInRefused, match="관리자에게 초기화를 요청하세요"):
        prove(a_half_signed_in(person), code)

    reset_second_factor(admin.desk, person.id)
    with pytest.raises(SignedOut):
        me(person.desk)


def test_the_code_of_setting_up_is_used_up(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    offer = make_offer(sqlite_store.home, second_factor_page(person.desk))
    set_second_factor(person.desk, offer.sealed, a_code(offer.secret), session_of_token("the next token"))

    with pytest.raises(SignInRefused):
        prove(a_half_signed_in(person), a_code(offer.secret))
