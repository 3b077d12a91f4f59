"""The form of a review: the agency's own prior opinions are offered, and no other's."""

import pytest

from casebase.domain.account import Role
from casebase.domain.consultation import Consultation
from casebase.domain.draft import Form
from tests.case_builders import Person, a_draft, a_person, an_agency_of
from tests.consultation_stages import a_notified_opinion
from tests.screens import Screen


@pytest.fixture
def applicant(person: Person) -> Person:
    return a_person(person.store, Role.APPLICANT)


@pytest.fixture
def case(person: Person, applicant: Person) -> Consultation:
    return a_notified_opinion(person, applicant, a_person(person.store, Role.CHAIR))


def opened(person: Person, fields: dict[str, str]) -> Screen:
    return Screen(person.seat.session_id, "exemption", {"id": a_draft(person, Form.REVIEW, fields)})


def offered(screen: Screen) -> list[str]:
    return [option for box in screen.shown.selectbox if box.key == "consultation_number" for option in box.options]


def test_the_office_is_offered_the_opinions_given_to_the_agency_chosen(person: Person, case: Consultation) -> None:
    screen = opened(person, {"agency_id": str(case.agency_id)})

    assert offered(screen) == [f"{case.number} {case.application.title} · 인용"]
    assert offered(opened(person, {})) == []
    assert offered(opened(person, {"agency_id": an_agency_of(person.store)})) == []


def test_an_applicant_is_offered_their_own_agency_s(person: Person, applicant: Person, case: Consultation) -> None:
    assert offered(opened(applicant, {})) == [f"{case.number} {case.application.title} · 인용"]
    assert offered(opened(a_person(person.store, Role.APPLICANT), {})) == []
