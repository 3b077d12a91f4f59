"""Re-examinations: who may apply, against which paper; entered by the office; and what stays a ruling."""

from datetime import date

import pytest

from casebase.casework import re_examinations, reviews
from casebase.casework.re_examinations import register_re_examination, stay_ruling
from casebase.casework.review_views import review_page
from casebase.casework.rulings import propose_correction
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.errors import (
    CasebaseError,
    ChangedMeanwhile,
    InvalidEntry,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.review import Origin, ReviewStatus
from casebase.store.connection import Store
from tests.case_builders import a_draft, a_person, record_of
from tests.re_examination_stages import (
    Office,
    a_refused_review,
    again_fields,
    an_office,
    apply_again,
    paper_of,
    refused,
    register_again,
)
from tests.review_stages import (
    approve,
    correction_fields,
    notify,
    review_of,
    ruling_fields,
)


@pytest.fixture
def office(sqlite_store: Store) -> Office:
    return an_office(sqlite_store)


def test_the_agency_applies_and_what_the_first_ruling_left_is_looked_at_again(store: Store) -> None:
    handler, head = a_person(store), a_person(store, Role.HEAD)
    agency = a_person(store, Role.APPLICANT)
    first = a_refused_review(handler, head, agency)

    again = apply_again(agency, paper_of(store, first))

    assert (again.number, again.first_review_id) == ("2026-재심-0001", first.id)
    assert (again.origin, again.status, again.applicant_id) == (Origin.AGENCY, ReviewStatus.APPLIED, agency.id)
    assert (again.criteria_set, again.handler_id, again.received_on) == (first.criteria_set, None, None)
    assert again.hearing_offered_on is None
    assert [charge.disposition for charge in again.charges] == ["주의"]
    assert [one.title for one in again.observations] == [one.title for one in first.observations]
    assert not {charge.id for charge in again.charges} & {charge.id for charge in first.charges}
    assert review_page(agency.desk, first.number).looked_again.again == (again.number,)


def test_only_the_audited_agency_may_apply_and_hears_nothing_of_other_papers(office: Office) -> None:
    stranger = a_person(office.first.store, Role.APPLICANT)
    number = refused(office)
    before = record_of(stranger.store)["reviews"]

    messages = set()
    for wanted in (number, "2026-결정-9999"):
        with pytest.raises(SeveralInvalid, match="결정서를 그 번호로 찾지 못했습니다") as refusal:
            apply_again(stranger, wanted)
        messages.add(str(refusal.value))

    assert len(messages) == 1
    assert record_of(stranger.store)["reviews"] == before


def test_a_ruling_on_its_way_cannot_be_contested_before_it_is_told(office: Office) -> None:
    first, agency = office.first, office.agency
    review = a_refused_review(first, office.head, agency)
    told = paper_of(first.store, review)
    current = review_of(first.store, review.number)
    fields = correction_fields(review) | ruling_fields(review, "not_recognised")
    approve(office.head, propose_correction(first.desk, review.id, current.version, fields))
    corrected = paper_of(first.store, review)

    with pytest.raises(SeveralInvalid, match="결정서를 그 번호로 찾지 못했습니다"):
        apply_again(agency, corrected)
    notify(first, review.number)
    with pytest.raises(SeveralInvalid, match=f"나중에 통지된 결정서\\({corrected}\\)"):
        apply_again(agency, told)

    assert apply_again(agency, corrected)


def test_a_second_application_while_one_is_under_way_is_refused(office: Office) -> None:
    number = refused(office)
    again = apply_again(office.agency, number)

    with pytest.raises(SeveralInvalid, match=f"이미 재심의\\({again.number}\\) 중입니다"):
        apply_again(office.agency, number)

    reviews.withdraw_application(office.agency.desk, again.id, again.version, "소명이 부족하다.")
    assert apply_again(office.agency, number).number == "2026-재심-0002"


def test_every_fault_of_the_form_is_named_at_its_field(office: Office) -> None:
    draft_id = a_draft(office.agency, Form.RE_EXAMINATION, {})

    with pytest.raises(SeveralInvalid) as refusal:
        re_examinations.apply_for_re_examination(office.agency.desk, draft_id)

    assert {fault.field for fault in refusal.value.faults} == {"document_number", "request", "argument"}


def test_the_office_enters_one_that_came_on_paper_or_takes_a_ruling_up_itself(office: Office) -> None:
    number, fresh = refused(office), office.fresh

    again = register_again(fresh, number, origin="ex_officio")

    assert (again.origin, again.applicant_name) == (Origin.EX_OFFICIO, "")
    assert (again.status, again.handler_id, again.received_on) == (ReviewStatus.RECEIVED, fresh.id, date(2026, 11, 23))
    with pytest.raises(InvalidEntry, match="통지한 날보다 앞설 수 없습니다"):
        register_again(fresh, refused(office), filed_on="2026-11-20")


def test_an_applicant_cannot_enter_one_for_the_office(office: Office) -> None:
    draft_id = a_draft(office.agency, Form.RE_EXAMINATION, again_fields(refused(office)))

    with pytest.raises(NotPermitted, match="재심의 등록"):
        register_re_examination(office.agency.desk, draft_id)


def test_re_examination_stays_nothing_until_it_is_ruled(office: Office) -> None:
    first, head = office.first, office.head
    review = a_refused_review(first, head, office.agency)
    fields = {"stayed_on": "2026-11-23", "stay_reason": "처분이 곧 집행된다."}

    with pytest.raises(InvalidEntry, match="진행 중인 재심의가 없어"):
        stay_ruling(head.desk, review.id, review.version, fields)
    apply_again(office.agency, paper_of(first.store, review))
    assert review_of(first.store, review.number).stayed_on is None

    stay_ruling(head.desk, review.id, review.version, fields)

    stayed = review_of(first.store, review.number)
    assert (stayed.stayed_on, stayed.stay_reason) == (date(2026, 11, 23), "처분이 곧 집행된다.")
    with pytest.raises(InvalidEntry, match="이미 정지되어 있습니다"):
        stay_ruling(head.desk, review.id, stayed.version, fields)


@pytest.mark.parametrize(
    ("changes", "error", "sentence"),
    [
        ({"stay_reason": ""}, SeveralInvalid, "정지 사유를 입력하세요"),
        ({"stayed_on": "2026-11-24"}, SeveralInvalid, "오늘보다 뒤일 수 없습니다"),
        ({"stayed_on": "2026-11-22"}, InvalidEntry, "신청한 날보다 앞설 수 없습니다"),
    ],
)
def test_a_stay_says_why_and_from_when(
    office: Office, changes: dict[str, str], error: type[CasebaseError], sentence: str
) -> None:
    review = a_refused_review(office.first, office.head, office.agency)
    apply_again(office.agency, paper_of(office.first.store, review))
    fields = {"stayed_on": "2026-11-23", "stay_reason": "처분이 곧 집행된다.", **changes}

    with pytest.raises(error, match=sentence):
        stay_ruling(office.head.desk, review.id, review.version, fields)

    assert review_of(office.first.store, review.number).stayed_on is None


def test_who_stays_a_ruling_approves_rulings_and_saw_it_as_it_is(office: Office) -> None:
    review = a_refused_review(office.first, office.head, office.agency)
    apply_again(office.agency, paper_of(office.first.store, review))
    fields = {"stayed_on": "2026-11-23", "stay_reason": "처분이 곧 집행된다."}

    with pytest.raises(NotPermitted, match="결정 효력 정지"):
        stay_ruling(office.fresh.desk, review.id, review.version, fields)
    with pytest.raises(ChangedMeanwhile):
        stay_ruling(office.head.desk, review.id, review.version - 1, fields)
