"""Second factors to test with: a secret as an app would hold it, and the codes it shows."""

from datetime import datetime

import pyotp

from casebase.casework.desk import instant
from casebase.store.connection import Store
from casebase.store.sealing import seal
from casebase.store.second_factors import insert_factor, update_factor_removed
from tests.builders import NOW


def a_second_factor(store: Store, account_id: str) -> str:
    """Give an account a second factor of which no code was used yet, in place of any it has; return its secret."""
    secret = str(pyotp.random_base32())
    with store.transaction() as con:
        update_factor_removed(con, account_id)
        insert_factor(con, account_id, seal(store.home, secret), instant(NOW), 0)
    return secret


def a_code(secret: str, at: datetime = NOW) -> str:
    """Return the code that an app shows at a moment."""
    return str(pyotp.TOTP(secret.replace(" ", "")).at(at))
