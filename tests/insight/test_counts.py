"""Counts against stores of known content, and against what the relations say each person sees."""

import os
from collections import Counter
from datetime import date
from random import Random

import pytest

from casebase.access import relations
from casebase.domain.account import Account
from casebase.domain.agency import Agency
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import ApplicantKind, Consultation, ConsultationStatus
from casebase.domain.listing import ConsultationFilter
from casebase.domain.reach import Reach, Relation
from casebase.domain.review import Origin, Review, ReviewStatus
from casebase.domain.ruling import Outcome, Ruling, RulingKind
from casebase.domain.visit import Track, Visit, VisitStatus
from casebase.insight.counts import (
    consultation_facets,
    monthly_work,
    open_consultations,
    review_facets,
    today_counts,
    visit_facets,
)
from casebase.insight.mirror import Mirror, refresh
from casebase.store.connection import Connection, Store
from casebase.store.consultation_lists import count_consultations
from casebase.store.consultations import fetch_consultation
from casebase.store.ids import new_id
from casebase.store.rulings import insert_ruling
from tests.builders import TODAY, a_business, a_matter, a_review, a_visit, an_account, an_agency, an_event
from tests.consultation_builders import a_consultation, a_suspension, an_opinion_paper

ALL = Reach(account_id="nobody", agency_id=None, relations=frozenset({Relation.ANY}))
NEEDING_A_TIE = set(Relation) - {Relation.ANY}
NOTHING = Reach(account_id="nobody", agency_id=None, relations=frozenset())


def reach_of(account: Account, *held: Relation) -> Reach:
    return Reach(account_id=account.id, agency_id=account.agency_id, relations=frozenset(held))


