"""사전컨설팅: search, filters, one page of consultations."""

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework.accounts import me
from casebase.casework.consultation_views import consultation_list
from casebase.casework.counts import newest_event
from casebase.casework.due_days import due_days, ids_of
from casebase.ui.draft_filling import begin_consultation
from casebase.ui.export_links import export_links
from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.filters import consultation_filter
from casebase.ui.lists import consultation_lines, counted_consultations, pager
from casebase.ui.session import desk, mirror

SIZE = 20

head, new = st.columns([3, 1], vertical_alignment="bottom")
head.title("사전컨설팅")
show_notice()
with errors_shown():
    role = me(desk()).role
    label = "사전컨설팅 신청" if granted(role, Act.APPLY_FOR_CONSULTATION) else "문서 신청 입력"
    may_begin = granted(role, Act.APPLY_FOR_CONSULTATION) or granted(role, Act.REGISTER_CONSULTATION)
    if may_begin and new.button(label, key="begin_consultation", type="primary", width="stretch"):
        st.switch_page("consultation.py", query_params={"id": begin_consultation()})
    wanted = consultation_filter()
    among = ids_of(desk(), mirror(), wanted.lateness)
    offset = pager("consultations", counted_consultations(*newest_event(desk()), wanted, among), SIZE, wanted)
    lines = consultation_list(desk(), wanted, SIZE, offset, among)
    consultation_lines(lines, due_days(desk(), mirror(), lines), desk().today)
    export_links("consultations", wanted)
