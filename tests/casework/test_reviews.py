"""Reviews: applied for or taken up by the office, received, heard, withdrawn and closed."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.access.act import Act
from casebase.casework import reviews
from casebase.casework.review_views import review_page
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.review import Review, ReviewStatus
from casebase.store.accounts import update_account
from casebase.store.connection import Store
from casebase.store.reviews import update_review
from tests.case_builders import (
    Person,
    a_draft,
    a_person,
    attach,
    record_of,
)
from tests.review_stages import (
    a_closed_review,
    a_notified_review,
    a_proposed_review,
    a_registered_review,
    a_review_in_fact_finding,
    an_applied_review,
    arrive,
    offer_hearing,
    review_of,
)


def status_of(store: Store, review: Review) -> ReviewStatus:
    return review_of(store, review.number).status


def test_an_application_is_received_by_whoever_takes_it_in_hand(store: Store) -> None:
    applicant, auditor = a_person(store, Role.APPLICANT), a_person(store)
    review = an_applied_review(applicant)

    reviews.receive_review(auditor.desk, review.id, review.version, "")

    received = review_of(store, review.number)
    assert (received.status, received.handler_id, received.criteria_set) == (ReviewStatus.RECEIVED, auditor.id, "trio")
    with pytest.raises(MoveNotPermitted, match="‘접수’ 상태라 ‘접수’"):
        reviews.receive_review(auditor.desk, review.id, received.version, "")


def test_a_review_is_pinned_to_the_set_chosen_when_it_is_received(sqlite_store: Store) -> None:
    applicant, auditor = a_person(sqlite_store, Role.APPLICANT), a_person(sqlite_store)
    review = an_applied_review(applicant)

    with pytest.raises(InvalidEntry, match="판단 기준을 목록에서"):
        reviews.receive_review(auditor.desk, review.id, review.version, "duo")
    reviews.receive_review(auditor.desk, review.id, review.version, "national-2019")

    assert review_of(sqlite_store, review.number).criteria_set == "national-2019"


def test_a_stale_page_is_told_and_changes_nothing(store: Store) -> None:
    handler, other = a_person(store, name="박감사"), a_person(store)
    review = a_registered_review(handler)
    reviews.begin_fact_finding(handler.desk, review.id, review.version)
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile, match=rf"면책심사 {review.number}: 박감사, 사실확인 시작"):
        reviews.assign_review(handler.desk, review.id, review.version, other.id)

    assert record_of(store) == before


def test_a_review_is_given_to_another_handler(sqlite_store: Store) -> None:
    handler, next_one, head = a_person(sqlite_store), a_person(sqlite_store), a_person(sqlite_store, Role.HEAD)
    review = a_registered_review(handler)

    reviews.assign_review(head.desk, review.id, review.version, next_one.id)

    assert review_of(sqlite_store, review.number).handler_id == next_one.id
    with pytest.raises(NotPermitted):
        reviews.begin_fact_finding(handler.desk, review.id, review.version + 1)
    reviews.begin_fact_finding(next_one.desk, review.id, review.version + 1)


def test_only_who_may_handle_reviews_in_office_today_is_given_one(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    chair, leaver = a_person(sqlite_store, Role.CHAIR), a_person(sqlite_store)
    with sqlite_store.transaction() as con:
        update_account(con, replace(leaver.account, ends_on=date(2026, 11, 22)))
    review = a_registered_review(handler)

    for unfit in (chair.id, leaver.id):
        with pytest.raises(InvalidEntry, match="지금 근무하는"):
            reviews.assign_review(handler.desk, review.id, review.version, unfit)
    with pytest.raises(NotFound):
        reviews.assign_review(handler.desk, review.id, review.version, "nobody")

    assert review_of(sqlite_store, review.number).handler_id == handler.id


def test_only_the_handler_begins_to_find_facts(sqlite_store: Store) -> None:
    handler, other = a_person(sqlite_store), a_person(sqlite_store)
    review = a_registered_review(handler)

    with pytest.raises(NotPermitted, match="사실확인 시작"):
        reviews.begin_fact_finding(other.desk, review.id, review.version)
    reviews.begin_fact_finding(handler.desk, review.id, review.version)

    assert status_of(sqlite_store, review) == ReviewStatus.FACT_FINDING


def test_facts_are_not_found_anew_while_a_ruling_waits_or_stands(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    proposed, _ = a_proposed_review(handler)
    notified = a_notified_review(handler, chair)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="반려를 요청"):
        reviews.begin_fact_finding(handler.desk, proposed.id, proposed.version)
    with pytest.raises(InvalidEntry, match="먼저 결정을 취소"):
        reviews.begin_fact_finding(handler.desk, notified.id, notified.version)

    assert record_of(sqlite_store) == before


def test_a_hearing_is_offered_and_held(store: Store) -> None:
    handler = a_person(store)
    review = a_registered_review(handler)

    offer_hearing(handler, review.number)
    fields = {"hearing_held_on": "2026-11-22", "hearing_note": "절차를 몰랐다고 진술하였다."}
    reviews.hold_hearing(handler.desk, review.id, review.version + 1, fields)

    heard = review_of(store, review.number)
    assert (heard.hearing_offered_on, heard.hearing_way) == (date(2026, 11, 21), "문서")
    assert (heard.hearing_held_on, heard.hearing_note) == (date(2026, 11, 22), "절차를 몰랐다고 진술하였다.")


def test_who_declines_to_be_heard_is_recorded_without_a_day(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_registered_review(handler)
    offer_hearing(handler, review.number)

    fields = {"hearing_held_on": "", "hearing_note": "서면으로 갈음하겠다고 하였다."}
    reviews.hold_hearing(handler.desk, review.id, review.version + 1, fields)

    heard = review_of(sqlite_store, review.number)
    assert (heard.hearing_held_on, heard.hearing_note) == (None, "서면으로 갈음하겠다고 하였다.")


def test_a_hearing_is_not_held_before_it_is_offered(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_registered_review(handler)
    fields = {"hearing_held_on": "2026-11-20", "hearing_note": "진술하였다."}

    with pytest.raises(InvalidEntry) as not_offered:
        reviews.hold_hearing(handler.desk, review.id, review.version, fields)
    offer_hearing(handler, review.number)
    with pytest.raises(InvalidEntry) as too_early:
        reviews.hold_hearing(handler.desk, review.id, review.version + 1, fields)
    with pytest.raises(SeveralInvalid) as without_note:
        reviews.hold_hearing(handler.desk, review.id, review.version + 1, {"hearing_note": ""})
    with pytest.raises(SeveralInvalid) as tomorrow:
        reviews.offer_hearing(handler.desk, review.id, review.version + 1, {"hearing_offered_on": "2026-11-24"})

    assert (not_offered.value.field, too_early.value.field) == ("hearing_offered_on", "hearing_held_on")
    assert [f.field for f in without_note.value.faults] == ["hearing_note"]
    assert [f.field for f in tomorrow.value.faults] == ["hearing_offered_on", "hearing_way"]
    assert review_of(sqlite_store, review.number).hearing_held_on is None


def test_the_record_of_a_hearing_is_closed_once_a_ruling_is_proposed(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review, _ = a_proposed_review(handler)
    before = record_of(sqlite_store)

    with pytest.raises(MoveNotPermitted, match="의견 진술"):
        offer_hearing(handler, review.number)
    with pytest.raises(MoveNotPermitted, match="의견 진술"):
        reviews.hold_hearing(handler.desk, review.id, review.version, {"hearing_note": "다시 진술하였다."})

    assert record_of(sqlite_store) == before


def test_an_applicant_withdraws_what_they_filed(store: Store) -> None:
    applicant, auditor = a_person(store, Role.APPLICANT), a_person(store)
    review = an_applied_review(applicant)
    reviews.receive_review(auditor.desk, review.id, review.version, "")

    with pytest.raises(SeveralInvalid, match="취하 사유를 입력하세요"):
        reviews.withdraw_application(applicant.desk, review.id, review.version + 1, " ")
    reviews.withdraw_application(applicant.desk, review.id, review.version + 1, "처분이 취소되었습니다.")

    assert status_of(store, review) == ReviewStatus.WITHDRAWN
    for act in (reviews.begin_fact_finding, reviews.close_review):
        with pytest.raises((MoveNotPermitted, InvalidEntry)):
            act(auditor.desk, review.id, review.version + 2)
    draft_id = a_draft(auditor, Form.FINDING, {})
    attach(auditor, draft_id, "늦은 증거.pdf", b"%PDF-1.7", "evidence")
    with pytest.raises(MoveNotPermitted, match="취하"):
        reviews.add_evidence(auditor.desk, review.id, draft_id)


def test_an_application_is_not_withdrawn_once_a_ruling_is_proposed(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    filer = a_person(sqlite_store, Role.APPLICANT)
    review, _ = a_proposed_review(handler, agency_id=str(filer.account.agency_id))

    with pytest.raises(MoveNotPermitted):
        reviews.withdraw_application(filer.desk, review.id, review.version, "생각이 바뀌었습니다.")

    assert status_of(sqlite_store, review) == ReviewStatus.PROPOSED


def test_nobody_withdraws_what_they_did_not_file(sqlite_store: Store) -> None:
    handler, subject = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    by_office = a_registered_review(handler, origin="ex_officio", subject_account_1=subject.id)
    by_agency = a_registered_review(handler, subject_account_1=subject.id)
    on_paper = a_registered_review(handler, origin="person", subject_account_1=subject.id)

    for review in (by_office, by_agency):
        assert Act.WITHDRAW_APPLICATION not in review_page(subject.desk, review.number).permitted
        with pytest.raises(NotPermitted, match="신청 취하"):
            reviews.withdraw_application(subject.desk, review.id, review.version, "취하합니다.")
        assert status_of(sqlite_store, review) == ReviewStatus.RECEIVED

    # What a person filed on paper is theirs, though they had no account to file it with.
    reviews.withdraw_application(subject.desk, on_paper.id, on_paper.version, "취하합니다.")
    assert status_of(sqlite_store, on_paper) == ReviewStatus.WITHDRAWN


def test_a_review_is_closed_only_after_its_ruling_arrived(store: Store) -> None:
    handler, chair = a_person(store), a_person(store, Role.CHAIR)
    review = a_notified_review(handler, chair)

    with pytest.raises(InvalidEntry) as not_arrived:
        reviews.close_review(handler.desk, review.id, review.version)
    arrive(handler, review.number)
    reviews.close_review(handler.desk, review.id, review.version)

    assert not_arrived.value.field == "reached_on"
    assert status_of(store, review) == ReviewStatus.CLOSED


def test_a_review_without_a_ruling_is_not_closed(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)

    with pytest.raises(MoveNotPermitted, match="사실확인"):
        reviews.close_review(handler.desk, review.id, review.version)

    assert status_of(sqlite_store, review) == ReviewStatus.FACT_FINDING


def test_a_review_changed_behind_its_back_is_noticed(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_registered_review(handler)
    with sqlite_store.transaction() as con:
        update_review(con, review)

    with pytest.raises(ChangedMeanwhile):
        reviews.begin_fact_finding(handler.desk, review.id, review.version)


def test_a_closed_review_stays_closed(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = a_closed_review(handler, chair)
    before = record_of(sqlite_store)

    with pytest.raises((MoveNotPermitted, InvalidEntry)):
        reviews.begin_fact_finding(handler.desk, review.id, review.version)
    with pytest.raises(MoveNotPermitted):
        reviews.close_review(handler.desk, review.id, review.version)

    assert record_of(sqlite_store) == before


def test_the_person_of_another_office_sees_no_review(sqlite_store: Store) -> None:
    handler: Person = a_person(sqlite_store)
    review = a_registered_review(handler)

    for role in (Role.PANEL, Role.ADMIN):
        with pytest.raises(NotPermitted):
            review_page(a_person(sqlite_store, role).desk, review.number)
    for number in (review.number, "2026-면책-9999"):
        with pytest.raises(NotFound, match="찾을 수 없거나 볼 권한이 없습니다"):
            review_page(a_person(sqlite_store, Role.APPLICANT).desk, number)
