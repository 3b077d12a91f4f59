"""How consultations ended: parts of a bar that add up to it."""

from casebase.charts.outcomes import outcomes_by_field_chart, outcomes_by_year_chart
from tests.chart_tables import WORDS, a_table, drawn, written_on


def test_fields_stand_by_how_many_they_have_with_a_part_for_each_outcome() -> None:
    rows = [("계약", "accepted", 5), ("교통", "accepted", 7), ("교통", "rejected", 6)]

    accepted, rejected, sums = drawn(outcomes_by_field_chart(a_table("outcomes_by_field", rows), WORDS)).data

    assert list(accepted.y) == ["교통", "계약"]
    assert (accepted.name, list(accepted.x)) == ("인용", [7, 5])
    assert (rejected.name, list(rejected.x)) == ("기각", [6, 0])
    assert [text.strip() for text in sums.text] == ["13", "5"]
    assert [row[0] for row in rejected.customdata] == [2, -1]


def test_outcomes_are_told_apart_without_colour() -> None:
    rows = [("계약", "accepted", 5), ("계약", "rejected", 5)]

    accepted, rejected, _ = drawn(outcomes_by_field_chart(a_table("outcomes_by_field", rows), WORDS)).data

    assert accepted.marker.pattern.shape != rejected.marker.pattern.shape


def test_years_stand_in_their_order_and_a_hidden_part_is_told_beside_the_sum() -> None:
    rows = [(2025, "accepted", 9), (2026, "accepted", 30), (2026, "rejected", None)]

    accepted, rejected, sums = drawn(outcomes_by_year_chart(a_table("outcomes_by_year", rows), WORDS)).data

    assert list(accepted.y) == ["2025년", "2026년"]
    assert list(rejected.x) == [0, 0]
    assert [text.strip() for text in sums.text] == ["9", "30, 5 미만 등 1칸"]


def test_without_rows_it_says_what_to_do() -> None:
    assert "기간을 넓히거나" in written_on(drawn(outcomes_by_year_chart(a_table("outcomes_by_year"), WORDS)))
