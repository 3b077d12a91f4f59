"""Figures of lateness, counted by hand."""

from datetime import date

from casebase.domain.opinion import OpinionOutcome
from casebase.domain.suspension import SuspensionKind
from casebase.insight.figures.lateness import LATE_CAUSES, LATENESS_BY_MONTH
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from tests.answered_cases import DUE, an_answered_case
from tests.asked_figures import behind, brought, count_behind, rows
from tests.builders import an_agency
from tests.consultation_builders import a_consultation, a_suspension

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def test_an_answer_is_late_after_its_day_and_counts_in_its_month(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        an_answered_case(con, agency, DUE)
        an_answered_case(con, agency, date(2026, 10, 2), OpinionOutcome.RETURNED)
        late = an_answered_case(con, agency, date(2026, 11, 2))
        a_consultation(con, agency, filed_on=date(2026, 1, 5))  # late, and not answered yet
    brought(mirror, sqlite_store)

    assert rows(mirror, LATENESS_BY_MONTH) == [(OCTOBER, 2, 1), (NOVEMBER, 1, 1)]
    assert rows(mirror, LATENESS_BY_MONTH, until=DUE) == [(OCTOBER, 1, 0)]
    assert [one.id for one in behind(mirror, LATENESS_BY_MONTH, month=NOVEMBER)] == [late.id]
    assert count_behind(mirror, LATENESS_BY_MONTH) == {(OCTOBER,): 2, (NOVEMBER,): 1}


def test_late_cases_count_under_each_thing_they_waited_for(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency, asked = an_agency(con), an_agency(con)
        late, in_time, plain = (
            an_answered_case(con, agency, day) for day in (date(2026, 11, 20), DUE, date(2026, 10, 7))
        )
        kinds = SuspensionKind
        # The supplement from the day it was asked for, five days; the query from the day after, four; again two.
        a_suspension(con, late, kinds.SUPPLEMENT, begins_on=date(2026, 9, 10), ends_on=date(2026, 9, 14))
        a_suspension(con, late, kinds.QUERY, begins_on=date(2026, 9, 10), ends_on=date(2026, 9, 14), agency=asked)
        a_suspension(con, late, kinds.QUERY, begins_on=date(2026, 10, 10), ends_on=date(2026, 10, 12), agency=asked)
        a_suspension(con, late, kinds.HIGHER, begins_on=date(2026, 9, 20), cancelled_on=date(2026, 9, 21))
        a_suspension(con, in_time, kinds.HIGHER, begins_on=date(2026, 9, 20), ends_on=date(2026, 9, 21))
    brought(mirror, sqlite_store)

    found = rows(mirror, LATE_CAUSES)

    assert sorted(found) == [("none", "", 1, 0), ("query", asked.id, 1, 6), ("supplement", "", 1, 5)]
    assert [one.id for one in behind(mirror, LATE_CAUSES, stop="none", body="")] == [plain.id]
    assert count_behind(mirror, LATE_CAUSES) == {row[:2]: row[2] for row in found}
    assert rows(mirror, LATE_CAUSES, field="계약") == []


def test_a_body_that_is_not_on_record_has_its_name_and_an_expert_has_none(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        late = an_answered_case(con, an_agency(con), date(2026, 11, 20))
        for kind, name in ((SuspensionKind.HIGHER, "국토교통부"), (SuspensionKind.EXPERT, "김박사")):
            wait = a_suspension(con, late, kind, begins_on=date(2026, 9, 10), ends_on=date(2026, 9, 11))
            con.run("update suspensions set asked_of = ? where id = ?", [name, wait.id])
    brought(mirror, sqlite_store)

    assert sorted(rows(mirror, LATE_CAUSES)) == [("expert", "", 1, 1), ("higher", "국토교통부", 1, 1)]
