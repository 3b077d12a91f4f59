"""Who is looking, what moment it is, and the desk they work at. The only place below the gate with a clock."""

from datetime import UTC, datetime

import streamlit as st

from casebase.casework.desk import Desk
from casebase.casework.office import office
from casebase.domain.canonical import digest
from casebase.insight.mirror import Mirror

SESSION_HEADER = "x-casebase-session"


def session_id() -> str:
    """Return the id of the session that the gate let in; empty when it let in none."""
    return st.context.headers.get(SESSION_HEADER) or ""


def now() -> datetime:
    return datetime.now(UTC)


def mirror() -> Mirror:
    """Return the mirror that lists and counts are asked of."""
    return office().mirror


def desk(*command: object) -> Desk:
    """Return this person's desk. For an act, name what is done and to which state of what:

    the same words give the same command, so a double click or a second try does it once.
    """
    served = office()
    plain = Desk(
        store=served.store,
        session_id=session_id(),
        now=now(),
        public_url=served.configuration.public_url,
        signer=served.signer,
    )
    if not command:
        return plain
    return plain.for_command(digest("\x1f".join([session_id(), *map(str, command)]).encode()))
