"""The table of second factors, on both engines."""

from casebase.store.connection import Connection
from casebase.store.second_factors import find_secret, insert_factor, update_factor_removed, update_step_used
from tests.builders import an_account


def test_a_secret_is_kept_until_it_is_removed(con: Connection) -> None:
    account = an_account(con)
    assert find_secret(con, account.id) is None

    insert_factor(con, account.id, "sealed", "2026-11-23T00:00:00.000000Z", 7)

    assert find_secret(con, account.id) == "sealed"
    assert update_factor_removed(con, account.id)
    assert not update_factor_removed(con, account.id)
    assert find_secret(con, account.id) is None


def test_a_step_is_used_once_and_those_before_it_never_again(con: Connection) -> None:
    account = an_account(con)
    insert_factor(con, account.id, "sealed", "2026-11-23T00:00:00.000000Z", 7)

    used = [update_step_used(con, account.id, step) for step in (7, 6, 9, 9, 8, 10)]

    assert used == [False, False, True, False, False, True]
    assert not update_step_used(con, "nobody", 11)
