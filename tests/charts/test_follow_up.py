"""What became of opinions."""

from casebase.charts.follow_up import follow_ups_chart
from tests.chart_tables import WORDS, a_table, drawn, written_on


def test_each_state_has_its_number_in_the_order_of_the_words() -> None:
    (bars,) = drawn(follow_ups_chart(a_table("follow_ups", [("unchecked", None), ("as_advised", 11)]), WORDS)).data

    assert (list(bars.y), list(bars.x), list(bars.text)) == (["의견대로", "확인 전"], [11, 0], ["11", "5 미만 등"])


def test_without_rows_it_says_what_to_do() -> None:
    assert "기간을 넓히거나" in written_on(drawn(follow_ups_chart(a_table("follow_ups"), WORDS)))
