"""읽기 목록: made, filled, put in order, shared."""

from casebase.casework.office import Office
from casebase.casework.reading_lists import make_reading_list, put_on_list, reading_list
from casebase.domain.draft import Form
from casebase.store.ids import new_id
from tests.precedent_builders import a_precedent
from tests.screens import Screen, desk_of, type_into


def _two_on_a_list(office: Office) -> tuple[str, list[str]]:
    desk = desk_of(office, "applicant")
    number = make_reading_list(desk.for_command(new_id()), {"name": "순서 목록", "note": "", "is_shared": ""})
    with office.store.transaction() as con:
        numbers = [a_precedent(con, number=f"2026-사례-{new_id()[-6:]}").number for _ in range(2)]
    for each in numbers:
        kept = reading_list(desk, number).reading_list
        put_on_list(desk.for_command(new_id()), kept.id, kept.version, {"precedent_number": each, "item_note": ""})
    return number, numbers


def test_a_list_is_made_and_opens(office: Office) -> None:
    desk = desk_of(office, "applicant")
    screen = Screen(desk.session_id, "reading_lists")
    type_into(desk, Form.READING_LIST, "new", name="새로 온 분께", note="첫 주에 읽으세요.")

    screen.press("make_reading_list")

    assert "새로 온 분께" in screen.shown.title[0].value
    assert "넣은 사례가 없습니다." in screen.text


def test_its_order_changes_by_a_tap(office: Office) -> None:
    number, (first, second) = _two_on_a_list(office)
    desk = desk_of(office, "applicant")
    screen = Screen(desk.session_id, "reading_lists", {"number": number})

    screen.press("up_2")

    assert [item.number for item in reading_list(desk, number).items] == [second, first]


def test_what_is_taken_off_is_gone_and_the_precedent_stays(office: Office) -> None:
    number, (first, second) = _two_on_a_list(office)
    desk = desk_of(office, "applicant")
    screen = Screen(desk.session_id, "reading_lists", {"number": number})

    screen.press("take_off_1")

    assert [item.number for item in reading_list(desk, number).items] == [second]
    assert first in Screen(desk.session_id, "precedent", {"number": first}).text


def test_a_list_not_shared_is_nobody_else_s(office: Office) -> None:
    number, _ = _two_on_a_list(office)

    other = Screen(desk_of(office, "auditor").session_id, "reading_lists", {"number": number})

    assert "찾을 수 없거나" in other.text
    assert "순서 목록" not in other.text


def test_another_s_shared_list_can_be_read_and_not_changed(office: Office) -> None:
    desk = desk_of(office, "auditor")
    number = make_reading_list(desk, {"name": "함께 볼 목록", "note": "", "is_shared": "yes"})

    other = Screen(desk_of(office, "applicant").session_id, "reading_lists", {"number": number})

    assert "함께 볼 목록" in other.shown.title[0].value
    assert "change_reading_list" not in other.keys
