"""A consultation by hand: filed by an agency, screened, completed after a supplement, answered by two, reported on."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import Finger, Served, settled, signed_in
from tests.paper_reading import body_of, squeezed
from tests.verapdf import verify_pdfa

pytestmark = [pytest.mark.browser, pytest.mark.verapdf]

# The facts are of a published case: 『사전 컨설팅감사』의견서 접수번호 2018-90.
APPLICATION = {
    "department": "상하수도사업소",
    "applicant_name": "정수장 담당자",
    "title": "사업장폐기물 보관기간을 늘릴 수 있는가",
    "background": "정수장 여과지의 모래를 갈아 폐여과사 65톤이 나왔고 성분은 균질한 고품질로 분석되었다.",
    "request": "폐여과사를 재활용하려고 하니 사업장폐기물 보관기간을 늘릴 수 있는지 의견을 구한다.",
    "law": "폐기물관리법의 보관기간 규정",
    "issues": "재활용을 위해 승인을 받아 보관기간을 늘릴 수 있는지",
    "view_a": "재활용을 위해 승인을 받아 늘릴 수 있다.",
    "view_b": "법정 보관기간을 넘기면 위반이다.",
    "opinion": "갑설이 타당하다.",
    "self_review": "담당 부서가 성분 분석 결과와 재활용 계획을 검토하였다.",
}
SUPPLEMENT = "성분 분석 성적서를 보완해 주십시오."
ANSWER = "성분 분석 결과 균질한 고품질임을 확인하였다."
REVIEW = "성분이 균질하고 재활용 계획이 분명하다."
CONCLUSION = "승인을 받아 보관기간을 늘릴 수 있다."
REPORT = "의견대로 승인을 받아 보관기간을 늘렸다."


def test_an_agency_asks_completes_and_reports_and_two_people_answer(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    with (
        signed_in(browser, served, "applicant") as agency,
        signed_in(browser, served, "auditor") as office,
        signed_in(browser, served, "head") as approver,
    ):
        case = _file(agency.new_page(), served)
        handler, applicant = office.new_page(), agency.new_page()
        number = _receive_and_screen(handler, served, case)
        _ask_for_a_supplement(handler)
        _complete(applicant, served, number)
        _propose(handler, served, number)
        assert handler.locator(".st-key-issue_opinion").count() == 0

        _approve(approver.new_page(), served, number)
        _open(applicant, served, f"number={number}", ".st-key-part")
        applicant.wait_for_timeout(1000)  # in which a link would be drawn
        assert _papers(applicant) == []  # issued, and not yet told
        _tell(handler, served, number)
        _open(applicant, served, f"number={number}", "a[href^='/papers/']")  # links are drawn after the rest
        (address,) = _papers(applicant)
        content = agency.request.get(f"{served.address}{address}").body()
        _report(applicant)
        _accept(handler, served, number)
        assert applicant.goto(f"{served.address}/consultation?number={number}") is not None
        applicant.locator(".st-key-next_step").get_by_text("종결").or_(applicant.get_by_text("종결")).first.wait_for()

    file = tmp_path / "opinion.pdf"
    file.write_bytes(content)
    text = squeezed(body_of(content))
    assert verify_pdfa([file]) == []
    told = {key: words for key, words in APPLICATION.items() if key not in {"applicant_name", "opinion", "self_review"}}
    for sentence in (*told.values(), REVIEW, CONCLUSION, number, "보완)"):
        assert squeezed(sentence) in text


def _open(page: Page, served: Served, query: str, waiting_for: str) -> Finger:
    page.goto(f"{served.address}/consultation?{query}")
    page.locator(waiting_for).first.wait_for()
    settled(page)
    return Finger(page)


def _file(page: Page, served: Served) -> str:
    """Fill in and file the application; return its id."""
    finger = Finger(page)
    page.goto(f"{served.address}/consultations")
    page.wait_for_selector(".st-key-begin_consultation")
    settled(page)
    finger.button("begin_consultation")
    page.wait_for_selector(".st-key-apply_for_consultation")
    settled(page)
    finger.choose("field", "환경·폐기물")
    settled(page)
    finger.tap(".st-key-law_as_of [role=spinbutton]")
    page.keyboard.type("20261101")
    settled(page)
    for key, words in APPLICATION.items():
        finger.type(key, words)
    finger.button("apply_for_consultation")
    page.wait_for_url(re.compile("case="))
    settled(page)
    found = re.search(r"case=([\w-]+)", page.url)
    assert found is not None
    page.close()
    return found.group(1)


def _receive_and_screen(page: Page, served: Served, case: str) -> str:
    finger = _open(page, served, f"case={case}", ".st-key-receive_consultation")
    finger.button("receive_consultation")
    page.wait_for_selector(".st-key-screen_consultation")
    settled(page)
    found = re.search(r"\d{4}-사전-\d{4}", page.locator("h1").inner_text())
    assert found is not None
    questions = page.locator("[class*=st-key-question_]")
    for n in range(questions.count()):
        is_scope = "scope" in (questions.nth(n).get_attribute("class") or "")
        finger.tap(questions.nth(n).get_by_text("예" if is_scope or n == 0 else "아니요", exact=True))
        settled(page)
    finger.pill("eligibility", "대상")
    settled(page)
    finger.type("eligibility_reason", "인·허가와 관련된 규제 업무이다.")
    finger.button("screen_consultation")
    page.wait_for_selector(".st-key-propose_answer")
    settled(page)
    return found.group()


def _ask_for_a_supplement(page: Page) -> None:
    finger = Finger(page)
    finger.pill("work", "보완요구")
    page.wait_for_selector(".st-key-ask_supplement")
    settled(page)
    finger.type("question", SUPPLEMENT)
    finger.button("ask_supplement")
    page.get_by_text("정지 중").first.wait_for()
    settled(page)


def _complete(page: Page, served: Served, number: str) -> None:
    finger = _open(page, served, f"number={number}", ".st-key-answer_supplement")
    page.get_by_text(SUPPLEMENT).first.wait_for()
    finger.type("answer", ANSWER)
    finger.button("answer_supplement")
    page.wait_for_selector(".st-key-answer_supplement", state="detached")
    settled(page)


def _propose(page: Page, served: Served, number: str) -> None:
    finger = _open(page, served, f"number={number}", ".st-key-propose_answer")
    finger.pill("outcome", "인용")
    settled(page)
    finger.type("review", REVIEW)
    finger.type("conclusion", CONCLUSION)
    finger.button("propose_answer")
    page.wait_for_selector(".st-key-propose_answer", state="detached")
    settled(page)


def _approve(page: Page, served: Served, number: str) -> None:
    finger = _open(page, served, f"number={number}", ".st-key-issue_opinion")
    finger.button("issue_opinion")
    page.locator("a[href^='/papers/']").first.wait_for()


def _tell(page: Page, served: Served, number: str) -> None:
    """Record the notice and the arrival, both today."""
    finger = _open(page, served, f"number={number}", ".st-key-notify_opinion")
    finger.choose("notified_how", "전자문서")
    settled(page)
    _today(page, finger, "notified_on")
    finger.button("notify_opinion")
    page.wait_for_selector(".st-key-record_opinion_arrival")
    settled(page)
    _today(page, finger, "reached_on")
    finger.button("record_opinion_arrival")
    page.wait_for_selector(".st-key-record_opinion_arrival", state="detached")
    settled(page)


def _today(page: Page, finger: Finger, key: str) -> None:
    day = page.evaluate("new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10).replaceAll('-', '')")
    finger.tap(f".st-key-{key} [role=spinbutton]")
    page.keyboard.type(day)
    page.keyboard.press("Escape")  # the calendar that opened lies over the buttons
    settled(page)


def _papers(page: Page) -> list[str]:
    return [link.get_attribute("href") or "" for link in page.locator("a[href^='/papers/']").all()]


def _report(page: Page) -> None:
    finger = Finger(page)
    finger.pill("deed", "의견대로 처리")
    settled(page)
    _today(page, finger, "done_on")
    finger.type("follow_up_text", REPORT)
    finger.button("report_follow_up")
    page.wait_for_selector(".st-key-report_follow_up", state="detached")
    settled(page)


def _accept(page: Page, served: Served, number: str) -> None:
    finger = _open(page, served, f"number={number}", ".st-key-judge_follow_up")
    assert page.get_by_text(REPORT).count() > 0
    finger.pill("state", "확인")
    settled(page)
    finger.type("judgement", "승인 문서로 확인하였다.")
    finger.button("judge_follow_up")
    page.wait_for_selector(".st-key-judge_follow_up", state="detached")
    settled(page)
