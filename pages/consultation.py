"""One consultation: its application while it is written, its steps and record afterwards."""

import streamlit as st

from casebase.casework import drafts
from casebase.casework.consultation_views import consultation_page
from casebase.domain.draft import Form
from casebase.ui.advice_panel import advice_panel
from casebase.ui.consultation_form import consultation_form
from casebase.ui.consultation_view import consultation_view
from casebase.ui.feedback import errors_shown, missing_shown, show_notice
from casebase.ui.session import desk

LIST, BACK = "consultations.py", "사전컨설팅 목록으로"

show_notice()
asked = st.query_params
with errors_shown():
    if "number" in asked or "case" in asked:
        with missing_shown("사전컨설팅 사건", LIST, BACK):
            view = consultation_page(desk(), asked.get("number", ""), asked.get("case", ""))
        consultation_view(view)
        advice_panel("consultation", view.consultation.id, view.permitted)
    elif "id" in asked:
        with missing_shown("사전컨설팅 신청서", LIST, BACK):
            draft = drafts.fetch_own(desk(), asked["id"], Form.CONSULTATION)
        st.title("사전컨설팅 신청서")
        consultation_form(draft)
    else:
        st.title("사전컨설팅 사건")
        st.info("사전컨설팅 목록에서 사건을 고르세요.")
        st.page_link(LIST, label=BACK)
