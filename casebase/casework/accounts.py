"""Accounts: who may sign in, as what, from when until when."""

import re
from dataclasses import replace

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Deed, Look, act, look
from casebase.casework.entry import Entry
from casebase.casework.passwords import hash_password, is_password, must_not_be_obvious
from casebase.casework.sign_in_steps import go_on_alone
from casebase.domain.account import ROLE_LABELS, Account, Lack, Role
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry
from casebase.store import accounts, agencies, sessions
from casebase.store.ids import new_id

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


@act(Act.ADD_ACCOUNT)
def add_account(deed: Deed, fields: dict[str, str], password: str, *, must_change_password: bool = True) -> str:
    """Give somebody an account and return its id. Whoever signs in with this password changes it first.

    `fields`: login, account_name, role, begins_on, ends_on, agency_id, department. Raises: SeveralInvalid,
    InvalidEntry.
    """
    deed.allow(ANYTHING)
    account = _read(deed, fields, new_id(), 1)
    deed.con.lock(f"login {account.login}")
    if accounts.find_account_by_login(deed.con, account.login):
        raise InvalidEntry("이미 쓰고 있는 아이디입니다. 다른 아이디를 정하세요.", "login")
    password_hash = _hash_of(password, account.login)
    accounts.insert_account(deed.con, account, password_hash, must_change_password=must_change_password)
    deed.record("account", account.id, after=account)
    return account.id


@act(Act.CHANGE_ACCOUNT)
def change_account(deed: Deed, account_id: str, version: int, fields: dict[str, str]) -> str:
    """Change name, role, agency or term. A new role or a term that is over ends the account's sessions.

    Raises: SeveralInvalid, ChangedMeanwhile, NotFound.
    """
    deed.allow(ANYTHING)
    before = accounts.fetch_account(deed.con, account_id)
    after = replace(_read(deed, {**fields, "login": before.login}, account_id, version), login=before.login)
    if account_id == deed.account.id and after.role != before.role:
        raise InvalidEntry("자기 역할은 바꿀 수 없습니다. 다른 관리자에게 요청하세요.", "role")
    if account_id == deed.account.id and not after.is_active(deed.today):
        raise InvalidEntry("자기 계정의 기간은 끝낼 수 없습니다. 다른 관리자에게 요청하세요.", "ends_on")
    if not accounts.update_account(deed.con, after):
        raise ChangedMeanwhile(f"계정 {before.login}")
    if after.role != before.role or not after.is_active(deed.today):
        sessions.update_ended_of_account(deed.con, account_id, deed.now)
    deed.record("account", account_id, before=before, after=after)
    return account_id


@act(Act.SET_PASSWORD)
def set_password(deed: Deed, account_id: str, password: str) -> str:
    """Give an account a new password, to be changed at its first use; its sessions end.

    Raises: InvalidEntry, NotFound.
    """
    deed.allow(ANYTHING)
    account = accounts.fetch_account(deed.con, account_id)
    accounts.update_password(deed.con, account_id, _hash_of(password, account.login), must_change_password=True)
    ended = sessions.update_ended_of_account(deed.con, account_id, deed.now)
    deed.record("account", account_id, login=account.login, count_ended=ended)
    return account_id


@act(Act.END_SESSIONS)
def end_sessions(deed: Deed, account_id: str) -> str:
    """Sign an account out everywhere, at once."""
    deed.allow(ANYTHING)
    account = accounts.fetch_account(deed.con, account_id)
    ended = sessions.update_ended_of_account(deed.con, account_id, deed.now)
    deed.record("account", account_id, login=account.login, count_ended=ended)
    return account_id


@look(Act.SEE_TODAY)
def me(asked: Look) -> Account:
    """Return the account that asks."""
    return asked.account


@look(Act.CHANGE_OWN_PASSWORD, despite=Lack.PASSWORD)
def own_password_page(asked: Look) -> tuple[Account, bool]:
    """Return the account that asks, and whether it must change its password before anything else."""
    return asked.account, asked.session is not None and Lack.PASSWORD in asked.session.lacks


@act(Act.CHANGE_OWN_PASSWORD, despite=Lack.PASSWORD)
def change_own_password(deed: Deed, current: str, new: str, renewed: str) -> str:
    """Change one's own password; other sessions end. Raises: InvalidEntry.

    The session goes on as `renewed`, the id of a token that the caller made.
    """
    deed.allow(ANYTHING)
    session = deed.own_session()
    found = accounts.find_account_by_login(deed.con, deed.account.login)
    if found is None or not is_password(found[1], current):
        raise InvalidEntry("지금 비밀번호가 맞지 않습니다.", "current_password")
    if new == current:
        raise InvalidEntry("지금 비밀번호와 다른 것으로 정하세요.", "password")
    accounts.update_password(deed.con, deed.account.id, _hash_of(new, deed.account.login))
    sessions.update_tries_cleared(deed.con, deed.account.login)
    ended = go_on_alone(deed.con, session, renewed, deed.now, Lack.PASSWORD)
    deed.record("account", deed.account.id, login=deed.account.login, count_ended=ended)
    return deed.account.id


def _hash_of(password: str, login: str) -> str:
    """Raises: InvalidEntry for a password that is too short, or obvious."""
    password_hash = hash_password(password)
    must_not_be_obvious(password, login)
    return password_hash


def _read(deed: Deed, fields: dict[str, str], account_id: str, version: int) -> Account:
    entry = Entry(fields)
    login = entry.text("login", "아이디")
    if login and not _LOGIN.fullmatch(login):
        entry.refuse("login", "아이디는 영문 소문자·숫자·점·밑줄·붙임표로 3~40자입니다.")
    role = entry.choice("role", "역할", ROLE_LABELS)
    known = {agency.id for agency in agencies.list_agencies(deed.con)}
    agency_id = entry.choice("agency_id", "소속 기관", known, required=False)
    begins_on = entry.day("begins_on", "시작일")
    ends_on = entry.day("ends_on", "종료일", required=False)
    if begins_on and ends_on and ends_on < begins_on:
        entry.refuse("ends_on", "종료일은 시작일보다 앞설 수 없습니다.")
    name, department = entry.text("account_name", "이름"), entry.text("department", "부서", required=False)
    entry.must_be_sound()
    return Account(
        id=account_id,
        login=login,
        name=name,
        role=Role(role),
        begins_on=begins_on or deed.today,
        ends_on=ends_on,
        agency_id=agency_id or None,
        department=department,
        version=version,
    )
