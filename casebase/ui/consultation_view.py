"""One consultation as people read it."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from casebase.access.act import Act
from casebase.casework.consultation_views import ConsultationView
from casebase.casework.ledger import SUPPLIED
from casebase.casework.opinion_views import outcome_labels
from casebase.domain.consultation import CONSULTATION_STATUS_LABELS, RUNNING, ConsultationStatus
from casebase.domain.opinion import OPINION_OUTCOME_LABELS, OpinionKind
from casebase.domain.suspension import SUSPENSION_LABELS
from casebase.korean.dates import official_date
from casebase.ui.application_view import application_view, screening_view
from casebase.ui.case_forms import withdraw_form
from casebase.ui.consultation_steps import next_step
from casebase.ui.course_view import course_view
from casebase.ui.deadline_bar import deadline_bar
from casebase.ui.feedback import errors_shown
from casebase.ui.marks import demo_mark, passage, plain, timeline
from casebase.ui.materials import materials
from casebase.ui.opinion_paper import opinion_papers
from casebase.ui.publication_offers import publication_offers
from casebase.ui.session import desk
from casebase.ui.thread import thread
from casebase.ui.wait_forms import wait_form

PartView = Callable[[ConsultationView], None]


def consultation_view(view: ConsultationView) -> None:
    """Show a case: where it stands and until when, what to do, then what must be known."""
    case = view.consultation
    st.title(plain(f"{case.number} {case.application.title}".strip()))
    demo_mark(case.is_demo, case.source)
    if view.is_asked_only:
        _asked(view)
        return
    st.subheader(plain(_standing(view)))
    opinion_papers(view)
    deadline_bar(view.course, desk().today, _issued_on(view))
    if view.course.count_notices_owed and Act.TELL_PROGRESS in view.permitted:
        st.warning("진행상황을 알릴 때가 지났습니다. ‘진행상황 통지’를 골라 알린 날과 내용을 기록하세요.")
    with st.container(key="next_step"):
        next_step(view)
    _parts(view)
    publication_offers("consultation", case.id)
    withdraw_form(view)


def _asked(view: ConsultationView) -> None:
    """Show a body what it was asked, and the form to answer one question after the other."""
    waits = view.course.suspensions
    still_open = next((wait for wait in waits if wait.is_open), None)
    if still_open is not None:
        st.subheader("의견을 묻습니다")
        with errors_shown():
            wait_form(view, still_open)
    else:
        st.info("지금 답할 것이 없습니다. 아래는 전에 답한 내용입니다.")
    passage("신청사항", view.consultation.application.request)
    passage("관련 법령", view.consultation.application.law)
    for wait in waits:
        if wait.ends_on is not None and wait.is_in_force:
            answered = f"{SUSPENSION_LABELS[wait.kind]} · {official_date(wait.ends_on)} 회신"
            passage(answered, f"물음: {wait.question}\n회신: {wait.answer}")


def _standing(view: ConsultationView) -> str:
    """Say where the case stands and, once it is told, how it was answered."""
    label = CONSULTATION_STATUS_LABELS[view.status]
    told, answer = f"상태: {label}", view.answer.in_force
    if answer is None or OPINION_OUTCOME_LABELS[answer.outcome] == label:
        return told
    if answer.kind == OpinionKind.WITHDRAWAL:
        return f"{told} · 의견 취소됨"
    return f"{told} · {outcome_labels(desk())[answer.outcome]}"


def _issued_on(view: ConsultationView) -> date | None:
    """Return the day the clock ended: the newest answer's, as far as it may be known; None while it runs."""
    if view.status in RUNNING:
        return None
    answers = [opinion.document_id for opinion in view.answer.opinions if opinion.kind == OpinionKind.ANSWER]
    return next((document.issued_on for document in view.documents if document.id in answers), None)


def _parts(view: ConsultationView) -> None:
    """Show one part of the record at a time."""
    supplied = sum(file.role == SUPPLIED for file in view.files)
    parts: dict[str, tuple[str, PartView]] = {
        "application": ("신청 내용", application_view),
        "screening": ("대상 여부", screening_view),
        "course": ("정지·연장", course_view),
        "materials": (f"자료 {supplied}" if supplied else "자료", materials),
        "thread": (f"메시지 {len(view.messages)}" if view.messages else "메시지", thread),
        "timeline": ("처리 경과", lambda view: timeline(view.timeline)),
    }
    if view.status == ConsultationStatus.DRAFTING:
        parts = {code: parts[code] for code in ("application", "timeline")}
    chosen = st.pills(
        "사건 기록", list(parts), default="application", format_func=lambda code: parts[code][0], key="part"
    )
    with st.container(key="record"):
        parts[chosen or "application"][1](view)
