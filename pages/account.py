"""내 계정: who one is, and one's own password."""

import streamlit as st

from casebase.casework.accounts import change_own_password, me
from casebase.domain.account import ROLE_LABELS
from casebase.korean.dates import official_date
from casebase.ui.feedback import errors_shown, say_next, show_fault, show_notice
from casebase.ui.marks import facts
from casebase.ui.session import desk

st.title("내 계정")
show_notice()
with errors_shown():
    mine = me(desk())
    until = f"{official_date(mine.ends_on)}까지" if mine.ends_on else "종료일 없음"
    facts({"이름": mine.name, "아이디": mine.login, "역할": ROLE_LABELS[mine.role], "기간": until})
with st.form("own_password", clear_on_submit=True):
    current = st.text_input("지금 비밀번호", type="password", key="current_password", autocomplete="current-password")
    show_fault("current_password")
    new = st.text_input("새 비밀번호(10자 이상)", type="password", key="password", autocomplete="new-password")
    show_fault("password")
    if st.form_submit_button("비밀번호 바꾸기", key="change_own_password"):
        with errors_shown():
            change_own_password(desk("change_own_password", mine.version), current, new)
            say_next("비밀번호를 바꾸었습니다.")
            st.rerun()
