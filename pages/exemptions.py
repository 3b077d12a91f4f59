"""면책심사: search, filters, one page of reviews."""

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework.accounts import me
from casebase.casework.counts import newest_event
from casebase.casework.review_views import review_list
from casebase.ui.draft_filling import begin_review
from casebase.ui.export_links import export_links
from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.filters import review_filter
from casebase.ui.lists import counted_reviews, pager, review_lines
from casebase.ui.session import desk

SIZE = 20

head, new = st.columns([3, 1], vertical_alignment="bottom")
head.title("면책심사")
show_notice()
with errors_shown():
    role = me(desk()).role
    label = "면책 신청" if granted(role, Act.APPLY_FOR_REVIEW) else "새 심사 등록"
    may_begin = granted(role, Act.APPLY_FOR_REVIEW) or granted(role, Act.REGISTER_REVIEW)
    if may_begin and new.button(label, key="begin_review", type="primary", width="stretch"):
        st.switch_page("exemption.py", query_params={"id": begin_review()})
    if granted(role, Act.APPLY_FOR_RE_EXAMINATION):
        with st.container(key="way_back"):
            st.page_link("re_examination.py", label="통지받은 결정에 재심의 신청")
    wanted = review_filter()
    offset = pager("reviews", counted_reviews(*newest_event(desk()), wanted), SIZE, wanted)
    review_lines(review_list(desk(), wanted, SIZE, offset))
    export_links("reviews", wanted)
