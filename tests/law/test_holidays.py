from datetime import date

from casebase.domain.setting import AgencyHoliday
from casebase.law.holidays import holidays_between, rest_day_name

DECLARED = AgencyHoliday(on=date(2026, 11, 20), name="임시공휴일")
TAKEN_OUT = AgencyHoliday(on=date(2026, 10, 9), name="정상 근무", is_working=True)


def test_public_holidays_have_their_korean_names():
    assert holidays_between(date(2026, 9, 20), date(2026, 10, 9)) == {
        date(2026, 9, 24): "추석 전날",
        date(2026, 9, 25): "추석",
        date(2026, 9, 26): "추석 다음날",
        date(2026, 10, 3): "개천절",
        date(2026, 10, 5): "개천절 대체 휴일",
        date(2026, 10, 9): "한글날",
    }


def test_two_holidays_on_one_day_are_both_named():
    assert holidays_between(date(2025, 5, 5), date(2025, 5, 5)) == {date(2025, 5, 5): "부처님오신날·어린이날"}


def test_the_ends_are_included_and_years_are_joined():
    days = holidays_between(date(2026, 12, 25), date(2027, 1, 1))

    assert list(days) == [date(2026, 12, 25), date(2027, 1, 1)]


def test_the_office_adds_days_and_takes_days_out():
    days = holidays_between(date(2026, 10, 6), date(2026, 11, 30), [DECLARED, TAKEN_OUT])

    assert days == {date(2026, 11, 20): "임시공휴일"}


def test_the_office_s_days_outside_the_span_stay_outside():
    assert holidays_between(date(2026, 11, 21), date(2026, 11, 30), [DECLARED]) == {}


def test_the_office_s_table_does_not_stay_behind_for_the_next_caller():
    holidays_between(date(2026, 10, 1), date(2026, 11, 30), [DECLARED, TAKEN_OUT])

    assert rest_day_name(date(2026, 11, 20)) is None
    assert rest_day_name(date(2026, 10, 9)) == "한글날"


def test_a_day_of_rest_says_why():
    assert rest_day_name(date(2026, 9, 26)) == "추석 다음날"  # a Saturday as well
    assert rest_day_name(date(2026, 11, 21)) == "토요일"
    assert rest_day_name(date(2026, 11, 22)) == "일요일"
    assert rest_day_name(date(2026, 11, 23)) is None
    assert rest_day_name(date(2026, 11, 20), [DECLARED]) == "임시공휴일"
