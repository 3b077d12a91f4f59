"""A case as it stood on a past morning: by what was known then."""

from datetime import date, timedelta
from functools import cache

import pytest

from casebase.insight.forecast.past_cases import MOST_A_MONTH, PastCase, past_cases, standing_on
from casebase.insight.forecast.survival import Group
from casebase.insight.mirror import Mirror
from casebase.law.regimes import Regime, regime_on
from tests.forecast_office import Course, a_course, tell

MONDAY = date(2026, 3, 2)  # an agency's case received on it is due on Wednesday 1 April
EARLIER = date(2026, 1, 1)


@cache
def rules(is_petition: bool, on: date) -> Regime:
    return regime_on(is_petition, on)


def read_back(mirror: Mirror, course: Course) -> PastCase:
    tell(mirror, [course])
    return past_cases(mirror, EARLIER, rules, ())[0]


def standing(case: PastCase, day: date) -> tuple[int, int]:
    return standing_on(case, day, rules, ())


def test_a_case_is_read_back_with_what_became_of_it(mirror: Mirror) -> None:
    course = a_course(MONDAY, 40, stopped_days=12, field="도로")

    case = read_back(mirror, course)

    assert (case.id, case.group) == (course.id, Group("agency", "도로"))
    assert (case.net_days, case.allowed_days, case.withdrawn_on) == (28, 30, None)
    assert case.is_answered_by(MONDAY + timedelta(days=41))
    assert not case.is_answered_by(MONDAY + timedelta(days=40))


def test_a_case_is_open_from_the_day_after_its_receipt_until_it_ends(mirror: Mirror) -> None:
    answered = read_back(mirror, a_course(MONDAY, 10))
    withdrawn = read_back(mirror, a_course(MONDAY, None, withdrawn_on=MONDAY + timedelta(days=4)))

    assert not answered.is_open_on(MONDAY)
    assert answered.is_open_on(MONDAY + timedelta(days=10))
    assert not answered.is_open_on(MONDAY + timedelta(days=11))
    assert withdrawn.is_open_on(MONDAY + timedelta(days=4))
    assert not withdrawn.is_open_on(MONDAY + timedelta(days=5))


def test_it_stands_as_the_law_counts(mirror: Mirror) -> None:
    case = read_back(mirror, a_course(MONDAY, 30))

    assert standing(case, date(2026, 3, 12)) == (10, 20)
    assert standing(case, date(2026, 4, 3)) == (32, -2)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 10), (8, 22)),  # not begun
        (date(2026, 3, 15), (8, 22)),  # open: five days are out, and the day due goes on with them
        (date(2026, 3, 21), (9, 23)),  # over: ten days are out, and Saturday 11 April is put off to Monday
    ],
)
def test_a_wait_counts_as_far_as_it_was_known(mirror: Mirror, day: date, expected: tuple[int, int]) -> None:
    wait = ("query", date(2026, 3, 10), date(2026, 3, 20), date(2026, 3, 10))

    case = read_back(mirror, a_course(MONDAY, 40, stopped_days=10, waits=(wait,)))

    assert standing(case, day) == expected


def test_a_wait_entered_later_was_not_known_before(mirror: Mirror) -> None:
    wait = ("query", date(2026, 3, 10), date(2026, 3, 20), date(2026, 3, 25))

    case = read_back(mirror, a_course(MONDAY, 40, stopped_days=10, waits=(wait,)))

    assert standing(case, date(2026, 3, 21)) == (19, 11)
    assert standing(case, date(2026, 3, 26)) == (14, 18)


def test_an_extension_counts_from_the_day_after_it_was_decided(mirror: Mirror) -> None:
    case = read_back(mirror, a_course(MONDAY, 40, extensions=((10, date(2026, 3, 20)),)))

    assert standing(case, date(2026, 3, 20)) == (18, 12)
    assert standing(case, date(2026, 3, 21))[1] > 20


def test_of_a_month_with_very_many_cases_always_the_same_are_taken(mirror: Mirror) -> None:
    march = [a_course(MONDAY + timedelta(days=n % 20), 10) for n in range(MOST_A_MONTH + 50)]
    tell(mirror, march)
    before = {case.id for case in past_cases(mirror, EARLIER, rules, ())}

    tell(mirror, [*march, *[a_course(date(2026, 4, 6), 10) for _ in range(MOST_A_MONTH + 50)]])
    after = {case.id for case in past_cases(mirror, EARLIER, rules, ())}

    assert len(before) == MOST_A_MONTH
    assert len(after) == 2 * MOST_A_MONTH
    assert before <= after
