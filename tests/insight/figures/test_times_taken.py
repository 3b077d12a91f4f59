"""Figures of the days that opinions took, counted by hand."""

from datetime import date, timedelta

from casebase.domain.opinion import OpinionKind, OpinionOutcome
from casebase.domain.suspension import SuspensionKind
from casebase.insight.figures.times_taken import DAYS_BY_AGENCY, DAYS_BY_FIELD, DAYS_BY_HANDLER
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from tests.answered_cases import RECEIVED, an_answered_case, answer
from tests.asked_figures import behind, brought, count_behind, rows
from tests.builders import an_account, an_agency
from tests.consultation_builders import a_consultation, a_suspension


def after(days: int) -> date:
    return RECEIVED + timedelta(days=days)


def test_half_and_nine_of_ten_took_no_longer_with_stops_and_without(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency, handler = an_agency(con), an_account(con)
        cases = [an_answered_case(con, agency, after(days), handler=handler) for days in (10, 20, 30, 40)]
        # Ten days after the day it was asked, and the day itself.
        kind = SuspensionKind.SUPPLEMENT
        a_suspension(con, cases[3], kind, begins_on=after(5), ends_on=after(15))
        an_answered_case(con, an_agency(con), after(0), field="계약")
    brought(mirror, sqlite_store)

    assert rows(mirror, DAYS_BY_FIELD) == [("계약", 1, 0.0, 0.0, 0.0, 0.0), ("인허가", 4, 25.0, 37.0, 24.5, 29.7)]
    assert rows(mirror, DAYS_BY_AGENCY)[0] == (agency.id, 4, 25.0, 37.0, 24.5, 29.7)
    assert [row[:2] for row in rows(mirror, DAYS_BY_HANDLER)] == [(handler.id, 4), (None, 1)]
    assert rows(mirror, DAYS_BY_FIELD, until=after(10))[1] == ("인허가", 1, 10.0, 10.0, 10.0, 10.0)
    assert rows(mirror, DAYS_BY_FIELD, since=after(11), until=after(20)) == [("인허가", 1, 20.0, 20.0, 20.0, 20.0)]
    assert [one.id for one in behind(mirror, DAYS_BY_FIELD, field="인허가")] == [case.id for case in cases]
    for figure in (DAYS_BY_FIELD, DAYS_BY_AGENCY, DAYS_BY_HANDLER):
        assert count_behind(mirror, figure) == {row[:1]: row[1] for row in rows(mirror, figure)}


def test_only_opinions_that_stand_count(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        a_consultation(con, agency)
        an_answered_case(con, agency, after(3), OpinionOutcome.RETURNED)
        an_answered_case(con, agency, after(3), OpinionOutcome.TRANSFERRED)
        answer(con, an_answered_case(con, agency, after(3)), after(5), OpinionKind.WITHDRAWAL)
        answer(con, an_answered_case(con, agency, after(6)), after(50), OpinionKind.CORRECTION)
    brought(mirror, sqlite_store)

    assert rows(mirror, DAYS_BY_FIELD) == [("인허가", 1, 6.0, 6.0, 6.0, 6.0)]
