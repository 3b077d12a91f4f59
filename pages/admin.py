"""관리: accounts, agencies, settings, holidays."""

import streamlit as st

from casebase.casework.admin import admin_page
from casebase.ui.admin_view import admin_view
from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.session import desk

st.title("관리")
show_notice()
with errors_shown():
    admin_view(admin_page(desk()))
