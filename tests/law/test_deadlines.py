import random
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casebase.domain.suspension import Receipt, SuspensionKind
from casebase.law.deadlines import Deadline, deadline, due_on, progress_notices
from casebase.law.holidays import rest_day_name
from casebase.law.regimes import Clock, regime_on
from casebase.law.values import value_on
from tests.law.histories import (
    History,
    a_suspension,
    an_extension,
    counted_again,
    histories,
    histories_enough,
)
from tests.law.worked_examples import worked_examples

AFTER = st.integers(0, 80)
EVERY_30_DAYS = value_on("petitions.progress_notice_days", date(2026, 1, 1))
RECEIVED = Receipt(on=date(2026, 3, 3), at=time(10, 0))
AGENCY_RULES = regime_on(False, RECEIVED.on)
PETITION_RULES = regime_on(True, RECEIVED.on)


def moment(due: Deadline) -> tuple:
    return due.due_on, due.due_at


def assert_proven(history: History, due: Deadline) -> None:
    """The rows lead from the receipt to the day due without a gap, and what they count makes up the total."""
    assert due.rows[0].from_on == history.receipt.on
    assert due.rows[-1].to_on == due.due_on
    for row, following in zip(due.rows, due.rows[1:], strict=False):
        shares_a_day = following.from_on == row.to_on and due.clock == Clock.HOURS
        assert shares_a_day or following.from_on == row.to_on + timedelta(days=1)
    assert sum(row.minutes if due.clock == Clock.HOURS else row.days for row in due.rows) == due.total
    assert all(row.reason and row.article for row in (*due.rows, *due.without_effect))
    assert (due.used, due.remaining) == (due.total - due.remaining, due.total - due.used)
    assert 0 <= due.used <= due.total


@pytest.mark.parametrize("example", worked_examples(), ids=lambda example: example.told["title"])
def test_a_deadline_by_example(example):
    told = example.told

    due = example.deadline()

    assert (due.due_on, due.due_at) == (told["due_on"], told.get("due_at"))
    assert [{"from": row.from_on, "to": row.to_on, "counted": row.counted} for row in due.rows] == told["rows"]
    assert any(told["article"] in row.article for row in (*due.rows, *due.without_effect))
    assert [row.reason.partition(":")[0] for row in due.without_effect] == told.get("without_effect", [])
    assert due.is_stopped == told.get("is_stopped", False)
    assert due.remaining_printed == told.get("remaining", due.remaining_printed)


@histories_enough
@given(histories())
def test_a_second_count_from_the_articles_agrees_and_every_day_is_proven(history):
    due = history.deadline()

    assert moment(due) == counted_again(history)
    assert_proven(history, due)
    assert rest_day_name(due.due_on, history.agency) is None
    assert due.due_on == due_on(
        history.receipt, history.regime, history.suspensions, history.extensions, history.as_of, history.agency
    )


@histories_enough
@given(histories(), st.sampled_from(SuspensionKind), AFTER, st.one_of(st.none(), st.integers(0, 40)))
def test_one_more_wait_never_makes_it_earlier(history, kind, after, length):
    begins_on = history.receipt.on + timedelta(days=after)
    ends_on = None if length is None else begins_on + timedelta(days=length)

    later = history.with_one_more(a_suspension(kind, begins_on, ends_on)).deadline()

    assert moment(later) >= moment(history.deadline())


@histories_enough
@given(histories(), st.sampled_from(SuspensionKind), AFTER, AFTER)
def test_a_cancelled_wait_changes_nothing(history, kind, after, length):
    begins_on = history.receipt.on + timedelta(days=after)
    cancelled = a_suspension(kind, begins_on, begins_on + timedelta(days=length), cancelled=True)

    with_it, without = history.with_one_more(cancelled).deadline(), history.deadline()

    assert len(with_it.without_effect) == len(without.without_effect) + 1
    assert replace(with_it, without_effect=without.without_effect) == without


