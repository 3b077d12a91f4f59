"""Consistency: each question's answers side by side, whether they agree, and how it was answered before."""

import pytest

from casebase.casework.consistency import Comparison, consistency
from casebase.casework.findings import record_findings
from casebase.domain.account import Role
from casebase.domain.advice import Stance
from casebase.domain.errors import NotFound, NotPermitted
from casebase.domain.finding import Step
from casebase.domain.review import Review
from casebase.store.connection import Store
from tests.advice_stages import a_panel_member, accept, answer, ask, offer
from tests.case_builders import Person, a_person
from tests.meeting_stages import a_committee, a_resolved_item
from tests.review_stages import (
    a_registered_review,
    a_review_in_fact_finding,
    an_issued_review,
    answers,
    find_all,
)


def compared(person: Person, review: Review, code: str = "public_interest") -> Comparison:
    """How one question about a review's one charge was answered."""
    return next(one for one in consistency(person.desk, review.number) if one.question.code == code)


def advised(handler: Person, review: Review, *stances: Stance) -> None:
    """Let a member of the panel each answer all issues of a review alike."""
    request = ask(handler, review)
    for n, stance in enumerate(stances):
        member = a_panel_member(handler.store, name=f"{'윤문송'[n]}변호", specialities='["인허가"]')
        answer(member, request, accept(member, offer(handler, request, member)), stance.value)


def find_one(reviewer: Person, review: Review, holds: str) -> None:
    """Answer one criterion, and leave the others open."""
    fields = dict.fromkeys(answers(review, Step.CRITERION), "")
    fields |= {"holds_public_interest": holds, "reason_public_interest": "협의 기록을 보았다."}
    record_findings(reviewer.desk, review.id, review.charges[0].id, Step.CRITERION, fields, {})


def test_reviewers_and_panel_stand_side_by_side(store: Store) -> None:
    handler, colleague = a_person(store, name="김감사"), a_person(store, name="정감사")
    review = a_review_in_fact_finding(handler)
    find_all(handler, review)
    find_one(colleague, review, "no")
    advised(handler, review, Stance.YES, Stance.RESERVED)

    one = compared(handler, review)

    assert (one.charge, one.charge_id) == ("협의 절차 누락 - 이주무", review.charges[0].id)
    assert [(held.name, held.holds) for held in one.reviewers] == [("김감사", True), ("정감사", False)]
    assert [(member.name, member.stance) for member in one.panel] == [
        ("윤변호", Stance.YES),
        ("문변호", Stance.RESERVED),
    ]
    assert one.committee is None
    assert one.agrees is False


@pytest.mark.parametrize(
    ("holds", "stances", "agrees"),
    [
        ("yes", (), None),
        ("yes", (Stance.YES,), True),
        ("yes", (Stance.NO,), False),
        ("yes", (Stance.CONDITIONAL,), False),
        ("yes", (Stance.RESERVED,), None),
        ("no", (Stance.NO, Stance.RESERVED), True),
        ("open", (Stance.YES, Stance.YES), True),
    ],
)
def test_who_answered_agrees_or_does_not(
    sqlite_store: Store, holds: str, stances: tuple[Stance, ...], agrees: bool | None
) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    find_one(handler, review, holds)
    if stances:
        advised(handler, review, *stances)

    assert compared(handler, review).agrees is agrees


def test_the_committee_s_answer_stands_beside_the_proposer_s(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_resolved_item(committee)

    one = compared(committee.secretary, sitting.review)

    assert one.committee is not None
    assert (one.committee.holds, one.committee.yes) == (True, 5)
    assert one.agrees is True


def test_the_panel_s_answers_are_kept_from_whom_advice_is_not(sqlite_store: Store) -> None:
    handler, secretary = a_person(sqlite_store), a_person(sqlite_store, Role.SECRETARY)
    review = a_review_in_fact_finding(handler)
    find_all(handler, review)
    advised(handler, review, Stance.NO)

    one = compared(secretary, review)

    assert one.panel == ()
    assert len(one.reviewers) == 1
    assert one.agrees is None


def test_earlier_comparable_reviews_are_counted_and_the_newest_shown(sqlite_store: Store) -> None:
    handler, head = a_person(sqlite_store), a_person(sqlite_store, Role.HEAD)
    for outcome in ("recognised", "recognised", "not_recognised"):
        an_issued_review(handler, head, outcome)
    an_issued_review(handler, head, field="계약")
    review = a_review_in_fact_finding(handler)
    find_all(handler, review)

    earlier = compared(handler, review).earlier

    assert earlier is not None
    assert (earlier.count_held, earlier.count_not) == (2, 1)
    assert {one.number for one in earlier.newest} == {"2026-면책-0001", "2026-면책-0002", "2026-면책-0003"}
    assert all(one.reason for one in earlier.newest)
    assert compared(handler, review, "bribery").earlier is None


def test_nothing_is_compared_before_anybody_answered(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)

    assert consistency(handler.desk, a_registered_review(handler).number) == ()


@pytest.mark.parametrize("role", [Role.PANEL, Role.APPLICANT, Role.ADMIN])
def test_who_is_outside_the_deliberation_compares_nothing(sqlite_store: Store, role: Role) -> None:
    review = a_review_in_fact_finding(a_person(sqlite_store))

    with pytest.raises((NotPermitted, NotFound)):
        consistency(a_person(sqlite_store, role, agency_id=review.agency_id).desk, review.number)
