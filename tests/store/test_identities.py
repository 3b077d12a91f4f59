"""The table of identities, on both engines."""

from casebase.domain.account import Identity
from casebase.store.connection import Connection
from casebase.store.identities import find_identity, insert_identity, list_identities, update_identity_removed
from tests.builders import an_account


def test_an_identity_comes_back_as_it_went_in_until_it_is_removed(con: Connection) -> None:
    account, other = an_account(con), an_account(con)
    first, second = (
        Identity(issuer="https://sso.example", subject=subject, account_id=account.id, linked_at=at)
        for subject, at in (("kim", "2026-11-23"), ("kim2", "2026-11-24"))
    )
    for identity in (second, first):
        insert_identity(con, identity)

    assert find_identity(con, first.issuer, first.subject) == first
    assert find_identity(con, first.issuer, "KIM") is None
    assert list_identities(con, account.id) == [first, second]
    assert not update_identity_removed(con, first.issuer, first.subject, other.id)
    assert update_identity_removed(con, first.issuer, first.subject, account.id)
    assert list_identities(con, account.id) == [second]
