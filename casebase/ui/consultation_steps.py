"""The steps of a consultation: only those that are this person's and possible now, the one that is due first."""

from collections.abc import Callable, Iterator
from functools import partial

import streamlit as st

from casebase.access.act import Act
from casebase.casework.consultation_views import ConsultationView
from casebase.casework.consultations import SCREENABLE
from casebase.casework.suspensions import UNDER_WAY
from casebase.domain.consultation import RUNNING, ConsultationStatus
from casebase.domain.suspension import SuspensionKind
from casebase.korean.text import particle
from casebase.ui.case_forms import assign_form, receive_form, sibling_form, site_check_form
from casebase.ui.case_step import is_step_done
from casebase.ui.course_forms import (
    body_form,
    cancel_form,
    event_form,
    extension_form,
    progress_form,
    supplement_form,
)
from casebase.ui.draft_filling import begin_from_visit
from casebase.ui.feedback import errors_shown, forget_faults, show_faults_summary
from casebase.ui.follow_up_form import follow_up_step
from casebase.ui.marks import plain
from casebase.ui.opinion_form import opinion_step
from casebase.ui.screening_form import screening_form
from casebase.ui.wait_forms import ending_act, overtaken_answers, wait_form, wait_label

StepForm = Callable[[ConsultationView], None]
# Code, name and form of a step.
Step = tuple[str, str, StepForm]

_ASSIGNABLE = RUNNING | {ConsultationStatus.APPLIED, ConsultationStatus.FOLLOW_UP}
_FOLLOWED = frozenset({ConsultationStatus.NOTIFIED, ConsultationStatus.FOLLOW_UP, ConsultationStatus.CLOSED})
_LINKABLE = frozenset(ConsultationStatus) - {ConsultationStatus.DRAFTING, ConsultationStatus.WITHDRAWN}

_BEFORE_OPINION = SCREENABLE | {
    ConsultationStatus.DRAFTING,
    ConsultationStatus.APPLIED,
    ConsultationStatus.WITHDRAWN,
}
# Steps that open by themselves; the others stand aside until they are chosen. Those that end a wait begin so.
_DUE = frozenset({"complete", "receive", "screen", "opinion"})
_WAIT = "wait_"

# What is told to an applicant who has nothing to do.
_WAITING = {
    ConsultationStatus.APPLIED: "신청했습니다. 감사기구가 접수하면 번호가 붙고 처리기한이 정해집니다.",
    ConsultationStatus.RECEIVED: "접수되었습니다. 감사기구가 대상인지 살피고 있습니다.",
    ConsultationStatus.UNDER_REVIEW: "감사기구가 검토하고 있습니다. 물어볼 것이 있으면 메시지를 보내세요.",
}


def next_step(view: ConsultationView) -> None:
    """Show what this person can do now, the step that is due opened first."""
    _answered(view)
    overtaken_answers(view)
    steps = list(_steps(view))
    if not any(_is_due(code) for code, _, _ in steps):
        _say_waiting(view)
    form = _chosen(view, steps) if steps else None
    if form is not None:
        with errors_shown():
            if form is not opinion_step:  # it says itself what must be mended
                show_faults_summary()
            form(view)


def _answered(view: ConsultationView) -> None:
    """Show the opinion and what came of it; while the office waits for a report, that comes first."""
    shown = [opinion_step] if view.status not in _BEFORE_OPINION else []
    shown += [follow_up_step] if view.status in _FOLLOWED else []
    if view.is_inside and view.status == ConsultationStatus.FOLLOW_UP:
        shown.reverse()
    for show in shown:
        show(view)


def _chosen(view: ConsultationView, steps: list[Step]) -> StepForm | None:
    """Let the person choose a step. What is due is open from the start, and again once a step was done."""
    codes, labels = [code for code, _, _ in steps], {code: plain(label) for code, label, _ in steps}
    first = codes[0] if _is_due(codes[0]) else None
    standing = (view.consultation.id, view.status)
    is_new = is_step_done() or st.session_state.get("work_of") != standing
    if is_new or st.session_state.get("work") not in codes:
        st.session_state["work"] = first
    st.session_state["work_of"] = standing
    if len(steps) > 1 or first is None:
        name = "할 일" if first else "그 밖에 할 수 있는 일"
        st.pills(name, codes, format_func=lambda code: labels[code], key="work", on_change=forget_faults)
    chosen = st.session_state["work"] or first
    if chosen:
        st.subheader(labels[chosen])
    return next((form for code, _, form in steps if code == chosen), None)


