"""The form of a review: read whole, and bad input named at its field."""

from datetime import date

import pytest

from casebase.casework import drafts, reviews
from casebase.casework.review_views import review_page
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.errors import (
    InvalidEntry,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.review import Origin, ReviewStatus, SubjectKind
from casebase.store.connection import Store
from casebase.store.settings import insert_setting
from tests.builders import a_setting
from tests.case_builders import (
    TWO_SUBJECTS,
    a_draft,
    a_finished_visit,
    a_person,
    an_agency_of,
    attach,
    record_of,
    review_fields,
)
from tests.review_stages import (
    a_registered_review,
    an_applied_review,
    review_of,
)


def test_an_applicant_cannot_take_a_review_up_for_the_office(sqlite_store: Store) -> None:
    applicant = a_person(sqlite_store, Role.APPLICANT)
    draft_id = a_draft(applicant, Form.REVIEW, review_fields("agency-48890", origin="ex_officio"))

    with pytest.raises(SeveralInvalid) as refused:
        reviews.apply_for_review(applicant.desk, draft_id)
    with pytest.raises(NotPermitted):
        reviews.register_review(applicant.desk, draft_id)

    assert [fault.field for fault in refused.value.faults] == ["origin"]
    assert record_of(sqlite_store)["reviews"] == []


def test_a_review_is_entered_with_all_that_was_typed(store: Store) -> None:
    handler, subject = a_person(store), a_person(store, Role.APPLICANT)
    visit = a_finished_visit(handler, count_matters="1")
    more = {
        "count_observations": "2",
        "observation_title_2": "계약 해지 지연",
        "observation_text_2": "해지 사유가 생겼으나 두 달을 미루었다.",
        "loss_2": "3억 7,000만 원",
        "disposition_2_2": "기관경고",
        "subject_account_1": subject.id,
        "visit_number": visit,
        "prior_opinion": "2025-사전-0012(2025. 3. 4.)",
        "criteria_set": "national-2019",
        **TWO_SUBJECTS,
    }

    review = a_registered_review(handler, **more)

    assert [o.title for o in review.observations] == ["협의 절차 누락", "계약 해지 지연"]
    assert [o.loss_won for o in review.observations] == [None, 370_000_000]
    assert [s.account_id for s in review.subjects] == [subject.id, None]
    places = {thing.id: thing.position for thing in (*review.observations, *review.subjects)}
    assert [(places[c.observation_id], places[c.subject_id], c.disposition) for c in review.charges] == [
        (1, 1, "주의"),
        (1, 2, "기관주의"),
        (2, 2, "기관경고"),
    ]
    assert (review.criteria_set, review.prior_opinion) == ("national-2019", "2025-사전-0012(2025. 3. 4.)")
    assert review_page(handler.desk, review.number).visit_number == visit
    # The person it is about sees it, though somebody else filed it.
    assert review_page(subject.desk, review.number).review.id == review.id


BAD_INPUT = {
    "no origin": ({"origin": ""}, "origin", "신청 구분을 목록에서 고르세요"),
    "no title": ({"title": ""}, "title", "건명을 입력하세요"),
    "no agency": ({"agency_id": "unknown"}, "agency_id", "대상기관을 목록에서 고르세요"),
    "filed tomorrow": ({"filed_on": "2026-11-24"}, "filed_on", "오늘보다 뒤일 수 없습니다"),
    "filed before the audit ended": ({"filed_on": "2026-11-09"}, "filed_on", "감사 종료일보다 앞설 수 없습니다"),
    "filed before exemption was law": (
        {"filed_on": "2010-01-05", "audit_ended_on": "2010-01-04"},
        "filed_on",
        "2010. 1. 5.에 적용할",
    ),
    "an audit that never ended": ({"audit_ended_on": "2026-13-01"}, "audit_ended_on", "날짜를 알 수 없습니다"),
    "no applicant": ({"applicant_name": ""}, "applicant_name", "신청인을 입력하세요"),
    "no argument": ({"argument": ""}, "argument", "소명을 입력하세요"),
    "no request": ({"request": "\n"}, "request", "신청취지를 입력하세요"),
    "200,000 characters": ({"circumstances": "가" * 200_000}, "circumstances", "20,000자까지"),
    "an emoji": ({"observation_text_1": "지적 😡"}, "observation_text_1", "문서 글꼴에 없는 글자가 있습니다"),
    "a loss in words": ({"loss_1": "많이"}, "loss_1", "금액은 원 단위 숫자로 쓰세요"),
    "a subject of no kind": ({"subject_kind_1": ""}, "subject_kind_1", "1번 대상 구분을 목록에서 고르세요"),
    "a subject without a name": ({"subject_name_1": ""}, "subject_name_1", "1번 대상 이름을 입력하세요"),
    "an account of nobody": ({"subject_account_1": "nobody"}, "subject_account_1", "목록에서 고르세요"),
    "an unknown set": ({"criteria_set": "duo"}, "criteria_set", "판단 기준을 목록에서 고르세요"),
    "an unknown visit": ({"visit_number": "2026-방문-9999"}, "visit_number", "그 번호의 방문이 없습니다"),
}


@pytest.mark.parametrize(("changes", "field", "sentence"), BAD_INPUT.values(), ids=BAD_INPUT.keys())
def test_bad_input_is_named_at_its_field_and_nothing_is_written(
    sqlite_store: Store, changes: dict[str, str], field: str, sentence: str
) -> None:
    handler = a_person(sqlite_store)
    fields = review_fields(an_agency_of(sqlite_store)) | changes
    draft_id = a_draft(handler, Form.REVIEW, fields)
    before = record_of(sqlite_store)

    with pytest.raises((SeveralInvalid, InvalidEntry)) as refused:
        reviews.register_review(handler.desk, draft_id)

    faults = {fault.field: str(fault) for fault in getattr(refused.value, "faults", (refused.value,))}
    assert list(faults) == [field]
    assert sentence in faults[field]
    assert record_of(sqlite_store) == before
    assert drafts.fetch_draft(handler.desk, draft_id).fields == fields


def test_every_subject_and_every_observation_needs_a_disposition(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    fields = review_fields(an_agency_of(sqlite_store), count_observations="2", count_subjects="2")
    fields |= {"observation_title_2": "둘째", "observation_text_2": "둘째 지적", "disposition_1_1": ""}
    fields |= {"subject_kind_2": "person", "subject_name_2": "박주무", "disposition_1_2": "주의"}
    draft_id = a_draft(handler, Form.REVIEW, fields)

    with pytest.raises(SeveralInvalid) as refused:
        reviews.register_review(handler.desk, draft_id)

    assert {fault.field: str(fault) for fault in refused.value.faults} == {
        "disposition_1_1": "1번 대상의 관련 처분을 하나 이상 고르세요.",
        "disposition_2_1": "2번 지적사항과 관련된 대상의 처분을 고르세요.",
    }


def test_an_office_s_own_default_set_is_used_where_none_is_chosen(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("criteria.default_set", "national-2019", date(2026, 1, 1)))

    assert a_registered_review(handler).criteria_set == "national-2019"


LATE = {"audit_ended_on": "2026-09-30", "filed_on": "2026-11-02"}


IN_TIME = {"audit_ended_on": "2026-10-02", "filed_on": "2026-11-02"}


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (IN_TIME, "2026. 11. 2. 신청되어 신청 기간(기관 기준, 2026. 11. 2.까지) 안에 있다."),
        (LATE, "신청 기간(기관 기준, 2026. 10. 30.까지)이 지났으나, 기간 경과만으로 배척하지 아니하고 심사한다."),
        ({"audit_ended_on": ""}, "감사 종료일이 기록되지 않아 신청 기간을 계산하지 않았다."),
    ],
    ids=["on the last day", "late", "no day known"],
)
def test_whether_an_application_came_in_time_is_said_and_is_no_bar(
    sqlite_store: Store, days: dict[str, str], sentence: str
) -> None:
    handler = a_person(sqlite_store)

    review = a_registered_review(handler, **days)

    assert sentence in review_page(handler.desk, review.number).timeliness


