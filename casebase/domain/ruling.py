"""Rulings (면책심사 결정): the outcome, the change of disposition, and how a ruling is approved."""

from dataclasses import dataclass
from enum import StrEnum

from casebase.domain.approval import ApprovalState


class Outcome(StrEnum):
    """결정. PARTIAL: some charges are recognised and some are not."""

    RECOGNISED = "recognised"
    PARTIAL = "partial"
    NOT_RECOGNISED = "not_recognised"
    DISMISSED = "dismissed"


OUTCOME_LABELS = {
    Outcome.RECOGNISED: "면책 인정",
    Outcome.PARTIAL: "일부 인정",
    Outcome.NOT_RECOGNISED: "불인정",
    Outcome.DISMISSED: "각하",
}


class RulingKind(StrEnum):
    """What a ruling does: it decides, corrects an issued one, or withdraws it."""

    DECISION = "decision"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


RULING_KIND_LABELS = {
    RulingKind.DECISION: "결정",
    RulingKind.CORRECTION: "정정",
    RulingKind.WITHDRAWAL: "취소",
}


@dataclass(frozen=True, kw_only=True)
class DispositionChange:
    """처분 변화 for one charge: "주의" becomes "불문"."""

    charge_id: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A ruling as proposed, and once approved as issued. One issued by the committee is a row of its own.

    `digest` is the SHA-256 (hex) of the canonical JSON of all that was proposed; who approves sends it back,
    so that the very state they read is the one issued.
    """

    id: str
    review_id: str
    kind: RulingKind
    outcome: Outcome
    changes: tuple[DispositionChange, ...]
    reasons: str
    dismissal_ground: str  # for DISMISSED; empty otherwise
    cause: str  # why corrected or withdrawn; empty for a decision
    state: ApprovalState
    digest: str
    proposed_by: str
    proposed_at: str
    decided_by: str | None = None
    decided_at: str | None = None
    return_reason: str = ""
    document_id: str | None = None
    resolution_id: str | None = None  # the committee's resolution that issued it
    version: int = 1
