"""내 계정: who one is, and where one is signed in."""

from casebase.casework.accounts import me
from casebase.casework.office import Office
from casebase.casework.sign_in import is_live
from tests.screens import Screen, desk_of


def test_one_sees_where_one_is_signed_in_and_ends_what_one_does_not_know(office: Office) -> None:
    here, tablet = desk_of(office, "chair"), desk_of(office, "chair")
    screen = Screen(here.session_id, "account")
    key = f"end_own_session_{tablet.session_id[:12]}"
    assert "지금 이 기기" in screen.text
    assert key in screen.keys
    assert f"end_own_session_{here.session_id[:12]}" not in screen.keys

    screen.press(key)

    assert "로그인을 끊었습니다" in screen.text
    assert key not in screen.keys
    assert not is_live(office.store, tablet.session_id, tablet.now)
    assert me(here).login == "chair"


def test_the_ways_to_change_how_one_signs_in_are_links_to_pages_of_their_own(office: Office) -> None:
    screen = Screen(desk_of(office, "chair").session_id, "account")

    assert 'href="/password?next=/account"' in screen.text
    assert 'href="/second-factor?next=/account"' in screen.text
    assert "2단계 인증 등록" in screen.text
    assert not list(screen.shown.text_input)
