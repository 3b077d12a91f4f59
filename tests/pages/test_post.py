"""One post: read, commented on, taken back."""

import pytest

from casebase.casework.board import post
from casebase.casework.office import Office
from casebase.domain.board import Post
from casebase.domain.draft import Form
from casebase.store.accounts import find_account_by_login
from casebase.store.ids import new_id
from tests.precedent_builders import a_post
from tests.screens import Screen, desk_of, type_into


@pytest.fixture
def posted(office: Office) -> Post:
    with office.store.transaction() as con:
        head = find_account_by_login(con, "head")
        assert head is not None
        return a_post(con, head[0], number=f"2026-게시-{new_id()[-6:]}", title="하천 점용 의견", text="읽어 보세요.")


def test_a_comment_of_an_agency_stands_below_with_its_name(office: Office, posted: Post) -> None:
    desk = desk_of(office, "applicant")
    screen = Screen(desk.session_id, "post", {"number": posted.number})
    type_into(desk, Form.COMMENT, f"post:{posted.id}", text="<b>도움</b>이 됩니다.")

    screen.press("write_comment")

    assert "댓글 1개" in screen.text
    assert "신청인" in screen.text
    (comment,) = post(desk, posted.number).comments
    assert comment.text == "<b>도움</b>이 됩니다."


def test_a_comment_taken_away_leaves_its_place_and_the_reason(office: Office, posted: Post) -> None:
    desk = desk_of(office, "applicant")
    screen = Screen(desk.session_id, "post", {"number": posted.number})
    type_into(desk, Form.COMMENT, f"post:{posted.id}", text="잘못 적은 말")
    screen.press("write_comment")
    (comment,) = post(desk, posted.number).comments

    screen.press("open_remove_0")
    type_into(desk, Form.CASE_STEP, f"remove_comment:{comment.comment.id}", removal_reason="오타")
    screen.press("remove_comment_0")

    assert "쓴 사람이 지운 댓글입니다. 사유: 오타" in screen.text
    assert "잘못 적은 말" not in screen.text


def test_a_post_taken_back_keeps_its_place_and_tells_no_more(office: Office, posted: Post) -> None:
    desk = desk_of(office, "head")
    screen = Screen(desk.session_id, "post", {"number": posted.number})
    type_into(desk, Form.CASE_STEP, f"withdraw_post:{posted.id}", withdrawal_reason="다시 검토")

    screen.press("withdraw_post")

    outside = Screen(desk_of(office, "applicant").session_id, "post", {"number": posted.number})
    assert "게시를 철회했습니다. 사유: 다시 검토" in outside.text
    assert "하천 점용 의견" not in outside.text
    assert "write_comment" not in outside.keys
