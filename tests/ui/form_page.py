"""The page the browser tests drive: one of each part, and an act that says what it read from the store."""

import json
import os
from pathlib import Path

import streamlit as st

from casebase.domain.draft import Draft, Form
from casebase.ui.photos import photo_picker
from casebase.ui.signature import signature_pad
from casebase.ui.style import apply_style
from casebase.ui.typed import typed_text

HOME = Path(os.environ["FORM_HOME"])


def stored() -> Draft:
    draft = st.query_params["id"]
    file = HOME / f"{draft}.json"
    kept = json.loads(file.read_text()) if file.exists() else {}
    return Draft(
        id=draft,
        account_id="kim",
        form=Form.VISIT,
        subject="",
        started_at="",
        saved_at="",
        fields={name: entry["v"] for name, entry in kept.items()},
        sequences={name: entry["s"] for name, entry in kept.items()},
    )


apply_style()
draft = stored()
st.title("방문 기록")
place = typed_text(draft, "place", "방문 장소", required=True, help="공장이면 동 이름까지 적으세요.")
difficulty = typed_text(draft, "difficulty", "애로사항", lines=4, placeholder="들은 대로 적으세요.", limit=50)
typed_text(draft, "answer", "현장 답변", lines=2, fault="현장 답변을 입력하세요.")
for number in range(int(st.query_params.get("more", 0))):
    typed_text(draft, f"extra_{number}", f"항목 {number}", lines=3)
signature_pad(draft)
photos = photo_picker(draft)
photo_picker(draft, "evidence", "evidence", accept="", capture=False, label="증거 자료")
st.html(f"<p id='heard'>{place}|{difficulty}</p>")
st.html(f"<p id='photos'>{len(photos)}</p>")
if st.button("완료", key="finish_visit", type="primary"):
    st.html(f"<p id='finished'>{stored().text('place')}|{stored().text('difficulty')}</p>")
if st.button("애로사항 더하기", key="add_matter"):
    st.html("<p id='added'>더했습니다</p>")
st.radio("처리", ["현장 즉답", "정식 신청", "후속 회신"], key="track", horizontal=True)
st.pills("분야", ["인허가", "환경·폐기물"], key="field")
st.checkbox("기록에 동의했습니다", key="consent")
st.date_input("방문일", key="visited_on")
st.selectbox("시군", ["창원시", "김해시"], key="city", index=None, placeholder="고르세요")
st.text_input("검색", key="search")
st.html("<p class='field-fault' role='alert'>업체를 고르세요.</p>")
st.markdown("| 기한 | 내용 |\n|---|---|\n| 2026-01-02 | 접수 |")
