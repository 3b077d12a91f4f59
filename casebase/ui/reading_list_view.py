"""Reading lists: one's own and those that others share, precedents in an order with why to read each."""

import streamlit as st

from casebase.casework.desk import Desk
from casebase.casework.drafts import discard_draft, fetch_draft
from casebase.casework.reading_lists import (
    ReadingItemView,
    ReadingListLine,
    ReadingListView,
    change_reading_list,
    make_reading_list,
    move_on_list,
    put_on_list,
    reading_lists,
    take_off_list,
)
from casebase.domain.board import ReadingList
from casebase.domain.draft import Draft, Form
from casebase.domain.precedent import PRECEDENT_KIND_LABELS, PrecedentKind
from casebase.ui import fields
from casebase.ui.case_step import step_button, step_draft
from casebase.ui.feedback import errors_shown, fault_of, say_next
from casebase.ui.marks import passage, plain
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.precedent_list import year
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def lists() -> None:
    """Show every list a person may read, and the form for a new one."""
    lines = reading_lists(desk())
    if not lines:
        st.info("읽기 목록이 없습니다. 아래에서 만들고, 사례 화면에서 사례를 넣으세요.")
    for line in lines:
        _line(line)
    with errors_shown():
        draft = own_draft(Form.READING_LIST, "new")
        with st.expander("새 읽기 목록", expanded=is_touched(draft) or bool(fault_of("name"))):
            _list_fields(draft)
            if st.button("목록 만들기", key="make_reading_list", type="primary"):
                number = make_reading_list(desk("make_reading_list", draft.id), fetch_draft(desk(), draft.id).fields)
                discard_draft(desk(), draft.id)
                say_next("읽기 목록을 만들었습니다. 사례 화면에서 사례를 넣으세요.")
                st.switch_page("reading_lists.py", query_params={"number": number})


def list_view(view: ReadingListView) -> None:
    """Show one list in its order; to who keeps it, with what changes it."""
    reading_list = view.reading_list
    st.title(plain(f"{reading_list.number} {reading_list.name}"))
    st.caption(plain(f"{view.owner} · {'함께 봄' if reading_list.is_shared else '나만 봄'} · {len(view.items)}건"))
    passage("이 목록은", reading_list.note)
    if not view.items:
        st.info("넣은 사례가 없습니다. 사례 화면의 ‘읽기 목록에 넣기’로 넣으세요.")
    for item in view.items:
        _item(view, item)
    if view.is_own:
        _put(reading_list)
        _change(reading_list)


def _line(line: ReadingListLine) -> None:
    each = line.reading_list
    with st.container(border=True, key=f"list_{each.number}", gap="xsmall"):
        label = f"**{each.number}** {plain(each.name)}"
        st.page_link("reading_lists.py", label=label, query_params={"number": each.number})
        who = "내 목록" if line.is_own else f"{line.owner} 공유"
        shared = " · 함께 봄" if line.is_own and each.is_shared else ""
        st.caption(plain(f"{who}{shared} · 사례 {len(each.items)}건"))


def _item(view: ReadingListView, item: ReadingItemView) -> None:
    position = item.item.position
    with st.container(border=True, key=f"item_{position}", gap="xsmall"):
        if item.is_withdrawn:
            st.caption(f"{position}. 사례 {item.number}: 공개를 철회한 사례입니다.")
        if item.title:
            label = f"{position}\\. **{item.number}** {plain(item.title)}"
            st.page_link("precedent.py", label=label, query_params={"number": item.number})
            kind = PRECEDENT_KIND_LABELS[PrecedentKind(item.kind)]
            st.caption(plain(" · ".join(text for text in (kind, year(item.year), item.outcome) if text)))
        if item.item.note:
            st.markdown(plain(item.item.note))
        if view.is_own:
            _move(view, item)


def _move(view: ReadingListView, item: ReadingItemView) -> None:
    place, reading_list = item.item.position, view.reading_list
    with st.container(horizontal=True, key=f"moves_{place}"), errors_shown():
        for key, label, ends, direction in (("up", "위로", 1, "up"), ("down", "아래로", len(view.items), "down")):
            if st.button(label, key=f"{key}_{place}", disabled=place == ends):
                typed = {"precedent_id": item.item.precedent_id, "direction": direction}
                _done(move_on_list(_desk(key, view, item), reading_list.id, reading_list.version, typed), "옮겼습니다.")
        if st.button("빼기", key=f"take_off_{place}"):
            typed = {"precedent_id": item.item.precedent_id}
            _done(take_off_list(_desk("off", view, item), reading_list.id, reading_list.version, typed), "뺐습니다.")


def _put(reading_list: ReadingList) -> None:
    with errors_shown():
        draft = step_draft("put_by_number", reading_list.id)
        faulty = fault_of("precedent_number") or fault_of("item_note")
        with st.expander("번호로 사례 넣기", expanded=bool(faulty)):
            fault = fault_of("precedent_number")
            typed_text(draft, "precedent_number", "사례 번호", required=True, fault=fault, placeholder="2026-사례-0001")
            typed_text(draft, "item_note", "읽을 까닭", fault=fault_of("item_note"), limit=500)
            told = "읽기 목록에 넣었습니다."
            step_button(draft, "put_on_list", "목록에 넣기", put_on_list, reading_list.id, reading_list.version, told)


def _change(reading_list: ReadingList) -> None:
    with errors_shown():
        start = {
            "name": reading_list.name,
            "note": reading_list.note,
            "is_shared": "yes" if reading_list.is_shared else "",
        }
        draft = step_draft("change_reading_list", reading_list.id, lambda: start)
        with st.expander("목록 고치기", expanded=bool(fault_of("name"))):
            _list_fields(draft)
            told = "읽기 목록을 고쳤습니다."
            version = reading_list.version
            step_button(
                draft, "change_reading_list", "고친 대로 저장", change_reading_list, reading_list.id, version, told
            )


def _list_fields(draft: Draft) -> None:
    typed_text(draft, "name", "이름", required=True, fault=fault_of("name"), limit=100)
    typed_text(draft, "note", "설명", lines=2, fault=fault_of("note"), limit=2_000)
    fields.yes(draft, "is_shared", "모두와 함께 보기")


def _desk(step: str, view: ReadingListView, item: ReadingItemView) -> Desk:
    return desk(step, view.reading_list.id, view.reading_list.version, item.item.precedent_id)


def _done(number: str, told: str) -> None:
    say_next(f"{number}: {told}")
    st.rerun()
