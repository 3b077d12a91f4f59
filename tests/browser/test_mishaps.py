"""What goes wrong while somebody writes: nothing is lost, nothing is done twice."""

import json
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from casebase.casework import drafts
from casebase.casework.desk import Desk
from casebase.casework.sign_in import open_session_for, session_of_token
from casebase.domain.draft import Form, TypedField
from casebase.store.accounts import find_account_by_login
from casebase.store.businesses import list_businesses
from casebase.store.connection import Store
from casebase.store.sessions import update_ended_of_account
from tests.browser.serving import Served, serving, settled, signed_in

pytestmark = pytest.mark.browser

PLACE = ".st-key-place input"
REASON = ".st-key-return_reason textarea"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory):
    """A server of this module's own: it is killed, and its sessions are ended."""
    with serving(tmp_path_factory.mktemp("alone")) as served:
        yield served


@pytest.fixture
def desk(alone: Served):
    """The auditor's desk on the server's own records, from beside it."""
    store = Store(f"sqlite:///{alone.home}/records.db", alone.home)
    with store.reading() as con:
        found = find_account_by_login(con, "auditor")
    assert found is not None
    token = open_session_for(store, found[0].id, datetime.now(UTC), idle_minutes=60, hours=1)
    yield Desk(store=store, session_id=session_of_token(token), now=datetime.now(UTC))
    store.close()


def test_a_double_tap_on_finish_gives_one_number(browser: Browser, alone: Served, desk: Desk):
    draft_id = a_complete_draft(desk)
    before = count_visits(desk)

    with signed_in(browser, alone, "auditor") as tablet:
        page = open_draft(tablet.new_page(), alone, draft_id)
        page.locator(".st-key-finish_visit button").dblclick()
        page.locator("a[href^='/papers/']").first.wait_for()

    assert count_visits(desk) == before + 1


def test_what_is_typed_while_the_server_is_down_arrives_when_it_is_back(browser: Browser, alone: Served, desk: Desk):
    draft_id = a_complete_draft(desk)

    with signed_in(browser, alone, "auditor") as tablet:
        page = open_draft(tablet.new_page(), alone, draft_id)
        page.locator(PLACE).click()
        alone.kill()
        page.keyboard.type(" 안쪽 창고")
        page.wait_for_timeout(4_000)
        alone.start()
        expect(page.locator(".st-key-place .state")).to_have_text("저장됨", timeout=15_000)

    assert drafts.fetch_draft(desk, draft_id).text("place") == "시연중공업 창원공장 안쪽 창고"


def test_a_session_that_ends_in_mid_form_loses_nothing(browser: Browser, alone: Served, desk: Desk):
    draft_id = a_complete_draft(desk)

    with signed_in(browser, alone, "auditor") as tablet:
        page = open_draft(tablet.new_page(), alone, draft_id)
        end_sessions_of(desk, "auditor")
        page.locator(PLACE).click()
        page.keyboard.type(" 정문")
        expect(page.get_by_text(re.compile("다시 로그인")).first).to_be_visible(timeout=10_000)
        page.goto(f"{alone.address}/signin?next=/visit%3Fid%3D{draft_id}")
        page.fill("#login", "auditor")
        page.fill("#password", "casebase-demo")
        page.click("form button >> nth=0")
        page.wait_for_selector(PLACE)
        expect(page.locator(PLACE)).to_have_value("시연중공업 창원공장 정문")


def test_a_reason_half_typed_for_a_return_is_there_again_after_the_tab_is_killed(browser: Browser, alone: Served):
    with signed_in(browser, alone, "head") as tablet:
        page = open_proposal(tablet.new_page(), alone)
        page.get_by_text("반려하기").tap()
        page.locator(REASON).press_sequentially("손실액의 근거")
        expect(page.locator(".st-key-return_reason .state")).to_have_text("저장됨")
        page.close()

        page = open_proposal(tablet.new_page(), alone)

        expect(page.locator(REASON)).to_be_visible()
        expect(page.locator(REASON)).to_have_value("손실액의 근거")


def a_complete_draft(desk: Desk) -> str:
    """A visit's draft with nothing missing but the tap on finish."""
    with desk.store.reading() as con:
        business = list_businesses(con, "시연중공업")[0]
    fields = {
        "business_id": business.id,
        "visited_on": desk.today.isoformat(),
        "begins_at": "00:10",
        "ends_at": "00:20",
        "place": "시연중공업 창원공장",
        "met": "공장장",
        "consents_to_record": "yes",
        "member_ids": json.dumps([]),
        "count_matters": "1",
        "field_1": "산업단지",
        "difficulty_1": "가설건축물을 둘 수 있는지 묻는다.",
        "track_1": "on_site",
        "answer_1": "둘 수 있다.",
    }
    draft_id = drafts.begin_draft(desk, Form.VISIT)
    typed = [TypedField(key=key, value=value, sequence=1) for key, value in fields.items()]
    drafts.keep_fields(desk, draft_id, typed)
    return draft_id


def open_draft(page: Page, served: Served, draft_id: str) -> Page:
    page.goto(f"{served.address}/visit?id={draft_id}")
    page.wait_for_selector(".st-key-finish_visit")
    settled(page)
    page.locator(PLACE).click()
    page.keyboard.press("End")
    return page


def open_proposal(page: Page, served: Served) -> Page:
    """Open the first review of the demonstration that waits for approval."""
    page.goto(f"{served.address}/exemptions")
    page.locator("[class*=st-key-review_]", has_text="상정").locator("a").first.click()
    page.wait_for_selector(".st-key-return_ruling", state="attached")
    settled(page)
    return page


def count_visits(desk: Desk) -> int:
    with desk.store.reading() as con:
        row = con.row("select count(*) from visits")
    assert row is not None
    return int(row[0])


def end_sessions_of(desk: Desk, login: str) -> None:
    with desk.store.transaction() as con:
        found = find_account_by_login(con, login)
        assert found is not None
        update_ended_of_account(con, found[0].id, desk.instant)
