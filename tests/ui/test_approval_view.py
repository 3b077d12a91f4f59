"""A proposal before who approves it: all of it in sight, approved or sent back, never by who had a hand in it."""

import pytest

from casebase.casework.consultations import assign_consultation
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.draft import Form
from casebase.store.opinions import fetch_opinion
from tests.case_builders import Person, a_person
from tests.consultation_stages import a_proposed_opinion, consultation_of
from tests.screens import Screen, type_into


@pytest.fixture
def head(person: Person) -> Person:
    return a_person(person.store, Role.HEAD, name="최감사관")


def proposed(person: Person, outcome: str = "conditional") -> tuple[Consultation, str]:
    return a_proposed_opinion(person, a_person(person.store, Role.APPLICANT), outcome)


def opened(person: Person, case: Consultation) -> Screen:
    return Screen(person.seat.session_id, "consultation", {"number": case.number})


def keys(screen: Screen) -> set[str]:
    return {str(button.key) for button in screen.shown.button}


def test_an_approver_sees_all_that_is_proposed_and_what_it_rests_on(person: Person, head: Person) -> None:
    case, _ = proposed(person)

    screen = opened(head, case)

    for told in ("의견안: 조건부 인용", "갑설에 따라 하천 점용허가를 할 수 있다.", "준공한 뒤 하천 폭을 다시 잰다."):
        assert told in screen.text
    for told in ("처리기한", "2026. 12. 23.(수)", "대상 업무에 해당한다.", "부분공개(제5호"):
        assert told in screen.text
    (file,) = [line for line in screen.text.split("<tr>") if "신청서(" in line]
    assert "/files/" in file
    assert "SHA-256" in screen.text
    assert "preview_opinion" in [button.proto.id.split("-")[-1] for button in screen.shown.get("download_button")]


def test_an_approved_opinion_is_issued(person: Person, head: Person) -> None:
    case, opinion_id = proposed(person)
    screen = opened(head, case)

    screen.press("issue_opinion")

    assert "2026-의견-0001번 문서를 발행했습니다" in screen.text
    assert consultation_of(person.store, case.id).status == ConsultationStatus.ISSUED
    with person.store.reading() as con:
        assert fetch_opinion(con, opinion_id).state == ApprovalState.ISSUED


def test_a_return_needs_its_reason_and_keeps_it_over_a_reload(person: Person, head: Person) -> None:
    case, opinion_id = proposed(person)
    screen = opened(head, case)
    screen.press("return_opinion")
    assert "반려 사유를 입력하세요" in screen.fault("return_reason")
    type_into(head.desk, Form.OPINION, f"return:{opinion_id}", return_reason="근거 조문을 밝히세요.")

    screen.load()
    assert screen.typed["return_reason"] == "근거 조문을 밝히세요."
    screen.press("return_opinion")

    assert consultation_of(person.store, case.id).status == ConsultationStatus.UNDER_REVIEW
    with person.store.reading() as con:
        assert fetch_opinion(con, opinion_id).return_reason == "근거 조문을 밝히세요."


def test_who_drafted_waits_and_is_offered_no_approval(person: Person) -> None:
    case, _ = proposed(person)

    screen = opened(person, case)

    assert "결재를 기다리고 있습니다" in screen.text
    assert not keys(screen) & {"issue_opinion", "return_opinion"}


def test_who_handles_a_case_may_send_a_proposal_back_but_not_approve_it(person: Person, head: Person) -> None:
    case, _ = proposed(person)
    fields = {"handler_id": person.id, "co_handler_ids": f'["{head.id}"]'}
    assign_consultation(head.desk, case.id, case.version, fields)

    screen = opened(head, case)

    assert "다른 결재권자가 결재합니다" in screen.text
    assert "issue_opinion" not in keys(screen)
    assert "return_opinion" in keys(screen)
