"""Figures of the legal panel, counted by hand, and in the sight of each role."""

import os
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from casebase.access import relations
from casebase.access.act import Act
from casebase.access.policy import granted, reach
from casebase.casework.advice_views import advice_page
from casebase.domain.account import Role
from casebase.domain.advice import AdviceStatus, AssignmentStatus, Stance
from casebase.domain.reach import Reach, Relation
from casebase.insight.figures.panel import PANEL_DAYS, PANEL_DISSENT, PANEL_LOAD
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from tests.asked_figures import EVERYTHING, behind, brought, count_behind, rows, sight_of
from tests.builders import a_desk, a_review, an_account, an_agency
from tests.consultation_builders import a_consultation
from tests.panel_builders import a_request, an_assignment
from tests.ruled_reviews import a_case, advise

FIGURES = (PANEL_LOAD, PANEL_DAYS, PANEL_DISSENT)
OFFICE = {Role.AUDITOR, Role.HEAD, Role.CHAIR}


def test_what_was_offered_taken_on_and_answered_counts_by_adviser(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        busy, idle = an_account(con), an_account(con)
        case = a_case(con)
        requests = [a_request(con, case.review) for _ in range(len(AssignmentStatus))]
        for request, status in zip(requests, AssignmentStatus, strict=True):
            an_assignment(con, request, busy, status)
        an_assignment(con, requests[0], idle)
        early = an_assignment(con, requests[1], idle, offered_at="2025-12-31T14:59:59.999999Z")
        an_assignment(con, requests[2], idle, offered_at="2025-12-31T15:00:00.000000Z")
    brought(mirror, sqlite_store)

    assert rows(mirror, PANEL_LOAD, since=date(2026, 1, 1)) == [(busy.id, 5, 2, 1), (idle.id, 2, 0, 0)]
    assert rows(mirror, PANEL_LOAD) == [(busy.id, 5, 2, 1), (idle.id, 3, 0, 0)]
    assert rows(mirror, PANEL_LOAD, handler_id=case.handler.id) == rows(mirror, PANEL_LOAD)
    assert count_behind(mirror, PANEL_LOAD) == {(busy.id,): 5, (idle.id,): 3}
    assert early.request_id in {one.id for one in behind(mirror, PANEL_LOAD, adviser=idle.id)}


def test_days_are_counted_from_offer_to_answer_in_korea(sqlite_store: Store, mirror: Mirror) -> None:
    told = [
        ("2026-11-02T14:59:00.000000Z", "2026-11-02T15:01:00.000000Z"),  # two minutes, over midnight in Korea
        ("2026-11-02T01:00:00.000000Z", "2026-11-09T01:00:00.000000Z"),
        ("2026-11-02T01:00:00.000000Z", "2026-11-12T01:00:00.000000Z"),
        ("2026-11-02T01:00:00.000000Z", "2027-01-05T01:00:00.000000Z"),  # after the span that is asked for
    ]
    with sqlite_store.transaction() as con:
        one, other, review = an_account(con), an_account(con), a_case(con).review
        for offered_at, answered_at in told:
            stamps = {"offered_at": offered_at, "answered_at": answered_at}
            an_assignment(con, a_request(con, review), one, AssignmentStatus.ANSWERED, **stamps)
        for offered_at, answered_at in told[:2]:
            stamps = {"offered_at": offered_at, "answered_at": answered_at}
            an_assignment(con, a_request(con, review), other, AssignmentStatus.ANSWERED, **stamps)
        an_assignment(con, a_request(con, review), other, AssignmentStatus.ACCEPTED)
    brought(mirror, sqlite_store)

    assert rows(mirror, PANEL_DAYS) == [(one.id, 3, 7.0), (other.id, 2, 4.0)]
    assert len(behind(mirror, PANEL_DAYS, adviser=one.id)) == 3


def test_who_stands_apart_from_most_dissents_and_of_a_tie_everybody(sqlite_store: Store, mirror: Mirror) -> None:
    yes, no, if_so, later = Stance.YES, Stance.NO, Stance.CONDITIONAL, Stance.RESERVED
    with sqlite_store.transaction() as con:
        case = a_case(con)
        advise(con, case.review, {"majority": (yes, yes, no), "tie": (yes, no), "plural": (yes, yes, if_so, later)})
        advise(con, case.review, {"one": (yes,)})
        contract = advise(con, case.review, {"agreed": (no, no)})
        con.run("update advice_requests set field = '계약' where id = ?", [contract.id])
    brought(mirror, sqlite_store)

    assert rows(mirror, PANEL_DISSENT) == [("계약", 2, 0), ("인허가", 9, 5)]
    assert rows(mirror, PANEL_DISSENT, field="계약") == [("계약", 2, 0)]
    assert [one.id for one in behind(mirror, PANEL_DISSENT, field="계약")] == [contract.id]
    assert len(behind(mirror, PANEL_DISSENT)) == 2


@pytest.mark.parametrize("seed", range(int(os.environ.get("CASEBASE_SEQUENCES", "5"))))
def test_dissent_is_counted_as_the_pages_show_it(sqlite_store: Store, mirror: Mirror, seed: int) -> None:
    chance = Random(seed)
    with sqlite_store.transaction() as con:
        head = an_account(con, Role.HEAD)
        taken = [tuple(chance.choices(list(Stance), k=chance.randint(1, 5))) for _ in range(6)]
        requests = [advise(con, a_case(con).review, {"first": one, "second": one[:1]}) for one in taken]
    brought(mirror, sqlite_store)

    desk = a_desk(sqlite_store, head)
    issues = [issue for request in requests for issue in advice_page(desk, request.number).issues]
    shown = [stance for issue in issues for stance in issue.stances if len(issue.stances) > 1]

    counted = [("인허가", len(shown), sum(stance.is_dissent for stance in shown))] if shown else []
    assert rows(mirror, PANEL_DISSENT) == counted


@pytest.mark.parametrize("seed", range(int(os.environ.get("CASEBASE_SEQUENCES", "5"))))
def test_advice_is_seen_as_far_as_the_policy_goes(sqlite_store: Store, mirror: Mirror, seed: int) -> None:
    chance = Random(seed)
    with sqlite_store.transaction() as con:
        people = [an_account(con, role, agency_id=None) for role in Role]
        agency, asked = an_agency(con), []
        for _ in range(15):
            handler, adviser = chance.choice(people), chance.choice(people)
            builds = chance.choice([a_review, a_consultation])
            request = a_request(con, builds(con, agency, handler=handler), status=chance.choice(list(AdviceStatus)))
            assignment = an_assignment(con, request, adviser, chance.choice(list(AssignmentStatus)))
            asked.append((request, handler, assignment))
    brought(mirror, sqlite_store)

    def seen(reached: Reach) -> set[str]:
        question = "select id from seen_advice($relations, $viewer, $barred)"
        held = {"relations": sorted(reached.relations), "viewer": reached.account_id, "barred": []}
        return {row[0] for row in mirror.ask(question, held).rows}

    for person in people:
        for held in (granted(person.role, Act.SEE_ADVICE), frozenset({Relation.HANDLER})):
            known = {
                request.id
                for request, handler, assignment in asked
                if relations.to_advice(person, handler.id, assignment, is_open_to_panel=True) & held
            }
            found = seen(replace(reach(person, Act.SEE_ADVICE), relations=held))
            assert found == (set() if person.role == Role.PANEL and Relation.HANDLER not in held else known)


def test_the_panel_counts_for_the_office_alone(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        people = {role: an_account(con, role) for role in Role}
        request = advise(con, a_case(con).review, {"issue": (Stance.YES, Stance.NO)})
        an_assignment(con, request, people[Role.PANEL], AssignmentStatus.ANSWERED)
    brought(mirror, sqlite_store)

    for figure in FIGURES:
        assert {role for role, person in people.items() if rows(mirror, figure, sight_of(person))} == OFFICE
        assert {role for role, person in people.items() if behind(mirror, figure, sight_of(person))} == OFFICE


def test_advice_on_a_review_that_one_is_barred_from_does_not_count(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        review = a_case(con).review
        consultation = a_consultation(con, an_agency(con))
        on_review, on_consultation = (
            advise(con, case, {"issue": (Stance.YES, Stance.NO)}) for case in (review, consultation)
        )
    brought(mirror, sqlite_store)

    barred = replace(EVERYTHING, barred=(review.id, consultation.id))

    for figure in FIGURES:
        assert {one.id for one in behind(mirror, figure)} == {on_review.id, on_consultation.id}
        assert {one.id for one in behind(mirror, figure, barred)} == {on_consultation.id}


def test_of_nothing_nothing_is_counted(sqlite_store: Store, mirror: Mirror) -> None:
    brought(mirror, sqlite_store)

    assert all(rows(mirror, figure) == [] and behind(mirror, figure) == [] for figure in FIGURES)


def test_a_filter_that_matches_nothing_counts_nothing(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        advise(con, a_case(con).review, {"issue": (Stance.YES, Stance.NO)})
    brought(mirror, sqlite_store)

    for filters in ({"field": "없는 분야"}, {"agency_id": "없음"}, {"region_code": "48890"}, {"handler_id": "없음"}):
        assert all(rows(mirror, figure, **filters) == [] for figure in FIGURES)
        assert all(behind(mirror, figure, filters=dict(filters)) == [] for figure in FIGURES)
