"""The page of one consultation: written, received, screened, made to wait, answered, each by whose step it is."""

import json
from datetime import timedelta

import pytest

from casebase.casework import consultations, drafts, inquiries, supplements
from casebase.casework.office import Office
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation
from casebase.domain.draft import Form
from casebase.domain.suspension import Suspension
from casebase.store.accounts import find_account_by_login
from casebase.store.agencies import fetch_agency, list_agencies
from casebase.store.suspensions import list_suspensions
from casebase.ui.marks import plain
from tests.builders import an_account, an_agency
from tests.case_builders import Person, a_draft
from tests.consultation_stages import (
    a_received_consultation,
    an_applied_consultation,
    application_fields,
    consultation_of,
    screening_fields,
)
from tests.screens import Screen, desk_of, type_into


@pytest.fixture
def auditor(office: Office) -> Person:
    with office.store.reading() as con:
        found = find_account_by_login(con, "auditor")
    assert found is not None
    return Person(found[0], office.store, desk_of(office, "auditor"))


@pytest.fixture
def applicant(office: Office) -> Person:
    """Somebody of an agency of their own, which no other test changes."""
    with office.store.transaction() as con:
        account = an_account(con, Role.APPLICANT, agency_id=an_agency(con).id)
    return Person(account, office.store, desk_of(office, account.login))


def test_what_is_typed_and_chosen_in_an_application_survives_a_reload(applicant):
    draft_id = drafts.begin_draft(applicant.desk, Form.CONSULTATION)
    screen = Screen(applicant.seat.session_id, "consultation", {"id": draft_id})
    screen.shown.checkbox(key="checklist_law").check()
    screen.choose("field", "계약")
    type_into(applicant.desk, Form.CONSULTATION, "", view_a="할 수 있다.", view_b="할 수 없다.")

    screen.load()

    assert (screen.typed["view_a"], screen.typed["view_b"]) == ("할 수 있다.", "할 수 없다.")
    assert screen.shown.checkbox(key="checklist_law").value
    assert screen.shown.selectbox(key="field").value == "계약"
    assert json.loads(drafts.fetch_draft(applicant.desk, draft_id).text("checklist")) == ["law"]


def test_the_self_check_tells_at_once_what_follows_from_the_answers(applicant):
    draft_id = a_draft(applicant, Form.CONSULTATION, screening_fields())
    screen = Screen(applicant.seat.session_id, "consultation", {"id": draft_id})
    assert "답에서 나온 결과: 대상." in screen.text

    screen.shown.session_state["holds_in_dispute"] = "yes"
    screen.run()

    assert "답에서 나온 결과: 제외 대상." in screen.text
    assert "제외 대상입니다." in screen.text


def test_an_application_that_lacks_something_is_not_filed_and_keeps_its_words(applicant):
    draft_id = a_draft(applicant, Form.CONSULTATION, application_fields(view_b=""))
    screen = Screen(applicant.seat.session_id, "consultation", {"id": draft_id})

    screen.press("apply_for_consultation")

    assert screen.fault("view_b") == "을설을 입력하세요."
    assert screen.typed["view_a"] == application_fields()["view_a"]
    assert drafts.fetch_draft(applicant.desk, draft_id).text("title")


def test_an_applicant_files_and_stands_before_the_case_which_says_what_comes_next(applicant):
    draft_id = a_draft(applicant, Form.CONSULTATION, application_fields())
    screen = Screen(applicant.seat.session_id, "consultation", {"id": draft_id})

    screen.press("apply_for_consultation")

    assert list(screen.shown.query_params) == ["case"]
    assert "신청했습니다. 접수되면 번호가 붙습니다." in screen.text
    assert "감사기구가 접수하면 번호가 붙고 처리기한이 정해집니다." in screen.text
    assert not [button for button in screen.shown.button if button.key == "receive_consultation"]


def test_the_office_enters_a_paper_with_its_day_and_says_who_applies(auditor, applicant):
    draft_id = drafts.begin_draft(auditor.desk, Form.CONSULTATION)

    screen = Screen(auditor.seat.session_id, "consultation", {"id": draft_id})

    assert screen.shown.date_input(key="filed_on").value is None
    with auditor.store.reading() as con:
        name = fetch_agency(con, applicant.account.agency_id or "").name
    assert name in screen.shown.selectbox(key="agency_id").options
    assert [button.key for button in screen.shown.button if "consultation" in str(button.key)] == [
        "register_consultation"
    ]


