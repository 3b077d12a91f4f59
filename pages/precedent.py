"""One precedent: what it says, whether it still holds, and what cites the same law."""

import streamlit as st

from casebase.casework.precedents import precedent
from casebase.ui.feedback import errors_shown, missing_shown, show_notice
from casebase.ui.precedent_view import precedent_view
from casebase.ui.session import desk

LIST, BACK = "precedents.py", "사례 목록으로"

show_notice()
number = st.query_params.get("number")
with errors_shown():
    if number:
        with missing_shown("사례", LIST, BACK):
            view = precedent(desk(), number)
        precedent_view(view)
    else:
        st.title("사례")
        st.info("사례 목록에서 사례를 고르세요.")
    with st.container(key="way_back"):
        st.page_link(LIST, label=BACK)
