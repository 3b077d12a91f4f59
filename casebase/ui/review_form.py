"""The form of an exemption review: an application, or an entry by the office."""

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework import review_views, reviews
from casebase.casework.accounts import me
from casebase.casework.prior_opinions import choices_of_prior_opinions
from casebase.casework.review_entry import MOST_PARTS
from casebase.domain.account import Account
from casebase.domain.agency import Agency
from casebase.domain.case import FIELDS
from casebase.domain.draft import Draft
from casebase.domain.review import DISPOSITIONS, ORIGIN_LABELS, SUBJECT_KIND_LABELS, Origin
from casebase.law.criteria import criteria_sets_on
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_faults_summary
from casebase.ui.photos import photo_picker
from casebase.ui.session import desk
from casebase.ui.similar_precedents import similar_precedents
from casebase.ui.typed import typed_text


def review_form(draft: Draft) -> None:
    """Show the form: an application for an applicant, an entry for the office."""
    fields.begin_form(draft)
    show_faults_summary()
    is_office = bool(granted(me(desk()).role, Act.REGISTER_REVIEW))
    agencies = review_views.review_agencies(desk())
    applicants = review_views.applicants(desk()) if is_office else []
    st.subheader("1. 신청과 감사")
    _application(draft, agencies, is_office=is_office)
    st.subheader("2. 지적사항")
    count_observations = _observations(draft)
    st.subheader("3. 대상과 처분")
    _subjects(draft, count_observations, applicants)
    st.subheader("4. 신청취지와 소명")
    _argument(draft, is_office=is_office)
    _file(draft, is_office=is_office)


def _application(draft: Draft, agencies: list[Agency], *, is_office: bool) -> None:
    origins = ORIGIN_LABELS if is_office else {o: ORIGIN_LABELS[o] for o in (Origin.AGENCY, Origin.PERSON)}
    fields.pills(draft, "origin", "신청 구분", {o.value: label for o, label in origins.items()}, required=True)
    typed_text(draft, "title", "건명", required=True, fault=fault_of("title"))
    left, right = st.columns(2)
    with left:
        fields.choice(draft, "field", "분야", {field: field for field in FIELDS}, required=True)
    with right:
        if is_office:
            names = {agency.id: agency.name for agency in agencies}
            fields.choice(draft, "agency_id", "대상기관", names, required=True)
    typed_text(draft, "audit_name", "감사명", required=True, fault=fault_of("audit_name"))
    left, right = st.columns(2)
    with left:
        fields.day(draft, "audit_ended_on", "감사 종료일", latest=desk().today)
    with right:
        if is_office:
            fields.day(draft, "filed_on", "신청일(직권이면 착수일)", required=True, latest=desk().today)
    typed_text(
        draft,
        "applicant_name",
        "신청인(기관의 장 또는 감사받은 사람)",
        required=draft.text("origin") != Origin.EX_OFFICIO,
        fault=fault_of("applicant_name"),
    )
    if is_office:
        sets = {each.code: each.label for each in criteria_sets_on(desk().today)}
        fields.choice(draft, "criteria_set", "판단 기준(비우면 기관의 기본 기준)", sets)


def _observations(draft: Draft) -> int:
    count = fields.count(draft, "count_observations")
    for n in range(1, count + 1):
        with st.container(border=True, key=f"observation_{n}"):
            title, text, loss = f"observation_title_{n}", f"observation_text_{n}", f"loss_{n}"
            typed_text(draft, title, f"지적 제목 {n}", required=True, fault=fault_of(title))
            typed_text(draft, text, "지적 내용", lines=4, required=True, fault=fault_of(text))
            typed_text(draft, loss, "손실액(원, 없으면 비움)", fault=fault_of(loss))
    _more_or_fewer(draft, "count_observations", count, "지적사항", "observation")
    return count


