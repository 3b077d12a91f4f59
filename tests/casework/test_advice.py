"""Asking the panel: the request, whom it may be given to, reminders, its end."""

from datetime import date

import pytest

from casebase.casework import advice, advice_answers
from casebase.casework.advice_views import advice_form, advice_page
from casebase.domain.account import Role
from casebase.domain.advice import AdviceStatus, AssignmentStatus
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.store.connection import Store
from casebase.store.events import list_events_of
from casebase.store.settings import insert_setting
from tests.advice_stages import (
    a_case_with_issues,
    a_panel_member,
    advice_accepted,
    advice_answered,
    advice_asked,
    advice_offered,
    all_answered,
    ask,
    assignment_of,
    declare_tie,
    offer,
    request_fields,
    request_of,
)
from tests.builders import a_setting
from tests.case_builders import a_person, now_on, record_of
from tests.consultation_stages import consultation_of, propose_opinion
from tests.review_stages import a_proposed_review

WHY = {"reason": "같은 질문이 이미 답을 받았다."}


def test_a_request_keeps_what_was_asked_told_and_shown(store: Store) -> None:
    handler = a_person(store)
    case = a_case_with_issues(handler)

    request = ask(handler, case)

    assert request.number == "2026-자문-0001"
    assert (request.subject_kind, request.subject_id, request.status) == ("consultation", case.id, AdviceStatus.ASKED)
    assert [(issue.position, issue.criterion) for issue in request.issues] == [(1, "issue_1"), (2, "issue_2")]
    assert request.issues[1].text == "점용 기간을 준공 때까지로 정할 수 있는지 여부"
    assert "도로과 주무관" in request.parties
    assert (request.unasked, request.unasked_reason) == ((), "")
    with store.reading() as con:
        (event,) = list_events_of(con, "advice", request.id)
    assert (request.number in event.detail, case.number in event.detail) == (True, True)


def test_a_request_is_due_after_the_offices_own_days_put_off_over_days_of_rest(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("panel.reply_days", "5", date(2026, 1, 1)))

    request = advice_asked(handler)

    assert request.due_on == date(2026, 11, 30)  # the fifth day is a Saturday
    form = advice_form(handler.desk, "consultation", request.subject_id)
    assert (form.due.due_on, len(form.due.rows)) == (date(2026, 11, 30), 3)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.PANEL, Role.SECRETARY, Role.APPLICANT, Role.COMMITTEE])
def test_only_the_office_asks(sqlite_store: Store, role: Role) -> None:
    handler, other = a_person(sqlite_store), a_person(sqlite_store, role)
    case = a_case_with_issues(handler)
    fields = request_fields(handler, case)

    with pytest.raises(NotPermitted):
        advice.ask_advice(other.desk, "consultation", case.id, fields)


def test_another_auditor_does_not_ask_about_a_colleagues_case_but_the_head_may(sqlite_store: Store) -> None:
    handler, colleague, head = a_person(sqlite_store), a_person(sqlite_store), a_person(sqlite_store, Role.HEAD)
    case = a_case_with_issues(handler)
    fields = request_fields(handler, case)

    with pytest.raises(NotPermitted):
        advice.ask_advice(colleague.desk, "consultation", case.id, fields)

    assert advice.ask_advice(head.desk, "consultation", case.id, fields) == "2026-자문-0001"


