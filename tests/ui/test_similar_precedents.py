"""Similar precedents appear while somebody types, and never stand in the way."""

import time

import pytest
from playwright.sync_api import Page, Request, expect

from tests.builders import an_event
from tests.precedent_builders import a_precedent
from tests.ui.conftest import FormServer

pytestmark = pytest.mark.browser

DIFFICULTY = ".st-key-difficulty textarea"
LIST = ".st-key-precedents .precedents"
TEXT = "공장 진입로를 넓히려는데 농지전용허가를 받아야 하는지"


@pytest.fixture(scope="module")
def title(running_form: FormServer) -> str:
    title = "<i>농지전용허가</i> 없이 진입로를 넓힐 수 있는지"
    with running_form.store.transaction() as con:
        precedent = a_precedent(con, title=title)
        an_event(con, "precedent", precedent.id)
    return title


def asked(page: Page) -> list[str]:
    """Return a list that grows with each question."""
    questions: list[str] = []

    def hear(request: Request) -> None:
        if request.url.endswith("/api/precedents/similar"):
            questions.append(request.post_data_json["text"])

    page.on("request", hear)
    return questions


def test_they_appear_while_somebody_types_and_no_script_runs(tablet: Page, title: str) -> None:
    questions, runs = asked(tablet), tablet.locator("#runs").inner_text()
    expect(tablet.locator(LIST)).to_be_hidden()

    tablet.locator(DIFFICULTY).press_sequentially(TEXT)

    link = tablet.locator(f"{LIST} a")
    expect(link).to_have_text(title, timeout=20_000)  # as text: nothing of it is markup
    expect(tablet.locator(LIST)).to_contain_text("맞는 낱말: ")
    assert link.get_attribute("target") == "_blank"
    assert "/precedent?number=" in str(link.get_attribute("href"))
    assert len(questions) <= 3  # once for a pause, not once for a letter
    assert questions[-1] == TEXT
    assert tablet.locator("#runs").inner_text() == runs


def test_a_server_that_cannot_answer_is_told_quietly_and_typing_goes_on(tablet: Page, form: FormServer) -> None:
    form.hinder("broken")

    tablet.locator(DIFFICULTY).press_sequentially(TEXT)

    expect(tablet.locator(f"{LIST} .quiet")).to_have_text(
        "비슷한 사례를 지금은 찾을 수 없습니다. 쓰는 글에는 영향이 없습니다.", timeout=20_000
    )
    tablet.locator(DIFFICULTY).press_sequentially(" 더")
    assert tablet.locator(DIFFICULTY).input_value() == f"{TEXT} 더"


def test_a_slow_answer_is_given_up_when_somebody_types_on(tablet: Page, form: FormServer, title: str) -> None:
    questions = asked(tablet)
    form.hinder("slow", "2")
    tablet.locator(DIFFICULTY).press_sequentially("하천 점용료를 감면하는 일")
    until = time.monotonic() + 10
    while not questions and time.monotonic() < until:
        tablet.wait_for_timeout(50)
    form.relent("slow")

    tablet.locator(DIFFICULTY).fill(TEXT)

    expect(tablet.locator(f"{LIST} a")).to_have_text(title, timeout=20_000)
    assert questions[-1] == TEXT
