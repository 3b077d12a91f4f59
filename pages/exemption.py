"""One exemption review: its form while it is written, its steps and record afterwards."""

import streamlit as st

from casebase.casework import drafts, review_views
from casebase.domain.draft import Form
from casebase.ui.feedback import errors_shown, missing_shown, show_notice
from casebase.ui.review_form import review_form
from casebase.ui.review_view import review_view
from casebase.ui.session import desk

show_notice()
draft_id, number = st.query_params.get("id"), st.query_params.get("number")
with errors_shown():
    if number:
        with missing_shown("면책심사 사건", "exemptions.py", "면책심사 목록으로"):
            view = review_views.review_page(desk(), number)
        review_view(view)
    elif draft_id:
        with missing_shown("면책심사 신청·등록", "exemptions.py", "면책심사 목록으로"):
            draft = drafts.fetch_own(desk(), draft_id, Form.REVIEW)
        st.title("면책심사 신청·등록")
        review_form(draft)
    else:
        st.title("면책심사 사건")
        st.info("면책심사 목록에서 사건을 고르세요.")
        st.page_link("exemptions.py", label="면책심사 목록으로")
