"""The table of accounts, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.account import Role
from casebase.domain.errors import NotFound
from casebase.store.accounts import (
    count_accounts,
    fetch_account,
    find_account,
    find_account_by_login,
    list_accounts,
    update_account,
    update_password,
)
from casebase.store.connection import Connection
from tests.builders import NO_PASSWORD, an_account, an_agency


def test_an_account_comes_back_as_it_went_in(con: Connection) -> None:
    agency = an_agency(con)
    account = an_account(
        con,
        Role.APPLICANT,
        name="이주무",
        agency_id=agency.id,
        department="기업지원과",
        begins_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )

    assert fetch_account(con, account.id) == account
    assert find_account_by_login(con, account.login) == (account, NO_PASSWORD)
    assert count_accounts(con) == 1


def test_who_is_not_there_is_not_found(con: Connection) -> None:
    assert find_account(con, "nobody") is None
    assert find_account_by_login(con, "nobody") is None
    with pytest.raises(NotFound):
        fetch_account(con, "nobody")


def test_accounts_are_listed_by_name_and_role(con: Connection) -> None:
    park, kim = an_account(con, name="박감사"), an_account(con, Role.HEAD, name="김감사관")
    lee = an_account(con, Role.CHAIR, name="이위원장")

    assert [a.id for a in list_accounts(con)] == [kim.id, park.id, lee.id]
    assert [a.id for a in list_accounts(con, (Role.AUDITOR, Role.HEAD))] == [kim.id, park.id]
    assert list_accounts(con, (Role.PANEL,)) == []


def test_only_the_version_seen_is_overwritten(con: Connection) -> None:
    account = an_account(con)
    changed = replace(account, name="김감사관", role=Role.HEAD, ends_on=date(2026, 12, 31))

    assert update_account(con, changed)
    assert not update_account(con, replace(account, name="늦은 이름"))

    assert fetch_account(con, account.id) == replace(changed, version=2)


def test_a_login_never_changes_and_a_new_password_is_a_new_version(con: Connection) -> None:
    account = an_account(con, login="kim")

    update_account(con, replace(account, login="other"))
    update_password(con, account.id, "hash")

    found = find_account_by_login(con, "kim")
    assert found is not None
    assert (found[1], found[0].version) == ("hash", 3)
    assert find_account_by_login(con, "other") is None
