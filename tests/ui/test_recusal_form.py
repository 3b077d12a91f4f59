"""Recusals as people declare and decide them: before the vote, each at its place."""

import pytest

from casebase.casework.recusals import declare_recusal
from casebase.domain.draft import Form
from casebase.domain.meeting import ItemStage, RecusalState
from casebase.store.connection import Store
from tests.case_builders import Person
from tests.meeting_stages import Committee, Sitting, a_committee, an_open_item
from tests.screens import Screen, type_into


@pytest.fixture
def committee(empty_store: Store) -> Committee:
    return a_committee(empty_store)


def opened(person: Person, sitting: Sitting) -> Screen:
    return Screen(person.seat.session_id, "meeting", {"number": sitting.meeting.number})


def test_a_member_who_is_excluded_by_their_own_word_sees_the_title_alone(committee: Committee) -> None:
    sitting, member = an_open_item(committee), committee.members[2]
    screen = opened(member, sitting)
    screen.pick("kind", "제척(사유가 있어 빠져야 함)")
    screen.choose("ground", "party")
    type_into(member.desk, Form.MEETING_STEP, f"recusal:{sitting.item_id}", reason="대상기관과 다툼이 있다.")

    screen.press("declare_recusal")

    assert [recusal.state for recusal in sitting.recusals] == [RecusalState.UPHELD]
    assert "제목만 보입니다" in screen.text
    assert "심사안" not in screen.text
    assert not screen.keys & {"declare_recusal", "ready_ballot"}


def test_who_presides_decides_an_abstention_before_the_vote(committee: Committee) -> None:
    sitting, member = an_open_item(committee), committee.members[2]
    fields = {"kind": "abstention", "ground": "unfair", "reason": "같은 동네에 산다."}
    declare_recusal(member.desk, sitting.item_id, sitting.item.version, fields)
    screen = opened(committee.chair, sitting)

    assert "기피·회피를 결정한 뒤에 표결을 시작하거나 끝낼 수 있습니다" in screen.text
    assert "open_vote" not in screen.keys
    screen.pick("decision", "받아들임")
    screen.press("decide_recusal")

    assert [recusal.state for recusal in sitting.recusals] == [RecusalState.UPHELD]
    assert sitting.item.stage == ItemStage.WAITING
    assert "open_vote" in screen.keys
    assert "이 안건의 정족수: 재적위원 5명 가운데 4명 출석" in screen.text
