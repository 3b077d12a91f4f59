"""Difficulties that several businesses share."""

from casebase.charts.difficulties import repeated_difficulties_chart
from tests.chart_tables import WORDS, a_table, drawn, told_by, written_on


def test_each_statute_and_field_has_its_businesses_and_difficulties() -> None:
    rows = [("건축법", "건축·주택", 2, 3), ("농지법", "농지·산지", 9, 12)]

    figure = drawn(repeated_difficulties_chart(a_table("repeated_difficulties", rows), WORDS))

    assert told_by(figure) == {"업체": [9, 2], "애로사항": [12, 3]}
    assert figure.data[0].y[0].replace("<br>", " ") == "농지법 · 농지·산지"


def test_without_rows_it_says_what_to_do() -> None:
    assert "기간을 넓히거나" in written_on(drawn(repeated_difficulties_chart(a_table("repeated_difficulties"), WORDS)))
