"""The estimate against another made by hand, and what must hold of it whatever was counted."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.insight.forecast.survival import ALL, ENOUGH, FEW, WEIGHT, Count, Curve, Group, fitted

PERMITS, ROADS = Group("agency", "인허가"), Group("agency", "도로")
COURSE = st.tuples(st.sampled_from([PERMITS, ROADS, Group("business", "인허가")]), st.integers(0, 40), st.booleans())
COURSES = st.lists(COURSE, min_size=1, max_size=120)
DAYS = st.integers(0, 80)


def counted(courses: list[tuple[Group, int, bool]]) -> list[Count]:
    took = Counter((group, days) for group, days, is_answered in courses if is_answered)
    ran = Counter((group, days) for group, days, is_answered in courses if not is_answered)
    return [Count(group, days, took[group, days], ran[group, days]) for group, days in sorted(took.keys() | ran.keys())]


def curve_of_all(courses: list[tuple[Group, int, bool]]) -> Curve:
    return fitted(counted(courses)).curve(ALL)


def kaplan_meier(courses: list[tuple[Group, int, bool]], day: int) -> Fraction:
    """The product-limit estimate as textbooks give it, case by case; a case that ran on a day was at risk on it."""
    chance = Fraction(1)
    for answered_on in sorted({days for _, days, is_answered in courses if is_answered and days <= day}):
        at_risk = sum(days >= answered_on for _, days, _ in courses)
        answered = sum(is_answered and days == answered_on for _, days, is_answered in courses)
        chance *= 1 - Fraction(answered, at_risk)
    return chance


def at_risk(courses: list[tuple[Group, int, bool]], day: int) -> int:
    return sum(days >= day for _, days, _ in courses)


def test_chances_computed_by_hand() -> None:
    # Forty cases: ten answered on day 5, ten still running then, ten answered on day 8, ten on day 30.
    courses = [(PERMITS, 5, True)] * 10 + [(PERMITS, 5, False)] * 10 + [(PERMITS, 8, True)] * 10
    courses += [(PERMITS, 30, True)] * 10

    curve = curve_of_all(courses)

    assert curve.chance(0, 4) == 1
    assert curve.chance(0, 5) == pytest.approx(30 / 40)
    assert curve.chance(0, 8) == pytest.approx(30 / 40 * 10 / 20)
    assert curve.chance(6, 2) == pytest.approx(10 / 20)
    assert curve.chance(9, 20) == 1
    assert curve.chance(9, 21) == pytest.approx(0, abs=1e-6)
    assert curve.like(6, 2) == (20, 10)
    assert curve.like(0, 5) == (40, 30)  # those that still ran at the end of day 5 outlasted it
    assert curve.like(0, 4) == (40, 40)


@given(COURSES, DAYS)
def test_it_agrees_with_kaplan_and_meier_as_far_as_enough_cases_reach(courses, day) -> None:
    curve = curve_of_all(courses)

    if at_risk(courses, day) >= FEW:
        assert curve.chance(0, day) == pytest.approx(float(kaplan_meier(courses, day)), abs=1e-6)


@given(COURSES, DAYS, DAYS)
def test_a_chance_is_one_of_what_is_left_of_the_whole(courses, age, left) -> None:
    curve = curve_of_all(courses)

    if at_risk(courses, age + left) >= FEW and kaplan_meier(courses, age - 1):
        expected = kaplan_meier(courses, age + left) / kaplan_meier(courses, age - 1)
        assert curve.chance(age, left) == pytest.approx(float(expected), abs=1e-6)


@given(COURSES, DAYS, st.integers(-5, 900))
def test_chances_lie_between_0_and_1_and_never_grow_with_the_days_left(courses, age, left) -> None:
    survival = fitted(counted(courses))

    for group in (ALL, Group("agency"), PERMITS, Group("resident", "없는 분야")):
        curve = survival.curve(group)
        assert 0 <= curve.chance(age, left + 1) <= curve.chance(age, left) <= 1
        assert curve.chance(age, -1) == 1


@given(COURSES, DAYS, DAYS)
def test_like_cases_are_those_that_reached_the_age_and_whose_course_is_known(courses, age, left) -> None:
    curve = curve_of_all(courses)

    reached = [(days, is_answered) for _, days, is_answered in courses if days >= age]
    longer = sum(days > age + left or (not is_answered and days == age + left) for days, is_answered in reached)
    sooner = sum(is_answered and days <= age + left for days, is_answered in reached)
    assert curve.like(age, left) == (sooner + longer, longer)


def test_a_group_of_few_cases_goes_as_all_do_and_tells_of_all() -> None:
    many = [(ROADS, days, True) for days in range(20, 30) for _ in range(30)]
    survival = fitted(counted([*many, (PERMITS, 5, True), (PERMITS, 5, True)]))

    few, everybody = survival.curve(PERMITS), survival.curve(Group("agency"))

    assert abs(few.chance(0, 10) - everybody.chance(0, 10)) < 2 / WEIGHT
    assert few.chance(0, 10) < everybody.chance(0, 10)
    assert survival.like(PERMITS, 0, 10) == (Group("agency"), 302, 300)


def test_a_group_of_many_cases_goes_its_own_way() -> None:
    many = [(ROADS, days, True) for days in range(20, 30) for _ in range(30)]
    survival = fitted(counted([*many, *[(PERMITS, 5, True)] * 300]))

    quick = survival.curve(PERMITS)

    assert quick.chance(0, 10) < 0.1 < 0.45 < survival.curve(ALL).chance(0, 10)
    assert survival.like(PERMITS, 0, 10) == (PERMITS, 300, 0)
    assert survival.like(PERMITS, 6, 10) == (Group("agency"), 300, 300)  # none of its own took as long


def test_a_group_that_nobody_counted_goes_as_what_it_belongs_to() -> None:
    survival = fitted(counted([(ROADS, 9, True)] * ENOUGH))

    assert survival.curve(Group("agency", "없는 분야")) is survival.curve(Group("agency"))
    assert survival.curve(Group("resident", "없는 분야")) is survival.curve(ALL)
    assert survival.like(Group("resident", "없는 분야"), 0, 8) == (ALL, ENOUGH, ENOUGH)


def test_past_the_last_day_seen_a_case_is_still_answered_some_day() -> None:
    curve = curve_of_all([(PERMITS, days, True) for days in range(40)])

    assert 0 < curve.chance(300, 30) < 1
    assert 0 < curve.chance(5_000, 100) < curve.chance(5_000, 10)
    assert curve.like(300, 30) == (0, 0)


def test_nothing_counted_is_not_enough() -> None:
    assert not fitted([]).is_enough
    assert not fitted(counted([(PERMITS, 9, True)] * (ENOUGH - 1) + [(PERMITS, 9, False)] * 99)).is_enough
    assert fitted(counted([(PERMITS, 9, True)] * ENOUGH)).is_enough
