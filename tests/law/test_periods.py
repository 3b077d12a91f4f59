import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebase.domain.setting import AgencyHoliday
from casebase.law.holidays import rest_day_name
from casebase.law.periods import Period, filing_period, follow_up_period, re_examination_period
from casebase.law.values import LegalValue, value_on
from tests.builders import a_setting

DAYS = st.dates(min_value=date(2015, 5, 18), max_value=date(2040, 12, 31))
unhurried = settings(deadline=None)  # the first look at a year loads its table
FILING = "periods.exemption_filing_days"


def examples(name: str) -> list[dict]:
    file = Path(__file__).parent / "examples" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))["example"]


def filing_days(days: int = 30) -> LegalValue:
    return value_on(FILING, date(2026, 1, 1), [a_setting(FILING, str(days), date(2010, 1, 1))])


def one_month() -> LegalValue:
    return value_on("periods.re_examination_months", date(2026, 1, 1))


def assert_proven(period: Period, begun_on: date) -> None:
    """The rows follow one another without a gap, and their days add up to the due day."""
    assert period.rows[0].from_on == begun_on
    assert period.rows[-1].to_on == period.due_on
    for row, following in zip(period.rows, period.rows[1:], strict=False):
        assert following.from_on == row.to_on + timedelta(days=1)
    assert begun_on + timedelta(days=sum(row.days for row in period.rows)) == period.due_on
    assert all(row.reason and row.article for row in period.rows)


@pytest.mark.parametrize("example", examples("filing_period"), ids=lambda example: example["name"])
def test_filing_period_by_example(example):
    agency = [AgencyHoliday(on=example["agency_holiday"], name="임시공휴일")] if "agency_holiday" in example else []

    period = filing_period(example["audit_ended_on"], filing_days(example["days"]), agency)

    assert period.due_on == example["due_on"]
    assert sum(row.days for row in period.rows[2:]) == example.get("put_off_by", 0)
    assert_proven(period, example["audit_ended_on"])


@pytest.mark.parametrize("example", examples("re_examination_period"), ids=lambda example: example["name"])
def test_re_examination_period_by_example(example):
    period = re_examination_period(example["reached_on"], one_month())

    assert period.due_on == example["due_on"]
    assert_proven(period, example["reached_on"])


def test_the_proof_reads_as_sentences_with_their_articles():
    period = filing_period(date(2026, 8, 25), filing_days(30))

    assert [(row.reason, row.article) for row in period.rows] == [
        ("감사가 끝난 날은 세지 않습니다.", "민법 제157조"),
        ("다음 날부터 30일을 셉니다.", "기관 기준: 시연도 감사 규칙"),
        (
            "마지막 날이 쉬는 날이라 다음 날로 늦춥니다(2026. 9. 24. 추석 전날, 2026. 9. 25. 추석, "
            "2026. 9. 26. 추석 다음날, 2026. 9. 27. 일요일).",
            "민법 제161조",
        ),
    ]


def test_a_report_is_owed_from_the_arrival_and_never_on_a_day_of_rest():
    days = value_on("consultations.follow_up_days", date(2026, 11, 25))

    period = follow_up_period(date(2026, 11, 25), days)

    assert period.due_on == date(2027, 1, 25)  # the sixtieth day is Sunday 24 January
    assert period.rows[0].reason == "의견서가 도달한 날은 세지 않습니다."
    assert_proven(period, date(2026, 11, 25))


def test_a_period_by_the_month_names_the_act_and_the_calendar():
    period = re_examination_period(date(2026, 10, 12), one_month())

    assert [(row.reason, row.article) for row in period.rows] == [
        ("통지가 도달한 날은 세지 않습니다.", "민법 제157조"),
        ("다음 날부터 1개월을 달력에 따라 셉니다.", "공공감사에 관한 법률 제25조 제1항, 민법 제160조"),
    ]


@unhurried
@given(DAYS, st.integers(min_value=1, max_value=365), st.lists(DAYS, max_size=5))
def test_a_filing_period_never_ends_on_a_day_of_rest_nor_too_soon(ended_on, days, added):
    agency = [AgencyHoliday(on=day, name="임시공휴일") for day in added]

    period = filing_period(ended_on, filing_days(days), agency)

    assert rest_day_name(period.due_on, agency) is None
    assert period.due_on >= ended_on + timedelta(days=days)
    assert all(
        rest_day_name(ended_on + timedelta(days=n), agency) for n in range(days, (period.due_on - ended_on).days)
    )
    assert_proven(period, ended_on)


@unhurried
@given(DAYS)
def test_a_month_never_ends_on_a_day_of_rest_and_is_never_shorter_than_february(reached_on):
    period = re_examination_period(reached_on, one_month())

    assert rest_day_name(period.due_on) is None
    assert period.rows[1].days in range(28, 32)
    assert_proven(period, reached_on)


@unhurried
@given(DAYS)
def test_who_is_told_later_never_has_to_act_sooner(reached_on):
    sooner = re_examination_period(reached_on, one_month())
    later = re_examination_period(reached_on + timedelta(days=1), one_month())

    assert sooner.due_on <= later.due_on
