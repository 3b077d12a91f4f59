"""The form of a visit, for a finger on a tablet."""

import streamlit as st

from casebase.casework import businesses, drafts, visits
from casebase.casework.visit_entry import MOST_MATTERS
from casebase.domain.account import Account
from casebase.domain.business import INDUSTRIES, REGIONS, Business, printed_registration_number
from casebase.domain.case import FIELDS
from casebase.domain.draft import Draft
from casebase.domain.visit import TRACK_LABELS, Track, Visit
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_fault, show_faults_summary
from casebase.ui.marks import plain
from casebase.ui.photos import photo_picker
from casebase.ui.session import desk
from casebase.ui.signature import signature_pad
from casebase.ui.similar_precedents import similar_precedents
from casebase.ui.typed import typed_text

MOST_FOUND = 8


def visit_form(draft: Draft, people: list[Account], correcting: Visit | None = None) -> None:
    """Show the form, and finish or correct the visit when asked to."""
    fields.begin_form(draft)
    show_faults_summary()
    st.subheader("1. 업체")
    _business(draft)
    st.subheader("2. 언제, 어디서, 누구와")
    _circumstances(draft, people)
    st.subheader("3. 애로사항")
    _matters(draft, people, is_fixed=correcting is not None)
    st.subheader("4. 사진과 서명")
    photo_picker(draft, label="현장 사진")
    signature_pad(draft, label="만난 사람의 서명")
    if correcting is None:
        _finish(draft)
    else:
        _correct(draft, correcting)


def _business(draft: Draft) -> None:
    chosen = draft.text("business_id")
    show_fault("business_id")
    if chosen:
        _chosen_business(draft, chosen)
        return
    query = st.text_input(
        "업체 찾기", key="business_query", placeholder="이름, 사업자등록번호, 초성(예: ㅎㅂㅈㅁ)", live=True
    )
    with errors_shown():
        found, count = businesses.find_businesses(desk(), query, MOST_FOUND)
        for business in found:
            if st.button(plain(_told(business)), key=f"choose_business_{business.id}", width="stretch"):
                _choose(draft, business)
        if count > MOST_FOUND:
            st.caption(f"{count}곳 가운데 {MOST_FOUND}곳입니다. 더 입력해 좁히세요.")
        if query and not found:
            st.info("찾는 업체가 없습니다. 아래에서 새로 등록하세요.")
    with st.expander("새 업체 등록", expanded=bool(fault_of("registration_number") or fault_of("business_name"))):
        _new_business(draft)


def _chosen_business(draft: Draft, business_id: str) -> None:
    with errors_shown():
        business = businesses.business(desk(), business_id)
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(business.name)}**  \n{plain(_told(business).partition(' · ')[2])}")
            if st.button("다른 업체 고르기", key="change_business"):
                fields.keep(draft.id, "business_id", "")
                st.rerun()


def _new_business(draft: Draft) -> None:
    for name, label in (("business_name", "업체 이름"), ("registration_number", "사업자등록번호")):
        typed_text(draft, name, label, required=True, fault=fault_of(name))
    left, right = st.columns(2)
    with left:
        fields.choice(draft, "industry", "업종", INDUSTRIES, required=True)
    with right:
        fields.choice(draft, "region_code", "시군", REGIONS, required=True)
    typed_text(draft, "address", "주소", fault=fault_of("address"))
    typed_text(draft, "contact", "연락처", fault=fault_of("contact"))
    if st.button("업체 등록", key="register_business"):
        with errors_shown():
            typed = drafts.fetch_draft(desk(), draft.id).fields
            business_id = businesses.register_business(desk("register_business", draft.id), typed)
            _choose(draft, businesses.business(desk(), business_id))


def _choose(draft: Draft, business: Business) -> None:
    fields.keep(draft.id, "business_id", business.id)
    if not draft.text("place"):
        fields.keep(draft.id, "place", business.address)
    st.rerun()


def _circumstances(draft: Draft, people: list[Account]) -> None:
    day, begin, end = st.columns(3)
    with day:
        fields.day(draft, "visited_on", "방문일", required=True, latest=desk().today)
    with begin:
        fields.clock(draft, "begins_at", "시작 시각", required=True)
    with end:
        fields.clock(draft, "ends_at", "종료 시각", required=True)
    typed_text(draft, "place", "방문 장소", required=True, fault=fault_of("place"))
    fields.several(draft, "member_ids", "함께 간 사람", {person.id: person.name for person in people})
    typed_text(draft, "met", "만난 사람(이름과 직위)", required=True, fault=fault_of("met"))
    fields.yes(draft, "consents_to_record", "상담 내용을 기록하는 데 동의를 받았습니다", required=True)


