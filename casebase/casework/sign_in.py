"""Signing in and out: passwords, tokens, sessions, and the slow-down after failed tries."""

import math
import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

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
FIRST_WAIT = timedelta(seconds=15)  # doubled by each further failure, up to the window's length
MOST_DOUBLINGS = 6
LONGEST_LOGIN = 100

_HASHER = PasswordHasher()
# The hash of a password that nobody knows: a name without an account costs as much time as one with.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$CPLJH51cqJOaNOvyAzT2zQ$Wok7lpLR4Pwnavh0hvdS/Po0ShTJXIAGfi5KnoWH2KE"


def hash_password(password: str) -> str:
    """Return the argon2 hash. Raises: InvalidEntry for a password that is too short."""
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidEntry(f"비밀번호는 {SHORTEST_PASSWORD}자 이상이어야 합니다.", "password")
    return _HASHER.hash(password)


def is_password(password_hash: str, password: str) -> bool:
    """Say whether a password is the one that was hashed."""
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def open_session(
    store: Store, login: str, password: str, address: str, now: datetime, *, idle_minutes: int, hours: int
) -> tuple[str, Account]:
    """Sign in and return the session's token and the account. The token is told once and never kept.

    Raises: SignInRefused, in the same words whether the name or the password is wrong, or the account's term
    is not now; or with the time to wait after too many failures, by name and by address.
    """
    login = _plain(login)
    _begin_try(store, login, address, now)
    with store.reading() as con:
        found = accounts.find_account_by_login(con, login)
    is_right = is_password(found[1] if found else _NOBODY, password)
    if found is None or not is_right or not found[0].is_active((now + KOREA).date()):
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


def _plain(login: str) -> str:
    """Return a typed login name as accounts are kept under; what no account can be called is cut, not refused."""
    return login.replace("\0", "").strip().lower()[:LONGEST_LOGIN]


def _begin_try(store: Store, login: str, address: str, now: datetime) -> None:
    """Count a try before its password is looked at, so that many at once gain nothing. Success forgets it.

    Raises: SignInRefused while the last failures ask for patience; such a try is not counted.
    """

    def write() -> None:
        with store.transaction() as con:
            sessions.update_tries_forgotten(con, instant(now - WINDOW))
            by_login, by_address = sessions.list_tries(con, login, address, instant(now - WINDOW))
            _must_not_wait(max(_wait(by_login, FREE_TRIES, now), _wait(by_address, FREE_TRIES_OF_ADDRESS, now)))
            sessions.insert_try(con, login, address, instant(now))

    retried(write)


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
