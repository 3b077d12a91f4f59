from datetime import date, time

import pytest

from casebase.korean.dates import clock_time, local_time, official_date, official_span, time_left, weekday


def test_a_day_is_written_without_leading_zeros_and_with_a_closing_point():
    assert official_date(date(2026, 11, 22)) == "2026. 11. 22."
    assert official_date(date(2026, 1, 2)) == "2026. 1. 2."


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 11, 10), date(2026, 11, 21), "2026. 11. 10.~11. 21."),
        (date(2026, 12, 31), date(2027, 1, 1), "2026. 12. 31.~2027. 1. 1."),
        (date(2026, 11, 10), date(2026, 11, 10), "2026. 11. 10."),
    ],
)
def test_a_span_repeats_only_what_changes(first, last, written):
    assert official_span(first, last) == written


def test_the_weekday_is_one_letter():
    assert [weekday(date(2026, 11, day)) for day in range(23, 30)] == list("월화수목금토일")


def test_a_time_is_written_in_24_hours():
    assert clock_time(time(14, 5)) == "14:05"
    assert clock_time(time(0, 0)) == "00:00"


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        ("2026-01-02T03:04:05.678901Z", "2026. 1. 2. 12:04"),
        ("2026-01-02T14:59:59.999999Z", "2026. 1. 2. 23:59"),
        ("2026-01-02T15:00:00.000000Z", "2026. 1. 3. 00:00"),
        ("2025-12-31T15:00:00.000000Z", "2026. 1. 1. 00:00"),
    ],
)
def test_an_instant_is_shown_by_korean_clocks_even_over_midnight(instant, shown):
    assert local_time(instant) == shown


@pytest.mark.parametrize(
    ("due_on", "told"),
    [(date(2026, 12, 2), "9일 남음"), (date(2026, 11, 23), "오늘까지"), (date(2026, 11, 20), "3일 지남")],
)
def test_a_due_day_is_told_by_what_is_left_until_it(due_on, told):
    assert time_left(due_on, date(2026, 11, 23)) == told
