"""Reading the form of a ruling."""

from dataclasses import dataclass

from casebase.casework.entry import LONG, Entry
from casebase.domain.case import DISCLOSURE_CLAUSES, DISCLOSURE_LABELS, Disclosure
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
    proposal = Proposal(
        outcome=Outcome(outcome) if outcome else Outcome.NOT_RECOGNISED,
        changes=changes,
        reasons=entry.text("reasons", "이유", limit=LONG),
        dismissal_ground=entry.text("dismissal_ground", "각하 사유", required=outcome == Outcome.DISMISSED.value)
        if outcome == Outcome.DISMISSED.value
        else "",
        disclosure=Disclosure(entry.choice("disclosure", "공개구분", DISCLOSURE_LABELS) or Disclosure.PARTIAL),
        clauses=entry.several("disclosure_clauses", "비공개 사유", DISCLOSURE_CLAUSES),
        cause=entry.text("cause", "정정 사유") if kind == RulingKind.CORRECTION else "",
    )
    if proposal.disclosure != Disclosure.OPEN and not proposal.clauses:
        entry.refuse("disclosure_clauses", "전부 공개하지 않으려면 정보공개법 제9조제1항의 호를 고르세요.")
    entry.must_be_sound()
    return proposal
