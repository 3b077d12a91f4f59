"""Correcting a business: what is half typed is kept, and what somebody else changed is never overwritten unseen."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import count

import pytest

from casebase.casework.desk import Desk
from casebase.casework.office import Office
from casebase.domain.business import Business, registration_number
from casebase.domain.draft import Form
from casebase.domain.errors import InvalidEntry
from casebase.store.businesses import fetch_business, update_business
from casebase.store.drafts import find_draft_of
from tests.builders import a_business
from tests.screens import Screen, desk_of, type_into


def _valid_numbers() -> Iterator[str]:
    for n in count():
        with suppress(InvalidEntry):
            yield registration_number(f"22081{n:05d}")


NUMBERS = _valid_numbers()


@pytest.fixture
def business(office: Office) -> Business:
    """A business of this test's own."""
    with office.store.transaction() as con:
        return a_business(con, registration_number=next(NUMBERS))


@pytest.fixture
def desk(office: Office) -> Desk:
    return desk_of(office, "auditor")


def test_a_correction_half_typed_survives_a_reload_and_is_what_is_saved(
    office: Office, desk: Desk, business: Business
) -> None:
    screen = Screen(desk.session_id, "businesses", {"id": business.id})
    assert screen.typed["business_name"] == business.name
    draft = type_into(desk, Form.BUSINESS, f"business:{business.id}", business_name="고친 이름", contact="055-111")
    screen.choose("industry", "F")

    screen.load()

    assert (screen.typed["business_name"], screen.typed["contact"]) == ("고친 이름", "055-111")
    assert screen.shown.selectbox(key="industry").value == "F"
    screen.press("correct_business")
    after = _recorded(office, business)
    assert (after.name, after.contact, after.industry) == ("고친 이름", "055-111", "F")
    assert after.address == business.address
    with office.store.reading() as con:
        assert find_draft_of(con, draft.account_id, Form.BUSINESS, draft.subject) is None


def test_a_correction_of_what_was_changed_meanwhile_keeps_what_was_typed_and_says_so(
    office: Office, desk: Desk, business: Business
) -> None:
    screen = Screen(desk.session_id, "businesses", {"id": business.id})
    type_into(desk, Form.BUSINESS, f"business:{business.id}", business_name="고친 이름")
    _change(office, replace(business, address="옮긴 주소"))

    screen.load()

    assert "다른 사람이 이 기록을 바꾸었습니다" in screen.text
    assert "옮긴 주소" in screen.text
    assert screen.typed["business_name"] == "고친 이름"
    screen.press("correct_business")
    assert _recorded(office, business).name == business.name
    screen.press("go_on_correcting")
    screen.press("correct_business")
    assert _recorded(office, business).name == "고친 이름"


def test_a_form_in_which_nothing_was_typed_shows_what_is_recorded_now(
    office: Office, desk: Desk, business: Business
) -> None:
    screen = Screen(desk.session_id, "businesses", {"id": business.id})
    _change(office, replace(business, name="바뀐 이름", industry="F"))

    screen.run()

    assert screen.typed["business_name"] == "바뀐 이름"
    assert screen.shown.selectbox(key="industry").value == "F"
    assert "다른 사람이" not in screen.text


def test_who_thinks_better_of_it_throws_away_what_they_typed(office: Office, desk: Desk, business: Business) -> None:
    screen = Screen(desk.session_id, "businesses", {"id": business.id})
    type_into(desk, Form.BUSINESS, f"business:{business.id}", business_name="고친 이름")
    screen.choose("industry", "F")

    screen.press("discard_typed")

    assert screen.typed["business_name"] == business.name
    assert screen.shown.selectbox(key="industry").value == business.industry
    assert _recorded(office, business) == business


def _recorded(office: Office, business: Business) -> Business:
    with office.store.reading() as con:
        return fetch_business(con, business.id)


def _change(office: Office, business: Business) -> None:
    with office.store.transaction() as con:
        assert update_business(con, business)
