from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.errors import InvalidEntry
from casebase.domain.suspension import Suspension, SuspensionKind
from casebase.law.regimes import regime_on
from casebase.law.suspensions import check_suspension, days_out, in_turn, stops_of
from tests.law.histories import a_suspension

RECEIVED = date(2026, 3, 3)
TODAY = date(2026, 3, 20)
RULES = regime_on(False, RECEIVED)
SUPPLEMENT, HEARING = SuspensionKind.SUPPLEMENT, SuspensionKind.HEARING


def march(day: int) -> date:
    return date(2026, 3, day)


def days(suspensions: list[Suspension], as_of: date = TODAY) -> list[tuple[int, int]]:
    return [(stop.first.day, stop.last.day) for stop in stops_of(suspensions, RULES, as_of)]


def test_a_supplement_takes_out_both_its_days_and_another_wait_all_but_its_first():
    assert days([a_suspension(SUPPLEMENT, march(10), march(12))]) == [(10, 12)]
    assert days([a_suspension(HEARING, march(10), march(12))]) == [(11, 12)]
    assert days([a_suspension(SUPPLEMENT, march(10), march(10))]) == [(10, 10)]
    assert days([a_suspension(HEARING, march(10), march(10))]) == []


def test_an_open_wait_takes_out_the_days_through_the_one_asked_about():
    assert days([a_suspension(SUPPLEMENT, march(10), None)], march(10)) == [(10, 10)]
    assert days([a_suspension(SUPPLEMENT, march(10), None)], march(12)) == [(10, 12)]
    assert days([a_suspension(SUPPLEMENT, march(10), None)], march(9)) == []


def test_what_was_cancelled_takes_out_nothing():
    assert days([a_suspension(SUPPLEMENT, march(10), march(12), cancelled=True)]) == []


def test_a_day_that_several_take_out_stands_in_one_only():
    waits = [
        a_suspension(SUPPLEMENT, march(10), march(20), suspension_id="long"),
        a_suspension(SUPPLEMENT, march(10), march(12), suspension_id="begins together"),
        a_suspension(HEARING, march(13), march(15), suspension_id="within"),
        a_suspension(HEARING, march(18), march(25), suspension_id="reaches past"),
    ]

    following = in_turn(stops_of(waits, RULES, TODAY), march(4))

    assert [(stop.first.day, stop.last.day, stop.suspension.id) for stop in following] == [
        (10, 20, "long"),
        (21, 25, "reaches past"),
    ]


def test_days_before_the_count_begins_are_not_taken_out():
    waits = [a_suspension(SUPPLEMENT, RECEIVED, march(5))]

    assert [stop.first for stop in in_turn(stops_of(waits, RULES, TODAY), march(4))] == [march(4)]
    assert in_turn(stops_of(waits, RULES, TODAY), march(6)) == []


def test_the_days_out_begin_after_the_receipt_end_with_the_day_asked_about_and_count_once():
    waits = [
        a_suspension(SUPPLEMENT, RECEIVED, march(5)),
        a_suspension(HEARING, march(4), march(9)),
        a_suspension(SUPPLEMENT, march(15), march(18)),
    ]

    assert days_out(waits, RULES, RECEIVED, TODAY) == 6 + 4
    assert days_out(waits, RULES, RECEIVED, march(16)) == 6 + 2
    assert days_out(waits, RULES, RECEIVED, march(12)) == 6
    assert days_out([], RULES, RECEIVED, TODAY) == 0


@pytest.mark.parametrize(
    "wait",
    [
        a_suspension(SUPPLEMENT, RECEIVED, None),
        a_suspension(SUPPLEMENT, TODAY, None),
        a_suspension(SUPPLEMENT, march(10), march(10)),
        a_suspension(SUPPLEMENT, march(10), TODAY),
        replace(a_suspension(SUPPLEMENT, march(10), None), due_on=march(10)),
    ],
)
def test_a_wait_may_begin_with_the_receipt_end_today_and_be_entered_late(wait):
    check_suspension(wait, [], RECEIVED, TODAY)


@pytest.mark.parametrize(
    ("wait", "sentence", "field"),
    [
        (a_suspension(SUPPLEMENT, march(2), None), "접수한 날보다 빠릅니다", "begins_on"),
        (a_suspension(SUPPLEMENT, march(21), None), "시작한 날이 오늘보다 늦습니다", "begins_on"),
        (a_suspension(SUPPLEMENT, march(10), march(9)), "끝난 날이 시작한 날보다 빠릅니다", "ends_on"),
        (a_suspension(SUPPLEMENT, march(10), march(21)), "끝난 날이 오늘보다 늦습니다", "ends_on"),
        (replace(a_suspension(SUPPLEMENT, march(10), None), due_on=march(9)), "답을 받을 기한이", "due_on"),
    ],
)
def test_a_wait_with_days_that_cannot_be_is_refused_with_the_way_out(wait, sentence, field):
    with pytest.raises(InvalidEntry, match=sentence) as refused:
        check_suspension(wait, [], RECEIVED, TODAY)

    assert refused.value.field == field


def test_a_second_supplement_waits_until_the_first_is_in():
    first = a_suspension(SUPPLEMENT, march(10), None, suspension_id="first")
    second = a_suspension(SUPPLEMENT, march(12), None, suspension_id="second")

    with pytest.raises(InvalidEntry, match="아직 끝나지 않은 보완요구가 있습니다"):
        check_suspension(second, [first], RECEIVED, TODAY)

    check_suspension(second, [replace(first, ends_on=march(11))], RECEIVED, TODAY)
    check_suspension(second, [replace(first, cancelled_on=march(11))], RECEIVED, TODAY)
    check_suspension(replace(second, ends_on=march(13)), [first], RECEIVED, TODAY)
    check_suspension(first, [first], RECEIVED, TODAY)  # itself, looked at again


def test_two_queries_may_be_open_together():
    first = a_suspension(SuspensionKind.QUERY, march(10), None, suspension_id="first")

    check_suspension(replace(first, id="second"), [first], RECEIVED, TODAY)


@pytest.mark.parametrize(
    ("wait", "field"),
    [
        (a_suspension(HEARING, march(17), march(18)), "begins_on"),
        (a_suspension(HEARING, march(10), None), "begins_on"),
        (a_suspension(HEARING, march(10), march(17)), "ends_on"),
    ],
)
def test_the_clock_neither_stops_nor_restarts_after_the_opinion(wait, field):
    with pytest.raises(InvalidEntry, match="의견서를 낸 뒤에는") as refused:
        check_suspension(wait, [], RECEIVED, TODAY, issued_on=march(16))

    assert refused.value.field == field


def test_a_wait_that_was_over_by_the_opinion_may_still_be_entered():
    check_suspension(a_suspension(HEARING, march(10), march(16)), [], RECEIVED, TODAY, issued_on=march(16))
