"""Findings: what a reviewer holds of each question about each charge."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casebase.access.act import Act
from casebase.access.relations import to_review
from casebase.casework.desk import Deed, Look, act
from casebase.casework.entry import LONG, Entry
from casebase.domain.errors import ChangedMeanwhile, MoveNotPermitted, NotFound
from casebase.domain.finding import Finding, Step
from casebase.domain.review import REVIEW_STATUS_LABELS, Charge, Review, ReviewStatus
from casebase.law.criteria import Criterion, criteria_set
from casebase.law.exclusions import grounds_on
from casebase.law.grounds import Ground
from casebase.law.presumption import conditions_on
from casebase.law.values import printed_source
from casebase.store import documents, findings, reviews
from casebase.store.ids import new_id

HOLDS = {"yes": True, "no": False, "open": None}


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of a step, ready to be shown beside its answer."""

    step: Step
    code: str
    label: str
    definition: str
    parts: tuple[str, ...]  # sub-questions
    source: str


def questions_of(review: Review, step: Step) -> tuple[Question, ...]:
    """Return the questions a step asks by the law of the day the review was filed."""
    if step != Step.CRITERION:
        grounds = grounds_on(review.filed_on) if step == Step.EXCLUSION else conditions_on(review.filed_on)
        return tuple(_of_ground(step, ground) for ground in grounds)
    return tuple(_of_criterion(each) for each in criteria_set(review.criteria_set).criteria)


def steps_of(review: Review) -> tuple[Step, ...]:
    """Return the steps a review takes: the presumption only where an opinion is relied on."""
    return tuple(Step) if review.prior_opinion else (Step.CRITERION, Step.EXCLUSION)


@act(Act.RECORD_FINDING)
def record_findings(
    deed: Deed, review_id: str, charge_id: str, step: Step, fields: dict[str, str], versions: dict[str, int]
) -> str:
    """Record one person's answers to a step's questions about one charge. Returns the review's number.

    `fields`: holds_<code> ("yes", "no", "open"), reason_<code>, evidence_<code> (JSON list of attachment ids);
    a reason is required unless the answer is still open. `versions` holds, by question, the version each
    answer was seen at, 0 for none. Raises: SeveralInvalid, ChangedMeanwhile, MoveNotPermitted, NotFound.
    """
    review = reviews.fetch_review(deed.con, review_id)
    deed.allow_on(to_review(deed.account, review), Act.SEE_DELIBERATION, "면책심사를")
    if review.status != ReviewStatus.FACT_FINDING:
        raise MoveNotPermitted(f"면책심사 {review.number}은", REVIEW_STATUS_LABELS[review.status], "판단 기록")
    if step not in steps_of(review):
        raise NotFound("판단 단계를")
    charge = _charge(review, charge_id)
    files = frozenset(a.id for a in documents.list_attachments_of(deed.con, "review", review_id))
    read = _read(deed, review, charge, step, fields, files)
    deed.con.lock(f"findings {charge_id} {deed.account.id}")
    changed = [finding for finding in read if _keep(deed, finding, versions)]
    deed.record("review", review_id, number=review.number, charge=charge_id, step=step, changed=changed)
    return review.number


def findings_of(asked: Look, review: Review, account_id: str | None) -> list[Finding]:
    """Return what one person found; nothing for nobody, as while a review has no handler."""
    return findings.list_findings(asked.con, review.id, account_id) if account_id else []


def _of_criterion(criterion: Criterion) -> Question:
    return Question(
        step=Step.CRITERION,
        code=criterion.code,
        label=criterion.label,
        definition=criterion.definition,
        parts=criterion.questions,
        source=printed_source(criterion.basis, criterion.source),
    )


def _of_ground(step: Step, ground: Ground) -> Question:
    return Question(
        step=step,
        code=ground.code,
        label=ground.label,
        definition=ground.question,
        parts=(),
        source=printed_source(ground.basis, ground.source),
    )


def _charge(review: Review, charge_id: str) -> Charge:
    for charge in review.charges:
        if charge.id == charge_id:
            return charge
    raise NotFound("지적사항을")


def _read(
    deed: Deed, review: Review, charge: Charge, step: Step, fields: dict[str, str], files: frozenset[str]
) -> Sequence[Finding]:
    entry = Entry(fields)
    read = [_read_one(deed, entry, review, charge, question, files) for question in questions_of(review, step)]
    entry.must_be_sound()
    return read


def _read_one(
    deed: Deed, entry: Entry, review: Review, charge: Charge, question: Question, files: frozenset[str]
) -> Finding:
    holds = HOLDS[entry.choice(f"holds_{question.code}", question.label, HOLDS, required=False) or "open"]
    return Finding(
        id=new_id(),
        review_id=review.id,
        charge_id=charge.id,
        step=question.step,
        question=question.code,
        holds=holds,
        reason=entry.text(
            f"reason_{question.code}", f"{question.label} 판단 이유", limit=LONG, required=holds is not None
        ),
        evidence=entry.several(f"evidence_{question.code}", f"{question.label} 증거", files),
        account_id=deed.account.id,
        found_at=deed.now,
    )


def _keep(deed: Deed, finding: Finding, versions: dict[str, int]) -> bool:
    """Write a finding that says something new. Raises: ChangedMeanwhile on a stale version."""
    before = findings.find_finding(deed.con, finding.charge_id, finding.step, finding.question, deed.account.id)
    seen = versions.get(finding.question, 0)
    if (before.version if before else 0) != seen:
        raise ChangedMeanwhile("같은 판단을 다른 창에서 저장함")
    if before is None:
        if finding.holds is None and not finding.reason:
            return False
        findings.insert_finding(deed.con, finding)
        return True
    if (before.holds, before.reason, before.evidence) == (finding.holds, finding.reason, finding.evidence):
        return False
    if not findings.update_finding(deed.con, replace(finding, id=before.id, version=before.version)):
        raise ChangedMeanwhile("같은 판단을 다른 창에서 저장함")
    return True
