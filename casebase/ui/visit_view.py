"""One finished visit as people read it, and the answer it still owes."""

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework import drafts, visits
from casebase.casework.accounts import me
from casebase.casework.visit_views import VisitView
from casebase.domain.business import INDUSTRIES, REGIONS, printed_registration_number
from casebase.domain.consultation import CONSULTATION_STATUS_LABELS, ConsultationStatus
from casebase.domain.document import DOCUMENT_TITLES, Document
from casebase.domain.draft import Form
from casebase.domain.visit import REPLY_WAYS, TRACK_LABELS, VISIT_STATUS_LABELS, Matter, Track
from casebase.korean.dates import official_date
from casebase.korean.text import particle
from casebase.ui import fields
from casebase.ui.draft_filling import begin_from_visit, correction_fields
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_faults_summary
from casebase.ui.lists import case_query
from casebase.ui.marks import demo_mark, facts, plain, timeline
from casebase.ui.own_draft import own_draft
from casebase.ui.paper_signature import signature_told
from casebase.ui.publication_offers import publication_offers
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def visit_view(view: VisitView) -> None:
    """Show a visit: first its papers and what it owes, then what was said, then what happened."""
    visit, business = view.visit, view.business
    st.title(plain(f"{visit.number} {business.name}"))
    demo_mark(visit.is_demo, visit.source)
    _papers(view)
    show_faults_summary()
    for matter in visit.matters:
        with st.container(border=True, key=f"matter_{matter.position}"):
            _matter(view, matter)
    facts(
        {
            "상태": VISIT_STATUS_LABELS[visit.status],
            "방문": f"{official_date(visit.visited_on)} {visit.begins_at}~{visit.ends_at}",
            "장소": visit.place,
            "업체": f"{REGIONS[business.region_code]} · {INDUSTRIES[business.industry]} · "
            f"{printed_registration_number(business.registration_number) or '사업자등록번호 없음'}",
            "방문자": ", ".join(view.names.get(i, "") for i in (visit.lead_id, *visit.member_ids)),
            "만난 사람": visit.met,
            "기록 동의": "받음" if visit.consents_to_record else "받지 않음",
        }
    )
    _photos(view)
    publication_offers("visit", visit.id)
    timeline(view.timeline)


def _papers(view: VisitView) -> None:
    latest = {d.id for d in view.documents} - {d.supersedes_id for d in view.documents}
    with st.container(horizontal=True):
        for document in view.documents:
            _paper(document, is_latest=document.id in latest)
        if view.may_correct and st.button("기록 정정", key="begin_correction"):
            with errors_shown():
                draft_id = drafts.begin_draft(desk(), Form.VISIT, f"visit:{view.visit.id}")
                drafts.keep_fields(desk(), draft_id, correction_fields(view))
                st.query_params.from_dict({"id": draft_id})
                st.rerun()
    _signatures(view)


def _signatures(view: VisitView) -> None:
    for document in view.documents:
        st.caption(plain(f"{document.number} {signature_told(document)}"))


def _paper(document: Document, *, is_latest: bool) -> None:
    title = f"{DOCUMENT_TITLES[document.kind]} {document.number}"
    st.link_button(title if is_latest else f"{title} (정정 전)", f"/papers/{document.number}")


def _matter(view: VisitView, matter: Matter) -> None:
    told = " · ".join(part for part in (TRACK_LABELS[matter.track], matter.department) if part)
    st.markdown(f"**{matter.position}. {matter.field}** · {plain(told)}")
    st.text(matter.difficulty)
    if matter.law:
        st.caption(plain(f"관련 법령: {matter.law}"))
    if matter.answer:
        st.markdown("**답변**")
        st.text(matter.answer)
    if matter.track == Track.FORMAL:
        _consultation(view, matter)
    if matter.answered_on and matter.reached_on:
        way = REPLY_WAYS[matter.reached_how]
        answered, reached = official_date(matter.answered_on), official_date(matter.reached_on)
        st.caption(plain(f"{answered} 회신, {reached} {way}{particle(way, '으로/로')} 전달"))
    if matter.is_open:
        _owed(view, matter)


def _consultation(view: VisitView, matter: Matter) -> None:
    """Lead to the case that a matter opened, or to its application where that is still to be written."""
    for case in view.consultations:
        if case.id != matter.case_id:
            continue
        label = plain(f"{case.name} ({CONSULTATION_STATUS_LABELS[case.status]})")
        st.page_link("consultation.py", label=label, query_params=case_query(case.id, case.number))
        is_begun = case.status == ConsultationStatus.DRAFTING
        may_register = granted(me(desk()).role, Act.REGISTER_CONSULTATION)
        if is_begun and may_register and st.button("신청서 작성", key=f"begin_from_visit_{matter.position}"):
            with errors_shown():
                st.switch_page("consultation.py", query_params={"id": begin_from_visit(case)})


def _owed(view: VisitView, matter: Matter) -> None:
    day = official_date(matter.promised_on) if matter.promised_on else ""
    owner = view.names.get(matter.owner_id or "", "")
    st.warning(plain(f"{day}까지 회신하기로 약속했습니다. 담당: {owner}"))
    if not view.may_answer:
        return
    with errors_shown():
        if matter.position == _answering(view):
            _answer(matter)
        elif st.button("회신 쓰기", key=f"begin_answer_{matter.position}"):
            st.query_params["answer"] = str(matter.position)
            st.rerun()


def _answering(view: VisitView) -> int:
    """Return the position of the matter being answered, one at a time: the one asked for, else the first begun."""
    asked = st.query_params.get("answer", "")
    if asked.isdecimal():
        return int(asked)
    owed = [matter for matter in view.visit.matters if matter.is_open]
    begun = (m.position for m in owed if drafts.find_draft_of(desk(), Form.MATTER, f"matter:{m.id}"))
    return next(begun, 0)


def _answer(matter: Matter) -> None:
    draft = own_draft(Form.MATTER, f"matter:{matter.id}")
    typed_text(draft, "answer", "회신 내용", lines=4, required=True, fault=fault_of("answer"))
    left, right = st.columns(2)
    with left:
        fields.choice(draft, "reached_how", "전달 방법", REPLY_WAYS, required=True)
    with right:
        fields.day(draft, "reached_on", "전달한 날", required=True, latest=desk().today)
    if st.button("회신 발행", key=f"give_later_answer_{matter.position}", type="primary"):
        typed = drafts.fetch_draft(desk(), draft.id).fields
        number = visits.give_later_answer(desk("give_later_answer", draft.id), matter.id, typed)
        drafts.discard_draft(desk(), draft.id)
        say_next(f"회신 {number}번을 발행했습니다.")
        st.query_params.pop("answer", None)
        st.rerun()


def _photos(view: VisitView) -> None:
    photos = [photo for photo in view.photos if photo.role == "photo"]
    if photos:
        st.subheader("사진")
        images = "".join(f'<img src="/files/{photo.id}" alt="현장 사진 {n}">' for n, photo in enumerate(photos, 1))
        st.html(f'<div class="photo-row">{images}</div>')
