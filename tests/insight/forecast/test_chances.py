"""Which cases are shown, with which chance, and what assigning or waiting would change of it."""

from datetime import date, timedelta

import pytest

from casebase.domain.reach import Reach, Relation
from casebase.insight.forecast.chances import MOST, Chance, chance_of, chances
from casebase.insight.forecast.survival import Group
from casebase.insight.mirror import Mirror
from tests.builders import TODAY
from tests.forecast_office import EVERYTHING, Course, a_course, tell

LONG_AGO = date(2025, 3, 3)
ASSIGNED = "assign_consultation"


def a_history(days: range = range(11, 51)) -> list[Course]:
    """One answered case for each number of days, each taken up on its fifth day."""
    taken_up = ((LONG_AGO + timedelta(days=5), ASSIGNED),)
    return [a_course(LONG_AGO, took, taken_up=taken_up) for took in days]


def running(age: int, *, left: int, **facts: object) -> Course:
    return a_course(TODAY - timedelta(days=age), None, due_on=TODAY + timedelta(days=left), **facts)


def found(mirror: Mirror, course: Course) -> Chance:
    chance = chance_of(mirror, EVERYTHING, TODAY, course.id)
    assert chance is not None
    return chance


def test_the_chance_is_that_of_the_like_cases_that_took_as_long(mirror: Mirror) -> None:
    case = running(20, left=10, taken_up=((TODAY, ASSIGNED),))
    tell(mirror, [*a_history(), case])

    chance = found(mirror, case)

    # Of the forty, thirty-one took 20 days or more, and twenty took more than 30.
    assert (chance.count_like, chance.count_longer) == (31, 20)
    assert chance.chance == pytest.approx(20 / 31, abs=0.02)
    assert chance.like == Group("agency", "인허가")
    assert chance.assigned == ()


def test_stopped_days_make_a_case_no_older(mirror: Mirror) -> None:
    waited, plain = running(30, left=10, stopped_days=10), running(20, left=10)
    tell(mirror, [*a_history(), waited, plain])

    assert found(mirror, waited).standing == found(mirror, plain).standing
    assert found(mirror, waited).chance == found(mirror, plain).chance


def test_waiting_while_the_clock_runs_takes_from_what_is_left(mirror: Mirror) -> None:
    case, with_less = running(20, left=12), running(20, left=5)
    tell(mirror, [*a_history(), case, with_less])

    chance = found(mirror, case)

    assert chance.waiting == ((7, found(mirror, with_less).chance), (14, 1.0))
    assert chance.chance < found(mirror, with_less).chance < 1


def test_who_takes_a_case_up_later_answers_it_later(mirror: Mirror) -> None:
    case = running(2, left=28)
    tell(mirror, [*a_history(), case])

    today, in_three, in_seven = found(mirror, case).assigned

    assert [days for days, _ in (today, in_three, in_seven)] == [0, 3, 7]
    # From their fifth day on the forty took 6 to 45 days: seventeen more than 28, twenty more than 25, 24 more than 21.
    assert today[1] == pytest.approx(17 / 40, abs=0.02)
    assert in_three[1] == pytest.approx(20 / 40, abs=0.02)
    assert in_seven[1] == pytest.approx(24 / 40, abs=0.02)


def test_too_few_second_phases_say_nothing_of_assigning(mirror: Mirror) -> None:
    case = running(2, left=28)
    tell(mirror, [*[a_course(LONG_AGO, took) for took in range(11, 51)], case])

    assert found(mirror, case).assigned == ()


def test_the_likeliest_to_be_late_comes_first_and_what_is_late_is_only_counted(mirror: Mirror) -> None:
    soon, later, late = running(25, left=3), running(5, left=25), running(40, left=-1)
    tell(mirror, [*a_history(), later, late, soon])

    view = chances(mirror, EVERYTHING, TODAY)

    assert [case.consultation_id for case in view.cases] == [soon.id, later.id]
    assert (view.count_open, view.count_late) == (2, 1)
    assert view.expected == pytest.approx(sum(case.chance for case in view.cases))
    assert chance_of(mirror, EVERYTHING, TODAY, late.id) is None


def test_a_case_received_today_and_one_due_today_have_a_chance(mirror: Mirror) -> None:
    new, due = running(0, left=30), running(30, left=0)
    tell(mirror, [*a_history(), new, due])

    assert found(mirror, new).count_like == 40
    # Twenty-one took 30 days or more, twenty of them more than 30.
    assert (found(mirror, due).count_like, found(mirror, due).count_longer) == (21, 20)


def test_too_little_history_gives_no_chance_and_says_how_little(mirror: Mirror) -> None:
    case = running(20, left=10)
    tell(mirror, [*a_history(range(11, 40)), case])

    view = chances(mirror, EVERYTHING, TODAY)

    assert (view.count_known, view.count_open, view.cases, view.expected) == (29, 1, (), 0)
    assert chance_of(mirror, EVERYTHING, TODAY, case.id) is None


def test_nobody_is_shown_a_case_out_of_their_reach(mirror: Mirror) -> None:
    mine, other = running(20, left=10, handler_id="me"), running(25, left=5, handler_id="you")
    tell(mirror, [*a_history(), mine, other])
    reach = Reach(account_id="me", agency_id=None, relations=frozenset({Relation.HANDLER}))

    view = chances(mirror, reach, TODAY)

    assert [case.consultation_id for case in view.cases] == [mine.id]
    assert (view.count_open, view.count_late) == (1, 0)
    assert chance_of(mirror, reach, TODAY, other.id) is None


def test_an_empty_office_has_nothing_to_show(mirror: Mirror) -> None:
    tell(mirror, [])

    view = chances(mirror, EVERYTHING, TODAY)

    assert (view.count_known, view.count_open, view.count_late, view.cases) == (0, 0, 0, ())


def test_of_very_many_cases_the_likeliest_are_shown_and_all_are_counted(mirror: Mirror) -> None:
    many = [running(n % 29, left=30 - n % 29) for n in range(MOST + 100)]
    tell(mirror, [*a_history(), *many])

    view = chances(mirror, EVERYTHING, TODAY)

    assert len(view.cases) == MOST
    assert view.count_open == MOST + 100
    shown = {case.consultation_id for case in view.cases}
    least = min(case.chance for case in view.cases)
    assert all(found(mirror, case).chance <= least for case in many[::7] if case.id not in shown)
    assert [case.chance for case in view.cases] == sorted((case.chance for case in view.cases), reverse=True)
