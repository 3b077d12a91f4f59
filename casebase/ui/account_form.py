"""Adding an account, changing one, and its password, which no draft ever holds."""

import json

import streamlit as st

from casebase.casework import accounts, drafts
from casebase.casework.admin import AdminView
from casebase.domain.account import ROLE_LABELS, Account
from casebase.domain.draft import Draft, Form
from casebase.korean.dates import official_date
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_fault
from casebase.ui.marks import plain
from casebase.ui.own_draft import is_touched, offer_discard, own_draft, say_overtaken
from casebase.ui.session import desk
from casebase.ui.typed import typed_text
from casebase.ui.ways_in_form import ways_in_form


def accounts_form(view: AdminView) -> None:
    """Let the administrator add an account, or choose one and change it."""
    labels = {a.id: f"{a.name} · {ROLE_LABELS[a.role]} · {a.login}" for a in view.accounts}
    chosen = st.selectbox(
        "고칠 계정", list(labels), index=None, format_func=lambda a: labels[a], key="account", placeholder="고르세요"
    )
    account = next((account for account in view.accounts if account.id == chosen), None)
    with errors_shown():
        if account is None:
            _add(view)
        else:
            _change(view, account)
            _password(account)
            ways_in_form(account)


def _add(view: AdminView) -> None:
    draft = own_draft(Form.ACCOUNT, "account:new", lambda: {"begins_on": desk().today.isoformat()})
    with st.expander("계정 추가", expanded=is_touched(draft)):
        typed_text(draft, "login", "아이디", required=True, fault=fault_of("login"))
        _fields(view, draft)
        password = _new_password("처음 비밀번호(10자 이상)", draft.id)
        # The key is this draft's: a second tap on the button has no button left once the account is there.
        if st.button("계정 추가", key=f"add_account_{draft.id}", type="primary"):
            typed = drafts.fetch_draft(desk(), draft.id).fields
            command = desk("add_account", draft.id, json.dumps(typed, sort_keys=True))
            accounts.add_account(command, typed, password)
            drafts.discard_draft(desk(), draft.id)
            say_next(f"계정을 추가했습니다: {typed['login']}")
            st.rerun()


def _change(view: AdminView, account: Account) -> None:
    draft = own_draft(Form.ACCOUNT, f"account:{account.id}", lambda: _recorded(account))
    with st.container(border=True, key="account_form"):
        say_overtaken(draft, account.version, _printed(view, account))
        st.caption(plain(f"아이디: {account.login}"))
        _fields(view, draft)
        with st.container(horizontal=True):
            if st.button("변경 저장", key="change_account", type="primary"):
                typed = drafts.fetch_draft(desk(), draft.id).fields
                command = desk("change_account", draft.id, json.dumps(typed, sort_keys=True))
                accounts.change_account(command, account.id, int(typed["version"]), typed)
                drafts.discard_draft(desk(), draft.id)
                say_next(f"계정을 고쳤습니다: {account.login}")
                st.rerun()
            offer_discard(draft)


def _fields(view: AdminView, draft: Draft) -> None:
    typed_text(draft, "account_name", "이름", required=True, fault=fault_of("account_name"))
    left, right = st.columns(2)
    with left:
        roles = {role.value: label for role, label in ROLE_LABELS.items()}
        fields.choice(draft, "role", "역할", roles, required=True)
        fields.day(draft, "begins_on", "시작일", required=True)
    with right:
        agencies = {agency.id: agency.name for agency in view.agencies}
        fields.choice(draft, "agency_id", "소속 기관(업체·주민인 신청인이면 비움)", agencies)
        fields.day(draft, "ends_on", "종료일(없으면 비움)")
    typed_text(draft, "department", "부서", fault=fault_of("department"))


def _password(account: Account) -> None:
    with st.form(f"password_{account.id}", clear_on_submit=True):
        password = _new_password("새 비밀번호(10자 이상)", account.id)
        if st.form_submit_button("비밀번호 바꾸기", key="set_password"):
            accounts.set_password(desk("set_password", account.id, password, account.version), account.id, password)
            say_next("비밀번호를 바꾸고 로그인을 모두 끊었습니다. 다음 로그인에서 본인이 새 비밀번호를 정합니다.")
            st.rerun()
    if st.button("이 계정의 로그인 모두 끊기", key="end_sessions"):
        accounts.end_sessions(desk(), account.id)
        say_next("로그인을 모두 끊었습니다.")
        st.rerun()


def _new_password(label: str, of: str) -> str:
    """Ask for a password in a plain input: what a draft holds can be read, and a password must not."""
    password = st.text_input(
        fields.marked(label, required=True),
        type="password",
        key=f"password_of_{of}",
        autocomplete="new-password",
        help="비밀번호는 초안에 남기지 않습니다. 저장하기 전에 화면을 닫으면 다시 입력해야 합니다.",
    )
    show_fault("password")
    return password


def _recorded(account: Account) -> dict[str, str]:
    return {
        "version": str(account.version),
        "account_name": account.name,
        "role": account.role.value,
        "agency_id": account.agency_id or "",
        "department": account.department,
        "begins_on": account.begins_on.isoformat(),
        "ends_on": account.ends_on.isoformat() if account.ends_on else "",
    }


def _printed(view: AdminView, account: Account) -> dict[str, str]:
    return {
        "이름": account.name,
        "역할": ROLE_LABELS[account.role],
        "소속 기관": next((agency.name for agency in view.agencies if agency.id == account.agency_id), "없음"),
        "부서": account.department,
        "시작일": official_date(account.begins_on),
        "종료일": official_date(account.ends_on) if account.ends_on else "없음",
    }
