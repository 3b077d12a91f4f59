"""What a ruling must follow from, and who decides on it: in a re-examination, and where the committee decides."""

from datetime import date

import pytest

from casebase.casework.review_views import review_page
from casebase.casework.rulings import propose_correction, propose_ruling
from casebase.domain.account import Role
from casebase.domain.errors import (
    InvalidEntry,
    ResolutionNeeded,
    RulingDoesNotFollow,
)
from casebase.domain.ruling import Outcome
from casebase.store.connection import Store
from tests.case_builders import a_person, now_on, paper, record_of
from tests.meeting_stages import Committee, a_committee, a_resolved_item, set_office
from tests.panel_builders import a_tie
from tests.paper_reading import body_of, squeezed
from tests.re_examination_stages import (
    DISMISSED,
    Office,
    an_office,
    apply_again,
    find_each,
    in_fact_finding,
    paper_of,
    partly_recognised,
    refused,
    register_again,
)
from tests.review_stages import (
    a_proposed_review,
    approve,
    correction_fields,
    propose,
    ruling_fields,
)


@pytest.fixture
def office(sqlite_store: Store) -> Office:
    return an_office(sqlite_store)


def test_a_late_application_is_filed_and_can_only_be_dismissed(office: Office) -> None:
    number, day = refused(office), now_on("2026-12-24")
    fresh = office.fresh.at(day)
    again = in_fact_finding(fresh, apply_again(office.agency.at(day), number))
    find_each(fresh, again, True)
    before = record_of(fresh.store)

    with pytest.raises(RulingDoesNotFollow, match=r"재심의 신청 기간\(2026\. 12\. 23\.까지\)이 지난 뒤"):
        propose(fresh, again, "recognised")
    assert record_of(fresh.store) == before
    ruling_id = propose(fresh, again, "dismissed", **DISMISSED)

    approve(office.head.at(day), ruling_id)
    body = body_of(paper(fresh.store, paper_of(fresh.store, again)))
    assert squeezed("재심의 신청 기간(2026. 12. 23.까지, 공공감사에 관한 법률 제25조 제1항)을 지났다") in body
    assert squeezed("재심의 결과는 각하이다") in body
    assert review_page(fresh.desk, again.number).looked_again.only_dismissal


def test_lateness_does_not_bind_what_the_office_takes_up_itself(office: Office) -> None:
    day = now_on("2027-03-02")
    number, fresh = refused(office), office.fresh.at(day)

    again = in_fact_finding(fresh, register_again(fresh, number, origin="ex_officio", filed_on="2027-03-02"))
    find_each(fresh, again, True)

    assert propose(fresh, again, "recognised")


def test_nobody_comes_out_of_it_worse(office: Office) -> None:
    first, fresh, agency = office.first, office.fresh, office.agency
    review = partly_recognised(first, office.head, agency)
    again = in_fact_finding(fresh, apply_again(agency, paper_of(first.store, review)))
    left = {charge.disposition: charge.id for charge in again.charges}
    assert set(left) == {"불문", "기관주의"}
    find_each(fresh, again, False, True)
    fields = ruling_fields(again, "partial", **{f"after_{left['기관주의']}": "불문", f"after_{left['불문']}": ""})

    with pytest.raises(RulingDoesNotFollow, match="불리하게 결정할 수 없습니다") as refusal:
        propose_ruling(fresh.desk, again.id, again.version, fields)

    assert refusal.value.against == ("협의 절차 누락 - 이주무: 처음에 인정된 면책이 인정되지 않음",)


def test_what_was_recognised_before_need_not_be_lifted_again(office: Office) -> None:
    first, fresh, agency = office.first, office.fresh, office.agency
    review = partly_recognised(first, office.head, agency)
    again = in_fact_finding(fresh, apply_again(agency, paper_of(first.store, review)))
    find_each(fresh, again, True, True)
    fields = ruling_fields(again, "recognised")

    approve(office.head, propose_ruling(fresh.desk, again.id, again.version, fields))

    assert review_page(fresh.desk, again.number).outcome == Outcome.RECOGNISED


# Who decides


@pytest.fixture
def committee(sqlite_store: Store) -> Committee:
    """A committee that decides from today on."""
    set_office(sqlite_store, "committee.decides", "위원회 의결", date(2026, 11, 23))
    return a_committee(sqlite_store)


def test_from_its_day_on_only_the_committee_rules(committee: Committee) -> None:
    head, store = a_person(committee.store, Role.HEAD), committee.store
    _, ruling_id = a_proposed_review(a_person(store))
    before = record_of(store)

    for approver in (head, committee.chair):
        with pytest.raises(ResolutionNeeded, match=r"2026\. 11\. 23\.부터 이 결정은 위원회 의결이 있어야"):
            approve(approver, ruling_id)

    assert record_of(store) == before


def test_before_that_day_the_head_approves_as_ever(sqlite_store: Store) -> None:
    set_office(sqlite_store, "committee.decides", "위원회 의결", date(2026, 11, 24))
    _, ruling_id = a_proposed_review(a_person(sqlite_store))

    assert approve(a_person(sqlite_store, Role.HEAD), ruling_id)


def test_a_minor_case_is_left_to_the_chair_alone(committee: Committee) -> None:
    set_office(committee.store, "committee.minor", "주의 이하")
    _, ruling_id = a_proposed_review(a_person(committee.store))
    _, weighty = a_proposed_review(a_person(committee.store), disposition_1_1="경고")

    with pytest.raises(ResolutionNeeded, match="위원장이 결재해야 나갈 수 있습니다"):
        approve(a_person(committee.store, Role.HEAD), ruling_id)
    with pytest.raises(ResolutionNeeded, match="위원회 의결이 있어야"):
        approve(committee.chair, weighty)

    assert approve(committee.chair, ruling_id)


def test_a_correction_that_changes_nothing_may_be_left_to_the_chair(committee: Committee) -> None:
    set_office(committee.store, "committee.minor_corrections", "위원장 결재")
    sitting = a_resolved_item(committee)
    handler, review = sitting.handler, sitting.review
    slip = propose_correction(handler.desk, review.id, review.version, correction_fields(review))

    assert approve(committee.chair, slip)

    current = sitting.review
    charge = review.charges[0].id
    fields = correction_fields(review, **{f"after_{charge}": "통보"})
    change = propose_correction(handler.desk, review.id, current.version, fields)
    with pytest.raises(ResolutionNeeded, match="위원회 의결이 있어야"):
        approve(committee.chair, change)


def test_a_chair_whom_the_record_keeps_from_a_case_does_not_approve_it_alone(committee: Committee) -> None:
    set_office(committee.store, "committee.minor", "주의 이하")
    review, ruling_id = a_proposed_review(a_person(committee.store))
    with committee.store.transaction() as con:
        a_tie(con, committee.chair.id, agency_id=review.agency_id)
    before = record_of(committee.store)

    with pytest.raises(InvalidEntry, match=r"결재할 수 없습니다: 이 사건의 기관 .*간사에게 회의 안건으로 올려"):
        approve(committee.chair, ruling_id)

    assert record_of(committee.store) == before
