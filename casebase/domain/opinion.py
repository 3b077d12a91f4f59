"""Opinions (의견): the outcome of a consultation, its text in blocks, and how it is approved."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casebase.domain.approval import ApprovalState


class OpinionOutcome(StrEnum):
    """처리결과. The last two send the application back or away; they leave as papers of their own title."""

    ACCEPTED = "accepted"
    CONDITIONAL = "conditional"
    ALTERNATIVE = "alternative"
    OPINION = "opinion"
    REJECTED = "rejected"
    RETURNED = "returned"
    TRANSFERRED = "transferred"


# The field's words; an office prints its own (law/parameters/outcomes.toml).
OPINION_OUTCOME_LABELS = {
    OpinionOutcome.ACCEPTED: "인용",
    OpinionOutcome.CONDITIONAL: "조건부 인용",
    OpinionOutcome.ALTERNATIVE: "대안제시",
    OpinionOutcome.OPINION: "의견제시",
    OpinionOutcome.REJECTED: "기각",
    OpinionOutcome.RETURNED: "반려",
    OpinionOutcome.TRANSFERRED: "이첩",
}

# Outcomes without an answer to the question asked.
WITHOUT_ANSWER = frozenset({OpinionOutcome.RETURNED, OpinionOutcome.TRANSFERRED})


class OpinionKind(StrEnum):
    """What a paper does: it answers, corrects an issued one, or withdraws it."""

    ANSWER = "answer"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


OPINION_KIND_LABELS = {
    OpinionKind.ANSWER: "의견",
    OpinionKind.CORRECTION: "의견 정정",
    OpinionKind.WITHDRAWAL: "의견 취소",
}


@dataclass(frozen=True, kw_only=True)
class OpinionText:
    """The text of an opinion, block by block, in the order of the paper."""

    overview: str  # 개요
    law: str  # 관련 법령
    issues: str  # 쟁점
    view_a: str  # 갑설
    view_b: str  # 을설
    review: str  # 검토
    conclusion: str  # 의견
    conditions: str  # 조건, or the body it is sent to
    notes: str  # 고지


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """An opinion as proposed, and once approved as issued.

    `digest` is the SHA-256 (hex) of the canonical JSON of all that was proposed; who approves sends it back,
    so that the very state they read is the one issued.
    """

    id: str
    consultation_id: str
    kind: OpinionKind
    outcome: OpinionOutcome
    text: OpinionText
    cause: str  # why corrected or withdrawn; empty for an answer
    state: ApprovalState
    digest: str
    proposed_by: str
    proposed_at: str
    decided_by: str | None = None
    decided_at: str | None = None
    return_reason: str = ""
    document_id: str | None = None
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class FurtherNotice:
    """An opinion sent to another agency as well, so that it takes effect."""

    id: str
    document_id: str
    recipient: str
    notified_on: date
    notified_how: str
    reached_on: date | None = None


class FollowUpDeed(StrEnum):
    """What the agency did after the opinion."""

    AS_ADVISED = "as_advised"
    PARTLY = "partly"
    OTHERWISE = "otherwise"
    NOT_YET = "not_yet"


FOLLOW_UP_DEED_LABELS = {
    FollowUpDeed.AS_ADVISED: "의견대로 처리",
    FollowUpDeed.PARTLY: "일부만 처리",
    FollowUpDeed.OTHERWISE: "다르게 처리",
    FollowUpDeed.NOT_YET: "아직 처리하지 않음",
}


class FollowUpState(StrEnum):
    """Where a report stands."""

    REPORTED = "reported"
    ACCEPTED = "accepted"
    ASKED_AGAIN = "asked_again"


FOLLOW_UP_STATE_LABELS = {
    FollowUpState.REPORTED: "확인 전",
    FollowUpState.ACCEPTED: "확인함",
    FollowUpState.ASKED_AGAIN: "다시 요청함",
}


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """One report of the agency on what it did (이행결과; 영 제13조④), and what the office made of it."""

    id: str
    consultation_id: str
    deed: FollowUpDeed
    done_on: date | None  # the day of the act reported
    text: str
    reported_by: str
    reported_on: date
    state: FollowUpState = FollowUpState.REPORTED
    file_ids: tuple[str, ...] = ()
    judged_by: str | None = None
    judged_on: date | None = None
    judgement: str = ""  # what is asked again, or why it is enough
    version: int = 1
