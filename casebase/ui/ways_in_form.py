"""How an account signs in besides its password, for the administrator: second factor, and who else vouches for it."""

import streamlit as st

from casebase.casework.identities import WaysIn, link_identity, unlink_identity, ways_in
from casebase.casework.office import office
from casebase.casework.second_factor import reset_second_factor
from casebase.domain.account import Account, Identity
from casebase.ui import fields
from casebase.ui.feedback import say_next, show_fault
from casebase.ui.marks import facts, plain
from casebase.ui.session import desk


def ways_in_form(account: Account) -> None:
    """Show how an account signs in, and let the administrator change it."""
    ways = ways_in(desk(), account.id)
    facts(
        {
            "비밀번호": "다음 로그인에서 바꾸어야 함" if ways.must_change_password else "본인이 정함",
            "2단계 인증": "씀" if ways.has_second_factor else "쓰지 않음",
        }
    )
    if ways.has_second_factor and st.button("2단계 인증 초기화", key="reset_second_factor"):
        reset_second_factor(desk(), account.id)
        say_next("2단계 인증을 초기화하고 이 계정의 로그인을 모두 끊었습니다.")
        st.rerun()
    _identities(account, ways)


def _identities(account: Account, ways: WaysIn) -> None:
    for identity in ways.identities:
        _linked(account, identity)
    provider = office().configuration.oidc
    if provider is None:
        return
    with st.form(f"identity_{account.id}", clear_on_submit=True):
        subject = st.text_input(
            fields.marked(f"{provider.name} 식별자", required=True),
            key=f"subject_of_{account.id}",
            help="연결되지 않은 사람이 통합로그인을 하면 그 사람의 화면에 나옵니다.",
        )
        show_fault("subject")
        if st.form_submit_button("통합로그인 연결", key="link_identity"):
            link_identity(desk(), account.id, provider.issuer, subject)
            say_next("통합로그인을 연결했습니다.")
            st.rerun()


def _linked(account: Account, identity: Identity) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"통합로그인: {plain(identity.subject)}  \n{plain(identity.issuer)}")
        if st.button("연결 해제", key=f"unlink_identity_{identity.issuer}_{identity.subject}"):
            unlink_identity(desk(), account.id, identity.issuer, identity.subject)
            say_next("통합로그인 연결을 해제하고 이 계정의 로그인을 모두 끊었습니다.")
            st.rerun()
