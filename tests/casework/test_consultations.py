"""Consultations from application to withdrawal, as people do them."""

from dataclasses import replace

import pytest

from casebase.casework import admin, consultations
from casebase.casework.consultation_views import consultation_page
from casebase.domain.account import Role
from casebase.domain.consultation import ApplicantKind, Channel, ConsultationStatus, Eligibility
from casebase.domain.draft import Form
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, MoveNotPermitted, NotFound, SeveralInvalid
from casebase.store.connection import Store
from casebase.store.documents import list_attachments_of
from casebase.store.drafts import find_draft
from casebase.store.screenings import list_answers
from tests.case_builders import Person, a_draft, a_person, an_agency_of, attach, record_of
from tests.consultation_stages import (
    a_consultation_under_review,
    a_received_consultation,
    an_applied_consultation,
    application_fields,
    consultation_of,
    screening_fields,
)


@pytest.fixture
def auditor(store: Store) -> Person:
    return a_person(store)


@pytest.fixture
def applicant(store: Store) -> Person:
    return a_person(store, Role.APPLICANT)


def file(applicant: Person, fields: dict[str, str]) -> str:
    return consultations.apply_for_consultation(applicant.desk, a_draft(applicant, Form.CONSULTATION, fields))


def receipt(on: str = "2026-11-23", at: str = "09:30") -> dict[str, str]:
    return {"received_on": on, "received_at": at}


def test_an_application_is_filed_without_a_number_and_its_draft_is_wiped(store: Store, applicant: Person) -> None:
    draft_id = a_draft(applicant, Form.CONSULTATION, application_fields())
    attach(applicant, draft_id, "위치도.pdf", b"%PDF-1.7 map", "supplied")

    filed_id = consultations.apply_for_consultation(applicant.desk, draft_id)

    filed = consultation_of(store, filed_id)
    assert (filed.number, filed.status, filed.channel) == ("", ConsultationStatus.APPLIED, Channel.ONLINE)
    assert filed.agency_id == applicant.account.agency_id
    assert filed.applicant_kind == ApplicantKind.AGENCY
    with store.reading() as con:
        assert find_draft(con, draft_id) is None
        supplied = list_attachments_of(con, "consultation", filed_id)
    assert {file.role for file in supplied} == {"supplied"}
    assert sorted(file.name.partition("(")[0] for file in supplied) == ["신청서", "위치도.pdf"]


def test_every_fault_of_an_application_is_named_and_nothing_is_filed(store: Store, applicant: Person) -> None:
    draft_id = a_draft(applicant, Form.CONSULTATION, {"title": "건명만"})
    before = record_of(store)

    with pytest.raises(SeveralInvalid) as refused:
        consultations.apply_for_consultation(applicant.desk, draft_id)

    named = {fault.field for fault in refused.value.faults}
    assert {"field", "background", "request", "law", "law_as_of", "issues", "view_a", "view_b", "opinion"} <= named
    assert record_of(store) == before


def test_the_office_enters_an_application_of_a_business_that_came_on_paper(store: Store, auditor: Person) -> None:
    fields = application_fields(
        applicant_kind="business", agency_id=an_agency_of(store), filed_on="2026-11-20", department=""
    )

    filed_id = consultations.register_consultation(auditor.desk, a_draft(auditor, Form.CONSULTATION, fields))

    filed = consultation_of(store, filed_id)
    assert filed.is_petition
    assert filed.channel == Channel.PAPER
    assert str(filed.filed_on) == "2026-11-20"


def test_a_resident_asks_for_themselves_and_never_for_an_agency(store: Store) -> None:
    resident = a_person(store, Role.APPLICANT, agency_id=None, name="김주민")
    fields = application_fields(agency_id=an_agency_of(store), department="")

    with pytest.raises(SeveralInvalid) as refused:
        file(resident, fields | {"applicant_kind": "agency"})
    filed = consultation_of(store, file(resident, fields | {"applicant_kind": "resident"}))

    assert next(fault.field for fault in refused.value.faults) == "applicant_kind"
    assert filed.applicant_kind == ApplicantKind.RESIDENT
    assert filed.is_petition


