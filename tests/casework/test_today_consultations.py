"""What waits about consultations: each role its own step, with the day it is due and what that rests on."""

from datetime import date

import pytest

from casebase.casework import extensions, follow_ups, inquiries, messages, opinions, supplements
from casebase.domain.account import Role
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.draft import Form
from casebase.store.connection import Store
from tests.case_builders import Person, a_draft, a_finished_visit, a_person, now_on, seen_today
from tests.clock_stages import a_case, a_step, ask, supplement
from tests.consultation_stages import (
    a_consultation_under_review,
    a_notified_opinion,
    a_petition_under_review,
    a_proposed_opinion,
    a_received_consultation,
    a_reported_follow_up,
    an_applied_consultation,
    an_issued_opinion,
    an_opinion_reached,
    approve_opinion,
    consultation_of,
    let_opinion_arrive,
    notify_opinion,
    opinion_fields,
    propose_opinion,
)

RECEIVE, SCREEN, REVIEW = "신청서를 확인하고 접수하세요", "대상 여부를 판단하세요", "검토하고 의견안을 상신하세요"
APPROVE, NOTIFY = "의견안을 검토하고 결재하세요", "의견서를 통보하고 기록하세요"
ARRIVAL, JUDGE = "통보한 문서가 도달한 날을 기록하세요", "신청기관이 알린 이행결과를 확인하세요"
REPORT, REMIND_REPORT = "의견에 따라 조치한 결과를 알리세요", "이행결과가 늦습니다. 독촉하세요"
CLOSE = "의견서가 도달했고 이행결과를 알릴 의무가 없습니다. 종결하세요"
TELL_PROGRESS = "신청인에게 진행상황을 알리세요"


def waiting(person: Person) -> list[tuple[str, date | None, str]]:
    return [(todo.what, todo.due_on, todo.due_basis) for todo in seen_today(person).todos]


def whats(person: Person) -> list[str]:
    return [what for what, _, _ in waiting(person)]


def test_each_role_is_shown_its_own_next_step(sqlite_store: Store) -> None:
    handler, other, applicant = a_person(sqlite_store), a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    head, chair = a_person(sqlite_store, Role.HEAD), a_person(sqlite_store, Role.CHAIR)
    an_applied_consultation(applicant)
    a_received_consultation(handler, applicant)
    a_consultation_under_review(handler, applicant)
    a_proposed_opinion(handler, applicant)
    an_issued_opinion(handler, applicant, chair)
    a_notified_opinion(handler, applicant, chair)

    # Thirty days from the receipt on 2026-11-23; the opinions that were issued have stopped the clock.
    due = (date(2026, 12, 23), "처리기한")
    assert waiting(handler) == [
        (SCREEN, *due),
        (REVIEW, *due),
        (RECEIVE, None, ""),
        (NOTIFY, None, ""),
        (ARRIVAL, None, ""),
    ]
    assert waiting(other) == [(RECEIVE, None, "")]
    assert waiting(head) == [(APPROVE, *due), (RECEIVE, None, "")]
    assert waiting(chair) == [(APPROVE, *due)]
    assert waiting(applicant) == []
    for role in (Role.COMMITTEE, Role.SECRETARY, Role.PANEL, Role.ADMIN):
        assert waiting(a_person(sqlite_store, role)) == []


def test_who_owns_a_case_with_its_handler_is_shown_it_too(sqlite_store: Store) -> None:
    beside = a_person(sqlite_store)

    a_case(sqlite_store, owners=(beside.account,))

    assert waiting(beside) == [(REVIEW, date(2026, 12, 2), "처리기한")]


def test_what_one_had_a_hand_in_does_not_wait_for_one_s_approval(sqlite_store: Store) -> None:
    head, other_head = a_person(sqlite_store, Role.HEAD), a_person(sqlite_store, Role.HEAD)

    a_proposed_opinion(head, a_person(sqlite_store, Role.APPLICANT))

    assert whats(head) == []
    assert whats(other_head) == [APPROVE]