def _matters(draft: Draft, people: list[Account], *, is_fixed: bool) -> None:
    count = fields.count(draft, "count_matters")
    for n in range(1, count + 1):
        with st.container(border=True, key=f"matter_{n}"):
            _matter(draft, n, people, is_fixed=is_fixed)
    show_fault("count_matters")
    if is_fixed:
        return
    with st.container(horizontal=True):
        if count < MOST_MATTERS and st.button("애로사항 추가", key="add_matter"):
            fields.keep(draft.id, f"owner_id_{count + 1}", draft.account_id)
            fields.keep(draft.id, "count_matters", str(count + 1))
            st.rerun()
        if count > 1 and st.button("마지막 애로사항 빼기", key="remove_matter"):
            fields.keep(draft.id, "count_matters", str(count - 1))
            st.rerun()


def _matter(draft: Draft, n: int, people: list[Account], *, is_fixed: bool) -> None:
    st.markdown(f"**애로사항 {n}**")
    left, right = st.columns(2)
    with left:
        fields.choice(draft, f"field_{n}", "분야", {field: field for field in FIELDS}, required=True)
    with right:
        typed_text(draft, f"department_{n}", "소관부서", fault=fault_of(f"department_{n}"))
    typed_text(draft, f"difficulty_{n}", "무엇이 어려운가", lines=3, required=True, fault=fault_of(f"difficulty_{n}"))
    typed_text(draft, f"law_{n}", "관련 법령(아는 만큼)", fault=fault_of(f"law_{n}"))
    similar_precedents(draft, f"precedents_{n}", (f"difficulty_{n}", f"law_{n}"), draft.text(f"field_{n}"))
    if is_fixed:
        track = draft.text(f"track_{n}")
        st.caption(f"처리 방법: {TRACK_LABELS[Track(track)]} (완료한 뒤에는 바꿀 수 없습니다)")
        show_fault(f"track_{n}")
    else:
        tracks = {t.value: label for t, label in TRACK_LABELS.items()}
        track = fields.pills(draft, f"track_{n}", "처리 방법", tracks, required=True)
    if track == Track.ON_SITE:
        typed_text(draft, f"answer_{n}", "현장 답변", lines=3, required=True, fault=fault_of(f"answer_{n}"))
    elif track == Track.LATER:
        _promise(draft, n, people)
    elif track == Track.FORMAL:
        st.caption("완료하면 사전컨설팅 초안이 만들어지고, 여기 적은 내용이 그대로 옮겨집니다.")


def _promise(draft: Draft, n: int, people: list[Account]) -> None:
    left, right = st.columns(2)
    with left:
        fields.day(draft, f"promised_on_{n}", "회신 약속일", required=True)
    with right:
        names = {person.id: person.name for person in people}
        fields.choice(draft, f"owner_id_{n}", "회신 담당자", names, required=True)


def _finish(draft: Draft) -> None:
    st.caption("완료하면 번호가 붙고 결과서(PDF)가 만들어집니다. 그 뒤에는 정정으로만 고칠 수 있습니다.")
    if st.button("방문 완료", key="finish_visit", type="primary", width="stretch"):
        with errors_shown():
            number = visits.finish_visit(desk("finish_visit", draft.id), draft.id)
            _show_visit(number, "방문을 완료했습니다. 결과서를 열어 건네주세요.")


def _correct(draft: Draft, visit: Visit) -> None:
    typed_text(draft, "correction_reason", "정정 사유", required=True, fault=fault_of("correction_reason"))
    if st.button("정정하고 새 결과서 발행", key="correct_visit", type="primary", width="stretch"):
        with errors_shown():
            version = int(draft.text("version"))
            number = visits.correct_visit(desk("correct_visit", draft.id, version), draft.id, version)
            _show_visit(number, f"{visit.number}의 기록을 정정했습니다. 앞의 기록과 결과서는 그대로 보존됩니다.")


def _show_visit(number: str, notice: str) -> None:
    say_next(notice)
    st.query_params.from_dict({"number": number})
    st.rerun()


def _told(business: Business) -> str:
    parts = [business.name, REGIONS[business.region_code], INDUSTRIES[business.industry]]
    return " · ".join([*parts, printed_registration_number(business.registration_number)]).rstrip(" ·")
