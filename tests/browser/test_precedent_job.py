"""Precedents by hand: a ledger taken over, found while typing, an opinion published, and what the figures say."""

import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect
from python_calamine import CalamineWorkbook

from casebase.sheets.writing import MEDIA_TYPES, Format
from tests.browser.devices import TRIED_AT_MOST, Devices, devices_of, pick, unfold
from tests.browser.precedent_office import (
    DAYS_READ,
    LEDGER,
    OFFICER,
    PERSON,
    SECRET,
    TELEPHONE,
    ToldOpinion,
    ledger,
    tell_opinion,
)
from tests.browser.serving import Finger, Served, settled
from tests.paper_reading import body_of, squeezed
from tests.verapdf import verify_pdfa

pytestmark = [pytest.mark.browser, pytest.mark.verapdf]

NO_DAY = {"H7": "2024. 13. 2."}
DIFFICULTY = "농지 전용 협의가 실효된 농지에 처분명령을 하여야 하는지 "
TYPED_ON = "부서마다 말이 다르다."
OTHER_WORDS = "농지 전용 협의, 처분 명령"  # spaced as the opinion does not
HANDLER = "시연 감사담당자"
_SCRIPT_RUNS = """
    window.scriptRuns = 0;
    const app = document.querySelector("[data-testid=stApp]");
    const count = () => (window.scriptRuns += app.dataset.testScriptState === "notRunning" ? 0 : 1);
    new MutationObserver(count).observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
"""


def test_a_ledger_is_taken_over_once_it_is_sound_and_its_case_found_while_another_is_written(
    browser: Browser, served: Served
) -> None:
    with devices_of(browser, served, ("head", "auditor2")) as devices:
        before = _precedents(devices, "head")
        finger = devices.open("head", "case_import", ".st-key-open_ledger")
        page = finger.page
        finger.pill("kind", "사전컨설팅")
        settled(page)
        _bring(finger, "대장.xlsx", ledger(NO_DAY))
        expect(page.get_by_text("H7 처리일: ‘2024. 13. 2.’")).to_be_visible()
        expect(page.locator(".st-key-import_cases")).to_have_count(0)
        assert _precedents(devices, "head") == before

        _bring(finger, "고친 대장.xlsx", ledger({}))
        page.wait_for_selector(".st-key-import_cases")
        for day in DAYS_READ:
            expect(page.locator("table.ledger")).to_contain_text(day)
        finger.button("import_cases")
        page.get_by_text(f"새 사례 {len(LEDGER)}건을 가져왔습니다").wait_for()
        assert _precedents(devices, "head").count('"source"') == before.count('"source"') + len(LEDGER)
        first, second = (title for _, _, title, *_ in LEDGER[:2])
        _search(devices, "head", first, first)

        _write_beside_precedents(devices, second)


def test_an_opinion_is_published_masked_and_found_by_other_words_on_another_device(
    browser: Browser, served: Served
) -> None:
    opinion = tell_opinion(served.home)
    with devices_of(browser, served, ("head", "applicant")) as devices:
        number = _publish(devices, opinion)
        finger = _search(devices, "applicant", OTHER_WORDS, number)
        finger.tap(_hit(finger.page, number).get_by_role("link"))
        finger.page.wait_for_url(re.compile("precedent[?]number="))
        shown = finger.page.locator("[data-testid=stMain]")
        for told in (opinion.title, OFFICER, "조성원가는 ○○○으로 보았다"):
            expect(shown).to_contain_text(told)

        for path in (f"precedents.json?query={number}", "precedents.json"):
            everything = devices.pages["applicant"].request.get(f"{served.address}/api/exports/{path}").text()
            _must_tell_no_secret(everything)
        _must_tell_no_secret(finger.page.content())
        for secret in (PERSON, SECRET):
            _must_not_be_found_by(devices, secret, number)