def test_the_head_of_an_agency_applies_for_it(store: Store) -> None:
    applicant = a_person(store, Role.APPLICANT)
    draft_id = a_draft(applicant, Form.REVIEW, review_fields("agency-48890", filed_on="2020-01-01", **TWO_SUBJECTS))
    attach(applicant, draft_id, "소명자료.pdf", b"%PDF-1.7", "statement")

    number = reviews.apply_for_review(applicant.desk, draft_id)

    review = review_of(store, number)
    assert number == "2026-면책-0001"
    assert (review.origin, review.status) == (Origin.AGENCY, ReviewStatus.APPLIED)
    # Whom it is about and when it came are not the applicant's to choose.
    assert (review.agency_id, review.filed_on) == (applicant.account.agency_id, date(2026, 11, 23))
    assert (review.applicant_id, review.handler_id, review.criteria_set) == (applicant.id, None, "")
    assert [subject.kind for subject in review.subjects] == [SubjectKind.PERSON, SubjectKind.AGENCY]
    assert [(c.subject_id, c.disposition) for c in review.charges] == [
        (review.subjects[0].id, "주의"),
        (review.subjects[1].id, "기관주의"),
    ]
    assert [file.name for file in review_page(applicant.desk, number).files] == ["소명자료.pdf"]
    with pytest.raises(NotFound):
        drafts.fetch_draft(applicant.desk, draft_id)


