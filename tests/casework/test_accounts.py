"""Accounts: given, changed and ended by the administrator; each change ends what it must."""

import json
from dataclasses import replace
from datetime import date

import pytest

from casebase.casework.accounts import (
    add_account,
    change_account,
    change_own_password,
    end_sessions,
    me,
    set_password,
)
from casebase.casework.passwords import is_password
from casebase.casework.sign_in import session_of_token
from casebase.domain.account import Role
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound, SeveralInvalid, SignedOut
from casebase.store.accounts import fetch_account, find_account_by_login, must_change_password
from casebase.store.connection import Store
from tests.builders import a_desk
from tests.case_builders import Person, a_person, record_of

PASSWORD = "correct horse"
RENEWED = session_of_token("the token of the session that goes on")


def fields(**changes: str) -> dict[str, str]:
    return {
        "login": "kim.auditor",
        "account_name": "김감사",
        "role": "auditor",
        "begins_on": "2026-01-01",
        "ends_on": "",
        "agency_id": "",
        "department": "감사1팀",
        **changes,
    }


def of(person: Person, **changes: str) -> dict[str, str]:
    """What the form holds of a person's account."""
    account = person.account
    held = {"login": account.login, "account_name": account.name, "role": account.role.value}
    held |= {"begins_on": account.begins_on.isoformat(), "agency_id": account.agency_id or ""}
    return fields(**(held | changes))


def test_an_account_is_given_with_a_password_that_is_never_kept(store: Store) -> None:
    admin = a_person(store, Role.ADMIN)

    account_id = add_account(admin.desk, fields(ends_on="2026-12-31"), PASSWORD)

    with store.reading() as con:
        found = find_account_by_login(con, "kim.auditor")
        (detail,) = con.rows("select detail from events where act = 'add_account'")
    assert found is not None
    account, password_hash = found
    assert (account.id, account.name, account.role) == (account_id, "김감사", Role.AUDITOR)
    assert (account.begins_on, account.ends_on, account.department) == (date(2026, 1, 1), date(2026, 12, 31), "감사1팀")
    assert is_password(password_hash, PASSWORD)
    assert PASSWORD not in password_hash + detail[0]
    assert password_hash not in detail[0]


REFUSED = {
    "a short login": ({"login": "ab"}, "login", "3~40자입니다"),
    "a login in capitals": ({"login": "Kim"}, "login", "영문 소문자"),
    "a login in Hangul": ({"login": "김감사"}, "login", "영문 소문자"),
    "a login with a slash": ({"login": "kim/admin"}, "login", "영문 소문자"),
    "no login": ({"login": ""}, "login", "아이디를 입력하세요"),
    "no name": ({"account_name": ""}, "account_name", "이름을 입력하세요"),
    "no role": ({"role": "king"}, "role", "역할을 목록에서 고르세요"),
    "no first day": ({"begins_on": ""}, "begins_on", "시작일을 고르세요"),
    "an end before the start": ({"ends_on": "2025-12-31"}, "ends_on", "시작일보다 앞설 수 없습니다"),
    "an unknown agency": ({"agency_id": "nowhere"}, "agency_id", "소속 기관을 목록에서 고르세요"),
}


@pytest.mark.parametrize(("changes", "field", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_bad_input_is_named_at_its_field_and_nothing_is_written(
    sqlite_store: Store, changes: dict[str, str], field: str, sentence: str
) -> None:
    admin = a_person(sqlite_store, Role.ADMIN)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        add_account(admin.desk, fields(**changes), PASSWORD)

    (fault,) = refused.value.faults
    assert (fault.field, sentence in str(fault)) == (field, True)
    assert record_of(sqlite_store) == before


def test_a_login_is_one_person_s_and_a_password_long_enough(sqlite_store: Store) -> None:
    admin = a_person(sqlite_store, Role.ADMIN)
    add_account(admin.desk, fields(), PASSWORD)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry) as taken:
        add_account(admin.desk, fields(), PASSWORD)
    with pytest.raises(InvalidEntry) as short:
        add_account(admin.desk, fields(login="lee"), "nine char")

    assert (taken.value.field, short.value.field) == ("login", "password")
    assert "10자 이상" in str(short.value)
    assert record_of(sqlite_store) == before


def test_a_new_role_ends_the_sessions_of_the_old_one(store: Store) -> None:
    admin, auditor = a_person(store, Role.ADMIN), a_person(store)

    change_account(admin.desk, auditor.id, 1, of(auditor, role="head"))

    with pytest.raises(SignedOut):
        me(auditor.desk)
    with store.reading() as con:
        changed = fetch_account(con, auditor.id)
    assert (changed.role, changed.login, changed.version) == (Role.HEAD, auditor.account.login, 2)
    assert me(a_desk(store, changed)).role == Role.HEAD


@pytest.mark.parametrize(
    "term", [{"ends_on": "2026-11-22"}, {"begins_on": "2026-11-24"}], ids=["over", "not yet begun"]
)
def test_a_term_that_is_not_now_ends_the_sessions(sqlite_store: Store, term: dict[str, str]) -> None:
    admin, auditor = a_person(sqlite_store, Role.ADMIN), a_person(sqlite_store)

    change_account(admin.desk, auditor.id, 1, of(auditor, **term))

    with sqlite_store.reading() as con:
        assert con.rows("select ended_at from sessions where account_id = ? and ended_at is null", [auditor.id]) == []
    with pytest.raises(SignedOut):
        me(auditor.desk)


def test_another_name_leaves_the_person_signed_in(sqlite_store: Store) -> None:
    admin, auditor = a_person(sqlite_store, Role.ADMIN), a_person(sqlite_store)

    change_account(admin.desk, auditor.id, 1, of(auditor, account_name="김감사관", login="other"))

    assert (me(auditor.desk).name, me(auditor.desk).login) == ("김감사관", auditor.account.login)
    with sqlite_store.reading() as con:
        (detail,) = con.rows("select detail from events where act = 'change_account'")
    told = json.loads(detail[0])
    assert (told["before"]["name"], told["after"]["name"]) == ("김감사", "김감사관")


def test_an_administrator_cannot_lock_themselves_out(sqlite_store: Store) -> None:
    admin = a_person(sqlite_store, Role.ADMIN)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry) as role:
        change_account(admin.desk, admin.id, 1, of(admin, role="auditor"))
    with pytest.raises(InvalidEntry) as term:
        change_account(admin.desk, admin.id, 1, of(admin, ends_on="2026-11-22"))

    assert (role.value.field, term.value.field) == ("role", "ends_on")
    assert record_of(sqlite_store) == before


