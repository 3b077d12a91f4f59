"""One meeting as each of its people has it open: what is theirs to do, the ballot, the motion, what was resolved."""

import pytest

from casebase.domain.draft import Form
from casebase.domain.meeting import ItemStage, MeetingStatus
from casebase.domain.review import ReviewStatus
from casebase.store.connection import Store
from casebase.store.meetings import list_attendances
from tests.case_builders import Person, a_person
from tests.meeting_stages import (
    Committee,
    Sitting,
    a_called_item,
    a_closed_meeting,
    a_committee,
    a_planned_item,
    a_planned_meeting,
    a_resolved_item,
    a_voting_item,
    all_vote,
    an_outcome_item,
    call,
    close_vote,
    open_meeting,
    open_vote,
    put_on,
    set_office,
)
from tests.review_stages import a_proposed_review
from tests.screens import Screen, type_into


@pytest.fixture
def committee(empty_store: Store) -> Committee:
    return a_committee(empty_store)


def opened(person: Person, sitting: Sitting) -> Screen:
    return Screen(person.seat.session_id, "meeting", {"number": sitting.meeting.number})


def test_the_secretary_puts_a_proposal_on_the_agenda_and_calls_the_meeting(committee: Committee) -> None:
    review, ruling_id = a_proposed_review(a_person(committee.store))
    meeting = a_planned_meeting(committee)
    screen = Screen(committee.secretary.seat.session_id, "meeting", {"number": meeting.number})
    assert review.number in "".join(link.proto.label for link in screen.shown.get("page_link"))

    screen.press("put_on_agenda_1")
    type_into(
        committee.secretary.desk, Form.MEETING_STEP, f"call:{meeting.id}", short_notice_reason="처분 시효가 곧 끝난다."
    )
    screen.press("call_meeting")

    assert "소집했습니다" in screen.text
    assert "mark_attendance" in screen.keys
    assert Screen(committee.chair.seat.session_id, "today").links.count("meeting") >= 1
    with committee.store.reading() as con:
        assert con.rows("select ruling_id, sent_at is not null from agenda_items") == [(ruling_id, 1)]


def test_a_call_at_short_notice_is_refused_at_its_reason(committee: Committee) -> None:
    sitting = a_planned_item(committee)
    screen = opened(committee.secretary, sitting)

    screen.press("call_meeting")

    assert screen.fault("short_notice_reason")
    assert sitting.meeting.status == MeetingStatus.PREPARING


def test_attendance_is_marked_by_a_box_for_each_seat(committee: Committee) -> None:
    sitting = a_called_item(committee)
    screen = opened(committee.secretary, sitting)

    for member in committee.members[:3]:
        screen.shown.checkbox(key=f"present_{member.id}").check()
    screen.run()
    screen.press("mark_attendance")

    with committee.store.reading() as con:
        present = {each.account_id for each in list_attendances(con, sitting.meeting_id) if each.is_present}
    assert present == set(committee.ids[:3])
    assert "재적위원 5명 가운데 3명 출석" in screen.text


def test_who_presides_opens_with_the_quorum_in_sight_and_nobody_else_is_offered_to(committee: Committee) -> None:
    sitting = a_called_item(committee)
    chair = opened(committee.chair, sitting)
    member = opened(committee.members[1], sitting)

    assert "open_meeting" not in member.keys
    assert "재적위원 5명 가운데 0명 출석(과반수 3명 이상)" in chair.text
    chair.press("open_meeting")

    assert "과반수(3명)에 못 미칩니다" in chair.text
    assert sitting.meeting.status == MeetingStatus.CALLED


def test_once_closed_each_question_stands_with_its_numbers(committee: Committee) -> None:
    sitting = a_voting_item(committee)
    all_vote(sitting)
    close_vote(sitting)

    screen = opened(committee.members[1], sitting)

    assert "표결 결과" in screen.text
    assert "<td>공익성</td><td>충족</td><td>5</td><td>0</td><td>0</td><td><b>충족</b></td>" in screen.text


def test_a_resolution_issues_the_ruling_and_says_so_with_its_numbers(committee: Committee) -> None:
    sitting = an_outcome_item(committee)
    all_vote(sitting)
    screen = opened(committee.chair, sitting)

    screen.press("close_vote")

    assert sitting.review.status == ReviewStatus.ISSUED
    assert "‘면책 인정’으로 의결했습니다. 재적위원 5명 가운데 5명 출석, 찬성 5, 반대 0, 기권 0" in screen.text
    assert any("/papers/2026-결정-0001" in link.proto.url for link in screen.shown.get("link_button"))


def test_a_vote_that_is_not_complete_is_not_closed(committee: Committee) -> None:
    sitting = a_voting_item(committee)
    all_vote(sitting, committee.members[:4])
    screen = opened(committee.chair, sitting)

    screen.press("close_vote")

    assert "아직 표결하지 않은 위원이 있습니다(강위원)" in screen.text
    assert sitting.item.stage == ItemStage.CRITERIA


def test_a_meeting_with_an_item_left_is_not_closed(committee: Committee) -> None:
    sitting = a_voting_item(committee)
    screen = opened(committee.chair, sitting)

    screen.pick("work", "폐회")

    assert "아직 끝나지 않은 안건이 1건 있습니다" in screen.text
    assert "close_meeting" not in screen.keys


def test_a_meeting_is_closed_with_its_minutes(committee: Committee) -> None:
    sitting = a_resolved_item(committee)
    screen = opened(committee.chair, sitting)

    screen.press("close_meeting")

    assert sitting.meeting.status == MeetingStatus.CLOSED
    assert any("/papers/2026-회의록-0001" in link.proto.url for link in screen.shown.get("link_button"))


def test_a_closed_meeting_asks_nothing_of_anybody(committee: Committee) -> None:
    sitting = a_closed_meeting(committee)

    for person in (*committee.members, committee.secretary):
        assert opened(person, sitting).keys == set()


def test_a_written_vote_asks_for_no_attendance(committee: Committee) -> None:
    set_office(committee.store, "committee.written", "허용")
    sitting = a_called_item(committee, form="written", place="")

    secretary, chair = opened(committee.secretary, sitting), opened(committee.chair, sitting)

    assert "mark_attendance" not in secretary.keys
    assert "open_meeting" in chair.keys


def test_the_item_that_asks_for_a_vote_is_the_one_in_sight(committee: Committee) -> None:
    sitting = a_planned_item(committee)
    _, ruling_id = a_proposed_review(a_person(committee.store), title="도로점용 허가 부적정")
    second = Sitting(committee, sitting.handler, sitting.meeting_id, put_on(committee, sitting.meeting_id, ruling_id))
    member = committee.members[1]
    assert "제1호 안건" in opened(member, sitting).text

    open_vote(open_meeting(call(second)))

    screen = opened(member, second)
    assert "제2호 안건. 도로점용 허가 부적정" in screen.text
    assert "ready_ballot" in screen.keys


def test_a_meeting_of_others_is_answered_like_none(committee: Committee) -> None:
    sitting = a_called_item(committee)
    stranger = a_person(committee.store, committee.members[1].account.role)

    screen = opened(stranger, sitting)

    assert "찾을 수 없거나 볼 권한이 없습니다" in screen.text
    assert "meetings" in screen.links
