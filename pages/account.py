"""내 계정: who one is, how one signs in, and where one is signed in."""

import streamlit as st

from casebase.casework.accounts import me
from casebase.casework.second_factor import second_factor_page
from casebase.casework.sessions import end_own_session, own_sessions
from casebase.domain.account import ROLE_LABELS
from casebase.korean.dates import official_date
from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.marks import facts
from casebase.ui.session import desk
from casebase.ui.sign_in_lines import sign_in_lines

st.title("내 계정")
show_notice()
with errors_shown():
    mine, factor = me(desk()), second_factor_page(desk())
    until = f"{official_date(mine.ends_on)}까지" if mine.ends_on else "종료일 없음"
    facts({"이름": mine.name, "아이디": mine.login, "역할": ROLE_LABELS[mine.role], "기간": until})
    st.subheader("로그인하는 방법")
    facts({"2단계 인증": "씀" if factor.has_factor else "쓰지 않음"})
    to_factor = "2단계 인증 보기" if factor.has_factor else "2단계 인증 등록"
    st.html(
        '<a class="account-way" href="/password?next=/account" target="_self">비밀번호 바꾸기</a>'
        f'<a class="account-way" href="/second-factor?next=/account" target="_self">{to_factor}</a>'
    )
    st.subheader("로그인한 기기")
    st.caption("모르는 기기가 있으면 끊고, 비밀번호를 바꾸세요.")
    sign_in_lines(own_sessions(desk()), "end_own_session", end_own_session)
