"""게시판: what the office publishes for all agencies."""

import streamlit as st

from casebase.ui.board_view import board
from casebase.ui.feedback import errors_shown, show_notice

st.title("게시판")
show_notice()
with errors_shown():
    board()
