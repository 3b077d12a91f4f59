"""Looking at meetings: each as far as it is theirs, a member who is recused the title alone."""

import pytest

from casebase.access.act import Act
from casebase.casework import meetings, recusals
from casebase.casework.meeting_views import (
    count_meetings,
    meeting_document,
    meeting_list,
    meeting_page,
    ready_proposals,
)
from casebase.domain.account import Role
from casebase.domain.errors import NotFound, NotPermitted
from casebase.domain.meeting import MeetingStatus
from casebase.store.connection import Store
from tests.case_builders import a_person
from tests.meeting_stages import (
    Sitting,
    a_called_item,
    a_closed_meeting,
    a_committee,
    a_planned_item,
    a_voting_item,
    all_vote,
    an_open_item,
    an_outcome_item,
    carry_over,
    close_meeting,
    open_meeting,
    set_office,
)
from tests.review_stages import a_proposed_review

DECLARED = {"kind": "exclusion", "ground": "kin", "reason": "대상자의 사촌이다."}


def permitted(sitting: Sitting, role: str) -> tuple[frozenset[Act], frozenset[Act]]:
    """What the secretary, the chair or a member may do on the meeting and on its item."""
    committee = sitting.committee
    person = {"secretary": committee.secretary, "chair": committee.chair, "member": committee.members[1]}[role]
    view = meeting_page(person.desk, sitting.meeting.number)
    return view.permitted, view.items[0].permitted


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PANEL, Role.APPLICANT, Role.ADMIN])
def test_outside_the_committee_and_its_office_there_is_nothing_to_see(sqlite_store: Store, role: Role) -> None:
    sitting = a_called_item(a_committee(sqlite_store))
    person = a_person(sqlite_store, role)

    for looking in (
        lambda: meeting_page(person.desk, sitting.meeting.number),
        lambda: meeting_list(person.desk, "", 10, 0),
        lambda: meeting_document(person.desk, "2026-안건-0001"),
        lambda: ready_proposals(person.desk),
    ):
        with pytest.raises(NotPermitted):
            looking()


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.CHAIR])
def test_without_a_seat_a_meeting_is_not_there(sqlite_store: Store, role: Role) -> None:
    sitting = a_called_item(a_committee(sqlite_store))
    stranger = a_person(sqlite_store, role)

    with pytest.raises(NotFound):
        meeting_page(stranger.desk, sitting.meeting.number)
    with pytest.raises(NotFound):
        meeting_document(stranger.desk, "2026-안건-0001")
    assert meeting_list(stranger.desk, "", 10, 0) == []
    assert count_meetings(stranger.desk, "") == 0


def test_members_and_the_office_see_the_meetings(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_called_item(committee)
    head = a_person(sqlite_store, Role.HEAD)

    for person in (*committee.members, committee.secretary, head):
        (line,) = meeting_list(person.desk, MeetingStatus.CALLED, 10, 0)
        assert (line.number, line.count_items) == (sitting.meeting.number, 1)
        (item,) = meeting_page(person.desk, line.number).items
        assert item.work is not None and item.work.papers is not None and item.work.is_stale == ""
    assert count_meetings(head.desk, MeetingStatus.CLOSED) == 0


def test_each_is_offered_what_they_may_do_as_it_stands(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    planned, called = a_planned_item(committee), a_called_item(committee)
    opened, voting = an_open_item(committee), a_voting_item(committee)

    assert permitted(planned, "secretary")[0] >= {Act.CALL_MEETING, Act.PUT_ON_AGENDA, Act.CHANGE_MEETING}
    assert permitted(planned, "chair")[0] == frozenset()
    assert permitted(called, "chair")[0] == {Act.OPEN_MEETING}
    assert permitted(called, "secretary")[1] >= {Act.TAKE_OFF_AGENDA, Act.SEND_PAPERS, Act.CHALLENGE_MEMBER}
    assert permitted(opened, "chair")[1] == {Act.OPEN_VOTE, Act.CARRY_OVER, Act.DECLARE_RECUSAL}
    assert permitted(opened, "member") == (frozenset(), {Act.DECLARE_RECUSAL})
    assert permitted(voting, "chair")[1] == {Act.CLOSE_VOTE, Act.CARRY_OVER, Act.DECLARE_RECUSAL, Act.CAST_BALLOT}
    assert permitted(voting, "secretary")[1] == {Act.CHALLENGE_MEMBER}
    all_vote(voting)
    assert Act.CAST_BALLOT not in permitted(voting, "member")[1]


def test_what_is_over_offers_nothing(sqlite_store: Store) -> None:
    sitting = a_closed_meeting(a_committee(sqlite_store))

    for role in ("secretary", "chair", "member"):
        assert permitted(sitting, role) == (frozenset(), frozenset())


def test_a_recused_member_reads_neither_work_nor_papers_nor_minutes(sqlite_store: Store) -> None:
    sitting = a_called_item(a_committee(sqlite_store))
    member, other = sitting.committee.members[1:3]
    recusals.declare_recusal(member.desk, sitting.item_id, sitting.item.version, DECLARED)
    open_meeting(sitting)
    told = {"proceedings": "제1호 안건에서 대상자의 평판을 두고 다투었다."}
    meetings.keep_proceedings(sitting.committee.secretary.desk, sitting.meeting_id, sitting.meeting.version, told)
    carry_over(sitting)
    minutes = close_meeting(sitting)

    view = meeting_page(member.desk, sitting.meeting.number)
    assert (view.items[0].work, view.items[0].title, view.minutes) == (None, sitting.review.title, None)
    for number in ("2026-안건-0001", minutes):
        with pytest.raises(NotFound):
            meeting_document(member.desk, number)
        assert meeting_document(other.desk, number)[1].startswith(b"%PDF")
    assert sitting.item.result not in repr(view)
    assert told["proceedings"] not in repr(view)
    assert meeting_page(other.desk, sitting.meeting.number).meeting.proceedings == told["proceedings"]


def test_the_questions_stand_beside_what_the_proposer_found(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store))

    view = meeting_page(sitting.committee.members[1].desk, sitting.meeting.number)

    work = view.items[0].work
    assert work is not None
    first = work.to_cast[0]
    assert (first.label, first.proposed, first.proposed_reason) == (
        "공익성",
        "충족",
        "공익성: 결재 문서에서 확인하였다.",
    )
    assert first.heading == "협의 절차 누락 - 이주무"
    assert work.to_cast == work.questions and {question.tally for question in work.questions} == {None}
    assert len(work.waiting) == 5 and work.voted == ()


def test_the_vote_on_the_motion_is_put_to_each_once(sqlite_store: Store) -> None:
    sitting = an_outcome_item(a_committee(sqlite_store))

    view = meeting_page(sitting.committee.members[1].desk, sitting.meeting.number)

    work = view.items[0].work
    assert work is not None and work.motion_vote is not None
    assert work.to_cast == (work.motion_vote,)
    assert {question.tally.yes for question in work.questions if question.tally} == {0, 5}


def test_who_decides_is_told_of_each_proposal(sqlite_store: Store) -> None:
    set_office(sqlite_store, "committee.decides", "위원회 의결")
    committee = a_committee(sqlite_store)
    a_proposed_review(a_person(sqlite_store))

    (ready,) = ready_proposals(committee.secretary.desk)

    assert ready.decider == "위원회가 의결합니다(기관 기준: 시연도 감사위원회 운영 규칙)."
    assert ready.carried_over == ""


def test_a_document_of_another_kind_is_not_found_here(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    a_closed_meeting(committee)

    with pytest.raises(NotFound):
        meeting_document(committee.chair.desk, "2026-결정-0001")
