"""The application for a consultation (사전컨설팅 신청서), in the order of the paper."""

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework.accounts import me
from casebase.casework.consultation_views import consultation_agencies, who_may_apply
from casebase.casework.consultations import apply_for_consultation, register_consultation
from casebase.casework.ledger import SUPPLIED
from casebase.domain.account import Account
from casebase.domain.case import FIELDS
from casebase.domain.consultation import APPLICANT_KIND_LABELS, CHECKLIST, ApplicantKind
from casebase.domain.draft import Draft
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_faults_summary
from casebase.ui.marks import plain
from casebase.ui.photos import photo_picker
from casebase.ui.screening_form import screening_questions, screening_result
from casebase.ui.session import desk
from casebase.ui.similar_precedents import similar_precedents
from casebase.ui.typed import typed_text


def consultation_form(draft: Draft) -> None:
    """Show the form: an application for an applicant, an entry of one on paper or of a visit for the office."""
    fields.begin_form(draft)
    show_faults_summary()
    account = me(desk())
    is_office = bool(granted(account.role, Act.REGISTER_CONSULTATION))
    st.subheader("1. 신청인과 건명")
    _applicant(draft, account, is_office=is_office)
    st.subheader("2. 신청배경")
    _text(draft, "background", "신청배경", 5, "배경을 모르는 사람도 알 수 있게 무슨 일이 왜 문제인지 적으세요.")
    st.subheader("3. 신청요지")
    _question(draft)
    st.subheader("4. 신청기관·부서 의견")
    _text(
        draft,
        "opinion",
        "신청기관·부서 의견",
        4,
        "갑설과 을설 가운데 어느 쪽이 옳다고 보는지, 그 이유와 함께 적으세요.",
    )
    _text(draft, "self_review", "자체검토", 4, "법무 부서나 소관 부서와 검토한 내용을 적으세요.")
    st.subheader("5. 체크리스트")
    with st.container(gap=None):
        fields.ticks(draft, "checklist", CHECKLIST)
    st.subheader("6. 대상 여부 자가점검")
    st.caption("답에 따라 결과가 바로 나옵니다. 결과와 관계없이 신청할 수 있고, 마지막 판단은 감사기구가 합니다.")
    screening_result(screening_questions(draft, desk().today))
    st.subheader("7. 붙임")
    st.caption(
        "판단에 필요한 자료를 모두 붙이세요. 필요한 정보를 충분히 내지 않으면 의견을 따라도 면책이 추정되지 않습니다."
    )
    photo_picker(draft, name="supplied", role=SUPPLIED, accept="", capture=False, label="붙임 자료")
    _file(draft, is_office=is_office)


def _applicant(draft: Draft, account: Account, *, is_office: bool) -> None:
    kind = ApplicantKind.AGENCY.value
    agencies = {agency.id: agency.name for agency in consultation_agencies(desk())}
    if is_office or account.agency_id is None:
        kinds = {each.value: APPLICANT_KIND_LABELS[each] for each in who_may_apply(desk())}
        kind = fields.pills(draft, "applicant_kind", "신청인 구분", kinds, required=True)
        label = "신청기관" if kind in {"", ApplicantKind.AGENCY} else "대상기관(처분이나 인허가를 하는 곳)"
        fields.choice(draft, "agency_id", label, agencies, required=True)
    else:
        st.caption(plain(f"신청기관: {agencies.get(account.agency_id, '')}"))
    left, right = st.columns(2)
    with left:
        needs_department = kind in {"", ApplicantKind.AGENCY}
        typed_text(draft, "department", "부서", required=needs_department, fault=fault_of("department"))
    with right:
        label = "신청인(담당자)" if needs_department else "신청인"
        typed_text(draft, "applicant_name", label, required=True, fault=fault_of("applicant_name"))
    typed_text(draft, "title", "건명", required=True, fault=fault_of("title"))
    left, right = st.columns(2)
    with left:
        fields.choice(draft, "field", "분야", {field: field for field in FIELDS}, required=True)
    with right:
        if is_office:
            fields.day(draft, "filed_on", "신청일", required=True, latest=desk().today)


def _question(draft: Draft) -> None:
    _text(draft, "request", "신청사항", 3, "무엇을 해도 되는지 한두 문장으로 물으세요.")
    left, right = st.columns([2, 1])
    with left:
        _text(draft, "law", "관련 법령", 3, "조·항·호까지 적으세요.")
    with right:
        fields.day(draft, "law_as_of", "법령 기준일", required=True)
    _text(draft, "issues", "주요쟁점", 3, "")
    left, right = st.columns(2)
    with left:
        _text(draft, "view_a", "갑설", 6, "할 수 있다고 보는 견해와 근거")
    with right:
        _text(draft, "view_b", "을설", 6, "할 수 없다고 보는 견해와 근거")
    similar_precedents(draft, "precedents", ("title", "request", "law", "issues", "background"), draft.text("field"))


def _text(draft: Draft, name: str, label: str, lines: int, help: str) -> None:
    typed_text(draft, name, label, help=help, lines=lines, required=True, fault=fault_of(name))


def _file(draft: Draft, *, is_office: bool) -> None:
    label, act, key = (
        ("신청서 입력", register_consultation, "register_consultation")
        if is_office
        else ("신청서 제출", apply_for_consultation, "apply_for_consultation")
    )
    if st.button(label, key=key, type="primary", width="stretch"):
        with errors_shown():
            case_id = act(desk(key, draft.id), draft.id)
            say_next(
                "신청서를 입력했습니다. 이어서 접수하세요." if is_office else "신청했습니다. 접수되면 번호가 붙습니다."
            )
            st.query_params.from_dict({"case": case_id})
            st.rerun()
