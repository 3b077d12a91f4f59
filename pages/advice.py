"""법률자문: the requests a person may see, one request's desk, and the form that asks for advice."""

import streamlit as st

from casebase.casework import drafts
from casebase.casework.advice_views import advice_list, advice_page, count_advice
from casebase.domain.draft import Form
from casebase.ui.advice_desk import advice_desk, kept_words_shown
from casebase.ui.advice_form import request_form
from casebase.ui.advice_list import advice_filter, advice_lines
from casebase.ui.advice_view import advice_view
from casebase.ui.export_links import export_links
from casebase.ui.feedback import errors_shown, missing_shown, show_notice
from casebase.ui.lists import pager
from casebase.ui.session import desk

SIZE = 20
LIST, BACK = "advice.py", "법률자문 목록으로"

show_notice()
number, draft_id = st.query_params.get("number"), st.query_params.get("id")
with errors_shown():
    if number:
        with missing_shown("법률자문", LIST, BACK), kept_words_shown(number, LIST, BACK):
            view = advice_page(desk(), number)
        show = advice_desk if view.own else advice_view
        show(view)
    elif draft_id:
        with missing_shown("자문의뢰서", LIST, BACK):
            draft = drafts.fetch_own(desk(), draft_id, Form.ADVICE)
        st.title("자문의뢰서")
        request_form(draft)
    else:
        st.title("법률자문")
        wanted = advice_filter()
        offset = pager("advice", count_advice(desk(), wanted), SIZE, wanted)
        advice_lines(advice_list(desk(), wanted, SIZE, offset))
        export_links("advice", wanted)
