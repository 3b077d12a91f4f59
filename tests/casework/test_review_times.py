"""The periods of a re-examination: for applying, to the day, and for deciding."""

from datetime import date

import pytest

from casebase.casework import reviews
from casebase.casework.review_views import review_page
from casebase.store.connection import Store
from tests.case_builders import now_on, seen_today
from tests.re_examination_stages import (
    Office,
    an_office,
    apply_again,
    refused,
)


@pytest.fixture
def office(sqlite_store: Store) -> Office:
    return an_office(sqlite_store)


def test_on_its_last_day_an_application_is_in_time(office: Office) -> None:
    number, day = refused(office), now_on("2026-12-23")

    again = apply_again(office.agency.at(day), number)

    view = review_page(office.fresh.at(day).desk, again.number)
    assert view.looked_again.only_dismissal == ""
    assert view.timeliness.endswith("안에 있다.")


def test_it_is_to_be_decided_within_two_months_of_its_receipt(office: Office) -> None:
    number, fresh = refused(office), office.fresh
    again = apply_again(office.agency, number)
    assert review_page(fresh.desk, again.number).looked_again.decision is None

    reviews.receive_review(fresh.desk, again.id, again.version, "")

    decision = review_page(fresh.desk, again.number).looked_again.decision
    assert decision is not None
    assert decision.due_on == date(2027, 1, 25)  # 23 January 2027 is a Saturday
    due = [(todo.what, todo.due_on, todo.due_basis) for todo in seen_today(fresh).todos]
    assert ("사실확인을 시작하세요", date(2027, 1, 25), "재심의 결정 기한") in due
    late = review_page(fresh.at(now_on("2027-01-26")).desk, again.number).looked_again
    assert late.is_decision_late
