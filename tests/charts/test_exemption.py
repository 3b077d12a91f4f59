"""Exemption reviews in figures: findings, what decided, who agreed, and the quarters of a change of law."""

from datetime import date

from casebase.charts.exemption import (
    agreement_chart,
    deciding_criteria_chart,
    findings_by_criterion_chart,
    recognition_by_quarter_chart,
)
from tests.chart_tables import WORDS, a_table, drawn, told_by, written_on


def test_findings_stand_by_criterion_in_parts_that_hold_and_do_not() -> None:
    rows = [("trio", "public_interest", False, 5), ("trio", "public_interest", True, 20)]

    held, failed, sums = drawn(findings_by_criterion_chart(a_table("findings_by_criterion", rows), WORDS)).data

    assert (held.name, list(held.x)) == ("갖춤", [20])
    assert (failed.name, list(failed.x)) == ("못 갖춤", [5])
    assert "공익성" in held.y[0]
    assert sums.text[0].strip() == "25"


def test_what_decided_stands_with_what_did_so_alone() -> None:
    rows = [("criterion", "transparency", 3, 1), ("criterion", "public_interest", 9, None)]

    figure = drawn(deciding_criteria_chart(a_table("deciding_criteria", rows), WORDS))

    assert told_by(figure) == {"불인정 사건": [9, 3], "그것만으로": [0, 1]}
    assert "요건 · 공익성" in written_on(figure)


def test_agreement_is_parts_of_all_that_was_compared() -> None:
    rows = [("reviewers_panel", "public_interest", 6, 2, 1)]

    figure = drawn(agreement_chart(a_table("agreement", rows), WORDS))

    assert told_by(figure) == {
        "모두 그렇다": [6],
        "모두 아니다": [2],
        "다름": [1],
    }


def test_each_set_of_criteria_has_a_panel_and_the_quarter_it_came_into_force_is_marked() -> None:
    rows = [(date(2019, 1, 1), "trio", 9, 5, 2), (date(2019, 10, 1), "national-2019", 7, 6, None)]

    figure = drawn(recognition_by_quarter_chart(a_table("recognition_by_quarter", rows), WORDS))

    assert list(figure.data[0].x) == ["2019-01", "2019-04", "2019-07", "2019-10"]
    assert list(figure.data[0].y) == [9, 0, 0, 0]
    assert [(shape.x0, shape.x1, shape.yref) for shape in figure.layout.shapes] == [("2019-04", "2019-04", "paper")]
    assert "시행 2019. 5. 14." in written_on(figure)


def test_a_span_without_a_change_of_law_has_no_mark() -> None:
    rows = [(date(2026, 1, 1), "trio", 9, 5, 2), (date(2026, 4, 1), "trio", 7, 6, 1)]

    figure = drawn(recognition_by_quarter_chart(a_table("recognition_by_quarter", rows), WORDS))

    assert not figure.layout.shapes
    assert list(figure.layout.xaxis.ticktext) == ["2026년<br>1분기", "2분기"]


def test_without_rows_all_say_what_to_do() -> None:
    charts = {
        "findings_by_criterion": findings_by_criterion_chart,
        "deciding_criteria": deciding_criteria_chart,
        "agreement": agreement_chart,
        "recognition_by_quarter": recognition_by_quarter_chart,
    }
    for name, chart in charts.items():
        assert "기간을 넓히거나" in written_on(drawn(chart(a_table(name), WORDS)))
