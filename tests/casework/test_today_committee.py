"""What waits for whom about the panel and the committee, at each step that somebody carries it to."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.casework.advice import withdraw_advice
from casebase.casework.today import mark_seen
from casebase.domain.account import Role
from casebase.domain.advice import Stance
from casebase.domain.meeting import RecusalKind
from casebase.store.agenda import update_item
from casebase.store.connection import Store
from tests.advice_stages import a_panel_member, accept, advice_asked, advice_offered, answer, offer, request_of
from tests.case_builders import Person, a_person, now_on, seen_today
from tests.meeting_stages import (
    Committee,
    a_called_item,
    a_committee,
    a_drafting_item,
    a_planned_item,
    a_planned_meeting,
    a_resolved_item,
    a_voting_item,
    all_vote,
    an_open_item,
    set_office,
)
from tests.panel_builders import a_recusal
from tests.re_examination_stages import an_office, apply_again, find_each, in_fact_finding, refused
from tests.review_stages import a_proposed_review, propose

APPROVE = "결정안을 검토하고 결재하세요"
MEETING_DAY = date(2026, 11, 23)


@pytest.fixture
def committee(sqlite_store: Store) -> Committee:
    """A committee that decides."""
    set_office(sqlite_store, "committee.decides", "위원회 의결")
    return a_committee(sqlite_store)


def waiting(person: Person, page: str = "") -> list[str]:
    return [todo.what for todo in seen_today(person).todos if not page or todo.page == page]


# The panel


def test_a_member_of_the_panel_accepts_and_then_answers(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request, assignment = advice_offered(handler, member)

    (offered,) = seen_today(member).todos
    assert (offered.what, offered.due_on) == ("수락 여부를 알려 주세요", request.due_on)
    assert (offered.page, offered.query) == ("advice", {"number": request.number})

    accepted = accept(member, assignment)
    assert waiting(member) == ["법률자문 의견을 쓰세요"]
    assert waiting(a_panel_member(sqlite_store)) == []

    answer(member, request, accepted)
    assert waiting(member) == []


def test_what_was_withdrawn_waits_for_no_member(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request, _ = advice_offered(handler, member)

    current = request_of(sqlite_store, request)
    withdraw_advice(handler.desk, current.id, current.version, {"end_reason": "신청이 취하되었다."})

    assert waiting(member) == []
    assert "회신을 독촉하세요" not in waiting(handler)


def test_who_asked_finds_a_member_reminds_and_ends_what_is_answered(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request = advice_asked(handler)
    assert waiting(handler, "advice") == ["자문위원을 배정하세요"]

    assignment = offer(handler, request, member)
    assert waiting(handler, "advice") == []
    late = handler.at(now_on(request.due_on.isoformat()))
    assert waiting(late, "advice") == ["회신을 독촉하세요"]
    assert waiting(a_person(sqlite_store), "advice") == []

    answer(member, request, accept(member, assignment), Stance.NO.value)
    assert waiting(handler, "advice") == ["위원이 모두 회신했습니다. 살펴보고 자문을 종결하세요"]
    assert waiting(a_person(sqlite_store, Role.HEAD), "advice") == waiting(handler, "advice")


# The committee


def test_what_only_the_committee_decides_waits_for_the_secretary_not_for_an_approver(committee: Committee) -> None:
    head = a_person(committee.store, Role.HEAD)

    a_proposed_review(a_person(committee.store))

    assert waiting(committee.secretary) == ["회의 안건으로 올리세요"]
    assert APPROVE not in waiting(head)
    assert APPROVE not in waiting(committee.chair)


def test_a_re_examination_before_the_committee_keeps_the_day_it_is_to_be_decided(committee: Committee) -> None:
    office = an_office(committee.store)
    set_office(committee.store, "committee.decides", "감사관 결재", MEETING_DAY)
    number = refused(office)
    set_office(committee.store, "committee.decides", "위원회 의결", date(2026, 11, 24))
    fresh = office.fresh.at(now_on("2026-11-24"))
    again = in_fact_finding(fresh, apply_again(office.agency.at(now_on("2026-11-24")), number))
    find_each(fresh, again, True)

    propose(fresh, again)

    secretary = committee.secretary.at(now_on("2026-11-24"))
    todo = next(todo for todo in seen_today(secretary).todos if todo.page == "meetings")
    assert (todo.title, todo.due_on) == (f"{again.number} {again.title}", date(2027, 1, 25))
    assert todo.due_basis == "재심의 결정 기한"


def test_a_minor_case_waits_for_the_chair_alone(committee: Committee) -> None:
    set_office(committee.store, "committee.minor", "주의 이하")

    a_proposed_review(a_person(committee.store))

    assert waiting(committee.chair) == [APPROVE]
    assert APPROVE not in waiting(a_person(committee.store, Role.HEAD))
    assert waiting(committee.secretary) == []


def test_a_meeting_is_prepared_and_called(committee: Committee) -> None:
    a_planned_meeting(committee)
    assert waiting(committee.secretary) == ["안건을 올리세요"]

    sitting = a_planned_item(committee, held_on="2026-11-30")
    assert waiting(committee.secretary) == ["안건을 올리세요", "안건을 확인하고 회의를 소집하세요"]
    assert waiting(committee.members[1]) == []

    call_todo = next(todo for todo in seen_today(committee.secretary).todos if "소집" in todo.what)
    assert (call_todo.due_on, call_todo.query) == (date(2026, 11, 30), {"number": sitting.meeting.number})


def test_members_are_told_to_come_and_who_presides_to_open(committee: Committee) -> None:
    a_called_item(committee)

    assert waiting(committee.secretary) == ["출석을 기록하세요"]
    assert waiting(committee.chair) == ["개회하세요"]
    (todo,) = seen_today(committee.members[1]).todos
    assert (todo.what, todo.due_on, todo.due_basis) == ("회의에 참석하세요", MEETING_DAY, "회의 날")
    assert waiting(a_person(committee.store, Role.COMMITTEE)) == []


def test_a_vote_waits_for_each_member_until_cast_and_then_for_who_closes_it(committee: Committee) -> None:
    sitting = a_voting_item(committee)
    chair, member, *_ = committee.members
    assert waiting(chair) == waiting(member) == ["표결하세요"]

    all_vote(sitting, [member])
    assert waiting(member) == []

    all_vote(sitting, [person for person in committee.members if person != member])
    assert waiting(chair) == ["모두 표결했습니다. 표결을 마치세요"]
    assert waiting(member) == []


def test_an_item_of_an_open_meeting_waits_to_be_taken_up(committee: Committee) -> None:
    an_open_item(committee)
    assert waiting(committee.chair) == ["표결을 시작하세요"]


def test_after_the_questions_the_secretary_drafts_the_motion(committee: Committee) -> None:
    a_drafting_item(committee)

    assert waiting(committee.secretary) == ["항목별 표결이 끝났습니다. 의결안을 올리세요"]
    assert waiting(committee.chair) == []


def test_a_meeting_whose_items_are_done_waits_to_be_closed(committee: Committee) -> None:
    a_resolved_item(committee)

    assert waiting(committee.chair) == ["안건이 모두 끝났습니다. 폐회하세요"]
    assert waiting(committee.members[1]) == []


def test_an_abstention_waits_for_who_presides(committee: Committee) -> None:
    sitting = an_open_item(committee)
    with committee.store.transaction() as con:
        a_recusal(con, sitting.item, committee.members[1].id, RecusalKind.ABSTENTION)

    assert waiting(committee.chair) == ["기피·회피를 받아들일지 결정하세요"]
    assert waiting(committee.members[1]) == []


def test_a_challenge_waits_first_for_the_others_votes(committee: Committee) -> None:
    sitting = an_open_item(committee)
    target = committee.members[1]
    with committee.store.transaction() as con:
        a_recusal(con, sitting.item, target.id, RecusalKind.CHALLENGE)

    assert waiting(committee.chair) == ["표결하세요"]
    assert waiting(target) == []


def test_papers_that_no_longer_are_those_of_the_proposal_are_to_be_sent_again(committee: Committee) -> None:
    sitting = a_called_item(committee)
    with committee.store.transaction() as con:
        update_item(con, replace(sitting.item, digest="0" * 64))

    assert "안건자료를 다시 보내세요" in waiting(committee.secretary)


# What others did


def test_who_has_a_seat_is_told_of_the_meeting_and_others_are_not(committee: Committee) -> None:
    member = committee.members[1]
    outsiders = [a_person(committee.store, role) for role in (Role.COMMITTEE, Role.AUDITOR, Role.PANEL, Role.APPLICANT)]
    mark_seen(member.desk, seen_today(member).newest)

    sitting = a_called_item(committee)

    told = {(change.what, change.page) for change in seen_today(member).changes}
    assert (f"{sitting.meeting.number} 회의 소집", "meeting") in told
    for outsider in outsiders:
        assert not any(change.page == "meeting" for change in seen_today(outsider).changes)


def test_a_member_of_the_panel_is_not_told_of_the_others(sqlite_store: Store) -> None:
    handler, one, other = a_person(sqlite_store), a_panel_member(sqlite_store), a_panel_member(sqlite_store)
    request, first = advice_offered(handler, one)
    offer(handler, request_of(sqlite_store, request), other)

    answer(one, request, accept(one, first))

    assert [change.what for change in seen_today(other).changes if change.page == "advice"] == []
    assert f"{request.number} 자문 회신" in [change.what for change in seen_today(handler).changes]


def test_a_member_is_told_of_their_own_appointment_and_led_to_their_page(sqlite_store: Store) -> None:
    one, other = a_panel_member(sqlite_store), a_panel_member(sqlite_store)

    (change,) = [change for change in seen_today(one).changes if change.page == "members"]

    assert (change.what, change.query) == ("‘윤변호’ 위원 위촉", {"id": one.id})
    assert other.id not in str(seen_today(one).changes)
