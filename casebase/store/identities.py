"""The table `identities`: whom a provider elsewhere vouches for."""

from casebase.domain.account import Identity
from casebase.store.columns import marks, named, values_of
from casebase.store.connection import Connection

COLUMNS = "issuer, subject, account_id, linked_at"


def find_identity(con: Connection, issuer: str, subject: str) -> Identity | None:
    row = con.row(f"select {COLUMNS} from identities where issuer = ? and subject = ?", [issuer, subject])
    return Identity(**named(COLUMNS, row)) if row else None


def list_identities(con: Connection, account_id: str) -> list[Identity]:
    """Return an account's identities, the oldest link first."""
    rows = con.rows(f"select {COLUMNS} from identities where account_id = ? order by linked_at, subject", [account_id])
    return [Identity(**named(COLUMNS, row)) for row in rows]


def insert_identity(con: Connection, identity: Identity) -> None:
    con.run(f"insert into identities ({COLUMNS}) values ({marks(COLUMNS)})", values_of(identity, COLUMNS))


def update_identity_removed(con: Connection, issuer: str, subject: str, account_id: str) -> bool:
    removed = "delete from identities where issuer = ? and subject = ? and account_id = ?"
    return con.run(removed, [issuer, subject, account_id]) == 1
