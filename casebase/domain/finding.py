"""Findings (판단): what a person holds of one question about one charge."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The three steps of a review; each asks its own questions."""

    CRITERION = "criterion"
    EXCLUSION = "exclusion"
    PRESUMPTION = "presumption"


STEP_LABELS = {
    Step.CRITERION: "요건별 판단",
    Step.EXCLUSION: "제외사유 검토",
    Step.PRESUMPTION: "사전컨설팅에 따른 면책 추정",
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One answer. `holds` None means not yet: only a person fills it in, never the machine.

    For a criterion, True speaks for the person; for an exclusion ground, True speaks against; for a
    condition of the presumption, True speaks for.
    """

    id: str
    review_id: str
    charge_id: str
    step: Step
    question: str  # code of the criterion, ground or condition
    holds: bool | None
    reason: str
    evidence: tuple[str, ...]  # ids of attachments
    account_id: str
    found_at: str
    version: int = 1
