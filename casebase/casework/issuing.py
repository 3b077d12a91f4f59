"""Issuing a ruling: what one person's approval and the committee's resolution have in common, and the latter's own."""

from dataclasses import replace

from casebase.casework.approvals import withdraw_paper
from casebase.casework.desk import Deed
from casebase.casework.first_rulings import first_paper, must_not_be_re_examined
from casebase.casework.judgments import judged
from casebase.casework.papers import keep_paper, numbered
from casebase.casework.ruling_papers import content_digest, ruling_paper, superseded
from casebase.casework.ruling_rules import must_follow
from casebase.casework.timeline import overtaken
from casebase.documents.ruling import ruling_pdf
from casebase.domain.account import ROLE_LABELS, Role
from casebase.domain.approval import ApprovalState
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.document import Document, DocumentKind
from casebase.domain.errors import ChangedMeanwhile
from casebase.domain.meeting import Motion, Resolution
from casebase.domain.papers import ResolutionOnPaper, RulingPaper
from casebase.domain.review import Review, ReviewStatus
from casebase.domain.ruling import Outcome, Ruling, RulingKind
from casebase.korean.dates import local_day, official_date
from casebase.store import accounts, reviews, rulings

_ACTING_CHAIR = "위원장 직무대행"


def issue_resolved(
    deed: Deed, review: Review, proposal: Ruling, motion: Motion, resolution: Resolution, on_paper: ResolutionOnPaper
) -> tuple[Ruling, Document]:
    """Issue the ruling that a resolution of the committee carries, on the committee's own findings.

    The proposal is RESOLVED; the ruling is a row of its own with the id that the resolution names. The act that
    closes the vote records it. Raises: MoveNotPermitted, ChangedMeanwhile, RulingDoesNotFollow, and as `publish`.
    """
    review.must_move_to(ReviewStatus.ISSUED)
    ruling = _of_committee(deed, proposal, motion, resolution)
    is_withdrawal = ruling.kind == RulingKind.WITHDRAWAL
    if not is_withdrawal:
        found = judged(deed, review, resolution)
        must_follow(deed, review, found, ruling.outcome, ruling.dismissal_ground, ruling.changes)
    earlier = superseded(deed, review, ruling.kind)
    counting = None if is_withdrawal else resolution  # what is withdrawn is printed as it was found
    paper = ruling_paper(deed, review, ruling, is_draft=False, corrects=earlier, resolution=counting)
    paper = replace(paper, resolution=on_paper)
    document = publish(deed, review, ruling, paper, earlier, _approved_in_meeting(deed, proposal))
    close_proposal(deed, proposal, ApprovalState.RESOLVED)
    ruling = replace(ruling, digest=content_digest(paper), document_id=document.id)
    rulings.insert_ruling(deed.con, ruling)
    move_review(deed, replace(review, status=ReviewStatus.ISSUED))
    return ruling, document


def publish(
    deed: Deed,
    review: Review,
    ruling: Ruling,
    paper: RulingPaper,
    earlier: Document | None,
    approvals: tuple[tuple[str, str, str], ...],
) -> Document:
    """Number and keep a ruling's paper; it takes the place of `earlier`, or of the ruling that was looked at again.

    Raises: InvalidEntry where a re-examination was asked for since a correction or withdrawal was proposed.
    """
    if ruling.kind != RulingKind.DECISION:
        must_not_be_re_examined(deed, review)
    head = numbered(deed, paper.head, DocumentKind.RULING, approvals)
    paper = replace(paper, head=head)
    replaced = earlier or (None if ruling.outcome == Outcome.DISMISSED else first_paper(deed, review))
    document = keep_paper(
        deed,
        head,
        DocumentKind.RULING,
        ("review", review.id),
        ruling_pdf(paper),
        digest(canonical_json(paper)),
        replaced.id if replaced else None,
    )
    if ruling.kind == RulingKind.WITHDRAWAL and earlier is not None:
        withdraw_paper(deed, earlier, ruling.cause)
    return document


def close_proposal(
    deed: Deed, ruling: Ruling, state: ApprovalState, *, return_reason: str = "", document_id: str | None = None
) -> None:
    """Write what became of a proposal. Raises: ChangedMeanwhile when it was dealt with already."""
    decided = replace(
        ruling,
        state=state,
        decided_by=deed.account.id,
        decided_at=deed.now,
        return_reason=return_reason,
        document_id=document_id,
    )
    if ruling.state != ApprovalState.PROPOSED or not rulings.update_ruling(deed.con, decided):
        raise ChangedMeanwhile("이미 처리된 결정안")


def move_review(deed: Deed, review: Review) -> None:
    """Write where a review stands. Raises: ChangedMeanwhile."""
    if not reviews.update_review(deed.con, review):
        raise overtaken(deed, "review", review.id, f"면책심사 {review.number}")


def _of_committee(deed: Deed, proposal: Ruling, motion: Motion, resolution: Resolution) -> Ruling:
    return replace(
        proposal,
        id=resolution.ruling_id,
        outcome=motion.outcome,
        changes=motion.changes,
        reasons=motion.reasons,
        dismissal_ground=motion.dismissal_ground,
        state=ApprovalState.ISSUED,
        decided_by=deed.account.id,
        decided_at=deed.now,
        resolution_id=resolution.id,
        version=1,
    )


def _approved_in_meeting(deed: Deed, proposal: Ruling) -> tuple[tuple[str, str, str], ...]:
    """Return who proposed, and who presided: the chair, or who acted for them (공공감사에 관한 법률 시행령 제4조)."""
    proposer, presiding = accounts.fetch_account(deed.con, proposal.proposed_by), deed.account
    post = ROLE_LABELS[Role.CHAIR] if presiding.role == Role.CHAIR else _ACTING_CHAIR
    return (
        (ROLE_LABELS[proposer.role], proposer.name, official_date(local_day(proposal.proposed_at))),
        (post, presiding.name, official_date(deed.today)),
    )
