"""Advice by hand: asked for from a case, given to three who may give it, answered by each unseen by the others."""

import re

from playwright.sync_api import expect

from tests.browser.committee_office import CASE, TIED
from tests.browser.devices import Devices, pick, unfold
from tests.browser.serving import Finger, settled

ADVISERS = ("panel", "panel2", "panel4")  # in the order they answer; the last one dissents
NAMES = {
    "panel": "시연 자문위원 가",
    "panel2": "시연 자문위원 나",
    TIED: "시연 자문위원 다",
    "panel4": "시연 자문위원 라",
}
QUESTION = "재난문자전광판으로 보고 이격거리를 두지 않은 책임을 면할 수 있는지 묻는다."
OPINIONS = {
    "panel": "구민에게 재해정보를 알리는 시설이어서 넓게 해석할 여지가 있다.",
    "panel2": "주된 쓰임이 정보 제공이라면 달리 보기 어렵다.",
    "panel4": "교통안전을 위한 이격 규정은 좁게 해석하여야 한다.",
}


def ask(devices: Devices, number: str) -> str:
    """Write the request on the case's page, where its issues stand already; return its number."""
    finger = devices.open("auditor", f"exemption?number={number}", ".st-key-begin_advice")
    page = finger.page
    finger.button("begin_advice")
    page.wait_for_selector(".st-key-ask_advice")
    settled(page)
    finger.type("question", QUESTION)
    finger.type("facts", CASE.facts)
    finger.button("ask_advice")
    page.wait_for_url(re.compile("number="))
    page.wait_for_selector(".st-key-offer_advice")
    settled(page)
    found = re.search(r"\d{4}-자문-\d{4}", page.locator("h1").inner_text())
    assert found is not None
    return found.group()


def assign(devices: Devices, request: str) -> None:
    """Who represents the agency is not let through, and the page says by which article; three others are asked."""
    page = devices.pages["auditor"]
    finger = Finger(page)
    barred = page.locator(".candidate.blocked")
    expect(barred).to_have_count(1)
    for told in (NAMES[TIED], "배정할 수 없음", "사건 수임 관계", "변호사법 제31조"):
        expect(barred).to_contain_text(told)
    finger.tap(".st-key-account_id [data-baseweb=select], .st-key-account_id [role=combobox]")
    expect(page.get_by_role("option")).to_have_text([NAMES[login] for login in ADVISERS])
    page.keyboard.press("Escape")
    for count, login in enumerate(ADVISERS, start=1):
        unfold(finger, "자문위원 배정", ".st-key-offer_advice")
        pick(finger, "account_id", page.get_by_role("option", name=NAMES[login]))
        finger.button("offer_advice")
        page.wait_for_selector(f".st-key-assignment_{count}")
        settled(page)
    assert request in page.locator("h1").inner_text()


def answer_unseen(devices: Devices, request: str) -> None:
    """Each accepts and answers; until the last has, nobody sees more than their own."""
    for login in ADVISERS:
        finger = devices.open(login, f"advice?number={request}", ".st-key-accept_advice")
        expect(finger.page.get_by_text(QUESTION)).to_have_count(0)
        finger.button("accept_advice")
        finger.page.wait_for_selector(".st-key-answer_advice")
        settled(finger.page)
    for n, login in enumerate(ADVISERS):
        finger = devices.open(login, f"advice?number={request}", ".st-key-answer_advice")
        for earlier in ADVISERS[:n]:
            expect(finger.page.get_by_text(OPINIONS[earlier])).to_have_count(0)
        _answer(finger, login)
        if n + 1 < len(ADVISERS):
            expect(finger.page.get_by_text("모두 회신한 뒤에 보입니다")).to_be_visible()
    finger = devices.open(ADVISERS[0], f"advice?number={request}", ".opinions")
    for login in ADVISERS:
        expect(finger.page.locator(".opinions")).to_contain_text(OPINIONS[login])


def _answer(finger: Finger, login: str) -> None:
    """Affirm every issue; the last adviser denies the first."""
    page = finger.page
    issues = page.locator("[class*=st-key-issue_]")
    for n in range(issues.count()):
        dissents = login == ADVISERS[-1] and n == 0
        finger.tap(issues.nth(n).get_by_text("아니다" if dissents else "그렇다", exact=True))
        settled(page)
        field = issues.nth(n).locator("textarea")
        finger.tap(field)
        field.press_sequentially(OPINIONS[login] if dissents or n else f"{n + 1}. {OPINIONS[login]}")
    finger.type("summary", OPINIONS[login])
    finger.button("answer_advice")
    page.wait_for_selector(".st-key-answer_advice", state="detached")
    settled(page)


def see_the_dissent(devices: Devices, number: str, request: str) -> None:
    finger = devices.open("auditor", f"advice?number={request}", ".st-key-close_advice")
    table = finger.page.locator(".opinions")
    for login in ADVISERS:
        expect(table.locator("thead")).to_contain_text(NAMES[login])
    expect(table.get_by_text("의견이 갈림")).to_have_count(1)
    expect(table.locator("mark", has_text="다른 의견")).to_have_count(1)
    expect(table.locator("td", has=finger.page.locator("mark"))).to_contain_text(OPINIONS["panel4"])
    finger.button("close_advice")
    finger.page.wait_for_selector(".st-key-close_advice", state="detached")
    devices.open("auditor", f"exemption?number={number}", ".st-key-advice_1")
    expect(finger.page.locator(".st-key-advice_1")).to_contain_text("의견이 갈린 쟁점 1개")
