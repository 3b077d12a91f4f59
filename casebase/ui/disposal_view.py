"""Disposals: what waits for the decision of another person, and what went, with its paper."""

import streamlit as st

from casebase.casework.disposals import (
    DisposalView,
    count_disposals,
    disposal_list,
    dispose_records,
    return_disposal,
)
from casebase.casework.office import office
from casebase.domain.retention import DisposalState
from casebase.korean.dates import local_time, official_date
from casebase.law.retention import backup_gone_by
from casebase.ui.case_step import end_step, step_button, step_draft
from casebase.ui.feedback import errors_shown, fault_of
from casebase.ui.lists import pager
from casebase.ui.marks import facts, plain
from casebase.ui.own_draft import is_touched
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

SIZE = 10


def disposals_view() -> None:
    """Show what waits for a decision first, then what was decided."""
    waiting = count_disposals(desk(), DisposalState.PROPOSED)
    st.subheader(f"결재를 기다리는 폐기안 {waiting}건")
    if not waiting:
        st.caption("기다리는 폐기안이 없습니다. 관리자가 보존기간이 끝난 기록을 골라 상신합니다.")
    offset = pager("proposed_disposals", waiting, SIZE, DisposalState.PROPOSED) if waiting > SIZE else 0
    for place, view in enumerate(disposal_list(desk(), DisposalState.PROPOSED, SIZE, offset)):
        _waiting(view, place)
    _done()


def _waiting(view: DisposalView, place: int) -> None:
    disposal = view.disposal
    with st.container(border=True, key=f"disposal_{place}"):
        st.markdown(f"**{plain(f'{disposal.number} {disposal.subject_name}')}**")
        facts(
            {
                "상신": f"{view.proposed_by}, {local_time(disposal.proposed_at)}",
                "보존기간": f"{disposal.retention}, {official_date(disposal.expired_on)} 끝남",
                "폐기 사유": disposal.reason,
            }
        )
        if not view.may_decide:
            st.caption("상신한 사람이 아닌 감사관이 결재합니다.")
            return
        _decide(view, place)


def _decide(view: DisposalView, place: int) -> None:
    disposal = view.disposal
    st.warning(
        "승인하면 이 기록의 글과 파일이 모두 없어지고 되돌릴 수 없습니다. 번호, 날짜, 결과와 문서의 확인값만 남습니다."
    )
    sure = st.checkbox(f"{disposal.subject_name}의 내용을 없애는 데 동의합니다", key=f"is_sure_{place}")
    with errors_shown():
        if st.button("폐기 승인", key=f"dispose_records_{place}", type="primary", disabled=not sure):
            command = desk("dispose_records", disposal.id, disposal.version)
            number = dispose_records(command, disposal.id, disposal.version)
            end_step(f"{disposal.subject_name}의 내용을 폐기하고 기록물 폐기 확인서 {number}을 발행했습니다.")
    with errors_shown():
        draft = step_draft("return_disposal", disposal.id)
        name = "return_reason"
        with st.expander("반려하기", expanded=is_touched(draft) or bool(fault_of(name))):
            typed_text(draft, name, "반려 사유", lines=2, required=True, fault=fault_of(name))
            told = f"{disposal.number} 폐기안을 반려했습니다. 기록은 그대로 남습니다."
            key = f"return_disposal_{place}"
            step_button(draft, key, "반려", return_disposal, disposal.id, disposal.version, told, is_primary=False)


def _done() -> None:
    count = count_disposals(desk(), DisposalState.DISPOSED)
    if not count:
        return
    with st.expander(f"폐기한 기록 {count:,}건"):
        offset = pager("disposals", count, SIZE, DisposalState.DISPOSED)
        for view in disposal_list(desk(), DisposalState.DISPOSED, SIZE, offset):
            _gone(view)


def _gone(view: DisposalView) -> None:
    disposal = view.disposal
    decided_at = local_time(disposal.decided_at) if disposal.decided_at else ""
    with st.container(border=True, key=f"disposed_{disposal.id}", gap="xsmall"):
        st.markdown(f"**{plain(f'{disposal.number} {disposal.subject_name}')}**")
        st.caption(plain(f"{decided_at} {view.decided_by} 승인 · 상신 {view.proposed_by} · {disposal.retention}"))
        st.link_button("기록물 폐기 확인서", f"/papers/{view.paper}", key=f"paper_{disposal.id}")
        if view.backed_up_on:
            st.caption(plain(_in_backups(view)))


def _in_backups(view: DisposalView) -> str:
    if view.backed_up_on is None:
        return ""
    gone_by = backup_gone_by(view.backed_up_on, office().configuration.backup_keep)
    return (
        f"{official_date(view.backed_up_on)}까지의 백업에 폐기 전 내용이 남아 있습니다. 백업을 날마다 만들면 "
        f"남길 기간에 따라 늦어도 {official_date(gone_by)}까지 지워집니다. 다른 곳에 옮겨 둔 백업은 따로 지우세요."
    )