def test_a_person_audited_applies_for_themselves_and_colleagues_see_nothing_of_it(sqlite_store: Store) -> None:
    person = a_person(sqlite_store, Role.APPLICANT)
    colleague = a_person(sqlite_store, Role.APPLICANT, agency_id=person.account.agency_id)

    review = an_applied_review(person, origin="person", applicant_name="이주무")

    assert review_page(person.desk, review.number).review.origin == Origin.PERSON
    with pytest.raises(NotFound):
        review_page(colleague.desk, review.number)


def test_a_colleague_sees_what_their_agency_applied_for(sqlite_store: Store) -> None:
    head = a_person(sqlite_store, Role.APPLICANT)
    colleague = a_person(sqlite_store, Role.APPLICANT, agency_id=head.account.agency_id)
    stranger = a_person(sqlite_store, Role.APPLICANT)

    review = an_applied_review(head)

    assert review_page(colleague.desk, review.number).review.id == review.id
    with pytest.raises(NotFound):
        review_page(stranger.desk, review.number)


def test_the_office_takes_a_review_up_by_itself(store: Store) -> None:
    handler = a_person(store)

    review = a_registered_review(handler, origin="ex_officio", applicant_name="", argument="")

    assert (review.number, review.origin) == ("2026-면책-0001", Origin.EX_OFFICIO)
    assert (review.status, review.handler_id, review.criteria_set) == (ReviewStatus.RECEIVED, handler.id, "trio")
    view = review_page(handler.desk, review.number)
    assert (view.filing, view.timeliness) == (None, "직권으로 심사하여 신청 기간이 적용되지 않는다.")


def test_who_is_of_no_agency_is_told_whom_to_ask(sqlite_store: Store) -> None:
    resident = a_person(sqlite_store, Role.APPLICANT, agency_id=None)

    with pytest.raises(InvalidEntry, match="소속 기관이 있는 계정으로만"):
        reviews.apply_for_review(resident.desk, a_draft(resident, Form.REVIEW, review_fields("")))

    assert record_of(sqlite_store)["reviews"] == []
