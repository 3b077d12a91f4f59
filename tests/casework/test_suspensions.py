"""What makes a consultation wait: begun, ended and cancelled by events, on their day or entered late."""

from datetime import date

import pytest

from casebase.casework import suspensions
from casebase.casework.timeline import timeline
from casebase.domain.account import Role
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.suspension import SuspensionKind
from casebase.store.connection import Store
from tests.case_builders import a_person, record_of
from tests.clock_stages import a_case, begin, end, supplement

DUE = date(2026, 12, 2)


def test_a_wait_begins_and_ends_by_events(store: Store) -> None:
    case = a_case(store)

    begin(case)
    assert case.deadline.is_stopped
    assert end(case) == case.now.number

    wait = case.waits[0]
    assert (wait.kind, wait.begins_on, wait.ends_on) == (SuspensionKind.HEARING, date(2026, 11, 10), date(2026, 11, 12))
    assert (wait.entered_by, wait.ended_by) == (case.handler.id, case.handler.id)
    assert not case.deadline.is_stopped
    assert case.deadline.due_on == date(2026, 12, 4)  # the 11th and 12th are out


def test_a_wait_begins_today_unless_another_day_is_typed(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)

    begin(case, begins_on="")
    end(case, ends_on="")

    assert (case.waits[0].begins_on, case.waits[0].ends_on) == (date(2026, 11, 23), date(2026, 11, 23))
    assert case.deadline.due_on == DUE


def test_a_wait_does_not_end_before_it_begins(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    begin(case)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="끝난 날이 시작한 날보다 빠릅니다"):
        end(case, "2026-11-09")

    assert record_of(sqlite_store) == before
    assert case.waits[0].is_open


def test_overlapping_waits_are_counted_once(store: Store) -> None:
    case = a_case(store)
    begin(case, "hearing", "2026-11-09")
    end(case, "2026-11-12")

    begin(case, "outage", "2026-11-11")
    end(case, "2026-11-13")

    assert case.deadline.due_on == date(2026, 12, 7)  # the 10th to the 13th are out; the 6th is a Sunday
    assert "거듭 빼지 않습니다" in " ".join(row.reason for row in case.deadline.rows)


