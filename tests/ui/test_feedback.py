"""A button acts on what is on the screen, or says why it does not."""

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import FormServer
from tests.ui.test_typed import DIFFICULTY, PLACE, STATE

pytestmark = pytest.mark.browser


def test_a_button_pressed_right_after_the_last_word_acts_on_it(tablet: Page, form: FormServer) -> None:
    form.hinder("slow", "3.5")  # a busy server, which is no reason to refuse
    tablet.locator(PLACE).press_sequentially("창원 공장")
    tablet.locator(DIFFICULTY).press_sequentially("마지막까지")

    tablet.locator(".st-key-finish_visit button").tap()

    expect(tablet.locator("#finished")).to_have_text("창원 공장|마지막까지", timeout=30_000)


def test_a_button_pressed_twice_while_it_waits_acts_once(tablet: Page, form: FormServer) -> None:
    form.hinder("slow", "0.8")
    tablet.locator(DIFFICULTY).press_sequentially("한 번만")
    presses = (
        "() => { window.presses = 0; document.querySelector('.st-key-finish_visit button')"
        ".addEventListener('click', () => window.presses++) }"
    )
    tablet.evaluate(presses)

    tablet.locator(".st-key-finish_visit button").dblclick()

    expect(tablet.locator("#finished")).to_have_text("|한 번만")
    assert tablet.evaluate("window.presses") == 1


def test_a_button_is_not_pressed_when_the_words_cannot_be_saved_and_the_page_says_why(
    tablet: Page, form: FormServer
) -> None:
    form.hinder("broken")
    tablet.locator(DIFFICULTY).press_sequentially("저장 안 됨")
    expect(tablet.locator(STATE)).to_have_text("저장 공간이 부족합니다.")

    tablet.locator(".st-key-finish_visit button").tap()

    expect(tablet.locator("#casebase-notice")).to_contain_text("아직 저장되지 않은 내용이 있어", timeout=6000)
    expect(tablet.locator("#finished")).to_have_count(0)
    form.relent("broken")
    expect(tablet.locator(STATE)).to_have_text("저장됨")
    tablet.locator(".st-key-finish_visit button").tap()
    expect(tablet.locator("#finished")).to_have_text("|저장 안 됨")
