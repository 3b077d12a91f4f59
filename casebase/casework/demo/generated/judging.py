"""What reviewers of a generated office hold of each question about each charge, and how often they differ."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from casebase.access.act import Act
from casebase.casework.demo.generated import texts
from casebase.casework.demo.generated.course import Course, Office, instant
from casebase.casework.demo.generated.people import Handler
from casebase.casework.demo.generated.texts import Topic
from casebase.casework.findings import questions_of, steps_of
from casebase.domain.agency import Agency
from casebase.domain.document import Document
from casebase.domain.finding import Finding, Step
from casebase.domain.review import NO_DISPOSITION, Charge, Review
from casebase.domain.ruling import DispositionChange, Outcome, Ruling
from casebase.store.findings import insert_finding

_NEW_LAW, _AFTER_IT = date(2019, 5, 14), 0.52  # criteria were eased, and more was recognised for a while
_BEFORE_IT, _LOSS_A_YEAR, _LEAST = 0.34, 0.035, 0.26
_EXCLUDED, _TWO_FAIL, _OTHER_DIFFERS = 0.12, 0.25, 0.1
_FAILING = (2, 3, 5)  # the last criterion decides most often

Answers = dict[tuple[str, Step, str], bool]  # by charge, step and question


@dataclass(kw_only=True)
class Case:
    """One review on its way: `filed` is how it was filed, `known` what has changed since, by attribute."""

    office: Office
    course: Course
    filed: Review
    topic: Topic
    agency: Agency
    handler: Handler
    head_id: str
    known: dict[str, Any] = field(default_factory=dict)
    replaces_id: str | None = None  # the paper of the ruling that a re-examination looks at again
    dismissed_by: str = ""  # the ground of a dismissal, which judges nothing
    answers: Answers = field(default_factory=dict)
    rulings: list[Ruling] = field(default_factory=list)
    papers: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def review(self) -> Review:
        """The review as it is judged: pinned to its set of criteria."""
        return replace(self.filed, criteria_set=str(self.known["criteria_set"]))

    @property
    def subject(self) -> tuple[str, str]:
        return self.course.kind, self.course.id


def judge(case: Case, review: Review, by: Handler, *, is_second: bool) -> bool:
    """Let a person answer every question of a review; say whether they have by now.

    The handler's answers decide what is proposed; a second reviewer differs now and then.
    """
    course, chances = case.course, case.office.chances
    for charge in review.charges:
        answers = _truth(case, review, charge) if not is_second else _second(case, charge)
        for step in steps_of(review):
            told = {"charge": charge.id, "step": step}
            at = course.step(course.after(chances.days(0, 2)), by.id, Act.RECORD_FINDING, writes=False, detail=told)
            if at is None:
                return False
            case.findings += _findings(case, review, charge, step, answers, by, at)
        if not is_second:
            case.answers |= answers
    return True


def keep(case: Case) -> None:
    """Put the findings on record."""
    for finding in case.findings:
        insert_finding(case.office.bulk, finding)


def is_recognised(charge: Charge, answers: Answers) -> bool:
    """Say whether every criterion of a charge holds and no ground shuts exemption out."""
    own = {(step, code): holds for (charge_id, step, code), holds in answers.items() if charge_id == charge.id}
    return all(holds != (step == Step.EXCLUSION) for (step, _), holds in own.items() if step != Step.PRESUMPTION)


def outcome_of(review: Review, answers: Answers) -> tuple[Outcome, tuple[DispositionChange, ...]]:
    """Return what follows from answers to all questions, and each charge's disposition after it."""
    held = {charge.id: is_recognised(charge, answers) for charge in review.charges}
    changes = tuple(
        DispositionChange(charge_id=charge.id, after=NO_DISPOSITION if held[charge.id] else charge.disposition)
        for charge in review.charges
    )
    if all(held.values()):
        return Outcome.RECOGNISED, changes
    return (Outcome.PARTIAL if any(held.values()) else Outcome.NOT_RECOGNISED), changes


def _truth(case: Case, review: Review, charge: Charge) -> Answers:
    """Return the handler's answers: as often in favour as the years have it."""
    chances = case.office.chances
    criteria = [question.code for question in questions_of(review, Step.CRITERION)]
    exclusions = [question.code for question in questions_of(review, Step.EXCLUSION)]
    failing, shut_by = set[str](), ""
    if not chances.falls(_share(review.filed_on)):
        if chances.falls(_EXCLUDED):
            shut_by = chances.one_of(exclusions)
        else:
            failing.add(chances.by_weight(criteria, _FAILING))
            failing |= {chances.one_of(criteria)} if chances.falls(_TWO_FAIL) else set()
    answers = {(charge.id, Step.CRITERION, code): code not in failing for code in criteria}
    answers |= {(charge.id, Step.EXCLUSION, code): code == shut_by for code in exclusions}
    if Step.PRESUMPTION in steps_of(review):
        asked = questions_of(review, Step.PRESUMPTION)
        answers |= {(charge.id, Step.PRESUMPTION, question.code): chances.falls(0.85) for question in asked}
    return answers


def _share(day: date) -> float:
    if day < _NEW_LAW:
        return _BEFORE_IT
    return max(_AFTER_IT - _LOSS_A_YEAR * (day - _NEW_LAW).days / 365, _LEAST)


def _second(case: Case, charge: Charge) -> Answers:
    return {
        key: holds != (key[1] == Step.CRITERION and case.office.chances.falls(_OTHER_DIFFERS))
        for key, holds in case.answers.items()
        if key[0] == charge.id
    }


def _findings(
    case: Case, review: Review, charge: Charge, step: Step, answers: Answers, by: Handler, at: datetime
) -> list[Finding]:
    chances = case.office.chances
    return [
        Finding(
            id=chances.id_at(at),
            review_id=review.id,
            charge_id=charge.id,
            step=step,
            question=question.code,
            holds=answers[charge.id, step, question.code],
            reason=texts.held(chances, case.topic, question.label, answers[charge.id, step, question.code]),
            evidence=(),
            account_id=by.id,
            found_at=instant(at),
        )
        for question in questions_of(review, step)
    ]
