from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from casebase.domain.setting import AgencyHoliday
from casebase.law.holidays import rest_day_name
from casebase.law.working_days import work_calendar

CALENDAR = work_calendar()
DAYS = st.dates(min_value=date(2016, 1, 1), max_value=date(2035, 12, 31))


def test_days_of_rest_have_the_name_of_their_holiday_and_a_bare_weekend_none():
    assert CALENDAR.rests(date(2026, 9, 24), date(2026, 9, 28)) == [
        (date(2026, 9, 24), "추석 전날"),
        (date(2026, 9, 25), "추석"),
        (date(2026, 9, 26), "추석 다음날"),
        (date(2026, 9, 27), ""),
    ]


def test_the_turn_of_the_year_is_counted_through():
    assert CALENDAR.count(date(2026, 12, 24), date(2027, 1, 4)) == 6
    assert CALENDAR.nth(date(2026, 12, 24), 6) == date(2027, 1, 4)


def test_the_office_s_table_has_a_calendar_of_its_own():
    declared = [AgencyHoliday(on=date(2026, 11, 20), name="임시공휴일")]

    assert work_calendar(declared).is_rest(date(2026, 11, 20))
    assert not CALENDAR.is_rest(date(2026, 11, 20))
    assert work_calendar(declared) is work_calendar(tuple(declared))


@settings(deadline=None)  # the first look at a year loads its table
@given(DAYS, st.integers(0, 250), st.integers(1, 150))
def test_counting_by_table_agrees_with_counting_day_by_day(first, length, n):
    last = first + timedelta(days=length)
    working = [day for day in _days(first, last) if rest_day_name(day) is None]

    assert CALENDAR.count(first, last) == len(working)
    if n <= len(working):
        assert CALENDAR.nth(first, n) == working[n - 1]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