def test_a_change_from_a_stale_page_is_refused(store: Store) -> None:
    admin, auditor = a_person(store, Role.ADMIN), a_person(store)
    change_account(admin.desk, auditor.id, 1, of(auditor, account_name="김감사관"))
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile):
        change_account(admin.desk, auditor.id, 1, of(auditor, account_name="박감사"))
    with pytest.raises(NotFound):
        change_account(admin.desk, "nobody", 1, of(auditor))

    assert record_of(store) == before
    assert me(auditor.desk).name == "김감사관"


def test_a_password_set_by_the_administrator_ends_the_person_s_sessions(sqlite_store: Store) -> None:
    admin, auditor = a_person(sqlite_store, Role.ADMIN), a_person(sqlite_store)

    with pytest.raises(InvalidEntry, match="10자 이상"):
        set_password(admin.desk, auditor.id, "short")
    assert me(auditor.desk).id == auditor.id
    set_password(admin.desk, auditor.id, PASSWORD)

    with pytest.raises(SignedOut):
        me(auditor.desk)
    with sqlite_store.reading() as con:
        found = find_account_by_login(con, auditor.account.login)
    assert found is not None
    assert is_password(found[1], PASSWORD)


def test_a_person_is_signed_out_everywhere_at_once(sqlite_store: Store) -> None:
    admin, auditor = a_person(sqlite_store, Role.ADMIN), a_person(sqlite_store)
    on_tablet = a_desk(sqlite_store, auditor.account)

    end_sessions(admin.desk, auditor.id)

    for desk in (auditor.desk, on_tablet):
        with pytest.raises(SignedOut):
            me(desk)
    assert me(admin.desk).id == admin.id


def test_one_changes_one_s_own_password_knowing_the_present_one(sqlite_store: Store) -> None:
    admin = a_person(sqlite_store, Role.ADMIN)
    account_id = add_account(admin.desk, fields(), PASSWORD)
    with sqlite_store.reading() as con:
        desk = a_desk(sqlite_store, fetch_account(con, account_id))
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry) as wrong:
        change_own_password(desk, "wrong horse", "battery staple", RENEWED)
    assert wrong.value.field == "current_password"
    for new in ("short", PASSWORD, "kim.auditor1"):
        with pytest.raises(InvalidEntry) as refused:
            change_own_password(desk, PASSWORD, new, RENEWED)
        assert refused.value.field == "password"
    assert record_of(sqlite_store) == before
    change_own_password(desk, PASSWORD, "battery staple", RENEWED)

    with sqlite_store.reading() as con:
        found = find_account_by_login(con, "kim.auditor")
        details = "".join(row[0] for row in con.rows("select detail from events"))
    assert found is not None
    assert is_password(found[1], "battery staple")
    assert "battery" not in details


def test_a_new_password_leaves_one_session_and_that_under_another_token(sqlite_store: Store) -> None:
    admin = a_person(sqlite_store, Role.ADMIN)
    account_id = add_account(admin.desk, fields(), PASSWORD)
    with sqlite_store.reading() as con:
        account = fetch_account(con, account_id)
    here, elsewhere = a_desk(sqlite_store, account), a_desk(sqlite_store, account)

    change_own_password(here, PASSWORD, "battery staple", RENEWED)

    for desk in (here, elsewhere):
        with pytest.raises(SignedOut):
            me(desk)
    assert me(replace(here, session_id=RENEWED)).id == account_id
    assert me(admin.desk).id == admin.id


@pytest.mark.parametrize("password", ["1234567890", "password!!", "Kim.Auditor", "qwertyuiop1"])
def test_nobody_is_given_an_obvious_password(sqlite_store: Store, password: str) -> None:
    admin = a_person(sqlite_store, Role.ADMIN)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="짐작하기 쉬운"):
        add_account(admin.desk, fields(), password)

    assert record_of(sqlite_store) == before


def test_a_password_that_somebody_else_set_is_marked_until_its_owner_changes_it(store: Store) -> None:
    admin = a_person(store, Role.ADMIN)
    account_id = add_account(admin.desk, fields(), PASSWORD)
    marks = [_is_marked(store, account_id)]

    with store.reading() as con:
        desk = a_desk(store, fetch_account(con, account_id))
    change_own_password(desk, PASSWORD, "battery staple", RENEWED)
    marks.append(_is_marked(store, account_id))
    set_password(admin.desk, account_id, "another staple")
    marks.append(_is_marked(store, account_id))

    assert marks == [True, False, True]


def _is_marked(store: Store, account_id: str) -> bool:
    with store.reading() as con:
        return must_change_password(con, account_id)
