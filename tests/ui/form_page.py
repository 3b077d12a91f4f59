"""The page the browser tests drive: one of each part, and an act that says what it read from the store."""

import streamlit as st

from casebase.casework.drafts import begin_draft, fetch_draft
from casebase.domain.draft import Form
from casebase.ui.photos import photo_picker
from casebase.ui.session import desk
from casebase.ui.signature import signature_pad
from casebase.ui.similar_precedents import similar_precedents
from casebase.ui.style import apply_style
from casebase.ui.typed import typed_text

apply_style()
draft = fetch_draft(desk(), st.query_params["id"])
st.title("방문 기록")
typed_text(draft, "place", "방문 장소", required=True, help="공장이면 동 이름까지 적으세요.")
typed_text(draft, "difficulty", "애로사항", lines=4, placeholder="들은 대로 적으세요.", limit=50)
similar_precedents(draft, "precedents", ("difficulty",), "")
typed_text(draft, "answer", "현장 답변", lines=2, fault="현장 답변을 입력하세요.")
for number in range(int(st.query_params.get("more", 0))):
    typed_text(draft, f"extra_{number}", f"항목 {number}", lines=3)
signature_pad(draft)
photo_picker(draft)
photo_picker(draft, "evidence", "evidence", accept="", capture=False, label="증거 자료")
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.html(f"<p id='runs'>{st.session_state.runs}</p>")
if st.button("방문 완료", key="finish_visit", type="primary"):
    stored = fetch_draft(desk(), draft.id)
    st.html(f"<p id='finished'>{stored.text('place')}|{stored.text('difficulty')}</p>")
if st.button("애로사항 추가", key="add_matter"):
    st.html("<p id='added'>추가했습니다</p>")
if st.button("다른 초안 열기", key="open_other"):
    st.query_params["id"] = begin_draft(desk(), Form.VISIT)
    st.rerun()
st.text_input("업체 찾기", key="search")
st.radio("처리 방법", ["현장 즉답", "정식 신청", "후속 회신"], key="track", horizontal=True)
st.checkbox("기록에 동의했습니다", key="consent")
st.date_input("방문일", key="visited_on")
