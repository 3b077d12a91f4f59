"""사례 가져오기: a ledger or a casebook brought, its columns connected, looked over and taken as a whole."""

import streamlit as st

from casebase.casework.case_imports import ledger_of_draft, sheets_of_draft
from casebase.domain.draft import Form
from casebase.ui.case_import_form import bring_ledger, choose_sheet, connect_columns, import_steps
from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.own_draft import own_draft
from casebase.ui.session import desk

st.title("사례 가져오기")
show_notice()
with errors_shown():
    draft = own_draft(Form.CASE_IMPORT, "case_import:new")
    bring_ledger(draft)
    choose_sheet(draft, sheets_of_draft(desk(), draft.id))
    ledger = ledger_of_draft(desk(), draft.id)
    if ledger is not None:
        connect_columns(draft, ledger)
        import_steps(draft, ledger)
