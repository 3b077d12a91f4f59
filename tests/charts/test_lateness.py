"""Late answers: their number, their share, and what held them up."""

from datetime import date

from casebase.charts.lateness import late_causes_chart, lateness_by_month_chart
from tests.chart_tables import WORDS, a_table, drawn, written_on

MONTHS = [(date(2026, 1, 1), 20, 5), (date(2026, 2, 1), 9, None), (date(2026, 3, 1), 0, 0)]


def test_the_late_stand_beside_the_answered_and_their_share_below() -> None:
    answered, late, rate = drawn(lateness_by_month_chart(a_table("lateness_by_month", MONTHS), WORDS)).data

    assert (list(answered.y), list(late.y)) == ([20, 9, 0], [5, 0, 0])
    assert (rate.y[0], rate.text[0]) == (25.0, "25")
    assert answered.yaxis != rate.yaxis


def test_a_share_of_a_hidden_number_is_hidden_and_of_nothing_is_not_drawn() -> None:
    rate = drawn(lateness_by_month_chart(a_table("lateness_by_month", MONTHS), WORDS)).data[2]

    assert list(rate.text) == ["25", "5 미만 등", ""]


def test_each_cause_says_its_cases_and_the_days_waited() -> None:
    rows = [("none", "", 6, 0), ("body", "b1", 12, 340), ("body", "가나구청", None, None)]

    (bars,) = drawn(late_causes_chart(a_table("late_causes", rows), WORDS)).data

    assert list(bars.x) == [12, 6, 0]
    assert list(bars.text) == ["12 (기다린 날 340일)", "6", "5 미만 등 (기다린 날 5 미만 등)"]
    assert "환경부" in bars.y[0]
    assert [row[0] for row in bars.customdata] == [1, 0, 2]


def test_without_rows_both_say_what_to_do() -> None:
    for chart, name in ((lateness_by_month_chart, "lateness_by_month"), (late_causes_chart, "late_causes")):
        assert "조건을 지워 보세요" in written_on(drawn(chart(a_table(name), WORDS)))
