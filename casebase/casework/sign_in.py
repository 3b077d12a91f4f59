"""Signing in and out: tokens, sessions, and the slow-down after failed tries."""

import math
import secrets
from datetime import datetime, timedelta

from casebase.casework.desk import instant, retried
from casebase.casework.passwords import OF_NOBODY, is_password
from casebase.casework.sign_in_steps import what_is_lacking
from casebase.domain.account import Account, Lack, Session
from casebase.domain.canonical import digest
from casebase.domain.errors import SignInRefused
from casebase.korean.dates import day_in_korea
from casebase.store import accounts, sessions
from casebase.store.connection import Store

FREE_TRIES = 5
FREE_TRIES_OF_ADDRESS = 30  # an office may sit behind one address
WINDOW = timedelta(minutes=15)
FIRST_WAIT = timedelta(seconds=15)  # doubled by each further failure, up to the window's length
MOST_DOUBLINGS = 6
LONGEST_LOGIN = 100

_WRONG = "아이디 또는 비밀번호가 맞지 않습니다. 다시 확인하고, 계속되면 관리자에게 문의하세요."


def open_session(
    store: Store,
    login: str,
    password: str,
    address: str,
    now: datetime,
    *,
    idle_minutes: int,
    hours: int,
    device: str = "",
) -> tuple[str, Account]:
    """Sign in and return the session's token and the account. The token is told once and never kept.

    The session may lack a step: see `what_is_lacking`. Raises: SignInRefused, in the same words whether the name or
    the password is wrong, or the account's term is not now; or with the time to wait after too many failures, by
    name and by address.
    """
    login = _plain(login)
    count_try(store, login, address, now)
    with store.reading() as con:
        found = accounts.find_account_by_login(con, login)
    is_right = is_password(found[1] if found else OF_NOBODY, password)
    if found is None or not is_right or not found[0].is_active(day_in_korea(now)):
        raise SignInRefused(_WRONG)
    account = found[0]

    def write() -> str:
        with store.transaction() as con:
            if accounts.find_account_by_login(con, login) != found:  # changed while the password was looked at
                raise SignInRefused(_WRONG)
            lacks = what_is_lacking(con, account, day_in_korea(now), by_password=True)
            if Lack.SECOND_FACTOR not in lacks:  # a code that may still be guessed is another try
                sessions.update_tries_cleared(con, login)
            token, session = new_session(account.id, now, idle_minutes, hours, address, device, lacks)
            sessions.insert_session(con, session)
            return token

    return retried(write), account


def open_session_for(store: Store, account_id: str, now: datetime, *, idle_minutes: int, hours: int) -> str:
    """Open a session that lacks nothing and return its token: for who has proved otherwise who they are."""
    token, session = new_session(account_id, now, idle_minutes, hours)

    def write() -> None:
        with store.transaction() as con:
            sessions.insert_session(con, session)

    retried(write)
    return token


def new_session(
    account_id: str,
    now: datetime,
    idle_minutes: int,
    hours: int,
    address: str = "",
    device: str = "",
    lacks: tuple[Lack, ...] = (),
) -> tuple[str, Session]:
    """Return a new token and the session it opens, once that is kept."""
    token = new_token()
    session = Session(
        id=session_of_token(token),
        account_id=account_id,
        started_at=instant(now),
        idle_until=instant(now + timedelta(minutes=idle_minutes)),
        expires_at=instant(now + timedelta(hours=hours)),
        address=address,
        device=device,
        used_at=instant(now),
        lacks=lacks,
    )
    return token, session


def new_token() -> str:
    return secrets.token_urlsafe(32)


def session_of_token(token: str) -> str:
    """Return the id of the session a token opens."""
    return digest(token.encode())


def live_session(store: Store, session_id: str, now: datetime) -> Session | None:
    """Return a session that is live, its account within its term. It may lack a step of signing in."""
    with store.reading() as con:
        session = sessions.find_session(con, session_id)
        if session is None or not session.is_live(instant(now)):
            return None
        account = accounts.find_account(con, session.account_id)
    return session if account is not None and account.is_active(day_in_korea(now)) else None


def is_live(store: Store, session_id: str, now: datetime) -> bool:
    """Say whether a session is live and its account within its term."""
    return live_session(store, session_id, now) is not None


def keep_alive(store: Store, session_id: str, now: datetime, *, idle_minutes: int) -> None:
    """Move the end of idleness on; the absolute end stays."""

    def write() -> None:
        with store.transaction() as con:
            sessions.update_used(con, session_id, instant(now), instant(now + timedelta(minutes=idle_minutes)))

    retried(write)


def close_session(store: Store, session_id: str, now: datetime) -> None:
    """Sign out."""

    def write() -> None:
        with store.transaction() as con:
            sessions.update_ended(con, session_id, instant(now))

    retried(write)


def count_try(store: Store, login: str, address: str, now: datetime) -> None:
    """Count a try before its password or code is looked at, so that many at once gain nothing. Success forgets it.

    Raises: SignInRefused while the last failures ask for patience; such a try is not counted.
    """

    def write() -> None:
        with store.transaction() as con:
            sessions.update_tries_forgotten(con, instant(now - WINDOW))
            by_login, by_address = sessions.list_tries(con, login, address, instant(now - WINDOW))
            _must_not_wait(max(_wait(by_login, FREE_TRIES, now), _wait(by_address, FREE_TRIES_OF_ADDRESS, now)))
            sessions.insert_try(con, login, address, instant(now))

    retried(write)


def _plain(login: str) -> str:
    """Return a typed login name as accounts are kept under; what no account can be called is cut, not refused."""
    return login.replace("\0", "").strip().lower()[:LONGEST_LOGIN]


def _wait(tries: list[str], free: int, now: datetime) -> timedelta:
    """Return how long the next try still has to wait after these; zero or less when it need not."""
    if len(tries) < free:
        return timedelta(0)
    whole: timedelta = min(FIRST_WAIT * 2 ** min(len(tries) - free, MOST_DOUBLINGS), WINDOW)
    return datetime.fromisoformat(tries[-1]) + whole - now


def _must_not_wait(wait: timedelta) -> None:
    seconds = math.ceil(wait.total_seconds())
    if seconds <= 0:
        return
    told = f"{seconds}초" if seconds < 60 else f"{math.ceil(seconds / 60)}분"
    raise SignInRefused(
        f"로그인 시도가 너무 많았습니다. {told} 뒤에 다시 시도하세요. 비밀번호를 잊었으면 관리자에게 문의하세요.",
        wait_seconds=seconds,
    )
