"""One meeting of the committee: what is to be done now, the item before it, and what was decided."""

import streamlit as st

from casebase.casework.meeting_views import meeting_page
from casebase.ui.feedback import errors_shown, missing_shown, show_notice
from casebase.ui.meeting_view import meeting_view
from casebase.ui.session import desk

LIST, BACK = "meetings.py", "회의 목록으로"

show_notice()
number = st.query_params.get("number")
with errors_shown():
    if number:
        with missing_shown("회의", LIST, BACK):
            view = meeting_page(desk(), number)
        meeting_view(view)
    else:
        st.title("회의")
        st.info("회의 목록에서 회의를 고르세요.")
        with st.container(key="way_back"):
            st.page_link(LIST, label=BACK)
