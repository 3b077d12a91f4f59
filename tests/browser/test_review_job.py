"""An exemption review by hand: registered, found upon, approved by a second person, issued, its paper checked."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import Finger, Served, settled, signed_in
from tests.paper_reading import body_of, squeezed
from tests.verapdf import verify_pdfa

pytestmark = [pytest.mark.browser, pytest.mark.verapdf]

# The facts are of a published case: 감사원 「적극행정면책 사례집 2025」 44-45쪽.
TITLE = "낙찰자 결정방식 변경"
WORDS = {
    "audit_name": "정기감사(사례집 44쪽)",
    "observation_title_1": TITLE,
    "observation_text_1": "계약심의위원회 심의와 다르게 득표제로 당선작을 정하였다.",
    "subject_name_1": "계약 담당자",
    "request": "낙찰자 결정방식을 바꾼 책임의 면책을 구한다.",
    "circumstances": "심사에서 최고점 대신 득표로 당선작을 정하였다.",
}
REASONS = {"public_interest": "공정성을 높이려는 뜻이 인정된다.", "transparency": "심사 과정이 기록되어 있다."}
VALIDITY = "운영지침에 근거한 방식이다."
RULING = "운영지침에 근거하고 절차 하자가 중대하지 않아 인정한다."


def test_a_review_goes_from_registration_to_an_issued_paper_by_two_people(
    browser: Browser, served: Served, tmp_path: Path
):
    with signed_in(browser, served, "auditor") as tablet:
        page = tablet.new_page()
        number = _register(page, served)
        _find(page)
        _hear(page)
        _propose(page)
        assert page.locator(".st-key-issue_ruling").count() == 0

    with signed_in(browser, served, "chair") as desk:  # a minor case (주의) is left to the chair
        page = desk.new_page()
        page.goto(f"{served.address}/exemption?number={number}")
        page.wait_for_selector(".st-key-issue_ruling")
        settled(page)
        Finger(page).button("issue_ruling")
        paper = page.locator("a[href^='/papers/']").first
        paper.wait_for()
        address = paper.get_attribute("href")
        content = desk.request.get(f"{served.address}{address}").body()

    file = tmp_path / "ruling.pdf"
    file.write_bytes(content)
    text = squeezed(body_of(content))
    assert verify_pdfa([file]) == []
    for sentence in (*WORDS.values(), *REASONS.values(), VALIDITY, RULING, number):
        assert squeezed(sentence) in text


def _register(page: Page, served: Served) -> str:
    finger = Finger(page)
    page.goto(f"{served.address}/exemptions")
    settled(page)
    finger.button("begin_review")
    page.wait_for_selector(".st-key-register_review")
    settled(page)
    for key, label in (("origin", "직권"), ("subject_kind_1", "사람")):
        finger.pill(key, label)
        settled(page)
    for key, option in (("field", "계약"), ("agency_id", "창원시"), ("disposition_1_1", "주의")):
        finger.choose(key, option)
        settled(page)
    finger.tap(".st-key-filed_on [role=spinbutton]")
    page.keyboard.type("20261102")
    settled(page)
    finger.type("title", TITLE)
    for key, words in WORDS.items():
        finger.type(key, words)
    finger.button("register_review")
    page.wait_for_url(re.compile("number="))
    page.wait_for_selector(".st-key-begin_fact_finding")
    settled(page)
    finger.button("begin_fact_finding")
    page.wait_for_selector(".st-key-record_findings")
    settled(page)
    found = re.search(r"\d{4}-면책-\d{4}", page.locator("h1").inner_text())
    assert found is not None
    return found.group()


def _find(page: Page) -> None:
    finger = Finger(page)
    for code, reason in {**REASONS, "validity": VALIDITY}.items():
        finger.pill(f"holds_{code}", "충족")
        settled(page)
        finger.type(f"reason_{code}", reason)
    finger.button("record_findings")
    page.get_by_text("판단을 저장했습니다").wait_for()
    settled(page)
    finger.tap(page.locator(".st-key-step").get_by_text("제외사유 검토"))
    page.wait_for_selector(".st-key-question_public_interest", state="detached")
    settled(page)
    questions = page.locator("[class*=st-key-question_]")
    for n in range(questions.count()):
        finger.tap(questions.nth(n).get_by_text("해당 없음", exact=True))
        settled(page)
        field = questions.nth(n).locator("textarea")
        finger.tap(field)
        field.press_sequentially("해당하는 사정이 없다.")
    finger.button("record_findings")
    page.get_by_text("판단을 저장했습니다").wait_for()
    settled(page)


def _hear(page: Page) -> None:
    finger = Finger(page)
    finger.tap(page.locator(".st-key-work").get_by_text("의견 진술"))
    page.wait_for_selector(".st-key-offer_hearing")
    settled(page)
    finger.tap(".st-key-hearing_offered_on [role=spinbutton]")
    page.keyboard.type("20261110")
    settled(page)
    finger.choose("hearing_way", "문서")
    settled(page)
    finger.button("offer_hearing")
    page.wait_for_selector(".st-key-hold_hearing")
    settled(page)


def _propose(page: Page) -> None:
    finger = Finger(page)
    finger.tap(page.locator(".st-key-work").get_by_text("결정안"))
    page.wait_for_selector(".st-key-propose_decision")
    settled(page)
    finger.pill("outcome", "면책 인정")
    settled(page)
    after = page.locator("[class*=st-key-after_]").first
    key = re.search(r"st-key-(after_[\w-]+)", after.get_attribute("class") or "")
    assert key is not None
    finger.choose(key.group(1), "불문")
    settled(page)
    finger.type("reasons", RULING)
    finger.button("propose_decision")
    page.get_by_text("결정안을 상신했습니다").wait_for()
    settled(page)
