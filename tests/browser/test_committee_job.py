"""Advice, a vote and a ruling by hand: three lawyers, a secretary and five members, each on a device of their own."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.advising import ADVISERS, OPINIONS, answer_unseen, ask, assign, see_the_dissent
from tests.browser.committee_office import COMMITTEE, CommitteeOffice, committee_office
from tests.browser.devices import Devices, devices_of, pick, tick, type_today, unfold
from tests.browser.serving import Finger, Served, serving, settled
from tests.paper_reading import body_of, squeezed
from tests.verapdf import verify_pdfa

pytestmark = [pytest.mark.browser, pytest.mark.verapdf]

REASONS = "홍보·정보시설로 바꾼 것은 공익을 위한 것이고 절차를 갖추어 적극적으로 처리하였다."
SHORT_NOTICE = "처분 시효가 임박하여 급히 소집한다."
RECUSED, DOUBTER = "committee4", "committee3"
STEPPED_ASIDE = "시연 위원 라 위원 회피(공정한 심의를 기대하기 어려운 사정)"
RECUSAL = "이 시설의 설치를 심의한 위원회에 있었다."
VOTERS = tuple(login for login in COMMITTEE if login != RECUSED)
PROCEEDINGS = "간사가 안건을 보고하고 위원이 질의한 뒤 항목별로 표결하였다."
DISCUSSION = "시설의 주된 쓰임과 이격 규정의 취지를 검토하였다."


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CommitteeOffice, Served]]:
    """An office of this module's own, and the server of its records."""
    home = tmp_path_factory.mktemp("committee")
    with committee_office(home) as office, serving(home, demo=False) as served:
        yield office, served


@pytest.fixture
def devices(browser: Browser, office: tuple[CommitteeOffice, Served]) -> Iterator[Devices]:
    with devices_of(browser, office[1], ("auditor", "secretary", *ADVISERS, *COMMITTEE)) as devices:
        yield devices


def test_three_advise_the_committee_votes_on_separate_devices_and_its_resolution_is_the_ruling(
    devices: Devices, office: tuple[CommitteeOffice, Served], tmp_path: Path
) -> None:
    review = office[0].a_review()
    request = ask(devices, review.number)
    assign(devices, request)
    answer_unseen(devices, request)
    see_the_dissent(devices, review.number, request)
    _propose(devices, review.number)

    number = _call(devices, review.number)
    meeting = f"meeting?number={number}"
    _open_meeting(devices, meeting)
    _step_aside(devices, meeting)
    _vote_on_questions(devices, meeting)
    _vote_on_the_motion(devices, meeting)
    _close_meeting(devices, meeting)

    ruling, minutes = devices.paper("secretary", "결정서"), devices.paper("secretary", "회의록")
    files = [tmp_path / "ruling.pdf", tmp_path / "minutes.pdf"]
    files[0].write_bytes(ruling)
    files[1].write_bytes(minutes)
    assert verify_pdfa(files) == []
    _assert_ruling(squeezed(body_of(ruling)), review.number, number)
    _assert_minutes(squeezed(body_of(minutes)), review.number, number)


def _propose(devices: Devices, number: str) -> None:
    finger = devices.open("auditor", f"exemption?number={number}", ".st-key-work")
    page = finger.page
    finger.pill("work", "결정안")
    page.wait_for_selector(".st-key-propose_decision")
    settled(page)
    finger.pill("outcome", "면책 인정")
    settled(page)
    after = page.locator("[class*=st-key-after_]").first
    key = re.search(r"st-key-(after_[\w-]+)", after.get_attribute("class") or "")
    assert key is not None
    pick(finger, key.group(1), page.get_by_role("option", name="불문", exact=True))
    finger.type("reasons", REASONS)
    finger.button("propose_decision")
    page.get_by_text("위원회 의결로 나갑니다").wait_for()
    settled(page)
    assert page.locator(".st-key-issue_ruling").count() == 0


