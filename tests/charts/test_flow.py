"""Cases in and out: each number stands at its month and in its panel."""

from datetime import date

from casebase.charts.flow import cases_by_month_chart, open_by_age_chart
from tests.chart_tables import WORDS, a_table, drawn, written_on

MONTHS = [
    (date(2025, 12, 1), "consultation", 3, 1),
    (date(2026, 2, 1), "consultation", 12, None),
    (date(2026, 2, 1), "visit", 5, 0),
]


def test_each_kind_has_a_panel_of_its_own_with_the_numbers_of_each_month() -> None:
    figure = drawn(cases_by_month_chart(a_table("cases_by_month", MONTHS), WORDS))

    consultations_in, _, visits_in, visits_out = figure.data
    assert [note.text for note in figure.layout.annotations] == ["사전컨설팅", "현장 방문"]
    assert list(consultations_in.x) == ["2025-12", "2026-01", "2026-02"]
    assert list(consultations_in.y) == [3, 0, 12]
    assert (list(visits_in.y), list(visits_out.y)) == ([0, 0, 5], [0, 0, 0])
    assert consultations_in.yaxis != visits_in.yaxis


def test_a_hidden_number_says_so_and_has_no_height() -> None:
    figure = drawn(cases_by_month_chart(a_table("cases_by_month", MONTHS), WORDS))

    out = figure.data[1]
    assert (list(out.text), list(out.y)) == (["1", "", "5 미만 등"], [1, 0, 0])
    assert "처리 5 미만 등" in out.hovertext[2]


def test_a_bar_leads_to_its_row_and_an_empty_month_to_none() -> None:
    figure = drawn(cases_by_month_chart(a_table("cases_by_month", MONTHS), WORDS))

    assert [list(row) for row in figure.data[0].customdata] == [[0], [-1], [1]]
    assert [list(row) for row in figure.data[2].customdata] == [[-1], [-1], [2]]


def test_many_months_become_lines_whose_hidden_numbers_break_them() -> None:
    rows = [(date(2020 + m // 12, m % 12 + 1, 1), "visit", m + 5, None if m == 3 else m) for m in range(30)]

    made, ended = drawn(cases_by_month_chart(a_table("cases_by_month", rows), WORDS)).data

    assert (made.type, list(made.y)) == ("scatter", list(range(5, 35)))
    assert ended.y[3] is None
    assert made.line.dash != ended.line.dash


def test_open_cases_stand_by_status_in_the_order_of_the_words() -> None:
    rows = [("under_review", "d8", 4), ("received", "d0", 9), ("received", "d8", None)]

    figure = drawn(open_by_age_chart(a_table("open_by_age", rows), WORDS))

    week, fortnight, sums = figure.data
    assert list(week.y) == ["접수", "검토"]
    assert (week.name, list(week.x)) == ("7일까지", [9, 0])
    assert (fortnight.name, list(fortnight.x)) == ("8~14일", [0, 4])
    assert [text.strip() for text in sums.text] == ["9, 5 미만 등 1칸", "4"]


def test_nothing_to_count_says_what_to_do() -> None:
    for chart, name in ((cases_by_month_chart, "cases_by_month"), (open_by_age_chart, "open_by_age")):
        figure = drawn(chart(a_table(name), WORDS))

        assert not figure.data
        assert "기간을 넓히거나 조건을 지워 보세요" in written_on(figure)
