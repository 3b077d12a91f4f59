"""법령 개정 기록: which statutes changed when, so that older precedents are marked."""

import streamlit as st

from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.statute_change_view import changes

st.title("법령 개정 기록")
show_notice()
with errors_shown():
    changes()
    with st.container(key="way_back"):
        st.page_link("precedents.py", label="사례 목록으로")
