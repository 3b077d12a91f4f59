"""One precedent as people read it."""

import html
from urllib.parse import urlencode

import streamlit as st

from casebase.casework.precedents import PrecedentView, withdraw_precedent
from casebase.casework.reading_lists import put_on_list, reading_lists
from casebase.domain.precedent import (
    PRECEDENT_KIND_LABELS,
    PRECEDENT_ORIGIN_LABELS,
    PrecedentState,
    StatuteChange,
)
from casebase.korean.dates import official_date
from casebase.korean.statutes import Citation
from casebase.ui import fields
from casebase.ui.case_step import step_button, step_draft
from casebase.ui.feedback import errors_shown, fault_of
from casebase.ui.marks import demo_mark, facts, plain, timeline
from casebase.ui.precedent_list import year
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_CASE_PAGES = {"consultation": "consultation.py", "review": "exemption.py", "visit": "visit.py"}
_SHOWN_AS_FACTS = frozenset({"title", "agency", "outcome"})


def precedent_view(view: PrecedentView) -> None:
    """Show what it says, what has changed since, and what can be done with it."""
    found = view.precedent
    st.title(plain(f"{found.number} {found.title}"))
    demo_mark(found.is_demo, found.source)
    _warnings(view)
    facts(_facts(view))
    for name, label, text in view.parts:
        if name not in _SHOWN_AS_FACTS:
            _part(label, text, view.citations)
    _citations(view.citations)
    _case_link(view)
    _put_on_list(view)
    _withdraw(view)
    if view.timeline:
        timeline(view.timeline)


def _warnings(view: PrecedentView) -> None:
    if view.precedent.state == PrecedentState.WITHDRAWN:
        reason = view.precedent.withdrawal_reason
        st.error(plain(f"공개를 철회한 사례입니다. 감사기구 밖에서는 보이지 않습니다. 사유: {reason}"))
    if view.fault:
        st.error(plain(view.fault))
    for change in view.changed:
        st.warning(plain(f"인용한 법령이 바뀌었습니다: {changed(change)}"), icon="⚠️")


def changed(change: StatuteChange) -> str:
    """Say which statute changed when, how, and where that stands."""
    named = f"{change.statute} {change.article}".strip()
    return f"{named} {official_date(change.changed_on)} 시행. {change.what} (근거: {change.source})"


def _facts(view: PrecedentView) -> dict[str, str]:
    found = view.precedent
    told = {
        "종류": PRECEDENT_KIND_LABELS[found.kind],
        "출처": PRECEDENT_ORIGIN_LABELS[found.origin],
        "기관": found.agency,
        "분야": found.field,
        "연도": year(found.year),
        "접수일": official_date(found.received_on) if found.received_on else "",
        "처리일": official_date(found.answered_on) if found.answered_on else "",
        "결과": found.outcome,
        "공개": f"{official_date(found.published_on)} {view.published_by}".strip(),
        "가린 곳": f"{view.count_masked}곳" if view.count_masked else "",
    }
    return {name: value for name, value in told.items() if value}


def _part(label: str, text: str, citations: tuple[Citation, ...]) -> None:
    """Show a text with the statutes it names as links to what else cites them."""
    body = html.escape(text)
    for name in sorted({_named(citation) for citation in citations}, key=len, reverse=True):
        escaped = html.escape(name)
        body = body.replace(escaped, f'<a href="{_href(name)}" target="_self">{escaped}</a>')
    lines = body.replace("\n", "<br>")
    st.html(f'<section class="passage"><h4>{html.escape(label)}</h4><p>{lines}</p></section>')


def _citations(citations: tuple[Citation, ...]) -> None:
    if citations:
        names = [_named(citation) for citation in citations]
        links = " · ".join(f'<a href="{_href(name)}" target="_self">{html.escape(name)}</a>' for name in names)
        st.html(f'<section class="passage"><h4>같은 조문의 사례 찾기</h4><p>{links}</p></section>')


def _named(citation: Citation) -> str:
    return f"{citation.statute} {citation.article}".strip()


def _href(name: str) -> str:
    return html.escape(f"/precedents?{urlencode({'query': name})}")


def _case_link(view: PrecedentView) -> None:
    with st.container(key="of_precedent", gap="xsmall"):
        if view.case is not None:
            kind, number = view.case
            st.page_link(_CASE_PAGES[kind], label=f"원문 사건 {number}", query_params={"number": number})
        for post in view.posts:
            st.page_link("post.py", label=f"게시글 {post.number}", query_params={"number": post.number})


def _put_on_list(view: PrecedentView) -> None:
    own = [line.reading_list for line in reading_lists(desk()) if line.is_own]
    if not own or view.precedent.state == PrecedentState.WITHDRAWN:
        return
    with errors_shown():
        start = {"precedent_number": view.precedent.number}
        draft = step_draft("put_on_list", view.precedent.id, lambda: start)
        with st.expander("읽기 목록에 넣기", expanded=bool(fault_of("item_note"))):
            names = {each.id: each.name for each in own}
            chosen = fields.choice(draft, "list_id", "읽기 목록", names, required=True)
            typed_text(draft, "item_note", "읽을 까닭", fault=fault_of("item_note"), limit=500)
            if chosen:
                version = next(each.version for each in own if each.id == chosen)
                step_button(
                    draft, "put_on_list", "목록에 넣기", put_on_list, chosen, version, "읽기 목록에 넣었습니다."
                )
            else:
                st.caption("넣을 목록을 고르세요.")


def _withdraw(view: PrecedentView) -> None:
    if not view.may_withdraw:
        return
    found = view.precedent
    with errors_shown():
        draft = step_draft("withdraw_precedent", found.id)
        with st.expander("공개 철회", expanded=bool(fault_of("withdrawal_reason"))):
            st.caption("사례만 내려집니다. 원래 문서와 기록은 그대로입니다.")
            fault = fault_of("withdrawal_reason")
            typed_text(draft, "withdrawal_reason", "철회 사유", lines=2, required=True, fault=fault)
            told = f"사례 {found.number}의 공개를 철회했습니다."
            step_button(
                draft,
                "withdraw_precedent",
                "공개 철회",
                withdraw_precedent,
                found.id,
                found.version,
                told,
                is_primary=False,
            )
