"""공개 검토: a notified paper becomes a precedent on the screen, each place decided by a person."""

import pytest

from casebase.casework.office import Office
from casebase.casework.publications import begin_publication, publication, publishable
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.store.precedents import fetch_precedent_by_number
from tests.builders import NOW, an_account, an_agency
from tests.case_builders import Person
from tests.publication_stages import an_opinion_to_publish, subject_of
from tests.screens import Screen, desk_of, type_into


@pytest.fixture
def head(office: Office) -> Person:
    return _person(office, Role.HEAD)


@pytest.fixture
def applicant(office: Office) -> Person:
    with office.store.transaction() as con:
        agency = an_agency(con)
    return _person(office, Role.APPLICANT, agency_id=agency.id)


@pytest.fixture
def case(office, head, applicant):
    return an_opinion_to_publish(_person(office, Role.AUDITOR), applicant, head)


def _person(office: Office, role: Role, **facts: object) -> Person:
    with office.store.transaction() as con:
        account = an_account(con, role, **facts)
    return Person(account, office.store, desk_of(office, account.login)).at(NOW)


def _begun(office, head, case):
    draft_id = begin_publication(head.desk, subject_of(office.store, case))
    return Screen(head.seat.session_id, "publication", {"id": draft_id})


def test_a_case_offers_its_paper_and_leads_to_the_review(office, head, case):
    screen = _begun(office, head, case)

    assert "begin_publication_0" in Screen(head.seat.session_id, "consultation", {"number": case.number}).keys
    assert "사례 공개 검토" in screen.shown.title[0].value
    assert "010-1234-5678" in screen.text
    assert "이대로 공개됩니다" in screen.text


def test_nothing_is_published_before_every_place_is_decided(office, head, case):
    screen = _begun(office, head, case)

    (button,) = [button for button in screen.shown.button if button.key == "publish_precedent"]

    assert button.disabled
    assert "정하지 않은 곳이" in screen.text


def test_as_suggested_and_with_words_of_one_s_own_it_is_published(office, head, case):
    screen = _begun(office, head, case)
    type_into(head.desk, Form.PUBLICATION, subject_of(office.store, case), phrases="합금 배합비 3:7")
    screen.press("decide_as_suggested")

    screen.press("publish_precedent")

    number = publishable(head.desk, "consultation", case.id)[0].precedent_number
    with office.store.reading() as con:
        precedent = fetch_precedent_by_number(con, number)
    told = "".join(precedent.part(name) for name in ("facts", "question", "view_a", "view_b", "reasons"))
    assert "홍길순" in told
    for masked in ("김철수", "010-1234-5678", "3:7", "1203호"):
        assert masked not in told


def test_what_is_decided_as_suggested_shows_as_chosen(office, head, case):
    screen = _begun(office, head, case)

    screen.press("decide_as_suggested")

    suggested = {each.key: each.suggestion for each in publication(head.desk, screen.query["id"]).proposals}
    chosen = {str(each.key): each.value for each in screen.shown.button_group if each.key in suggested}
    assert chosen == suggested
    assert set(chosen.values()) == {"mask", "keep"}


def test_giving_up_publishes_nothing(office, head, case):
    screen = _begun(office, head, case)

    screen.press("discard_publication")

    again = Screen(head.seat.session_id, "consultation", {"number": case.number})
    assert "begin_publication_0" in again.keys


def test_an_applicant_is_offered_nothing(applicant, case):
    screen = Screen(applicant.seat.session_id, "consultation", {"number": case.number})

    assert case.number in screen.text
    assert not any(key.startswith("begin_publication") for key in screen.keys)
