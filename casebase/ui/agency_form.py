"""Adding an agency, changing one, and its departments."""

import json

import streamlit as st

from casebase.casework import admin, drafts
from casebase.casework.admin import AdminView
from casebase.domain.agency import AGENCY_KIND_LABELS, Agency, Department
from casebase.domain.business import REGIONS
from casebase.domain.draft import Draft, Form
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, fault_of, say_next
from casebase.ui.marks import plain
from casebase.ui.own_draft import is_touched, offer_discard, own_draft, say_overtaken
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def agencies_form(view: AdminView) -> None:
    """Let the administrator add an agency, or choose one and change it and its departments."""
    labels = {agency.id: f"{agency.name} · {AGENCY_KIND_LABELS[agency.kind]}" for agency in view.agencies}
    chosen = st.selectbox(
        "고칠 기관", list(labels), index=None, format_func=lambda a: labels[a], key="agency", placeholder="고르세요"
    )
    agency = next((agency for agency in view.agencies if agency.id == chosen), None)
    with errors_shown():
        if agency is None:
            _add()
        else:
            _change(agency)
            _departments(view, agency)


def _add() -> None:
    draft = own_draft(Form.AGENCY, "agency:new")
    with st.expander("기관 추가", expanded=is_touched(draft)):
        _fields(draft)
        if st.button("기관 추가", key=f"add_agency_{draft.id}", type="primary"):
            typed = drafts.fetch_draft(desk(), draft.id).fields
            admin.add_agency(desk("add_agency", draft.id, json.dumps(typed, sort_keys=True)), typed)
            drafts.discard_draft(desk(), draft.id)
            say_next(f"기관을 추가했습니다: {typed['agency_name']}")
            st.rerun()


def _change(agency: Agency) -> None:
    draft = own_draft(Form.AGENCY, f"agency:{agency.id}", lambda: _recorded(agency))
    with st.container(border=True, key="agency_form"):
        say_overtaken(draft, agency.version, _printed(agency))
        _fields(draft)
        is_active = fields.yes(draft, "is_active", "쓰는 기관")
        with st.container(horizontal=True):
            if st.button("변경 저장", key="change_agency", type="primary"):
                typed = drafts.fetch_draft(desk(), draft.id).fields
                command = desk("change_agency", draft.id, json.dumps(typed, sort_keys=True))
                admin.change_agency(command, agency.id, int(typed["version"]), typed, is_active)
                drafts.discard_draft(desk(), draft.id)
                say_next(f"기관을 고쳤습니다: {typed['agency_name']}")
                st.rerun()
            offer_discard(draft)


def _fields(draft: Draft) -> None:
    typed_text(draft, "agency_name", "기관 이름", required=True, fault=fault_of("agency_name"))
    left, right = st.columns(2)
    with left:
        kinds = {kind.value: label for kind, label in AGENCY_KIND_LABELS.items()}
        fields.choice(draft, "agency_kind", "기관 구분", kinds, required=True)
    with right:
        fields.choice(draft, "region_code", "시군(없으면 비움)", REGIONS)


def _departments(view: AdminView, agency: Agency) -> None:
    st.markdown("**부서**")
    for department in view.departments:
        if department.agency_id == agency.id:
            _department(department)
    draft = own_draft(Form.DEPARTMENT, f"agency:{agency.id}")
    typed_text(draft, "department_name", "새 부서 이름", required=True, fault=fault_of("department_name"))
    if st.button("부서 추가", key=f"add_department_{draft.id}"):
        name = drafts.fetch_draft(desk(), draft.id).text("department_name")
        admin.add_department(desk("add_department", draft.id, name), agency.id, name)
        drafts.discard_draft(desk(), draft.id)
        say_next("부서를 추가했습니다.")
        st.rerun()


def _department(department: Department) -> None:
    is_active = department.is_active
    with st.container(horizontal=True, vertical_alignment="center"):
        st.write(plain(department.name) if is_active else f"~~{plain(department.name)}~~")
        if st.button("쓰지 않기" if is_active else "다시 쓰기", key=f"change_department_{department.id}"):
            command = desk("change_department", department.id, department.version)
            admin.change_department(command, department.id, department.version, department.name, not is_active)
            st.rerun()


def _recorded(agency: Agency) -> dict[str, str]:
    return {
        "version": str(agency.version),
        "agency_name": agency.name,
        "agency_kind": agency.kind.value,
        "region_code": agency.region_code,
        "is_active": "yes" if agency.is_active else "",
    }


def _printed(agency: Agency) -> dict[str, str]:
    return {
        "기관 이름": agency.name,
        "기관 구분": AGENCY_KIND_LABELS[agency.kind],
        "시군": REGIONS.get(agency.region_code, "해당 없음"),
        "쓰는 기관": "예" if agency.is_active else "아니요",
    }
