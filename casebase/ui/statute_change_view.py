"""Changes of statutes that the office notes, so that older precedents are marked."""

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework.accounts import me
from casebase.casework.drafts import discard_draft, fetch_draft
from casebase.casework.statute_changes import (
    StatuteChangeView,
    cancel_statute_change,
    record_statute_change,
    statute_changes,
)
from casebase.domain.draft import Form
from casebase.korean.dates import official_date
from casebase.ui import fields
from casebase.ui.case_step import end_step, step_button, step_draft
from casebase.ui.feedback import errors_shown, fault_of, show_faults_summary
from casebase.ui.marks import plain
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_CANCELLING = "statute_change_cancelled"  # the change whose form is open


def changes() -> None:
    """Show the form to note a change, to whom it is for, and those on record."""
    st.caption("여기 적힌 개정보다 먼저 답한 사례에는 ‘인용한 법령이 바뀌었습니다’라고 표시합니다.")
    if granted(me(desk()).role, Act.RECORD_STATUTE_CHANGE):
        _record()
    noted = statute_changes(desk())
    if not noted:
        st.info("적어 둔 개정이 없습니다.")
    for place, each in enumerate(noted):
        _change(each, place)


def _record() -> None:
    with errors_shown():
        draft = own_draft(Form.STATUTE_CHANGE, "new")
        with st.expander("개정 적기", expanded=is_touched(draft) or bool(fault_of("statute"))):
            show_faults_summary()
            left, right = st.columns(2)
            with left:
                typed_text(
                    draft, "statute", "법령 이름", required=True, fault=fault_of("statute"), placeholder="농지법"
                )
            with right:
                placeholder = "제34조. 비우면 법령 전체"
                typed_text(draft, "article", "조문", fault=fault_of("article"), placeholder=placeholder)
            fields.day(draft, "changed_on", "시행일", required=True)
            typed_text(draft, "what", "바뀐 내용", lines=2, required=True, fault=fault_of("what"))
            placeholder = "법률 제00000호, 2026. 1. 1. 시행"
            typed_text(draft, "source", "근거", required=True, fault=fault_of("source"), placeholder=placeholder)
            if st.button("개정 적기", key="record_statute_change", type="primary"):
                typed = fetch_draft(desk(), draft.id).fields
                record_statute_change(desk("record_statute_change", draft.id), typed)
                discard_draft(desk(), draft.id)
                end_step("개정을 적었습니다. 그보다 먼저 답한 사례에 표시됩니다.")


def _change(each: StatuteChangeView, place: int) -> None:
    change = each.change
    with st.container(border=True, key=f"change_{place}", gap="xsmall"):
        st.markdown(
            f"**{plain(f'{change.statute} {change.article}'.strip())}** {official_date(change.changed_on)} 시행"
        )
        st.markdown(plain(change.what))
        ended = f" · {official_date(change.cancelled_on)} 취소" if change.cancelled_on else ""
        st.caption(plain(f"근거: {change.source} · {each.entered_by}{ended}"))
        if each.may_cancel:
            _cancel(each, place)


def _cancel(each: StatuteChangeView, place: int) -> None:
    """Offer to take a note back; the form stands at one of them, so that its fields are there once."""
    change, key = each.change, f"cancel_statute_change_{place}"
    if st.session_state.get(_CANCELLING) != change.id:
        if st.button("이 기록 취소", key=f"open_cancel_{place}"):
            st.session_state[_CANCELLING] = change.id
            st.rerun()
        return
    with errors_shown():
        draft = step_draft("cancel_statute_change", change.id)
        typed_text(draft, "reason", "취소 사유", required=True, fault=fault_of("reason"))
        act, version, told = cancel_statute_change, change.version, "개정 기록을 취소했습니다."
        step_button(draft, key, "개정 기록 취소", act, change.id, version, told, is_primary=False)
