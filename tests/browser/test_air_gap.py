"""No page asks another host for anything."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import Served, settled, signed_in

pytestmark = pytest.mark.browser

PAGES = {
    "auditor": ("today", "visits", "visit?number=2026-방문-0001", "exemptions", "exemption?number=2026-면책-0009"),
    "head": ("today", "exemption?number=2026-면책-0007", "businesses", "account"),
    "applicant": ("today", "exemptions"),
    "admin": ("today", "admin"),
}


@pytest.mark.parametrize("role", PAGES)
def test_no_request_leaves_for_another_host(browser: Browser, served: Served, role: str):
    asked: set[str] = set()
    with signed_in(browser, served, role) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.add(request.url))
        page.on("websocket", lambda socket: asked.add(socket.url))
        for path in PAGES[role]:
            page.goto(f"{served.address}/{path}")
            settled(page)
            page.wait_for_timeout(500)

    hosts = {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {"localhost"}
    assert any(url.startswith("ws://") for url in asked)
