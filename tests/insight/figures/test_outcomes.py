"""Figures of outcomes, counted by hand."""

from datetime import date

from casebase.domain.account import Role
from casebase.domain.opinion import OpinionKind, OpinionOutcome
from casebase.insight.figures.outcomes import OUTCOMES_BY_FIELD, OUTCOMES_BY_YEAR
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from tests.answered_cases import an_answered_case, answer
from tests.asked_figures import behind, brought, count_behind, rows, sight_of
from tests.builders import an_account, an_agency
from tests.consultation_builders import a_consultation

OUT = OpinionOutcome


def test_the_outcome_that_stands_counts_on_the_day_of_the_first_answer(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        applicant = an_account(con, Role.APPLICANT, agency_id=agency.id)
        corrected = an_answered_case(con, agency, date(2025, 12, 31), filed_on=date(2025, 12, 1))
        answer(con, corrected, date(2026, 1, 5), OpinionKind.CORRECTION, OUT.CONDITIONAL)
        an_answered_case(con, agency, date(2026, 9, 2), OUT.RETURNED)
        an_answered_case(con, agency, date(2026, 9, 2), OUT.REJECTED, field="계약", is_notified=False)
        answer(con, an_answered_case(con, agency, date(2026, 9, 2)), date(2026, 9, 3), OpinionKind.WITHDRAWAL)
        a_consultation(con, agency)
    brought(mirror, sqlite_store)

    by_year = [(2025, "conditional", 1), (2026, "rejected", 1), (2026, "returned", 1)]
    assert rows(mirror, OUTCOMES_BY_YEAR) == by_year
    assert rows(mirror, OUTCOMES_BY_FIELD) == [
        ("계약", "rejected", 1),
        ("인허가", "conditional", 1),
        ("인허가", "returned", 1),
    ]
    # The correction and the withdrawal were not notified yet, nor what was rejected.
    told = [(2025, "accepted", 1), (2026, "accepted", 1), (2026, "returned", 1)]
    assert rows(mirror, OUTCOMES_BY_YEAR, sight_of(applicant)) == told
    assert [one.id for one in behind(mirror, OUTCOMES_BY_YEAR, year=2025)] == [corrected.id]
    assert count_behind(mirror, OUTCOMES_BY_FIELD) == {row[:2]: row[2] for row in rows(mirror, OUTCOMES_BY_FIELD)}
