"""What is counted of each course, row by row."""

from datetime import date, timedelta

from casebase.insight.forecast.durations import SPAN, second_phase, sql, whole_course
from casebase.insight.forecast.survival import ALL
from casebase.insight.mirror import Mirror
from tests.builders import TODAY
from tests.forecast_office import Course, a_course, tell

MARCH = date(2026, 3, 2)


def rows_of(mirror: Mirror, question: str, courses: list[Course], today: date = TODAY) -> list[tuple[object, ...]]:
    tell(mirror, courses)
    return list(mirror.ask(sql(question), {"since": today - SPAN, "today": today}).rows)


def test_an_answered_case_counts_with_its_days_net_of_stops(mirror: Mirror) -> None:
    courses = [a_course(MARCH, 40, stopped_days=12), a_course(MARCH, 28), a_course(MARCH, 28, field="도로")]

    rows = rows_of(mirror, "durations", courses)

    assert rows == [("agency", "도로", 28, 1, 0), ("agency", "인허가", 28, 2, 0)]


def test_a_running_case_is_known_to_have_run_until_yesterday(mirror: Mirror) -> None:
    received_today, waiting = a_course(TODAY, None), a_course(TODAY - timedelta(days=20), None, stopped_days=5)

    rows = rows_of(mirror, "durations", [received_today, waiting])

    assert rows == [("agency", "인허가", -1, 0, 1), ("agency", "인허가", 14, 0, 1)]


def test_what_was_withdrawn_or_is_too_old_is_not_counted(mirror: Mirror) -> None:
    withdrawn = a_course(MARCH, None, status="withdrawn", withdrawn_on=TODAY)
    old = a_course(TODAY - SPAN - timedelta(days=1), 10)

    assert rows_of(mirror, "durations", [withdrawn, old]) == []
    assert whole_course(mirror, TODAY).count_answered == 0


def test_the_second_phase_begins_with_the_first_act_that_takes_a_case_up(mirror: Mirror) -> None:
    assigned = a_course(MARCH, 30, taken_up=((date(2026, 3, 12), "assign_consultation"),))
    screened_first = a_course(
        MARCH,
        30,
        taken_up=((date(2026, 3, 22), "assign_consultation"), (date(2026, 3, 7), "screen_consultation")),
    )
    nobody = a_course(MARCH, 30)
    before_receipt = a_course(MARCH, 30, taken_up=((date(2026, 2, 27), "assign_consultation"),))

    rows = rows_of(mirror, "second_phase", [assigned, screened_first, nobody, before_receipt])

    assert rows == [("agency", "인허가", 20, 1, 0), ("agency", "인허가", 25, 1, 0), ("agency", "인허가", 30, 1, 0)]


def test_a_second_phase_is_net_of_stops_and_leaves_out_what_waited_before_it(mirror: Mirror) -> None:
    taken_up = ((date(2026, 3, 12), "assign_consultation"),)
    during = ("query", date(2026, 3, 15), date(2026, 3, 20), date(2026, 3, 15))
    before = ("query", date(2026, 3, 5), date(2026, 3, 20), date(2026, 3, 5))
    waited_after = a_course(MARCH, 30, taken_up=taken_up, stopped_days=5, waits=(during,))
    waited_before = a_course(MARCH, 30, taken_up=taken_up, stopped_days=15, waits=(before,))
    running = a_course(TODAY - timedelta(days=9), None, taken_up=((TODAY - timedelta(days=4), "screen_consultation"),))

    rows = rows_of(mirror, "second_phase", [waited_after, waited_before, running])

    assert rows == [("agency", "인허가", 3, 0, 1), ("agency", "인허가", 15, 1, 0)]


def test_both_are_fitted_from_what_was_counted(mirror: Mirror) -> None:
    taken_up = ((date(2026, 3, 12), "assign_consultation"),)
    tell(mirror, [a_course(MARCH, 15 + n % 20, taken_up=taken_up) for n in range(40)])

    whole, second = whole_course(mirror, TODAY), second_phase(mirror, TODAY)

    assert whole.count_answered == second.count_answered == 40
    assert whole.curve(ALL).like(0, 24) == (40, 20)
    assert second.curve(ALL).like(0, 14) == (40, 20)
