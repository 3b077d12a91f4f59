"""What a re-examination looks at again: the first ruling, who had a hand in it, what else was asked of it."""

import json

from casebase.access.act import Act
from casebase.casework.desk import Look
from casebase.domain.approval import ApprovalState
from casebase.domain.document import Document
from casebase.domain.errors import InvalidEntry
from casebase.domain.review import Review, ReviewStatus
from casebase.domain.ruling import Outcome, Ruling, RulingKind
from casebase.store import documents, events, findings, reviews, rulings

RUNNING = frozenset({ReviewStatus.APPLIED, ReviewStatus.RECEIVED, ReviewStatus.FACT_FINDING, ReviewStatus.PROPOSED})
_TAKEN_IN_HAND = frozenset({Act.REGISTER_REVIEW, Act.RECEIVE_REVIEW, Act.BEGIN_FACT_FINDING})


def in_force(asked: Look, review_id: str) -> Ruling | None:
    """Return the ruling of a review that stands: the newest issued, None where that one withdrew what was decided."""
    issued = [r for r in rulings.list_rulings(asked.con, review_id) if r.state == ApprovalState.ISSUED]
    return issued[0] if issued and issued[0].kind != RulingKind.WITHDRAWAL else None


def first_of(asked: Look, review: Review) -> Review | None:
    """Return the review whose ruling is looked at again, None for a review that is no re-examination."""
    return reviews.fetch_review(asked.con, review.first_review_id) if review.first_review_id else None


def first_paper(asked: Look, review: Review) -> Document | None:
    """Return the paper that a re-examination looks at again, be it withdrawn since; None for another review."""
    issued = (
        ruling
        for ruling in rulings.list_rulings(asked.con, review.first_review_id or "")
        if ruling.state == ApprovalState.ISSUED and ruling.kind != RulingKind.WITHDRAWAL
    )
    ruling = next(issued, None)
    return documents.fetch_document(asked.con, ruling.document_id) if ruling and ruling.document_id else None


def told_ruling(asked: Look, review_id: str) -> tuple[Document, Ruling] | None:
    """Return the paper notified last on a review, with its ruling; None before any was.

    A correction or withdrawal on its way is the office's own business until it is told.
    """
    told = [paper for paper in documents.list_documents_of(asked.con, "review", review_id) if paper.notified_on]
    every = {ruling.document_id: ruling for ruling in rulings.list_rulings(asked.con, review_id)}
    return (told[0], every[told[0].id]) if told else None


def running_re_examination(asked: Look, review_id: str) -> Review | None:
    """Return the re-examination of a review that is under way, None without one."""
    every = reviews.list_re_examinations(asked.con, review_id)
    return next((review for review in every if review.status in RUNNING), None)


def earlier_re_examination(asked: Look, review: Review) -> Review | None:
    """Return another re-examination by which the first ruling was already looked at again, dismissals aside."""
    return _judged_again(asked, review.first_review_id, review.id) if review.first_review_id else None


def must_not_be_re_examined(asked: Look, review: Review) -> None:
    """A ruling that is looked at again, or was, stays as it is. Raises: InvalidEntry."""
    found = running_re_examination(asked, review.id) or _judged_again(asked, review.id)
    if found is not None:
        raise InvalidEntry(
            f"이 결정은 재심의({found.number})의 대상이라 정정하거나 취소할 수 없습니다. 고칠 것은 재심의에서 다루세요."
        )


def must_not_have_judged_first(asked: Look, review: Review, account_id: str) -> None:
    """Who reviewed a case does not handle its re-examination (중앙행정기관 및 지방자치단체 자체감사기준 제30조).

    Raises: InvalidEntry.
    """
    first = first_of(asked, review)
    if first is not None and account_id in _hands_on(asked, first):
        raise InvalidEntry(
            f"첫 심사({first.number})를 맡았거나 거기에 판단을 기록한 사람은 재심의를 맡을 수 없습니다"
            "(자체감사기준 제30조). 다른 담당자가 접수하거나 다른 담당자를 지정하세요.",
            "handler_id",
        )


def _hands_on(asked: Look, review: Review) -> set[str | None]:
    """Return who handles a review or did, found anything in it, or proposed a ruling on it."""
    happened = events.list_events_of(asked.con, "review", review.id)
    return {
        review.handler_id,
        *(finding.account_id for finding in findings.list_findings(asked.con, review.id)),
        *(ruling.proposed_by for ruling in rulings.list_rulings(asked.con, review.id)),
        *(event.account_id for event in happened if event.act in _TAKEN_IN_HAND),
        *(json.loads(event.detail).get("handler_id") for event in happened if event.act == Act.ASSIGN_REVIEW),
    }


def _judged_again(asked: Look, first_id: str, but_by: str = "") -> Review | None:
    """Return a re-examination that judged a first review again and stands, another than `but_by`."""
    for review in reviews.list_re_examinations(asked.con, first_id):
        ruling = in_force(asked, review.id) if review.id != but_by else None
        if ruling is not None and ruling.outcome != Outcome.DISMISSED:
            return review
    return None
