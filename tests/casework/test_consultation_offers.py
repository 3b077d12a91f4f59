"""What the forms of a case offer: by the office's settings, the law of the day, and who applied."""

from datetime import date

import pytest

from casebase.casework.consultation_offers import offers, rest_day
from casebase.domain.account import Role
from casebase.domain.errors import NotPermitted
from tests.case_builders import Person, a_person
from tests.consultation_stages import a_consultation_under_review, a_petition_under_review


@pytest.fixture
def handler(store) -> Person:
    return a_person(store)


def test_the_days_offered_are_those_of_the_office_from_today_on(store, handler):
    case = a_consultation_under_review(handler, a_person(store, Role.APPLICANT))

    offered = offers(handler.desk, case.id)

    assert (offered.supplement_due_on, offered.query_due_on) == (date(2026, 12, 7), date(2026, 12, 3))
    assert offered.higher_bodies == ("소관 중앙행정기관 감사기구", "감사원")
    assert {ground.code for ground in offered.escalation_grounds} == {"serious", "several_bodies", "similar"}


def test_the_agency_that_asks_is_not_offered_as_a_body_to_ask(store, handler):
    applicant, other = a_person(store, Role.APPLICANT), a_person(store, Role.APPLICANT)
    case = a_consultation_under_review(handler, applicant)

    bodies = {agency.id for agency in offers(handler.desk, case.id).bodies}

    assert other.account.agency_id in bodies
    assert applicant.account.agency_id not in bodies


def test_a_petition_offers_the_grounds_of_the_statute_and_needs_no_consent_the_first_time(handler):
    offered = offers(handler.desk, a_petition_under_review(handler).id)

    assert all(ground.basis == "statute" for ground in offered.extension_grounds)
    assert not offered.needs_consent


def test_an_applicant_is_offered_nothing(store, handler):
    applicant = a_person(store, Role.APPLICANT)
    case = a_consultation_under_review(handler, applicant)

    with pytest.raises(NotPermitted):
        offers(applicant.desk, case.id)


def test_a_day_of_rest_is_named_and_a_day_of_work_is_not(handler):
    assert rest_day(handler.desk, date(2026, 11, 22)) == "일요일"
    assert rest_day(handler.desk, date(2026, 11, 23)) is None
