"""Passages: what search finds, a precedent or an original paper or answer, as text in its parts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casebase.domain.precedent import PrecedentKind, PrecedentOrigin


class PassageSource(StrEnum):
    """What a passage is of: a published precedent, or an original that was told to whom it concerns."""

    PRECEDENT = "precedent"
    OPINION = "opinion"
    RULING = "ruling"
    ANSWER = "answer"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One text to find. `id` is that of the precedent, opinion, ruling or matter.

    `subject_id` is the id by which events name it: the precedent's, the consultation's, the review's, the visit's.
    `told_on` is the day it was answered, or by which it was (`domain.precedent.answered_by`).
    `outcome` is a code for OPINION (OpinionOutcome), RULING (Outcome) and ANSWER (Track), for a PRECEDENT its words.
    """

    source: PassageSource
    id: str
    subject_id: str
    number: str
    title: str
    agency: str
    kind: PrecedentKind
    origin: PrecedentOrigin
    told_on: date
    year: int
    field: str
    outcome: str
    question: str
    facts: str
    reasons: str

    @property
    def text(self) -> str:
        """Everything that is read in it, a line for each part."""
        return "\n".join(part for part in (self.title, self.question, self.facts, self.reasons) if part)
