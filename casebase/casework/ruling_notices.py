"""After a ruling is issued: notice given, and the day it arrived."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.access.relations import to_review
from casebase.casework.desk import Deed, act
from casebase.casework.entry import Entry
from casebase.casework.papers import latest_paper
from casebase.casework.timeline import overtaken
from casebase.domain.document import Document, DocumentKind
from casebase.domain.errors import ChangedMeanwhile, MoveNotPermitted, NotFound
from casebase.domain.review import REVIEW_STATUS_LABELS, Review, ReviewStatus
from casebase.store import documents, reviews

NOTICE_WAYS = {"mail": "우편", "electronic": "전자문서", "hand": "직접 교부", "system": "업무 시스템"}


@act(Act.NOTIFY_RULING)
def notify_ruling(deed: Deed, review_id: str, version: int, fields: dict[str, str]) -> str:
    """Record the notice to the agency's head and the applicant (영 제13조의4④): notified_on, notified_how."""
    review = _allowed(deed, review_id)
    document = _paper(deed, review)
    entry = Entry(fields)
    on = entry.day("notified_on", "통지한 날", not_after=deed.today)
    how = entry.choice("notified_how", "통지 방법", NOTICE_WAYS)
    if on and on < document.issued_on:
        entry.refuse("notified_on", "통지한 날은 발행한 날보다 앞설 수 없습니다.")
    entry.must_be_sound()
    if review.status != ReviewStatus.ISSUED:  # a returned correction leads back to NOTIFIED too, but not by a notice
        raise MoveNotPermitted("이 면책심사는", REVIEW_STATUS_LABELS[review.status], "통지 기록")
    if not reviews.update_review(deed.con, replace(review, status=ReviewStatus.NOTIFIED, version=version)):
        raise overtaken(deed, "review", review.id, f"면책심사 {review.number}")
    _update(deed, replace(document, notified_on=on, notified_how=NOTICE_WAYS[how]))
    deed.record("review", review.id, number=review.number, document=document.number, notified_on=on)
    return review.number


@act(Act.RECORD_ARRIVAL)
def record_arrival(deed: Deed, review_id: str, fields: dict[str, str]) -> str:
    """Record the day the paper reached its recipient: it takes effect then, and 재심의 is counted from it."""
    review = _allowed(deed, review_id)
    document = _paper(deed, review)
    entry = Entry(fields)
    on = entry.day("reached_on", "도달한 날", not_after=deed.today)
    if document.notified_on is None:
        entry.refuse("reached_on", "먼저 통지한 날을 기록하세요.")
    elif on and on < document.notified_on:
        entry.refuse("reached_on", "도달한 날은 통지한 날보다 앞설 수 없습니다.")
    if document.reached_on is not None:
        entry.refuse("reached_on", "도달한 날이 이미 기록되어 있습니다.")
    entry.must_be_sound()
    _update(deed, replace(document, reached_on=on))
    deed.record("review", review.id, number=review.number, document=document.number, reached_on=on)
    return review.number


def _allowed(deed: Deed, review_id: str) -> Review:
    review = reviews.fetch_review(deed.con, review_id)
    deed.allow_on(to_review(deed.account, review), Act.SEE_REVIEW, "면책심사를")
    return review


def _paper(deed: Deed, review: Review) -> Document:
    document = latest_paper(deed, DocumentKind.RULING, ("review", review.id))
    if document is None:
        raise NotFound("발행된 결정서를")
    return document


def _update(deed: Deed, document: Document) -> None:
    if not documents.update_document(deed.con, document):
        raise ChangedMeanwhile(f"결정서 {document.number}")
