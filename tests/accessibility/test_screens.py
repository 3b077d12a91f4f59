"""What axe-core finds in every state of every page, for everybody who sees it and at both sizes: the long form."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from scripts.screen import Screen
from scripts.screens import SIZES, browsing, offices, open_screen
from tests.accessibility.allowed import unlisted
from tests.accessibility.axe import Finding, grave_findings
from tests.browser.serving import Served, settled
from tests.faults.figures import keep_figures

PATIENCE_MS = 20_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(0),
    pytest.mark.skipif(os.environ.get("CASEBASE_SOAK") != "1", reason="the long form belongs to make soak"),
]


def test_no_state_of_any_page_has_a_grave_fault_that_is_not_listed(browser: Browser, tmp_path: Path) -> None:
    count_screens, found, wrong = 0, 0, []

    for served, screens in offices(tmp_path):
        for page, screen in _opened(browser, served, screens):
            count_screens += 1
            try:
                findings = _looked_at(page, served, screen)
            except (Error, RuntimeError) as failure:  # one that does not open does not hide the others
                wrong.append(f"{screen.name}: {str(failure)[:300]}")
                continue
            found += len(findings)
            wrong += [f"{screen.name}: {finding}" for finding in unlisted(findings)]

    assert not wrong, f"{len(wrong)} on {count_screens} screens:\n" + "\n".join(wrong)
    keep_figures("accessibility", screens=count_screens, sizes=len(SIZES), grave=0, allowed=found)


def _opened(browser: Browser, served: Served, screens: list[Screen]) -> Iterator[tuple[Page, Screen]]:
    for role in dict.fromkeys(screen.role for screen in screens):
        with browsing(browser, served, role) as page:
            page.set_default_timeout(PATIENCE_MS)
            yield from ((page, screen) for screen in screens if screen.role == role)


def _looked_at(page: Page, served: Served, screen: Screen) -> list[Finding]:
    """Open a screen at the first size, and return what is found on it at each."""
    (width, height), *others = SIZES.values()
    page.set_viewport_size({"width": width, "height": height})
    open_screen(page, served, screen)
    findings = grave_findings(page)
    for width, height in others:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(500)  # figures are drawn anew
        if not screen.is_plain:
            settled(page)
        findings += grave_findings(page)
    return findings