def test_an_office_that_takes_none_from_residents_says_so(store: Store) -> None:
    resident, keeper = a_person(store, Role.APPLICANT, agency_id=None), a_person(store, Role.ADMIN)
    only = {"value": "기관", "begins_on": "2026-01-01", "basis": "사전컨설팅 운영 지침"}
    admin.change_setting(keeper.desk, "consultations.applicants", only)

    with pytest.raises(InvalidEntry, match="업체나 주민의 신청을 받지 않습니다"):
        file(resident, application_fields(applicant_kind="resident", agency_id=an_agency_of(store)))


def test_receipt_gives_the_number_and_the_handler_and_starts_the_clock(
    store: Store, auditor: Person, applicant: Person
) -> None:
    filed = an_applied_consultation(applicant)

    number = consultations.receive_consultation(auditor.desk, filed.id, filed.version, receipt())

    received = consultation_of(store, filed.id)
    assert number == received.number == "2026-사전-0001"
    assert received.handler_id == auditor.id
    course = consultation_page(auditor.desk, number).course
    assert course.deadline is not None
    assert course.deadline.rows[0].from_on == received.received_on


def test_receipt_before_the_application_or_in_the_future_is_refused(
    store: Store, auditor: Person, applicant: Person
) -> None:
    filed = an_applied_consultation(applicant)

    with pytest.raises(SeveralInvalid, match="신청일보다 앞설 수 없습니다"):
        consultations.receive_consultation(auditor.desk, filed.id, filed.version, receipt("2026-11-22"))
    with pytest.raises(SeveralInvalid, match="오늘보다 뒤일 수 없습니다"):
        consultations.receive_consultation(auditor.desk, filed.id, filed.version, receipt("2026-11-24"))

    assert consultation_of(store, filed.id) == filed


def test_receipt_on_a_day_whose_rules_are_not_known_is_refused(store: Store, auditor: Person) -> None:
    paper = application_fields(applicant_kind="business", agency_id=an_agency_of(store), filed_on="2015-01-05")
    filed_id = consultations.register_consultation(auditor.desk, a_draft(auditor, Form.CONSULTATION, paper))

    with pytest.raises(SeveralInvalid, match="처리기간 기준이 없어 기한을 셀 수 없습니다") as refusal:
        consultations.receive_consultation(auditor.desk, filed_id, 1, receipt("2015-01-06"))

    assert [fault.field for fault in refusal.value.faults] == ["received_on"]
    assert consultation_of(store, filed_id).status == ConsultationStatus.APPLIED


def test_two_people_receiving_at_once_give_one_number(store: Store, auditor: Person, applicant: Person) -> None:
    filed = an_applied_consultation(applicant)
    other = a_person(store, name="다른 감사담당자")
    consultations.receive_consultation(auditor.desk, filed.id, filed.version, receipt())

    with pytest.raises(MoveNotPermitted):
        consultations.receive_consultation(other.desk, filed.id, filed.version, receipt())

    assert consultation_of(store, filed.id).number == "2026-사전-0001"
    assert consultation_of(store, filed.id).handler_id == auditor.id


def test_screening_is_decided_by_a_person_and_keeps_every_answer(
    store: Store, auditor: Person, applicant: Person
) -> None:
    received = a_received_consultation(auditor, applicant)
    fields = screening_fields() | {"eligibility": "eligible"}

    consultations.screen_consultation(auditor.desk, received.id, received.version, fields)

    screened = consultation_of(store, received.id)
    assert screened.eligibility == Eligibility.ELIGIBLE
    assert screened.screened_by == auditor.id
    assert screened.status == ConsultationStatus.UNDER_REVIEW
    with store.reading() as con:
        assert len(list_answers(con, received.id)) == len([f for f in fields if f.startswith("holds_")])


def test_a_question_left_open_when_screening_again_is_open(store: Store, auditor: Person, applicant: Person) -> None:
    case = a_consultation_under_review(auditor, applicant)
    left_open = {"holds_already_done": "", "reason_already_done": ""}
    decision = {"eligibility": "eligible", "eligibility_reason": "처분 여부는 더 확인한다."}

    fields = screening_fields() | left_open | decision
    consultations.screen_consultation(auditor.desk, case.id, case.version, fields)

    with store.reading() as con:
        answers = {answer.question: (answer.holds, answer.reason) for answer in list_answers(con, case.id)}
    assert answers.pop("already_done") == (None, "")
    assert all(holds is not None for holds, _ in answers.values())


