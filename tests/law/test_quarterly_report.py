from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.errors import NotInForce
from casebase.domain.setting import AgencyHoliday
from casebase.law.holidays import rest_day_name
from casebase.law.quarterly_report import Quarter, quarter_of, report_period
from casebase.law.values import Basis, value_on


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), Quarter(2026, 1)),
        (date(2026, 3, 31), Quarter(2026, 1)),
        (date(2026, 4, 1), Quarter(2026, 2)),
        (date(2026, 9, 30), Quarter(2026, 3)),
        (date(2026, 12, 31), Quarter(2026, 4)),
    ],
)
def test_every_day_lies_in_its_quarter(day, quarter):
    assert quarter_of(day) == quarter


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_quarter_holds_its_days_and_no_other(day):
    quarter = quarter_of(day)

    assert quarter.first_day <= day <= quarter.last_day
    assert quarter_of(quarter.first_day) == quarter_of(quarter.last_day) == quarter
    assert quarter_of(quarter.last_day + timedelta(days=1)) > quarter


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_year_has_no_other_quarters(number):
    with pytest.raises(ValueError, match="no quarter"):
        Quarter(2026, number)


@pytest.mark.parametrize(
    ("quarter", "due_on"),
    [
        (Quarter(2026, 1), date(2026, 4, 10)),
        (Quarter(2026, 3), date(2026, 10, 12)),  # the 10th is a Saturday
        (Quarter(2026, 4), date(2027, 1, 11)),  # the 10th is a Sunday
    ],
)
def test_a_quarter_is_reported_by_the_tenth_or_the_next_day_of_work(quarter, due_on):
    assert report_period(quarter).due_on == due_on


def test_the_proof_names_the_act():
    period = report_period(Quarter(2026, 1))

    assert [(row.reason, row.article) for row in period.rows] == [
        ("분기가 끝난 날은 세지 않습니다.", "민법 제157조"),
        ("다음 날부터 10일을 셉니다.", "공공감사에 관한 법률 시행령 제13조의4 제5항"),
    ]
    assert value_on("reports.exemption_report_days", date(2026, 3, 31)).basis == Basis.STATUTE


def test_a_holiday_of_the_office_puts_it_off():
    holiday = AgencyHoliday(on=date(2026, 4, 10), name="임시공휴일")

    assert report_period(Quarter(2026, 1), [holiday]).due_on == date(2026, 4, 13)


@given(st.integers(2016, 2040), st.sampled_from([1, 2, 3, 4]))
def test_it_is_never_due_on_a_day_of_rest_nor_before_ten_days(year, number):
    quarter = Quarter(year, number)

    due_on = report_period(quarter).due_on

    assert rest_day_name(due_on) is None
    assert due_on >= quarter.last_day + timedelta(days=10)


def test_before_the_duty_there_is_no_day():
    with pytest.raises(NotInForce):
        report_period(Quarter(2014, 4))
