"""The demo's people at their desks again, on past days too."""

from datetime import datetime, timedelta

from casebase.casework.demo.office import PEOPLE, YEARS, Staff
from casebase.casework.sign_in import open_session_for, session_of_token
from casebase.store.accounts import find_account_by_login
from casebase.store.connection import Store

_BEGINS_BEFORE = timedelta(days=235)


def seated(store: Store, now: datetime) -> Staff:
    """Return the demo's people, each with a session that reaches from the first days of the demo."""
    ids = {login: _account_id(store, login) for login in PEOPLE}
    begun = now - _BEGINS_BEFORE
    sessions = {
        login: session_of_token(open_session_for(store, account_id, begun, idle_minutes=YEARS * 60, hours=YEARS))
        for login, account_id in ids.items()
    }
    return Staff(store=store, accounts=ids, sessions=sessions)


def _account_id(store: Store, login: str) -> str:
    with store.reading() as con:
        found = find_account_by_login(con, login)
    if found is None:
        raise LookupError(f"the demo has no account {login}")
    return found[0].id
