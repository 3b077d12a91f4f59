"""Whom to ask: proposed with reasons, refused with their article, given out, reminded, revoked."""

import pytest

from casebase.domain.advice import AdviceRequest, AdviceStatus, AssignmentStatus
from casebase.domain.draft import Form
from casebase.store.consultations import fetch_consultation
from tests.advice_stages import (
    a_panel_member,
    advice_answered,
    advice_asked,
    advice_offered,
    assignment_of,
    assignments_on,
    declare_tie,
    request_of,
)
from tests.case_builders import Person, a_person
from tests.screens import Screen, type_into

LONG_AFTER = "2099-12-31"  # a page opens on whatever day the test runs


@pytest.fixture
def member(person: Person) -> Person:
    return a_panel_member(person.store, ends_on=LONG_AFTER)


def opened(person: Person, request: AdviceRequest) -> Screen:
    return Screen(person.seat.session_id, "advice", {"number": request.number})


def keys(screen: Screen) -> set[str]:
    return {str(button.key) for button in screen.shown.button}


def agency_of(person: Person, request: AdviceRequest) -> str:
    with person.store.reading() as con:
        return fetch_consultation(con, request.subject_id).agency_id or ""


def candidate_of(screen: Screen, name: str) -> str:
    """What is told of one candidate."""
    (told,) = [part for part in screen.text.split("<section") if "candidate" in part and f". {name}</b>" in part]
    return told


def test_members_are_proposed_with_what_speaks_for_them(person: Person, member: Person) -> None:
    request = advice_asked(person)

    screen = opened(person, request)

    assert "아직 아무에게도 배정하지 않았습니다" in screen.text
    told = candidate_of(screen, member.account.name)
    assert "blocked" not in told
    assert "전문 분야가" in told
    assert "회신할 자문 0건" in told


def test_who_has_a_ground_is_greyed_with_its_article_and_cannot_be_chosen(person: Person, member: Person) -> None:
    tied = a_panel_member(person.store, "한변호", ends_on=LONG_AFTER)
    request = advice_asked(person)
    declare_tie(tied, agency_id=agency_of(person, request))

    screen = opened(person, request)

    told = candidate_of(screen, "한변호")
    assert "candidate blocked" in told
    assert "배정할 수 없음" in told
    assert "제2조" in told
    assert screen.shown.selectbox(key="account_id").options == [member.account.name]


def test_a_doubt_is_confirmed_before_anything_is_given_out(person: Person, member: Person) -> None:
    request = advice_asked(person)
    declare_tie(member, agency_id=agency_of(person, request), begins_on="2010-01-01", ends_on="2015-06-30")
    screen = opened(person, request)
    screen.choose("account_id", member.id)
    assert "배정하기 전에 확인하세요." in screen.text

    screen.press("offer_advice")
    assert assignments_on(person.store, request) == []
    assert "확인할 점이 있습니다" in screen.text
    screen.shown.checkbox(key="doubts_seen").check()
    screen.press("offer_advice")

    (given,) = assignments_on(person.store, request)
    assert (given.account_id, len(given.doubts)) == (member.id, 1)


def test_several_are_asked_one_after_the_other(person: Person, member: Person) -> None:
    second = a_panel_member(person.store, "한변호", ends_on=LONG_AFTER)
    request = advice_asked(person)
    screen = opened(person, request)

    for each in (member, second):
        screen.choose("account_id", each.id)
        screen.press("offer_advice")
        assert "배정했습니다" in screen.text

    assert [given.account_id for given in assignments_on(person.store, request)] == [member.id, second.id]
    assert "account_id" not in [box.key for box in screen.shown.selectbox]


def test_without_any_member_the_page_says_whom_to_turn_to(person: Person) -> None:
    request = advice_asked(person)

    screen = opened(person, request)

    assert "위촉해 달라고 하세요" in screen.text
    assert "offer_advice" not in keys(screen)


def test_an_assignment_is_revoked_with_its_reason(person: Person, member: Person) -> None:
    request, own = advice_offered(person, member)
    screen = opened(person, request)

    screen.press("begin_revoking_1")
    screen.press("revoke_offer")
    assert screen.fault("reason")
    type_into(person.desk, Form.ADVICE, f"revoke:{own.id}", reason="답이 없어 다른 위원에게 묻는다.")
    screen.press("revoke_offer")

    assert assignment_of(person.store, own).status == AssignmentStatus.REVOKED
    assert "배정을 취소했습니다" in screen.text
    assert "답이 없어 다른 위원에게 묻는다." in screen.text


def test_a_reminder_is_recorded_once_a_day(person: Person, member: Person) -> None:
    request, own = advice_offered(person, member)
    screen = opened(person, request)

    screen.press("remind_adviser_1")
    assert "화면에 독촉을 남겼습니다" in screen.text
    screen.press("remind_adviser_1")

    assert "오늘 이미 독촉했습니다" in screen.text
    assert assignment_of(person.store, own).reminded_on is not None


def test_a_request_that_all_have_answered_is_closed(person: Person, member: Person) -> None:
    request, _ = advice_answered(person, member)
    screen = opened(person, request)

    screen.press("close_advice")

    assert request_of(person.store, request).status == AdviceStatus.CLOSED
    assert not keys(screen) & {"close_advice", "withdraw_advice", "offer_advice", "remind_adviser_1"}


def test_a_request_is_withdrawn_with_its_reason(person: Person, member: Person) -> None:
    request, _ = advice_offered(person, member)
    screen = opened(person, request)
    assert "close_advice" not in keys(screen)
    type_into(person.desk, Form.ADVICE, f"withdraw:{request.id}", end_reason="신청이 취하되었다.")

    screen.press("withdraw_advice")

    assert request_of(person.store, request).status == AdviceStatus.WITHDRAWN
    assert "신청이 취하되었다." in screen.text
    assert not keys(screen)


def test_who_only_reads_is_offered_no_step(person: Person, member: Person) -> None:
    request, _ = advice_offered(person, member)

    screen = opened(a_person(person.store), request)

    assert request.question in screen.text
    assert not keys(screen)