def _is_due(code: str) -> bool:
    return code in _DUE or code.startswith(_WAIT)


def _say_waiting(view: ConsultationView) -> None:
    """Say what the case waits for where this person need not do anything."""
    handler = view.names.get(view.consultation.handler_id or "", "")
    if view.is_inside and handler and view.status in SCREENABLE:
        st.info(plain(f"담당자 {handler}{particle(handler, '이/가')} 처리하고 있습니다."))
    elif view.status == ConsultationStatus.WITHDRAWN:
        st.info("취하한 신청입니다. 취하한 날과 사유는 아래 ‘처리 경과’에 있습니다.")
    elif not view.is_inside and view.status in _WAITING:
        st.info(_WAITING[view.status])


def _steps(view: ConsultationView) -> Iterator[Step]:
    """Yield what may be done now, in the order of the work."""
    yield from _of_application(view)
    yield from _of_waits(view)
    yield from _of_review(view)
    yield from _of_course(view)
    yield from _of_case(view)


def _of_application(view: ConsultationView) -> Iterator[Step]:
    status, permitted = view.status, view.permitted
    if status == ConsultationStatus.DRAFTING and Act.REGISTER_CONSULTATION in permitted:
        yield "complete", "신청서 작성", _complete_form
    if status == ConsultationStatus.APPLIED and Act.RECEIVE_CONSULTATION in permitted:
        yield "receive", "접수", receive_form
    if status == ConsultationStatus.RECEIVED and Act.SCREEN_CONSULTATION in permitted:
        yield "screen", "대상 여부 판단", screening_form


def _of_waits(view: ConsultationView) -> Iterator[Step]:
    if view.consultation.status not in UNDER_WAY:
        return
    for wait in view.course.suspensions:
        if wait.is_open and ending_act(wait) in view.permitted:
            yield f"{_WAIT}{wait.id}", wait_label(view, wait), partial(wait_form, wait=wait)


def _of_review(view: ConsultationView) -> Iterator[Step]:
    if view.status != ConsultationStatus.UNDER_REVIEW:
        return
    if Act.PROPOSE_OPINION in view.permitted:
        yield "opinion", "의견안", opinion_step
    if Act.SCREEN_CONSULTATION in view.permitted:
        yield "screen", "대상 여부 다시 판단", screening_form


def _of_course(view: ConsultationView) -> Iterator[Step]:
    status, permitted, waits = view.consultation.status, view.permitted, view.course.suspensions
    is_supplemented = any(wait.is_open and wait.kind == SuspensionKind.SUPPLEMENT for wait in waits)
    offered: list[tuple[bool, Act, Step]] = [
        (not is_supplemented, Act.ASK_SUPPLEMENT, ("supplement", "보완요구", supplement_form)),
        (True, Act.ASK_BODY, ("body", "의견조회·의뢰", body_form)),
        (True, Act.BEGIN_SUSPENSION, ("event", "그 밖의 정지", event_form)),
        (any(w.is_in_force for w in waits), Act.CANCEL_SUSPENSION, ("cancel", "정지 기록 취소", cancel_form)),
        (True, Act.EXTEND_PERIOD, ("extend", "기한 연장", extension_form)),
    ]
    if status in UNDER_WAY:
        yield from (step for is_possible, act, step in offered if is_possible and act in permitted)
    if status in RUNNING and Act.TELL_PROGRESS in permitted:
        yield "progress", "진행상황 통지", progress_form


def _of_case(view: ConsultationView) -> Iterator[Step]:
    status, permitted = view.consultation.status, view.permitted
    if status in SCREENABLE and Act.LINK_SITE_CHECK in permitted:
        yield "site_check", "현지조사 연결", site_check_form
    if status in _LINKABLE and Act.LINK_SIBLING in permitted:
        yield "sibling", "유사 사건 연결", sibling_form
    if status in _ASSIGNABLE and Act.ASSIGN_CONSULTATION in permitted:
        yield "assign", "담당자 지정", assign_form


def _complete_form(view: ConsultationView) -> None:
    """Offer to complete what a visit opened: the form begins with what is already known."""
    st.caption("방문에서 시작된 사건입니다. 방문 때 적은 내용이 신청서에 그대로 옮겨집니다.")
    if st.button("신청서 작성", key="begin_from_visit", type="primary"):
        st.query_params.from_dict({"id": begin_from_visit(view.consultation)})
        st.rerun()
