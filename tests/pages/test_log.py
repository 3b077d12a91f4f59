"""기록 검증: the walk shows what it found, the days have their papers, and only who may sees any of it."""

from collections.abc import Iterator

import pytest

from casebase.casework.office import Office, office
from casebase.domain.account import Role
from casebase.store.connection import Store
from tests.anchored import anchored, events_on
from tests.case_builders import a_person
from tests.screens import Screen
from tests.tampered_rows import tamper


@pytest.fixture
def own_office(empty_store: Store) -> Iterator[Office]:
    """An office with events on three days, of which two are over."""
    events_on(empty_store, 2, 1, 0)
    yield office()


def screen_of(served: Office, role: Role) -> Screen:
    return Screen(a_person(served.store, role).desk.session_id, "log")


def test_a_whole_record_is_told(own_office: Office) -> None:
    screen = screen_of(own_office, Role.HEAD)

    screen.press("check_log")

    assert "기록 3건이 온전합니다(대조한 일일 확정값 0개)." in screen.text


def test_the_first_touched_row_is_named_with_what_to_do(own_office: Office) -> None:
    screen = screen_of(own_office, Role.ADMIN)
    tamper(own_office.store, "update events set detail = 'false' where seq = 2")

    screen.press("check_log")

    assert "기록 2번의 내용이 바뀌었습니다. 저장소를 그대로 보존하고" in screen.text
    assert "온전합니다" not in screen.text


def test_the_administrator_keeps_the_days_that_are_over(own_office: Office) -> None:
    screen = screen_of(own_office, Role.ADMIN)
    assert "아직 확정하지 않은 날이 2일 있습니다" in screen.text
    assert "아직 끝난 날의 기록이 없습니다" not in screen.text

    screen.press("keep_anchors")

    assert "2일의 기록을 확정했습니다." in screen.text
    assert "keep_anchors" not in screen.keys
    assert "최근 일일 확정값" in screen.text


def test_the_head_reads_the_papers_and_leaves_the_keeping_to_others(own_office: Office) -> None:
    assert "keep_anchors" not in screen_of(own_office, Role.HEAD).keys
    anchored(own_office.store)

    screen = screen_of(own_office, Role.HEAD)

    assert "2026. 11. 22. 기록 2번까지" in screen.text
    assert [each.proto.label for each in screen.shown.get("download_button")] == [
        "일일 기록(PDF) 내려받기",
        "확정값 파일 내려받기",
    ]


def test_nobody_else_sees_the_page(own_office: Office) -> None:
    for role in set(Role) - {Role.ADMIN, Role.HEAD}:
        screen = screen_of(own_office, role)

        assert "check_log" not in screen.keys, role
        assert "권한이 없습니다" in screen.text, role
