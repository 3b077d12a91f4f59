"""The second factor (2단계 인증) of an account: set up, dropped by its owner, reset by the administrator."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Deed, Look, act, look
from casebase.casework.passwords import is_password
from casebase.casework.sign_in_codes import WRONG, step_of, use_up
from casebase.casework.sign_in_steps import go_on_alone
from casebase.documents.qr import qr_svg
from casebase.domain.account import Account, Lack
from casebase.domain.errors import InvalidEntry
from casebase.law.second_factor import roles_with_second_factor
from casebase.law.values import value_on
from casebase.store import accounts, second_factors, sessions, settings
from casebase.store.sealing import seal, unseal

OFFER_SECONDS = 900  # in which a new secret must be confirmed
_SEPARATOR = "\x1f"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A new secret, not kept yet: for the app as a picture and as text, and sealed for the way back."""

    picture: str  # SVG
    secret: str  # base 32, in groups of four
    sealed: str


@dataclass(frozen=True, kw_only=True)
class SecondFactorPage:
    """How an account stands to the second factor."""

    account: Account
    office_name: str
    has_factor: bool
    is_needed: bool  # by the role's setting
    is_lacking: bool  # this session waits for it


@look(Act.SET_SECOND_FACTOR, despite=Lack.SECOND_FACTOR)
def second_factor_page(asked: Look) -> SecondFactorPage:
    """Return how the account that asks stands to the second factor."""
    kept = settings.list_settings(asked.con)
    return SecondFactorPage(
        account=asked.account,
        office_name=str(value_on("office.name", asked.today, kept).value),
        has_factor=second_factors.find_secret(asked.con, asked.account.id) is not None,
        is_needed=asked.account.role in roles_with_second_factor(asked.today, kept),
        is_lacking=asked.session is not None and Lack.SECOND_FACTOR in asked.session.lacks,
    )


def make_offer(home: Path, page: SecondFactorPage, sealed: str = "") -> Offer:
    """Return a new secret for an account; `sealed`: again the one that was offered there, if that holds still."""
    import pyotp

    known = _offered(home, page.account.id, sealed)
    secret = known or pyotp.random_base32()
    address = pyotp.TOTP(secret).provisioning_uri(name=page.account.login, issuer_name=page.office_name)
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    kept = sealed if known else seal(home, f"{page.account.id}{_SEPARATOR}{secret}")
    return Offer(picture=qr_svg(address), secret=groups, sealed=kept)


@act(Act.SET_SECOND_FACTOR, despite=Lack.SECOND_FACTOR)
def set_second_factor(deed: Deed, sealed: str, code: str, renewed: str) -> str:
    """Keep the secret that was offered, once a code shows that the app holds it; other sessions end.

    The session goes on as `renewed`, the id of a token that the caller made. Raises: InvalidEntry.
    """
    deed.allow(ANYTHING)
    session, secret = deed.own_session(), _offered(deed.store.home, deed.account.id, sealed)
    if not secret:
        raise InvalidEntry("등록 화면을 연 지 오래되었습니다. 새로 보이는 QR 코드로 다시 등록하세요.", "code")
    deed.con.lock(f"second factor of {deed.account.id}")
    if second_factors.find_secret(deed.con, deed.account.id) is not None:
        raise InvalidEntry("이미 2단계 인증을 등록했습니다. 다시 등록하려면 먼저 해제하세요.", "code")
    step = step_of(secret, code, datetime.fromisoformat(deed.now))
    if step is None:
        raise InvalidEntry(WRONG, "code")
    kept = seal(deed.store.home, secret)
    second_factors.insert_factor(deed.con, deed.account.id, kept, deed.now, step)
    sessions.update_tries_cleared(deed.con, deed.account.login)
    ended = go_on_alone(deed.con, session, renewed, deed.now, Lack.SECOND_FACTOR)
    deed.record("account", deed.account.id, login=deed.account.login, count_ended=ended)
    return deed.account.id


@act(Act.DROP_SECOND_FACTOR)
def drop_second_factor(deed: Deed, password: str, code: str, renewed: str) -> str:
    """Sign in without the second factor from now on; other sessions end. Raises: InvalidEntry.

    The session goes on as `renewed`, the id of a token that the caller made.
    """
    deed.allow(ANYTHING)
    session = deed.own_session()
    if deed.account.role in roles_with_second_factor(deed.today, settings.list_settings(deed.con)):
        raise InvalidEntry("이 역할은 2단계 인증을 꼭 써야 해서 해제할 수 없습니다. 관리자에게 문의하세요.", "code")
    found = accounts.find_account_by_login(deed.con, deed.account.login)
    if found is None or not is_password(found[1], password):
        raise InvalidEntry("비밀번호가 맞지 않습니다.", "password")
    if not use_up(deed.con, deed.store, deed.account.id, code, datetime.fromisoformat(deed.now)):
        raise InvalidEntry(WRONG, "code")
    second_factors.update_factor_removed(deed.con, deed.account.id)
    sessions.update_tries_cleared(deed.con, deed.account.login)
    ended = go_on_alone(deed.con, session, renewed, deed.now)
    deed.record("account", deed.account.id, login=deed.account.login, count_ended=ended)
    return deed.account.id


@act(Act.RESET_SECOND_FACTOR)
def reset_second_factor(deed: Deed, account_id: str) -> str:
    """Take an account's second factor away, for who lost the device; its sessions end.

    Raises: InvalidEntry, NotFound.
    """
    deed.allow(ANYTHING)
    account = accounts.fetch_account(deed.con, account_id)
    if not second_factors.update_factor_removed(deed.con, account_id):
        raise InvalidEntry("이 계정은 2단계 인증을 쓰지 않습니다. 화면을 새로 고치세요.")
    ended = sessions.update_ended_of_account(deed.con, account_id, deed.now)
    deed.record("account", account_id, login=account.login, count_ended=ended)
    return account_id


def _offered(home: Path, account_id: str, sealed: str) -> str:
    """Return the secret that an account was offered a while ago at most; empty: none was."""
    whose, _, secret = (unseal(home, sealed, within_seconds=OFFER_SECONDS) or "").partition(_SEPARATOR)
    return secret if whose == account_id else ""
