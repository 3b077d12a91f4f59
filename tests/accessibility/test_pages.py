"""Every page in a browser: nothing that axe-core finds grave but what stands in the dated list, and no other host."""

import re
from importlib.metadata import version
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.accessibility.allowed import allowances
from tests.accessibility.axe import grave_findings
from tests.accessibility.walk import Walk, walked
from tests.browser.serving import Served, settled, signed_in

pytestmark = pytest.mark.browser

SAID = """() => [...document.querySelectorAll("[aria-label]")]
    .filter((part) => part.checkVisibility()).map((part) => part.ariaLabel)"""
HANGUL = re.compile("[가-힣]")


@pytest.fixture(scope="module")
def walk(browser: Browser, served: Served) -> Walk:
    """One walk through the pages, for all that is said of them."""
    return walked(browser, served)


def test_no_page_has_a_grave_fault_that_is_not_listed(walk: Walk) -> None:
    assert not walk.faults, "\n".join(walk.faults)


def test_the_pages_run_under_their_policy_in_korean_and_ask_no_other_host(walk: Walk) -> None:
    hosts = {urlsplit(url).hostname for url in walk.asked if not url.startswith(("data:", "blob:"))}

    assert walk.complaints == []
    assert hosts == {"localhost"}
    assert any(url.startswith("ws://") for url in walk.asked)
    assert walk.languages == {"ko"}


def test_a_fault_put_on_a_page_is_found_in_the_open_and_in_a_shadow_tree(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang=ko><title>쪽</title><main><h1>제목</h1><img src=x><div></div></main></html>")
    page.evaluate("document.querySelector('div').attachShadow({ mode: 'open' }).innerHTML = '<button></button>'")

    found = {(finding.rule, finding.selector) for finding in grave_findings(page)}

    page.close()
    assert found == {("image-alt", "img"), ("button-name", "div >>> button")}


def test_the_parts_of_a_form_are_named_in_korean_to_who_hears_them(browser: Browser, served: Served) -> None:
    with signed_in(browser, served, "auditor") as context:
        page = context.new_page()
        page.goto(f"{served.address}/visits")
        page.locator(".st-key-begin_visit button").click()
        page.locator(".st-key-finish_visit").wait_for()
        settled(page)

        page.locator(".st-key-visited_on [data-testid=stDateInputCalendarButton]").click()
        page.locator("[data-testid=stDateInputCalendar]").wait_for()

        said = page.evaluate(SAID)
        assert "달력에서 날짜 고르기" in said
        assert [name for name in said if not HANGUL.search(name)] == []


def test_what_is_allowed_is_allowed_to_the_streamlit_that_is_installed() -> None:
    installed = version("streamlit")

    outdated = [allowance for allowance in allowances() if not installed.startswith(f"{allowance.streamlit}.")]

    assert not outdated, f"look again at what Streamlit {installed} breaks: {outdated}"
    assert all(allowance.reason.endswith(".") for allowance in allowances())
