"""One business in the list, and the form that corrects it."""

import json

import streamlit as st

from casebase.casework import drafts
from casebase.casework.businesses import correct_business
from casebase.domain.business import INDUSTRIES, REGIONS, Business, printed_registration_number
from casebase.domain.draft import Form
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_faults_summary
from casebase.ui.marks import plain
from casebase.ui.own_draft import offer_discard, own_draft, say_overtaken
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def business_card(business: Business) -> None:
    """Show a business in the list, with the way to its form."""
    number = printed_registration_number(business.registration_number) or "사업자등록번호 없음"
    with st.container(border=True, key=f"business_{business.id}", gap="xsmall"):
        st.markdown(f"**{plain(business.name)}**")
        st.caption(f"{REGIONS[business.region_code]} · {INDUSTRIES[business.industry]} · {number}")
        if st.button("고치기", key=f"edit_{business.id}"):
            st.query_params["id"] = business.id
            st.rerun()


def business_form(business: Business) -> None:
    """Let a person correct what is on record; it begins with that, and what is typed waits until it is saved."""
    with errors_shown():
        draft = own_draft(Form.BUSINESS, f"business:{business.id}", lambda: _recorded(business))
        st.subheader(plain(f"{business.name} 고치기"))
        show_faults_summary()
        say_overtaken(draft, business.version, _printed(business))
        for name, label in (("business_name", "업체 이름"), ("registration_number", "사업자등록번호")):
            typed_text(draft, name, label, required=True, fault=fault_of(name))
        left, right = st.columns(2)
        with left:
            fields.choice(draft, "industry", "업종", INDUSTRIES, required=True)
        with right:
            fields.choice(draft, "region_code", "시군", REGIONS, required=True)
        typed_text(draft, "address", "주소", fault=fault_of("address"))
        typed_text(draft, "contact", "연락처", fault=fault_of("contact"))
        with st.container(horizontal=True):
            if st.button("저장", key="correct_business", type="primary"):
                _correct(business, draft.id)
            offer_discard(draft)


def _correct(business: Business, draft_id: str) -> None:
    typed = drafts.fetch_draft(desk(), draft_id).fields
    command = desk("correct_business", draft_id, json.dumps(typed, sort_keys=True))
    correct_business(command, business.id, int(typed["version"]), typed)
    drafts.discard_draft(desk(), draft_id)
    say_next(f"업체 정보를 고쳤습니다: {typed['business_name']}")
    st.query_params.clear()
    st.rerun()


def _recorded(business: Business) -> dict[str, str]:
    return {
        "version": str(business.version),
        "business_name": business.name,
        "registration_number": business.registration_number,
        "industry": business.industry,
        "region_code": business.region_code,
        "address": business.address,
        "contact": business.contact,
    }


def _printed(business: Business) -> dict[str, str]:
    return {
        "업체 이름": business.name,
        "사업자등록번호": printed_registration_number(business.registration_number),
        "업종": INDUSTRIES[business.industry],
        "시군": REGIONS[business.region_code],
        "주소": business.address,
        "연락처": business.contact,
    }
