"""Receiving a consultation, giving it to people, linking it, withdrawing it."""

import json

import streamlit as st

from casebase.access.act import Act
from casebase.casework import consultations
from casebase.casework.consultation_offers import rest_day
from casebase.casework.consultation_views import ConsultationView, case_handlers
from casebase.domain.consultation import NEXT, ConsultationStatus
from casebase.korean.dates import SEOUL, clock_time, official_date
from casebase.ui import fields
from casebase.ui.case_step import step_button, step_draft
from casebase.ui.feedback import errors_shown, fault_of
from casebase.ui.marks import plain
from casebase.ui.own_draft import is_touched
from casebase.ui.session import desk, now
from casebase.ui.typed import typed_text


def receive_form(view: ConsultationView) -> None:
    """Receive an application: from here on its clock runs."""
    case = view.consultation
    draft = step_draft("receive", case.id, _right_now)
    st.caption(
        "접수하면 번호가 붙고 처리기한이 흐르기 시작합니다. 담당자는 접수한 사람이 되며 나중에 바꿀 수 있습니다."
    )
    left, right = st.columns(2)
    with left:
        received_on = fields.day(draft, "received_on", "접수일", required=True, latest=desk().today)
    with right:
        fields.clock(draft, "received_at", "접수 시각", required=True)
    if received_on is not None and (name := rest_day(desk(), received_on)):
        st.warning(
            plain(f"{official_date(received_on)}은 쉬는 날({name})입니다. 그날 도착한 것이 맞으면 그대로 접수하세요.")
        )
    told = "접수했습니다. 처리기한이 흐르기 시작했습니다. 대상 여부를 판단하세요."
    step_button(draft, "receive_consultation", "접수", consultations.receive_consultation, case.id, case.version, told)


def assign_form(view: ConsultationView) -> None:
    """Let the head, or the handler, give the case to a handler and to others who own it beside them."""
    case = view.consultation
    people = {account.id: account.name for account in case_handlers(desk())}
    begun = {"handler_id": case.handler_id or "", "co_handler_ids": json.dumps(case.co_handler_ids)}
    draft = step_draft("assign", case.id, lambda: begun)
    left, right = st.columns(2)
    with left:
        fields.choice(draft, "handler_id", "담당자", people, required=True)
    with right:
        fields.several(draft, "co_handler_ids", "함께 담당할 사람(다른 부서 포함)", people)
    told = "담당자를 정했습니다."
    step_button(
        draft, "assign_consultation", "담당자 지정", consultations.assign_consultation, case.id, case.version, told
    )


def site_check_form(view: ConsultationView) -> None:
    """Link a visit that was made to check on site."""
    case = view.consultation
    draft = step_draft("site_check", case.id)
    st.caption("현지조사는 방문으로 기록합니다. 기록을 마친 방문의 번호를 입력하세요.")
    example = "예: 2026-방문-0001"
    typed_text(draft, "visit_number", "방문 번호", required=True, fault=fault_of("visit_number"), placeholder=example)
    told = "현지조사를 연결했습니다."
    step_button(draft, "link_site_check", "현지조사 연결", consultations.link_site_check, case.id, case.version, told)


def sibling_form(view: ConsultationView) -> None:
    """Link a similar case."""
    case = view.consultation
    draft = step_draft("sibling", case.id)
    name, example = "sibling_number", "예: 2026-사전-0001"
    typed_text(draft, name, "유사 사건 번호", required=True, fault=fault_of(name), placeholder=example)
    told = "유사 사건을 연결했습니다."
    step_button(draft, "link_sibling", "유사 사건 연결", consultations.link_sibling, case.id, case.version, told)


def withdraw_form(view: ConsultationView) -> None:
    """Let the applicant, or the handler for them, withdraw the application while it is open."""
    case, name = view.consultation, "withdrawal_reason"
    may_end = ConsultationStatus.WITHDRAWN in NEXT[case.status] and case.status != ConsultationStatus.DRAFTING
    may_end = may_end and view.answer.in_force is None  # a proposed correction waits; the opinion stands
    if Act.WITHDRAW_CONSULTATION not in view.permitted or not may_end:
        return
    with errors_shown():
        draft = step_draft("withdraw", case.id)
        is_draft = case.status == ConsultationStatus.DRAFTING
        with st.expander(
            "신청하지 않고 끝내기" if is_draft else "신청 취하", expanded=is_touched(draft) or bool(fault_of(name))
        ):
            typed_text(draft, name, "취하 사유", lines=3, required=True, fault=fault_of(name))
            act = consultations.withdraw_consultation
            told = "신청을 취하했습니다."
            step_button(draft, "withdraw_consultation", "취하", act, case.id, case.version, told, is_primary=False)


def _right_now() -> dict[str, str]:
    korean = now().astimezone(SEOUL)
    return {"received_on": korean.date().isoformat(), "received_at": clock_time(korean.time())}