def test_receipt_starts_the_clock_and_leads_on_to_the_screening(auditor, applicant):
    filed = an_applied_consultation(applicant)
    screen = Screen(auditor.seat.session_id, "consultation", {"case": filed.id})
    assert screen.shown.date_input(key="received_on").value == auditor.desk.today

    screen.press("receive_consultation")

    assert not screen.shown.exception
    assert "처리기한" in screen.text
    assert "대상 업무" in screen.text
    assert consultation_of(auditor.store, filed.id).number in screen.shown.title[0].value.replace("\\", "")


def test_a_receipt_on_a_day_of_rest_is_pointed_out_and_not_forbidden(auditor, applicant):
    filed = an_applied_consultation(applicant)
    screen = Screen(auditor.seat.session_id, "consultation", {"case": filed.id})
    sunday = auditor.desk.today - timedelta(days=auditor.desk.today.weekday() + 1)

    screen.shown.date_input(key="received_on").set_value(sunday)
    screen.run()

    assert "쉬는 날(일요일)입니다" in screen.text
    assert [button for button in screen.shown.button if button.key == "receive_consultation"]


def test_a_decision_against_the_answers_needs_its_reason(auditor, applicant):
    case = _received(auditor, applicant)
    screen = _opened(auditor, case)
    type_into(auditor.desk, Form.CASE_STEP, f"screen:{case.id}", **screening_fields(), eligibility="excluded")
    screen.load()

    screen.press("screen_consultation")

    assert "그 이유를 입력하세요" in screen.fault("eligibility_reason")
    assert consultation_of(auditor.store, case.id).eligibility is None


def test_a_supplement_is_asked_answered_by_the_applicant_and_the_bar_tells_of_it(auditor, applicant):
    case = _under_review(auditor, applicant)
    screen = _opened(auditor, case)
    screen.shown.session_state["work"] = "supplement"
    screen.run()
    type_into(auditor.desk, Form.CASE_STEP, f"supplement:{case.id}", question="도면을 보내 주세요.")
    screen.press("ask_supplement")
    assert "보완을 요구했습니다" in screen.text
    assert "정지 중: 오늘 재개하면" in screen.text

    theirs = _opened(applicant, case)
    assert "도면을 보내 주세요." in theirs.text
    type_into(applicant.desk, Form.CASE_STEP, f"wait:{_waits(auditor, case)[0].id}", answer="도면을 보냅니다.")
    theirs.press("answer_supplement")

    assert "보완을 냈습니다. 담당자가 이어서 검토합니다." in theirs.text
    assert "정지 중" not in theirs.text
    assert not _waits(auditor, case)[0].is_open


def test_words_for_a_question_that_somebody_else_answered_meanwhile_are_shown_and_not_lost(auditor, applicant):
    case = _asked_of_the_applicant(auditor, applicant)
    wait = _waits(auditor, case)[0]
    theirs = _opened(applicant, case)
    type_into(applicant.desk, Form.CASE_STEP, f"wait:{wait.id}", answer="쓰던 답입니다.")
    paper = a_draft(auditor, Form.CASE_STEP, {"answer": "문서로 왔습니다."}, f"wait:{wait.id}")
    supplements.answer_supplement(auditor.desk, wait.id, wait.version, paper)

    theirs.load()

    assert "먼저 끝냈습니다" in theirs.text
    assert "쓰던 답입니다." in theirs.text
    assert "문서로 왔습니다." not in theirs.typed.values()


def test_a_body_that_is_asked_sees_the_question_and_its_answer_form_and_nothing_else(office, auditor, applicant):
    case = _of_another_agency(office, auditor, applicant)

    screen = _opened(applicant, case)

    assert "귀 기관의 의견을 묻습니다." in screen.text
    assert application_fields()["request"] in screen.text
    for hidden in ("background", "view_a", "view_b", "opinion", "self_review", "applicant_name"):
        assert application_fields()[hidden] not in screen.text
    assert "처리기한" not in screen.text
    assert [button.key for button in screen.shown.button] == ["answer_inquiry"]


def test_a_body_answers_and_then_sees_what_it_said(office, auditor, applicant):
    case = _of_another_agency(office, auditor, applicant)
    screen = _opened(applicant, case)
    type_into(applicant.desk, Form.CASE_STEP, f"wait:{_waits(auditor, case)[0].id}", answer="이견이 없습니다.")

    screen.press("answer_inquiry")

    assert "지금 답할 것이 없습니다" in screen.text
    assert "이견이 없습니다." in screen.text


