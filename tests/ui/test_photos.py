"""Picked files reach the draft, whatever the line does."""

import io
import json

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.ui.conftest import FormServer, await_true, open_form

pytestmark = pytest.mark.browser

PICK = ".st-key-photos .pick label:has-text('사진 고르기') input"
ROWS = ".st-key-photos li"
STATE = f"{ROWS} .state"
PICK_21_MB = """(input) => {
    const picked = new DataTransfer();
    picked.items.add(new File([new Uint8Array(21 * 1024 * 1024)], '큰.png', {type: 'image/png'}));
    input.files = picked.files;
    input.dispatchEvent(new Event('change'));
}"""


def a_photo(name: str = "현장.png", colour: str = "teal") -> dict[str, object]:
    content = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(content, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": content.getvalue()}


def files(form: FormServer) -> list[dict[str, object]]:
    kept = {name: json.loads(text) for name, text in form.fields().items() if name.startswith("file_") and text}
    return sorted(kept.values(), key=lambda file: str(file["name"]), reverse=True)


def test_picked_photos_go_up_and_show_themselves_after_a_reload(tablet: Page, form: FormServer) -> None:
    tablet.locator(PICK).set_input_files([a_photo("앞.png"), a_photo("뒤.png", "maroon")])

    await_true(lambda: [file["name"] for file in files(form)] == ["앞.jpg", "뒤.jpg"], 10)
    assert {file["role"] for file in files(form)} == {"photo"}
    tablet.reload()
    expect(tablet.locator(ROWS)).to_have_count(2)
    picture = tablet.get_by_role("img", name="앞.jpg")
    await_true(lambda: picture.evaluate("image => image.naturalWidth") == 320, 3)


def test_a_photo_that_has_come_runs_no_script(tablet: Page, form: FormServer) -> None:
    runs = tablet.locator("#runs").text_content()

    tablet.locator(PICK).set_input_files([a_photo()])

    await_true(lambda: len(files(form)) == 1, 10)
    expect(tablet.locator(ROWS)).to_have_count(1)
    assert tablet.locator("#runs").text_content() == runs


def test_a_photo_picked_offline_goes_up_when_the_line_is_back(tablet: Page, form: FormServer) -> None:
    tablet.context.set_offline(True)
    tablet.locator(PICK).set_input_files([a_photo()])
    expect(tablet.locator(STATE)).to_have_text("이 기기에만 있음 - 연결되면 올립니다")
    assert files(form) == []

    tablet.context.set_offline(False)

    await_true(lambda: len(files(form)) == 1, 10)
    expect(tablet.locator(STATE)).to_have_text("")


def test_a_photo_picked_while_the_server_is_gone_survives_a_closed_tab(tablet: Page, form: FormServer) -> None:
    form.kill()
    tablet.locator(PICK).set_input_files([a_photo()])
    expect(tablet.locator(STATE)).to_have_text("이 기기에만 있음 - 연결되면 올립니다")
    tablet.close()
    form.start()

    again = tablet.context.new_page()
    open_form(again, form)

    await_true(lambda: len(files(form)) == 1, 10)
    expect(again.locator(ROWS)).to_have_count(1)
    again.reload()
    expect(again.locator(ROWS)).to_have_count(1)
    assert len(files(form)) == 1


def test_a_file_that_is_no_photo_stays_in_the_list_with_the_servers_reason(tablet: Page, form: FormServer) -> None:
    fake = {"name": "가짜.png", "mimeType": "image/png", "buffer": b"not a photo"}

    tablet.locator(PICK).set_input_files([fake, a_photo("진짜.png")])

    expect(tablet.locator(STATE).filter(has_text="사진이 아닙니다. JPEG, PNG, WebP 사진을 고르세요.")).to_have_count(1)
    await_true(lambda: [file["name"] for file in files(form)] == ["진짜.jpg"], 10)


def test_a_file_above_20_mb_is_refused_before_it_is_sent(tablet: Page) -> None:
    sent: list[str] = []
    tablet.on("request", lambda request: sent.append(request.url))

    tablet.locator(PICK).evaluate(PICK_21_MB)

    expect(tablet.locator(STATE)).to_have_text(
        "20 MB보다 큰 파일은 올릴 수 없습니다(이 파일은 21.0 MB). 크기를 줄여 다시 고르세요."
    )
    assert not any("/api/files" in url for url in sent)


def test_a_photo_is_removed_by_a_second_tap_only(tablet: Page, form: FormServer) -> None:
    tablet.locator(PICK).set_input_files([a_photo()])
    await_true(lambda: len(files(form)) == 1, 10)
    remove = tablet.locator(f"{ROWS} .remove")

    remove.tap()
    expect(remove).to_have_text("한 번 더 누르면 지웁니다")
    assert len(files(form)) == 1

    remove.tap()
    expect(tablet.locator(ROWS)).to_have_count(0)
    assert files(form) == []


def test_a_photo_that_cannot_be_removed_stays_and_says_so(tablet: Page, form: FormServer) -> None:
    tablet.locator(PICK).set_input_files([a_photo()])
    await_true(lambda: len(files(form)) == 1, 10)
    form.hinder("broken")

    tablet.locator(f"{ROWS} .remove").dblclick()

    expect(tablet.locator(STATE)).to_have_text("지우지 못했습니다. 연결을 확인하고 다시 누르세요.")
    expect(tablet.locator(ROWS)).to_have_count(1)


def test_the_main_act_waits_for_a_photo_and_the_others_do_not(tablet: Page, form: FormServer) -> None:
    form.hinder("slow", "1.5")
    tablet.locator(PICK).set_input_files([a_photo()])

    tablet.locator(".st-key-add_matter button").tap()
    expect(tablet.locator("#added")).to_be_visible(timeout=1200)
    assert files(form) == []
    tablet.locator(".st-key-finish_visit button").tap()

    expect(tablet.locator("#finished")).to_be_visible()
    assert len(files(form)) == 1


def test_the_main_act_is_not_done_while_a_photo_cannot_be_sent(tablet: Page, form: FormServer) -> None:
    form.hinder("broken")
    tablet.locator(PICK).set_input_files([a_photo()])

    tablet.locator(".st-key-finish_visit button").tap()

    expect(tablet.locator("#casebase-notice")).to_contain_text("파일을 아직 올리지 못했습니다", timeout=6000)
    expect(tablet.locator("#finished")).to_have_count(0)


def test_evidence_is_a_list_of_its_own_and_takes_any_file(tablet: Page, form: FormServer) -> None:
    paper = {"name": "공문.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}

    tablet.locator(".st-key-evidence .pick input").set_input_files([paper])

    await_true(lambda: [file["role"] for file in files(form)] == ["evidence"], 10)
    expect(tablet.locator(".st-key-evidence .thumb")).to_have_text("PDF")
    expect(tablet.locator(ROWS)).to_have_count(0)


def test_the_camera_is_asked_for_where_a_photo_is_taken(tablet: Page) -> None:
    camera = tablet.get_by_label("사진 찍기")

    expect(camera).to_have_attribute("capture", "environment")
    expect(camera).to_have_attribute("accept", "image/*")
    expect(tablet.get_by_label("사진 고르기")).not_to_have_attribute("capture", "environment")
