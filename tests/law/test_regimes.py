from datetime import date, time

import pytest

from casebase.domain.errors import NotInForce
from casebase.domain.suspension import SuspensionKind
from casebase.law.regimes import Clock, regime_on
from tests.builders import a_setting

DAY = date(2026, 11, 23)
NOT_OUT_OF_A_PETITION = {SuspensionKind.QUERY, SuspensionKind.HIGHER}


def by_hours(hours: str = "09:00~12:00, 13:00~18:00"):
    settings = [("petitions.consultation_days", "5"), ("petitions.office_hours", hours)]
    return regime_on(True, DAY, [a_setting(name, value, date(2020, 1, 1)) for name, value in settings])


def test_everything_about_an_agency_s_clock_is_the_agency_s_own():
    regime = regime_on(False, DAY)

    assert (regime.clock, regime.period.number, regime.counts_first_day) == (Clock.CALENDAR, 30, False)
    assert (regime.extension_count.number, regime.longest_extension_days, regime.consent_from) == (2, 30, 2)
    assert all(rule.stops for rule in regime.stops.values())
    articles = [regime.clock_article, regime.first_day_article, regime.extension_article, regime.period.printed_source]
    articles += [rule.article for rule in regime.stops.values()]
    assert all(article.startswith("기관 기준: ") for article in articles)


def test_an_agency_may_decide_otherwise_from_a_day_on():
    settings = [
        a_setting("deadlines.consultation_basis", "근무일", date(2026, 6, 1), basis="시연도 훈령 제9조"),
        a_setting("deadlines.first_day", "산입함", date(2026, 6, 1)),
        a_setting("deadlines.stop_query", "멈추지 않음", date(2026, 6, 1)),
        a_setting("deadlines.extension_consent", "받지 않음", date(2026, 6, 1)),
    ]

    before, after = regime_on(False, date(2026, 5, 31), settings), regime_on(False, date(2026, 6, 1), settings)

    assert before == regime_on(False, date(2026, 5, 31))
    assert (after.clock, after.counts_first_day, after.consent_from) == (Clock.WORKING, True, None)
    assert after.clock_article == "기관 기준: 시연도 훈령 제9조"
    assert [kind for kind, rule in after.stops.items() if not rule.stops] == [SuspensionKind.QUERY]


def test_a_petition_s_clock_is_the_statute_s_but_for_its_length():
    regime = regime_on(True, DAY)

    assert (regime.clock, regime.counts_first_day) == (Clock.WORKING, True)
    assert regime.clock_article == regime.first_day_article == "민원 처리에 관한 법률 제19조 제2항"
    assert regime.period.printed_source.startswith("기관 기준: ")
    assert {kind for kind, rule in regime.stops.items() if not rule.stops} == NOT_OUT_OF_A_PETITION
    assert regime.longest_extension_days == regime.period.number
    assert regime.extension_article == "민원 처리에 관한 법률 시행령 제21조"
    own = {kind for kind, rule in regime.stops.items() if "기관 기준" in rule.article}
    assert own == {SuspensionKind.ANSWERED}  # no article speaks of an opinion that was withdrawn


def test_an_office_cannot_change_what_the_statute_says_of_petitions():
    settings = [
        a_setting("petitions.stop_query", "멈춤", date(2020, 1, 1)),
        a_setting("petitions.extension_count", "5", date(2020, 1, 1)),
        a_setting("petitions.hours_up_to_days", "40", date(2020, 1, 1)),
    ]

    assert regime_on(True, DAY, settings) == regime_on(True, DAY)


@pytest.mark.parametrize(("days", "clock"), [("5", Clock.HOURS), ("6", Clock.WORKING)])
def test_a_petition_of_five_days_or_less_runs_in_hours(days, clock):
    regime = regime_on(True, DAY, [a_setting("petitions.consultation_days", days, date(2020, 1, 1))])

    assert regime.clock == clock
    assert (regime.office_hours is None) == (clock != Clock.HOURS)


def test_only_a_supplement_takes_out_the_day_it_begins():
    stops = regime_on(True, DAY).stops

    assert [kind for kind, rule in stops.items() if rule.takes_first_day] == [SuspensionKind.SUPPLEMENT]
    assert stops[SuspensionKind.EXPERT].article.endswith(", 민법 제157조")


def test_no_rule_is_guessed_for_days_before_it():
    with pytest.raises(NotInForce):
        regime_on(True, date(2016, 2, 11))
    assert regime_on(True, date(2016, 2, 12)).clock == Clock.WORKING
    with pytest.raises(NotInForce):
        regime_on(False, date(2010, 6, 30))


@pytest.mark.parametrize(
    ("at", "minutes"),
    [
        (time(8, 59), 0),
        (time(9, 0), 0),
        (time(9, 1, 59), 1),
        (time(12, 0), 180),
        (time(12, 30), 180),
        (time(17, 30), 450),
        (time(23, 59), 480),
    ],
)
def test_lunch_and_the_hours_before_and_after_are_no_work(at, minutes):
    hours = by_hours().office_hours

    assert hours is not None
    assert hours.worked_by(at) == minutes
    assert hours.open_minutes == hours.minutes_a_day == 480


@pytest.mark.parametrize(
    ("minutes", "at"), [(1, time(9, 1)), (180, time(12, 0)), (181, time(13, 1)), (480, time(18, 0))]
)
def test_work_is_done_at_the_first_time_of_day_by_which_it_may_be(minutes, at):
    hours = by_hours().office_hours

    assert hours is not None
    assert hours.time_after(minutes) == at
    with pytest.raises(ValueError, match="over"):
        hours.time_after(481)


@pytest.mark.parametrize("hours", ["08:30~12:00, 13:00~17:30", "08:30~11:30, 12:30~17:30", "09:00~11:30, 12:30~18:00"])
def test_every_choice_of_office_hours_is_a_day_of_eight_hours(hours):
    office_hours = by_hours(hours).office_hours

    assert office_hours is not None
    assert office_hours.open_minutes == 480
