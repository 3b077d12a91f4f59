"""The main jobs without a pointer: a visit from its start to its paper, and an application for a consultation."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.accessibility.keyboard import Keyboard
from tests.browser.serving import Served, settled, signed_in
from tests.browser.test_consultation_job import APPLICATION

pytestmark = pytest.mark.browser

DIFFICULTY = "가설건축물을 둘 수 있는지 부서마다 말이 다르다."
# What is chosen right after a text of the application, in the order of the form.
ANSWERED_AFTER = {"title": ("field", "환경·폐기물"), "law": ("law_as_of", "20261101")}


def test_a_visit_is_logged_by_keys_alone_from_its_start_to_its_paper(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, "auditor") as context:
        page = context.new_page()
        page.goto(f"{served.address}/visits")
        settled(page)
        keys = Keyboard(page)

        _past_the_navigation(keys)
        _begin(keys)
        _fill_in(keys)
        keys.to(".st-key-finish_visit", "button")
        keys.press("Enter")
        page.locator("a[href^='/papers/']").first.wait_for()
        keys.to("a[href^='/papers/']")

        paper = context.request.get(page.evaluate("document.activeElement.href"))
        assert paper.headers["content-type"] == "application/pdf"
        assert keys.unseen == [], "takes the focus and does not show it"


def test_a_consultation_is_applied_for_by_keys_alone(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, "applicant") as context:
        page = context.new_page()
        page.goto(f"{served.address}/consultations")
        settled(page)
        keys = Keyboard(page)

        keys.to(".st-key-begin_consultation", "button")
        keys.press("Enter")
        page.locator(".st-key-apply_for_consultation").wait_for()
        settled(page)
        for name, text in APPLICATION.items():
            keys.type(f".st-key-{name}", text)
            if name in ANSWERED_AFTER:
                chosen, answer = ANSWERED_AFTER[name]
                keys.type(f".st-key-{chosen}", answer, "input, [role=spinbutton]")
                keys.press("Enter")
        keys.to(".st-key-apply_for_consultation", "button")
        keys.press("Enter")

        page.wait_for_url(re.compile("case="))
        page.get_by_text("신청했습니다").first.wait_for()
        assert keys.unseen == [], "takes the focus and does not show it"


def _past_the_navigation(keys: Keyboard) -> None:
    skip = keys.page.get_by_role("link", name="본문으로 건너뛰기")
    skip.wait_for(state="attached")
    keys.step()
    expect(skip).to_be_focused()
    keys.page.keyboard.press("Enter")
    keys.step()
    assert keys.page.evaluate("Boolean(document.activeElement.closest('[data-testid=stMain]'))")


def _begin(keys: Keyboard) -> None:
    keys.to(".st-key-begin_visit", "button")
    keys.press("Enter")
    keys.page.wait_for_url(re.compile("visit\\?id="))
    settled(keys.page)
    keys.type(".st-key-business_query", "시연중공업")
    expect(keys.page.locator("[class*=st-key-choose_business]")).to_have_count(1)
    keys.to("[class*=st-key-choose_business]", "button")
    keys.press("Enter")
    keys.page.wait_for_selector(".st-key-change_business")
    settled(keys.page)


def _fill_in(keys: Keyboard) -> None:
    keys.type(".st-key-ends_at", "2350", "[role=spinbutton], input")
    keys.type(".st-key-met", "공장장")
    keys.to(".st-key-consents_to_record", "input")
    keys.press("Space")
    keys.type(".st-key-field_1", "산업단지")
    keys.press("Enter")
    keys.type(".st-key-difficulty_1", DIFFICULTY)
    keys.to(".st-key-track_1", "button, input, [role=radio]")
    keys.press("Space")
    keys.type(".st-key-answer_1", "가설건축물 요건을 갖추면 둘 수 있다.")
