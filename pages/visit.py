"""One visit: its form while it is written, its record once it is finished."""

import streamlit as st

from casebase.casework import drafts, visit_views
from casebase.domain.draft import Form
from casebase.ui.draft_filling import begin_visit
from casebase.ui.feedback import errors_shown, missing_shown, show_notice
from casebase.ui.session import desk
from casebase.ui.visit_form import visit_form
from casebase.ui.visit_view import visit_view

show_notice()
draft_id, number = st.query_params.get("id"), st.query_params.get("number")
with errors_shown():
    if number:
        with missing_shown("방문 기록", "visits.py", "방문 목록으로"):
            view = visit_views.visit_page(desk(), number)
        visit_view(view)
    elif draft_id:
        with missing_shown("방문 기록", "visits.py", "방문 목록으로"):
            draft = drafts.fetch_own(desk(), draft_id, Form.VISIT)
            correcting = draft.subject.removeprefix("visit:")
            visit = visit_views.visit_by_id(desk(), correcting) if correcting else None
        st.title(f"{visit.number} 정정" if visit else "방문 기록")
        visit_form(draft, visit_views.team(desk()), visit)
    else:
        st.title("방문 기록")
        st.info("방문 목록에서 고르거나 새 방문을 기록하세요.")
        if st.button("새 방문 기록", key="begin_visit", type="primary"):
            st.query_params["id"] = begin_visit()
            st.rerun()
