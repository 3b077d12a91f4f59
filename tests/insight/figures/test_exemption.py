"""Figures of exemption reviews, counted by hand, and read as the pages read them."""

import os
from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from casebase.casework.consistency import Comparison, consistency
from casebase.domain.account import Role
from casebase.domain.advice import Stance
from casebase.domain.review import Origin
from casebase.domain.ruling import Outcome, RulingKind
from casebase.insight.figures.exemption import (
    AGREEMENT,
    DECIDING_CRITERIA,
    FINDINGS_BY_CRITERION,
    RECOGNITION_BY_QUARTER,
)
from casebase.insight.mirror import Mirror
from casebase.store.connection import Connection, Store
from tests.asked_figures import EVERYTHING, behind, brought, count_behind, rows, sight_of
from tests.builders import a_desk, an_account, an_agency
from tests.drawn_office import draw_office
from tests.ruled_reviews import Ruled, a_case, advise, another_charge, find, resolve, rule

FIGURES = (FINDINGS_BY_CRITERION, DECIDING_CRITERIA, AGREEMENT, RECOGNITION_BY_QUARTER)
FOURTH_QUARTER, THIRD_QUARTER = date(2026, 10, 1), date(2026, 7, 1)
GOOD, OPEN, SOUND = "public_interest", "transparency", "validity"
AGAINST = Outcome.NOT_RECOGNISED
HELD = {Stance.YES: "True", Stance.NO: "False"}


