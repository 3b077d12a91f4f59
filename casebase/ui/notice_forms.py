"""After an opinion is issued: who was told, on which day it arrived, and to review again once it was withdrawn."""

from collections.abc import Callable

import streamlit as st

from casebase.casework import drafts, opinion_notices, opinions
from casebase.casework.consultation_views import ConsultationView
from casebase.casework.desk import Desk
from casebase.casework.ruling_notices import NOTICE_WAYS
from casebase.domain.draft import Draft
from casebase.domain.opinion import FurtherNotice
from casebase.korean.dates import official_date
from casebase.ui import fields
from casebase.ui.case_step import end_step, step_button, step_draft
from casebase.ui.feedback import errors_shown, fault_of
from casebase.ui.marks import plain
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def notice_form(view: ConsultationView) -> None:
    """Record when and how the applicant was told."""
    case = view.consultation
    with errors_shown():
        draft = step_draft("opinion_notice", case.id)
        _when_and_how(draft)
        told = "통보를 기록했습니다. 신청인에게 문서가 보입니다. 도달하면 그 날짜를 기록하세요."
        step_button(draft, "notify_opinion", "통보 기록", opinion_notices.notify_opinion, case.id, case.version, told)


def arrival_form(view: ConsultationView) -> None:
    """Record the day the newest paper reached the applicant."""
    case, paper = view.consultation, view.documents[0]
    with errors_shown():
        draft = step_draft("opinion_arrival", paper.id)
        fields.day(draft, "reached_on", "도달한 날(이날부터 효력이 있습니다)", required=True, latest=desk().today)
        told = "도달을 기록했습니다. 알릴 이행결과가 있으면 그 기한이 이날부터 계산됩니다."
        _record(draft, "record_opinion_arrival", "도달 기록", opinion_notices.record_opinion_arrival, case.id, told)


def reopen_form(view: ConsultationView) -> None:
    """Offer to review the matter again: its opinion was withdrawn and the applicant was told."""
    case = view.consultation
    st.caption("의견을 취소했습니다. 다시 검토하면 처리기한이 다시 흐릅니다.")
    if st.button("다시 검토 시작", key="reopen_consultation", type="primary"):
        with errors_shown():
            opinions.reopen_consultation(desk("reopen", case.id, case.version), case.id, case.version)
            end_step("다시 검토를 시작했습니다. 새 의견안을 쓰세요.")


def further_form(view: ConsultationView) -> None:
    """Record which other agencies were told, and when it reached them."""
    waiting = [notice for notice in view.answer.further_notices if notice.reached_on is None]
    for notice in view.answer.further_notices:
        st.caption(plain(_told(notice)))
    with errors_shown():
        if waiting:
            _further_arrival(waiting)
        draft = step_draft("further_notice", view.consultation.id)
        typed_text(draft, "recipient", "통보받은 기관", required=True, fault=fault_of("recipient"))
        _when_and_how(draft)
        told = "다른 기관에 통보한 것을 기록했습니다."
        act = opinion_notices.notify_further
        _record(draft, "notify_further", "다른 기관 통보 기록", act, view.consultation.id, told)


def _further_arrival(waiting: list[FurtherNotice]) -> None:
    names = {notice.id: notice.recipient for notice in waiting}
    chosen = st.selectbox(
        "도달을 기록할 기관", list(names), format_func=lambda notice_id: names[notice_id], key="further_notice"
    )
    draft = step_draft("further_arrival", chosen)
    fields.day(draft, "reached_on", "그 기관에 도달한 날", required=True, latest=desk().today)
    told = "다른 기관에 도달한 날을 기록했습니다."
    act = opinion_notices.record_further_arrival
    _record(draft, "record_further_arrival", "그 기관의 도달 기록", act, chosen, told)


def _when_and_how(draft: Draft) -> None:
    left, right = st.columns(2)
    with left:
        fields.day(draft, "notified_on", "통보한 날", required=True, latest=desk().today)
    with right:
        fields.choice(draft, "notified_how", "통보 방법", NOTICE_WAYS, required=True)


def _record(
    draft: Draft, key: str, label: str, act: Callable[[Desk, str, dict[str, str]], str], subject_id: str, told: str
) -> None:
    """Offer to record with what a draft holds."""
    if st.button(label, key=key, type="primary"):
        act(desk(key, draft.id), subject_id, drafts.fetch_draft(desk(), draft.id).fields)
        drafts.discard_draft(desk(), draft.id)
        end_step(told)


def _told(notice: FurtherNotice) -> str:
    sent = f"{notice.recipient}: {official_date(notice.notified_on)} 통보({notice.notified_how})"
    return f"{sent}, {official_date(notice.reached_on)} 도달" if notice.reached_on else f"{sent}, 도달한 날 기록 전"