def test_a_decision_other_than_the_answers_say_needs_its_reason(
    store: Store, auditor: Person, applicant: Person
) -> None:
    received = a_received_consultation(auditor, applicant)
    fields = screening_fields() | {"eligibility": "excluded", "eligibility_reason": ""}

    with pytest.raises(SeveralInvalid, match="다르게 판단했습니다"):
        consultations.screen_consultation(auditor.desk, received.id, received.version, fields)
    assert consultation_of(store, received.id).eligibility is None

    with_reason = fields | {"eligibility_reason": "같은 사안의 소송이 제기되어 있음을 따로 확인하였다."}
    consultations.screen_consultation(auditor.desk, received.id, received.version, with_reason)
    assert consultation_of(store, received.id).eligibility == Eligibility.EXCLUDED


def test_a_case_is_given_to_a_handler_and_to_others_beside_them(
    store: Store, auditor: Person, applicant: Person
) -> None:
    received = a_received_consultation(auditor, applicant)
    first, second = a_person(store, name="새 담당"), a_person(store, name="협조 담당")
    fields = {"handler_id": first.id, "co_handler_ids": f'["{second.id}", "{first.id}"]'}

    consultations.assign_consultation(auditor.desk, received.id, received.version, fields)

    assigned = consultation_of(store, received.id)
    assert assigned.handler_id == first.id
    assert assigned.co_handler_ids == (second.id,)


def test_a_stale_version_is_refused_and_says_who_was_first(auditor: Person, applicant: Person) -> None:
    received = a_received_consultation(auditor, applicant)
    fields = {"handler_id": auditor.id, "co_handler_ids": "[]"}
    consultations.assign_consultation(auditor.desk, received.id, received.version, fields)

    with pytest.raises(ChangedMeanwhile, match=auditor.account.name):
        consultations.assign_consultation(auditor.desk, received.id, received.version, fields)


def test_a_similar_case_is_linked_once_and_never_to_itself(store: Store, auditor: Person, applicant: Person) -> None:
    case, sibling = (a_consultation_under_review(auditor, applicant) for _ in range(2))

    consultations.link_sibling(auditor.desk, case.id, case.version, {"sibling_number": sibling.number})
    linked = consultation_of(store, case.id)
    consultations.link_sibling(auditor.desk, case.id, linked.version, {"sibling_number": sibling.number})

    assert consultation_of(store, case.id).sibling_ids == (sibling.id,)
    assert [each.id for each in consultation_page(auditor.desk, case.number).siblings] == [sibling.id]
    assert [each.id for each in consultation_page(auditor.desk, sibling.number).siblings] == [case.id]
    with pytest.raises(InvalidEntry, match="이 사건의 번호"):
        consultations.link_sibling(auditor.desk, case.id, linked.version + 1, {"sibling_number": case.number})
    with pytest.raises(InvalidEntry, match="번호의 사전컨설팅이 없습니다"):
        consultations.link_sibling(auditor.desk, case.id, linked.version + 1, {"sibling_number": "2020-사전-0001"})


def test_an_applicant_withdraws_their_own_application_with_a_reason(
    store: Store, auditor: Person, applicant: Person
) -> None:
    case = a_consultation_under_review(auditor, applicant)

    with pytest.raises(SeveralInvalid):
        consultations.withdraw_consultation(applicant.desk, case.id, case.version, {})
    consultations.withdraw_consultation(applicant.desk, case.id, case.version, {"withdrawal_reason": "사업 취소"})

    assert consultation_of(store, case.id).status == ConsultationStatus.WITHDRAWN
    with pytest.raises(MoveNotPermitted):
        consultations.receive_consultation(auditor.desk, case.id, case.version + 1, receipt())


def test_an_applicant_of_another_agency_finds_nothing_under_the_number(
    store: Store, auditor: Person, applicant: Person
) -> None:
    case = a_consultation_under_review(auditor, applicant)
    stranger = a_person(store, Role.APPLICANT)

    with pytest.raises(NotFound):
        consultation_page(stranger.desk, case.number)
    with pytest.raises(NotFound):
        consultation_page(stranger.desk, "", case.id)
    with pytest.raises(NotFound):
        consultations.withdraw_consultation(stranger.desk, case.id, case.version, {"withdrawal_reason": "장난"})

    assert consultation_of(store, case.id) == replace(case)
