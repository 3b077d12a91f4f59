"""The list of precedents: search by words, simple filters, and why each was found."""

import html

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework.accounts import me
from casebase.casework.counts import newest_event
from casebase.casework.precedent_search import Hit, search
from casebase.casework.precedents import count_precedents, precedent_choices, precedent_list
from casebase.domain.listing import PrecedentFilter, PrecedentLine
from casebase.domain.precedent import PRECEDENT_KIND_LABELS, PRECEDENT_ORIGIN_LABELS, PrecedentState
from casebase.ui.export_links import export_links
from casebase.ui.lists import pager
from casebase.ui.marks import plain
from casebase.ui.session import desk

SIZE = 20
_QUERY = "precedent_query"


def precedent_filter() -> PrecedentFilter:
    """Show what precedents can be asked for. A link may bring the words: `?query=농지법 제34조`."""
    if _QUERY not in st.session_state and (brought := st.query_params.get("query")):
        st.session_state[_QUERY] = brought
    query = st.text_input("찾기", key=_QUERY, placeholder="묻고 싶은 내용, 낱말, 조문(농지법 제34조)", live=True)
    fields, years = _choices(*newest_event(desk()))
    with st.expander("조건", key="precedent_filters"):
        left, right = st.columns(2)
        with left:
            kind = _one("filter_kind", "종류", {kind.value: label for kind, label in PRECEDENT_KIND_LABELS.items()})
            field = _one("filter_field", "분야", {field: field for field in fields})
        with right:
            origins = {origin.value: label for origin, label in PRECEDENT_ORIGIN_LABELS.items()}
            origin = _one("filter_origin", "출처", origins)
            chosen = _one("filter_year", "연도", {str(each): year(each) for each in years if each})
    return PrecedentFilter(query=query.strip(), kind=kind, origin=origin, field=field, year=int(chosen or 0))


def precedents_found(wanted: PrecedentFilter) -> None:
    """Show what matches: by words the best first, without words the newest first."""
    if wanted.query:
        _searched(wanted)
    else:
        _listed(wanted)
    export_links("precedents", wanted)


def _listed(wanted: PrecedentFilter) -> None:
    count = _counted(*newest_event(desk()), wanted)
    offset = pager("precedents", count, SIZE, wanted)
    lines = precedent_list(desk(), wanted, SIZE, offset)
    if not lines:
        st.info("공개한 사례가 없습니다. 조건을 바꾸거나, 사건 화면에서 통지한 의견서·결정서를 공개하세요.")
    for line in lines:
        _line(line)


def _searched(wanted: PrecedentFilter) -> None:
    page = int(st.session_state.get("found_page", 0)) if st.session_state.get("found_asked") == wanted else 0
    answer = search(desk(), wanted.query, wanted, SIZE, page * SIZE)
    pager("found", answer.count, SIZE, wanted)
    for note in answer.notes:
        st.info(plain(note))
    if not answer.hits and not answer.notes:
        st.info("찾은 사례가 없습니다. 다른 낱말을 쓰거나 조건을 줄이세요.")
    for place, hit in enumerate(answer.hits):
        _hit(hit, place)


def _hit(hit: Hit, place: int) -> None:
    with st.container(border=True, key=f"hit_{place}", gap="xsmall"):
        name = f"<strong>{html.escape(hit.number)}</strong> {html.escape(hit.title)}"
        st.html(f'<a class="found" href="{html.escape(hit.href)}" target="_self">{name}</a>')
        kept = "" if hit.is_published else " · 공개하지 않은 원문"
        told = [PRECEDENT_KIND_LABELS[hit.kind], hit.agency, year(hit.year), hit.field, hit.outcome]
        st.caption(plain(" · ".join(text for text in told if text) + kept))
        if hit.excerpt:
            st.markdown(plain(hit.excerpt))
        st.caption(plain(" · ".join(hit.why)))
        for change in hit.changed:
            st.warning(plain(f"인용한 법령이 바뀌었습니다: {change}"), icon="⚠️")


def _line(line: PrecedentLine) -> None:
    with st.container(border=True, key=f"precedent_{line.number}", gap="xsmall"):
        label = f"**{line.number}** {plain(line.title)}"
        st.page_link("precedent.py", label=label, query_params={"number": line.number})
        ended = "공개 철회" if line.state == PrecedentState.WITHDRAWN else ""
        demo = "시연용" if line.is_demo else ""
        told = [PRECEDENT_KIND_LABELS[line.kind], line.agency, year(line.year), line.field, line.outcome, ended, demo]
        st.caption(plain(" · ".join(text for text in told if text)))


def year(told: int) -> str:
    """Return a precedent's year as shown, empty where its source tells none."""
    return f"{told}년" if told else ""


def ways_on() -> None:
    """Link what belongs to precedents: reading lists, changes of law, and taking a casebook over."""
    with st.container(horizontal=True, key="ways_on"):
        st.page_link("reading_lists.py", label="읽기 목록")
        st.page_link("statutes.py", label="법령 개정 기록")
        if granted(me(desk()).role, Act.SEE_IMPORT):
            st.page_link("case_import.py", label="사례집·대장 가져오기")


def _one(key: str, label: str, options: dict[str, str]) -> str:
    chosen = st.selectbox(
        label, list(options), index=None, key=key, format_func=options.__getitem__, placeholder="모두"
    )
    return str(chosen or "")


@st.cache_data(max_entries=50, show_spinner=False)
def _choices(seq: int, account_id: str) -> tuple[list[str], list[int]]:  # noqa: ARG001 - the cache's key
    return precedent_choices(desk())


@st.cache_data(max_entries=200, show_spinner=False)
def _counted(seq: int, account_id: str, wanted: PrecedentFilter) -> int:  # noqa: ARG001 - the cache's key
    return count_precedents(desk(), wanted)
