"""The admin screen's part that shows who read what."""

from casebase.casework.review_views import review_page
from casebase.domain.access_log import Thing
from casebase.domain.account import Role
from casebase.store.connection import Store
from tests.case_builders import Person, a_person
from tests.review_stages import a_notified_review
from tests.screens import Screen


def opened(admin: Person) -> Screen:
    screen = Screen(admin.seat.session_id, "admin")
    screen.choose_part("열람 기록")
    return screen


def test_the_administrator_sees_who_read_what_and_searches_it_by_person_thing_and_number(empty_store: Store) -> None:
    number = a_notified_review(a_person(empty_store), a_person(empty_store, Role.HEAD)).number
    chair = a_person(empty_store, Role.CHAIR, name="송위원장")
    review_page(chair.desk, number)
    admin = a_person(empty_store, Role.ADMIN, name="하관리")

    screen = opened(admin)

    assert "송위원장" in screen.text
    assert number in screen.text
    screen.choose("access_account", admin.id)
    assert "송위원장" not in screen.text
    assert "계정 목록" in screen.text
    screen.choose("access_account", chair.id)
    screen.choose("access_thing", Thing.VISIT)
    assert "맞는 열람 기록이 없습니다" in screen.text
    screen.choose("access_thing", Thing.REVIEW)
    screen.shown.text_input(key="access_number").set_value(number)
    screen.run()
    assert "결정서" in screen.text
    assert f"/api/exports/access_log.csv?account_id={chair.id}" in screen.text


def test_markup_in_a_name_stays_text(empty_store: Store) -> None:
    admin = a_person(empty_store, Role.ADMIN, name="<img src=x>하관리")

    screen = opened(admin)
    screen.run()

    assert "&lt;img src=x&gt;하관리" in screen.text
    assert "<img src=x>하관리" not in screen.text
