"""What a re-examination looks at again: handled by somebody fresh, left as it stands meanwhile, looked at once."""

from datetime import date

import pytest

from casebase.casework import reviews
from casebase.casework.review_views import review_page
from casebase.casework.rulings import propose_correction, propose_withdrawal
from casebase.domain.errors import (
    InvalidEntry,
    RulingDoesNotFollow,
    SeveralInvalid,
)
from casebase.domain.review import ReviewStatus
from casebase.store.connection import Store
from tests.case_builders import a_person, paper, record_of
from tests.meeting_stages import Sitting, a_committee, a_planned_meeting, call, open_meeting, open_vote, put_on
from tests.paper_reading import body_of, squeezed
from tests.re_examination_stages import (
    Office,
    a_re_examined_review,
    a_refused_review,
    an_office,
    apply_again,
    find_each,
    in_fact_finding,
    paper_of,
    refused,
    register_again,
)
from tests.review_stages import (
    a_notified_review,
    approve,
    correction_fields,
    notify,
    propose,
    review_of,
    ruling_fields,
)


@pytest.fixture
def office(sqlite_store: Store) -> Office:
    return an_office(sqlite_store)


def test_who_had_a_hand_in_the_first_review_does_not_handle_the_second(office: Office) -> None:
    first, fresh = office.first, office.fresh
    again = apply_again(office.agency, refused(office))

    with pytest.raises(InvalidEntry, match="첫 심사\\(2026-면책-0001\\)를 맡았거나"):
        reviews.receive_review(first.desk, again.id, again.version, "")

    reviews.receive_review(fresh.desk, again.id, again.version, "")
    received = review_of(fresh.store, again.number)
    assert (received.handler_id, received.received_on) == (fresh.id, date(2026, 11, 23))
    with pytest.raises(InvalidEntry, match="재심의를 맡을 수 없습니다"):
        reviews.assign_review(fresh.desk, again.id, received.version, first.id)
    assert review_of(fresh.store, again.number).handler_id == fresh.id


def test_who_handed_the_first_review_on_is_barred_too(office: Office) -> None:
    first, fresh = office.first, office.fresh
    review = a_notified_review(first, office.head, "not_recognised")
    reviews.assign_review(first.desk, review.id, review.version, fresh.id)
    number = paper_of(first.store, review)

    for barred in (first, fresh):
        with pytest.raises(InvalidEntry, match="재심의를 맡을 수 없습니다"):
            register_again(barred, number)

    assert register_again(a_person(first.store), number).status == ReviewStatus.RECEIVED


def test_a_ruling_that_is_looked_at_again_is_neither_corrected_nor_withdrawn(office: Office) -> None:
    first = office.first
    review = a_refused_review(first, office.head, office.agency)
    again = apply_again(office.agency, paper_of(first.store, review))

    with pytest.raises(InvalidEntry, match=f"재심의\\({again.number}\\)의 대상"):
        propose_correction(first.desk, review.id, review.version, correction_fields(review))
    with pytest.raises(InvalidEntry, match="재심의에서 다루세요"):
        propose_withdrawal(first.desk, review.id, review.version, "잘못 결정하였다.")

    reviews.withdraw_application(office.agency.desk, again.id, again.version, "다투지 않는다.")
    assert propose_withdrawal(first.desk, review.id, review.version, "잘못 결정하였다.")


def test_a_ruling_is_re_examined_once(office: Office) -> None:
    number, agency, fresh = refused(office), office.agency, office.fresh
    again = a_re_examined_review(fresh, office.head, apply_again(agency, number), "not_recognised")
    notify(fresh, again.number)

    with pytest.raises(SeveralInvalid, match="재심의한 결정에는 다시 재심의를 신청할 수 없습니다"):
        apply_again(agency, paper_of(fresh.store, again))

    second = in_fact_finding(fresh, apply_again(agency, number))
    find_each(fresh, second, True)
    with pytest.raises(RulingDoesNotFollow, match=f"이미 재심의\\({again.number}\\)한 사안이라 각하만"):
        propose(fresh, second, "recognised")
    assert propose(fresh, second, "dismissed", dismissal_ground="이미 재심의한 사안")


