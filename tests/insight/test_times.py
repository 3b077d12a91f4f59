"""The days that consultations took, in the mirror: those that the law counts, and what is told of them outside."""

import os
from collections.abc import Sequence
from datetime import date, time, timedelta
from pathlib import Path
from random import Random

import pytest

from casebase.casework import admin
from casebase.domain.account import Role
from casebase.domain.agency import Agency
from casebase.domain.consultation import ApplicantKind, Consultation, ConsultationStatus
from casebase.domain.opinion import OpinionKind, OpinionOutcome
from casebase.domain.suspension import Extension, Receipt, Suspension, SuspensionKind
from casebase.insight.mirror import Mirror
from casebase.insight.times import bring_times
from casebase.law.deadlines import deadline
from casebase.law.regimes import Regime, regime_on
from casebase.store.connection import Connection, Row, Store
from tests.answered_cases import RECEIVED, answer
from tests.builders import TODAY, an_agency, an_event
from tests.case_builders import a_person
from tests.clock_stages import a_case, begin, end, supplement
from tests.consultation_builders import a_consultation, a_suspension, an_extension

DAY = timedelta(days=1)


def times(mirror: Mirror, store: Store, today: date = TODAY, *, is_outside: bool = False) -> dict[str, Row]:
    """By consultation: the days received and answered, the outcome, days withdrawn and due, and the three counts."""
    bring_times(mirror, store, today)
    columns = "consultation_id, received_on, answered_on, outcome, withdrawn_on, due_on, days, stopped_days, late_days"
    found = mirror.ask(f"select {columns} from times_as_told($is_outside)", {"is_outside": is_outside}).rows
    assert len({row[0] for row in found}) == len(found)
    return {row[0]: row[1:] for row in found}


def test_days_run_from_the_receipt_to_the_answer_and_stops_are_counted_once(
    sqlite_store: Store, mirror: Mirror
) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        case = a_consultation(con, agency, filed_on=RECEIVED, status=ConsultationStatus.NOTIFIED)
        # A supplement takes out the day it is asked for, a query begins with the day after; three days are in both.
        kinds = SuspensionKind
        a_suspension(con, case, kinds.SUPPLEMENT, begins_on=date(2026, 9, 10), ends_on=date(2026, 9, 14))
        a_suspension(con, case, kinds.QUERY, begins_on=date(2026, 9, 11), ends_on=date(2026, 9, 18))
        a_suspension(con, case, kinds.QUERY, begins_on=date(2026, 9, 20), cancelled_on=date(2026, 9, 21))
        answer(con, case, date(2026, 10, 12))
        on_the_day = a_consultation(con, agency, filed_on=RECEIVED, status=ConsultationStatus.RETURNED)
        answer(con, on_the_day, RECEIVED, outcome=OpinionOutcome.RETURNED)

    found = times(mirror, sqlite_store)

    # Thirty days and nine of stops from 1 September: 10 October, a Saturday; 12 October is Monday.
    assert found[case.id] == (RECEIVED, date(2026, 10, 12), "accepted", None, date(2026, 10, 12), 41, 9, 0)
    assert found[on_the_day.id][1:3] == (RECEIVED, "returned")
    assert found[on_the_day.id][5:] == (0, 0, 0)


