"""Papers on record that were signed once more."""

from casebase.domain.document import Document, Revision
from casebase.store.connection import Connection
from casebase.store.ids import new_id
from tests.builders import an_account


def a_revision(con: Connection, document: Document, sha256: str, *, name: str = "이감사") -> Revision:
    """The second revision of a paper, by an account of that name, kept in no store."""
    return Revision(
        id=new_id(),
        document_id=document.id,
        serial=2,
        sha256=sha256,
        size=345_678,
        signed_by="가람도 감사위원회",
        account_id=an_account(con, name=name).id,
        signed_at="2026-11-24T01:00:00.000000Z",
    )
