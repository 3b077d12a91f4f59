"""Questions over `documents` and `document_revisions`: a paper as somebody outside may have it checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casebase.domain.document import DocumentKind
from casebase.korean.dates import local_day
from casebase.store.columns import day, day_or_none, named
from casebase.store.connection import Connection, Row

_COLUMNS = "id, number, kind, issued_on, sha256, content_sha256, withdrawn_on, is_demo, superseded_on, disposed_at"
_PAPERS = """
select id, number, kind, issued_on, sha256, content_sha256, withdrawn_on, is_demo,
       (select min(newer.issued_on) from documents newer where newer.supersedes_id = documents.id),
       coalesce(
           (select d.decided_at from disposals d where d.subject_kind = documents.subject_kind
            and d.subject_id = documents.subject_id and d.state = 'disposed'),
           (select d.decided_at from advice_requests q
            join disposals d on d.subject_kind = q.subject_kind and d.subject_id = q.subject_id
            where documents.subject_kind = 'advice' and q.id = documents.subject_id and d.state = 'disposed')
       )
from documents"""


@dataclass(frozen=True, kw_only=True)
class IssuedPaper:
    """One paper as it stands now. `files` are the SHA-256 of the issued bytes and of every later revision's.

    `disposed_on` is the day its record was disposed of: of the paper nothing is left but this.
    """

    id: str
    number: str
    kind: DocumentKind
    issued_on: date
    content_sha256: str
    files: tuple[str, ...]
    withdrawn_on: date | None
    superseded_on: date | None
    disposed_on: date | None
    is_demo: bool


def list_issued_with(con: Connection, content_digits: str) -> list[IssuedPaper]:
    """Return the papers whose content's digest begins with some hex digits."""
    # "g" follows every hex digit: a range, so that the index serves on both engines.
    rows = con.rows(
        f"{_PAPERS} where content_sha256 >= ? and content_sha256 < ? order by id",
        [content_digits, f"{content_digits}g"],
    )
    return _papers(con, rows)


def find_issued_as(con: Connection, sha256: str) -> IssuedPaper | None:
    """Return the paper of which a file is the issued one or a revision, by the SHA-256 of its bytes."""
    owners = (
        "select id from documents where sha256 = ? union select document_id from document_revisions where sha256 = ?"
    )
    found = _papers(con, con.rows(f"{_PAPERS} where id in ({owners})", [sha256, sha256]))
    return found[0] if found else None


def list_issued_after(con: Connection, after_id: str, limit: int) -> list[IssuedPaper]:
    """Return the next papers in the order they were issued; begin with an empty id."""
    return _papers(con, con.rows(f"{_PAPERS} where id > ? order by id limit ?", [after_id, limit]))


def _papers(con: Connection, rows: Sequence[Row]) -> list[IssuedPaper]:
    found = [named(_COLUMNS, row) for row in rows]
    condition, values = con.among("document_id", [paper["id"] for paper in found])
    revisions: dict[str, list[str]] = {}
    for document_id, sha256 in con.rows(
        f"select document_id, sha256 from document_revisions where {condition} order by document_id, serial", values
    ):
        revisions.setdefault(document_id, []).append(sha256)
    return [_paper(paper, revisions.get(paper["id"], [])) for paper in found]


def _paper(row: dict[str, Any], revisions: Sequence[str]) -> IssuedPaper:
    return IssuedPaper(
        id=row["id"],
        number=row["number"],
        kind=DocumentKind(row["kind"]),
        issued_on=day(row["issued_on"]),
        content_sha256=row["content_sha256"],
        files=(row["sha256"], *(revision for revision in revisions if revision != row["sha256"])),
        withdrawn_on=day_or_none(row["withdrawn_on"]),
        superseded_on=day_or_none(row["superseded_on"]),
        disposed_on=local_day(row["disposed_at"]) if row["disposed_at"] else None,
        is_demo=bool(row["is_demo"]),
    )
