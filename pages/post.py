"""One post of the board, with its files and comments."""

import streamlit as st

from casebase.casework.board import post
from casebase.ui.board_view import post_view
from casebase.ui.feedback import errors_shown, missing_shown, show_notice
from casebase.ui.session import desk

LIST, BACK = "board.py", "게시판으로"

show_notice()
number = st.query_params.get("number")
with errors_shown():
    if number:
        with missing_shown("게시글", LIST, BACK):
            view = post(desk(), number)
        post_view(view)
    else:
        st.title("게시글")
        st.info("게시판에서 글을 고르세요.")
    with st.container(key="way_back"):
        st.page_link(LIST, label=BACK)