def test_no_advice_is_asked_once_the_case_is_proposed(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    case = a_case_with_issues(handler)
    fields = request_fields(handler, case)
    propose_opinion(handler, case)
    review, _ = a_proposed_review(handler)

    with pytest.raises(MoveNotPermitted, match="‘결재’ 상태라 ‘자문의뢰’"):
        advice.ask_advice(handler.desk, "consultation", case.id, fields)
    with pytest.raises(MoveNotPermitted, match="‘상정’ 상태라 ‘자문의뢰’"):
        advice.ask_advice(handler.desk, "review", review.id, fields)


def test_advice_is_asked_on_a_case_that_exists(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)

    with pytest.raises(NotFound):
        advice.ask_advice(handler.desk, "visit", "x", {})
    with pytest.raises(NotFound):
        advice.ask_advice(handler.desk, "review", "x", {})


def test_a_member_is_offered_a_request_by_a_person(store: Store) -> None:
    handler, member = a_person(store), a_panel_member(store)

    request, assignment = advice_offered(handler, member)

    assert (assignment.account_id, assignment.status) == (member.id, AssignmentStatus.OFFERED)
    assert (assignment.offered_by, assignment.due_on, assignment.doubts) == (handler.id, request.due_on, ())
    assert request_of(store, request).version == request.version + 1


def test_a_tie_ended_long_ago_is_a_doubt_that_must_be_seen_and_is_kept(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request = advice_asked(handler)
    agency_id = consultation_of(sqlite_store, request.subject_id).agency_id
    declare_tie(member, agency_id=agency_id or "", begins_on="2010-01-01", ends_on="2015-06-30")
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="확인할 점이 있습니다") as refused:
        offer(handler, request, member)

    assert refused.value.field == "doubts_seen"
    assert record_of(sqlite_store) == before
    assignment = offer(handler, request, member, doubts_seen="yes")
    assert len(assignment.doubts) == 1
    assert "2015. 6. 30." in assignment.doubts[0]


def test_a_member_asked_already_is_not_asked_twice_but_again_after_declining(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request, assignment = advice_offered(handler, member)

    with pytest.raises(InvalidEntry, match="이미 ‘배정’ 상태"):
        offer(handler, request, member)

    advice_answers.decline_advice(member.desk, assignment.id, assignment.version, WHY)
    assert offer(handler, request, member).status == AssignmentStatus.OFFERED


def test_who_stepped_aside_is_not_asked_again(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request, assignment = advice_offered(handler, member)
    fields = {"ground": "unfair", "reason": "상대방과 다툼이 있었다."}
    advice_answers.recuse_from_advice(member.desk, assignment.id, assignment.version, fields)

    with pytest.raises(InvalidEntry, match="이미 ‘회피’ 상태"):
        offer(handler, request, member)


def test_of_two_offers_made_at_once_the_second_is_told_of_the_first(store: Store) -> None:
    handler, first, second = a_person(store), a_panel_member(store), a_panel_member(store, "한변호")
    request = advice_asked(handler)
    advice.offer_advice(handler.desk, request.id, request.version, {"account_id": first.id})
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile, match="자문위원 배정"):
        advice.offer_advice(handler.desk, request.id, request.version, {"account_id": second.id})

    assert record_of(store) == before


def test_an_offer_made_after_the_day_due_gives_the_offices_days_anew(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request = ask(handler, a_case_with_issues(handler), due_on="2026-11-24")

    assignment = offer(handler.at(now_on("2026-12-01")), request, member)

    assert assignment.due_on == date(2026, 12, 8)


def test_no_member_is_offered_a_request_once_the_case_is_proposed(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request = advice_asked(handler)
    propose_opinion(handler, consultation_of(sqlite_store, request.subject_id))

    with pytest.raises(MoveNotPermitted, match="‘결재’ 상태라 ‘자문위원 배정’"):
        offer(handler, request, member)


def test_a_revoked_member_sees_the_request_no_more(store: Store) -> None:
    handler, member = a_person(store), a_panel_member(store)
    request, assignment = advice_accepted(handler, member)

    advice.revoke_offer(handler.desk, assignment.id, assignment.version, WHY)

    revoked = assignment_of(store, assignment)
    assert (revoked.status, revoked.reason) == (AssignmentStatus.REVOKED, WHY["reason"])
    with pytest.raises(NotFound):
        advice_page(member.desk, request.number)


def test_what_was_answered_is_not_revoked(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    _, assignment = advice_answered(handler, member)

    with pytest.raises(MoveNotPermitted, match="‘회신’ 상태라 ‘배정 취소’"):
        advice.revoke_offer(handler.desk, assignment.id, assignment.version, WHY)


def test_a_member_is_reminded_once_a_day(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    _, assignment = advice_offered(handler, member)

    advice.remind_adviser(handler.desk, assignment.id, assignment.version, {})

    reminded = assignment_of(sqlite_store, assignment)
    assert reminded.reminded_on == date(2026, 11, 23)
    with pytest.raises(InvalidEntry, match="오늘 이미 독촉했습니다"):
        advice.remind_adviser(handler.desk, assignment.id, reminded.version, {})
    next_day = handler.at(now_on("2026-11-24"))
    advice.remind_adviser(next_day.desk, assignment.id, reminded.version, {})
    assert assignment_of(sqlite_store, assignment).reminded_on == date(2026, 11, 24)


def test_a_request_is_withdrawn_for_a_reason_and_then_neither_offered_nor_closed(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request = advice_asked(handler)
    with pytest.raises(SeveralInvalid, match="철회하는 이유를 입력하세요"):
        advice.withdraw_advice(handler.desk, request.id, request.version, {})

    advice.withdraw_advice(handler.desk, request.id, request.version, {"end_reason": "신청이 취하되었다."})

    withdrawn = request_of(sqlite_store, request)
    assert (withdrawn.status, withdrawn.end_reason) == (AdviceStatus.WITHDRAWN, "신청이 취하되었다.")
    with pytest.raises(MoveNotPermitted, match="‘철회’ 상태라 ‘자문위원 배정’"):
        offer(handler, request, member)
    with pytest.raises(MoveNotPermitted, match="‘철회’ 상태라 ‘자문 종결’"):
        advice.close_advice(handler.desk, request.id, withdrawn.version, {})


def test_a_request_closes_once_everybody_has_answered(store: Store) -> None:
    handler, first, second = a_person(store), a_panel_member(store), a_panel_member(store, "한변호")
    request, _ = advice_answered(handler, first)
    waiting = offer(handler, request, second)
    current = request_of(store, request)

    with pytest.raises(InvalidEntry, match="아직 회신하지 않은 위원이 있습니다"):
        advice.close_advice(handler.desk, request.id, current.version, {})

    advice.revoke_offer(handler.desk, waiting.id, waiting.version, WHY)
    advice.close_advice(handler.desk, request.id, current.version, {})
    assert request_of(store, request).status == AdviceStatus.CLOSED


def test_a_request_without_any_answer_is_not_closed(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    request = advice_asked(handler)

    with pytest.raises(InvalidEntry, match="회신이 하나도 없어"):
        advice.close_advice(handler.desk, request.id, request.version, {})


def test_of_two_who_close_at_once_the_second_is_told(sqlite_store: Store) -> None:
    handler, head = a_person(sqlite_store), a_person(sqlite_store, Role.HEAD)
    request = all_answered(handler, (a_panel_member(sqlite_store), "yes"))
    advice.close_advice(handler.desk, request.id, request.version, {})
    before = record_of(sqlite_store)

    with pytest.raises(MoveNotPermitted, match="‘종결’ 상태라 ‘자문 종결’"):
        advice.close_advice(head.desk, request.id, request.version, {})

    assert record_of(sqlite_store) == before


def test_the_same_command_sent_twice_asks_once(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    case = a_case_with_issues(handler)
    desk, fields = handler.desk, request_fields(handler, case)

    first = advice.ask_advice(desk, "consultation", case.id, fields)
    again = advice.ask_advice(desk, "consultation", case.id, fields)

    assert first == again == "2026-자문-0001"
