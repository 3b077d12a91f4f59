"""사례: search over what the office answered and decided, and what it took over from casebooks."""

import streamlit as st

from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.precedent_list import precedent_filter, precedents_found, ways_on

st.title("사례")
show_notice()
with errors_shown():
    ways_on()
    precedents_found(precedent_filter())