@histories_enough
@given(histories(), AFTER)
def test_a_supplement_within_one_day_takes_out_exactly_that_day(history, after):
    assume(after > 0 or history.deadline().clock != Clock.HOURS)  # of the first day only the hours left are taken out
    day = history.receipt.on + timedelta(days=after)
    before = history.deadline()
    a_day_longer = replace(history, extensions=(*history.extensions, an_extension(1, 3, day))).deadline()

    supplemented = history.with_one_more(a_suspension(SuspensionKind.SUPPLEMENT, day, day)).deadline()

    if _is_counted(before, day, history):
        assert moment(supplemented) == moment(a_day_longer)
    elif day != before.due_on:
        assert moment(supplemented) == moment(before)


@histories_enough
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(history, chance: random.Random):
    suspensions, extensions = list(history.suspensions), list(history.extensions)
    chance.shuffle(suspensions)
    chance.shuffle(extensions)

    shuffled = replace(history, suspensions=tuple(suspensions), extensions=tuple(extensions))

    assert shuffled.deadline() == history.deadline()


@histories_enough
@given(histories(), AFTER)
def test_while_no_wait_is_open_the_day_of_asking_changes_neither_the_due_day_nor_its_proof(history, after):
    over = replace(history, suspensions=tuple(each for each in history.suspensions if not each.is_open))
    sooner, later = over.deadline(), replace(over, as_of=over.as_of + timedelta(days=after)).deadline()

    assert replace(sooner, used=later.used, remaining=later.remaining) == later
    assert sooner.used <= later.used
    assert not later.is_stopped


def test_the_proof_of_an_agency_s_deadline_never_passes_the_office_s_own_rules_off_as_law():
    waits = [a_suspension(SuspensionKind.SUPPLEMENT, date(2026, 3, 10), date(2026, 3, 20))]

    due = deadline(RECEIVED, AGENCY_RULES, waits, [an_extension(20, 1, date(2026, 4, 1))], date(2026, 3, 23))

    own = "기관 기준: 법령에 정한 것이 없어 기본값을 씀"
    assert [(row.reason, row.article) for row in due.rows] == [
        ("접수한 날은 세지 않습니다.", "기관 기준: 정한 것이 없어 민법 제157조를 따름"),
        ("처리기간 30일 가운데 6일을 셉니다.", own),
        ("보완요구(2026. 3. 10.~3. 20.) 동안 11일을 뺍니다. 보낸 날과 도착한 날도 뺍니다.", own),
        ("처리기간 30일 가운데 24일을 셉니다.", own),
        ("1차 연장 20일을 셉니다.", own),
        ("마지막 날이 쉬는 날이라 다음 날로 늦춥니다(토·일요일 1일).", "민법 제161조"),
    ]


def test_the_proof_of_a_petition_s_deadline_names_articles_and_holidays():
    waits = [a_suspension(SuspensionKind.HEARING, date(2026, 9, 28), date(2026, 9, 30))]

    due = deadline(replace(RECEIVED, on=date(2026, 9, 21)), PETITION_RULES, waits, [], date(2026, 9, 21))

    assert [(row.reason, row.article) for row in due.rows[:2]] == [
        (
            "접수한 날부터 처리기간 30일 가운데 4일을 셉니다. 쉬는 날 4일은 세지 않습니다"
            "(토·일요일 1일, 2026. 9. 24. 추석 전날, 2026. 9. 25. 추석, 2026. 9. 26. 추석 다음날).",
            "기관 기준: 법령에 정한 것이 없어 기본값을 씀, 민원 처리에 관한 법률 제19조 제2항",
        ),
        (
            "의견청취(2026. 9. 28.~9. 30.) 동안 2일을 뺍니다. 시작한 날은 처리한 날로 셉니다.",
            "민원 처리에 관한 법률 시행령 제20조, 행정절차법 시행령 제11조, 민법 제157조",
        ),
    ]


