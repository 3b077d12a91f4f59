"""Codes of an app on the person's own device (RFC 6238): each is good for a minute or so, and once."""

from datetime import datetime

from casebase.casework.desk import instant, retried
from casebase.casework.sign_in import count_try, new_token, session_of_token
from casebase.casework.sign_in_steps import go_on
from casebase.domain.account import Lack
from casebase.domain.errors import SignedOut, SignInRefused
from casebase.store import accounts, second_factors, sessions
from casebase.store.connection import Connection, Store
from casebase.store.sealing import unseal

STEP_SECONDS = 30
STEPS_EITHER_WAY = 1  # devices' clocks are not quite ours
WRONG = "코드가 맞지 않습니다. 인증 앱에 지금 보이는 6자리 숫자를 넣으세요."


def prove_second_factor(store: Store, session_id: str, code: str, address: str, now: datetime) -> str:
    """Go on with signing in by a code, and return the token of the session it goes on in.

    Raises: SignedOut; SignInRefused for a wrong code, one that was used already, or after too many tries.
    """
    login = _login_of(store, session_id, now)
    count_try(store, login, address, now)
    token = new_token()

    def write() -> bool:
        with store.transaction() as con:
            session = sessions.find_session(con, session_id)
            if session is None or not session.is_live(instant(now)):
                raise SignedOut
            if not use_up(con, store, session.account_id, code, now):
                return False
            sessions.update_tries_cleared(con, login)
            go_on(con, session, session_of_token(token), instant(now), Lack.SECOND_FACTOR)
            return True

    if not retried(write):
        raise SignInRefused(WRONG)
    return token


def use_up(con: Connection, store: Store, account_id: str, code: str, now: datetime) -> bool:
    """Say whether a code is right and was not used before; from now on it was. Raises: SignInRefused."""
    sealed = second_factors.find_secret(con, account_id)
    if sealed is None:
        return False
    secret = unseal(store.home, sealed)
    if secret is None:
        raise SignInRefused("2단계 인증의 열쇠가 바뀌어 코드를 확인할 수 없습니다. 관리자에게 초기화를 요청하세요.")
    step = step_of(secret, code, now)
    return step is not None and second_factors.update_step_used(con, account_id, step)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return which step, of those near now, a code is of."""
    import pyotp
    from pyotp.utils import strings_equal

    typed, this = "".join(code.split()), int(now.timestamp()) // STEP_SECONDS
    made = pyotp.TOTP(secret)
    near = range(this - STEPS_EITHER_WAY, this + STEPS_EITHER_WAY + 1)
    return next((step for step in near if strings_equal(made.generate_otp(step), typed)), None)


def _login_of(store: Store, session_id: str, now: datetime) -> str:
    """Return the login of who must prove a second factor in a session. Raises: SignedOut."""
    with store.reading() as con:
        session = sessions.find_session(con, session_id)
        if session is None or not session.is_live(instant(now)) or session.lacks[:1] != (Lack.SECOND_FACTOR,):
            raise SignedOut
        return accounts.fetch_account(con, session.account_id).login
