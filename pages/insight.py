"""통계: what the records say, in figures, forecasts and reports."""

import streamlit as st

from casebase.ui.feedback import show_notice
from casebase.ui.insight_view import insight_view

st.title("통계")
show_notice()
insight_view()