def test_a_figure_keeps_its_filter_in_the_address_and_leads_to_its_cases_and_rows(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    with devices_of(browser, served, ("head",)) as devices:
        finger = devices.open("head", "insight?section=times", ".js-plotly-plot")
        page = finger.page
        whole = _rows(finger)
        pick(finger, "insight_handler", page.get_by_role("option", name=HANDLER, exact=True))
        page.wait_for_url(re.compile("handler="))
        page.locator(".js-plotly-plot").first.wait_for()
        settled(page)
        rows, address = _rows(finger), page.url
        assert HANDLER not in unquote(address)  # addresses end in logs
        assert len(rows) <= len(whole)

        page.reload()
        page.locator(".js-plotly-plot").first.wait_for()
        settled(page)
        expect(page.locator(".st-key-insight_handler input")).to_have_value(HANDLER)
        assert (_rows(finger), page.url) == (rows, address)

        group, count = rows[0][0], int(_number(rows[0][1]))
        pick(finger, "figure_part", page.get_by_role("option", name=re.compile(group)).first)
        expect(page.locator(".cases-behind li")).to_have_count(count)
        with page.expect_download() as taken:
            finger.button("download_xlsx")
        taken.value.save_as(tmp_path / "figure.xlsx")
        _, *kept = CalamineWorkbook.from_path(tmp_path / "figure.xlsx").get_sheet_by_index(0).to_python()
        assert kept == [[name, *map(_number, values)] for name, *values in rows]


def test_the_quarterly_report_of_exemptions_is_a_valid_paper(browser: Browser, served: Served, tmp_path: Path) -> None:
    with devices_of(browser, served, ("head",)) as devices:
        finger = devices.open("head", "insight?section=reports", ".st-key-make_exemptions_pdf")
        page = finger.page
        finger.button("make_exemptions_pdf")
        page.wait_for_selector(".st-key-download_exemptions_pdf")
        settled(page)
        with page.expect_download() as taken:
            finger.button("download_exemptions_pdf")
        taken.value.save_as(tmp_path / "report.pdf")
        quarter = re.search(r"\d{4}년 \d분기", taken.value.suggested_filename)

    assert quarter is not None
    assert verify_pdfa([tmp_path / "report.pdf"]) == []
    text = squeezed(body_of((tmp_path / "report.pdf").read_bytes()))
    for told in (f"적극행정 면책심사 결과 보고({quarter.group()})", "시행령 제13조의4 제5항", "결정 목록"):
        assert squeezed(told) in text


def _bring(finger: Finger, name: str, content: bytes) -> None:
    """Upload a ledger, open it and have it looked over."""
    page = finger.page
    ledgers = page.locator(".st-key-ledger_files")
    file = {"name": name, "mimeType": MEDIA_TYPES[Format.XLSX], "buffer": content}
    ledgers.locator("input[type=file]").last.set_input_files(file)
    ledgers.locator("li", has_text=name).last.locator(".thumb[href^='/api/files/']").wait_for()  # the server has it
    finger.button("open_ledger")
    page.wait_for_selector(".st-key-preview_import")
    settled(page)
    finger.button("preview_import")
    page.locator("table.ledger").wait_for()
    settled(page)


def _precedents(devices: Devices, login: str) -> str:
    """Return all precedents as somebody may take them out."""
    return devices.pages[login].request.get(f"{devices.served.address}/api/exports/precedents.json").text()


def _hit(page: Page, told: str) -> Locator:
    return page.locator("[class*=st-key-hit_]", has_text=told).first


def _search(devices: Devices, login: str, words: str, told: str) -> Finger:
    """Search for words until a hit tells something: while the index is being read, the page asks to search again."""
    for _ in range(TRIED_AT_MOST):
        finger = devices.open(login, "precedents", ".st-key-precedent_query input")
        finger.type("precedent_query", words)
        with suppress(TimeoutError):
            _hit(finger.page, told).wait_for(timeout=10_000)
            break
    expect(_hit(finger.page, told)).to_be_visible()
    settled(finger.page)
    return finger


def _must_not_be_found_by(devices: Devices, words: str, number: str) -> None:
    finger = devices.open("applicant", f"precedents?query={words}", "[data-testid=stMain] .st-key-export_precedents")
    expect(finger.page.locator(".st-key-precedent_query input")).to_have_value(words)
    expect(_hit(finger.page, number)).to_have_count(0)


def _must_tell_no_secret(text: str) -> None:
    for secret in (PERSON, TELEPHONE, SECRET, "214만"):
        assert secret not in text


def _write_beside_precedents(devices: Devices, title: str) -> None:
    """Write a matter: what is similar shows beside it, no script runs for it, and every letter typed stays."""
    finger = devices.open("auditor2", "visits", ".st-key-begin_visit")
    page = finger.page
    finger.button("begin_visit")
    page.wait_for_url(re.compile("visit[?]id="))
    page.wait_for_selector(".st-key-difficulty_1")
    settled(page)
    page.evaluate(f"() => {{ {_SCRIPT_RUNS} }}")
    finger.type("difficulty_1", DIFFICULTY)
    similar = page.locator(".st-key-precedents_1 section.precedents li")
    expect(similar.filter(has_text=title)).to_be_visible(timeout=30_000)
    field = page.locator(".st-key-difficulty_1 textarea")
    field.press_sequentially(TYPED_ON)
    expect(field).to_have_value(DIFFICULTY + TYPED_ON)
    expect(similar.filter(has_text=title)).to_contain_text("맞는 낱말")
    page.locator(".st-key-difficulty_1").get_by_text("저장됨").wait_for()
    assert page.evaluate("window.scriptRuns") == 0
    page.reload()
    expect(field).to_have_value(DIFFICULTY + TYPED_ON, timeout=20_000)


def _publish(devices: Devices, opinion: ToldOpinion) -> str:
    """Publish an opinion: each place decided as proposed, a trade secret masked by hand. Return its number."""
    finger = devices.open("head", f"consultation?number={opinion.number}", ".st-key-publication_offers")
    page = finger.page
    unfold(finger, "사례 공개", ".st-key-begin_publication_0")
    finger.button("begin_publication_0")
    page.wait_for_selector(".st-key-publish_precedent")
    settled(page)
    expect(page.locator(".st-key-publish_precedent button")).to_be_disabled()
    shown = page.locator(".published")
    expect(shown).to_contain_text(SECRET)
    finger.button("decide_as_suggested")
    expect(page.locator(".st-key-publish_precedent button")).to_be_enabled()
    decided = page.locator("[class*=st-key-proposal_] [role=radio][aria-checked=true]")
    expect(decided).to_have_text(["가림", "가림", "남김"])
    finger.type("phrases", SECRET)
    finger.button("show_phrases")
    expect(shown).not_to_contain_text(SECRET)
    for told in ("민원인 ○○○(010-****-****)", OFFICER):
        expect(shown).to_contain_text(told)
    settled(page)
    finger.button("publish_precedent")
    page.wait_for_url(re.compile("precedent[?]number="))
    page.locator("section.passage").first.wait_for()
    found = re.search(r"\d{4}-사례-\d{4}", page.locator("h1").inner_text())
    assert found is not None
    return found.group()


def _rows(finger: Finger) -> list[list[str]]:
    """Return the rows of the figure's table, opened where it is not."""
    table = finger.page.locator("table.figure")
    if not table.is_visible():
        finger.tap(".st-key-figure_table label")
        table.wait_for()
    settled(finger.page)
    lines = table.locator("tbody tr").all()
    return [line.locator("th, td").all_inner_texts() for line in lines]


def _number(shown: str) -> float:
    """Return the number of a cell that is shown with its unit ("29.4일")."""
    found = re.match(r"[\d,.]+", shown)
    assert found is not None
    return float(found.group().replace(",", ""))
