"""Counting: of whom a vote is counted, by quorum and majority."""

from datetime import date

import pytest

from casebase.casework import recusals
from casebase.casework.review_views import review_page
from casebase.domain.account import Role
from casebase.domain.errors import (
    InvalidEntry,
    NoQuorum,
)
from casebase.domain.meeting import ItemStage
from casebase.domain.member import Body
from casebase.domain.review import ReviewStatus
from casebase.store.connection import Store
from casebase.store.resolutions import find_resolution_of_item
from tests.case_builders import a_person, now_on, record_of
from tests.meeting_stages import (
    Sitting,
    a_committee,
    a_drafting_item,
    a_voting_item,
    all_vote,
    an_open_item,
    an_outcome_item,
    close_vote,
    mark,
    open_vote,
    put_motion,
    seen_by,
    set_office,
    vote,
)
from tests.panel_builders import a_member

MEETING_DAY = date(2026, 11, 23)


def test_a_majority_is_one_of_those_present(sqlite_store: Store) -> None:
    sitting = an_outcome_item(a_committee(sqlite_store, 5))
    before = review_page(sitting.handler.desk, sitting.review.number).documents

    for member, choice in zip(sitting.committee.members, ("yes", "yes", "abstain", "abstain", "no"), strict=True):
        vote(sitting, member, {"vote_outcome": choice})
    assert close_vote(sitting) == ""

    assert sitting.item.stage == ItemStage.CARRIED_OVER
    assert sitting.review.status == ReviewStatus.PROPOSED
    assert review_page(sitting.handler.desk, sitting.review.number).documents == before
    with sqlite_store.reading() as con:
        assert find_resolution_of_item(con, sitting.item_id) is None


def test_equal_votes_on_the_motion_carry_nothing(sqlite_store: Store) -> None:
    sitting = an_outcome_item(a_committee(sqlite_store, 4))

    for member, choice in zip(sitting.committee.members, ("yes", "yes", "no", "no"), strict=True):
        vote(sitting, member, {"vote_outcome": choice})
    close_vote(sitting)

    assert sitting.item.stage == ItemStage.CARRIED_OVER
    assert "찬성 2, 반대 2, 기권 0" in sitting.item.result


def test_a_member_marked_absent_after_voting_is_not_counted(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 5)
    sitting = an_outcome_item(committee)
    for member, choice in zip(committee.members, ("yes", "yes", "no", "no", "yes"), strict=True):
        vote(sitting, member, {"vote_outcome": choice})

    mark(sitting, committee.members[:4])
    close_vote(sitting)

    assert sitting.item.stage == ItemStage.CARRIED_OVER
    assert len(record_of(sqlite_store)["ballots"]) == 5 * (len(questions_of(sitting)) + 1)


def test_who_leaves_after_the_first_vote_was_counted_in_it(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 5)
    sitting = a_drafting_item(committee)

    mark(sitting, committee.members[:3])
    put_motion(sitting)
    all_vote(sitting, committee.members[:3])
    close_vote(sitting)

    with sqlite_store.reading() as con:
        resolution = find_resolution_of_item(con, sitting.item_id)
    assert resolution is not None and (resolution.present, resolution.yes) == (3, 3)
    assert {finding.yes + finding.no for finding in resolution.findings} == {5}


def test_a_written_vote_counts_who_votes_and_ends_on_its_last_day(sqlite_store: Store) -> None:
    set_office(sqlite_store, "committee.written", "허용")
    committee = a_committee(sqlite_store, 5)
    sitting = a_voting_item(committee, form="written", place="", held_on="2026-11-26")
    all_vote(sitting, committee.members[:2])
    with pytest.raises(InvalidEntry, match=r"마지막 날\(2026\. 11\. 26\.\)에 끝내세요"):
        close_vote(sitting)
    chair, third = (person.at(now_on("2026-11-26")) for person in (committee.chair, committee.members[2]))

    with pytest.raises(NoQuorum):
        close_vote(sitting, chair)
    all_vote(sitting, [third])
    close_vote(sitting, chair)

    assert sitting.item.stage == ItemStage.DRAFTING
    work = seen_by(sitting, committee.chair)
    assert work is not None
    assert {(q.tally.seats, q.tally.present) for q in work.questions if q.tally} == {(5, 3)}
    late = committee.members[3].at(now_on("2026-11-27"))
    with pytest.raises(InvalidEntry, match="마지막 날"):
        vote(sitting, late, {})


def questions_of(sitting: Sitting) -> set[str]:
    """The questions voted on before the motion."""
    with sitting.store.reading() as con:
        rows = con.rows("select distinct question from ballots where item_id = ?", [sitting.item_id])
    return {str(row[0]) for row in rows} - {"outcome"}


def test_a_recused_member_whose_term_ends_with_the_day_is_taken_out_once(sqlite_store: Store) -> None:
    set_office(sqlite_store, "committee.recused_seats", "재적에서 뺌")
    committee, leaving = a_committee(sqlite_store, 4), a_person(sqlite_store, Role.COMMITTEE)
    with sqlite_store.transaction() as con:
        a_member(con, Body.COMMITTEE, account=leaving.account, ends_on=MEETING_DAY)
    sitting = an_open_item(committee, present=[*committee.members, leaving])
    recuse = {"kind": "exclusion", "ground": "kin", "reason": "대상자의 사촌이다."}
    recusals.declare_recusal(leaving.desk, sitting.item_id, sitting.item.version, recuse)
    past_midnight = [member.at(now_on("2026-11-24")) for member in committee.members]
    open_vote(sitting, past_midnight[0])
    all_vote(sitting, past_midnight)

    close_vote(sitting, past_midnight[0])

    work = seen_by(sitting, past_midnight[0])
    assert work is not None
    assert {(q.tally.seats, q.tally.present) for q in work.questions if q.tally} == {(4, 4)}
