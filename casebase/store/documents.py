"""The tables `documents` and `attachments`. Their bytes lie in files named by their SHA-256."""

from collections.abc import Sequence

from casebase.domain.document import Attachment, Document, DocumentKind
from casebase.domain.errors import NotFound
from casebase.store.columns import day, day_or_none, marks, settings, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, kind, number, subject_kind, subject_id, issued_on, sha256, content_sha256, size, supersedes_id,"
    " withdrawn_on, withdrawal_reason, notified_on, notified_how, reached_on, is_demo, version"
)
CHANGEABLE = "withdrawn_on, withdrawal_reason, notified_on, notified_how, reached_on"
ATTACHMENT_COLUMNS = "id, subject_kind, subject_id, name, media_type, size, sha256, role, added_by, added_at"


def fetch_document(con: Connection, document_id: str) -> Document:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from documents where id = ?", [document_id])
    if row is None:
        raise NotFound("문서를")
    return _document(row)


def find_document_by_number(con: Connection, number: str) -> Document | None:
    row = con.row(f"select {COLUMNS} from documents where number = ?", [number])
    return _document(row) if row else None


def list_documents_of(con: Connection, subject_kind: str, subject_id: str) -> list[Document]:
    """Return the papers on one thing, the newest first."""
    rows = con.rows(
        f"select {COLUMNS} from documents where subject_kind = ? and subject_id = ? order by id desc",
        [subject_kind, subject_id],
    )
    return [_document(row) for row in rows]


def newest_documents_of(con: Connection, subject_kind: str, ids: Sequence[str]) -> dict[str, Document]:
    """Return the newest paper on each of some things of a kind; one without any is absent."""
    condition, values = con.among("subject_id", ids)
    rows = con.rows(
        f"select {COLUMNS} from documents where subject_kind = ? and {condition} order by id", [subject_kind, *values]
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
    names = [name.strip() for name in COLUMNS.split(",")]
    values = dict(zip(names, row, strict=True))
    values |= {name: day_or_none(values[name]) for name in ("withdrawn_on", "notified_on", "reached_on")}
    values |= {
        "kind": DocumentKind(values["kind"]),
        "issued_on": day(values["issued_on"]),
        "is_demo": bool(values["is_demo"]),
    }
    return Document(**values)


def _attachment(row: Row) -> Attachment:
    return Attachment(**dict(zip(ATTACHMENT_COLUMNS.split(", "), row, strict=True)))