def test_an_answer_is_late_from_the_day_after_it_was_due(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        facts = {"filed_on": RECEIVED, "status": ConsultationStatus.NOTIFIED}
        in_time, late, extended = (a_consultation(con, agency, **facts) for _ in range(3))  # type: ignore[arg-type]
        answer(con, in_time, date(2026, 10, 1))
        answer(con, late, date(2026, 10, 2))
        an_extension(con, extended)
        answer(con, extended, date(2026, 10, 2))

    found = times(mirror, sqlite_store)

    assert [found[case.id][-1] for case in (in_time, late, extended)] == [0, 1, 0]


def test_what_is_not_received_drafted_or_over_has_no_days(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        for status in (ConsultationStatus.DRAFTING, ConsultationStatus.APPLIED):
            a_consultation(con, agency, status=status)
        running = a_consultation(con, agency, filed_on=date(2026, 11, 2))
        withdrawn = a_consultation(con, agency, status=ConsultationStatus.WITHDRAWN, filed_on=date(2026, 11, 2))
        an_event(con, "consultation", withdrawn.id, act="withdraw_consultation")

    found = times(mirror, sqlite_store)

    assert found == {
        running.id: (date(2026, 11, 2), None, None, None, date(2026, 12, 2), None, 0, None),
        withdrawn.id: (date(2026, 11, 2), None, None, TODAY, None, None, None, None),
    }


def test_a_correction_moves_no_day_and_a_withdrawal_leaves_no_answer(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        facts = {"filed_on": RECEIVED, "status": ConsultationStatus.NOTIFIED}
        corrected, withdrawn, again = (a_consultation(con, agency, **facts) for _ in range(3))  # type: ignore[arg-type]
        for case in (corrected, withdrawn, again):
            answer(con, case, date(2026, 9, 20))
        answer(con, corrected, date(2026, 11, 1), OpinionKind.CORRECTION, OpinionOutcome.CONDITIONAL)
        for case in (withdrawn, again):
            answer(con, case, date(2026, 9, 25), OpinionKind.WITHDRAWAL)
        answer(con, again, date(2026, 9, 30), outcome=OpinionOutcome.REJECTED)

    found = times(mirror, sqlite_store)

    assert found[corrected.id][1:3] == (date(2026, 9, 20), "conditional")
    assert found[withdrawn.id][1:] == (None, None, None, None, None, None, None)
    assert found[again.id][1:3] == (date(2026, 9, 30), "rejected")


def test_outside_an_answer_counts_once_it_was_notified(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        facts = {"filed_on": RECEIVED, "status": ConsultationStatus.ISSUED}
        untold, told, withdrawn = (a_consultation(con, agency, **facts) for _ in range(3))  # type: ignore[arg-type]
        answer(con, untold, date(2026, 9, 20))
        answer(con, told, date(2026, 9, 20), notified_on=date(2026, 9, 22))
        answer(con, told, date(2026, 10, 1), OpinionKind.CORRECTION, OpinionOutcome.REJECTED)
        answer(con, withdrawn, date(2026, 9, 20), notified_on=date(2026, 9, 22))
        answer(con, withdrawn, date(2026, 10, 1), OpinionKind.WITHDRAWAL)

    inside, outside = times(mirror, sqlite_store), times(mirror, sqlite_store, is_outside=True)

    assert [inside[case.id][2] for case in (untold, told, withdrawn)] == ["accepted", "rejected", None]
    assert [outside[case.id][2] for case in (untold, told, withdrawn)] == [None, "accepted", "accepted"]
    assert outside[untold.id][4:] == (date(2026, 10, 1), None, 0, None)
    assert outside[withdrawn.id][5:] == (19, 0, 0)


def test_a_wait_that_is_entered_counts_its_case_anew_and_goes_on_with_the_days(store: Store, mirror: Mirror) -> None:
    waiting, other = a_case(store), a_case(store)
    times(mirror, store)

    supplement(waiting)
    today, later = times(mirror, store), times(mirror, store, TODAY + 7 * DAY)

    assert today[waiting.id][4] == waiting.deadline.due_on
    assert (today[waiting.id][6], later[waiting.id][6]) == (14, 21)
    assert later[waiting.id][4] == today[waiting.id][4] + 7 * DAY
    assert today[other.id] == later[other.id]


def test_a_holiday_that_is_added_counts_every_case_anew(store: Store, mirror: Mirror) -> None:
    case, keeper = a_case(store), a_person(store, Role.ADMIN)
    assert times(mirror, store)[case.id][4] == date(2026, 12, 2)

    admin.change_holiday(keeper.desk, {"holiday_on": "2026-12-02", "holiday_name": "임시공휴일"}, False)

    assert times(mirror, store)[case.id][4] == date(2026, 12, 3)


def test_what_is_brought_up_step_by_step_equals_what_is_counted_at_once(
    store: Store, mirror: Mirror, tmp_path: Path
) -> None:
    cases = [a_case(store) for _ in range(3)]
    times(mirror, store, TODAY - DAY)
    begin(cases[0])
    times(mirror, store)
    end(cases[0])
    supplement(cases[1])

    fresh = Mirror(tmp_path / "fresh.duckdb")
    step_by_step, at_once = times(mirror, store), times(fresh, store)
    fresh.close()

    assert step_by_step == at_once
    assert len(at_once) == 3


@pytest.mark.parametrize("seed", range(int(os.environ.get("CASEBASE_SEQUENCES", "6"))))
def test_days_equal_what_the_law_says_and_a_count_day_by_day(sqlite_store: Store, mirror: Mirror, seed: int) -> None:
    chance = Random(seed)
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        made = [some_case(con, agency, chance) for _ in range(20)]

    found = times(mirror, sqlite_store)

    for case, waits, extensions, answered_on in made:
        regime = regime_on(case.is_petition, received(case))
        receipt = Receipt(on=received(case), at=case.received_at or time())
        until = answered_on or TODAY
        due = deadline(receipt, regime, waits, extensions, until).due_on
        _, _, _, _, due_on, days, stopped_days, late_days = found[case.id]
        assert due_on == due
        assert stopped_days == sum(is_out(day, waits, regime, until) for day in after(received(case), until))
        if answered_on is None:
            assert (days, late_days) == (None, None)
        else:
            assert days == len(after(received(case), until))
            assert late_days == len(after(due, until))


Made = tuple[Consultation, list[Suspension], list[Extension], date | None]


def some_case(con: Connection, agency: Agency, chance: Random) -> Made:
    on = TODAY - chance.randrange(5, 90) * DAY
    answered_on = chance.choice([None, min(on + chance.randrange(60) * DAY, TODAY)])
    case = a_consultation(
        con,
        agency,
        filed_on=on,
        applicant_kind=chance.choice(list(ApplicantKind)),
        received_at=time(chance.randrange(8, 19), 30),
        status=ConsultationStatus.ISSUED if answered_on else ConsultationStatus.UNDER_REVIEW,
    )
    waits = [some_wait(con, case, answered_on, chance) for _ in range(chance.randrange(4))]
    extensions = [an_extension(con, case)] if chance.random() < 0.3 else []
    if answered_on:
        answer(con, case, answered_on)
    return case, waits, extensions, answered_on


def some_wait(con: Connection, case: Consultation, answered_on: date | None, chance: Random) -> Suspension:
    last = answered_on or TODAY
    begins_on = received(case) + chance.randrange((last - received(case)).days + 1) * DAY
    ends_on = min(begins_on + chance.randrange(20) * DAY, last)
    is_open = answered_on is None and chance.random() < 0.3
    kind = chance.choice(list(SuspensionKind))
    cancelled_on = TODAY if chance.random() < 0.1 else None
    return a_suspension(
        con, case, kind, begins_on=begins_on, ends_on=None if is_open else ends_on, cancelled_on=cancelled_on
    )


def received(case: Consultation) -> date:
    assert case.received_on is not None
    return case.received_on


def after(first: date, last: date) -> list[date]:
    """The days after one, through another."""
    return [first + n * DAY for n in range(1, (last - first).days + 1)]


def is_out(day: date, waits: Sequence[Suspension], regime: Regime, until: date) -> bool:
    """Say whether a wait takes a day out: a supplement from the day it was asked for, others from the day after."""
    return any(
        wait.cancelled_on is None
        and regime.stops[wait.kind].stops
        and (wait.begins_on < day or (wait.begins_on == day and wait.kind == SuspensionKind.SUPPLEMENT))
        and day <= (wait.ends_on or until)
        for wait in waits
    )
