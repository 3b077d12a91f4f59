"""읽기 목록: precedents in an order, for new officials and for oneself."""

import streamlit as st

from casebase.casework.reading_lists import reading_list
from casebase.ui.feedback import errors_shown, missing_shown, show_notice
from casebase.ui.reading_list_view import list_view, lists
from casebase.ui.session import desk

LIST, BACK = "reading_lists.py", "읽기 목록 모두 보기"

show_notice()
number = st.query_params.get("number")
with errors_shown():
    if number:
        with missing_shown("읽기 목록", LIST, BACK):
            view = reading_list(desk(), number)
        list_view(view)
        with st.container(key="way_back"):
            st.page_link(LIST, label=BACK)
    else:
        st.title("읽기 목록")
        lists()
        with st.container(key="way_back"):
            st.page_link("precedents.py", label="사례 목록으로")
