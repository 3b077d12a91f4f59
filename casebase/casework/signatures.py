"""A second signature on an issued paper: another approver's, behind the first, which stays valid."""

from datetime import datetime

from casebase.access.act import Act
from casebase.access.relations import to_consultation, to_review
from casebase.casework.desk import Deed, act
from casebase.casework.papers import bytes_of
from casebase.casework.review_sight import sees_deliberation
from casebase.documents.signer import PaperSigner
from casebase.documents.signing import SECOND, signed
from casebase.domain.account import ROLE_LABELS
from casebase.domain.document import DOCUMENT_TITLES, Document, DocumentKind, Revision
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound
from casebase.store import consultations, documents, opinions, reviews, rulings
from casebase.store.files import keep_named
from casebase.store.ids import new_id

_NOT_IN_FORCE = "취소되었거나 정정으로 대신한 문서에는 서명할 수 없습니다. 지금 효력이 있는 문서를 여세요."
_SERIAL = 2  # a paper has a place for one more signature


@act(Act.SIGN_PAPER)
def sign_paper(deed: Deed, document_id: str, version: int) -> str:
    """Have an issued opinion or ruling signed once more, as another approver than who issued it. Returns its number.

    Raises: NotFound, NotPermitted, ChangedMeanwhile; InvalidEntry where the paper takes no further signature.
    """
    document = documents.fetch_document(deed.con, document_id)
    case_number, issued_by = _allowed(deed, document)
    signer = _must_take_signature(deed, document, issued_by)
    if version != document.version or not documents.update_document(deed.con, document):
        raise ChangedMeanwhile(f"{DOCUMENT_TITLES[document.kind]} {document.number}")
    content = signed(
        bytes_of(deed, document),
        signer,
        at=datetime.fromisoformat(deed.now),
        reason=f"추가 결재: {ROLE_LABELS[deed.account.role]} {deed.account.name}",
        into=SECOND,
    )
    revision = Revision(
        id=new_id(),
        document_id=document.id,
        serial=_SERIAL,
        sha256=keep_named(deed.con, deed.store.home, content),
        size=len(content),
        signed_by=signer.name,
        account_id=deed.account.id,
        signed_at=deed.now,
    )
    documents.insert_revision(deed.con, revision)
    deed.record(document.subject_kind, document.subject_id, number=case_number, document=document.number)
    return document.number


def why_not_signed_again(document: Document, issued_by: str | None, account_id: str) -> str:
    """Return the sentence that says why somebody may not sign the newest paper of a case once more; none if they may.

    `issued_by` is the account that issued it.
    """
    if not document.signed_by:
        return "서명 없이 발행한 문서에는 추가 서명을 할 수 없습니다. 서명이 필요하면 정정 문서를 내세요."
    if document.withdrawn_on:
        return _NOT_IN_FORCE
    if document.also_signed_by:
        return f"{document.also_signed_by} 님이 이미 추가 서명을 했습니다. 한 문서의 추가 서명은 하나입니다."
    if issued_by == account_id:
        return "발행한 사람은 추가 서명을 할 수 없습니다. 다른 결재권자(감사관 또는 위원장)에게 요청하세요."
    return ""


def _allowed(deed: Deed, document: Document) -> tuple[str, str | None]:
    """Allow the act on a paper in sight, and return its case's number and who issued it. Raises: NotFound."""
    if document.kind == DocumentKind.OPINION:
        consultation = consultations.fetch_consultation(deed.con, document.subject_id)
        deed.allow_on(to_consultation(deed.account, consultation), Act.SEE_CONSULTATION_WORK, "문서를")
        issued = opinions.list_opinions(deed.con, consultation.id)
        return consultation.number, next(o.decided_by for o in issued if o.document_id == document.id)
    if document.kind != DocumentKind.RULING:
        raise NotFound("문서를")
    review = reviews.fetch_review(deed.con, document.subject_id)
    if not sees_deliberation(deed, review):
        raise NotFound("문서를")
    deed.allow_on(to_review(deed.account, review), Act.SEE_REVIEW, "문서를")
    ruled = rulings.list_rulings(deed.con, review.id)
    return review.number, next(r.decided_by for r in ruled if r.document_id == document.id)


def _must_take_signature(deed: Deed, document: Document, issued_by: str | None) -> PaperSigner:
    """Return the key to sign with. Raises: InvalidEntry."""
    if deed.signer is None:
        raise InvalidEntry(
            "서명 열쇠가 없어 서명할 수 없습니다. 관리자에게 CASEBASE_SIGNING_KEY를 지정해 달라고 하세요."
        )
    if why := why_not_signed_again(document, issued_by, deed.account.id):
        raise InvalidEntry(why)
    if _is_superseded(deed, document):
        raise InvalidEntry(_NOT_IN_FORCE)
    return deed.signer


def _is_superseded(deed: Deed, document: Document) -> bool:
    papers = documents.list_documents_of(deed.con, document.subject_kind, document.subject_id)
    return document.id in {paper.supersedes_id for paper in papers}
