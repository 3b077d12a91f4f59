"""After an opinion: its notice, its arrival, the report owed from then, and who else was told."""

from datetime import date

import pytest

from casebase.casework import opinion_notices, opinions
from casebase.casework.consultation_views import consultation_page
from casebase.casework.opinion_views import opinion_effect
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.errors import ChangedMeanwhile, MoveNotPermitted, NotFound, NotPermitted, SeveralInvalid
from casebase.domain.opinion import FurtherNotice
from casebase.store.connection import Store
from casebase.store.opinions import list_further_notices
from casebase.store.settings import insert_setting
from tests.builders import a_setting
from tests.case_builders import Person, a_person, now_on, record_of
from tests.consultation_stages import (
    a_consultation_under_review,
    a_notified_opinion,
    a_petition_under_review,
    an_issued_opinion,
    an_opinion_reached,
    approve_opinion,
    consultation_of,
    let_opinion_arrive,
    notify_opinion,
    opinion_fields,
    propose_opinion,
)

NOTICE = {"notified_on": "2026-11-23", "notified_how": "electronic"}
FURTHER = {"recipient": "가람도 도로과", **NOTICE}


def three_of(store: Store) -> tuple[Person, Person, Person]:
    return a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.HEAD)


def further_notices(store: Store, consultation: Consultation) -> list[FurtherNotice]:
    with store.reading() as con:
        (document_id,) = con.rows("select id from documents where subject_id = ?", [consultation.id])[0]
        return list_further_notices(con, document_id)


def test_an_opinion_is_notified_and_a_report_is_owed_from_its_arrival(store: Store) -> None:
    handler, applicant, head = three_of(store)
    issued = an_issued_opinion(handler, applicant, head)
    later = handler.at(now_on("2026-11-27"))

    opinion_notices.notify_opinion(handler.desk, issued.id, issued.version, NOTICE)
    told = consultation_of(store, issued.id)
    opinion_notices.record_opinion_arrival(later.desk, issued.id, {"reached_on": "2026-11-25"})

    reached = consultation_of(store, issued.id)
    (document,) = consultation_page(applicant.desk, issued.number).documents
    assert (told.status, told.follow_up_due_on) == (ConsultationStatus.NOTIFIED, None)
    assert (document.notified_on, document.notified_how) == (date(2026, 11, 23), "전자문서")
    assert document.reached_on == date(2026, 11, 25)
    # Sixty days end on Sunday 24 January (민법 제161조).
    assert (reached.status, reached.follow_up_due_on) == (ConsultationStatus.FOLLOW_UP, date(2027, 1, 25))


def test_a_report_is_owed_by_the_period_that_the_paper_says(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    told = a_notified_opinion(handler, applicant, head)
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("consultations.follow_up_days", "20", date(2026, 11, 24)))

    late = handler.at(now_on("2026-11-25"))
    opinion_notices.record_opinion_arrival(late.desk, told.id, {"reached_on": "2026-11-25"})

    assert consultation_of(sqlite_store, told.id).follow_up_due_on == date(2027, 1, 25)
    issued = consultation_page(applicant.desk, told.number).answer.in_force
    assert issued is not None
    assert "60일" in opinion_effect(late.desk, issued.id)[-1]


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"notified_on": "2026-11-24", "notified_how": "mail"}, "notified_on", "오늘보다 뒤일 수 없습니다"),
        ({"notified_on": "2026-11-22", "notified_how": "mail"}, "notified_on", "발행한 날보다 앞설 수 없습니다"),
        ({"notified_on": "", "notified_how": "mail"}, "notified_on", "통보한 날을 고르세요"),
        ({"notified_on": "2026-11-23", "notified_how": "fax"}, "notified_how", "목록에서 고르세요"),
    ],
)
def test_a_notice_refused_changes_nothing(
    sqlite_store: Store, fields: dict[str, str], field: str, sentence: str
) -> None:
    handler, applicant, head = three_of(sqlite_store)
    issued = an_issued_opinion(handler, applicant, head)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        opinion_notices.notify_opinion(handler.desk, issued.id, issued.version, fields)
    with pytest.raises(SeveralInvalid) as refused_further:
        opinion_notices.notify_further(handler.desk, issued.id, {"recipient": "가람도 도로과", **fields})

    for faults in (refused.value.faults, refused_further.value.faults):
        assert [(fault.field, sentence in str(fault)) for fault in faults] == [(field, True)]
    assert record_of(sqlite_store) == before


