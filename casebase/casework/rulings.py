"""Rulings: proposed by who reviewed, approved and issued by another; corrected or withdrawn the same way."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.access.relations import to_review
from casebase.casework.approvals import approval_box, status_before, wipe_proposal_draft
from casebase.casework.conflicts import conflicts_of
from casebase.casework.desk import Deed, act
from casebase.casework.entry import checked_text
from casebase.casework.first_rulings import in_force, must_not_be_re_examined
from casebase.casework.issuing import close_proposal, move_review, publish
from casebase.casework.judgments import judged
from casebase.casework.ruling_entry import Proposal, read_proposal
from casebase.casework.ruling_papers import as_preview, content_digest, proposed_paper, superseded
from casebase.casework.ruling_rules import decider_of, must_follow
from casebase.documents.ruling import ruling_pdf
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.draft import Form
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    ResolutionNeeded,
    SecondPersonNeeded,
)
from casebase.domain.member import Body
from casebase.domain.review import REVIEW_STATUS_LABELS, Review, ReviewStatus
from casebase.domain.ruling import Outcome, Ruling, RulingKind
from casebase.korean.dates import official_date
from casebase.law.committee import Decider
from casebase.store import findings, reviews, rulings
from casebase.store.ids import new_id


@act(Act.PROPOSE_RULING)
def propose_ruling(deed: Deed, review_id: str, version: int, fields: dict[str, str]) -> str:
    """Propose a ruling for approval. Returns the ruling's id.

    `fields`: outcome, after_<charge id>, reasons, dismissal_ground, disclosure, disclosure_clauses.
    Raises: SeveralInvalid, RulingDoesNotFollow, ChangedMeanwhile, MoveNotPermitted, and InvalidEntry where no
    hearing was offered.
    """
    review = _allowed(deed, review_id)
    if review.status != ReviewStatus.FACT_FINDING:
        raise MoveNotPermitted(f"면책심사 {review.number}은", REVIEW_STATUS_LABELS[review.status], "결정안 상신")
    proposal = read_proposal(review, fields, RulingKind.DECISION)
    _must_be_heard(review, proposal)
    return _proposed(deed, review, version, proposal, RulingKind.DECISION)


@act(Act.PROPOSE_CORRECTION)
def propose_correction(deed: Deed, review_id: str, version: int, fields: dict[str, str]) -> str:
    """Propose a paper that corrects the issued one and supersedes it; `fields` also holds `cause`."""
    review = _allowed(deed, review_id)
    _must_be_in_force(deed, review)
    proposal = read_proposal(review, fields, RulingKind.CORRECTION)
    return _proposed(deed, review, version, proposal, RulingKind.CORRECTION)


@act(Act.PROPOSE_WITHDRAWAL)
def propose_withdrawal(deed: Deed, review_id: str, version: int, cause: str) -> str:
    """Propose to withdraw the issued ruling; what it decided is printed as it was."""
    review = _allowed(deed, review_id)
    issued = _must_be_in_force(deed, review)
    proposal = Proposal(
        outcome=issued.outcome,
        changes=issued.changes,
        reasons=issued.reasons,
        dismissal_ground=issued.dismissal_ground,
        disclosure=review.disclosure,
        clauses=review.disclosure_clauses,
        cause=checked_text(cause, "withdrawal_cause", "취소 사유"),
    )
    return _proposed(deed, review, version, proposal, RulingKind.WITHDRAWAL)


@act(Act.RETURN_RULING)
def return_ruling(deed: Deed, ruling_id: str, reason: str) -> str:
    """Send a proposal back with a reason. Returns the review's number."""
    ruling, review = _proposal(deed, ruling_id)
    reason = checked_text(reason, "return_reason", "반려 사유")
    close_proposal(deed, ruling, ApprovalState.RETURNED, return_reason=reason)
    move_review(deed, replace(review, status=_status_before(deed, review, ruling)))
    deed.record("review", review.id, number=review.number, kind=ruling.kind, reason=reason)
    return review.number


@act(Act.ISSUE_RULING)
def issue_ruling(deed: Deed, ruling_id: str, seen_digest: str) -> str:
    """Approve a proposal and issue its paper, as one act of a second person. Returns the paper's number.

    `seen_digest` is that of the state the approver read; if anything it rests on has changed since, nothing
    is issued. Raises: ResolutionNeeded, SecondPersonNeeded, ChangedMeanwhile, RulingDoesNotFollow, and as
    `issuing.publish`.
    """
    ruling, review = _proposal(deed, ruling_id)
    review.must_move_to(ReviewStatus.ISSUED)
    _must_be_left_to(deed, review, ruling)
    _must_be_another(deed, ruling)
    paper = proposed_paper(deed, review, ruling)
    if content_digest(paper) != ruling.digest or seen_digest != ruling.digest:
        raise ChangedMeanwhile("상신한 뒤 사건 기록이 바뀜. 결정안을 반려해 다시 상신받아야 합니다")
    if ruling.kind != RulingKind.WITHDRAWAL:
        found = judged(deed, review)
        must_follow(deed, review, found, ruling.outcome, ruling.dismissal_ground, ruling.changes)
    approvals = approval_box(deed, ruling.proposed_by, ruling.proposed_at)
    document = publish(deed, review, ruling, paper, superseded(deed, review, ruling.kind), approvals)
    close_proposal(deed, ruling, ApprovalState.ISSUED, document_id=document.id)
    move_review(deed, replace(review, status=ReviewStatus.ISSUED))
    deed.record("review", review.id, number=review.number, document=document.number, kind=ruling.kind)
    return document.number


