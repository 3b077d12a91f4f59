"""What moved the clock of a consultation: waits, extensions, and what the applicant was told."""

import streamlit as st

from casebase.casework.consultation_views import ConsultationView
from casebase.domain.suspension import SUSPENSION_LABELS, Extension, Suspension, SuspensionKind
from casebase.korean.dates import official_date, official_span
from casebase.law.extensions import grounds_on
from casebase.ui.marks import passage, plain


def course_view(view: ConsultationView) -> None:
    """Show each in the order it came; outside, nothing of what the office asked other bodies but that it did."""
    course = view.course
    if not (course.suspensions or course.extensions or course.progress_notices):
        st.info("정지하거나 연장한 기록이 없습니다.")
    for wait in course.suspensions:
        with st.container(border=True):
            _wait(view, wait)
    for extension in course.extensions:
        with st.container(border=True):
            _extension(view, extension)
    for notice in course.progress_notices:
        told = f"{official_date(notice.told_on)} 진행상황 통지 · {official_date(notice.expected_on)} 예정"
        passage(told, notice.text)


def _wait(view: ConsultationView, wait: Suspension) -> None:
    state = "취소함" if wait.cancelled_on else ("진행 중" if wait.is_open else "끝남")
    span = official_span(wait.begins_on, wait.ends_on) if wait.ends_on else f"{official_date(wait.begins_on)}부터"
    st.markdown(
        f"**{SUSPENSION_LABELS[wait.kind]}** · {plain(' · '.join(p for p in (wait.asked_of, span, state) if p))}"
    )
    told = [f"{official_date(wait.due_on)}까지" if wait.due_on else ""]
    if view.is_inside and wait.reminded_on:
        told.append(f"{official_date(wait.reminded_on)} 독촉")
    if any(told):
        st.caption(plain(" · ".join(part for part in told if part)))
    if view.is_inside or wait.kind == SuspensionKind.SUPPLEMENT:
        passage("내용", wait.question)
        passage("답", wait.answer)
    passage("취소 사유", wait.cancel_reason)


def _extension(view: ConsultationView, extension: Extension) -> None:
    grounds = {g.code: g.label for g in grounds_on(extension.decided_on, view.consultation.is_petition)}
    st.markdown(
        f"**{extension.position}차 연장 {extension.days}일** · "
        + plain(f"{official_date(extension.decided_on)} 결정 · {grounds.get(extension.ground, extension.ground)}")
    )
    told = []
    if extension.consented_on:
        told.append(f"{official_date(extension.consented_on)} 신청인 동의")
    if extension.notified_on:
        told.append(f"{official_date(extension.notified_on)} 신청인에게 알림")
    if told:
        st.caption(plain(" · ".join(told)))
    passage("까닭", extension.reason)
