"""What a session lacks when it is opened, that it reaches nothing until then, and how it goes on."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from casebase.casework import accounts as casework_accounts
from casebase.casework.accounts import change_own_password, me
from casebase.casework.counts import newest_event
from casebase.casework.desk import Desk, drafting, instant, reading
from casebase.casework.sign_in import FREE_TRIES, open_session, session_of_token
from casebase.casework.sign_in_steps import what_is_lacking
from casebase.casework.today import mark_seen
from casebase.domain.account import Account, Lack, Role, Session
from casebase.domain.errors import SignedOut, SignInRefused, SignInUnfinished
from casebase.store import second_factors, sessions
from casebase.store.accounts import update_password
from casebase.store.connection import Store
from casebase.store.settings import insert_setting
from tests.builders import NOW, TODAY, a_setting, an_account
from tests.case_builders import record_of

PASSWORD, NEW = "correct horse", "battery staple"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
RENEWED = session_of_token("the next token")
ROLES = "sign_in.second_factor_roles"


def a_newcomer(store: Store, role: Role = Role.AUDITOR, *, must_change: bool = True) -> Account:
    """Somebody whose password the administrator set."""
    with store.transaction() as con:
        account = an_account(con, role, login="kim")
        update_password(con, account.id, HASH, must_change_password=must_change)
    return account


def give_factor(store: Store, account: Account) -> None:
    with store.transaction() as con:
        second_factors.insert_factor(con, account.id, "sealed", instant(NOW), 1)


def sign_in(store: Store) -> Desk:
    token, _ = open_session(
        store, "kim", PASSWORD, "192.0.2.1", NOW, idle_minutes=480, hours=12, device="Windows의 Chrome"
    )
    return Desk(store=store, session_id=session_of_token(token), now=NOW)


def session_of(desk: Desk) -> Session:
    with desk.store.reading() as con:
        session = sessions.find_session(con, desk.session_id)
    assert session is not None
    return session


def test_a_session_keeps_where_it_was_opened_and_what_it_lacks(store: Store) -> None:
    a_newcomer(store)

    session = session_of(sign_in(store))

    assert (session.address, session.device, session.used_at) == ("192.0.2.1", "Windows의 Chrome", instant(NOW))
    assert session.lacks == (Lack.PASSWORD,)


@pytest.mark.parametrize("has_factor", [False, True])
@pytest.mark.parametrize("is_needed", [False, True])
@pytest.mark.parametrize("must_change", [False, True])
@pytest.mark.parametrize("by_password", [False, True])
def test_what_is_lacking_is_to_prove_then_to_change_then_to_set_up(
    sqlite_store: Store, has_factor: bool, is_needed: bool, must_change: bool, by_password: bool
) -> None:
    account = a_newcomer(sqlite_store, must_change=must_change)
    if has_factor:
        give_factor(sqlite_store, account)

    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting(ROLES, "모두" if is_needed else "관리자", TODAY))
        lacks = what_is_lacking(con, account, TODAY, by_password=by_password)

    password = [Lack.PASSWORD] if must_change and by_password else []
    if has_factor:
        assert list(lacks) == [Lack.SECOND_FACTOR, *password]
    else:
        assert list(lacks) == [*password, *([Lack.SECOND_FACTOR] if is_needed else [])]


REACHED: dict[str, Callable[[Desk], object]] = {
    "a look": me,
    "another look": newest_event,
    "an act": lambda desk: mark_seen(desk, 1),
    "a draft": lambda desk: drafting(desk).__enter__(),
    "what is one's own": lambda desk: reading(desk).__enter__(),
}


@pytest.mark.parametrize("reach", REACHED.values(), ids=REACHED.keys())
@pytest.mark.parametrize("lack", Lack)
def test_a_session_that_lacks_something_reaches_nothing(
    sqlite_store: Store, lack: Lack, reach: Callable[[Desk], object]
) -> None:
    a_newcomer(sqlite_store, must_change=False)
    whole = sign_in(sqlite_store)
    half = replace(whole, session_id=session_of_token("half"))
    with sqlite_store.transaction() as con:
        sessions.insert_session(con, replace(session_of(whole), id=half.session_id, lacks=(lack,)))
    before = record_of(sqlite_store)

    with pytest.raises(SignInUnfinished, match="로그인이 아직 끝나지 않았습니다"):
        reach(half)

    assert record_of(sqlite_store) == before
    reach(whole)


def test_only_the_step_that_is_next_may_be_taken(sqlite_store: Store) -> None:
    account = a_newcomer(sqlite_store)
    give_factor(sqlite_store, account)
    desk = sign_in(sqlite_store)
    before = record_of(sqlite_store)

    with pytest.raises(SignInUnfinished, match="2단계 인증을 마친 뒤에"):
        change_own_password(desk, PASSWORD, NEW, RENEWED)

    assert record_of(sqlite_store) == before


def test_a_changed_password_lets_in_under_another_token_and_ends_every_other_session(store: Store) -> None:
    account = a_newcomer(store)
    first, second = sign_in(store), sign_in(store)

    change_own_password(first, PASSWORD, NEW, RENEWED)

    assert me(replace(first, session_id=RENEWED)).id == account.id
    for desk in (first, second):
        with pytest.raises(SignedOut):
            me(desk)
    renewed, before = session_of(replace(first, session_id=RENEWED)), session_of(first)
    assert renewed.lacks == ()
    assert (renewed.expires_at, renewed.started_at) == (before.expires_at, before.started_at)


def test_only_sessions_that_were_live_are_counted_as_ended(store: Store) -> None:
    a_newcomer(store)
    here, _, long_ago = sign_in(store), sign_in(store), sign_in(store)
    with store.transaction() as con:
        con.run("update sessions set idle_until = ? where id = ?", [instant(NOW), long_ago.session_id])

    change_own_password(here, PASSWORD, NEW, RENEWED)

    with store.reading() as con:
        (detail,) = con.rows("select detail from events order by seq desc limit 1")[0]
    assert json.loads(detail)["count_ended"] == 1
    assert session_of(long_ago).ended_at == instant(NOW)


def test_a_password_changed_leaves_a_second_factor_to_set_up(sqlite_store: Store) -> None:
    a_newcomer(sqlite_store, Role.ADMIN)
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting(ROLES, "관리자", TODAY))
    desk = sign_in(sqlite_store)

    change_own_password(desk, PASSWORD, NEW, RENEWED)

    assert session_of(replace(desk, session_id=RENEWED)).lacks == (Lack.SECOND_FACTOR,)
    with pytest.raises(SignInUnfinished):
        me(replace(desk, session_id=RENEWED))


def test_who_knows_the_password_alone_cannot_have_the_tries_forgotten(sqlite_store: Store) -> None:
    give_factor(sqlite_store, a_newcomer(sqlite_store, must_change=False))

    for _ in range(FREE_TRIES):
        sign_in(sqlite_store)

    with pytest.raises(SignInRefused) as refused:
        sign_in(sqlite_store)
    assert refused.value.wait_seconds == 15


def test_a_step_does_not_outlive_its_session(sqlite_store: Store) -> None:
    a_newcomer(sqlite_store)
    desk = sign_in(sqlite_store)

    with pytest.raises(SignedOut):
        change_own_password(replace(desk, now=NOW + timedelta(hours=12)), PASSWORD, NEW, RENEWED)


def test_the_page_of_the_password_says_whether_it_must_be_changed(sqlite_store: Store) -> None:
    a_newcomer(sqlite_store)
    desk = sign_in(sqlite_store)

    assert casework_accounts.own_password_page(desk)[1]
    change_own_password(desk, PASSWORD, NEW, RENEWED)
    assert not casework_accounts.own_password_page(replace(desk, session_id=RENEWED))[1]
