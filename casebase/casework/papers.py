"""Issuing a paper: its number, its letterhead, its bytes kept for good."""

from dataclasses import replace
from datetime import datetime

from casebase.casework.desk import Deed, Look
from casebase.casework.entry import Entry, checked_text
from casebase.casework.kept import must_be_kept
from casebase.documents.signing import signed
from casebase.domain.case import DISCLOSURE_CLAUSES, DISCLOSURE_LABELS, Disclosure
from casebase.domain.document import DOCUMENT_TITLES, Document, DocumentKind
from casebase.domain.draft import Draft
from casebase.domain.errors import NotFound
from casebase.domain.papers import Letterhead
from casebase.domain.setting import Setting
from casebase.law.values import value_on
from casebase.store import documents
from casebase.store.files import fetch_bytes, keep_named
from casebase.store.ids import new_id
from casebase.store.numbers import next_number
from casebase.store.settings import list_settings

SERIES = {
    DocumentKind.VISIT_RECORD: "상담",
    DocumentKind.LATER_ANSWER: "회신",
    DocumentKind.OPINION: "의견",
    DocumentKind.RULING: "결정",
    DocumentKind.ADVICE: "자문의견",
    DocumentKind.ITEM_PAPERS: "안건",
    DocumentKind.MINUTES: "회의록",
    DocumentKind.DISPOSAL: "폐기확인",
}
DEMO_SETTING = "office.demo"


def is_demo_office(settings: list[Setting]) -> bool:
    """Say whether this store was filled for demonstration: then all that is made in it is marked so."""
    return any(setting.name == DEMO_SETTING and setting.value == "yes" for setting in settings)


def source_of(draft: Draft) -> str:
    """Return where a demo case was published, as the papers made from it say. Raises: SeveralInvalid."""
    return checked_text(draft.text("source"), "source", "출처", required=False)


def letterhead(
    asked: Look,
    recipient: str,
    *,
    disclosure: Disclosure = Disclosure.PARTIAL,
    clauses: tuple[str, ...] = (),
    is_draft: bool = False,
) -> Letterhead:
    """Return the office's letterhead as its settings stand on the day, without number and approvals."""
    settings = list_settings(asked.con)

    def text(name: str) -> str:
        return str(value_on(f"office.{name}", asked.today, settings).value)

    return Letterhead(
        office=text("name"),
        sender=text("sender"),
        recipient=recipient,
        approvals=(),
        number="",
        issued_on=None,
        address=text("address"),
        telephone=text("telephone"),
        disclosure=printed_disclosure(disclosure, clauses),
        is_demo=is_demo_office(settings),
        is_draft=is_draft,
        public_url=asked.public_url,
    )


def nobodys(head: Letterhead) -> Letterhead:
    """Return a letterhead that keeps only whom it is for and how open it is, to compare what stands below it."""
    return Letterhead(
        office="",
        sender="",
        recipient=head.recipient,
        approvals=(),
        number="",
        issued_on=None,
        address="",
        telephone="",
        disclosure=head.disclosure,
        is_demo=head.is_demo,
        is_draft=False,
    )


def numbered(
    deed: Deed, head: Letterhead, kind: DocumentKind, approvals: tuple[tuple[str, str, str], ...]
) -> Letterhead:
    """Return a letterhead with the next number of the kind's series and the day."""
    number = next_number(deed.con, deed.today.year, SERIES[kind])
    return replace(head, number=number, issued_on=deed.today, approvals=approvals)


def keep_paper(
    deed: Deed,
    head: Letterhead,
    kind: DocumentKind,
    subject: tuple[str, str],
    content: bytes,
    content_sha256: str,
    supersedes_id: str | None = None,
) -> Document:
    """Sign an issued paper, where the office has a key, and keep it byte for byte before the row that names it.

    Raises: SettingWrong once the key's certificate has expired.
    """
    subject_kind, subject_id = subject
    if deed.signer:
        reason = f"{DOCUMENT_TITLES[kind]} {head.number} 발행"
        at = datetime.fromisoformat(deed.now)
        content = signed(content, deed.signer, at=at, reason=reason, seal=head.sender)
    document = Document(
        id=new_id(),
        kind=kind,
        number=head.number,
        subject_kind=subject_kind,
        subject_id=subject_id,
        issued_on=head.issued_on or deed.today,
        sha256=keep_named(deed.con, deed.store.home, content),
        content_sha256=content_sha256,
        size=len(content),
        supersedes_id=supersedes_id,
        is_demo=head.is_demo,
        signed_by=deed.signer.name if deed.signer else "",
    )
    documents.insert_document(deed.con, document)
    return document


def read_disclosure(entry: Entry) -> tuple[Disclosure, tuple[str, ...]]:
    """Return 공개구분 as typed: `disclosure`, and unless all is open `disclosure_clauses`, a JSON list."""
    chosen = Disclosure(entry.choice("disclosure", "공개구분", DISCLOSURE_LABELS) or Disclosure.PARTIAL)
    clauses = entry.several("disclosure_clauses", "비공개 사유", DISCLOSURE_CLAUSES)
    if chosen != Disclosure.OPEN and not clauses:
        entry.refuse("disclosure_clauses", "전부 공개하지 않으려면 정보공개법 제9조제1항의 호를 고르세요.")
    return chosen, clauses


def printed_disclosure(disclosure: Disclosure, clauses: tuple[str, ...]) -> str:
    """Return 공개구분 as printed: "부분공개(제5호(감사·의사결정 과정), 제6호(개인정보))"."""
    label = DISCLOSURE_LABELS[disclosure]
    named = ", ".join(DISCLOSURE_CLAUSES[clause] for clause in clauses)
    return f"{label}({named})" if named and disclosure != Disclosure.OPEN else label


def papers_in_sight(asked: Look, subject: tuple[str, str], is_inside: bool) -> list[Document]:
    """Return the papers on a thing, the newest first.

    Outside the office: what was notified, and that a paper was withdrawn only once that was notified too.
    """
    every = documents.list_documents_of(asked.con, *subject)
    if is_inside:
        return every
    told = [paper for paper in every if paper.notified_on]
    replaced = {paper.supersedes_id for paper in told}
    return [
        paper if paper.id in replaced else replace(paper, withdrawn_on=None, withdrawal_reason="") for paper in told
    ]


def bytes_of(asked: Look, document: Document, revision: int = 0) -> bytes:
    """Return a paper's file byte for byte: as it was signed last, or that revision of it.

    Raises: NotFound; DisposedOf for a paper of a record that was disposed of.
    """
    must_be_kept(asked.con, document.subject_kind, document.subject_id)
    if revision == 1:
        return fetch_bytes(asked.store.home, document.sha256)
    found = documents.find_revision(asked.con, document.id, revision)
    if found is None and revision:
        raise NotFound("문서를")
    return fetch_bytes(asked.store.home, (found or document).sha256)


def latest_paper(asked: Look, kind: DocumentKind, subject: tuple[str, str]) -> Document | None:
    """Return the newest paper of a kind on a thing."""
    found = [d for d in documents.list_documents_of(asked.con, *subject) if d.kind == kind]
    return found[0] if found else None
