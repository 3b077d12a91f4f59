"""What moves a consultation's clock: asking the applicant or another body, other waits, extension, progress."""

import streamlit as st

from casebase.casework import extensions, inquiries, supplements, suspensions
from casebase.casework.consultation_offers import Offers, offers
from casebase.casework.consultation_views import ConsultationView
from casebase.domain.draft import Draft
from casebase.domain.suspension import SUSPENSION_LABELS, Suspension, SuspensionKind
from casebase.korean.dates import official_date, official_span
from casebase.ui import fields
from casebase.ui.case_step import step_button, step_draft
from casebase.ui.feedback import fault_of, show_fault
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_BODY_KINDS = (SuspensionKind.QUERY, SuspensionKind.HIGHER, SuspensionKind.EXPERT)
_EVENT_KINDS = tuple(kind for kind in SuspensionKind if kind in suspensions.EVENT_KINDS)


def supplement_form(view: ConsultationView) -> None:
    """Ask the applicant to complete the application."""
    case = view.consultation
    due_on = offers(desk(), case.id).supplement_due_on.isoformat()
    draft = step_draft("supplement", case.id, lambda: {"due_on": due_on})
    st.caption("보내면 신청인의 ‘오늘’ 화면에 나타납니다. 처리기한이 어떻게 바뀌는지는 위의 막대에 보입니다.")
    typed_text(draft, "question", "보완할 내용", lines=5, required=True, fault=fault_of("question"))
    show_fault("kind")
    _sent_and_due(draft, "보완을 요구한 날(비우면 오늘)", "보완 기한")
    told = "보완을 요구했습니다. 처리기한이 어떻게 바뀌었는지 막대에서 확인하세요."
    step_button(draft, "ask_supplement", "보완 요구하기", supplements.ask_supplement, case.id, case.version, told)


def body_form(view: ConsultationView) -> None:
    """Ask another body, the higher body or an expert; the case stays open under its number."""
    case = view.consultation
    offered = offers(desk(), case.id)
    draft = step_draft("body", case.id, lambda: {"due_on": offered.query_due_on.isoformat()})
    kinds = {kind.value: SUSPENSION_LABELS[kind] for kind in _BODY_KINDS}
    kind = fields.pills(draft, "kind", "무엇을 합니까", kinds, required=True)
    if kind == SuspensionKind.HIGHER:
        _higher(draft, offered)
    names = {agency.id: agency.name for agency in offered.bodies}
    fields.choice(draft, "agency_id", "물을 기관(이 시스템에 계정이 있는 곳)", names)
    typed_text(draft, "asked_of", "목록에 없으면 기관·부서·전문가 이름", fault=fault_of("asked_of"))
    typed_text(draft, "question", "물을 내용", lines=5, required=True, fault=fault_of("question"))
    _sent_and_due(draft, "보낸 날(비우면 오늘)", "회신 기한")
    told = "조회·의뢰를 기록했습니다. 회신이 오면 이 화면에 입력하세요."
    step_button(draft, "ask_body", "조회·의뢰 기록", inquiries.ask_body, case.id, case.version, told)


def event_form(view: ConsultationView) -> None:
    """Record that something else keeps the case waiting."""
    case = view.consultation
    draft = step_draft("event", case.id)
    kinds = {kind.value: SUSPENSION_LABELS[kind] for kind in _EVENT_KINDS}
    fields.pills(draft, "kind", "정지 사유", kinds, required=True)
    typed_text(draft, "question", "정지 내용", lines=3, required=True, fault=fault_of("question"))
    fields.day(draft, "begins_on", "시작한 날(비우면 오늘)", latest=desk().today)
    told = "정지를 기록했습니다. 끝나면 그 날짜를 기록하세요."
    step_button(draft, "begin_suspension", "정지 기록", suspensions.begin_suspension, case.id, case.version, told)


