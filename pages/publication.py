"""공개 검토: what of a paper is masked before everybody may read it."""

import streamlit as st

from casebase.casework.drafts import fetch_own
from casebase.casework.publications import publication
from casebase.domain.draft import Form
from casebase.ui.feedback import errors_shown, missing_shown, show_notice
from casebase.ui.fields import begin_form
from casebase.ui.publication_form import publication_form
from casebase.ui.session import desk

LIST, BACK = "precedents.py", "사례 목록으로"

show_notice()
draft_id = st.query_params.get("id")
with errors_shown():
    if draft_id:
        with missing_shown("사례 공개 검토", LIST, BACK):
            draft = fetch_own(desk(), draft_id, Form.PUBLICATION)
            view = publication(desk(), draft_id)
        begin_form(draft)
        st.title(f"사례 공개 검토: {view.label}")
        publication_form(draft, view)
    else:
        st.title("사례 공개 검토")
        st.info("사건이나 방문 화면의 ‘사례 공개’에서 시작하세요.")
        st.page_link(LIST, label=BACK)
