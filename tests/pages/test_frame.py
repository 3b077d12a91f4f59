"""Every page for every role, for nobody and for who was one of us, by its address and by that of another's thing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from casebase.access.matrix import STRANGER, opens
from casebase.access.policy import granted
from casebase.casework.desk import Desk
from casebase.casework.office import Office
from casebase.casework.sign_in import close_session
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.ui.frame import PAGES
from tests.case_builders import Person, a_draft, a_person
from tests.screens import Screen, desk_of

UNFORESEEN = "예상하지 못한 오류"
REFUSED = "권한이 없습니다"
NOT_FOUND = "찾을 수 없거나 볼 권한이 없습니다"
SIGNED_OUT = "로그인 시간이 끝났습니다"

ACTS = {name: act for name, _, act, _ in PAGES}
# Pages that ask for no thing, and so refuse whom they are not for.
LISTS = {"today", "visits", "consultations", "exemptions", "advice", "meetings", "members", "businesses", "admin"}
LISTS |= {"precedents", "reading_lists", "statutes", "board", "insight", "case_import", "log", "retention", "account"}
# By what each page finds one thing, as an address names it.
THINGS = {
    "visit": ("number", "select number from visits where status <> 'draft' order by number"),
    "consultation": ("number", "select number from consultations where number <> '' order by number"),
    "exemption": ("number", "select number from reviews order by number"),
    "advice": ("number", "select number from advice_requests order by number"),
    "meeting": ("number", "select number from meetings order by number"),
    "members": ("id", "select account_id from members order by account_id"),
    "precedent": ("number", "select number from precedents order by number"),
    "reading_lists": ("number", "select number from reading_lists where is_shared = 1 order by number"),
    "post": ("number", "select number from posts order by number"),
    "businesses": ("id", "select id from businesses order by id"),
}
# Pages on which a form is filled in, by the id of its draft: each is its writer's alone.
FORMS = {
    "visit": Form.VISIT,
    "consultation": Form.CONSULTATION,
    "exemption": Form.REVIEW,
    "advice": Form.ADVICE,
    "publication": Form.PUBLICATION,
    "re_examination": Form.RE_EXAMINATION,
}


@dataclass(frozen=True)
class People:
    """Of each role somebody whom nothing ties to anything in the office."""

    office: Office
    strangers: dict[Role, Desk]
    drafts: dict[str, str]  # somebody's drafts, by page


@pytest.fixture(scope="module")
def people(filled_office: Office) -> People:
    writer = _now(a_person(filled_office.store, Role.AUDITOR))
    drafts = {page: a_draft(writer, form, {}) for page, form in FORMS.items()}
    strangers = {role: _now(a_person(filled_office.store, role)).seat for role in Role}
    return People(filled_office, strangers, drafts)


def _now(person: Person) -> Person:
    return person.at(datetime.now(UTC))


def test_every_page_is_tried_by_its_address_and_by_that_of_a_thing() -> None:
    assert LISTS | THINGS.keys() | FORMS.keys() == ACTS.keys()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", ACTS)
def test_a_page_opens_for_whom_it_is_and_refuses_whom_it_is_not(office: Office, role: Role, name: str) -> None:
    screen = _opened(office, role, name)

    assert not screen.shown.exception
    assert UNFORESEEN not in screen.text
    if name in LISTS:
        assert (REFUSED in screen.text) != bool(granted(role, ACTS[name]))


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", THINGS)
def test_the_address_of_somebody_else_s_thing_opens_exactly_as_the_matrix_says(
    people: People, role: Role, name: str
) -> None:
    asked, query = THINGS[name]
    with people.office.store.reading() as con:
        found = con.row(f"{query} limit 1")
    assert found is not None

    screen = Screen(people.strangers[role].session_id, name, {asked: str(found[0])})

    assert not screen.shown.exception
    assert UNFORESEEN not in screen.text
    assert _is_refused(screen) != opens(ACTS[name], role, STRANGER)


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_somebody_else_is_filling_in_opens_to_nobody(people: People, role: Role, name: str) -> None:
    screen = Screen(people.strangers[role].session_id, name, {"id": people.drafts[name]})

    assert not screen.shown.exception
    assert _is_refused(screen)
    assert not screen.typed


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", [name for name, (asked, _) in THINGS.items() if asked == "number"])
def test_a_number_that_does_not_exist_is_answered_like_one_that_is_not_yours(
    office: Office, role: Role, name: str
) -> None:
    screen = _opened(office, role, name, number="2026-없음-9999")

    assert not screen.shown.exception
    assert _is_refused(screen)
    assert screen.shown.title


def test_an_applicant_gets_the_same_answer_for_another_agency_s_review_as_for_none(office: Office) -> None:
    year = datetime.now(UTC).year

    others = _opened(office, Role.APPLICANT, "exemption", number=f"{year}-면책-0001")
    missing = _opened(office, Role.APPLICANT, "exemption", number=f"{year}-면책-9999")

    assert [e.value for e in others.shown.error] == [e.value for e in missing.shown.error] != []


def _nobody(_: Office) -> str:
    return ""


def _whose_session_has_ended(office: Office) -> str:
    session_id = desk_of(office, "head").session_id
    close_session(office.store, session_id, datetime.now(UTC))
    return session_id


def _whose_account_is_over(office: Office) -> str:
    person = a_person(office.store, Role.HEAD)
    with office.store.transaction() as con:
        con.run("update accounts set ends_on = '2020-12-31' where id = ?", [person.id])
    return person.seat.session_id


@pytest.mark.parametrize("visitor", [_nobody, _whose_session_has_ended, _whose_account_is_over])
@pytest.mark.parametrize("name", ACTS)
def test_a_page_shows_the_way_back_and_nothing_of_itself_to_who_is_not_signed_in(
    office: Office, name: str, visitor: Callable[[Office], str]
) -> None:
    screen = Screen(visitor(office), name)

    assert SIGNED_OUT in screen.text
    assert not screen.shown.title
    assert not screen.shown.button


def _is_refused(screen: Screen) -> bool:
    return NOT_FOUND in screen.text or REFUSED in screen.text


def _opened(office: Office, role: Role, page: str, **query: str) -> Screen:
    return Screen(desk_of(office, role.value).session_id, page, query)
