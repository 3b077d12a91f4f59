"""The screen is made for a finger, for tired eyes and for Korean readers."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.conftest import TABLET, FormServer, hand_over_session, open_form

pytestmark = pytest.mark.browser

# What a person can press, with its size; the ring of an option counts with its label.
PRESSED = """() => {
    const within = (root) => [...root.querySelectorAll('*')].flatMap(
        (part) => part.shadowRoot ? [part, ...within(part.shadowRoot)] : [part]);
    const isPressed = (part) => part.matches('button, .pick label, [data-testid=stRadioOption], ' +
        '[data-testid=stCheckbox] label, input[type=text], textarea') && part.checkVisibility();
    return within(document.querySelector('[data-testid=stMain]')).filter(isPressed).map((part) => {
        const field = part.closest('[data-testid=stTextInputRootElement]') ?? part;
        const {width, height} = field.getBoundingClientRect();
        return [part.textContent || part.id || part.className, Math.round(width), Math.round(height)]; });
}"""
CONTRAST = """(part) => {
    const brush = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d');
    const light = (colour) => {
        brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...brush.getImageData(0, 0, 1, 1).data].map((value) => value / 255)
            .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const one = light(getComputedStyle(part).color), other = light('white');
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}"""


def test_everything_one_presses_is_as_large_as_a_finger(tablet: Page) -> None:
    sizes = tablet.evaluate(PRESSED)

    assert len(sizes) > 12
    assert [size for size in sizes if size[1] < 44 or size[2] < 44] == []


def test_words_stand_out_from_the_page(tablet: Page, form: FormServer) -> None:
    form.hinder("broken")
    tablet.locator(".st-key-difficulty textarea").fill("저장 안 됨")
    expect(tablet.locator(".st-key-difficulty .waiting")).to_be_visible()
    form.relent("broken")
    tablet.locator(".st-key-place input").fill("저장됨")
    expect(tablet.locator(".st-key-place .saved")).to_be_visible()

    for words in (".st-key-place label", ".help", ".hint", ".st-key-place .saved", ".st-key-answer .fault"):
        assert tablet.locator(words).first.evaluate(CONTRAST) >= 4.5, words


def test_trouble_stands_out_from_the_page(tablet: Page, form: FormServer) -> None:
    form.hinder("broken")

    tablet.locator(".st-key-difficulty textarea").fill("저장 안 됨")

    expect(tablet.locator(".st-key-difficulty .waiting")).to_be_visible()
    assert tablet.locator(".st-key-difficulty .waiting").evaluate(CONTRAST) >= 4.5


def test_a_field_reached_by_the_keyboard_is_seen_to_be(tablet: Page) -> None:
    tablet.locator(".st-key-place input").press("Tab")

    outline = "(entry) => [getComputedStyle(entry).outlineStyle, getComputedStyle(entry).outlineWidth]"
    assert tablet.locator(".st-key-difficulty textarea").evaluate(outline) == ["solid", "3px"]


def test_streamlits_english_hints_are_not_shown(tablet: Page) -> None:
    tablet.locator(".st-key-search input").press_sequentially("한빛")

    hint = tablet.get_by_text("Press Enter to apply")
    expect(hint).to_have_count(1)
    expect(hint).to_be_hidden()


def test_no_request_leaves_for_another_host(browser: Browser, form: FormServer) -> None:
    context = browser.new_context(viewport=TABLET)
    hand_over_session(context, form)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    open_form(page, form)

    page.wait_for_load_state("networkidle")
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((form.address, "blob:", "data:"))] == []
    context.close()


def test_words_are_broken_between_words(tablet: Page) -> None:
    breaking = "() => getComputedStyle(document.querySelector('.stApp')).wordBreak"

    assert tablet.evaluate(breaking) == "keep-all"


def test_a_field_has_its_label_its_help_and_its_fault_for_assistive_tools(tablet: Page) -> None:
    place = tablet.get_by_label("방문 장소")
    answer = tablet.get_by_label("현장 답변")

    expect(place).to_have_accessible_description("공장이면 동 이름까지 적으세요.")
    expect(answer).to_have_accessible_description("현장 답변을 입력하세요.")
    expect(answer).to_have_attribute("aria-invalid", "true")
    expect(place).to_have_attribute("aria-invalid", "false")
    assert place.bounding_box()["height"] >= 44
