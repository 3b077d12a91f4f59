"""Follow-up on the page of a consultation: what the agency reports that it did, and what the office makes of it."""

import html

import streamlit as st

from casebase.access.act import Act
from casebase.casework import drafts, follow_ups
from casebase.casework.consultation_views import ConsultationView
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.draft import Form
from casebase.domain.opinion import (
    FOLLOW_UP_DEED_LABELS,
    FOLLOW_UP_STATE_LABELS,
    FollowUp,
    FollowUpDeed,
    FollowUpState,
)
from casebase.korean.dates import official_date, weekday
from casebase.ui import fields
from casebase.ui.case_step import end_step, step_button, step_draft
from casebase.ui.feedback import errors_shown, fault_of
from casebase.ui.marks import passage, plain
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.photos import photo_picker
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_DEEDS = {deed.value: label for deed, label in FOLLOW_UP_DEED_LABELS.items()}
_JUDGEMENTS = {FollowUpState.ACCEPTED.value: "확인", FollowUpState.ASKED_AGAIN.value: "다시 요청"}


def follow_up_step(view: ConsultationView) -> None:
    """Show what was reported, until when a report is owed, and what this person can do about it."""
    reports, is_awaited = view.answer.follow_ups, view.consultation.status == ConsultationStatus.FOLLOW_UP
    if view.is_asked_only or not (reports or is_awaited):
        return
    st.subheader("이행결과")
    waiting = next((report for report in reports if report.state == FollowUpState.REPORTED), None)
    if is_awaited and waiting is None:
        _due(view)
    for report in reports:
        _report(view, report)
    if not is_awaited:
        return
    if waiting is None:
        _reporting(view)
        _closing(view)
    elif Act.JUDGE_FOLLOW_UP in view.permitted:
        _judging(waiting)
    else:
        st.info("알린 이행결과를 감사기구가 확인하고 있습니다.")


def _due(view: ConsultationView) -> None:
    due_on, today = view.consultation.follow_up_due_on, desk().today
    if due_on is None:
        st.caption("이 사건에서는 이행결과를 알릴 의무가 없습니다.")
        return
    day = f"{official_date(due_on)}({weekday(due_on)})"
    if due_on < today:
        st.error(plain(f"이행결과를 알릴 기한 {day}이 {(today - due_on).days}일 지났습니다."))
    else:
        st.info(plain(f"의견에 따라 조치한 결과를 {day}까지 알려야 합니다."))


def _report(view: ConsultationView, report: FollowUp) -> None:
    done = f", {official_date(report.done_on)} 처리" if report.done_on else ""
    heading = f"{FOLLOW_UP_DEED_LABELS[report.deed]}{done}"
    who, state = view.names.get(report.reported_by, ""), FOLLOW_UP_STATE_LABELS[report.state]
    with st.container(border=True, key=f"follow_up_{report.id}"):
        passage(heading, report.text)
        names = {file.id: file.name for file in view.files}
        links = "".join(
            f'<a class="file-link" href="/files/{file_id}" target="_blank">{html.escape(names[file_id])}</a>'
            for file_id in report.file_ids
            if file_id in names
        )
        if links:
            st.html(links)
        st.caption(plain(f"{official_date(report.reported_on)} {who} 알림 · {state}"))
        if report.judged_on is not None:
            judged = f"{official_date(report.judged_on)} {view.names.get(report.judged_by or '', '')}"
            st.markdown(f"**{plain(state)}**({plain(judged)}): {plain(report.judgement)}")


def _reporting(view: ConsultationView) -> None:
    """Let the applicant report what was done, or the handler enter what came on paper."""
    if Act.REPORT_FOLLOW_UP not in view.permitted:
        return
    if not view.is_inside:
        _report_form(view)
        return
    with st.expander("문서로 온 이행결과 입력", expanded=_is_begun(view)):
        _report_form(view)


def _is_begun(view: ConsultationView) -> bool:
    draft = drafts.find_draft_of(desk(), Form.CASE_STEP, _subject(view))
    return draft is not None and is_touched(draft)


def _report_form(view: ConsultationView) -> None:
    with errors_shown():
        draft = own_draft(Form.CASE_STEP, _subject(view))
        chosen = fields.pills(draft, "deed", "처리 내용", _DEEDS, required=True)
        if chosen != FollowUpDeed.NOT_YET:
            fields.day(draft, "done_on", "처리한 날", required=True, latest=desk().today)
        label = "이행결과(무엇을 어떻게 처리했는지, 의견과 다르면 그 까닭)"
        typed_text(draft, "follow_up_text", label, lines=5, required=True, fault=fault_of("follow_up_text"))
        photo_picker(draft, "follow_up_files", follow_ups.FOLLOWUP, accept="", capture=False, label="증빙 파일")
        if st.button("이행결과 제출", key="report_follow_up", type="primary"):
            follow_ups.report_follow_up(desk("report_follow_up", draft.id), view.consultation.id, draft.id)
            end_step("이행결과를 제출했습니다. 담당자가 확인합니다.")


def _judging(report: FollowUp) -> None:
    with errors_shown():
        draft = step_draft("judge", report.id)
        chosen = fields.pills(draft, "state", "확인 결과", _JUDGEMENTS, required=True)
        is_asked_again = chosen == FollowUpState.ASKED_AGAIN
        label = "다시 요청할 것" if is_asked_again else "확인 의견"
        typed_text(draft, "judgement", label, lines=3, required=True, fault=fault_of("judgement"))
        if is_asked_again:
            fields.day(draft, "follow_up_due_on", "다시 알릴 기한", required=True)
        told = "이행결과를 다시 요청했습니다." if is_asked_again else "이행결과를 확인하고 사건을 종결했습니다."
        act = follow_ups.judge_follow_up
        step_button(draft, "judge_follow_up", "확인 결과 기록", act, report.id, report.version, told)


def _closing(view: ConsultationView) -> None:
    """Offer to close what owes no report, or owed one that was accepted before its opinion was corrected."""
    case, reports = view.consultation, view.answer.follow_ups
    is_ready = case.is_petition or any(report.state == FollowUpState.ACCEPTED for report in reports)
    if is_ready and Act.CLOSE_CONSULTATION in view.permitted and st.button("종결", key="close_consultation"):
        with errors_shown():
            follow_ups.close_consultation(desk("close", case.id, case.version), case.id, case.version)
            end_step("사건을 종결했습니다.")


def _subject(view: ConsultationView) -> str:
    return f"follow_up:{view.consultation.id}"