def test_a_visit_counts_once_under_each_value_it_has(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        lead = an_account(con)
        plants = a_matter(Track.ON_SITE, field="환경·폐기물")
        again = a_matter(Track.ON_SITE, field="환경·폐기물")
        later = a_matter(Track.LATER, field="계약", owner_id=lead.id)
        changwon, jinju = a_business(con), a_business(con, region_code="48170")
        a_visit(con, changwon, lead, matters=(plants, again, later))
        a_visit(con, jinju, lead, matters=(a_matter(field="계약"),), visited_on=date(2026, 10, 31))
        seq = an_event(con, "account", lead.id)
    refresh(mirror, sqlite_store)

    facets = visit_facets(mirror, ALL)

    assert facets.seq == seq
    assert facets.counts == {
        "field": {"계약": 2, "환경·폐기물": 1},
        "lead": {lead.id: 2},
        "month": {"2026-10": 1, "2026-11": 1},
        "region": {"48120": 1, "48170": 1},
        "status": {"finished": 2},
        "track": {"later": 1, "on_site": 2},
    }


def test_a_review_counts_under_the_outcome_of_the_ruling_that_stands(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        ruled, corrected, withdrawn, proposed = (a_review(con, agency) for _ in range(4))
        rule(con, ruled, RulingKind.DECISION, Outcome.RECOGNISED)
        rule(con, corrected, RulingKind.DECISION, Outcome.RECOGNISED)
        rule(con, corrected, RulingKind.CORRECTION, Outcome.PARTIAL)
        rule(con, withdrawn, RulingKind.DECISION, Outcome.RECOGNISED)
        rule(con, withdrawn, RulingKind.WITHDRAWAL, Outcome.RECOGNISED)
        rule(con, proposed, RulingKind.DECISION, Outcome.DISMISSED, ApprovalState.PROPOSED)
    refresh(mirror, sqlite_store)

    counts = review_facets(mirror, ALL).counts

    assert counts == {
        "agency": {agency.id: 4},
        "field": {"인허가": 4},
        "outcome": {"partial": 1, "recognised": 1},
        "status": {"received": 4},
        "year": {"2026": 4},
    }


def rule(
    con: Connection, review: Review, kind: RulingKind, outcome: Outcome, state: ApprovalState = ApprovalState.ISSUED
) -> None:
    proposer = an_account(con)
    ruling = Ruling(
        id=new_id(),
        review_id=review.id,
        kind=kind,
        outcome=outcome,
        changes=(),
        reasons="이유",
        dismissal_ground="",
        cause="",
        state=state,
        digest="",
        proposed_by=proposer.id,
        proposed_at="2026-11-20T00:00:00.000000Z",
    )
    insert_ruling(con, ruling)


def test_a_promise_is_overdue_from_the_day_after_it_was_due(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        lead = an_account(con)
        business = a_business(con)
        due = a_matter(Track.LATER, owner_id=lead.id, promised_on=TODAY)
        given = a_matter(Track.LATER, owner_id=lead.id, promised_on=date(2026, 1, 2), answered_on=date(2026, 2, 1))
        a_visit(con, business, lead, matters=(due, given, a_matter()))
        a_visit(con, business, lead, visited_on=date(2025, 12, 31))
    refresh(mirror, sqlite_store)

    on_the_day = today_counts(mirror, ALL, ALL, TODAY)
    day_after = today_counts(mirror, ALL, ALL, date(2026, 11, 24))

    assert (on_the_day.open_promises, on_the_day.overdue_promises, on_the_day.visits_this_year) == (1, 0, 1)
    assert (day_after.open_promises, day_after.overdue_promises) == (1, 1)
    assert on_the_day.open_reviews == {}


def test_ended_reviews_are_not_open(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        for status in ReviewStatus:
            a_review(con, agency, status=status)
    refresh(mirror, sqlite_store)

    open_reviews = today_counts(mirror, ALL, ALL, TODAY).open_reviews

    assert open_reviews == {status: 1 for status in ReviewStatus if status not in {"closed", "withdrawn"}}


def test_a_consultation_counts_once_filed_under_each_value_it_has(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        first, second, handler = an_agency(con), an_agency(con), an_account(con)
        a_consultation(con, first, handler=handler, field="계약")
        a_consultation(con, first, status=ConsultationStatus.APPLIED)
        a_consultation(con, second, status=ConsultationStatus.CLOSED)
        a_consultation(con, second, status=ConsultationStatus.DRAFTING)
    refresh(mirror, sqlite_store)

    counts = consultation_facets(mirror, ALL).counts

    assert counts == {
        "agency": {first.id: 2, second.id: 1},
        "field": {"계약": 1, "인허가": 2},
        "handler": {handler.id: 1},
        "status": {"applied": 1, "closed": 1, "under_review": 1},
    }
    assert consultation_facets(mirror, NOTHING).counts == {}


def test_ended_consultations_and_drafts_are_not_open(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        for status in ConsultationStatus:
            a_consultation(con, agency, status=status)
    refresh(mirror, sqlite_store)

    found = open_consultations(mirror, ALL)

    not_open = {"drafting", "closed", "returned", "transferred", "withdrawn"}
    assert found.by_status == {status: 1 for status in ConsultationStatus if status not in not_open}
    assert open_consultations(mirror, NOTHING).by_status == {}


def test_months_without_work_are_there_too(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        lead, business = an_account(con), a_business(con)
        a_visit(con, business, lead, visited_on=date(2026, 11, 1))
        a_visit(con, business, lead, visited_on=date(2026, 11, 30))
        a_visit(con, business, lead, visited_on=date(2026, 8, 31))
        a_review(con, an_agency(con), filed_on=date(2026, 9, 1))
    refresh(mirror, sqlite_store)

    work = monthly_work(mirror, ALL, ALL, until=date(2026, 11, 23), count_months=3)

    assert work.months == ((date(2026, 9, 1), 0, 1), (date(2026, 10, 1), 0, 0), (date(2026, 11, 1), 2, 0))


def test_who_may_see_nothing_is_told_nothing(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        lead = an_account(con)
        a_visit(con, a_business(con), lead, matters=(a_matter(Track.LATER, owner_id=lead.id),))
        a_review(con, an_agency(con))
    refresh(mirror, sqlite_store)

    assert visit_facets(mirror, NOTHING).counts == {}
    assert review_facets(mirror, NOTHING).counts == {}
    counts = today_counts(mirror, NOTHING, NOTHING, TODAY)
    assert (counts.open_promises, counts.visits_this_year, counts.open_reviews) == (0, 0, {})
    assert monthly_work(mirror, NOTHING, NOTHING, TODAY, 1).months == ((date(2026, 11, 1), 0, 0),)


@pytest.mark.parametrize("seed", range(int(os.environ.get("CASEBASE_SEQUENCES", "10"))))
def test_a_person_s_counts_are_of_what_the_relations_show_them(sqlite_store: Store, mirror: Mirror, seed: int) -> None:
    chance = Random(seed)
    with sqlite_store.transaction() as con:
        agencies = [an_agency(con) for _ in range(2)]
        people = [an_account(con, agency_id=chance.choice([None, *(one.id for one in agencies)])) for _ in range(4)]
        visits = [some_visit(con, people, chance) for _ in range(12)]
        reviews = [
            a_review(
                con,
                chance.choice(agencies),
                origin=chance.choice(list(Origin)),
                applicant=chance.choice([None, *people]),
                handler=chance.choice([None, *people]),
                subject=chance.choice([None, *people]),
                status=chance.choice(list(ReviewStatus)),
            )
            for _ in range(12)
        ]
    refresh(mirror, sqlite_store)

    for person in people:
        for held in ({Relation.TEAM}, {Relation.HANDLER}, {Relation.APPLICANT}, {Relation.SELF}, NEEDING_A_TIE):
            reach = reach_of(person, *held)
            seen_visits = [v for v in visits if relations.to_visit(person, v) & held]
            seen_reviews = [r for r in reviews if relations.to_review(person, r) & held]
            assert visit_facets(mirror, reach).counts.get("status", {}) == Counter(v.status for v in seen_visits)
            assert review_facets(mirror, reach).counts.get("status", {}) == Counter(r.status for r in seen_reviews)
            today = today_counts(mirror, reach, reach, TODAY)
            assert today.visits_this_year == len(seen_visits)
            assert today.open_promises == sum(matter.is_open for visit in seen_visits for matter in visit.matters)
            months = monthly_work(mirror, reach, reach, TODAY, 1).months
            assert months == ((date(2026, 11, 1), len(seen_visits), len(seen_reviews)),)


@pytest.mark.parametrize("seed", range(int(os.environ.get("CASEBASE_SEQUENCES", "10"))))
def test_a_person_s_consultations_are_counted_as_they_are_listed(
    sqlite_store: Store, mirror: Mirror, seed: int
) -> None:
    chance = Random(seed)
    with sqlite_store.transaction() as con:
        agencies = [an_agency(con) for _ in range(2)]
        people = [an_account(con, agency_id=chance.choice([None, *(one.id for one in agencies)])) for _ in range(4)]
        for _ in range(12):
            some_consultation(con, agencies, people, chance)
        drawn = [fetch_consultation(con, row[0]) for row in con.rows("select id from consultations")]
    refresh(mirror, sqlite_store)

    filed = [one for one in drawn if one.status != ConsultationStatus.DRAFTING]
    for person in people:
        for held in (*({tie} for tie in NEEDING_A_TIE), NEEDING_A_TIE):
            reach = reach_of(person, *held)
            inside = consultation_facets(mirror, reach).counts.get("status", {})
            assert inside == Counter(one.status for one in filed if relations.to_consultation(person, one) & held)
            outside = consultation_facets(mirror, reach, is_outside=True).counts.get("status", {})
            assert outside == listed_by_status(sqlite_store, reach)
            still_open = open_consultations(mirror, reach, is_outside=True).by_status
            assert set(still_open.items()) <= set(outside.items())


def some_consultation(con: Connection, agencies: list[Agency], people: list[Account], chance: Random) -> Consultation:
    consultation = a_consultation(
        con,
        chance.choice(agencies),
        applicant_kind=chance.choice(list(ApplicantKind)),
        applicant=chance.choice([None, *people]),
        handler=chance.choice([None, *people]),
        owners=tuple(chance.sample(people, chance.randint(0, 2))),
        status=chance.choice(list(ConsultationStatus)),
    )
    cancelled_on = chance.choice([None, date(2026, 11, 12)])
    a_suspension(con, consultation, agency=chance.choice([None, *agencies]), cancelled_on=cancelled_on)
    an_opinion_paper(con, consultation, chance.choice([None, date(2026, 11, 21)]))
    return consultation


def listed_by_status(store: Store, reach: Reach) -> dict[str, int]:
    """How many consultations a person outside the office finds under each status but drafts."""
    asked = [status for status in ConsultationStatus if status != ConsultationStatus.DRAFTING]
    with store.reading() as con:
        found = {s: count_consultations(con, reach, ConsultationFilter(status=s), is_outside=True) for s in asked}
    return {status: count for status, count in found.items() if count}


def some_visit(con: Connection, people: list[Account], chance: Random) -> Visit:
    promise = a_matter(Track.LATER, owner_id=chance.choice(people).id)
    return a_visit(
        con,
        a_business(con),
        chance.choice(people),
        members=tuple(chance.sample(people, chance.randint(0, 2))),
        matters=chance.choice([(promise,), (a_matter(),), ()]),
        status=chance.choice(list(VisitStatus)),
    )
