"""Consistency: one question's answers side by side, and how earlier comparable reviews answered it."""

from collections.abc import Sequence
from dataclasses import dataclass

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Look, look
from casebase.casework.findings import Question, questions_of, steps_of
from casebase.casework.first_rulings import in_force
from casebase.casework.judgments import charge_label
from casebase.casework.review_sight import sees_deliberation
from casebase.domain.advice import AssignmentStatus, Stance
from casebase.domain.errors import NotFound
from casebase.domain.finding import Finding, Step
from casebase.domain.meeting import ResolvedFinding
from casebase.domain.review import Charge, Review
from casebase.store import accounts, advice, findings, reviews
from casebase.store.comparable import ComparableFinding, comparable_findings
from casebase.store.resolutions import fetch_resolution

MOST_EARLIER = 500  # answers of earlier reviews that are counted
NEWEST = 5
_HELD_BY_STANCE = {Stance.YES: True, Stance.NO: False}


@dataclass(frozen=True, kw_only=True)
class Held:
    """What one reviewer holds. `holds` None: not yet."""

    name: str
    holds: bool | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Advised:
    """What one member of the panel answered to an issue about the criterion. `number` is the request's."""

    name: str
    number: str
    issue: str
    stance: Stance
    text: str


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """How a criterion was answered in earlier reviews of the same field and set of criteria, charge by charge."""

    count_held: int
    count_not: int
    newest: tuple[ComparableFinding, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One question about one charge. `panel` is empty for whom advice is not.

    `agrees` says whether all who answered say the same, None while fewer than two did: a panel member's plain yes or
    no counts, a reserved answer does not, and a conditional one agrees with nobody. `earlier` is None for a question
    that is no criterion.
    """

    charge_id: str
    charge: str
    question: Question
    reviewers: tuple[Held, ...]
    panel: tuple[Advised, ...]
    committee: ResolvedFinding | None
    agrees: bool | None
    earlier: Earlier | None


@look(Act.SEE_DELIBERATION)
def consistency(asked: Look, number: str) -> tuple[Comparison, ...]:
    """Return the questions of a review that anybody answered, charge by charge. Raises: NotFound."""
    review = reviews.fetch_review_by_number(asked.con, number)
    if not sees_deliberation(asked, review):
        raise NotFound("면책심사를")
    if not review.criteria_set:
        return ()
    given = _given(asked, review)
    compared = [
        _comparison(asked, review, charge, question, given)
        for charge in review.charges
        for step in steps_of(review)
        for question in questions_of(review, step)
    ]
    return tuple(one for one in compared if one.reviewers or one.panel or one.committee)


@dataclass(frozen=True, kw_only=True)
class _Given:
    """All answers to a review's questions, and the names of who gave them. `panel` is by criterion."""

    found: Sequence[Finding]
    panel: dict[str, list[Advised]]
    resolved: Sequence[ResolvedFinding]
    names: dict[str, str]


def _given(asked: Look, review: Review) -> _Given:
    names = {account.id: account.name for account in accounts.list_accounts(asked.con)}
    ruling = in_force(asked, review.id)
    resolution = fetch_resolution(asked.con, ruling.resolution_id) if ruling and ruling.resolution_id else None
    return _Given(
        found=findings.list_findings(asked.con, review.id),
        panel=_panel(asked, review, names) if asked.may(Act.SEE_ADVICE, ANYTHING) else {},
        resolved=resolution.findings if resolution else (),
        names=names,
    )


def _panel(asked: Look, review: Review, names: dict[str, str]) -> dict[str, list[Advised]]:
    """Return what the panel answered, by the criterion that an issue is about."""
    by_criterion: dict[str, list[Advised]] = {}
    for request in advice.list_requests_of(asked.con, "review", review.id):
        issues = {issue.id: issue for issue in request.issues}
        for assignment in advice.list_assignments(asked.con, request.id):
            for answer in assignment.answers if assignment.status == AssignmentStatus.ANSWERED else ():
                issue = issues[answer.issue_id]
                advised = Advised(
                    name=names[assignment.account_id],
                    number=request.number,
                    issue=issue.text,
                    stance=answer.stance,
                    text=answer.text,
                )
                by_criterion.setdefault(issue.criterion, []).append(advised)
    return by_criterion


def _comparison(asked: Look, review: Review, charge: Charge, question: Question, given: _Given) -> Comparison:
    place = (charge.id, question.step, question.code)
    found = [one for one in given.found if (one.charge_id, one.step, one.question) == place]
    committee = next((one for one in given.resolved if (one.charge_id, one.step, one.question) == place), None)
    reviewers = tuple(
        Held(name=given.names[finding.account_id], holds=finding.holds, reason=finding.reason) for finding in found
    )
    panel = tuple(given.panel.get(question.code, ()))
    return Comparison(
        charge_id=charge.id,
        charge=charge_label(review, charge),
        question=question,
        reviewers=reviewers,
        panel=panel,
        committee=committee,
        agrees=_agrees(reviewers, panel, committee),
        earlier=_earlier(asked, review, question) if question.step == Step.CRITERION else None,
    )


def _agrees(reviewers: Sequence[Held], panel: Sequence[Advised], committee: ResolvedFinding | None) -> bool | None:
    said: list[object] = [one.holds for one in reviewers if one.holds is not None]
    said += [_HELD_BY_STANCE.get(one.stance, one) for one in panel if one.stance != Stance.RESERVED]
    said += [committee.holds] if committee and committee.holds is not None else []
    return len(set(said)) == 1 if len(said) > 1 else None


def _earlier(asked: Look, review: Review, question: Question) -> Earlier:
    known = comparable_findings(asked.con, review.field, review.criteria_set, question.code, review.id, MOST_EARLIER)
    count_held = sum(one.holds for one in known)
    return Earlier(count_held=count_held, count_not=len(known) - count_held, newest=tuple(known[:NEWEST]))