def _allowed(deed: Deed, review_id: str) -> Review:
    review = reviews.fetch_review(deed.con, review_id)
    deed.allow_on(to_review(deed.account, review), Act.SEE_REVIEW, "면책심사를")
    return review


def _proposed(deed: Deed, review: Review, version: int, proposal: Proposal, kind: RulingKind) -> str:
    before = review.status
    review.must_move_to(ReviewStatus.PROPOSED)
    if kind != RulingKind.WITHDRAWAL:
        found = judged(deed, review)
        must_follow(deed, review, found, proposal.outcome, proposal.dismissal_ground, proposal.changes)
    review = replace(
        review,
        status=ReviewStatus.PROPOSED,
        disclosure=proposal.disclosure,
        disclosure_clauses=proposal.clauses,
        version=version,
    )
    ruling = Ruling(
        id=new_id(),
        review_id=review.id,
        kind=kind,
        outcome=proposal.outcome,
        changes=proposal.changes,
        reasons=proposal.reasons,
        dismissal_ground=proposal.dismissal_ground,
        cause=proposal.cause,
        state=ApprovalState.PROPOSED,
        digest="",
        proposed_by=deed.account.id,
        proposed_at=deed.now,
    )
    paper = proposed_paper(deed, review, ruling)
    ruling = replace(ruling, digest=content_digest(paper))
    ruling_pdf(as_preview(paper))  # what cannot be printed is refused before it is proposed
    rulings.insert_ruling(deed.con, ruling)
    move_review(deed, review)
    wipe_proposal_draft(deed, Form.RULING, f"{ruling.kind}:{ruling.review_id}")
    detail = {"kind": kind, "outcome": ruling.outcome, "digest": ruling.digest}
    deed.record("review", review.id, number=review.number, ruling=ruling.id, before=before, **detail)
    return ruling.id


def _must_be_heard(review: Review, proposal: Proposal) -> None:
    """경상남도 감사위원회 조례 제7조① in its kind: nobody is ruled upon without a chance to speak."""
    if review.hearing_offered_on is None and proposal.outcome != Outcome.DISMISSED:
        raise InvalidEntry(
            "의견 진술 기회를 준 기록이 없습니다. ‘의견 진술’에서 기회를 준 날을 먼저 기록하세요.", "hearing_offered_on"
        )


def _must_be_in_force(deed: Deed, review: Review) -> Ruling:
    """Return the ruling now in force. Raises: InvalidEntry when there is none, or it is looked at again."""
    issued = in_force(deed, review.id)
    if issued is None:
        raise InvalidEntry("효력 있는 결정이 없어 정정하거나 취소할 수 없습니다.")
    must_not_be_re_examined(deed, review)
    return issued


def _must_be_left_to(deed: Deed, review: Review, ruling: Ruling) -> None:
    """From the day the office's setting begins, only the committee rules, and its chair alone on what is minor.

    Raises: ResolutionNeeded, and InvalidEntry for a chair whom the record would keep from it in the committee.
    """
    who, setting = decider_of(deed, review, ruling)
    if who == Decider.COMMITTEE or (who == Decider.CHAIR and deed.account.role != Role.CHAIR):
        raise ResolutionNeeded(official_date(setting.since), by_chair=who == Decider.CHAIR)
    found = conflicts_of(deed, Body.COMMITTEE, deed.account.id, "review", review.id) if who == Decider.CHAIR else ()
    if against := [conflict.explanation for conflict in found if conflict.is_blocking]:
        raise InvalidEntry(
            f"이해충돌 사유가 있어 결재할 수 없습니다: {' '.join(against)} 간사에게 회의 안건으로 올려 달라고 하세요."
        )


def _must_be_another(deed: Deed, ruling: Ruling) -> None:
    """Who proposed or found anything in the review may not approve. Raises: SecondPersonNeeded."""
    reviewers = {finding.account_id for finding in findings.list_findings(deed.con, ruling.review_id)}
    if deed.account.id in reviewers | {ruling.proposed_by}:
        raise SecondPersonNeeded


def _proposal(deed: Deed, ruling_id: str) -> tuple[Ruling, Review]:
    ruling = rulings.fetch_ruling(deed.con, ruling_id)
    review = _allowed(deed, ruling.review_id)
    if ruling.state != ApprovalState.PROPOSED:
        raise ChangedMeanwhile("이미 처리된 결정안")
    return ruling, review


def _status_before(deed: Deed, review: Review, ruling: Ruling) -> ReviewStatus:
    return ReviewStatus(status_before(deed, ("review", review.id), ("ruling", ruling.id)))
