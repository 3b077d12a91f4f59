"""What axe-core finds on the pages that stand without Streamlit: nothing grave, and no list excuses them."""

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility.axe import grave_findings
from tests.browser.serving import Served, signed_in
from tests.browser.test_verification import PHONE, a_paper

pytestmark = pytest.mark.browser


def must_be_open_to_all(page: Page) -> None:
    found = [str(finding) for finding in grave_findings(page)]

    assert not found, f"{page.url}:\n" + "\n".join(found)


def test_signing_in_and_its_refusal_are_open_to_all(browser: Browser, served: Served) -> None:
    context = browser.new_context(locale="ko-KR")
    page = context.new_page()

    page.goto(f"{served.address}/signin")
    must_be_open_to_all(page)
    page.fill("#login", "auditor")
    page.fill("#password", "wrong-password")
    page.click("form button >> nth=0")
    page.locator("[role=alert]").wait_for()
    must_be_open_to_all(page)
    context.close()


def test_the_check_of_papers_is_open_to_all_on_a_phone(browser: Browser, served: Served) -> None:
    paper, _ = a_paper(served)
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="ko-KR")  # type: ignore[arg-type]
    page = context.new_page()

    for asked in ("", f"/{paper.number}?h={paper.content_sha256[:32]}", f"/{paper.number}?h={'0' * 32}"):
        page.goto(f"{served.address}/verify{asked}")
        must_be_open_to_all(page)
    context.close()


@pytest.mark.parametrize("path", ["/password", "/second-factor", "/papers/2020-01-0001.pdf", "/files/none", "/signout"])
def test_what_a_session_reaches_beside_its_pages_is_open_to_all(browser: Browser, served: Served, path: str) -> None:
    with signed_in(browser, served, "auditor") as context:
        page = context.new_page()

        page.goto(f"{served.address}{path}")

        assert page.locator("h1").count() == 1
        must_be_open_to_all(page)
