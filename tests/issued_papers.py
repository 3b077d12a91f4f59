"""Papers on record as they were issued, their bytes in hand, to check and to tamper with."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pikepdf

from casebase.documents.opinion import opinion_pdf
from casebase.documents.ruling import ruling_pdf
from casebase.documents.signing import signed
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.document import Document, DocumentKind
from casebase.domain.papers import OpinionPaper, RulingPaper
from casebase.store.connection import Connection, Store
from casebase.store.documents import insert_document
from casebase.store.files import keep_bytes
from casebase.store.ids import new_id
from tests.builders import NOW
from tests.paper_builders import a_letterhead, a_ruling_paper, an_opinion_paper
from tests.signing_keys import a_signer

PUBLIC_URL = "https://audit.example.kr"


@dataclass(frozen=True)
class Issued:
    """One paper: its row, and its file."""

    document: Document
    content: bytes

    @property
    def number(self) -> str:
        return self.document.number

    @property
    def digits(self) -> str:
        return self.document.content_sha256[:32]


def an_issued_ruling(store: Store, number: str = "2026-결정-0001", *, public_url: str = PUBLIC_URL) -> Issued:
    """Put a ruling on record, its file as made by the house."""
    paper = a_ruling_paper(head=a_letterhead(number=number, public_url=public_url))
    with store.transaction() as con:
        return _kept(con, store, paper, DocumentKind.RULING, ruling_pdf(paper))


def an_issued_opinion(store: Store, number: str = "2026-의견-0001", *, public_url: str = "") -> Issued:
    """Put an opinion on record, its file as made by the house."""
    paper = an_opinion_paper(head=a_letterhead(number=number, public_url=public_url))
    with store.transaction() as con:
        return _kept(con, store, paper, DocumentKind.OPINION, opinion_pdf(paper))


def supersede(store: Store, earlier: Issued, on: date) -> Issued:
    """Put a paper on record that takes the place of another."""
    paper = a_ruling_paper(kind="정정", head=a_letterhead(number=f"{earlier.number}-정정", public_url=PUBLIC_URL))
    with store.transaction() as con:
        later = _kept(con, store, paper, DocumentKind.RULING, ruling_pdf(paper), earlier.document.id, on)
    return later


def withdraw(store: Store, issued: Issued, on: date) -> None:
    with store.transaction() as con:
        con.run("update documents set withdrawn_on = ? where id = ?", [on.isoformat(), issued.document.id])


def a_signed_ruling(store: Store) -> Issued:
    """Put a ruling on record that the office has signed."""
    paper = a_ruling_paper(head=a_letterhead(number="2026-결정-0001", public_url=PUBLIC_URL))
    content = signed(ruling_pdf(paper), a_signer(), at=NOW, reason="발행")
    with store.transaction() as con:
        return _kept(con, store, paper, DocumentKind.RULING, content)


def sign_again(store: Store, issued: Issued, content: bytes) -> None:
    """Put a second revision of a paper on record, as a second signature makes one."""
    with store.transaction() as con:
        (account_id,) = con.row("select id from accounts") or ("",)
        con.run(
            "insert into document_revisions (id, document_id, serial, sha256, size, signed_by, account_id, signed_at)"
            " values (?, ?, 2, ?, ?, '위원장', ?, '2026-11-23T01:00:00.000000Z')",
            [new_id(), issued.document.id, keep_bytes(store.home, content), len(content), account_id],
        )


def saved_again(content: bytes) -> bytes:
    """What another program makes of a file that it opens and saves."""
    file = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        opened.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable, normalize_content=True)
    return file.getvalue()


def flipped(content: bytes, place: int, bit: int) -> bytes:
    """A file with one bit turned over."""
    return content[:place] + bytes([content[place] ^ (1 << bit)]) + content[place + 1 :]


def _kept(
    con: Connection,
    store: Store,
    paper: RulingPaper | OpinionPaper,
    kind: DocumentKind,
    content: bytes,
    supersedes_id: str | None = None,
    on: date = date(2026, 11, 22),
) -> Issued:
    document = Document(
        id=new_id(),
        kind=kind,
        number=paper.head.number,
        subject_kind="review",
        subject_id="review-1",
        issued_on=on,
        sha256=keep_bytes(store.home, content),
        content_sha256=digest(canonical_json(paper)),
        size=len(content),
        supersedes_id=supersedes_id,
        is_demo=paper.head.is_demo,
    )
    insert_document(con, document)
    return Issued(document, content)
