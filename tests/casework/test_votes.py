"""Votes: opened and closed by who presides, one ballot a member, current papers, a resolution that issues."""

import pytest

from casebase.casework import motions, rulings, votes
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NoQuorum,
    NotPermitted,
    ResolutionNeeded,
    SeveralInvalid,
)
from casebase.domain.meeting import ItemStage
from casebase.domain.review import ReviewStatus
from casebase.store.connection import Store
from casebase.store.resolutions import find_resolution_of_item
from casebase.store.rulings import fetch_ruling, list_rulings
from tests.case_builders import a_person, now_on, paper, record_of
from tests.meeting_stages import (
    a_called_item,
    a_committee,
    a_drafting_item,
    a_planned_item,
    a_resolved_item,
    a_voting_item,
    agreeing,
    all_vote,
    an_open_item,
    an_outcome_item,
    ballot,
    close_vote,
    mark,
    motion_fields,
    open_vote,
    put_motion,
    set_office,
    vote,
)
from tests.paper_reading import body_of, squeezed
from tests.review_stages import approve


def test_the_committee_decides_and_its_resolution_issues_the_ruling(store: Store) -> None:
    set_office(store, "committee.decides", "위원회 의결")
    sitting = an_outcome_item(a_committee(store))
    proposal_id = sitting.item.ruling_id

    for member, choice in zip(sitting.committee.members, ("yes", "yes", "yes", "no", "abstain"), strict=True):
        vote(sitting, member, {"vote_outcome": choice})
    number = close_vote(sitting)

    with store.reading() as con:
        proposal, resolution = fetch_ruling(con, proposal_id), find_resolution_of_item(con, sitting.item_id)
        assert resolution is not None
        ruling = fetch_ruling(con, resolution.ruling_id)
    assert (sitting.item.stage, sitting.review.status) == (ItemStage.RESOLVED, ReviewStatus.ISSUED)
    assert (proposal.state, ruling.state) == (ApprovalState.RESOLVED, ApprovalState.ISSUED)
    assert (ruling.resolution_id, ruling.decided_by) == (resolution.id, sitting.committee.chair.id)
    assert ruling.proposed_by == sitting.handler.id
    told = (resolution.seats, resolution.present, resolution.yes, resolution.no, resolution.abstained)
    assert told == (5, 5, 3, 1, 1)
    assert resolution.voters == tuple(sitting.committee.ids)
    body = body_of(paper(store, number))
    assert squeezed("찬성 3, 반대 1, 기권 1") in body
    assert squeezed("재적위원 5명 가운데 5명 출석") in body


def test_equal_votes_on_a_question_leave_no_outcome(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 4)
    sitting = a_voting_item(committee)

    for n, member in enumerate(committee.members):
        all_vote(sitting, [member], public_interest="yes" if n % 2 else "no")
    close_vote(sitting)

    assert sitting.item.stage == ItemStage.CARRIED_OVER
    assert "협의 절차 누락 - 이주무: 공익성" in sitting.item.result


def test_a_second_ballot_replaces_nothing(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store))
    member = sitting.committee.members[1]
    vote(sitting, member, agreeing(sitting))
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="이미 표결했습니다"):
        vote(sitting, member, ballot(sitting, "abstain"))

    assert record_of(sqlite_store) == before


def test_a_ballot_answers_every_question(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store))
    fields = agreeing(sitting)
    left_out = next(iter(fields))
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refusal:
        vote(sitting, sitting.committee.chair, fields | {left_out: ""})

    assert [fault.field for fault in refusal.value.faults] == [left_out]
    assert record_of(sqlite_store) == before


def test_a_vote_after_closing_is_refused(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store, 5))
    *in_time, late = sitting.committee.members
    all_vote(sitting, in_time)
    fields, seen = agreeing(sitting), sitting.item.version
    mark(sitting, in_time)
    close_vote(sitting)
    mark(sitting, sitting.committee.members)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="열려 있는 표결이 없습니다"):
        votes.cast_ballot(late.desk, sitting.item_id, seen, fields)
    put_motion(sitting)
    after_motion = record_of(sqlite_store)
    with pytest.raises(ChangedMeanwhile, match="의결안 상정"):
        votes.cast_ballot(late.desk, sitting.item_id, seen, fields)

    assert before["ballots"] == after_motion["ballots"] == record_of(sqlite_store)["ballots"]


def test_only_who_is_present_votes(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 5)
    sitting = a_voting_item(committee, present=committee.members[:4])
    absent = committee.members[4]
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="출석이 기록되지 않아"):
        vote(sitting, absent, agreeing(sitting))
    with pytest.raises(NotPermitted):
        vote(sitting, committee.secretary, agreeing(sitting))
    assert record_of(sqlite_store) == before

    mark(sitting, committee.members)
    vote(sitting, absent, agreeing(sitting))