def test_the_office_does_not_take_up_itself_what_was_re_examined(office: Office) -> None:
    number, fresh = refused(office), office.fresh
    again = a_re_examined_review(fresh, office.head, apply_again(office.agency, number), "recognised")
    notify(fresh, again.number)

    second = in_fact_finding(fresh, register_again(fresh, number, origin="ex_officio"))
    find_each(fresh, second, False)

    with pytest.raises(RulingDoesNotFollow, match=f"이미 재심의\\({again.number}\\)한 사안이라 각하만"):
        propose(fresh, second, "not_recognised")


def test_a_withdrawn_ruling_leaves_nothing_to_look_at_again(office: Office) -> None:
    first = office.first
    review = a_refused_review(first, office.head, office.agency)
    approve(office.head, propose_withdrawal(first.desk, review.id, review.version, "잘못 결정하였다."))
    notify(first, review.number)

    with pytest.raises(SeveralInvalid, match="취소된 결정이라 재심의할 것이 없습니다"):
        apply_again(office.agency, paper_of(first.store, review))

    assert not review_page(office.agency.desk, review.number).looked_again.may_apply


def test_a_handler_who_did_nothing_and_handed_the_first_review_on_is_barred_too(office: Office) -> None:
    first, fresh = office.first, office.fresh
    review = a_refused_review(first, office.head, office.agency)
    reviews.assign_review(first.desk, review.id, review.version, fresh.id)
    reviews.assign_review(fresh.desk, review.id, review.version + 1, first.id)

    with pytest.raises(InvalidEntry, match="재심의를 맡을 수 없습니다"):
        register_again(fresh, paper_of(first.store, review))


@pytest.mark.parametrize("is_withdrawal", [False, True])
def test_what_was_proposed_before_the_application_is_not_issued_after_it(office: Office, is_withdrawal: bool) -> None:
    first, store = office.first, office.first.store
    review = a_refused_review(first, office.head, office.agency)
    if is_withdrawal:
        ruling_id = propose_withdrawal(first.desk, review.id, review.version, "잘못 결정하였다.")
    else:
        fields = correction_fields(review) | ruling_fields(review, "not_recognised")
        ruling_id = propose_correction(first.desk, review.id, review.version, fields)
    again = apply_again(office.agency, paper_of(store, review))
    before = record_of(store)

    with pytest.raises(InvalidEntry, match=f"재심의\\({again.number}\\)의 대상이라 정정하거나 취소할 수 없습니다"):
        approve(office.head, ruling_id)

    assert record_of(store) == before


def test_what_was_proposed_before_the_application_is_not_taken_up_by_the_committee(office: Office) -> None:
    first, store = office.first, office.first.store
    review = a_refused_review(first, office.head, office.agency)
    ruling_id = propose_withdrawal(first.desk, review.id, review.version, "잘못 결정하였다.")
    committee = a_committee(store)
    meeting = a_planned_meeting(committee)
    item_id = put_on(committee, meeting.id, ruling_id)
    sitting = open_meeting(call(Sitting(committee, first, meeting.id, item_id)))
    apply_again(office.agency, paper_of(store, review))
    before = record_of(store)

    with pytest.raises(InvalidEntry, match="재심의에서 다루세요"):
        open_vote(sitting)

    assert record_of(store) == before


def test_where_the_withdrawal_was_on_its_way_the_application_can_only_be_dismissed(office: Office) -> None:
    first, fresh = office.first, office.fresh
    review = a_refused_review(first, office.head, office.agency)
    number = paper_of(first.store, review)
    approve(office.head, propose_withdrawal(first.desk, review.id, review.version, "잘못 결정하였다."))

    again = in_fact_finding(fresh, apply_again(office.agency, number))
    find_each(fresh, again, True)

    with pytest.raises(RulingDoesNotFollow, match="처음 결정이 취소되어"):
        propose(fresh, again, "recognised")
    ground = "재심의 대상이 아니거나 신청할 자격이 없음"
    dismissal = approve(office.head, propose(fresh, again, "dismissed", dismissal_ground=ground))
    body = body_of(paper(fresh.store, dismissal))
    assert squeezed("적극행정 면책 재심의 결정서") in body
    assert squeezed(f"재심의 결과는 각하이다. {number}") in body
