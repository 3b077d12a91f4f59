"""Due days in the mirror: those that the law counts, whatever happened and in whatever order they were brought up."""

from datetime import date, timedelta
from pathlib import Path

from casebase.casework import admin
from casebase.domain.account import Role
from casebase.domain.consultation import RUNNING
from casebase.domain.listing import Lateness
from casebase.domain.reach import Reach, Relation
from casebase.insight.deadlines import bring_deadlines, ids_by_lateness, most_urgent
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from tests.builders import TODAY
from tests.case_builders import a_person
from tests.clock_stages import Case, a_case, begin, end, supplement

ALL = Reach(account_id="nobody", agency_id=None, relations=frozenset({Relation.ANY}))
DUE = date(2026, 12, 2)


def due_days(mirror: Mirror, store: Store, today: date = TODAY) -> dict[str, tuple[date, bool]]:
    bring_deadlines(mirror, store, today)
    return {one.consultation_id: (one.due_on, one.is_stopped) for one in most_urgent(mirror, ALL, RUNNING, 100)}


def counted(case: Case) -> tuple[date, bool]:
    found = case.deadline
    return found.due_on, found.is_stopped


def test_a_running_case_is_due_on_the_day_that_its_page_shows(store: Store, mirror: Mirror) -> None:
    case = a_case(store)

    found = due_days(mirror, store)

    assert found == {case.id: counted(case)} == {case.id: (DUE, False)}


def test_a_wait_that_is_entered_moves_the_day_of_its_case_alone(store: Store, mirror: Mirror) -> None:
    waiting, other = a_case(store), a_case(store)
    due_days(mirror, store)

    supplement(waiting)
    found = due_days(mirror, store)

    assert found == {waiting.id: counted(waiting), other.id: (DUE, False)}
    assert found[waiting.id][1]


def test_while_a_case_waits_its_day_goes_on_with_the_days(store: Store, mirror: Mirror) -> None:
    case = a_case(store)
    supplement(case)
    today = due_days(mirror, store)[case.id][0]

    a_week_later = due_days(mirror, store, TODAY + timedelta(days=7))[case.id][0]

    assert a_week_later == today + timedelta(days=7)


def test_a_holiday_that_is_added_counts_every_case_anew(store: Store, mirror: Mirror) -> None:
    case, keeper = a_case(store), a_person(store, Role.ADMIN)
    assert due_days(mirror, store)[case.id][0] == DUE

    admin.change_holiday(keeper.desk, {"holiday_on": DUE.isoformat(), "holiday_name": "임시공휴일"}, False)

    assert due_days(mirror, store)[case.id] == counted(case) == (DUE + timedelta(days=1), False)


def test_what_is_brought_up_step_by_step_equals_what_is_counted_at_once(
    store: Store, mirror: Mirror, tmp_path: Path
) -> None:
    cases = [a_case(store) for _ in range(3)]
    due_days(mirror, store)
    begin(cases[0])
    due_days(mirror, store)
    end(cases[0])
    supplement(cases[1])

    fresh = Mirror(tmp_path / "fresh.duckdb")
    step_by_step, at_once = due_days(mirror, store), due_days(fresh, store)
    fresh.close()

    assert step_by_step == at_once == {case.id: counted(case) for case in cases}


def test_lists_go_by_lateness_within_a_persons_reach(store: Store, mirror: Mirror) -> None:
    case, waiting = a_case(store), a_case(store)
    supplement(waiting)
    on = DUE + timedelta(days=1)
    bring_deadlines(mirror, store, on)

    assert ids_by_lateness(mirror, ALL, Lateness.LATE, on) == [case.id]
    assert ids_by_lateness(mirror, ALL, Lateness.STOPPED, on) == [waiting.id]
    assert ids_by_lateness(mirror, ALL, Lateness.SOON, on) == []
    bring_deadlines(mirror, store, DUE - timedelta(days=7))
    assert ids_by_lateness(mirror, ALL, Lateness.SOON, DUE - timedelta(days=7)) == [case.id]
    mine = Reach(account_id=case.handler.id, agency_id=None, relations=frozenset({Relation.HANDLER}))
    assert [one.consultation_id for one in most_urgent(mirror, mine, RUNNING, 10)] == [case.id]
