"""Precedents as anybody may read them."""

from datetime import date

from casebase.domain.precedent import answered_by


def test_where_only_the_year_is_known_the_answer_is_of_its_last_day() -> None:
    assert answered_by(date(2024, 5, 1), 2024) == date(2024, 5, 1)
    assert answered_by(None, 2024) == date(2024, 12, 31)


def test_where_nothing_is_known_every_change_of_a_statute_is_later() -> None:
    assert answered_by(None, 0) < date(1948, 7, 17)
