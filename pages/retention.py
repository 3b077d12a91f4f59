"""보존·폐기: which records are past their time, what waits for a decision, and what was disposed of."""

import streamlit as st

from casebase.casework.retention import grades_in_use
from casebase.ui.disposal_view import disposals_view
from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.retention_view import retention_view
from casebase.ui.session import desk

st.title("보존·폐기")
show_notice()
with errors_shown():
    grades = grades_in_use(desk())
    disposals_view()
    retention_view(grades)