def test_waits_that_overlap_are_named_where_their_days_are_taken_out():
    waits = [
        a_suspension(SuspensionKind.SUPPLEMENT, date(2026, 3, 10), date(2026, 3, 20), suspension_id="first"),
        a_suspension(SuspensionKind.QUERY, date(2026, 3, 17), date(2026, 3, 25), suspension_id="second"),
    ]

    due = deadline(RECEIVED, AGENCY_RULES, waits, [], date(2026, 3, 26))

    assert due.rows[2].reason.endswith("겹치는 관계기관 의견조회(2026. 3. 17.~3. 25.)의 같은 날은 거듭 빼지 않습니다.")
    assert due.rows[3].reason == "관계기관 의견조회(2026. 3. 17.~3. 25.) 가운데 나머지 5일을 뺍니다."


def test_an_open_wait_moves_the_deadline_a_day_with_every_day_and_says_that_it_does():
    waits = [a_suspension(SuspensionKind.SUPPLEMENT, date(2026, 3, 10), None)]

    today, tomorrow = (deadline(RECEIVED, AGENCY_RULES, waits, [], date(2026, 3, n)) for n in (18, 19))

    assert (today.is_stopped, today.remaining_printed) == (True, "24일")
    assert "아직 끝나지 않아 2026. 3. 18.까지 뺐으므로 기한은 잠정입니다." in today.rows[2].reason
    assert (today.due_on, tomorrow.due_on) == (date(2026, 4, 13), date(2026, 4, 13))  # the 11th was a Saturday
    assert (today.used, tomorrow.used) == (6, 6)


def test_an_open_wait_that_began_after_the_period_had_run_out_stops_nothing():
    waits = [a_suspension(SuspensionKind.SUPPLEMENT, date(2026, 4, 6), None)]

    due = deadline(RECEIVED, AGENCY_RULES, waits, [], date(2026, 4, 20))

    assert (due.due_on, due.is_stopped, due.remaining) == (date(2026, 4, 2), False, 0)
    assert due.without_effect[0].reason == "보완요구: 처리기간이 끝난 뒤의 일이라 기한을 바꾸지 않습니다."


def test_a_wait_that_ends_before_it_begins_is_a_mistake_in_the_program():
    waits = [a_suspension(SuspensionKind.SUPPLEMENT, date(2026, 3, 10), date(2026, 3, 9))]

    with pytest.raises(ValueError, match="ends before it begins"):
        deadline(RECEIVED, AGENCY_RULES, waits, [], date(2026, 3, 10))


@pytest.mark.parametrize(
    ("told_on", "owed"),
    [
        ([], [date(2026, 4, 2), date(2026, 5, 2)]),
        ([date(2026, 4, 2)], [date(2026, 5, 2)]),
        ([date(2026, 3, 20)], [date(2026, 5, 2)]),  # told early
        ([date(2026, 4, 9)], [date(2026, 5, 2)]),  # told late: the next is still owed
        ([date(2026, 4, 9), date(2026, 4, 10)], []),
        ([date(2026, 5, 2)], []),  # one telling settles what had fallen due by then
        ([date(2026, 3, 3)], [date(2026, 4, 2), date(2026, 5, 2)]),  # the receipt itself tells no progress
        ([date(2026, 4, 30), date(2026, 3, 10)], []),
        ([date(2026, 3, 10), date(2026, 3, 11), date(2026, 3, 12)], [date(2026, 5, 2)]),  # early, and only the next
    ],
)
def test_a_progress_notice_falls_due_every_thirty_days_until_it_is_given(told_on, owed):
    assert list(progress_notices(RECEIVED.on, EVERY_30_DAYS, told_on, date(2026, 5, 31))) == owed


def test_a_progress_notice_is_owed_on_its_day_and_not_the_day_before():
    assert progress_notices(RECEIVED.on, EVERY_30_DAYS, [], date(2026, 4, 1)) == ()
    assert progress_notices(RECEIVED.on, EVERY_30_DAYS, [], date(2026, 4, 2)) == (date(2026, 4, 2),)


def _is_counted(due: Deadline, day: date, history: History) -> bool:
    is_in_a_counted_row = any(row.from_on <= day <= row.to_on for row in due.rows if row.days or row.minutes)
    return is_in_a_counted_row and (due.clock == Clock.CALENDAR or rest_day_name(day, history.agency) is None)