def _call(devices: Devices, number: str) -> str:
    """Plan a meeting for today, put the proposal on its agenda and call it at short notice; return its number."""
    finger = devices.open("secretary", "meetings", ".st-key-filter_status")
    page = finger.page
    unfold(finger, "새 회의 계획", ".st-key-plan_meeting")
    finger.pill("form", "대면 회의")
    settled(page)
    type_today(finger, "held_on")
    finger.tap(".st-key-held_at [role=spinbutton], .st-key-held_at input")
    page.keyboard.type("2350")
    page.keyboard.press("Escape")
    settled(page)
    finger.type("place", "감사위원회 회의실")
    finger.button("plan_meeting")
    page.wait_for_url(re.compile("meeting\\?number="))
    page.wait_for_selector(".st-key-put_on_agenda_1")
    settled(page)
    expect(page.locator(".st-key-proposal_1")).to_contain_text(number)
    finger.button("put_on_agenda_1")
    page.wait_for_selector(".st-key-call_meeting")
    settled(page)
    finger.type("short_notice_reason", SHORT_NOTICE)
    finger.button("call_meeting")
    page.wait_for_selector(".st-key-mark_attendance")
    settled(page)
    found = re.search(r"\d{4}-회의-\d{4}", page.locator("h1").inner_text())
    assert found is not None
    return found.group()


def _open_meeting(devices: Devices, meeting: str) -> None:
    """Mark everybody as there; the chair opens. The members' pages are open and follow by themselves."""
    finger = Finger(devices.pages["secretary"])
    boxes = finger.page.locator("[class*=st-key-present_]")
    expect(boxes).to_have_count(len(COMMITTEE))
    for n in range(len(COMMITTEE)):
        tick(finger, boxes.nth(n))
    finger.button("mark_attendance")
    finger.page.get_by_text("출석을 기록했습니다").wait_for()
    for login in COMMITTEE[1:]:
        devices.open(login, meeting, ".st-key-item_1")
    finger = devices.open("chair", meeting, ".st-key-open_meeting")
    expect(finger.page.locator(".st-key-next_step")).to_contain_text("재적위원 5명 가운데 5명 출석")
    finger.button("open_meeting")
    finger.page.wait_for_selector(".st-key-open_vote")
    for login in COMMITTEE:
        expect(devices.pages[login].get_by_text(re.compile("^개회 · "))).to_be_visible(timeout=40_000)


def _step_aside(devices: Devices, meeting: str) -> None:
    """One member asks to be excused; from the chair's permission on they see the item's title alone."""
    finger = devices.open(RECUSED, meeting, ".st-key-item_1")
    page = finger.page
    unfold(finger, "제척·회피 신고", ".st-key-declare_recusal")
    finger.pill("kind", "회피(공정을 위해 스스로 빠지려 함)")
    settled(page)
    pick(finger, "ground", page.get_by_role("option").last)
    page.get_by_text("공정한 심의를 기대하기 어려운 사정이 있습니까?").wait_for()
    finger.type("reason", RECUSAL)
    finger.button("declare_recusal")
    page.get_by_text("신고했습니다").wait_for()

    chair = devices.open("chair", meeting, ".st-key-decide_recusal")
    expect(chair.page.locator(".st-key-recusal")).to_contain_text(RECUSAL)
    chair.pill("decision", "받아들임")
    settled(chair.page)
    chair.button("decide_recusal")
    chair.page.wait_for_selector(".st-key-decide_recusal", state="detached")
    devices.open(RECUSED, meeting, ".st-key-item_1")
    expect(page.get_by_text("제목만 보입니다")).to_be_visible()
    expect(page.get_by_role("link", name="안건자료")).to_have_count(0)


def _vote_on_questions(devices: Devices, meeting: str) -> None:
    finger = devices.open("chair", meeting, ".st-key-open_vote")
    expect(finger.page.locator(".st-key-item_1")).to_contain_text("재적위원 5명 가운데 4명 출석")
    finger.button("open_vote")
    finger.page.wait_for_selector(".st-key-ready_ballot")
    _all_vote(devices, meeting, _as_proposed, told_later="표결 결과")


def _vote_on_the_motion(devices: Devices, meeting: str) -> None:
    """The secretary draws up what follows from the answers, and it is voted on."""
    finger = devices.open("secretary", meeting, ".st-key-put_motion")
    offered = finger.page.locator(".st-key-outcome button")
    assert [text for text in offered.all_inner_texts() if "불인정" in text] == []
    finger.button("put_motion")
    finger.page.get_by_text("의결안을 상정했습니다").wait_for()
    _all_vote(devices, meeting, _for_the_motion, told_later="가결")
    expect(devices.pages["chair"].get_by_role("link", name="결정서").first).to_be_visible()


