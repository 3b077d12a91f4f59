"""A signature is kept as strokes, stroke by stroke."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import FormServer, await_true, open_form

pytestmark = pytest.mark.browser

CANVAS = ".st-key-signature canvas"
INKED = """canvas => { const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let inked = 0; for (let at = 3; at < data.length; at += 4) inked += data[at] > 0; return inked; }"""


def draw(page: Page, *points: tuple[int, int]) -> None:
    """Draw one stroke with a finger, in pixels from the canvas' corner."""
    canvas = page.locator(CANVAS)
    canvas.scroll_into_view_if_needed()
    corner = canvas.bounding_box()
    finger = page.context.new_cdp_session(page)
    for at, (x, y) in enumerate(points):
        touch = {"x": corner["x"] + x, "y": corner["y"] + y, "id": 1}
        kind = "touchMove" if at else "touchStart"
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [touch]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def signature(form: FormServer) -> dict[str, object]:
    return json.loads(form.fields().get("signature") or "{}")


def test_a_drawn_signature_is_kept_as_a_path_and_drawn_again_after_a_reload(tablet: Page, form: FormServer) -> None:
    before = tablet.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    draw(tablet, *((20 + step * 5, 40 + step * 3) for step in range(30)))
    draw(tablet, (200, 30), (240, 90), (280, 40))

    await_true(lambda: str(signature(form).get("path")).count("M") == 2, 3)
    kept = signature(form)
    assert set(kept) == {"w", "h", "path"}
    assert kept["path"].startswith("M20,40L20,40L")
    assert tablet.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") >= before

    tablet.reload()
    expect(tablet.locator(".st-key-signature .hint")).to_have_text("서명했습니다.")
    assert tablet.locator(CANVAS).evaluate(INKED) > 200


def test_a_stroke_drawn_without_a_line_survives_the_tab(tablet: Page, form: FormServer) -> None:
    form.kill()
    draw(tablet, (20, 20), (120, 80))
    tablet.goto("about:blank")
    form.start()

    open_form(tablet, form)

    await_true(lambda: "L120,80" in str(signature(form).get("path")), 5)
    expect(tablet.locator(".st-key-signature .hint")).to_have_text("서명했습니다.")


def test_writing_again_clears_the_pad_and_what_was_kept(tablet: Page, form: FormServer) -> None:
    draw(tablet, (20, 20), (120, 80))
    await_true(lambda: "path" in signature(form), 3)

    tablet.locator(".st-key-signature .clear-signature").tap()

    form.await_field("signature", "")
    assert tablet.locator(CANVAS).evaluate(INKED) == 0
    expect(tablet.locator(".clear-signature")).to_be_disabled()


def test_on_a_narrower_screen_the_signature_shrinks_and_goes_on_in_its_own_measure(
    tablet: Page, form: FormServer
) -> None:
    draw(tablet, (700, 100), (740, 150))
    await_true(lambda: "path" in signature(form), 3)
    width = signature(form)["w"]

    tablet.set_viewport_size({"width": 430, "height": 1180})
    tablet.wait_for_timeout(300)
    assert tablet.locator(CANVAS).evaluate(INKED) > 20
    draw(tablet, (195, 60), (195, 70))

    await_true(lambda: str(signature(form)["path"]).count("M") == 2, 3)
    assert signature(form)["w"] == width
    second = str(signature(form)["path"]).split("M")[2]
    assert float(second.split(",")[0]) == pytest.approx(width / 2, abs=2)


def test_a_second_finger_is_not_part_of_the_signature(tablet: Page, form: FormServer) -> None:
    corner = tablet.locator(CANVAS).bounding_box()
    fingers = tablet.context.new_cdp_session(tablet)
    at = lambda x, y, finger: {"x": corner["x"] + x, "y": corner["y"] + y, "id": finger}  # noqa: E731

    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at(20, 20, 1)]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at(20, 20, 1), at(300, 150, 2)]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at(60, 60, 1), at(350, 150, 2)]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    await_true(lambda: "path" in signature(form), 3)
    assert "L60,60" in signature(form)["path"]
    assert ",150" not in signature(form)["path"]


def test_the_pad_has_a_name_for_assistive_tools(tablet: Page) -> None:
    expect(tablet.get_by_role("img", name="서명")).to_be_visible()
    expect(tablet.get_by_role("img", name="서명")).to_have_accessible_description(
        "칸 안에 손가락이나 펜으로 서명하세요."
    )
