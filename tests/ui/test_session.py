"""When a session ends, the page says so and keeps what was typed."""

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import FormServer, hand_over_session, open_form
from tests.ui.test_typed import DIFFICULTY, STATE

pytestmark = pytest.mark.browser


def test_the_page_says_that_the_session_is_over_although_nothing_is_typed(tablet: Page, form: FormServer) -> None:
    form.sign_out()

    expect(tablet.get_by_role("status").filter(has_text="로그인이 끝났습니다")).to_be_visible(timeout=15_000)
    assert str(tablet.locator("#casebase-line a").get_attribute("href")).startswith("/signin?next=")


def test_who_is_signed_out_is_told_and_loses_nothing(tablet: Page, form: FormServer) -> None:
    form.sign_out()

    tablet.locator(DIFFICULTY).press_sequentially("로그아웃 뒤")

    expect(tablet.locator(STATE)).to_contain_text("로그인이 끝났습니다. 다시 로그인하면 이어서 쓸 수 있습니다")
    tablet.locator(f"{STATE} a").tap()
    tablet.wait_for_url(f"**/signin?next=*{form.draft_id}*")
    form.sign_in()
    hand_over_session(tablet.context, form)
    open_form(tablet, form)
    expect(tablet.locator(DIFFICULTY)).to_have_value("로그아웃 뒤")
    form.await_field("difficulty", "로그아웃 뒤")
