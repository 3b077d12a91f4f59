"""Typed text survives whatever happens to the tab, the line and the server."""

import json
import time
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.ui.conftest import FormServer, await_true, open_form

pytestmark = pytest.mark.browser

PLACE = ".st-key-place input"
DIFFICULTY = ".st-key-difficulty textarea"
STATE = ".st-key-difficulty .state"
PASTE = "(entry, text) => { entry.value = text; entry.dispatchEvent(new InputEvent('input')); }"


def compose(page: Page, *steps: str, commit: str = "") -> None:
    """Type as a Hangul keyboard does: each step replaces the syllable being composed."""
    keyboard = page.context.new_cdp_session(page)
    for step in steps:
        keyboard.send("Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)})
    if commit:
        keyboard.send("Input.insertText", {"text": commit})


def posts_of(page: Page) -> list[dict[str, Any]]:
    """Return a list that grows with each post of fields."""
    posts: list[dict[str, Any]] = []
    page.on("request", lambda request: posts.append(request.post_data_json) if is_post(request) else None)
    return posts


def is_post(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/api/drafts")


def kept_in_browser(page: Page, form: FormServer) -> dict[str, str]:
    """Return what this browser keeps of the draft, by field."""
    kept: dict[str, str] = page.evaluate("() => ({...localStorage})")
    mine = f"casebase:{form.account.id}:{form.draft_id}:"
    return {key.removeprefix(mine): json.loads(kept[key])["v"] for key in kept if key.startswith(mine)}


def test_text_is_on_the_server_within_two_seconds_and_then_leaves_the_browser(tablet: Page, form: FormServer) -> None:
    tablet.locator(DIFFICULTY).press_sequentially("진입로가 좁습니다")

    form.await_field("difficulty", "진입로가 좁습니다", seconds=2)
    expect(tablet.locator(STATE)).to_have_text("저장됨")
    assert kept_in_browser(tablet, form) == {}


def test_a_syllable_still_being_composed_is_saved_too(tablet: Page, form: FormServer) -> None:
    tablet.locator(DIFFICULTY).focus()

    compose(tablet, "ㅎ", "하", "한")

    form.await_field("difficulty", "한", seconds=2)
    compose(tablet, "한ㄱ", "한그", "한글", commit="한글")
    form.await_field("difficulty", "한글", seconds=2)
    assert tablet.locator(DIFFICULTY).input_value() == "한글"


def test_during_continuous_typing_the_server_is_at_most_two_seconds_behind(tablet: Page, form: FormServer) -> None:
    posts = posts_of(tablet)
    tablet.locator(DIFFICULTY).focus()
    behind, seen = 0.0, None
    begun = last_seen = time.monotonic()

    while time.monotonic() - begun < 6:
        tablet.keyboard.type("가")
        time.sleep(0.1)
        now = time.monotonic()
        if form.fields().get("difficulty") != seen:
            seen, last_seen = form.fields().get("difficulty"), now
        behind = max(behind, now - last_seen)

    assert behind < 2
    assert len(posts) < 10  # and does not post every key


def test_words_typed_right_before_a_reload_are_there_after_it(tablet: Page, form: FormServer) -> None:
    tablet.locator(DIFFICULTY).press_sequentially("마지막 말")

    tablet.reload()

    expect(tablet.locator(DIFFICULTY)).to_have_value("마지막 말")
    form.await_field("difficulty", "마지막 말")


def test_words_typed_right_before_the_tab_closes_are_there_in_the_next(tablet: Page, form: FormServer) -> None:
    tablet.locator(DIFFICULTY).press_sequentially("탭을 닫습니다")

    tablet.close(run_before_unload=True)

    form.await_field("difficulty", "탭을 닫습니다")
    again = tablet.context.new_page()
    open_form(again, form)
    expect(again.locator(DIFFICULTY)).to_have_value("탭을 닫습니다")


def test_hangul_goes_on_while_the_server_is_killed_and_arrives_when_it_is_back(tablet: Page, form: FormServer) -> None:
    tablet.locator(DIFFICULTY).press_sequentially("앞 ")
    form.kill()

    for _ in range(40):
        for step in ("ㅁ", "마", "말"):
            compose(tablet, step)
            time.sleep(0.05)
        compose(tablet, commit="말")

    expect(tablet.locator(STATE)).to_have_text("이 기기에만 있음 - 연결되면 저장합니다")
    expect(tablet.get_by_role("dialog")).to_have_count(0)
    assert tablet.locator(DIFFICULTY).input_value() == "앞 " + "말" * 40
    form.start()
    form.await_field("difficulty", "앞 " + "말" * 40, seconds=6)
    expect(tablet.locator(STATE)).to_have_text("저장됨")


def test_the_page_says_that_the_line_is_gone_until_it_is_back(tablet: Page, form: FormServer) -> None:
    form.kill()

    expect(tablet.get_by_role("status").filter(has_text="연결이 끊겼습니다")).to_be_visible(timeout=10_000)
    form.start()
    expect(tablet.locator("#casebase-line")).to_be_hidden(timeout=15_000)


def test_words_typed_while_the_server_is_gone_survive_a_closed_tab(tablet: Page, form: FormServer) -> None:
    form.kill()
    tablet.locator(DIFFICULTY).press_sequentially("신호 없이 쓴 말")
    tablet.close(run_before_unload=True)

    form.start()
    again = tablet.context.new_page()
    open_form(again, form)

    expect(again.locator(DIFFICULTY)).to_have_value("신호 없이 쓴 말")
    form.await_field("difficulty", "신호 없이 쓴 말")


def test_words_typed_offline_arrive_when_the_line_is_back(tablet: Page, form: FormServer) -> None:
    tablet.context.set_offline(True)
    tablet.locator(DIFFICULTY).press_sequentially("오프라인")
    expect(tablet.locator(STATE)).to_have_text("이 기기에만 있음 - 연결되면 저장합니다")
    assert kept_in_browser(tablet, form) == {"difficulty": "오프라인"}

    tablet.context.set_offline(False)

    form.await_field("difficulty", "오프라인", seconds=3)
    expect(tablet.locator(STATE)).to_have_text("저장됨")
    assert kept_in_browser(tablet, form) == {}


def test_a_newer_text_of_the_server_is_not_overwritten_by_an_older_one_of_the_browser(
    tablet: Page, form: FormServer
) -> None:
    form.kill()
    tablet.locator(DIFFICULTY).press_sequentially("이 기기의 옛말")
    tablet.close(run_before_unload=True)
    form.enter("difficulty", "다른 기기의 새말", int(time.time() * 1000) + 5000)
    form.start()

    again = tablet.context.new_page()
    open_form(again, form)

    expect(again.locator(DIFFICULTY)).to_have_value("다른 기기의 새말")
    again.locator(DIFFICULTY).press("End")
    again.keyboard.type("!")
    form.await_field("difficulty", "다른 기기의 새말!")  # although its sequence is ahead of this device's clock


def test_another_device_writing_meanwhile_is_told_and_not_silently_undone(tablet: Page, form: FormServer) -> None:
    form.enter("difficulty", "사무실에서 쓴 말", int(time.time() * 1000) + 60_000)

    tablet.locator(DIFFICULTY).press_sequentially("현장")

    expect(tablet.locator(STATE)).to_contain_text("다른 기기에서 더 나중에 고친 내용이 있습니다")
    assert form.fields()["difficulty"] == "사무실에서 쓴 말"
    tablet.keyboard.type("에서")
    form.await_field("difficulty", "현장에서")


def test_several_fields_go_in_one_post(tablet: Page, form: FormServer) -> None:
    posts = posts_of(tablet)

    tablet.evaluate(
        """() => { for (const [key, tag] of [['place', 'input'], ['difficulty', 'textarea'], ['answer', 'textarea']]) {
            const host = document.querySelector(`.st-key-${key} [data-testid=stBidiComponentIsolated]`);
            const entry = host.shadowRoot.querySelector(tag);
            entry.value = key; entry.dispatchEvent(new InputEvent('input')); } }"""
    )

    form.await_field("answer", "answer")
    expect(tablet.locator(STATE)).to_have_text("저장됨")
    assert [set(post["fields"]) for post in posts] == [{"place", "difficulty", "answer"}]


def test_typing_and_leaving_a_field_run_no_script(tablet: Page, form: FormServer) -> None:
    runs = tablet.locator("#runs").text_content()
    tablet.locator(PLACE).press_sequentially("김해")

    tablet.locator(PLACE).press("Tab")

    await_true(lambda: form.fields().get("place") == "김해", 3)
    assert tablet.locator("#runs").text_content() == runs


def test_a_refused_field_says_so_and_does_not_hold_the_others_back(tablet: Page, form: FormServer) -> None:
    tablet.locator(DIFFICULTY).evaluate(PASTE, "가" * 250_001)
    tablet.locator(PLACE).fill("창원")

    expect(tablet.locator(".st-key-difficulty .fault")).to_contain_text("너무 길어 저장할 수 없습니다(250,001자)")
    form.await_field("place", "창원")
    tablet.locator(".st-key-finish_visit button").tap()
    expect(tablet.locator("#casebase-notice")).to_contain_text("표시된 칸을 고친 뒤 다시 누르세요")
    tablet.locator(DIFFICULTY).evaluate(PASTE, "괜찮은 말")
    form.await_field("difficulty", "괜찮은 말")
    expect(tablet.locator(".st-key-difficulty .fault")).to_have_text("")


def test_a_draft_that_is_gone_is_told_and_holds_no_button_back(tablet: Page, form: FormServer) -> None:
    form.discard()

    tablet.locator(DIFFICULTY).press_sequentially("늦은 말")

    expect(tablet.locator(STATE)).to_contain_text("이 초안은 이미 완료했거나 지운 것이라")
    tablet.locator(".st-key-add_matter button").tap()
    expect(tablet.get_by_text("작성하던 초안을 찾을 수 없거나")).to_be_visible()  # the script ran


def test_a_text_past_its_limit_is_kept_whole_and_said(tablet: Page, form: FormServer) -> None:
    tablet.locator(DIFFICULTY).fill("가" * 60)

    expect(tablet.locator(".st-key-difficulty .fault")).to_have_text("50자까지 쓸 수 있습니다(지금 60자). 줄여 쓰세요.")
    form.await_field("difficulty", "가" * 60)


def test_200_000_characters_are_saved(tablet: Page, form: FormServer) -> None:
    tablet.locator(DIFFICULTY).evaluate(PASTE, "가나다라 " * 40_000)

    await_true(lambda: form.fields().get("difficulty") == "가나다라 " * 40_000, 15)
    expect(tablet.locator(".st-key-difficulty .fault")).to_contain_text("지금 200,000자")


def test_another_draft_in_the_same_place_shows_its_own_text(tablet: Page, form: FormServer) -> None:
    tablet.locator(PLACE).press_sequentially("첫 초안")

    tablet.locator(".st-key-open_other button").tap()

    expect(tablet.locator(PLACE)).to_have_value("")
    tablet.locator(PLACE).press_sequentially("둘째 초안")
    expect(tablet.locator(".st-key-place .state")).to_have_text("저장됨")
    assert form.fields()["place"] == "첫 초안"


def test_forty_more_fields_stay_fast(tablet: Page, form: FormServer) -> None:
    begun = time.monotonic()
    open_form(tablet, form, more_fields=40)
    tablet.locator(".st-key-extra_39 textarea").wait_for()
    opening = time.monotonic() - begun

    begun = time.monotonic()
    tablet.locator(".st-key-extra_39 textarea").press_sequentially("가나다라마바사아자차")
    typing = time.monotonic() - begun

    assert opening < 8
    assert typing < 2
    await_true(lambda: form.fields().get("extra_39") == "가나다라마바사아자차", 2)
