"""Figures of the flow of cases, counted by hand."""

from datetime import date, timedelta

from casebase.domain.account import Role
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.opinion import OpinionKind
from casebase.domain.review import ReviewStatus
from casebase.domain.visit import Track, VisitStatus
from casebase.insight.figures.flow import CASES_BY_MONTH, OPEN_BY_AGE
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from tests.answered_cases import RECEIVED, an_answered_case, answer
from tests.asked_figures import behind, brought, count_behind, rows, sight_of
from tests.builders import TODAY, a_business, a_matter, a_review, a_visit, an_account, an_agency, an_event
from tests.consultation_builders import a_consultation

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


def test_a_consultation_comes_in_when_received_and_goes_out_when_answered(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency, other, handler = an_agency(con), an_agency(con, region_code="48170"), an_account(con)
        answered = an_answered_case(con, agency, date(2026, 9, 30), handler=handler)
        answer(con, answered, date(2026, 11, 2), OpinionKind.CORRECTION)
        withdrawn = an_answered_case(con, agency, date(2026, 10, 1), field="계약")
        answer(con, withdrawn, date(2026, 10, 20), OpinionKind.WITHDRAWAL)
        given_up = a_consultation(con, other, status=ConsultationStatus.WITHDRAWN, filed_on=date(2026, 10, 5))
        an_event(con, "consultation", given_up.id, act="withdraw_consultation")
        for status in (ConsultationStatus.DRAFTING, ConsultationStatus.APPLIED):
            a_consultation(con, other, status=status, filed_on=date(2026, 10, 6))
    brought(mirror, sqlite_store)

    assert rows(mirror, CASES_BY_MONTH) == [
        (SEPTEMBER, "consultation", 2, 1),
        (OCTOBER, "consultation", 1, 0),
        (NOVEMBER, "consultation", 0, 1),
    ]
    assert rows(mirror, CASES_BY_MONTH, since=date(2026, 9, 30), until=OCTOBER) == [(SEPTEMBER, "consultation", 0, 1)]
    assert rows(mirror, CASES_BY_MONTH, field="계약") == [(SEPTEMBER, "consultation", 1, 0)]
    assert rows(mirror, CASES_BY_MONTH, agency_id=agency.id) == [(SEPTEMBER, "consultation", 2, 1)]
    assert rows(mirror, CASES_BY_MONTH, region_code="48170") == rows(mirror, CASES_BY_MONTH, agency_id=other.id)
    assert rows(mirror, CASES_BY_MONTH, handler_id=handler.id) == [(SEPTEMBER, "consultation", 1, 1)]
    assert [one.id for one in behind(mirror, CASES_BY_MONTH, month=NOVEMBER)] == [given_up.id]
    assert {one.id for one in behind(mirror, CASES_BY_MONTH, month="2026-09-01")} == {answered.id, withdrawn.id}


def test_outside_an_answer_on_its_way_is_not_out_yet(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        applicant = an_account(con, Role.APPLICANT, agency_id=agency.id)
        an_answered_case(con, agency, date(2026, 9, 30), is_notified=False)
        an_answered_case(con, agency, date(2026, 9, 30))
        an_answered_case(con, an_agency(con), date(2026, 9, 30))
    brought(mirror, sqlite_store)

    assert rows(mirror, CASES_BY_MONTH) == [(SEPTEMBER, "consultation", 3, 3)]
    assert rows(mirror, CASES_BY_MONTH, sight_of(applicant)) == [(SEPTEMBER, "consultation", 2, 1)]


def test_visits_go_out_with_the_last_promise_and_reviews_when_withdrawn(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        lead, business = an_account(con), a_business(con)
        kept = a_matter(Track.LATER, owner_id=lead.id, answered_on=date(2026, 11, 3))
        a_visit(con, business, lead, matters=(kept,), visited_on=date(2026, 9, 9), status=VisitStatus.CLOSED)
        a_visit(con, business, lead, matters=(a_matter(),), visited_on=date(2026, 10, 9), status=VisitStatus.CLOSED)
        owed = a_matter(Track.LATER, owner_id=lead.id)
        a_visit(con, business, lead, matters=(owed,), visited_on=date(2026, 10, 10))
        agency = an_agency(con)
        a_review(con, agency, status=ReviewStatus.APPLIED, filed_on=date(2026, 9, 1))
        review = a_review(con, agency, filed_on=date(2026, 9, 1), status=ReviewStatus.WITHDRAWN)
        con.run("update reviews set received_on = '2026-10-01' where id = ?", [review.id])
        an_event(con, "review", review.id, act="withdraw_application")
    brought(mirror, sqlite_store)

    assert rows(mirror, CASES_BY_MONTH) == [
        (SEPTEMBER, "visit", 1, 0),
        (OCTOBER, "review", 1, 0),
        (OCTOBER, "visit", 2, 1),
        (NOVEMBER, "review", 0, 1),
        (NOVEMBER, "visit", 0, 1),
    ]
    assert rows(mirror, CASES_BY_MONTH, agency_id=agency.id) == [(OCTOBER, "review", 1, 0), (NOVEMBER, "review", 0, 1)]
    assert rows(mirror, CASES_BY_MONTH, region_code="48170") == []


def test_open_cases_stand_by_status_and_by_days_since_the_receipt(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        for days in (0, 7, 8, 30, 31, 91):
            a_consultation(con, agency, filed_on=TODAY - timedelta(days=days))
        a_consultation(con, agency, status=ConsultationStatus.APPLIED, filed_on=TODAY - timedelta(days=14))
        for status in ("drafting", "closed", "returned", "transferred", "withdrawn"):
            a_consultation(con, agency, status=ConsultationStatus(status))
        a_review(con, agency, status=ReviewStatus.APPLIED, filed_on=TODAY - timedelta(days=60))
        a_review(con, agency, status=ReviewStatus.CLOSED)
    brought(mirror, sqlite_store)

    found = rows(mirror, OPEN_BY_AGE)

    assert found == [
        ("applied", "d8", 1),
        ("applied", "d31", 1),
        ("under_review", "d0", 2),
        ("under_review", "d8", 1),
        ("under_review", "d15", 1),
        ("under_review", "d31", 1),
        ("under_review", "d91", 1),
    ]
    assert rows(mirror, OPEN_BY_AGE, since=date(2020, 1, 1), until=date(2020, 1, 2)) == found
    assert {one.kind for one in behind(mirror, OPEN_BY_AGE, status="applied")} == {"consultation", "review"}
    assert count_behind(mirror, OPEN_BY_AGE) == {row[:2]: row[2] for row in found}


def test_outside_a_status_is_the_one_last_told(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        applicant = an_account(con, Role.APPLICANT, agency_id=agency.id)
        an_answered_case(con, agency, TODAY, is_notified=False, filed_on=RECEIVED)
        a_review(con, agency, status=ReviewStatus.PROPOSED, filed_on=RECEIVED)
    brought(mirror, sqlite_store)

    assert rows(mirror, OPEN_BY_AGE, sight_of(applicant)) == [("fact_finding", "d61", 1), ("under_review", "d61", 1)]
    assert rows(mirror, OPEN_BY_AGE) == [("issued", "d61", 1), ("proposed", "d61", 1)]