def test_a_correction_on_its_way_is_due_by_no_day(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    chair = a_person(sqlite_store, Role.CHAIR)
    case = a_notified_opinion(handler, applicant, chair)

    fields = opinion_fields(cause="번호를 잘못 적었다.")
    opinions.propose_opinion_correction(handler.desk, case.id, case.version, fields)

    assert waiting(chair) == [(APPROVE, None, "")]


def test_what_one_s_own_visit_opened_is_to_be_completed(sqlite_store: Store) -> None:
    lead, colleague = a_person(sqlite_store), a_person(sqlite_store)

    a_finished_visit(lead, count_matters="2")

    (begun,) = seen_today(lead).todos
    assert begun.what.endswith("신청서를 마저 작성하세요")
    assert (begun.page, set(begun.query)) == ("consultation", {"case"})
    assert waiting(colleague) == []


def test_a_notice_of_progress_is_owed_every_thirty_days_until_it_was_given(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    before, after = case.handler.at(now_on("2026-12-01")), case.handler.at(now_on("2026-12-02"))

    assert TELL_PROGRESS not in whats(before)
    assert (TELL_PROGRESS, date(2026, 12, 2), "접수 후 30일마다 진행상황 통지") in waiting(after)
    fields = {"told_on": "2026-12-02", "text": "현지조사를 앞두고 있습니다."}
    extensions.tell_progress(after.desk, *case.seen, fields)
    assert TELL_PROGRESS not in whats(after)


def test_who_is_late_to_answer_is_to_be_reminded_once(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    ask(case)
    supplement(case)
    on_the_day, late = case.handler.at(now_on("2026-11-30")), case.handler.at(now_on("2026-12-01"))
    body = ("국토관리청의 회신이 늦습니다. 독촉하세요", date(2026, 11, 30), "회신 기한")
    own = ("신청인의 보완이 늦습니다. 독촉하세요", date(2026, 11, 30), "보완 기한")

    assert not {body, own} & set(waiting(on_the_day))
    assert {body, own} <= set(waiting(late))
    for wait in case.waits:
        inquiries.remind_body(late.desk, wait.id, wait.version)
    assert not {body, own} & set(waiting(late))


def test_an_applicant_is_asked_to_complete_what_was_asked_for(sqlite_store: Store) -> None:
    case, stranger = a_case(sqlite_store), a_person(sqlite_store, Role.APPLICANT)

    supplement(case)

    assert waiting(case.applicant) == [("요구받은 보완을 내세요", date(2026, 11, 30), "보완 기한")]
    assert waiting(stranger) == []
    draft_id = a_step(case.applicant, {"answer": "하천관리계획도를 붙입니다."})
    supplements.answer_supplement(case.applicant.desk, *case.wait, draft_id)
    assert waiting(case.applicant) == []


def test_a_body_is_shown_what_it_was_asked_until_it_answered(sqlite_store: Store) -> None:
    case, official = a_case(sqlite_store), a_person(sqlite_store, Role.APPLICANT)

    ask(case, asked_of="", agency_id=str(official.account.agency_id))

    assert waiting(official) == [("조회한 내용에 회신하세요", date(2026, 11, 30), "회신 기한")]
    assert waiting(case.applicant) == []
    inquiries.answer_inquiry(official.desk, *case.wait, {"answer": "허가 대상입니다."})
    assert waiting(official) == []


def test_a_body_is_not_asked_for_an_answer_that_nobody_waits_for(sqlite_store: Store) -> None:
    case, official = a_case(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    ask(case, asked_of="", agency_id=str(official.account.agency_id))

    case.at(ConsultationStatus.WITHDRAWN)

    assert waiting(official) == []


def test_a_report_is_owed_from_the_arrival_then_to_be_checked(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    chair = a_person(sqlite_store, Role.CHAIR)
    case = an_opinion_reached(handler, applicant, chair)
    due_on = case.follow_up_due_on
    assert due_on is not None

    assert waiting(applicant) == [(REPORT, due_on, "이행결과 제출 기한")]
    assert waiting(handler) == []
    draft_id = a_step(applicant, {"deed": "as_advised", "done_on": "2026-11-23", "follow_up_text": "허가하였다."})
    follow_ups.report_follow_up(applicant.desk, case.id, draft_id)
    assert waiting(applicant) == []
    assert waiting(handler) == [(JUDGE, None, "")]


def test_a_report_asked_for_again_is_owed_again(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    _, report = a_reported_follow_up(handler, applicant, a_person(sqlite_store, Role.CHAIR))

    fields = {"state": "asked_again", "judgement": "허가서를 붙이세요.", "follow_up_due_on": "2026-12-31"}
    follow_ups.judge_follow_up(handler.desk, report.id, report.version, fields)

    assert waiting(applicant) == [(REPORT, date(2026, 12, 31), "이행결과 제출 기한")]
    assert waiting(handler) == []


def test_a_late_report_is_shown_to_its_handler_and_to_the_head(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    head = a_person(sqlite_store, Role.HEAD)
    case = an_opinion_reached(handler, applicant, a_person(sqlite_store, Role.CHAIR))

    late = now_on("2027-06-01")

    told = (REMIND_REPORT, case.follow_up_due_on, "이행결과 제출 기한")
    assert waiting(handler.at(late)) == [told]
    assert waiting(head.at(late)) == [told]
    assert waiting(head) == []


def test_who_owes_no_report_is_to_be_closed(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    case = a_petition_under_review(handler)
    approve_opinion(chair, propose_opinion(handler, case))
    notify_opinion(handler, case.id)

    let_opinion_arrive(handler, case.id)

    assert waiting(handler) == [(CLOSE, None, "")]
    assert waiting(a_person(sqlite_store, Role.HEAD)) == []


def test_a_withdrawn_opinion_leads_back_to_the_review(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    chair = a_person(sqlite_store, Role.CHAIR)
    case = an_opinion_reached(handler, applicant, chair)
    withdrawal = opinions.propose_opinion_withdrawal(handler.desk, case.id, case.version, "사실이 달랐다.")
    approve_opinion(chair, withdrawal)
    notify_opinion(handler, case.id)

    let_opinion_arrive(handler, case.id)
    assert whats(handler) == ["의견을 취소했습니다. 다시 검토를 시작하세요"]

    opinions.reopen_consultation(handler.desk, case.id, consultation_of(sqlite_store, case.id).version)
    assert waiting(handler) == [(REVIEW, date(2026, 12, 23), "처리기한")]


def changes(person: Person) -> list[str]:
    return [change.what for change in seen_today(person).changes]


def test_an_applicant_is_told_of_the_steps_and_not_of_the_office_s_own(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    stranger = a_person(sqlite_store, Role.APPLICANT)
    case = a_notified_opinion(handler, applicant, a_person(sqlite_store, Role.CHAIR))
    messages.add_note(handler.desk, case.id, a_draft(handler, Form.CASE_STEP, {"note": "법무팀과 상의할 것"}))

    told = [what.removeprefix(f"{case.number} ") for what in changes(applicant)]

    assert told == ["의견서 통보 기록", "신청 접수"]
    assert changes(stranger) == []


def test_an_application_is_told_by_its_title_before_it_has_a_number(sqlite_store: Store) -> None:
    auditor, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)

    case = an_applied_consultation(applicant)

    (change,) = seen_today(auditor).changes
    assert change.what == f"‘{case.application.title}’ 사전컨설팅 신청"
    assert (change.page, change.query) == ("consultation", {"case": case.id})


@pytest.mark.parametrize("role", [Role.PANEL, Role.ADMIN, Role.COMMITTEE])
def test_who_sees_no_consultation_is_told_of_none(sqlite_store: Store, role: Role) -> None:
    outsider = a_person(sqlite_store, role)

    an_applied_consultation(a_person(sqlite_store, Role.APPLICANT))

    assert changes(outsider) == []


def test_a_body_that_was_asked_is_told_of_nothing_else(sqlite_store: Store) -> None:
    case, official = a_case(sqlite_store), a_person(sqlite_store, Role.APPLICANT)

    ask(case, asked_of="", agency_id=str(official.account.agency_id))
    supplement(case)

    assert changes(official) == []


def test_a_step_half_typed_is_offered_with_its_case_as_long_as_one_may_see_it(sqlite_store: Store) -> None:
    case, stranger = a_case(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    for person in (case.applicant, stranger):
        a_draft(person, Form.CASE_STEP, {"message": "쓰던 말"}, f"message:{case.id}")
    a_draft(case.applicant, Form.CASE_STEP, {"judgement": "쓰던 말"}, "judge:0")
    a_draft(case.applicant, Form.REVIEW, {"title": "면책 신청"})

    (found,) = seen_today(case.applicant).case_drafts

    assert (found.name, found.query) == (case.now.name, {"number": case.now.number})
    assert seen_today(stranger).case_drafts == ()