def _subjects(draft: Draft, count_observations: int, applicants: list[Account]) -> None:
    count = fields.count(draft, "count_subjects")
    for n in range(1, count + 1):
        with st.container(border=True, key=f"subject_{n}"):
            _subject(draft, n, applicants)
            for m in range(1, count_observations + 1):
                label = f"지적 {m}번과 관련된 처분(관련 없으면 비움)"
                fields.choice(draft, f"disposition_{m}_{n}", label, {d: d for d in DISPOSITIONS})
    _more_or_fewer(draft, "count_subjects", count, "대상", "subject")


def _subject(draft: Draft, n: int, applicants: list[Account]) -> None:
    kinds = {kind.value: label for kind, label in SUBJECT_KIND_LABELS.items()}
    fields.pills(draft, f"subject_kind_{n}", f"대상 {n} 구분", kinds, required=True)
    left, right = st.columns(2)
    name, post = f"subject_name_{n}", f"subject_post_{n}"
    with left:
        typed_text(draft, name, "이름", required=True, fault=fault_of(name))
    with right:
        typed_text(draft, post, "소속·직위", fault=fault_of(post))
    if applicants:
        people = {account.id: f"{account.name} ({account.login})" for account in applicants}
        fields.choice(draft, f"subject_account_{n}", "이 대상의 계정(있으면)", people)


def _argument(draft: Draft, *, is_office: bool) -> None:
    typed_text(draft, "request", "신청취지", lines=2, required=True, fault=fault_of("request"))
    typed_text(
        draft, "circumstances", "경위(무슨 일이 왜 있었는지)", lines=5, required=True, fault=fault_of("circumstances")
    )
    typed_text(draft, "argument", "소명", lines=5, required=not is_office, fault=fault_of("argument"))
    told = ("title", "observation_title_1", "request", "circumstances", "argument")
    similar_precedents(draft, "precedents", told, draft.text("field"))
    _prior_opinion(draft, is_office=is_office)
    if is_office:
        typed_text(draft, "visit_number", "관련 방문 번호(있으면)", fault=fault_of("visit_number"))
    photo_picker(
        draft,
        name="evidence" if is_office else "statements",
        role="evidence" if is_office else "statement",
        accept="",
        capture=False,
        label="증거 파일",
    )


def _prior_opinion(draft: Draft, *, is_office: bool) -> None:
    """Offer this office's own opinions to the agency, beside words for any other."""
    agency_id = draft.text("agency_id") if is_office else me(desk()).agency_id or ""
    given = choices_of_prior_opinions(desk(), agency_id) if agency_id else []
    label = "따른 사전컨설팅 의견(번호와 날짜, 없으면 비움)"
    if given:
        own = {one.consultation_number: f"{one.consultation_number} {one.title} · {one.outcome}" for one in given}
        fields.choice(draft, "consultation_number", "따른 사전컨설팅 의견(이 감사기구가 낸 것, 없으면 비움)", own)
        label = "그 밖에 따른 사전컨설팅 의견(번호와 날짜, 없으면 비움)"
    typed_text(draft, "prior_opinion", label, fault=fault_of("prior_opinion"))


def _more_or_fewer(draft: Draft, key: str, count: int, what: str, part: str) -> None:
    with st.container(horizontal=True):
        if count < MOST_PARTS and st.button(f"{what} 추가", key=f"add_{part}"):
            fields.keep(draft.id, key, str(count + 1))
            st.rerun()
        if count > 1 and st.button(f"마지막 {what} 빼기", key=f"remove_{part}"):
            fields.keep(draft.id, key, str(count - 1))
            st.rerun()


def _file(draft: Draft, *, is_office: bool) -> None:
    label, act = ("등록하고 접수", reviews.register_review) if is_office else ("신청서 제출", reviews.apply_for_review)
    key = "register_review" if is_office else "apply_for_review"
    if st.button(label, key=key, type="primary", width="stretch"):
        with errors_shown():
            number = act(desk(key, draft.id), draft.id)
            say_next(f"{number}로 {'등록' if is_office else '제출'}했습니다.")
            st.query_params.from_dict({"number": number})
            st.rerun()
