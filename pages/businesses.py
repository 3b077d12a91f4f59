"""업체: search by name, number and initial consonants; correct what is on record."""

import streamlit as st

from casebase.casework.businesses import business, find_businesses
from casebase.ui.business_form import business_card, business_form
from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.lists import pager
from casebase.ui.session import desk

SIZE = 20

st.title("업체")
show_notice()
business_id = st.query_params.get("id")
with errors_shown():
    if business_id:
        if st.button("업체 목록으로", key="to_businesses"):
            st.query_params.clear()
            st.rerun()
        business_form(business(desk(), business_id))
    else:
        hint = "이름, 사업자등록번호, 초성(예: ㅎㅂㅈㅁ)"
        query = st.text_input("찾기", key="business_query", placeholder=hint, live=True, persist_state="page")
        count = find_businesses(desk(), query, 1, 0)[1]
        offset = pager("businesses", count, SIZE, query)
        for found in find_businesses(desk(), query, SIZE, offset)[0]:
            business_card(found)
        if not count:
            st.info("찾는 업체가 없습니다. 새 업체는 방문을 기록하면서 등록합니다.")
