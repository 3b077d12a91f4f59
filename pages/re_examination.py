"""재심의 신청: the application for a re-examination while it is written."""

import streamlit as st

from casebase.casework import drafts
from casebase.domain.draft import Form
from casebase.ui.feedback import errors_shown, missing_shown, show_notice
from casebase.ui.re_examination_form import begin_re_examination, may_begin_re_examination, re_examination_form
from casebase.ui.session import desk

LIST, BACK = "exemptions.py", "면책심사 목록으로"

show_notice()
draft_id = st.query_params.get("id")
with errors_shown():
    if draft_id:
        with missing_shown("재심의 신청", LIST, BACK):
            draft = drafts.fetch_own(desk(), draft_id, Form.RE_EXAMINATION)
        st.title("재심의 신청")
        re_examination_form(draft)
    else:
        st.title("재심의 신청")
        st.info("재심의는 통지된 결정에 대해 신청합니다. 면책심사 사건에서 ‘재심의 신청’을 누르거나 여기서 시작하세요.")
        if may_begin_re_examination() and st.button("재심의 신청 쓰기", key="begin_re_examination", type="primary"):
            st.query_params["id"] = begin_re_examination()
            st.rerun()
        with st.container(key="way_back"):
            st.page_link(LIST, label=BACK)