def test_a_wait_entered_wrongly_is_cancelled_with_its_reason(auditor, applicant):
    case = _asked_of_the_applicant(auditor, applicant)
    screen = _opened(auditor, case)
    screen.shown.session_state["work"] = "cancel"
    screen.run()
    wait = _waits(auditor, case)[0]
    screen.choose("cancelled_wait", wait.id)
    type_into(auditor.desk, Form.CASE_STEP, f"cancel:{wait.id}", reason="다른 사건에 보낼 것이었다.")

    screen.press("cancel_suspension")

    assert "정지 중" not in screen.text
    assert _waits(auditor, case)[0].cancel_reason == "다른 사건에 보낼 것이었다."


def test_an_applicant_never_sees_what_the_office_decided_of_the_screening(auditor, applicant):
    case = _under_review(auditor, applicant)
    screen = _opened(applicant, case)

    screen.choose_part("screening")

    assert "마지막 판단은 감사기구가 합니다" in screen.text
    assert "대상 업무에 해당한다." not in screen.text


def test_a_case_withdrawn_says_so_and_offers_no_step(auditor, applicant):
    case = _received(auditor, applicant)
    screen = _opened(applicant, case)
    type_into(applicant.desk, Form.CASE_STEP, f"withdraw:{case.id}", withdrawal_reason="필요가 없어졌다.")

    screen.press("withdraw_consultation")

    assert screen.shown.subheader[0].value == plain("상태: 취하")
    assert not _opened(auditor, case).shown.button


def test_a_case_or_draft_that_is_not_there_leads_back_to_the_list(applicant):
    for query in ({"number": "2026-사전-9999"}, {"case": "never-was"}, {"id": "never-was"}):
        screen = Screen(applicant.seat.session_id, "consultation", query)

        assert "찾을 수 없거나 볼 권한이 없습니다" in screen.text
        assert "consultations" in screen.links


def _opened(person: Person, case: Consultation) -> Screen:
    return Screen(person.seat.session_id, "consultation", {"case": case.id})


def _received(handler: Person, applicant: Person, **changes: str) -> Consultation:
    return a_received_consultation(handler, applicant, received_on=handler.desk.today.isoformat(), **changes)


def _under_review(handler: Person, applicant: Person) -> Consultation:
    case = _received(handler, applicant)
    return _screened(handler, case)


def _screened(handler: Person, case: Consultation) -> Consultation:
    fields = screening_fields() | {"eligibility": "eligible", "eligibility_reason": "대상 업무에 해당한다."}
    consultations.screen_consultation(handler.desk, case.id, case.version, fields)
    return consultation_of(handler.store, case.id)


def _asked_of_the_applicant(handler: Person, applicant: Person) -> Consultation:
    case = _under_review(handler, applicant)
    fields = {"question": "도면을 보내 주세요.", "due_on": handler.desk.today.isoformat()}
    supplements.ask_supplement(handler.desk, case.id, case.version, fields)
    return consultation_of(handler.store, case.id)


def _of_another_agency(office: Office, handler: Person, asked: Person) -> Consultation:
    """A case of another agency on which the asked person's own is asked for its view."""
    with office.store.reading() as con:
        others = [
            agency.id for agency in list_agencies(con) if agency.is_active and agency.id != asked.account.agency_id
        ]
    today = handler.desk.today.isoformat()
    fields = application_fields(applicant_kind="agency", agency_id=others[0], filed_on=today)
    case_id = consultations.register_consultation(handler.desk, a_draft(handler, Form.CONSULTATION, fields))
    received = {"received_on": today, "received_at": "09:30"}
    consultations.receive_consultation(handler.desk, case_id, 1, received)
    case = _screened(handler, consultation_of(handler.store, case_id))
    question = {"question": "귀 기관의 의견을 묻습니다.", "due_on": today, "kind": "query"}
    question |= {"agency_id": asked.account.agency_id or ""}
    inquiries.ask_body(handler.desk, case.id, case.version, question)
    return consultation_of(handler.store, case.id)


def _waits(person: Person, case: Consultation) -> list[Suspension]:
    with person.store.reading() as con:
        return list_suspensions(con, case.id)
