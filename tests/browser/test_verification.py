"""Somebody on the street with a phone checks a paper on the running product, signed in as nobody."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from casebase.domain.verification import Standing
from casebase.store.connection import Store
from casebase.store.files import fetch_bytes
from casebase.store.issued_papers import IssuedPaper, list_issued_after
from tests.browser.serving import Served

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


def a_paper(served: Served) -> tuple[IssuedPaper, bytes]:
    """A paper of the demonstration that still stands, and its file."""
    store = Store(f"sqlite:///{served.home / 'records.db'}", served.home)
    with store.reading() as con:
        standing = [
            paper for paper in list_issued_after(con, "", 500) if not (paper.withdrawn_on or paper.superseded_on)
        ]
    store.close()
    return standing[-1], fetch_bytes(served.home, standing[-1].files[-1])


def must_show(page: Page, standing: Standing) -> None:
    page.wait_for_selector(f".verdict.{standing}")
    must_fit(page)


def must_fit(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "scrolls sideways"


def test_a_paper_is_checked_by_its_code_by_hand_and_by_file(browser: Browser, served: Served, tmp_path: Path) -> None:
    paper, content = a_paper(served)
    files = {Standing.GENUINE: content, Standing.ALTERED: content + b"\n", Standing.UNKNOWN: b"%PDF-1.7"}
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="ko-KR")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()

    page.goto(f"{served.address}/verify/{paper.number}?h={paper.content_sha256[:32]}")
    must_show(page, Standing.GENUINE)
    assert "시연용 문서입니다" in page.inner_text("main")

    page.get_by_text("다른 문서 확인하기").tap()
    page.wait_for_selector("#number")
    must_fit(page)
    page.fill("#number", paper.number)
    page.fill("#h", paper.content_sha256.upper())
    page.get_by_role("button", name="번호 확인").tap()
    must_show(page, Standing.GENUINE)

    for standing, sent in files.items():
        (tmp_path / "받은 문서.pdf").write_bytes(sent)
        page.goto(f"{served.address}/verify")
        page.set_input_files("#file", tmp_path / "받은 문서.pdf")
        page.get_by_role("button", name="파일 확인").tap()
        must_show(page, standing)

    assert context.cookies() == []
    assert [url for url in asked if not url.startswith((served.address, "data:"))] == []
    context.close()