def test_a_vote_is_not_closed_before_everybody_present_has_voted(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store, 3))
    all_vote(sitting, sitting.committee.members[:2])
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match=r"아직 표결하지 않은 위원이 있습니다\(이위원\)"):
        close_vote(sitting)

    assert record_of(sqlite_store) == before


def test_a_vote_opens_only_with_a_quorum_and_current_papers(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 5)
    sitting = an_open_item(committee)
    mark(sitting, committee.members[:2])
    before = record_of(sqlite_store)

    with pytest.raises(NoQuorum):
        open_vote(sitting)

    assert record_of(sqlite_store) == before
    mark(sitting, committee.members[:3])
    open_vote(sitting)
    assert sitting.item.stage == ItemStage.CRITERIA


def test_a_proposal_returned_during_the_vote_stops_it(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store))
    all_vote(sitting)
    rulings.return_ruling(a_person(sqlite_store, Role.HEAD).desk, sitting.item.ruling_id, "다시 쓰세요.")
    before = record_of(sqlite_store)

    with pytest.raises(ChangedMeanwhile, match="이 안건을 다음 회의로 넘기세요"):
        close_vote(sitting)

    assert record_of(sqlite_store) == before


def test_votes_are_opened_and_closed_by_who_presides_alone(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))
    before = record_of(sqlite_store)

    for person in (sitting.committee.members[1], sitting.committee.secretary):
        with pytest.raises(NotPermitted):
            open_vote(sitting, person)

    assert record_of(sqlite_store) == before


def test_a_vote_is_closed_once(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store))
    all_vote(sitting)
    seen, chair = sitting.item.version, sitting.committee.chair
    close_vote(sitting)
    before = record_of(sqlite_store)

    with pytest.raises(ChangedMeanwhile, match="최위원, 표결 종료"):
        votes.close_vote(chair.desk, sitting.item_id, seen, {})
    with pytest.raises(MoveNotPermitted):
        close_vote(sitting)

    assert record_of(sqlite_store) == before


def test_a_dismissal_goes_straight_to_its_motion(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store), "dismissed")
    assert sitting.item.stage == ItemStage.DRAFTING

    resolved = a_resolved_item(sitting.committee, "dismissed")

    assert resolved.review.status == ReviewStatus.ISSUED
    with sqlite_store.reading() as con:
        resolution = find_resolution_of_item(con, resolved.item_id)
    assert resolution is not None and resolution.findings == ()


def test_under_the_committee_nobody_issues_a_ruling_by_hand(sqlite_store: Store) -> None:
    set_office(sqlite_store, "committee.decides", "위원회 의결")
    sitting = a_called_item(a_committee(sqlite_store))
    head = a_person(sqlite_store, Role.HEAD)
    before = record_of(sqlite_store)

    for person in (head, sitting.committee.chair):
        with pytest.raises(ResolutionNeeded):
            approve(person, sitting.item.ruling_id)

    assert record_of(sqlite_store) == before


def test_a_minor_case_may_still_go_to_the_committee(sqlite_store: Store) -> None:
    set_office(sqlite_store, "committee.decides", "위원회 의결")
    set_office(sqlite_store, "committee.minor", "주의 이하")

    sitting = a_resolved_item(a_committee(sqlite_store))

    assert sitting.review.status == ReviewStatus.ISSUED
    with sqlite_store.reading() as con:
        assert len([r for r in list_rulings(con, sitting.review.id) if r.state == ApprovalState.ISSUED]) == 1
    minor = a_planned_item(sitting.committee)
    assert approve(sitting.committee.chair, minor.item.ruling_id)


def test_a_sitting_votes_on_its_day_and_past_midnight_alone(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store, 3))
    chair, second, third = sitting.committee.members
    vote(sitting, chair, agreeing(sitting))
    vote(sitting, second.at(now_on("2026-11-24")), agreeing(sitting))
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match=r"2026\. 11\. 23\.에 연 회의라 이제 표결할 수 없습니다. 안건을 다음 회의로"):
        vote(sitting, third.at(now_on("2026-11-25")), agreeing(sitting))

    assert record_of(sqlite_store) == before


def test_nothing_is_taken_up_or_moved_once_the_day_is_over(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 3)
    waiting, drafting = an_open_item(committee), a_drafting_item(committee)
    later = now_on("2026-11-25")
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="이제 표결할 수 없습니다"):
        open_vote(waiting, committee.chair.at(later))
    with pytest.raises(InvalidEntry, match="이제 표결할 수 없습니다"):
        secretary = committee.secretary.at(later)
        motions.put_motion(secretary.desk, drafting.item_id, drafting.item.version, motion_fields(drafting))

    assert record_of(sqlite_store) == before
