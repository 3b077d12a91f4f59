"""방문: search, filters, one page of visits."""

import streamlit as st

from casebase.casework.counts import newest_event
from casebase.casework.visit_views import visit_list
from casebase.ui.draft_filling import begin_visit
from casebase.ui.export_links import export_links
from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.filters import visit_filter
from casebase.ui.lists import counted_visits, pager, visit_lines
from casebase.ui.session import desk

SIZE = 20

head, new = st.columns([3, 1], vertical_alignment="bottom")
head.title("방문")
show_notice()
with errors_shown():
    if new.button("새 방문 기록", key="begin_visit", type="primary", width="stretch"):
        st.switch_page("visit.py", query_params={"id": begin_visit()})
    wanted = visit_filter()
    offset = pager("visits", counted_visits(*newest_event(desk()), wanted), SIZE, wanted)
    visit_lines(visit_list(desk(), wanted, SIZE, offset))
    export_links("visits", wanted)
