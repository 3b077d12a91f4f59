"""통계: a link opens the view it was taken from, and what is not a person's to see is not offered."""

import json
from typing import Any

import pytest

from casebase.access.policy import granted
from casebase.casework.office import Office
from casebase.domain.account import Role
from casebase.insight.figures.catalog import FIGURES
from casebase.ui.insight_sections import SECTIONS
from tests.screens import Screen, desk_of

SHOWING = [(name, figure) for name, section in SECTIONS.items() for figure in section.figures]


def test_every_figure_stands_in_one_section() -> None:
    assert sorted(figure for _, figure in SHOWING) == sorted(FIGURES)


@pytest.mark.parametrize(("section", "figure"), SHOWING)
def test_a_link_opens_a_figure_with_what_it_counts_and_how_fresh_it_is(
    office: Office, section: str, figure: str
) -> None:
    screen = _opened(office, "head", section=section, figure=figure)

    assert [each.value for each in screen.shown.subheader] == [FIGURES[figure].title]
    assert FIGURES[figure].note in screen.text
    assert "번까지 반영" in screen.text
    (chart,) = _charts(screen)
    assert chart["layout"]


@pytest.mark.parametrize("section", ["forecast", "reports"])
def test_forecasts_and_reports_open(office: Office, section: str) -> None:
    screen = _opened(office, "head", section=section)

    assert not _charts(screen)
    expected = {"forecast": "늦어질 것 같은 사건", "reports": "분기 면책 보고"}
    assert expected[section] in screen.text


def test_the_address_follows_what_is_chosen_and_says_codes_only(office: Office) -> None:
    screen = _opened(office, "head", section="visits")

    screen.pick("insight_span", "this-year")
    screen.choose("insight_region", "48120")

    assert _address(screen) == {"section": "visits", "span": "this-year", "region": "48120"}


def test_back_shows_what_the_address_says_again(office: Office) -> None:
    screen = _opened(office, "head", section="visits", region="48120", span="last-year")
    screen.choose("insight_region", "48250")

    screen.shown.query_params["region"] = "48120"
    screen.run()

    assert screen.shown.selectbox(key="insight_region").value == "48120"
    assert screen.shown.button_group(key="insight_span").value == "last-year"


def test_an_address_that_says_nonsense_opens_the_first_view(office: Office) -> None:
    screen = _opened(
        office, "head", section="<b>", figure="drop table", span="x", since="0001-01-01", region="1", agency="'"
    )

    assert not screen.shown.exception
    assert [each.value for each in screen.shown.subheader] == [FIGURES["cases_by_month"].title]
    assert _address(screen) == {}


def test_a_span_of_one_s_own_is_kept_in_the_address_and_may_be_typed_backwards(office: Office) -> None:
    screen = _opened(office, "head", section="visits", span="own", since="2026-03-01", until="2025-02-01")

    assert "두 날을 바꾸어" in screen.text
    assert _address(screen)["since"] == "2025-02-01"
    assert _address(screen)["until"] == "2026-03-01"


def test_the_table_is_only_made_when_it_is_asked_for(office: Office) -> None:
    screen = _opened(office, "head", section="visits")
    assert not _tables(screen)
    assert not screen.shown.get("download_button")

    screen.shown.toggle(key="figure_table").set_value(True)
    screen.run()

    (table,) = _tables(screen)
    assert '<th scope="col">시군</th>' in table
    labels = [button.proto.label for button in screen.shown.get("download_button")]
    assert labels == ["엑셀(xlsx) 내려받기", "CSV 내려받기", "Parquet 내려받기"]


def test_a_part_leads_to_the_cases_behind_it(office: Office) -> None:
    screen = _opened(office, "head", section="visits", span="own", since="2000-01-01")

    screen.shown.selectbox(key="figure_part").set_value(0)
    screen.run()

    (behind,) = [each.proto.body for each in screen.shown.get("html") if '<ul class="cases' in each.proto.body]
    assert 'href="/visit?number=' in behind


def test_a_filter_that_matches_nothing_says_what_to_do(office: Office) -> None:
    screen = _opened(office, "head", section="visits", span="own", since="1999-01-01", until="1999-01-02")

    (chart,) = _charts(screen)
    (note,) = chart["layout"]["annotations"]
    assert "기간을 넓히거나" in note["text"]


@pytest.mark.parametrize("role", list(Role))
def test_only_sections_a_role_may_open_are_offered(office: Office, role: Role) -> None:
    screen = _opened(office, role.value)

    offered = screen.offered("insight_section") if "권한이 없습니다" not in screen.text else []
    assert offered == [section.title for section in SECTIONS.values() if granted(role, section.act) and _sees(role)]


def test_an_applicant_is_shown_whole_quarters_and_no_finer_filter_nor_the_office_s_judgments(office: Office) -> None:
    screen = _opened(office, "applicant", section="exemption", figure="agreement")

    assert "끝난 분기(" in screen.text
    assert not screen.shown.get("selectbox")
    assert "agreement" not in _address(screen).values()
    assert [each.value for each in screen.shown.subheader] == [FIGURES["recognition_by_quarter"].title]


def test_a_report_is_made_when_it_is_asked_for(office: Office) -> None:
    screen = _opened(office, "head", section="reports")
    assert not screen.shown.get("download_button")

    screen.press("make_exemptions_xlsx")

    (offered,) = screen.shown.get("download_button")
    assert offered.proto.label.endswith(".xlsx 내려받기")


def _sees(role: Role) -> bool:
    return bool(granted(role, SECTIONS["flow"].act))


def _opened(office: Office, login: str, **query: str) -> Screen:
    return Screen(desk_of(office, login).session_id, "insight", query)


def _address(screen: Screen) -> dict[str, object]:
    return {name: value for name, value in screen.shown.query_params.items() if value}


def _charts(screen: Screen) -> list[dict[str, Any]]:
    parts = [each.proto for each in screen.shown.get("bidi_component")]
    return [json.loads(json.loads(part.json)["figure"]) for part in parts if part.component_name == "casebase_drawing"]


def _tables(screen: Screen) -> list[str]:
    return [each.proto.body for each in screen.shown.get("html") if 'class="figure"' in each.proto.body]
