"""Signing in by the word of a provider elsewhere (기관 통합로그인): whom it vouches for, and as which account."""

from dataclasses import dataclass
from datetime import datetime

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Deed, Look, act, look, retried
from casebase.casework.sign_in import new_session
from casebase.casework.sign_in_steps import what_is_lacking
from casebase.domain.account import Identity
from casebase.domain.errors import InvalidEntry, SignInRefused
from casebase.korean.dates import day_in_korea
from casebase.korean.text import clean
from casebase.store import accounts, identities, second_factors, sessions
from casebase.store.connection import Connection, Store

LONGEST_SUBJECT = 255  # what the standard allows


@dataclass(frozen=True, kw_only=True)
class WaysIn:
    """How an account signs in, besides by its password."""

    has_second_factor: bool
    must_change_password: bool
    identities: list[Identity]


@look(Act.SEE_ADMIN)
def ways_in(asked: Look, account_id: str) -> WaysIn:
    """Return how an account signs in. Raises: NotFound."""
    accounts.fetch_account(asked.con, account_id)
    return WaysIn(
        has_second_factor=second_factors.find_secret(asked.con, account_id) is not None,
        must_change_password=accounts.must_change_password(asked.con, account_id),
        identities=identities.list_identities(asked.con, account_id),
    )


@act(Act.LINK_IDENTITY)
def link_identity(deed: Deed, account_id: str, issuer: str, subject: str) -> str:
    """Let whom a provider vouches for, by its own name for them, sign in as an account.

    Raises: InvalidEntry, NotFound.
    """
    deed.allow(ANYTHING)
    account = accounts.fetch_account(deed.con, account_id)
    subject = clean(subject, limit=LONGEST_SUBJECT, field="subject", label="식별자")
    if not subject:
        raise InvalidEntry("통합로그인의 식별자를 입력하세요. 그 사람이 로그인하려 할 때 화면에 나옵니다.", "subject")
    deed.con.lock(f"identity {issuer} {subject}")
    known = identities.find_identity(deed.con, issuer, subject)
    if known is not None:
        raise InvalidEntry("이미 계정에 연결된 식별자입니다. 먼저 그 연결을 해제하세요.", "subject")
    identity = Identity(issuer=issuer, subject=subject, account_id=account_id, linked_at=deed.now)
    identities.insert_identity(deed.con, identity)
    deed.record("account", account_id, login=account.login, issuer=issuer, subject=subject)
    return account_id


@act(Act.UNLINK_IDENTITY)
def unlink_identity(deed: Deed, account_id: str, issuer: str, subject: str) -> str:
    """Let a provider's word open an account no more; the account's sessions end. Raises: InvalidEntry, NotFound."""
    deed.allow(ANYTHING)
    account = accounts.fetch_account(deed.con, account_id)
    if not identities.update_identity_removed(deed.con, issuer, subject, account_id):
        raise InvalidEntry("연결이 이미 해제되었습니다. 화면을 새로 고치세요.")
    ended = sessions.update_ended_of_account(deed.con, account_id, deed.now)
    deed.record("account", account_id, login=account.login, issuer=issuer, subject=subject, count_ended=ended)
    return account_id


def open_session_by_identity(
    store: Store,
    issuer: str,
    subject: str,
    address: str,
    now: datetime,
    *,
    idle_minutes: int,
    hours: int,
    device: str = "",
) -> str:
    """Sign in whom a provider vouched for, and return the session's token.

    The session may lack a step: see `what_is_lacking`. Raises: SignInRefused, with the name to tell the
    administrator where it is linked to no account, or where the account's term is not now.
    """

    def write() -> str:
        with store.transaction() as con:
            account_id = _linked(con, issuer, subject)
            account = accounts.fetch_account(con, account_id)
            today = day_in_korea(now)
            if not account.is_active(today):
                raise SignInRefused("계정의 사용 기간이 아닙니다. 관리자에게 문의하세요.")
            lacks = what_is_lacking(con, account, today, by_password=False)
            token, session = new_session(account_id, now, idle_minutes, hours, address, device, lacks)
            sessions.insert_session(con, session)
            return token

    return retried(write)


def _linked(con: Connection, issuer: str, subject: str) -> str:
    identity = identities.find_identity(con, issuer, subject)
    if identity is None:
        raise SignInRefused(
            f"통합로그인은 되었지만 연결된 계정이 없습니다. 관리자에게 식별자 ‘{subject}’를 알리고 "
            "계정에 연결해 달라고 하세요."
        )
    return identity.account_id
