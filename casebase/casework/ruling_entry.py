"""Reading the form of a ruling."""

from dataclasses import dataclass

from casebase.casework.entry import LONG, Entry
from casebase.casework.papers import read_disclosure
from casebase.domain.case import Disclosure
from casebase.domain.review import DISPOSITIONS, NO_DISPOSITION, Review
from casebase.domain.ruling import OUTCOME_LABELS, DispositionChange, Outcome, RulingKind


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A ruling as typed: outcome, new dispositions by charge, reasons, and how open the paper is."""

    outcome: Outcome
    changes: tuple[DispositionChange, ...]
    reasons: str
    dismissal_ground: str
    disclosure: Disclosure
    clauses: tuple[str, ...]
    cause: str


def read_proposal(review: Review, fields: dict[str, str], kind: RulingKind) -> Proposal:
    """Return a ruling as typed. Raises: SeveralInvalid."""
    entry = Entry(fields)
    outcome = entry.choice("outcome", "결정", OUTCOME_LABELS)
    offered = (NO_DISPOSITION, *DISPOSITIONS)
    changes = tuple(
        DispositionChange(
            charge_id=charge.id,
            after=entry.choice(f"after_{charge.id}", "결정 뒤 처분", offered, required=False) or charge.disposition,
        )
        for charge in review.charges
    )
    disclosure, clauses = read_disclosure(entry)
    proposal = Proposal(
        outcome=Outcome(outcome) if outcome else Outcome.NOT_RECOGNISED,
        changes=changes,
        reasons=entry.text("reasons", "이유", limit=LONG),
        dismissal_ground=entry.text("dismissal_ground", "각하 사유", required=outcome == Outcome.DISMISSED.value)
        if outcome == Outcome.DISMISSED.value
        else "",
        disclosure=disclosure,
        clauses=clauses,
        cause=entry.text("cause", "정정 사유") if kind == RulingKind.CORRECTION else "",
    )
    entry.must_be_sound()
    return proposal
