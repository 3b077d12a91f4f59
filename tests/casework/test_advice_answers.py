"""A member of the panel answers: accepts, declines, steps aside, advises; refused where things moved on meanwhile."""

import pytest

from casebase.casework import advice, advice_answers
from casebase.casework.advice_views import advice_page
from casebase.casework.drafts import find_draft_of
from casebase.domain.advice import AdviceRequest, Assignment, AssignmentStatus, Stance
from casebase.domain.canonical import digest
from casebase.domain.document import DocumentKind
from casebase.domain.draft import Form
from casebase.domain.errors import (
    InvalidEntry,
    MoveNotPermitted,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.member import Body
from casebase.law.conflicts import grounds_on
from casebase.store.connection import Store
from casebase.store.documents import find_document_by_number
from casebase.store.events import list_events_of
from tests.advice_stages import (
    a_panel_member,
    accept,
    advice_accepted,
    advice_answered,
    advice_offered,
    answer,
    answer_fields,
    assignment_of,
    offer,
    request_of,
)
from tests.builders import TODAY
from tests.case_builders import Person, a_draft, a_person, paper, record_of
from tests.consultation_stages import consultation_of, propose_opinion

CONFIRMED = {"no_conflict": "yes"}


def three_of(store: Store) -> tuple[Person, Person, Person]:
    return a_person(store), a_panel_member(store), a_panel_member(store, "한변호")


def withdraw(handler: Person, request: AdviceRequest) -> None:
    current = request_of(handler.store, request)
    advice.withdraw_advice(handler.desk, request.id, current.version, {"end_reason": "신청이 취하되었다."})


def test_a_member_accepts_once_they_confirm_that_no_conflict_stands(store: Store) -> None:
    handler, member, _ = three_of(store)
    _, assignment = advice_offered(handler, member)
    before = record_of(store)
    with pytest.raises(InvalidEntry, match="이해관계가 없음을 확인하고") as refused:
        advice_answers.accept_advice(member.desk, assignment.id, assignment.version, {})
    assert refused.value.field == "no_conflict"
    assert record_of(store) == before

    accepted = accept(member, assignment)

    assert (accepted.status, accepted.responded_at) == (AssignmentStatus.ACCEPTED, member.desk.instant)


def test_a_member_declines_for_a_reason_and_sees_the_request_no_more(store: Store) -> None:
    handler, member, _ = three_of(store)
    request, assignment = advice_offered(handler, member)
    with pytest.raises(SeveralInvalid, match="거절하는 이유를 입력하세요"):
        advice_answers.decline_advice(member.desk, assignment.id, assignment.version, {"reason": " "})

    advice_answers.decline_advice(member.desk, assignment.id, assignment.version, {"reason": "기한 안에 어렵다."})

    declined = assignment_of(store, assignment)
    assert (declined.status, declined.reason) == (AssignmentStatus.DECLINED, "기한 안에 어렵다.")
    with pytest.raises(NotFound):
        advice_page(member.desk, request.number)


def test_what_was_accepted_is_not_declined(sqlite_store: Store) -> None:
    handler, member, _ = three_of(sqlite_store)
    _, assignment = advice_accepted(handler, member)

    with pytest.raises(MoveNotPermitted, match="‘수락’ 상태라 ‘자문 거절’"):
        advice_answers.decline_advice(member.desk, assignment.id, assignment.version, {"reason": "어렵다."})


@pytest.mark.parametrize("stage", [advice_offered, advice_accepted])
def test_a_member_steps_aside_on_a_ground_before_and_after_accepting(sqlite_store: Store, stage: object) -> None:
    handler, member, _ = three_of(sqlite_store)
    request, assignment = stage(handler, member)  # type: ignore[operator]
    fields = {"ground": "opposite_party", "reason": "신청인의 상대방을 대리하고 있다."}

    advice_answers.recuse_from_advice(member.desk, assignment.id, assignment.version, fields)

    recused = assignment_of(sqlite_store, assignment)
    assert (recused.status, recused.ground) == (AssignmentStatus.RECUSED, "opposite_party")
    with pytest.raises(NotFound):
        advice_page(member.desk, request.number)
    with sqlite_store.reading() as con:
        event = list_events_of(con, "advice", request.id)[0]
    assert next(each.label for each in grounds_on(Body.PANEL, TODAY) if each.code == "opposite_party") in event.detail


def test_stepping_aside_needs_a_ground_of_the_list_and_a_reason(sqlite_store: Store) -> None:
    handler, member, _ = three_of(sqlite_store)
    _, assignment = advice_offered(handler, member)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        advice_answers.recuse_from_advice(member.desk, assignment.id, assignment.version, {"ground": "busy"})

    assert {fault.field for fault in refused.value.faults} == {"ground", "reason"}
    assert record_of(sqlite_store) == before


def test_who_answered_does_not_step_aside(sqlite_store: Store) -> None:
    handler, member, _ = three_of(sqlite_store)
    _, assignment = advice_answered(handler, member)
    fields = {"ground": "unfair", "reason": "뒤늦게 알았다."}

    with pytest.raises(MoveNotPermitted, match="‘회신’ 상태라 ‘자문 회피’"):
        advice_answers.recuse_from_advice(member.desk, assignment.id, assignment.version, fields)


def test_an_answer_to_every_issue_leaves_as_a_paper_at_once(store: Store) -> None:
    handler, member, _ = three_of(store)
    request, assignment = advice_accepted(handler, member)

    number = answer(member, request, assignment, "conditional")

    answered = assignment_of(store, assignment)
    assert number == "2026-자문의견-0001"
    assert (answered.status, answered.answered_at) == (AssignmentStatus.ANSWERED, member.desk.instant)
    assert [each.stance for each in answered.answers] == [Stance.CONDITIONAL, Stance.CONDITIONAL]
    with store.reading() as con:
        document = find_document_by_number(con, number)
    assert document is not None
    assert (document.id, document.kind) == (answered.document_id, DocumentKind.ADVICE)
    assert (document.subject_kind, document.subject_id) == ("advice", request.id)
    assert digest(paper(store, number)) == document.sha256


def test_an_answer_with_faults_names_each_and_issues_nothing(sqlite_store: Store) -> None:
    handler, member, _ = three_of(sqlite_store)
    request, assignment = advice_accepted(handler, member)
    first, second = request.issues
    fields = answer_fields(request) | {f"stance_{first.id}": "", f"answer_{second.id}": " ", "summary": ""}
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        advice_answers.answer_advice(member.desk, assignment.id, assignment.version, fields)

    assert [fault.field for fault in refused.value.faults] == [f"stance_{first.id}", f"answer_{second.id}", "summary"]
    assert record_of(sqlite_store) == before


def test_a_request_withdrawn_while_being_answered_refuses_the_answer_and_leaves_what_was_typed(store: Store) -> None:
    handler, member, _ = three_of(store)
    request, assignment = advice_accepted(handler, member)
    subject = f"answer:{assignment.id}"
    draft_id = a_draft(member, Form.ADVICE_ANSWER, answer_fields(request), subject)
    withdraw(handler, request)
    before = record_of(store)

    with pytest.raises(InvalidEntry, match=r"그 사이에 철회되었습니다. 입력한 내용은 초안에 남아 있습니다"):
        answer(member, request, assignment)

    assert record_of(store) == before
    draft = find_draft_of(member.desk, Form.ADVICE_ANSWER, subject)
    assert draft is not None
    assert (draft.id, draft.text("summary")) == (draft_id, answer_fields(request)["summary"])


@pytest.mark.parametrize("step", [accept, advice_answers.decline_advice, advice_answers.recuse_from_advice])
def test_a_request_withdrawn_meanwhile_refuses_every_step_with_its_sentence(sqlite_store: Store, step: object) -> None:
    handler, member, _ = three_of(sqlite_store)
    request, assignment = advice_offered(handler, member)
    withdraw(handler, request)

    with pytest.raises(InvalidEntry, match=f"{request.number}은 그 사이에 철회되었습니다"):
        if step is accept:
            accept(member, assignment)
        else:
            step(member.desk, assignment.id, assignment.version, {"reason": "어렵다."})  # type: ignore[operator]


def test_an_assignment_revoked_while_being_answered_says_so(sqlite_store: Store) -> None:
    handler, member, _ = three_of(sqlite_store)
    request, assignment = advice_accepted(handler, member)
    advice.revoke_offer(handler.desk, assignment.id, assignment.version, {"reason": "다른 위원이 맡는다."})

    with pytest.raises(InvalidEntry, match=r"배정이 그 사이에 취소되었습니다. 입력한 내용은 초안에"):
        answer(member, request, assignment)


def test_a_case_proposed_meanwhile_takes_no_more_advice_and_its_number_stays_unknown(sqlite_store: Store) -> None:
    handler, member, other = three_of(sqlite_store)
    request, assignment = advice_accepted(handler, member)
    waiting = offer(handler, request, other)
    propose_opinion(handler, consultation_of(sqlite_store, request.subject_id))

    with pytest.raises(InvalidEntry, match="이제 자문을 받지 않습니다"):
        answer(member, request, assignment)
    with pytest.raises(InvalidEntry, match="이제 자문을 받지 않습니다") as refused:
        accept(other, waiting)
    assert request.number in str(refused.value)
    assert "-사전-" not in str(refused.value)


def test_of_two_windows_the_second_answer_is_refused(store: Store) -> None:
    handler, member, _ = three_of(store)
    request, assignment = advice_accepted(handler, member)
    fields = answer_fields(request)
    advice_answers.answer_advice(member.desk, assignment.id, assignment.version, fields)
    before = record_of(store)

    with pytest.raises(MoveNotPermitted, match="‘회신’ 상태라 ‘자문 회신’"):
        advice_answers.answer_advice(member.desk, assignment.id, assignment.version, fields)

    assert record_of(store) == before


def test_a_reminder_sent_meanwhile_does_not_cost_the_answer(sqlite_store: Store) -> None:
    handler, member, _ = three_of(sqlite_store)
    request, assignment = advice_accepted(handler, member)
    advice.remind_adviser(handler.desk, assignment.id, assignment.version, {})

    advice_answers.answer_advice(member.desk, assignment.id, assignment.version, answer_fields(request))

    assert assignment_of(sqlite_store, assignment).status == AssignmentStatus.ANSWERED


def test_nobody_acts_on_another_members_assignment(sqlite_store: Store) -> None:
    handler, member, other = three_of(sqlite_store)
    request, assignment = advice_offered(handler, member)
    offer(handler, request, other)
    before = record_of(sqlite_store)

    for step in (
        advice_answers.accept_advice,
        advice_answers.decline_advice,
        advice_answers.recuse_from_advice,
        advice_answers.answer_advice,
    ):
        with pytest.raises(NotFound):
            step(other.desk, assignment.id, assignment.version, {})
        with pytest.raises(NotPermitted):
            step(handler.desk, assignment.id, assignment.version, {})

    assert record_of(sqlite_store) == before


def test_an_earlier_assignment_of_the_same_member_is_no_longer_theirs_to_accept(sqlite_store: Store) -> None:
    handler, member, _ = three_of(sqlite_store)
    request, declined = advice_offered(handler, member)
    advice_answers.decline_advice(member.desk, declined.id, declined.version, {"reason": "바쁘다."})
    again: Assignment = offer(handler, request, member)

    with pytest.raises(NotFound):
        accept(member, declined)

    assert accept(member, again).status == AssignmentStatus.ACCEPTED