def test_the_answers_of_those_who_decide_count(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        ruled, resolved, open_still, withdrawn, dismissed = (a_case(con) for _ in range(5))
        for case in (ruled, resolved, open_still, withdrawn, dismissed):
            find(con, case, {GOOD: True, OPEN: None, "exclusion:bribery": False})
            find(con, case, {GOOD: False}, by=an_account(con))
        rule(con, ruled)
        resolve(con, resolved, {GOOD: False, OPEN: None, SOUND: True})
        rule(con, withdrawn)
        rule(con, withdrawn, kind=RulingKind.WITHDRAWAL)
        rule(con, dismissed, Outcome.DISMISSED)
    brought(mirror, sqlite_store)

    assert rows(mirror, FINDINGS_BY_CRITERION) == [
        ("trio", GOOD, True, 1),
        ("trio", GOOD, False, 1),
        ("trio", SOUND, True, 1),
    ]
    assert [one.id for one in behind(mirror, FINDINGS_BY_CRITERION, holds="false")] == [resolved.review.id]
    assert rows(mirror, FINDINGS_BY_CRITERION, handler_id=ruled.handler.id) == [("trio", GOOD, True, 1)]
    assert rows(mirror, FINDINGS_BY_CRITERION, until=date(2026, 11, 19)) == []


def test_a_correction_rests_on_what_the_decision_rested_on(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        ruled, resolved = a_case(con), a_case(con)
        for case in (ruled, resolved):
            find(con, case, {GOOD: True})
            find(con, case, {GOOD: False, OPEN: False}, by=an_account(con))
        rule(con, ruled)
        resolve(con, resolved, {SOUND: True})
        for case in (ruled, resolved):
            rule(con, case, kind=RulingKind.CORRECTION, proposed_by=an_account(con))
    brought(mirror, sqlite_store)

    assert rows(mirror, FINDINGS_BY_CRITERION) == [("trio", GOOD, True, 1), ("trio", SOUND, True, 1)]


def test_what_stood_against_recognition_counts_once_a_review(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        alone, both, grounds, recognised = (a_case(con) for _ in range(4))
        find(con, alone, {GOOD: True, OPEN: False, "exclusion:bribery": False, "presumption:same_matter": False})
        find(con, both, {GOOD: False, OPEN: False})
        find(con, grounds, {GOOD: True, OPEN: None, "exclusion:neglect": True})
        find(con, recognised, {GOOD: False})
        for case in (alone, both, grounds):
            rule(con, case, AGAINST)
        rule(con, recognised, Outcome.PARTIAL)
    brought(mirror, sqlite_store)

    assert rows(mirror, DECIDING_CRITERIA) == [
        ("criterion", OPEN, 2, 1),
        ("criterion", GOOD, 1, 0),
        ("exclusion", "neglect", 1, 1),
    ]
    assert {one.id for one in behind(mirror, DECIDING_CRITERIA, question=OPEN)} == {alone.review.id, both.review.id}
    assert count_behind(mirror, DECIDING_CRITERIA) == {row[:2]: row[2] for row in rows(mirror, DECIDING_CRITERIA)}


def test_each_charge_is_judged_apart_but_a_review_is_refused_once(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        case = a_case(con)
        second = another_charge(con, case)
        find(con, case, {GOOD: False})
        find(con, case, {GOOD: False, "exclusion:neglect": True}, charge_id=second)
        advise(con, case.review, {GOOD: (Stance.NO,)})
        rule(con, case, AGAINST)
    brought(mirror, sqlite_store)

    assert rows(mirror, FINDINGS_BY_CRITERION) == [("trio", GOOD, False, 2)]
    assert rows(mirror, DECIDING_CRITERIA) == [("criterion", GOOD, 1, 0), ("exclusion", "neglect", 1, 0)]
    assert rows(mirror, AGREEMENT) == [("reviewers_panel", GOOD, 0, 2, 0)]
    assert [one.id for one in behind(mirror, AGREEMENT)] == [case.review.id]


def test_reviewers_panel_and_committee_are_compared_two_at_a_time(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        split, alike, without = a_case(con), a_case(con), a_case(con)
        find(con, split, {GOOD: True, OPEN: True, SOUND: True})
        find(con, split, {GOOD: False}, by=an_account(con))
        advise(con, split.review, {GOOD: (Stance.YES,), OPEN: (Stance.RESERVED,), SOUND: (Stance.CONDITIONAL,)})
        resolve(con, split, {GOOD: True, OPEN: True, SOUND: None})
        find(con, alike, {GOOD: False, OPEN: None, "exclusion:bribery": False})
        advise(con, alike.review, {GOOD: (Stance.NO, Stance.RESERVED, Stance.NO), OPEN: (Stance.YES, Stance.NO)})
        resolve(con, alike, {GOOD: False, OPEN: True}, AGAINST)
        find(con, without, {GOOD: True})
        advise(con, without.review, {GOOD: (Stance.YES,)})
    brought(mirror, sqlite_store)

    assert rows(mirror, AGREEMENT) == [
        ("reviewers_panel", GOOD, 0, 1, 1),
        ("reviewers_panel", SOUND, 0, 0, 1),
        ("reviewers_committee", GOOD, 0, 1, 1),
        ("reviewers_committee", OPEN, 1, 0, 0),
        ("panel_committee", GOOD, 1, 1, 0),
        ("panel_committee", OPEN, 0, 0, 1),
    ]
    assert {one.id for one in behind(mirror, AGREEMENT, pair="panel_committee", question=OPEN)} == {alike.review.id}
    assert len(behind(mirror, AGREEMENT)) == 2


@pytest.mark.parametrize("seed", range(int(os.environ.get("CASEBASE_SEQUENCES", "2"))))
def test_agreement_is_read_as_the_page_of_a_review_reads_it(sqlite_store: Store, mirror: Mirror, seed: int) -> None:
    with sqlite_store.transaction() as con:
        draw_office(con, Random(seed), 15)
        head = an_account(con, Role.HEAD)
        numbers = dict(con.rows("select id, number from reviews"))
    brought(mirror, sqlite_store)
    desk, judged = a_desk(sqlite_store, head), behind(mirror, RECOGNITION_BY_QUARTER)

    compared = [one for ruled in judged for one in consistency(desk, numbers[ruled.id])]

    assert {row[:2]: row[2:] for row in rows(mirror, AGREEMENT)} == agreement_of(compared)


def agreement_of(compared: list[Comparison]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Count both yes, both no, differ by pair and question of what pages show, where both have answered."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for one in compared:
        said = {
            "reviewers": [str(held.holds) for held in one.reviewers if held.holds is not None],
            "panel": [HELD.get(member.stance, "either") for member in one.panel if member.stance != Stance.RESERVED],
            "committee": [str(one.committee.holds)] if one.committee and one.committee.holds is not None else [],
        }
        for first, second in (("reviewers", "panel"), ("reviewers", "committee"), ("panel", "committee")):
            if said[first] and said[second]:
                both = {*said[first], *said[second]}
                alike = both.pop() if len(both) == 1 else "differ"
                place = (f"{first}_{second}", one.question.code)
                counts.setdefault(place, Counter())[alike if alike in HELD.values() else "differ"] += 1
    return {place: (told["True"], told["False"], told["differ"]) for place, told in counts.items()}


def test_a_ruling_counts_in_the_quarter_of_its_decision(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        corrected, partly, against, dismissed, withdrawn = (a_case(con) for _ in range(5))
        national = a_case(con, criteria_set="national-2019")
        rule(con, corrected, AGAINST, decided_at="2026-09-30T14:59:59.999999Z")
        rule(con, corrected, Outcome.RECOGNISED, RulingKind.CORRECTION)
        rule(con, partly, Outcome.PARTIAL, decided_at="2026-09-30T15:00:00.000000Z")
        rule(con, against, AGAINST)
        rule(con, national)
        rule(con, dismissed, Outcome.DISMISSED)
        rule(con, withdrawn)
        rule(con, withdrawn, kind=RulingKind.WITHDRAWAL)
    brought(mirror, sqlite_store)

    assert rows(mirror, RECOGNITION_BY_QUARTER) == [
        (THIRD_QUARTER, "trio", 1, 1, 0),
        (FOURTH_QUARTER, "national-2019", 1, 1, 0),
        (FOURTH_QUARTER, "trio", 2, 0, 1),
    ]
    assert rows(mirror, RECOGNITION_BY_QUARTER, since=date(2026, 10, 1), handler_id=corrected.handler.id) == []
    third = behind(mirror, RECOGNITION_BY_QUARTER, quarter="2026-07-01", criteria_set="trio")
    assert [one.id for one in third] == [corrected.review.id]


def test_outside_the_office_only_what_was_notified_of_their_own_counts(sqlite_store: Store, mirror: Mirror) -> None:
    told_on = date(2026, 11, 21)
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        applicant = an_account(con, Role.APPLICANT, agency_id=agency.id)
        told, untold, again = (a_case(con, agency=agency, origin=Origin.AGENCY) for _ in range(3))
        strange = a_case(con)
        for case in (told, untold, again, strange):
            find(con, case, {GOOD: True})
            advise(con, case.review, {GOOD: (Stance.YES,)})
        rule(con, told, notified_on=told_on)
        rule(con, untold)
        rule(con, again, AGAINST, notified_on=told_on)
        rule(con, again, kind=RulingKind.WITHDRAWAL)
        rule(con, strange, notified_on=told_on)
    brought(mirror, sqlite_store)

    sight = sight_of(applicant)

    assert rows(mirror, RECOGNITION_BY_QUARTER, sight) == [(FOURTH_QUARTER, "trio", 2, 1, 0)]
    own = {told.review.id, again.review.id}
    assert {one.id for one in behind(mirror, RECOGNITION_BY_QUARTER, sight)} == own
    assert not any(rows(mirror, figure, sight) for figure in FIGURES[:3])
    assert not any(behind(mirror, figure, sight) for figure in FIGURES[:3])


def some_ruled(con: Connection) -> list[Ruled]:
    cases = [a_case(con), a_case(con)]
    for case in cases:
        find(con, case, {GOOD: False})
        advise(con, case.review, {GOOD: (Stance.NO,)})
        resolve(con, case, {GOOD: False}, AGAINST)
    return cases


def test_what_was_found_counts_for_those_who_may_see_it(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        some_ruled(con)
        people = {role: an_account(con, role) for role in Role}
    brought(mirror, sqlite_store)

    found = {role: rows(mirror, FINDINGS_BY_CRITERION, sight_of(person)) for role, person in people.items()}
    pairs = {role: {row[0] for row in rows(mirror, AGREEMENT, sight_of(person))} for role, person in people.items()}

    readers = {Role.AUDITOR, Role.HEAD, Role.CHAIR, Role.COMMITTEE, Role.SECRETARY}
    assert {role for role, counted in found.items() if counted} == readers
    every = {"reviewers_panel", "reviewers_committee", "panel_committee"}
    advised = {Role.AUDITOR, Role.HEAD, Role.CHAIR}
    assert pairs == {
        role: every if role in advised else {"reviewers_committee"} if role in readers else set() for role in Role
    }


def test_a_member_counts_no_deliberation_that_they_are_barred_from(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        barred, other = some_ruled(con)
    brought(mirror, sqlite_store)

    sight = replace(EVERYTHING, barred=(barred.review.id,))

    assert rows(mirror, FINDINGS_BY_CRITERION, sight) == [("trio", GOOD, False, 1)]
    for figure in FIGURES[:3]:
        assert [one.id for one in behind(mirror, figure, sight)] == [other.review.id]


def test_a_member_counts_a_ruling_that_they_are_barred_from_once_it_is_told(
    sqlite_store: Store, mirror: Mirror
) -> None:
    with sqlite_store.transaction() as con:
        told, untold, other = (a_case(con) for _ in range(3))
        rule(con, told, notified_on=date(2026, 11, 21))
        rule(con, told, AGAINST, RulingKind.CORRECTION)
        rule(con, untold)
        rule(con, other, Outcome.PARTIAL)
    brought(mirror, sqlite_store)

    sight = replace(EVERYTHING, barred=(told.review.id, untold.review.id))

    assert rows(mirror, RECOGNITION_BY_QUARTER, sight) == [(FOURTH_QUARTER, "trio", 2, 1, 1)]
    assert rows(mirror, RECOGNITION_BY_QUARTER) == [(FOURTH_QUARTER, "trio", 3, 1, 1)]


def test_of_an_empty_store_nothing_is_counted(sqlite_store: Store, mirror: Mirror) -> None:
    brought(mirror, sqlite_store)

    assert all(rows(mirror, figure) == [] and behind(mirror, figure) == [] for figure in FIGURES)


def test_a_filter_that_matches_nothing_counts_nothing(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        some_ruled(con)
    brought(mirror, sqlite_store)

    for filters in ({"field": "없는 분야"}, {"agency_id": "없음"}, {"region_code": "48890"}, {"handler_id": "없음"}):
        assert all(rows(mirror, figure, **filters) == [] for figure in FIGURES)
        assert all(behind(mirror, figure, filters=dict(filters)) == [] for figure in FIGURES)
