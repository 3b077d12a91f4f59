"""The tables `documents`, `document_revisions` and `attachments`. Their bytes lie in files named by their SHA-256."""

from collections.abc import Sequence

from casebase.domain.document import Attachment, Document, DocumentKind, Revision
from casebase.domain.errors import NotFound
from casebase.store.columns import day, day_or_none, marks, named, settings, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, kind, number, subject_kind, subject_id, issued_on, sha256, content_sha256, size, supersedes_id,"
    " withdrawn_on, withdrawal_reason, notified_on, notified_how, reached_on, is_demo, signed_by, version"
)
SELECTED = (
    f"{COLUMNS}, coalesce((select accounts.name from document_revisions r join accounts on accounts.id = r.account_id"
    " where r.document_id = documents.id and r.serial = 2), '') as also_signed_by"
)
REVISION_COLUMNS = "id, document_id, serial, sha256, size, signed_by, account_id, signed_at"
CHANGEABLE = "withdrawn_on, withdrawal_reason, notified_on, notified_how, reached_on"
ATTACHMENT_COLUMNS = "id, subject_kind, subject_id, name, media_type, size, sha256, role, added_by, added_at"


def fetch_document(con: Connection, document_id: str) -> Document:
    """Raises: NotFound."""
    row = con.row(f"select {SELECTED} from documents where id = ?", [document_id])
    if row is None:
        raise NotFound("문서를")
    return _document(row)


def find_document_by_number(con: Connection, number: str) -> Document | None:
    row = con.row(f"select {SELECTED} from documents where number = ?", [number])
    return _document(row) if row else None


def list_documents_of(con: Connection, subject_kind: str, subject_id: str) -> list[Document]:
    """Return the papers on one thing, the newest first."""
    rows = con.rows(
        f"select {SELECTED} from documents where subject_kind = ? and subject_id = ? order by id desc",
        [subject_kind, subject_id],
    )
    return [_document(row) for row in rows]


def newest_documents_of(con: Connection, subject_kind: str, ids: Sequence[str]) -> dict[str, Document]:
    """Return the newest paper on each of some things of a kind; one without any is absent."""
    condition, values = con.among("subject_id", ids)
    rows = con.rows(
        f"select {SELECTED} from documents where subject_kind = ? and {condition} order by id", [subject_kind, *values]
    )
    found = map(_document, rows)
    return {document.subject_id: document for document in found}


def insert_document(con: Connection, document: Document) -> None:
    con.run(f"insert into documents ({COLUMNS}) values ({marks(COLUMNS)})", values_of(document, COLUMNS))


def update_document(con: Connection, document: Document) -> bool:
    """Write how a paper was notified, reached, or withdrawn. False when `document.version` is stale."""
    changed = con.run(
        f"update documents set {settings(CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(document, CHANGEABLE), document.id, document.version],
    )
    return changed == 1


def find_revision(con: Connection, document_id: str, serial: int = 0) -> Revision | None:
    """Return a revision after the first, the newest unless a serial is given; None where there is none."""
    condition = "and serial = ?" if serial else "order by serial desc limit 1"
    row = con.row(
        f"select {REVISION_COLUMNS} from document_revisions where document_id = ? {condition}",
        [document_id, *([serial] if serial else [])],
    )
    return Revision(**named(REVISION_COLUMNS, row)) if row else None


def list_revisions_of(con: Connection, document_ids: Sequence[str]) -> list[Revision]:
    """Return every revision of some papers after their first, the oldest first."""
    condition, values = con.among("document_id", document_ids)
    rows = con.rows(f"select {REVISION_COLUMNS} from document_revisions where {condition} order by id", values)
    return [Revision(**named(REVISION_COLUMNS, row)) for row in rows]


def insert_revision(con: Connection, revision: Revision) -> None:
    con.run(
        f"insert into document_revisions ({REVISION_COLUMNS}) values ({marks(REVISION_COLUMNS)})",
        values_of(revision, REVISION_COLUMNS),
    )


def list_attachments_of(con: Connection, subject_kind: str, subject_id: str) -> list[Attachment]:
    """Return the files on one thing in the order they came."""
    rows = con.rows(
        f"select {ATTACHMENT_COLUMNS} from attachments where subject_kind = ? and subject_id = ? order by id",
        [subject_kind, subject_id],
    )
    return [_attachment(row) for row in rows]


def fetch_attachment(con: Connection, attachment_id: str) -> Attachment:
    """Raises: NotFound."""
    row = con.row(f"select {ATTACHMENT_COLUMNS} from attachments where id = ?", [attachment_id])
    if row is None:
        raise NotFound("파일을")
    return _attachment(row)


def insert_attachment(con: Connection, attachment: Attachment) -> None:
    con.run(
        f"insert into attachments ({ATTACHMENT_COLUMNS}) values ({marks(ATTACHMENT_COLUMNS)})",
        values_of(attachment, ATTACHMENT_COLUMNS),
    )


def _document(row: Row) -> Document:
    values = named(f"{COLUMNS}, also_signed_by", row)
    values |= {name: day_or_none(values[name]) for name in ("withdrawn_on", "notified_on", "reached_on")}
    values |= {
        "kind": DocumentKind(values["kind"]),
        "issued_on": day(values["issued_on"]),
        "is_demo": bool(values["is_demo"]),
    }
    return Document(**values)


def _attachment(row: Row) -> Attachment:
    return Attachment(**dict(zip(ATTACHMENT_COLUMNS.split(", "), row, strict=True)))
