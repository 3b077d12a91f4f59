"""Reading the form of a ruling."""

from dataclasses import dataclass

from casebase.casework.entry import LONG, Entry
from casebase.casework.papers import read_disclosure
from casebase.domain.case import Disclosure
from casebase.domain.review import DISPOSITIONS, NO_DISPOSITION, Review
from casebase.domain.ruling import OUTCOME_LABELS, DispositionChange, Outcome, RulingKind
from casebase.law import re_examination
from casebase.law.dismissal import grounds_on
from casebase.law.grounds import Ground


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
    is_dismissed = outcome == Outcome.DISMISSED
    changes = read_changes(review, entry)
    disclosure, clauses = read_disclosure(entry)
    proposal = Proposal(
        outcome=Outcome(outcome) if outcome else Outcome.NOT_RECOGNISED,
        changes=changes,
        reasons=entry.text("reasons", "이유", limit=LONG),
        dismissal_ground=read_dismissal_ground(review, entry) if is_dismissed else "",
        disclosure=disclosure,
        clauses=clauses,
        cause=entry.text("cause", "정정 사유") if kind == RulingKind.CORRECTION else "",
    )
    entry.must_be_sound()
    return proposal


def dismissal_grounds(review: Review) -> tuple[Ground, ...]:
    """Return the grounds on which a review may be dismissed: a re-examination's are those of the Decree, no other."""
    return re_examination.grounds_on(review.filed_on) if review.is_re_examination else grounds_on(review.filed_on)


def read_changes(review: Review, entry: Entry) -> tuple[DispositionChange, ...]:
    """Return what becomes of each charge's disposition, after_<charge id>; it stays where nothing is chosen."""
    offered = (NO_DISPOSITION, *DISPOSITIONS)
    return tuple(
        DispositionChange(
            charge_id=charge.id,
            after=entry.choice(f"after_{charge.id}", "결정 뒤 처분", offered, required=False) or charge.disposition,
        )
        for charge in review.charges
    )


def read_dismissal_ground(review: Review, entry: Entry) -> str:
    """Return dismissal_ground: a text of its own, of a re-examination one of the Decree's grounds."""
    if not review.is_re_examination:
        return entry.text("dismissal_ground", "각하 사유")
    return entry.choice("dismissal_ground", "각하 사유", {ground.label for ground in dismissal_grounds(review)})
