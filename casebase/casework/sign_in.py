"""Signing in and out: passwords, tokens, sessions, and the slow-down after failed tries."""

import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from casebase.casework.desk import KOREA, instant, retried
from casebase.domain.account import Account, Session
from casebase.domain.canonical import digest
from casebase.domain.errors import InvalidEntry, SignInRefused
from casebase.store import accounts, sessions
from casebase.store.connection import Store

SHORTEST_PASSWORD = 10
FREE_TRIES = 5
FREE_TRIES_OF_ADDRESS = 30  # an office may sit behind one address
WINDOW = timedelta(minutes=15)

_HASHER = PasswordHasher()
# Unknown names cost as much time as known ones.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))


def hash_password(password: str) -> str:
    """Return the argon2 hash. Raises: InvalidEntry for a password that is too short."""
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidEntry(f"비밀번호는 {SHORTEST_PASSWORD}자 이상이어야 합니다.", "password")
    return _HASHER.hash(password)


def is_password(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def open_session(
    store: Store, login: str, password: str, address: str, now: datetime, *, idle_minutes: int, hours: int
) -> tuple[str, Account]:
    """Sign in and return the session's token and the account. The token is told once and never kept.

    Raises: SignInRefused, in the same words whether the name or the password is wrong, or the account's term
    is not now; or with the time to wait after too many tries, by name and by address.
    """
    login = login.strip().lower()
    _must_not_wait(store, login, address, now)
    with store.reading() as con:
        found = accounts.find_account_by_login(con, login)
    is_right = is_password(found[1] if found else _NOBODY, password)
    today = (now + KOREA).date()
    if found is None or not is_right or not found[0].is_active(today):
        _remember_try(store, login, address, now)
        raise SignInRefused("아이디 또는 비밀번호가 맞지 않습니다. 다시 확인하고, 계속되면 관리자에게 문의하세요.")
    return open_session_for(store, found[0].id, now, idle_minutes=idle_minutes, hours=hours), found[0]


def open_session_for(store: Store, account_id: str, now: datetime, *, idle_minutes: int, hours: int) -> str:
    """Open a session without a password and return its token: for who has proved otherwise who they are."""
    token = secrets.token_urlsafe(32)
    session = Session(
        id=session_of_token(token),
        account_id=account_id,
        started_at=instant(now),
        idle_until=instant(now + timedelta(minutes=idle_minutes)),
        expires_at=instant(now + timedelta(hours=hours)),
    )

    def write() -> None:
        with store.transaction() as con:
            account = accounts.fetch_account(con, account_id)
            sessions.update_tries_cleared(con, account.login)
            sessions.insert_session(con, session)

    retried(write)
    return token


def session_of_token(token: str) -> str:
    """Return the id of the session a token opens."""
    return digest(token.encode())


def is_live(store: Store, session_id: str, now: datetime) -> bool:
    """Say whether a session is live and its account within its term."""
    with store.reading() as con:
        session = sessions.find_session(con, session_id)
        if session is None or not session.is_live(instant(now)):
            return False
        account = accounts.find_account(con, session.account_id)
    return account is not None and account.is_active((now + KOREA).date())


def keep_alive(store: Store, session_id: str, now: datetime, *, idle_minutes: int) -> None:
    """Move the end of idleness on; the absolute end stays."""

    def write() -> None:
        with store.transaction() as con:
            sessions.update_idle_until(con, session_id, instant(now + timedelta(minutes=idle_minutes)))

    retried(write)


def close_session(store: Store, session_id: str, now: datetime) -> None:
    """Sign out."""

    def write() -> None:
        with store.transaction() as con:
            sessions.update_ended(con, session_id, instant(now))

    retried(write)


def _must_not_wait(store: Store, login: str, address: str, now: datetime) -> None:
    """After the free tries, each further one waits until the oldest of them is out of the window."""
    with store.reading() as con:
        by_login, by_address = sessions.count_tries(con, login, address, instant(now - WINDOW))
    if by_login >= FREE_TRIES or by_address >= FREE_TRIES_OF_ADDRESS:
        minutes = WINDOW.seconds // 60
        raise SignInRefused(f"로그인 시도가 너무 많았습니다. {minutes}분 뒤에 다시 시도하거나 관리자에게 문의하세요.")


def _remember_try(store: Store, login: str, address: str, now: datetime) -> None:
    def write() -> None:
        with store.transaction() as con:
            sessions.insert_try(con, login, address, instant(now))

    retried(write)
