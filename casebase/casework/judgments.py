"""What was found of each charge: whose findings count, and what follows from them."""

from dataclasses import dataclass

from casebase.casework.desk import Look
from casebase.casework.findings import findings_of
from casebase.casework.first_rulings import first_of, in_force
from casebase.domain.approval import ApprovalState
from casebase.domain.finding import Finding
from casebase.domain.meeting import Resolution
from casebase.domain.review import Charge, Review
from casebase.domain.ruling import Outcome, RulingKind
from casebase.law.criteria import criteria_set
from casebase.law.exclusions import grounds_on
from casebase.law.presumption import conditions_on
from casebase.law.re_examination import FirstResult
from casebase.law.rulings import Conclusion, conclude
from casebase.store import rulings
from casebase.store.resolutions import fetch_resolution


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One charge with its label, its findings and what follows from them."""

    charge: Charge
    label: str
    findings: tuple[Finding, ...]
    conclusion: Conclusion


def judged(asked: Look, review: Review, resolution: Resolution | None = None) -> tuple[Judged, ...]:
    """Return each charge with the findings that count and the conclusion that the rules draw from them.

    The findings of `resolution` count before it has issued its ruling.
    """
    found = _counting(asked, review) if resolution is None else committee_findings(resolution)
    return tuple(_judged_one(review, charge, found) for charge in review.charges)


def first_results(asked: Look, review: Review) -> dict[str, FirstResult]:
    """Return what the first ruling decided on each charge of a re-examination, by the charge's id there."""
    first = first_of(asked, review)
    ruling = in_force(asked, first.id) if first else None
    if first is None or ruling is None:
        return {}
    after = {change.charge_id: change.after for change in ruling.changes}
    results = {
        _place(first, one.charge): FirstResult(
            label=one.label,
            was_recognised=one.conclusion.recognised is True and ruling.outcome != Outcome.DISMISSED,
            disposition_after=after.get(one.charge.id, one.charge.disposition),
        )
        for one in judged(asked, first)
    }
    return {charge.id: results[_place(review, charge)] for charge in review.charges}


def committee_findings(resolution: Resolution) -> list[Finding]:
    """Return the committee's answers as findings: of nobody, for the vote on each is secret."""
    return [
        Finding(
            id=f"{resolution.id}|{one.charge_id}|{one.step}|{one.question}",
            review_id=resolution.review_id,
            charge_id=one.charge_id,
            step=one.step,
            question=one.question,
            holds=one.holds,
            reason=one.reason,
            evidence=one.evidence,
            account_id="",
            found_at=resolution.resolved_at,
        )
        for one in resolution.findings
    ]


def charge_label(review: Review, charge: Charge) -> str:
    """Return how a charge is called on screen and paper: "지적사항 제목 - 대상"."""
    observation = next(o for o in review.observations if o.id == charge.observation_id)
    subject = next(s for s in review.subjects if s.id == charge.subject_id)
    return f"{observation.title} - {subject.name}"


def _counting(asked: Look, review: Review) -> list[Finding]:
    """Return the findings that count: the committee's where it ruled, else of whoever proposed what is on the table.

    Where nothing is proposed or in force they are the present handler's. A ruling goes on resting on the findings it
    was made from, whoever handles the review later.
    """
    for ruling in rulings.list_rulings(asked.con, review.id):
        is_issued = ruling.state == ApprovalState.ISSUED
        if ruling.kind == RulingKind.WITHDRAWAL and is_issued:
            break
        if ruling.resolution_id and is_issued:
            return committee_findings(fetch_resolution(asked.con, ruling.resolution_id))
        if ruling.kind == RulingKind.DECISION and (is_issued or ruling.state == ApprovalState.PROPOSED):
            return findings_of(asked, review, ruling.proposed_by)
    return findings_of(asked, review, review.handler_id)


def _judged_one(review: Review, charge: Charge, found: list[Finding]) -> Judged:
    own = tuple(finding for finding in found if finding.charge_id == charge.id)
    conclusion = conclude(
        charge,
        own,
        criteria_set(review.criteria_set),
        grounds_on(review.filed_on),
        conditions_on(review.filed_on),
        relies_on_opinion=bool(review.prior_opinion),
    )
    return Judged(charge=charge, label=charge_label(review, charge), findings=own, conclusion=conclusion)


def _place(review: Review, charge: Charge) -> tuple[int, int]:
    """Return a charge's place, which a re-examination keeps: of its observation and of its subject."""
    return (
        next(o.position for o in review.observations if o.id == charge.observation_id),
        next(s.position for s in review.subjects if s.id == charge.subject_id),
    )
