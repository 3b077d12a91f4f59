"""기록 검증: whether the record of acts is whole, and the paper of each day."""

import streamlit as st

from casebase.casework.log import log_page
from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.log_view import log_view
from casebase.ui.session import desk

st.title("기록 검증")
show_notice()
with errors_shown():
    log_view(log_page(desk()))
