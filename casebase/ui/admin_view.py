"""The admin screen: settings and holidays, and the parts that stand in files of their own."""

import json

import streamlit as st

from casebase.casework import admin, drafts
from casebase.casework.admin import AdminView
from casebase.domain.draft import Draft, Form
from casebase.korean.dates import official_date
from casebase.law.criteria import criteria_set
from casebase.law.values import BASIS_LABELS, AgencyParameter
from casebase.ui import fields
from casebase.ui.access_log_part import access_log_part
from casebase.ui.account_form import accounts_form
from casebase.ui.agency_form import agencies_form
from casebase.ui.backup_part import backup_part
from casebase.ui.feedback import errors_shown, fault_of, forget_faults, say_next, show_faults_summary
from casebase.ui.marks import facts, plain
from casebase.ui.own_draft import offer_discard, own_draft
from casebase.ui.session import desk
from casebase.ui.sign_in_part import sign_in_part
from casebase.ui.signing_part import signing_part
from casebase.ui.typed import typed_text


def admin_view(view: AdminView) -> None:
    """Show one part of the office's administration at a time."""
    parts = {
        "계정": accounts_form,
        "로그인": sign_in_part,
        "기관": agencies_form,
        "기관 설정": _settings,
        "휴일": _holidays,
        "열람 기록": access_log_part,
        "백업": backup_part,
        "서명": signing_part,
    }
    part = st.segmented_control(
        "관리할 것", list(parts), default="계정", key="part", label_visibility="collapsed", on_change=forget_faults
    )
    show_faults_summary()
    parts[part or "계정"](view)


def _settings(view: AdminView) -> None:
    st.caption("법령이 정하지 않아 기관이 정하는 값입니다. 화면과 문서에 ‘기관 기준’으로 표시됩니다.")
    facts({p.label: f"{_printed(view, p.name)} ({_since(view, p.name)})" for p in view.parameters})
    labels = {p.name: p.label for p in view.parameters}
    name = st.selectbox(
        "바꿀 설정", list(labels), index=None, format_func=lambda n: labels[n], key="setting", placeholder="고르세요"
    )
    if name:
        _setting_form(view, next(p for p in view.parameters if p.name == name))


def _printed(view: AdminView, name: str) -> str:
    """Return a value as people call it: a set of criteria by its label, not its code."""
    value = view.values[name]
    return criteria_set(str(value.value)).label if name == "criteria.default_set" else value.printed


def _since(view: AdminView, name: str) -> str:
    value = view.values[name]
    return f"{BASIS_LABELS[value.basis]}, {official_date(value.since)}부터, {value.source}"


def _setting_form(view: AdminView, parameter: AgencyParameter) -> None:
    name, value = parameter.name, str(view.values[parameter.name].value)
    with errors_shown(), st.container(border=True, key="setting_form"):
        draft = own_draft(Form.SETTING, f"setting:{name}", lambda: {"value": value, "begins_on": _today()})
        _value(draft, parameter)
        fields.day(draft, "begins_on", "적용 시작일", required=True)
        typed_text(draft, "basis", "근거(훈령, 방침 등)", required=True, fault=fault_of("basis"))
        with st.container(horizontal=True):
            if st.button("설정 저장", key=f"change_setting_{draft.id}", type="primary"):
                typed = drafts.fetch_draft(desk(), draft.id).fields
                command = desk("change_setting", draft.id, json.dumps(typed, sort_keys=True))
                admin.change_setting(command, name, typed)
                drafts.discard_draft(desk(), draft.id)
                say_next("설정을 저장했습니다.")
                st.rerun()
            offer_discard(draft)


def _value(draft: Draft, parameter: AgencyParameter) -> None:
    if parameter.choices:
        is_set = parameter.name == "criteria.default_set"
        choices = {choice: criteria_set(choice).label if is_set else choice for choice in parameter.choices}
        fields.choice(draft, "value", "값", choices, required=True)
    else:
        typed_text(draft, "value", "값", required=True, fault=fault_of("value"))


def _holidays(view: AdminView) -> None:
    st.caption("공휴일은 자동으로 들어 있습니다. 임시공휴일처럼 더할 날과, 휴일이지만 일하는 날만 적습니다.")
    for holiday in view.holidays:
        with st.container(horizontal=True, vertical_alignment="center"):
            kind = "근무일" if holiday.is_working else "휴일"
            st.write(plain(f"{official_date(holiday.on)} {holiday.name} ({kind})"))
            if st.button("빼기", key=f"remove_holiday_{holiday.on}"):
                with errors_shown():
                    admin.remove_holiday(desk("remove_holiday", holiday.on, desk().instant), holiday.on)
                    st.rerun()
    _holiday_form()


def _holiday_form() -> None:
    with errors_shown(), st.container(border=True, key="holiday_form"):
        draft = own_draft(Form.HOLIDAY, "holiday:new")
        fields.day(draft, "holiday_on", "날짜", required=True)
        typed_text(draft, "holiday_name", "이름", required=True, fault=fault_of("holiday_name"))
        is_working = fields.yes(draft, "is_working", "휴일이지만 근무일로 셉니다")
        if st.button("휴일 표에 넣기", key=f"change_holiday_{draft.id}", type="primary"):
            typed = drafts.fetch_draft(desk(), draft.id).fields
            command = desk("change_holiday", draft.id, json.dumps(typed, sort_keys=True))
            admin.change_holiday(command, typed, is_working)
            drafts.discard_draft(desk(), draft.id)
            say_next("휴일 표를 바꾸었습니다.")
            st.rerun()


def _today() -> str:
    return desk().today.isoformat()
