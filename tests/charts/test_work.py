"""The figure's data, not its pixels."""

from datetime import date

from casebase.charts.work import monthly_work_figure

ROWS = [(date(2025, 12, 1), 3, 0), (date(2026, 1, 1), 0, 2), (date(2026, 2, 1), 1, 1)]


def test_each_month_has_a_bar_of_visits_and_one_of_reviews() -> None:
    visits, reviews = monthly_work_figure(ROWS).data

    assert (visits.name, list(visits.y)) == ("현장 방문", [3, 0, 1])
    assert (reviews.name, list(reviews.y)) == ("면책심사", [0, 2, 1])
    assert list(visits.x) == list(reviews.x)


def test_the_year_stands_on_the_first_month_and_on_january() -> None:
    axis = monthly_work_figure(ROWS).layout.xaxis

    assert axis.tickvals == ("2025-12", "2026-01", "2026-02")
    assert axis.ticktext == ("2025년<br>12월", "2026년<br>1월", "2월")


def test_the_same_month_of_two_years_has_a_place_for_each() -> None:
    visits, _ = monthly_work_figure([(date(2025, 2, 1), 1, 0), *ROWS]).data

    assert list(visits.x) == ["2025-02", "2025-12", "2026-01", "2026-02"]


def test_every_bar_says_its_number_and_an_empty_month_says_nothing() -> None:
    visits, reviews = monthly_work_figure(ROWS).data

    assert list(visits.text) == ["3", "", "1"]
    assert list(reviews.text) == ["", "2", "1"]


def test_the_two_are_told_apart_without_colour() -> None:
    visits, reviews = monthly_work_figure(ROWS).data

    assert (reviews.marker.pattern.shape, reviews.marker.pattern.fillmode) == ("/", "overlay")
    assert visits.marker.pattern.shape is None


def test_nothing_in_the_figure_is_fetched_from_elsewhere() -> None:
    assert "http" not in monthly_work_figure(ROWS).to_json()


def test_no_rows_make_an_empty_figure() -> None:
    visits, reviews = monthly_work_figure([]).data

    assert (len(visits.y), len(reviews.y)) == (0, 0)
