"""The admin screen: accounts, agencies, settings, holidays."""

from datetime import date

import streamlit as st

from casebase.casework import accounts, admin
from casebase.casework.admin import AdminView
from casebase.domain.account import ROLE_LABELS, Account
from casebase.domain.agency import AGENCY_KIND_LABELS, Agency
from casebase.domain.business import REGIONS
from casebase.korean.dates import official_date
from casebase.law.criteria import criteria_set
from casebase.law.values import BASIS_LABELS
from casebase.ui.feedback import errors_shown, say_next, show_fault, show_faults_summary
from casebase.ui.marks import facts, plain
from casebase.ui.session import desk

PARTS = ("계정", "기관", "기관 설정", "휴일")


def admin_view(view: AdminView) -> None:
    """Show one part of the office's administration at a time."""
    part = st.segmented_control("관리할 것", PARTS, default="계정", key="part", label_visibility="collapsed")
    show_faults_summary()
    {"계정": _accounts, "기관": _agencies, "기관 설정": _settings, "휴일": _holidays}[part or "계정"](view)


def _accounts(view: AdminView) -> None:
    with st.expander("계정 추가"):
        _account_form(view, None)
    labels = {a.id: f"{a.name} · {ROLE_LABELS[a.role]} · {a.login}" for a in view.accounts}
    chosen = st.selectbox(
        "계정", list(labels), index=None, format_func=lambda a: labels[a], key="account", placeholder="고르세요"
    )
    for account in view.accounts:
        if account.id == chosen:
            _account_form(view, account)
            _account_acts(account)


def _account_form(view: AdminView, account: Account | None) -> None:
    """A form to add an account, or to change one; `account` None adds."""
    suffix = account.id if account else "new"
    with st.form(f"account_{suffix}", border=account is not None):
        typed = _account_fields(view, account, suffix)
        password = st.text_input("처음 비밀번호(10자 이상)", type="password", key="password") if not account else ""
        show_fault("password")
        submitted = st.form_submit_button("계정 추가" if account is None else "변경 저장", key=f"save_account_{suffix}")
    if not submitted:
        return
    with errors_shown():
        if account is None:
            accounts.add_account(desk("add_account", typed, password), typed, password)
        else:
            command = desk("change_account", account.id, account.version, typed)
            accounts.change_account(command, account.id, account.version, typed)
        say_next("계정을 저장했습니다.")
        st.rerun()


def _account_fields(view: AdminView, account: Account | None, suffix: str) -> dict[str, str]:
    agencies = {agency.id: agency.name for agency in view.agencies}
    roles, known = list(ROLE_LABELS), list(agencies)
    login = st.text_input(
        "아이디", value=account.login if account else "", key=f"login_{suffix}", disabled=bool(account)
    )
    show_fault("login")
    name = st.text_input("이름", value=account.name if account else "", key=f"account_name_{suffix}")
    show_fault("account_name")
    role = st.selectbox(
        "역할",
        roles,
        index=roles.index(account.role) if account else None,
        format_func=lambda r: ROLE_LABELS[r],
        key=f"role_{suffix}",
        placeholder="고르세요",
    )
    show_fault("role")
    agency = st.selectbox(
        "소속 기관",
        known,
        index=known.index(account.agency_id) if account and account.agency_id in known else None,
        format_func=lambda a: agencies[a],
        key=f"agency_id_{suffix}",
        placeholder="고르세요",
    )
    show_fault("agency_id")
    department = st.text_input("부서", value=account.department if account else "", key=f"department_{suffix}")
    begins = st.date_input("시작일", value=account.begins_on if account else desk().today, key=f"begins_on_{suffix}")
    ends = st.date_input("종료일(없으면 비움)", value=account.ends_on if account else None, key=f"ends_on_{suffix}")
    show_fault("ends_on")
    return {
        "login": login,
        "account_name": name,
        "role": role or "",
        "agency_id": agency or "",
        "department": department,
        "begins_on": _iso(begins),
        "ends_on": _iso(ends),
    }


def _account_acts(account: Account) -> None:
    with st.form(f"password_{account.id}", clear_on_submit=True):
        password = st.text_input("새 비밀번호(10자 이상)", type="password", key="new_password")
        show_fault("password")
        if st.form_submit_button("비밀번호 바꾸기", key="set_password"):
            with errors_shown():
                accounts.set_password(desk("set_password", account.id, password, account.version), account.id, password)
                say_next("비밀번호를 바꾸고 이 계정의 로그인을 모두 끊었습니다.")
                st.rerun()
    if st.button("이 계정의 로그인 모두 끊기", key="end_sessions"):
        with errors_shown():
            accounts.end_sessions(desk(), account.id)
            say_next("로그인을 모두 끊었습니다.")
            st.rerun()


def _agencies(view: AdminView) -> None:
    with st.expander("기관 추가"):
        _agency_form(None)
    labels = {agency.id: f"{agency.name} · {AGENCY_KIND_LABELS[agency.kind]}" for agency in view.agencies}
    chosen = st.selectbox(
        "기관", list(labels), index=None, format_func=lambda a: labels[a], key="agency", placeholder="고르세요"
    )
    for agency in view.agencies:
        if agency.id == chosen:
            _agency_form(agency)
            _departments(view, agency)


