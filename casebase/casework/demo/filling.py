"""Filling an empty store, in the order things would have happened."""

from collections.abc import Callable
from datetime import datetime, timedelta

from casebase.casework.demo.advice import advice_steps
from casebase.casework.demo.consultations import consultation_steps
from casebase.casework.demo.meetings import meeting_steps
from casebase.casework.demo.members import member_steps
from casebase.casework.demo.office import PASSWORD, PEOPLE, Staff, open_demo_office
from casebase.casework.demo.precedents import precedent_steps
from casebase.casework.demo.re_examinations import re_examination_steps
from casebase.casework.demo.reviews import review_steps
from casebase.casework.demo.visits import visit_steps
from casebase.casework.sign_in import close_session
from casebase.documents.signer import PaperSigner
from casebase.domain.account import Role
from casebase.store import accounts
from casebase.store.connection import Store

BEGINS_BEFORE = timedelta(days=240)


def is_empty(store: Store) -> bool:
    """Say whether nobody has an account yet."""
    with store.reading() as con:
        return accounts.count_accounts(con) == 0


def fill(store: Store, now: datetime, signer: PaperSigner | None = None) -> list[tuple[str, Role, str]]:
    """Fill an empty store with the demonstration and return its accounts: login, role, password.

    Every act is done by the function that pages call, at a desk set back to its day; `signer` signs what is issued.
    """
    staff = open_demo_office(store, now - BEGINS_BEFORE, signer)
    steps: list[tuple[datetime, Callable[[], object]]] = [
        *visit_steps(staff, now),
        *consultation_steps(staff, now),
        *review_steps(staff, now),
        *member_steps(staff, now),
        *advice_steps(staff, now),
        *meeting_steps(staff, now),
        *re_examination_steps(staff, now),
        *precedent_steps(staff, now),
    ]
    for _, step in sorted(steps, key=lambda pair: pair[0]):
        step()
    _sign_all_out(staff, now)
    return [(login, role, PASSWORD) for login, (role, _) in PEOPLE.items()]


def _sign_all_out(staff: Staff, now: datetime) -> None:
    for session_id in staff.sessions.values():
        close_session(staff.store, session_id, now)
