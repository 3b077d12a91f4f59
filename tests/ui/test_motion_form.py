"""The committee's motion: begun with what was proposed, only what follows offered, its own reasons asked for."""

import pytest

from casebase.domain.draft import Form
from casebase.domain.meeting import ItemStage
from casebase.store.connection import Store
from tests.case_builders import Person
from tests.meeting_stages import Committee, Sitting, a_committee, a_drafting_item, a_voting_item, all_vote, close_vote
from tests.screens import Screen, type_into


@pytest.fixture
def committee(empty_store: Store) -> Committee:
    return a_committee(empty_store)


def opened(person: Person, sitting: Sitting) -> Screen:
    return Screen(person.seat.session_id, "meeting", {"number": sitting.meeting.number})


def test_the_motion_begins_with_the_proposal_and_offers_only_what_follows(committee: Committee) -> None:
    sitting = a_drafting_item(committee)

    screen = opened(committee.secretary, sitting)

    assert screen.offered("outcome") == ["면책 인정", "각하"]
    assert screen.shown.session_state["outcome"] == "recognised"
    assert screen.shown.session_state[f"after_{sitting.review.charges[0].id}"] == "불문"
    screen.press("put_motion")
    assert sitting.item.stage == ItemStage.OUTCOME


def test_where_the_committee_differs_it_gives_its_own_reason(committee: Committee) -> None:
    sitting = a_voting_item(committee)
    all_vote(sitting, public_interest="no")
    close_vote(sitting)
    screen = opened(committee.secretary, sitting)
    assert screen.offered("outcome") == ["불인정", "각하"]
    (name,) = [name for name in screen.typed if name.startswith("reason_")]

    screen.pick("outcome", "불인정")
    subject = f"motion:{sitting.item_id}:{sitting.item.version}"
    type_into(committee.secretary.desk, Form.MEETING_STEP, subject, reasons="공익성이 없다.")
    screen.press("put_motion")
    assert "판단 이유" in screen.fault(name)
    type_into(committee.secretary.desk, Form.MEETING_STEP, subject, **{name: "한 업체만의 이익이다."})
    screen.press("put_motion")

    motion = sitting.item.motion
    assert motion is not None
    assert [reason for _, reason in motion.reasons_for] == ["한 업체만의 이익이다."]