def test_a_wait_inside_a_wait_moves_nothing_more(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    begin(case, "preceding", "2026-11-09")
    end(case, "2026-11-17")
    alone = case.deadline.due_on

    begin(case, "transport", "2026-11-11")
    end(case, "2026-11-13")

    assert case.deadline.due_on == alone == date(2026, 12, 10)


def test_what_is_entered_late_counts_by_its_days_not_by_its_entry(sqlite_store: Store) -> None:
    first, second = a_case(sqlite_store), a_case(sqlite_store)
    for case, days in ((first, ("2026-11-10", "2026-11-16")), (second, ("2026-11-16", "2026-11-10"))):
        for begins_on in days:
            begin(case, "hearing", begins_on)
            end(case, f"2026-11-{int(begins_on[-2:]) + 2}")

    assert first.deadline.rows == second.deadline.rows
    assert first.deadline.due_on == date(2026, 12, 7)  # four days out make it Sunday the 6th


@pytest.mark.parametrize(
    ("begins_on", "sentence"),
    [
        ("2026-11-01", "접수한 날보다 빠릅니다"),
        ("2026-11-24", "오늘보다 뒤일 수 없습니다"),
        ("어제", "2026-11-22처럼 입력하세요"),
    ],
)
def test_a_wait_begins_between_receipt_and_today(sqlite_store: Store, begins_on: str, sentence: str) -> None:
    case = a_case(sqlite_store)
    before = record_of(sqlite_store)

    with pytest.raises((InvalidEntry, SeveralInvalid), match=sentence):
        begin(case, begins_on=begins_on)

    assert record_of(sqlite_store) == before


def test_a_cancelled_wait_stays_on_record_and_moves_nothing(store: Store) -> None:
    case = a_case(store)
    begin(case)
    end(case)

    suspensions.cancel_suspension(case.handler.desk, *case.wait, {"reason": "다른 사건의 의견청취였다."})

    wait = case.waits[0]
    assert (wait.cancelled_on, wait.cancel_reason) == (date(2026, 11, 23), "다른 사건의 의견청취였다.")
    assert wait.ends_on == date(2026, 11, 12)
    assert case.deadline.due_on == DUE
    assert "취소한 것이라 빼지 않습니다." in case.deadline.without_effect[0].reason
    with pytest.raises(InvalidEntry, match="이미 취소한 기록"):
        suspensions.cancel_suspension(case.handler.desk, *case.wait, {"reason": "다시"})


def test_a_wait_is_not_cancelled_without_a_reason(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    begin(case)

    with pytest.raises(SeveralInvalid, match="취소 사유를 입력"):
        suspensions.cancel_suspension(case.handler.desk, *case.wait, {})

    assert case.waits[0].is_in_force


def test_nothing_moves_the_clock_while_an_opinion_waits_for_approval(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    begin(case)
    case.at(ConsultationStatus.PROPOSED)
    before = record_of(sqlite_store)

    for attempt in (lambda: begin(case, "outage"), lambda: end(case), lambda: supplement(case)):
        with pytest.raises(InvalidEntry, match=r"결재 중이라 .* 할 수 없습니다\. 먼저 결재권자에게 반려를 요청"):
            attempt()
    with pytest.raises(InvalidEntry, match="‘정지 취소’를"):
        suspensions.cancel_suspension(case.handler.desk, *case.wait, {"reason": "잘못 적음"})

    assert record_of(sqlite_store) == before


def test_the_clock_does_not_start_again_after_the_opinion(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    begin(case)
    case.at(ConsultationStatus.NOTIFIED)
    before = record_of(sqlite_store)

    with pytest.raises(MoveNotPermitted, match="‘통보’ 상태라 ‘정지 끝’"):
        end(case)
    with pytest.raises(MoveNotPermitted, match="‘통보’ 상태라 ‘정지 시작’"):
        begin(case, "outage")

    assert record_of(sqlite_store) == before


def test_of_two_who_end_a_wait_at_once_the_second_learns_of_the_first(store: Store) -> None:
    case = a_case(store)
    begin(case)
    seen = case.wait
    end(case)
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile, match=rf"{case.now.number}: 박감사, 정지 끝"):
        suspensions.end_suspension(case.handler.desk, *seen, {"ends_on": "2026-11-13"})

    assert record_of(store) == before


def test_of_two_who_begin_a_wait_at_once_the_second_learns_of_the_first(store: Store) -> None:
    case = a_case(store)
    seen = case.seen
    begin(case)
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile, match="박감사, 정지 시작"):
        fields = {"kind": "hearing", "question": "주민 의견을 들었다."}
        suspensions.begin_suspension(case.handler.desk, *seen, fields)

    assert record_of(store) == before


def test_a_wait_that_is_over_does_not_end_again(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    begin(case)
    end(case)

    with pytest.raises(InvalidEntry, match="이미 끝났거나 취소한 의견청취"):
        end(case, "2026-11-13")

    assert case.waits[0].ends_on == date(2026, 11, 12)


def test_what_was_asked_of_somebody_ends_with_their_answer_only(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    supplement(case)

    with pytest.raises(NotFound):
        end(case)
    with pytest.raises(SeveralInvalid, match="정지 사유를 목록에서"):
        begin(case, "supplement")

    assert case.waits[0].is_open


def test_who_owns_the_case_with_its_handler_may_and_no_other(sqlite_store: Store) -> None:
    owner, other = a_person(sqlite_store, name="최감사"), a_person(sqlite_store)
    case = a_case(sqlite_store, owners=(owner.account,))
    fields = {"kind": "hearing", "question": "주민 의견을 들었다."}

    for person in (other, case.applicant, a_person(sqlite_store, Role.PANEL)):
        with pytest.raises(NotPermitted, match="정지 시작"):
            suspensions.begin_suspension(person.desk, *case.seen, fields)
    suspensions.begin_suspension(owner.desk, *case.seen, fields)

    assert [wait.entered_by for wait in case.waits] == [owner.id]


def test_the_timeline_tells_which_wait_it_was(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    begin(case, "outage")

    with case.looking() as asked:
        moment = timeline(asked, "consultation", case.id)[0]

    assert (moment.who, moment.what, moment.more) == ("박감사", "정지 시작", "시스템 장애")
