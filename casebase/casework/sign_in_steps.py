"""Whose session it is, what it still lacks, and how it goes on once that is done."""

from dataclasses import replace
from datetime import date

from casebase.domain.account import LACK_STEPS, Account, Lack, Session
from casebase.domain.errors import SignedOut, SignInUnfinished
from casebase.law.second_factor import roles_with_second_factor
from casebase.store import accounts, second_factors, sessions, settings
from casebase.store.connection import Connection


def signed_in(
    con: Connection, session_id: str, at: str, today: date, despite: Lack | None = None
) -> tuple[Account, Session]:
    """Return whose session it is. `despite`: also while the session waits for that.

    Raises: SignedOut for a session or a term that is over, SignInUnfinished.
    """
    session = sessions.find_session(con, session_id)
    if session is None or not session.is_live(at):
        raise SignedOut
    account = accounts.find_account(con, session.account_id)
    if account is None or not account.is_active(today):
        raise SignedOut
    if session.lacks and session.lacks[0] != despite:
        raise SignInUnfinished(LACK_STEPS[session.lacks[0]])
    return account, session


def what_is_lacking(con: Connection, account: Account, today: date, *, by_password: bool) -> tuple[Lack, ...]:
    """Return what a person must do before a new session may be used, in order: prove, change, set up.

    A password that an administrator set is changed by who signs in with it, not by whom somebody else vouches for.
    """
    has_factor = second_factors.find_secret(con, account.id) is not None
    needs_factor = account.role in roles_with_second_factor(today, settings.list_settings(con))
    must_change = by_password and accounts.must_change_password(con, account.id)
    steps = (
        (Lack.SECOND_FACTOR, has_factor),
        (Lack.PASSWORD, must_change),
        (Lack.SECOND_FACTOR, needs_factor and not has_factor),
    )
    return tuple(lack for lack, is_lacking in steps if is_lacking)


def go_on(con: Connection, session: Session, renewed: str, at: str, done: Lack | None = None) -> None:
    """End a session and go on in a new one, of the id `renewed`, that lacks no more what is `done`.

    A session that may do more has another token than before: whoever knew the old one gains nothing.
    """
    sessions.update_ended(con, session.id, at)
    lacks = tuple(lack for lack in session.lacks if lack != done)
    sessions.insert_session(con, replace(session, id=renewed, lacks=lacks, used_at=at))


def go_on_alone(con: Connection, session: Session, renewed: str, at: str, done: Lack | None = None) -> int:
    """As `go_on`, and end all other sessions of the account; return how many those were."""
    ended = sessions.update_ended_of_account(con, session.account_id, at)
    go_on(con, session, renewed, at, done)
    return ended - 1