def _agency_form(agency: Agency | None) -> None:
    suffix, kinds, regions = agency.id if agency else "new", list(AGENCY_KIND_LABELS), ["", *REGIONS]
    with st.form(f"agency_{suffix}"):
        name = st.text_input("기관 이름", value=agency.name if agency else "", key=f"agency_name_{suffix}")
        show_fault("agency_name")
        kind = st.selectbox(
            "기관 구분",
            kinds,
            index=kinds.index(agency.kind) if agency else 0,
            format_func=lambda k: AGENCY_KIND_LABELS[k],
            key=f"agency_kind_{suffix}",
        )
        region = st.selectbox(
            "시군",
            regions,
            index=regions.index(agency.region_code) if agency else 0,
            format_func=lambda r: REGIONS.get(r, "해당 없음"),
            key=f"agency_region_{suffix}",
        )
        is_active = st.checkbox("쓰는 기관", value=agency.is_active if agency else True, key=f"agency_active_{suffix}")
        submitted = st.form_submit_button("기관 추가" if agency is None else "변경 저장", key=f"save_agency_{suffix}")
    if not submitted:
        return
    typed = {"agency_name": name, "agency_kind": kind, "region_code": region}
    with errors_shown():
        if agency is None:
            admin.add_agency(desk("add_agency", typed), typed)
        else:
            command = desk("change_agency", agency.id, agency.version, typed, is_active)
            admin.change_agency(command, agency.id, agency.version, typed, is_active)
        say_next("기관을 저장했습니다.")
        st.rerun()


def _departments(view: AdminView, agency: Agency) -> None:
    st.markdown("**부서**")
    for department in view.departments:
        if department.agency_id == agency.id:
            _department(department.id, department.version, department.name, is_active=department.is_active)
    with st.form(f"department_{agency.id}", clear_on_submit=True):
        name = st.text_input("새 부서 이름", key="department_name")
        show_fault("department_name")
        if st.form_submit_button("부서 추가", key="add_department"):
            with errors_shown():
                admin.add_department(desk("add_department", agency.id, name), agency.id, name)
                say_next("부서를 추가했습니다.")
                st.rerun()


def _department(department_id: str, version: int, name: str, *, is_active: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.write(plain(name) if is_active else f"~~{plain(name)}~~")
        if st.button("쓰지 않기" if is_active else "다시 쓰기", key=f"change_department_{department_id}"):
            with errors_shown():
                command = desk("change_department", department_id, version)
                admin.change_department(command, department_id, version, name, not is_active)
                st.rerun()


def _settings(view: AdminView) -> None:
    st.caption("법령이 정하지 않아 기관이 정하는 값입니다. 화면과 문서에 ‘기관 기준’으로 표시됩니다.")
    facts({p.label: f"{_printed(view, p.name)} ({_since(view, p.name)})" for p in view.parameters})
    labels = {p.name: p.label for p in view.parameters}
    name = st.selectbox(
        "바꿀 설정", list(labels), index=None, format_func=lambda n: labels[n], key="setting", placeholder="고르세요"
    )
    if name:
        _setting_form(view, name)


def _printed(view: AdminView, name: str) -> str:
    """Return a value as people call it: a set of criteria by its label, not its code."""
    value = view.values[name]
    return criteria_set(str(value.value)).label if name == "criteria.default_set" else value.printed


def _since(view: AdminView, name: str) -> str:
    value = view.values[name]
    return f"{BASIS_LABELS[value.basis]}, {official_date(value.since)}부터, {value.source}"


def _setting_form(view: AdminView, name: str) -> None:
    parameter = next(p for p in view.parameters if p.name == name)
    with st.form(f"setting_{name}"):
        if parameter.choices:
            value = st.selectbox("값", parameter.choices, format_func=lambda c: criteria_set(c).label, key="value")
        else:
            value = st.text_input("값", value=str(view.values[name].value), key="value")
        show_fault("value")
        begins_on = st.date_input("적용 시작일", value=desk().today, key="begins_on")
        show_fault("begins_on")
        basis = st.text_input("근거(훈령, 방침 등)", key="basis")
        show_fault("basis")
        submitted = st.form_submit_button("설정 저장", key="change_setting")
    if submitted:
        typed = {"value": str(value or ""), "begins_on": _iso(begins_on), "basis": basis}
        with errors_shown():
            admin.change_setting(desk("change_setting", name, typed, desk().instant), name, typed)
            say_next("설정을 저장했습니다.")
            st.rerun()


def _holidays(view: AdminView) -> None:
    st.caption("공휴일은 자동으로 들어 있습니다. 임시공휴일처럼 더할 날과, 휴일이지만 일하는 날만 적습니다.")
    for holiday in view.holidays:
        with st.container(horizontal=True, vertical_alignment="center"):
            kind = "근무일" if holiday.is_working else "휴일"
            st.write(f"{official_date(holiday.on)} {plain(holiday.name)} ({kind})")
            if st.button("빼기", key=f"remove_holiday_{holiday.on}"):
                with errors_shown():
                    admin.remove_holiday(desk("remove_holiday", holiday.on, desk().instant), holiday.on)
                    st.rerun()
    with st.form("holiday", clear_on_submit=True):
        on = st.date_input("날짜", value=None, key="holiday_on")
        show_fault("holiday_on")
        name = st.text_input("이름", key="holiday_name")
        show_fault("holiday_name")
        is_working = st.checkbox("휴일이지만 근무일로 셉니다", key="is_working")
        submitted = st.form_submit_button("휴일 표에 넣기", key="change_holiday")
    if submitted:
        typed = {"holiday_on": _iso(on), "holiday_name": name}
        with errors_shown():
            admin.change_holiday(desk("change_holiday", typed, is_working, desk().instant), typed, is_working)
            say_next("휴일 표를 바꾸었습니다.")
            st.rerun()


def _iso(day: object) -> str:
    return day.isoformat() if isinstance(day, date) else ""
