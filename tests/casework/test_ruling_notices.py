"""After a ruling: its notice, its arrival, and the period that runs from then."""

from datetime import date

import pytest

from casebase.casework import ruling_notices, rulings
from casebase.casework.review_views import review_document, review_page
from casebase.domain.account import Role
from casebase.domain.errors import (
    ChangedMeanwhile,
    MoveNotPermitted,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.review import ReviewStatus
from casebase.store.connection import Store
from casebase.store.documents import find_document_by_number
from tests.case_builders import a_person, now_on, record_of
from tests.review_stages import (
    a_notified_review,
    a_review_in_fact_finding,
    an_issued_review,
    approve,
    arrive,
    correction_fields,
    notify,
    review_of,
)

NOTICE = {"notified_on": "2026-11-23", "notified_how": "electronic"}


def test_a_ruling_is_notified_and_takes_effect_when_it_arrives(store: Store) -> None:
    handler, chair = a_person(store), a_person(store, Role.CHAIR)
    review = an_issued_review(handler, chair)
    later = handler.at(now_on("2026-11-27"))

    ruling_notices.notify_ruling(handler.desk, review.id, review.version, NOTICE)
    ruling_notices.record_arrival(later.desk, review.id, {"reached_on": "2026-11-25"})

    view = review_page(handler.desk, review.number)
    (document,) = view.documents
    assert view.review.status == ReviewStatus.NOTIFIED
    assert (document.notified_on, document.notified_how) == (date(2026, 11, 23), "전자문서")
    assert document.reached_on == date(2026, 11, 25)
    # 25 December is a holiday, then comes a weekend (민법 제161조).
    assert view.re_examination is not None
    assert view.re_examination.due_on == date(2026, 12, 28)


def test_no_notice_is_recorded_while_a_correction_waits_for_approval(store: Store) -> None:
    handler, chair = a_person(store), a_person(store, Role.CHAIR)
    issued = an_issued_review(handler, chair)
    rulings.propose_correction(handler.desk, issued.id, issued.version, correction_fields(issued))
    proposed = review_of(store, issued.number)

    with pytest.raises(MoveNotPermitted):
        ruling_notices.notify_ruling(handler.desk, proposed.id, proposed.version, NOTICE)

    assert review_of(store, issued.number) == proposed


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"notified_on": "2026-11-24", "notified_how": "mail"}, "notified_on", "오늘보다 뒤일 수 없습니다"),
        ({"notified_on": "2026-11-22", "notified_how": "mail"}, "notified_on", "발행한 날보다 앞설 수 없습니다"),
        ({"notified_on": "", "notified_how": "mail"}, "notified_on", "통지한 날을 고르세요"),
        ({"notified_on": "2026-11-23", "notified_how": "fax"}, "notified_how", "목록에서 고르세요"),
    ],
)
def test_a_notice_refused_changes_nothing(
    sqlite_store: Store, fields: dict[str, str], field: str, sentence: str
) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = an_issued_review(handler, chair)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        ruling_notices.notify_ruling(handler.desk, review.id, review.version, fields)

    (fault,) = refused.value.faults
    assert (fault.field, sentence in str(fault)) == (field, True)
    assert record_of(sqlite_store) == before


def test_a_ruling_is_notified_once(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = a_notified_review(handler, chair)
    before = record_of(sqlite_store)

    with pytest.raises(MoveNotPermitted, match="통지"):
        ruling_notices.notify_ruling(handler.desk, review.id, review.version, NOTICE)

    assert record_of(sqlite_store) == before


def test_a_notice_from_a_stale_page_is_refused(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = an_issued_review(handler, chair)

    with pytest.raises(ChangedMeanwhile):
        ruling_notices.notify_ruling(handler.desk, review.id, review.version - 1, NOTICE)

    assert review_of(sqlite_store, review.number).status == ReviewStatus.ISSUED


@pytest.mark.parametrize(
    ("reached_on", "sentence"),
    [
        ("2026-11-22", "통지한 날보다 앞설 수 없습니다"),
        ("2026-11-24", "오늘보다 뒤일 수 없습니다"),
        ("", "도달한 날을 고르세요"),
    ],
)
def test_an_arrival_refused_changes_nothing(sqlite_store: Store, reached_on: str, sentence: str) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = a_notified_review(handler, chair)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid, match=sentence):
        ruling_notices.record_arrival(handler.desk, review.id, {"reached_on": reached_on})

    assert record_of(sqlite_store) == before


def test_nothing_arrives_before_it_is_notified_and_nothing_twice(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    fresh, issued, notified = (
        a_review_in_fact_finding(handler),
        an_issued_review(handler, chair),
        a_notified_review(handler, chair),
    )
    today = {"reached_on": "2026-11-23"}
    ruling_notices.record_arrival(handler.desk, notified.id, today)

    with pytest.raises(NotFound):
        ruling_notices.record_arrival(handler.desk, fresh.id, today)
    with pytest.raises(SeveralInvalid, match="먼저 통지한 날"):
        ruling_notices.record_arrival(handler.desk, issued.id, today)
    with pytest.raises(SeveralInvalid, match="이미 기록되어"):
        ruling_notices.record_arrival(handler.desk, notified.id, today)


def test_the_secretary_notifies_what_others_handled_and_no_other_auditor_does(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = an_issued_review(handler, chair)

    with pytest.raises(NotPermitted, match="통지 기록"):
        ruling_notices.notify_ruling(a_person(sqlite_store).desk, review.id, review.version, NOTICE)
    ruling_notices.notify_ruling(a_person(sqlite_store, Role.SECRETARY).desk, review.id, review.version, NOTICE)

    with sqlite_store.reading() as con:
        document = find_document_by_number(con, "2026-결정-0001")
    assert document is not None
    assert document.notified_on == date(2026, 11, 23)


def test_a_correction_notified_takes_effect_from_its_own_arrival(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = a_notified_review(handler, chair)
    number = approve(
        chair, rulings.propose_correction(handler.desk, review.id, review.version, correction_fields(review))
    )

    notify(handler, review.number)
    arrive(handler, review.number)

    document, _ = review_document(handler.desk, number)
    assert (document.notified_on, document.notified_how, document.reached_on) == (
        date(2026, 11, 23),
        "우편",
        date(2026, 11, 23),
    )
