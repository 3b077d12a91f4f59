"""보존·폐기: the administrator proposes what is past its time, another decides, and only they see the page."""

from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import patch

import pytest

from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.store.connection import Store
from tests.case_builders import Person, a_person
from tests.disposal_stages import LATER, a_keeper, an_approver, an_old_visit, propose
from tests.screens import Screen, type_into


@pytest.fixture
def late_office(empty_store: Store) -> Iterator[Store]:
    """An office at a time when a visit of long ago may be disposed of."""
    with empty_store.transaction() as con:
        an_old_visit(con)
    with patch("casebase.ui.session.now", return_value=LATER):
        yield empty_store


def screen_of(person: Person) -> Screen:
    return Screen(person.seat.session_id, "retention")


def the_number(store: Store) -> str:
    with store.reading() as con:
        ((number,),) = con.rows("select number from visits")
    return str(number)


def test_the_administrator_proposes_what_is_past_its_time(late_office: Store) -> None:
    keeper = a_keeper(late_office)
    screen = screen_of(keeper)
    assert f"방문 {the_number(late_office)}" in screen.text

    screen.press("propose_disposal")
    assert "상신할 기록을 하나 이상 고르세요." in screen.text
    type_into(replace(keeper.desk), Form.CASE_STEP, "propose_disposal:due", disposal_reason="보존기간이 끝났다.")
    with late_office.reading() as con:
        ((visit_id,),) = con.rows("select id from visits")
    screen.shown.multiselect(key="disposed").set_value([visit_id])
    screen.run()
    screen.press("propose_disposal")

    assert "1건의 폐기를 상신했습니다" in screen.text
    assert "결재를 기다리는 폐기안 1건" in screen.text
    assert not [key for key in screen.keys if key.startswith("dispose_records")]


def test_the_head_decides_once_they_are_sure(late_office: Store) -> None:
    propose(a_keeper(late_office), the_number(late_office))
    screen = screen_of(an_approver(late_office))
    assert screen.shown.button(key="dispose_records_0").disabled

    screen.shown.checkbox(key="is_sure_0").check()
    screen.run()
    screen.press("dispose_records_0")

    assert "기록물 폐기 확인서" in screen.text
    assert "결재를 기다리는 폐기안 0건" in screen.text
    visit = Screen(screen.session_id, "visit", {"number": the_number(late_office)})
    assert "폐기되어(폐기 번호 2040-폐기-0001)" in visit.text


def test_nobody_else_sees_the_page(empty_store: Store) -> None:
    for role in set(Role) - {Role.ADMIN, Role.HEAD}:
        screen = Screen(a_person(empty_store, role).desk.session_id, "retention")

        assert "권한이 없습니다" in screen.text, role
        assert "보존기간이 끝난 기록" not in screen.text, role
