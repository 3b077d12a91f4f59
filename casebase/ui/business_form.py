"""One business in the list, and the form that corrects it."""

import streamlit as st

from casebase.casework.businesses import correct_business
from casebase.domain.business import INDUSTRIES, REGIONS, Business, printed_registration_number
from casebase.ui.feedback import errors_shown, say_next, show_fault
from casebase.ui.marks import plain
from casebase.ui.session import desk


def business_card(business: Business) -> None:
    """Show a business; its form unfolds on request."""
    number = printed_registration_number(business.registration_number) or "사업자등록번호 없음"
    with st.container(border=True, key=f"business_{business.id}", gap="xsmall"):
        st.markdown(f"**{plain(business.name)}**")
        st.caption(f"{REGIONS[business.region_code]} · {INDUSTRIES[business.industry]} · {number}")
        if st.toggle("고치기", key=f"edit_{business.id}"):
            _form(business)


def _form(business: Business) -> None:
    regions, industries = list(REGIONS), list(INDUSTRIES)
    with st.form(f"business_form_{business.id}"):
        name = st.text_input("업체 이름", value=business.name, key="business_name")
        show_fault("business_name")
        number = st.text_input("사업자등록번호", value=business.registration_number, key="registration_number")
        show_fault("registration_number")
        industry = st.selectbox(
            "업종",
            industries,
            index=industries.index(business.industry),
            format_func=lambda i: INDUSTRIES[i],
            key="industry",
        )
        region = st.selectbox(
            "시군",
            regions,
            index=regions.index(business.region_code),
            format_func=lambda r: REGIONS[r],
            key="region_code",
        )
        address = st.text_input("주소", value=business.address, key="address")
        contact = st.text_input("연락처", value=business.contact, key="contact")
        submitted = st.form_submit_button("저장", key="correct_business")
    if not submitted:
        return
    typed = {
        "business_name": name,
        "registration_number": number,
        "industry": industry,
        "region_code": region,
        "address": address,
        "contact": contact,
    }
    with errors_shown():
        command = desk("correct_business", business.id, business.version, typed)
        correct_business(command, business.id, business.version, typed)
        say_next("업체 정보를 고쳤습니다.")
        st.rerun()