def test_an_opinion_is_notified_once(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    told = a_notified_opinion(handler, applicant, head)
    correction = opinion_fields(cause="이름을 잘못 적었다.")

    with pytest.raises(MoveNotPermitted, match="통보"):
        opinion_notices.notify_opinion(handler.desk, told.id, told.version, NOTICE)
    opinions.propose_opinion_correction(handler.desk, told.id, told.version, correction)
    proposed = consultation_of(sqlite_store, told.id)
    with pytest.raises(MoveNotPermitted, match="통보"):
        opinion_notices.notify_opinion(handler.desk, told.id, proposed.version, NOTICE)

    assert consultation_of(sqlite_store, told.id) == proposed


def test_a_notice_from_a_stale_page_is_refused(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    issued = an_issued_opinion(handler, applicant, head)
    before = record_of(sqlite_store)

    with pytest.raises(ChangedMeanwhile):
        opinion_notices.notify_opinion(handler.desk, issued.id, issued.version - 1, NOTICE)

    assert record_of(sqlite_store) == before


def test_there_is_nothing_to_tell_before_an_opinion_is_issued(sqlite_store: Store) -> None:
    handler, applicant, _ = three_of(sqlite_store)
    consultation = a_consultation_under_review(handler, applicant)
    before = record_of(sqlite_store)

    for tell in (
        lambda: opinion_notices.notify_opinion(handler.desk, consultation.id, consultation.version, NOTICE),
        lambda: opinion_notices.record_opinion_arrival(handler.desk, consultation.id, {"reached_on": "2026-11-23"}),
        lambda: opinion_notices.notify_further(handler.desk, consultation.id, FURTHER),
    ):
        with pytest.raises(NotFound):
            tell()

    assert record_of(sqlite_store) == before


@pytest.mark.parametrize(
    ("outcome", "end"),
    [("returned", ConsultationStatus.RETURNED), ("transferred", ConsultationStatus.TRANSFERRED)],
)
def test_an_application_sent_back_or_away_ends_with_its_notice(
    sqlite_store: Store, outcome: str, end: ConsultationStatus
) -> None:
    handler, applicant, head = three_of(sqlite_store)

    told = a_notified_opinion(handler, applicant, head, outcome)
    reached = let_opinion_arrive(handler, told.id)

    (document,) = consultation_page(applicant.desk, told.number).documents
    assert (told.status, reached.status, reached.follow_up_due_on) == (end, end, None)
    assert document.reached_on == date(2026, 11, 23)


def test_a_business_owes_no_report(sqlite_store: Store) -> None:
    handler, _, head = three_of(sqlite_store)
    petition = a_petition_under_review(handler)
    approve_opinion(head, propose_opinion(handler, petition))
    notify_opinion(handler, petition.id)

    reached = let_opinion_arrive(handler, petition.id)

    assert (reached.status, reached.follow_up_due_on) == (ConsultationStatus.FOLLOW_UP, None)


@pytest.mark.parametrize(
    ("reached_on", "sentence"),
    [
        ("", "도달한 날을 고르세요"),
        ("2026-11-22", "통보한 날보다 앞설 수 없습니다"),
        ("2026-11-24", "오늘보다 뒤일 수 없습니다"),
    ],
)
def test_an_arrival_refused_changes_nothing(sqlite_store: Store, reached_on: str, sentence: str) -> None:
    handler, applicant, head = three_of(sqlite_store)
    told = a_notified_opinion(handler, applicant, head)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid, match=sentence):
        opinion_notices.record_opinion_arrival(handler.desk, told.id, {"reached_on": reached_on})

    assert record_of(sqlite_store) == before


def test_an_arrival_needs_a_notice_and_is_recorded_once(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    issued, reached = an_issued_opinion(handler, applicant, head), an_opinion_reached(handler, applicant, head)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid, match="먼저 통보한 날을 기록하세요"):
        let_opinion_arrive(handler, issued.id)
    with pytest.raises(SeveralInvalid, match="이미 기록되어 있습니다"):
        let_opinion_arrive(handler, reached.id)

    assert record_of(sqlite_store) == before


def test_another_agency_is_told_and_its_paper_arrives(store: Store) -> None:
    handler, applicant, head = three_of(store)
    issued = an_issued_opinion(handler, applicant, head)

    opinion_notices.notify_further(handler.desk, issued.id, FURTHER)
    (notice,) = further_notices(store, issued)
    opinion_notices.record_further_arrival(handler.desk, notice.id, {"reached_on": "2026-11-23"})
    with pytest.raises(SeveralInvalid, match="이미 기록되어 있습니다"):
        opinion_notices.record_further_arrival(handler.desk, notice.id, {"reached_on": "2026-11-23"})

    (arrived,) = further_notices(store, issued)
    assert (arrived.recipient, arrived.notified_how) == ("가람도 도로과", "전자문서")
    assert (notice.reached_on, arrived.reached_on) == (None, date(2026, 11, 23))
    assert consultation_of(store, issued.id) == issued


def test_a_stranger_to_the_case_records_no_notice(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    issued = an_issued_opinion(handler, applicant, head)
    stranger, other_agency = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    before = record_of(sqlite_store)

    with pytest.raises(NotPermitted):
        opinion_notices.notify_opinion(stranger.desk, issued.id, issued.version, NOTICE)
    with pytest.raises(NotPermitted):
        opinion_notices.notify_further(other_agency.desk, issued.id, FURTHER)

    assert record_of(sqlite_store) == before


def test_an_applicant_is_not_told_of_a_paper_by_its_copies(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    issued = an_issued_opinion(handler, applicant, head)

    opinion_notices.notify_further(handler.desk, issued.id, FURTHER)

    inside, outside = (consultation_page(person.desk, issued.number).timeline for person in (handler, applicant))
    assert "다른 기관 통보" in {moment.what for moment in inside}
    assert not [moment for moment in outside if "의견-" in moment.more or moment.what == "다른 기관 통보"]
