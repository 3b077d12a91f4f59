"""Days to an answer: the medians are bars, the 90th percentiles marks, and both numbers stand beside them."""

from casebase.charts.grids import MOST_PLACES
from casebase.charts.times import days_by_agency_chart, days_by_field_chart, days_by_handler_chart
from tests.chart_tables import WORDS, a_table, drawn, told_by, written_on


def test_each_field_has_both_medians_and_both_percentiles_the_most_cases_first() -> None:
    rows = [("계약", 6, 20.0, 41.0, 15.5, 30.0), ("교통", 30, 10.0, 25.0, 10.0, 22.0)]

    figure = drawn(days_by_field_chart(a_table("days_by_field", rows), WORDS))

    assert list(figure.layout.yaxis.ticktext) == ["교통 (30건)", "계약 (6건)"]
    assert told_by(figure) == {
        "걸린 날(중앙값)": [10.0, 20.0],
        "걸린 날(90%)": [25.0, 41.0],
        "순 처리일(중앙값)": [10.0, 15.5],
        "순 처리일(90%)": [22.0, 30.0],
    }
    assert "20 · 41일" in written_on(figure)
    assert "15.5 · 30일" in written_on(figure)


def test_hidden_days_have_no_bar_and_no_mark() -> None:
    figure = drawn(days_by_agency_chart(a_table("days_by_agency", [("a1", *[None] * 5)]), WORDS))

    assert list(figure.layout.yaxis.ticktext) == ["가야시 (5 미만 등)"]
    assert list(figure.data[0].x) == [0]
    assert list(figure.data[1].marker.size) == [0]
    assert figure.data[1].text[0].strip() == "5 미만 등"


def test_two_handlers_of_one_name_keep_a_bar_each() -> None:
    rows = [("p1", 9, 1.0, 2.0, 1.0, 2.0), ("p2", 8, 3.0, 4.0, 3.0, 4.0)]

    figure = drawn(days_by_handler_chart(a_table("days_by_handler", rows), WORDS))

    assert list(figure.layout.yaxis.ticktext) == ["김하나 (1) (9건)", "김하나 (2) (8건)"]
    assert list(figure.data[0].x) == [1.0, 3.0]


def test_of_many_agencies_those_with_the_most_cases_are_drawn() -> None:
    rows = [(f"기관{n:02d}", n, 1.0, 2.0, 1.0, 2.0) for n in range(5, 45)]

    figure = drawn(days_by_agency_chart(a_table("days_by_agency", rows), WORDS))

    assert len(figure.layout.yaxis.ticktext) == MOST_PLACES
    assert figure.layout.yaxis.ticktext[0] == "기관44 (44건)"
    assert [row[0] for row in figure.data[0].customdata][:2] == [39, 38]


def test_without_rows_it_says_what_to_do() -> None:
    assert "기간을 넓히거나" in written_on(drawn(days_by_field_chart(a_table("days_by_field"), WORDS)))
