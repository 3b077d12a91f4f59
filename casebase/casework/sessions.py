"""Where people are signed in: one's own sessions, everybody's, and ending them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casebase.access.act import Act
from casebase.access.relations import ANYTHING, to_person
from casebase.casework.desk import Deed, Look, act, look
from casebase.domain.access_log import Shown, Thing
from casebase.domain.account import Account, Session
from casebase.domain.errors import NotFound
from casebase.store import accounts, sessions


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """One live session, whose it is, and whether it is the one that asks."""

    session: Session
    account: Account
    is_this: bool


@look(Act.SEE_OWN_SESSIONS)
def own_sessions(asked: Look) -> list[SignIn]:
    """Return the live sessions of who asks, the one used last first."""
    found = sessions.list_live_of_account(asked.con, asked.account.id, asked.now)
    return _sign_ins(asked, found, {asked.account.id: asked.account})


@look(Act.SEE_SESSIONS)
def live_sessions(asked: Look, limit: int, offset: int) -> list[SignIn]:
    """Return everybody's live sessions, the one used last first."""
    asked.note(Shown.PERSONAL, Thing.SESSIONS)
    people = {account.id: account for account in accounts.list_accounts(asked.con)}
    return _sign_ins(asked, sessions.list_live(asked.con, asked.now, limit, offset), people)


@look(Act.SEE_SESSIONS)
def count_live_sessions(asked: Look) -> int:
    return sessions.count_live(asked.con, asked.now)


@act(Act.END_OWN_SESSION)
def end_own_session(deed: Deed, session_id: str) -> str:
    """Sign oneself out on one device. Raises: NotFound for what is not one's own or has ended."""
    session = _live(deed, session_id)
    deed.allow_on(to_person(deed.account, session.account_id), Act.END_OWN_SESSION, "로그인을")
    return _end(deed, session)


@act(Act.END_SESSIONS)
def end_session(deed: Deed, session_id: str) -> str:
    """Sign somebody out on one device. Raises: NotFound for what has ended."""
    deed.allow(ANYTHING)
    return _end(deed, _live(deed, session_id))


def _sign_ins(asked: Look, found: Iterable[Session], people: Mapping[str, Account]) -> list[SignIn]:
    this = asked.session.id if asked.session else None
    return [SignIn(session=one, account=people[one.account_id], is_this=one.id == this) for one in found]


def _live(deed: Deed, session_id: str) -> Session:
    session = sessions.find_session(deed.con, session_id)
    if session is None or not session.is_live(deed.now):
        raise NotFound("로그인을")
    return session


def _end(deed: Deed, session: Session) -> str:
    account = accounts.fetch_account(deed.con, session.account_id)
    sessions.update_ended(deed.con, session.id, deed.now)
    deed.record("account", account.id, login=account.login, count_ended=1)
    return account.id
