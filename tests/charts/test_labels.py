"""How values are written."""

from datetime import date

from casebase.charts.labels import group_label, has_hidden, measure_label, number_label, part_label
from casebase.insight.figures.asking import Column
from tests.chart_tables import WORDS, a_table

MONTH, QUARTER, YEAR = (Column(name=name, label="") for name in ("month", "quarter", "year"))
HOLDS, BODY = Column(name="holds", label=""), Column(name="body", label="")


def test_days_are_months_or_quarters_and_codes_are_words() -> None:
    assert group_label(MONTH, date(2026, 3, 1), WORDS) == "2026년 3월"
    assert group_label(QUARTER, date(2026, 10, 1), WORDS) == "2026년 4분기"
    assert group_label(YEAR, 2026, WORDS) == "2026년"
    assert group_label(HOLDS, True, WORDS) == "갖춤"
    assert group_label(HOLDS, False, {}) == "아니요"
    assert group_label(BODY, "b1", WORDS) == "환경부"
    assert group_label(BODY, "손으로 적은 곳", WORDS) == "손으로 적은 곳"
    assert group_label(BODY, None, WORDS) == group_label(BODY, "", WORDS) == "없음"


def test_numbers_carry_their_unit_and_hidden_ones_say_so() -> None:
    days = Column(name="days", label="", unit="일")

    assert [measure_label(days, value) for value in (1234, 12.5, 4.0, 0, None)] == [
        "1,234일",
        "12.5일",
        "4일",
        "0일",
        "5 미만 등",
    ]
    assert number_label(0.25) == "0.2"


def test_a_part_is_named_by_its_groups_and_hidden_numbers_are_noticed() -> None:
    table = a_table("cases_by_month", [(date(2026, 3, 1), "visit", 3, None)])

    assert part_label(table, 0, WORDS) == "2026년 3월 · 현장 방문"
    assert has_hidden(table)
    assert not has_hidden(a_table("cases_by_month", [(date(2026, 3, 1), "visit", 3, 0)]))
