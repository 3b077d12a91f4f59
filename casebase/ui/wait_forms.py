"""Ending what a consultation waits for: the applicant's supplement, a body's answer, or an event that is over."""

import streamlit as st

from casebase.access.act import Act
from casebase.casework import drafts, inquiries, supplements, suspensions
from casebase.casework.consultation_views import ConsultationView
from casebase.casework.ledger import SUPPLIED
from casebase.domain.draft import Form
from casebase.domain.suspension import ASKED_KINDS, SUSPENSION_LABELS, Suspension, SuspensionKind
from casebase.korean.dates import official_date
from casebase.korean.text import particle
from casebase.ui import fields
from casebase.ui.case_step import end_step, step_button, step_draft
from casebase.ui.feedback import fault_of
from casebase.ui.marks import passage, plain
from casebase.ui.own_draft import is_touched, offer_discard
from casebase.ui.photos import photo_picker
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_STEP = "wait"


def ending_act(wait: Suspension) -> Act:
    """Return the act by which a wait of its kind ends."""
    if wait.kind == SuspensionKind.SUPPLEMENT:
        return Act.ANSWER_SUPPLEMENT
    return Act.ANSWER_INQUIRY if wait.kind in ASKED_KINDS else Act.END_SUSPENSION


def wait_label(view: ConsultationView, wait: Suspension) -> str:
    """Return the name of the step that ends a wait."""
    if wait.kind == SuspensionKind.SUPPLEMENT:
        return "보완 도착 기록" if view.is_inside else "보완 제출"
    if wait.kind in ASKED_KINDS:
        return f"{wait.asked_of} 회신" if view.is_inside else "회신"
    return f"{SUSPENSION_LABELS[wait.kind]} 끝"


def wait_form(view: ConsultationView, wait: Suspension) -> None:
    """Show what was asked, and let it be answered or said to be over."""
    _asked(view, wait)
    if wait.kind == SuspensionKind.SUPPLEMENT:
        _supplement(view, wait)
    elif wait.kind in ASKED_KINDS:
        _inquiry(view, wait)
    else:
        draft = step_draft(_STEP, wait.id)
        fields.day(draft, "ends_on", "끝난 날(비우면 오늘)", latest=desk().today)
        told = "정지를 끝냈습니다. 처리기한이 어떻게 바뀌었는지 막대에서 확인하세요."
        step_button(draft, "end_suspension", "정지 끝 기록", suspensions.end_suspension, wait.id, wait.version, told)


def overtaken_answers(view: ConsultationView) -> None:
    """Show what a person was still typing for a wait that somebody else ended or cancelled meanwhile."""
    for wait in view.course.suspensions:
        draft = None if wait.is_open else drafts.find_draft_of(desk(), Form.CASE_STEP, f"{_STEP}:{wait.id}")
        if draft is None or not is_touched(draft):
            continue
        label = SUSPENSION_LABELS[wait.kind]
        who = view.names.get(wait.ended_by or "", "다른 사람")
        how = "취소했습니다" if wait.cancelled_on else f"{who}{particle(who, '이/가')} 먼저 끝냈습니다"
        st.warning(plain(f"쓰던 사이에 {label}{particle(label, '을/를')} {how}. 쓰던 내용은 아래에 그대로 있습니다."))
        passage("쓰던 내용", draft.text("answer"))
        offer_discard(draft)
        return


def _asked(view: ConsultationView, wait: Suspension) -> None:
    begun = "요구" if wait.kind == SuspensionKind.SUPPLEMENT else ("보냄" if wait.kind in ASKED_KINDS else "시작")
    due = f" · {official_date(wait.due_on)}까지" if wait.due_on else ""
    passage(f"{SUSPENSION_LABELS[wait.kind]} · {official_date(wait.begins_on)} {begun}{due}", wait.question)
    if wait.due_on is not None and wait.due_on < desk().today:
        st.error(f"기한이 {(desk().today - wait.due_on).days}일 지났습니다.")
    if view.is_inside and wait.reminded_on is not None:
        st.caption(plain(f"{official_date(wait.reminded_on)} 독촉함"))


def _supplement(view: ConsultationView, wait: Suspension) -> None:
    draft = step_draft(_STEP, wait.id)
    typed_text(draft, "answer", "보완 내용(파일만 내면 비움)", lines=5, fault=fault_of("answer"))
    photo_picker(draft, name="supplement_files", role=SUPPLIED, accept="", capture=False, label="보완 자료")
    if view.is_inside:
        fields.day(draft, "ends_on", "보완이 도착한 날(비우면 오늘)", latest=desk().today)
    with st.container(horizontal=True):
        if st.button(wait_label(view, wait), key="answer_supplement", type="primary"):
            command = desk("answer_supplement", wait.id, wait.version, draft.id)
            supplements.answer_supplement(command, wait.id, wait.version, draft.id)
            told = "보완을 냈습니다. 담당자가 이어서 검토합니다."
            end_step("보완이 도착한 것을 기록했습니다. 이어서 검토하세요." if view.is_inside else told)
        _remind(view, wait)


def _inquiry(view: ConsultationView, wait: Suspension) -> None:
    draft = step_draft(_STEP, wait.id)
    typed_text(draft, "answer", "회신 내용", lines=5, required=True, fault=fault_of("answer"))
    if view.is_inside:
        fields.day(draft, "ends_on", "회신이 도착한 날(비우면 오늘)", latest=desk().today)
    with st.container(horizontal=True):
        told = "회신을 기록했습니다." if view.is_inside else "회신했습니다. 감사합니다."
        label = "회신 기록" if view.is_inside else "회신 보내기"
        step_button(draft, "answer_inquiry", label, inquiries.answer_inquiry, wait.id, wait.version, told)
        _remind(view, wait)


def _remind(view: ConsultationView, wait: Suspension) -> None:
    if Act.REMIND_BODY not in view.permitted or wait.reminded_on == desk().today:
        return
    if st.button("독촉 기록", key="remind_body"):
        inquiries.remind_body(desk("remind_body", wait.id, wait.version), wait.id, wait.version)
        end_step("독촉한 것을 기록했습니다.")
