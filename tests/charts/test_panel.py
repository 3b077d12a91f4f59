"""The panel in figures."""

from casebase.charts.panel import panel_days_chart, panel_dissent_chart, panel_load_chart
from tests.chart_tables import WORDS, a_table, drawn, told_by, written_on


def test_each_adviser_stands_with_what_was_offered_accepted_and_answered() -> None:
    figure = drawn(panel_load_chart(a_table("panel_load", [("p1", 5, 4, 3), ("p2", 9, 8, None)]), WORDS))

    assert told_by(figure) == {"배정": [9, 5], "수락": [8, 4], "회신": [0, 3]}
    assert "5 미만 등" in figure.data[2].text[0]
    assert list(figure.data[0].y) == ["박변호", "이변호"]


def test_days_are_drawn_and_the_count_of_answers_is_not() -> None:
    figure = drawn(panel_days_chart(a_table("panel_days", [("p1", 5, 4.5)]), WORDS))

    assert told_by(figure) == {"걸린 날(중앙값)": [4.5]}
    assert figure.layout.xaxis.title.text == "일수"


def test_dissent_stands_beside_all_answers() -> None:
    figure = drawn(panel_dissent_chart(a_table("panel_dissent", [("계약", 12, 3)]), WORDS))

    assert told_by(figure) == {"답": [12], "다른 의견": [3]}


def test_without_rows_it_says_what_to_do() -> None:
    assert "기간을 넓히거나" in written_on(drawn(panel_load_chart(a_table("panel_load"), WORDS)))
