"""게시판: the list of posts, and writing one."""

from casebase.casework.office import Office
from casebase.domain.draft import Form
from tests.screens import Screen, desk_of, type_into


def test_everybody_reads_and_only_the_office_posts(office: Office) -> None:
    inside = Screen(desk_of(office, "secretary").session_id, "board")
    outside = Screen(desk_of(office, "applicant").session_id, "board")

    assert "write_post" in inside.keys
    assert "write_post" not in outside.keys
    assert any("2026-게시-" in link.proto.label for link in outside.shown.get("page_link"))


def test_a_post_is_written_and_shown(office: Office) -> None:
    desk = desk_of(office, "secretary")
    screen = Screen(desk.session_id, "board")
    screen.pick("kind", "notice")
    type_into(desk, Form.POST, "board", title="연말 접수 안내", text="12월 24일까지 받습니다.")

    screen.press("write_post")

    assert "연말 접수 안내" in screen.shown.title[0].value
    assert "12월 24일까지 받습니다." in screen.text


def test_a_post_that_lacks_something_is_not_kept_and_says_where(office: Office) -> None:
    desk = desk_of(office, "secretary")
    screen = Screen(desk.session_id, "board")
    type_into(desk, Form.POST, "board", title="", text="내용만 있는 글")

    screen.press("write_post")

    assert "제목" in screen.fault("title")
    assert "내용만 있는 글" not in "".join(link.proto.label for link in screen.shown.get("page_link"))
    assert screen.typed["text"] == "내용만 있는 글"
