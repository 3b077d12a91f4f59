"""How a criterion was found in earlier reviews, on both engines."""

from dataclasses import replace
from datetime import date

from casebase.domain.account import Account
from casebase.domain.approval import ApprovalState
from casebase.domain.finding import Step
from casebase.domain.review import Review
from casebase.domain.ruling import Outcome, RulingKind
from casebase.store.comparable import ComparableFinding, comparable_findings
from casebase.store.connection import Connection
from casebase.store.findings import insert_finding
from casebase.store.reviews import insert_review
from tests.builders import a_finding, a_review, an_account, an_agency
from tests.panel_builders import INSTANT, a_meeting, a_ruling, an_item
from tests.resolution_builders import a_resolution, a_resolved_finding

QUESTION = "public_interest"


def found(con: Connection, without: str = "none", limit: int = 10) -> list[ComparableFinding]:
    return comparable_findings(con, "인허가", "trio", QUESTION, without, limit)


def finds(con: Connection, review: Review, who: Account, holds: bool | None, question: str = QUESTION) -> None:
    finding = a_finding(Step.CRITERION, question, holds, charge_id=review.charges[0].id)
    insert_finding(con, replace(finding, review_id=review.id, account_id=who.id))


def a_ruled_review(con: Connection, *, holds: bool | None = True, **facts: object) -> Review:
    """A review whose handler answered the criterion and whose ruling was approved."""
    handler = an_account(con)
    review = a_review(con, an_agency(con), handler=handler, **facts)  # type: ignore[arg-type]
    finds(con, review, handler, holds)
    a_ruling(con, review, state=ApprovalState.ISSUED)
    return review


def test_an_answer_is_told_with_its_review_and_its_charge(con: Connection) -> None:
    review = a_ruled_review(con)

    assert found(con) == [
        ComparableFinding(
            number=review.number,
            title="공장설립 승인 처리 부적정",
            ruled_at=INSTANT,
            outcome=Outcome.RECOGNISED,
            observation="협의 절차 누락",
            disposition="주의",
            holds=True,
            reason="기록에서 확인했습니다.",
            is_resolved=False,
        )
    ]


def test_the_review_filed_last_comes_first_and_the_one_asked_about_not_at_all(con: Connection) -> None:
    days = (date(2026, 3, 2), date(2026, 11, 2), date(2025, 8, 1))
    early, late, oldest = (a_ruled_review(con, filed_on=day) for day in days)

    assert [one.number for one in found(con)] == [late.number, early.number, oldest.number]
    assert [one.number for one in found(con, limit=2)] == [late.number, early.number]
    assert [one.number for one in found(con, without=late.id)] == [early.number, oldest.number]


def test_only_the_same_question_of_the_same_field_and_criteria_compares(con: Connection) -> None:
    a_ruled_review(con, field="계약")
    other_set = replace(
        a_review(con, an_agency(con)), id="other", number="2026-면책-9002", criteria_set="national-2019"
    )
    insert_review(con, replace(other_set, observations=(), subjects=(), charges=()), "가람시")
    handler = an_account(con)
    other_question = a_review(con, an_agency(con), handler=handler)
    finds(con, other_question, handler, True, "validity")
    a_ruling(con, other_question, state=ApprovalState.ISSUED)
    a_ruled_review(con, holds=None)

    assert found(con) == []


def test_only_who_proposed_the_decision_counts(con: Connection) -> None:
    review = a_ruled_review(con, holds=False)
    finds(con, review, an_account(con), True)

    assert [one.holds for one in found(con)] == [False]


def test_the_committee_s_own_answer_takes_the_proposer_s_place(con: Connection) -> None:
    handler = an_account(con)
    review = a_review(con, an_agency(con), handler=handler)
    finds(con, review, handler, True)
    own = a_resolved_finding(review.charges[0].id, holds=False, reason="공익이 크지 않다.")
    other = a_resolved_finding(review.charges[0].id, question="validity")
    item = an_item(con, a_meeting(con), review)
    a_resolution(con, item, findings=(own, other), outcome=Outcome.NOT_RECOGNISED)

    (one,) = found(con)

    assert (one.holds, one.reason, one.is_resolved) == (False, "공익이 크지 않다.", True)
    assert one.outcome == Outcome.NOT_RECOGNISED


def test_a_question_that_the_committee_left_open_has_no_answer(con: Connection) -> None:
    handler = an_account(con)
    review = a_review(con, an_agency(con), handler=handler)
    finds(con, review, handler, True)
    undecided = a_resolved_finding(review.charges[0].id, holds=None)
    a_resolution(con, an_item(con, a_meeting(con), review), findings=(undecided,))

    assert found(con) == []


def test_a_correction_rests_on_what_the_decision_rested_on(con: Connection) -> None:
    by_head, handler = a_ruled_review(con, filed_on=date(2026, 11, 3)), an_account(con)
    by_committee = a_review(con, an_agency(con), handler=handler, filed_on=date(2026, 11, 2))
    own = a_resolved_finding(by_committee.charges[0].id, holds=False)
    a_resolution(con, an_item(con, a_meeting(con), by_committee), findings=(own,))
    for review in (by_head, by_committee):
        correction = {"kind": RulingKind.CORRECTION, "outcome": Outcome.PARTIAL, "proposed_by": an_account(con).id}
        a_ruling(con, review, state=ApprovalState.ISSUED, **correction)

    told = [(one.number, one.holds, one.outcome, one.is_resolved) for one in found(con)]

    assert told == [
        (by_head.number, True, Outcome.PARTIAL, False),
        (by_committee.number, False, Outcome.PARTIAL, True),
    ]


def test_what_is_not_in_force_or_judged_nothing_does_not_compare(con: Connection) -> None:
    withdrawn, dismissed, proposed = (a_ruled_review(con), a_review(con, an_agency(con)), a_review(con, an_agency(con)))
    a_ruling(con, withdrawn, state=ApprovalState.ISSUED, kind=RulingKind.WITHDRAWAL)
    for review, ruling in (
        (dismissed, {"state": ApprovalState.ISSUED, "outcome": Outcome.DISMISSED}),
        (proposed, {"state": ApprovalState.PROPOSED}),
    ):
        proposer = an_account(con)
        finds(con, review, proposer, True)
        a_ruling(con, review, proposed_by=proposer.id, **ruling)  # type: ignore[arg-type]

    assert found(con) == []

    proposer = an_account(con)
    finds(con, withdrawn, proposer, False)
    a_ruling(con, withdrawn, state=ApprovalState.ISSUED, proposed_by=proposer.id)
    assert [one.holds for one in found(con)] == [False]
