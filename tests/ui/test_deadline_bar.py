"""The bar of a deadline: its days in words, and what stood still drawn apart from what was counted."""

from dataclasses import replace
from datetime import date, time

import pytest
from streamlit.testing.v1 import AppTest

from casebase.casework.consultation_views import Course
from casebase.domain.suspension import Receipt, Suspension, SuspensionKind
from casebase.law.deadlines import Deadline, deadline
from casebase.law.regimes import regime_on
from casebase.ui.deadline_bar import Stretch, drawn, told

RECEIPT = Receipt(on=date(2026, 3, 3), at=time(10, 0))
RULES = regime_on(False, RECEIPT.on)
ASKED = Suspension(
    id="s",
    consultation_id="c",
    kind=SuspensionKind.SUPPLEMENT,
    begins_on=date(2026, 3, 10),
    ends_on=date(2026, 3, 12),
    entered_by="a",
    entered_at="2026-03-10T00:00:00.000000Z",
)
STILL_ASKED = replace(ASKED, ends_on=None)


def due_as_of(as_of: date, *waits: Suspension) -> Deadline:
    return deadline(RECEIPT, RULES, waits, (), as_of)


@pytest.mark.parametrize(
    ("today", "words", "look"),
    [
        (date(2026, 3, 23), "처리기한 2026. 4. 2.(목) · 10일 남음", "calm"),
        (date(2026, 4, 2), "처리기한 2026. 4. 2.(목) · 오늘까지", "calm"),
        (date(2026, 4, 5), "처리기한 2026. 4. 2.(목) · 3일 지남", "late"),
    ],
)
def test_a_deadline_is_told_in_days_from_today(today, words, look):
    assert told(due_as_of(today), today) == (words, look)


def test_while_the_clock_stands_still_the_day_is_told_as_it_would_be_if_it_went_on_today():
    today = date(2026, 3, 12)

    assert told(due_as_of(today, STILL_ASKED), today) == ("정지 중: 오늘 재개하면 2026. 4. 6.(월)까지", "stopped")


def test_once_the_opinion_is_out_the_bar_says_whether_it_was_in_time():
    in_time, late = date(2026, 4, 1), date(2026, 4, 4)

    assert told(due_as_of(in_time), date(2026, 5, 1), in_time)[0].endswith("2026. 4. 1. 발행, 기한 안에 답함")
    assert told(due_as_of(late), date(2026, 5, 1), late) == (
        "처리기한 2026. 4. 2.(목) · 2026. 4. 4. 발행, 기한을 2일 넘김",
        "late",
    )


def test_days_that_were_stopped_are_drawn_apart_and_named():
    today = date(2026, 3, 20)

    stretches = drawn(due_as_of(today, ASKED), [ASKED], today, is_over=False)

    assert [each for each in stretches if each.look == "stopped"] == [
        Stretch(first=date(2026, 3, 10), last=date(2026, 3, 12), look="stopped", label="보완요구")
    ]
    assert sum(each.days for each in stretches) == (stretches[-1].last - RECEIPT.on).days + 1


def test_a_cancelled_wait_is_not_drawn():
    today = date(2026, 3, 20)
    cancelled = replace(ASKED, cancelled_on=today)

    stretches = drawn(due_as_of(today, cancelled), [cancelled], today, is_over=False)

    assert {each.look for each in stretches} == {"past", "ahead"}


def test_the_bar_goes_on_past_the_day_due_when_nothing_was_answered():
    today = date(2026, 4, 5)

    stretches = drawn(due_as_of(today), [], today, is_over=False)

    assert stretches[-1] == Stretch(first=date(2026, 4, 3), last=today, look="late")
    assert stretches[-2].last == date(2026, 4, 2)


def bar() -> None:
    """The bar of a case with one stop, as of a day that the address names."""
    from datetime import date

    import streamlit as st

    from casebase.ui.deadline_bar import deadline_bar
    from tests.ui.test_deadline_bar import course_as_of

    today = date.fromisoformat(st.query_params["today"])
    deadline_bar(course_as_of(today), today)


def course_as_of(today: date) -> Course:
    due = due_as_of(today, ASKED)
    return Course(deadline=due, suspensions=(ASKED,), extensions=(), progress_notices=(), count_notices_owed=0)


def test_who_cannot_see_the_bar_hears_it_and_may_read_why_it_is_that_day():
    shown = AppTest.from_function(bar)
    shown.query_params["today"] = "2026-03-20"

    shown.run()

    pieces = "".join(each.proto.body for each in shown.get("html"))
    assert 'role="img" aria-label="2026. 3. 3. 접수; 보완요구 2026. 3. 10.~3. 12. (3일 뺌); 처리기한' in pieces
    assert shown.expander[0].label == "왜 이 날짜인가"
    assert "<td>보완요구(2026. 3. 10.~3. 12.) 동안 3일을 뺍니다." in pieces