def _all_vote(devices: Devices, meeting: str, choose: Callable[[Finger, str], None], told_later: str) -> None:
    """Let everybody vote on their own device, and the chair close; before that nobody is told how it went."""
    for login in VOTERS:
        finger = devices.open(login, meeting, ".st-key-ready_ballot")
        choose(finger, login)
        finger.button("ready_ballot")
        finger.page.wait_for_selector(".st-key-cast_ballot")
        finger.button("cast_ballot")
        finger.page.wait_for_selector(".st-key-ready_ballot", state="detached")
    for login in ("secretary", *VOTERS):
        page = devices.open(login, meeting, ".st-key-votes_1").page
        expect(page.locator(".st-key-votes_1")).to_contain_text("4명 가운데 4명이 표결했습니다")
        expect(page.locator(".st-key-item_1")).not_to_contain_text(told_later)
    expect(devices.open(RECUSED, meeting, ".st-key-item_1").page.locator(".st-key-votes_1")).to_have_count(0)
    chair = devices.open("chair", meeting, ".st-key-close_vote button[kind=primary]")
    chair.button("close_vote")
    expect(chair.page.locator(".st-key-item_1").last).to_contain_text(told_later, timeout=30_000)


def _as_proposed(finger: Finger, login: str) -> None:
    """Vote as proposed, but for the one who doubts the first question."""
    if login == DOUBTER:
        finger.tap(finger.page.locator("[class*=st-key-question_]").first.get_by_text(re.compile("^반대")).first)
        settled(finger.page)
    finger.button("fill_as_proposed")
    finger.page.wait_for_selector(".st-key-fill_as_proposed", state="detached")
    settled(finger.page)


def _for_the_motion(finger: Finger, login: str) -> None:
    finger.pill("vote_outcome", "기권" if login == DOUBTER else "찬성")
    settled(finger.page)


def _close_meeting(devices: Devices, meeting: str) -> None:
    """The secretary writes how it went, the chair closes: the minutes are issued."""
    finger = devices.open("secretary", meeting, ".st-key-work")
    page = finger.page
    finger.pill("work", "회의 경과")
    page.wait_for_selector(".st-key-keep_proceedings")
    settled(page)
    finger.type("proceedings", PROCEEDINGS)
    field = page.locator("[class*=st-key-discussion_] textarea").first
    finger.tap(field)
    field.press_sequentially(DISCUSSION)
    finger.button("keep_proceedings")
    page.get_by_text("회의 경과를 기록했습니다").wait_for()
    devices.open("chair", meeting, ".st-key-close_meeting").button("close_meeting")
    devices.pages["chair"].get_by_role("link", name="회의록").first.wait_for()
    page.get_by_role("link", name="회의록").first.wait_for()  # the secretary's page follows by itself


def _assert_ruling(text: str, review: str, meeting: str) -> None:
    """The ruling tells the numbers and who took no part, and nothing of what was said among the members."""
    numbers = (
        "재적위원 5명 가운데 4명 출석",
        "공익성 찬성 3, 반대 1, 기권 0",
        "의결안(면책 인정) 찬성 3, 반대 0, 기권 1",
    )
    for sentence in (review, meeting, "면책 인정으로 결정한다", "징계 요구 → 불문", REASONS, *numbers, STEPPED_ASIDE):
        assert squeezed(sentence) in text
    for told in (RECUSAL, SHORT_NOTICE, DISCUSSION, *OPINIONS.values()):
        assert squeezed(told) not in text


def _assert_minutes(text: str, review: str, meeting: str) -> None:
    """The minutes tell the same, and who voted, not how."""
    numbers = ("재적위원 5명 가운데 4명 출석", "공익성 충족 3 1 0", "의결안: 면책 인정 가결 3 0 1")
    told = (SHORT_NOTICE, PROCEEDINGS, DISCUSSION, STEPPED_ASIDE, "면책 인정으로 의결하였다")
    voters = "표결한 위원: 시연 위원장, 시연 위원 가, 시연 위원 나, 시연 위원 다"
    for sentence in (review, meeting, *numbers, *told, voters):
        assert squeezed(sentence) in text
    for hidden in (RECUSAL, "위원별 표결", *OPINIONS.values()):
        assert squeezed(hidden) not in text
