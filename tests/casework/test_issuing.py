"""Issuing a ruling: what its paper says and which one it takes the place of."""

from datetime import date

import pytest

from casebase.casework.questions_voted import field_name, questions_voted
from casebase.casework.review_views import review_page
from casebase.casework.reviews import assign_review
from casebase.casework.rulings import propose_correction, propose_withdrawal
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.finding import Step
from casebase.domain.review import ReviewStatus
from casebase.domain.ruling import Outcome
from casebase.store.connection import Store
from casebase.store.documents import fetch_document, find_document_by_number
from tests.case_builders import a_person, paper
from tests.meeting_stages import (
    Sitting,
    a_committee,
    a_planned_meeting,
    a_resolved_item,
    a_voting_item,
    all_vote,
    call,
    close_vote,
    open_meeting,
    open_vote,
    put_motion,
    put_on,
)
from tests.paper_reading import body_of, squeezed
from tests.re_examination_stages import (
    DISMISSED,
    Office,
    a_re_examined_review,
    an_office,
    apply_again,
    in_fact_finding,
    paper_of,
    refused,
)
from tests.review_stages import (
    approve,
    correction_fields,
    propose,
)


@pytest.fixture
def office(sqlite_store: Store) -> Office:
    return an_office(sqlite_store)


def test_the_new_paper_names_and_supersedes_the_first(office: Office) -> None:
    number, store = refused(office), office.first.store

    again = a_re_examined_review(office.fresh, office.head, apply_again(office.agency, number))

    with store.reading() as con:
        new = find_document_by_number(con, paper_of(store, again))
        assert new is not None
        assert new.supersedes_id is not None
        assert fetch_document(con, new.supersedes_id).number == number
    body = body_of(paper(store, new.number))
    for sentence in (f"{number}(2026. 11. 23.)", "재심의 결과는 인용이다", "다시 재심의를 신청할 수 없다"):
        assert squeezed(sentence) in body
    assert squeezed("1개월 이내에 재심의를 신청") not in body


def test_a_dismissal_leaves_the_first_paper_in_place(office: Office) -> None:
    number, fresh = refused(office), office.fresh
    again = in_fact_finding(fresh, apply_again(office.agency, number))

    approve(office.head, propose(fresh, again, "dismissed", **DISMISSED))

    with fresh.store.reading() as con:
        new = find_document_by_number(con, paper_of(fresh.store, again))
    assert new is not None
    assert new.supersedes_id is None


# By the committee's resolution


def test_the_ruling_rests_on_the_committee_s_own_findings(store: Store) -> None:
    committee = a_committee(store)
    sitting = a_voting_item(committee, "not_recognised")
    proposal_id = sitting.item.ruling_id
    all_vote(sitting)
    close_vote(sitting)
    reasons = {f"reason_{field_name(key)}": f"위원회는 달리 본다({n})." for n, key in enumerate(_criteria(sitting))}
    put_motion(sitting, "recognised", **reasons)
    all_vote(sitting)

    number = close_vote(sitting)

    view = review_page(committee.secretary.desk, sitting.review.number)
    assert view.status == ReviewStatus.ISSUED
    assert view.outcome == Outcome.RECOGNISED
    assert view.deliberation is not None
    issued, proposal = view.deliberation.rulings
    assert (proposal.id, proposal.state, proposal.outcome) == (
        proposal_id,
        ApprovalState.RESOLVED,
        Outcome.NOT_RECOGNISED,
    )
    assert (issued.state, issued.proposed_by, issued.decided_by) == (
        ApprovalState.ISSUED,
        sitting.handler.id,
        committee.chair.id,
    )
    assert view.deliberation.resolution is not None
    assert issued.id == view.deliberation.resolution.ruling_id
    assert [one.conclusion.recognised for one in view.deliberation.charges] == [True]
    assert {finding.account_id for one in view.deliberation.charges for finding in one.findings} == {""}
    body = body_of(paper(store, number))
    for sentence in (
        "찬성 5, 반대 0, 기권 0: 충족",
        "공익성: 충족",
        "위원회는 달리 본다(0).",
        "주의 → 불문",
        "찬성 5",
        "김감사",
        "위원장",
        "최위원",
    ):
        assert squeezed(sentence) in body


def test_who_presides_for_the_chair_signs_as_such(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    deputy, *others = committee.members[1:]
    sitting = a_voting_item(committee, present=(deputy, *others))
    all_vote(sitting, (deputy, *others))
    close_vote(sitting, deputy)
    put_motion(sitting)
    all_vote(sitting, (deputy, *others))

    number = close_vote(sitting, deputy)

    body = body_of(paper(sqlite_store, number))
    assert squeezed("위원장 직무대행") in body
    assert deputy.account.name in body
    assert committee.chair.account.name not in body


def test_a_withdrawal_by_the_committee_prints_what_was_decided_as_it_was(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_resolved_item(committee)
    first, review = sitting.review, sitting.review
    withdrawn = paper_of(sqlite_store, first)
    ruling_id = propose_withdrawal(sitting.handler.desk, review.id, review.version, "사실이 달랐다.")
    meeting = a_planned_meeting(committee)
    again = Sitting(committee, sitting.handler, meeting.id, put_on(committee, meeting.id, ruling_id))
    open_vote(open_meeting(call(again)))
    put_motion(again)
    all_vote(again)

    number = close_vote(again)

    with sqlite_store.reading() as con:
        new, old = find_document_by_number(con, number), find_document_by_number(con, withdrawn)
    assert new is not None
    assert old is not None
    assert (old.withdrawn_on, old.withdrawal_reason) == (date(2026, 11, 23), "사실이 달랐다.")
    assert new.supersedes_id == old.id
    assert review_page(committee.secretary.desk, review.number).outcome is None


def test_a_correction_after_a_resolution_rests_on_its_findings(sqlite_store: Store) -> None:
    committee, head = a_committee(sqlite_store), a_person(sqlite_store, Role.HEAD)
    sitting = a_resolved_item(committee)
    review, other = sitting.review, a_person(sqlite_store)
    assign_review(sitting.handler.desk, review.id, review.version, other.id)
    review = sitting.review

    approve(head, propose_correction(other.desk, review.id, review.version, correction_fields(review)))

    view = review_page(head.desk, review.number)
    assert view.deliberation is not None
    assert [one.conclusion.recognised for one in view.deliberation.charges] == [True]
    assert {finding.account_id for one in view.deliberation.charges for finding in one.findings} == {""}


def _criteria(sitting: Sitting) -> list[str]:
    return [question.key for question in questions_voted(sitting.review) if question.asked.step == Step.CRITERION]