def extension_form(view: ConsultationView) -> None:
    """Extend the period, on one of the permitted grounds."""
    case = view.consultation
    offered = offers(desk(), case.id)
    draft = step_draft("extend", case.id)
    st.caption(
        f"한 번에 {offered.longest_extension_days}일까지 연장할 수 있습니다. 까닭과 새 기한을 신청인에게 알립니다."
    )
    left, right = st.columns(2)
    with left:
        typed_text(draft, "days", "연장할 일수", required=True, fault=fault_of("days"))
    with right:
        grounds = {ground.code: ground.label for ground in offered.extension_grounds}
        fields.choice(draft, "ground", "연장 사유", grounds, required=True)
    typed_text(draft, "reason", "신청인에게 알릴 까닭", lines=3, required=True, fault=fault_of("reason"))
    if offered.needs_consent:
        st.caption("한 번 더 연장하려면 신청인의 동의가 필요합니다.")
        fields.day(draft, "consented_on", "신청인이 동의한 날", required=True, latest=desk().today)
    else:
        show_fault("consented_on")
    told = "처리기한을 연장했습니다. 신청인에게 새 기한을 알리세요."
    step_button(draft, "extend_period", "기한 연장", extensions.extend_period, case.id, case.version, told)


def progress_form(view: ConsultationView) -> None:
    """Record that the applicant was told how far the case is."""
    case = view.consultation
    draft = step_draft("progress", case.id, lambda: {"told_on": desk().today.isoformat()})
    st.caption("신청인에게 알린 뒤, 알린 날과 내용을 여기에 기록합니다.")
    fields.day(draft, "told_on", "알린 날", required=True, latest=desk().today)
    typed_text(draft, "text", "알린 내용(진행상황과 예정일)", lines=3, required=True, fault=fault_of("text"))
    told = "진행상황을 알린 것을 기록했습니다."
    step_button(draft, "tell_progress", "통지 기록", extensions.tell_progress, case.id, case.version, told)


def cancel_form(view: ConsultationView) -> None:
    """Cancel a wait that was entered wrongly; it stays on record and moves nothing."""
    waits = {wait.id: wait for wait in view.course.suspensions if wait.is_in_force and wait.kind in suspensions.BY_HAND}
    st.caption("취소한 기록은 남지만 처리기한을 움직이지 않습니다.")
    chosen = st.selectbox(
        "취소할 기록",
        list(waits),
        index=None,
        format_func=lambda wait_id: wait_told(waits[wait_id]),
        key="cancelled_wait",
        placeholder="고르세요",
    )
    if chosen is None:
        return
    wait = waits[chosen]
    draft = step_draft("cancel", wait.id)
    typed_text(draft, "reason", "취소 사유", lines=2, required=True, fault=fault_of("reason"))
    told = "기록을 취소했습니다. 처리기한을 다시 셌습니다."
    step_button(draft, "cancel_suspension", "기록 취소", suspensions.cancel_suspension, wait.id, wait.version, told)


def wait_told(wait: Suspension) -> str:
    """Return a wait in one line: "보완요구 2026. 3. 2.~3. 9."."""
    name = f"{SUSPENSION_LABELS[wait.kind]} {wait.asked_of}".rstrip()
    if wait.ends_on is None:
        return f"{name} {official_date(wait.begins_on)}부터"
    return f"{name} {official_span(wait.begins_on, wait.ends_on)}"


def _higher(draft: Draft, offered: Offers) -> None:
    st.caption(f"의뢰할 수 있는 곳: {', '.join(offered.higher_bodies)}. 의뢰해도 사건은 이 번호로 계속됩니다.")
    grounds = {ground.code: f"{ground.label}: {ground.question}" for ground in offered.escalation_grounds}
    fields.choice(draft, "ground", "의뢰 사유", grounds, required=True)


def _sent_and_due(draft: Draft, sent: str, due: str) -> None:
    left, right = st.columns(2)
    with left:
        fields.day(draft, "begins_on", sent, latest=desk().today)
    with right:
        fields.day(draft, "due_on", due, required=True)
