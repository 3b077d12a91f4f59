"""The main job by hand: a visit on a tablet, its tab killed once, its paper opened."""

import io
import json
import re

import pypdf
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.serving import Finger, Served, settled, signed_in

pytestmark = pytest.mark.browser

DIFFICULTIES = [
    "가설건축물을 둘 수 있는지 부서마다 말이 다르다.",
    "직장어린이집 자리를 정하지 못했다.",
    "설비 교체 허가가 늦다.",
]


def test_a_visit_with_three_matters_is_logged_in_forty_taps_though_the_tab_is_killed(browser: Browser, served: Served):
    with signed_in(browser, served, "auditor") as tablet:
        page = tablet.new_page()
        page.goto(f"{served.address}/visits")
        settled(page)
        finger = Finger(page)
        _begin(finger)
        _first_matter(finger)
        page.wait_for_timeout(2_000)  # the promise: at most two seconds behind the last keystroke
        page.close()

        finger.page = page = tablet.new_page()
        page.goto(f"{served.address}/today")
        settled(page)
        finger.tap(page.get_by_text(re.compile("방문 기록: ")).first)
        page.wait_for_selector(".st-key-finish_visit")
        settled(page)
        assert page.locator(".st-key-difficulty_1 textarea").input_value() == DIFFICULTIES[0]
        assert page.locator(".st-key-met input").input_value() == "공장장"
        _second_and_third_matter(finger)
        _photo_and_signature(finger)
        finger.button("finish_visit")
        paper = page.locator("a[href^='/papers/']").first
        paper.wait_for()
        address = paper.get_attribute("href")
        finger.tap(paper)

        answer = tablet.request.get(f"{served.address}{address}")
        assert finger.count <= 40
        assert answer.status == 200
        text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(answer.body())).pages)
        squeezed = re.sub(r"\s", "", text)
        assert all(re.sub(r"\s", "", sentence) in squeezed for sentence in DIFFICULTIES)


def _begin(finger: Finger) -> None:
    finger.button("begin_visit")
    finger.page.wait_for_url(re.compile("visit\\?id="))
    settled(finger.page)
    finger.tap(finger.page.get_by_text(re.compile("시연중공업")).first)
    finger.page.wait_for_selector(".st-key-change_business")
    settled(finger.page)
    finger.page.locator(".st-key-ends_at [contenteditable], .st-key-ends_at input").first.scroll_into_view_if_needed()
    finger.tap(".st-key-ends_at [role=spinbutton], .st-key-ends_at input")
    finger.page.keyboard.type("2350")
    finger.type("met", "공장장")
    settled(finger.page)
    finger.tap(".st-key-consents_to_record label")
    settled(finger.page)


def _first_matter(finger: Finger) -> None:
    finger.choose("field_1", "산업단지")
    settled(finger.page)
    finger.pill("track_1", "현장 즉답")
    finger.page.wait_for_selector(".st-key-answer_1")
    finger.type("difficulty_1", DIFFICULTIES[0])
    finger.type("answer_1", "가설건축물 요건을 갖추면 둘 수 있다.")


def _second_and_third_matter(finger: Finger) -> None:
    for n, track, field in ((2, "정식 신청", "복지"), (3, "후속 회신", "환경·폐기물")):
        finger.button("add_matter")
        finger.page.wait_for_selector(f".st-key-difficulty_{n}")
        settled(finger.page)
        finger.choose(f"field_{n}", field)
        settled(finger.page)
        finger.pill(f"track_{n}", track)
        settled(finger.page)
        finger.type(f"difficulty_{n}", DIFFICULTIES[n - 1])
    finger.page.wait_for_selector(".st-key-promised_on_3")
    finger.tap(".st-key-promised_on_3 [role=spinbutton], .st-key-promised_on_3 input")
    finger.page.keyboard.type("20270115")
    finger.page.keyboard.press("Enter")
    settled(finger.page)


def _photo_and_signature(finger: Finger) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (1200, 900), "steelblue").save(photo, "JPEG")
    picker = finger.page.locator(".st-key-photos input[type=file]").last
    picker.set_input_files({"name": "현장.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()})
    finger.count += 1
    finger.page.wait_for_selector(".st-key-photos img")
    _sign(finger)


def _sign(finger: Finger) -> None:
    canvas = finger.page.locator(".st-key-signature canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    finger.page.mouse.move(box["x"] + 40, box["y"] + 40)
    finger.page.mouse.down()
    finger.page.mouse.move(box["x"] + 160, box["y"] + 90, steps=12)
    finger.page.mouse.up()
    finger.count += 1
    finger.page.wait_for_timeout(800)


def signature_of(page: Page, served: Served, draft_id: str) -> dict[str, object]:
    answer = page.request.get(f"{served.address}/api/drafts/{draft_id}")
    return dict(json.loads(answer.json()["fields"]["signature"]["v"]))
