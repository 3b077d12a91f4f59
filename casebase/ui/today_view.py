"""The first screen: what to do, what to finish, what changed."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from casebase.casework import drafts, today
from casebase.casework.today import Change, TodayView
from casebase.domain.draft import FORM_LABELS, Draft, Form
from casebase.domain.todo import Todo
from casebase.korean.dates import local_time, official_date, time_left, weekday
from casebase.ui.feedback import errors_shown
from casebase.ui.marks import plain
from casebase.ui.own_draft import is_touched
from casebase.ui.session import desk

SHOWN_TODOS = 30

# Drafts of these forms have a page of their own; of the others only those about a consultation are offered here.
_PAGES = {
    Form.VISIT: "visit.py",
    Form.CONSULTATION: "consultation.py",
    Form.REVIEW: "exemption.py",
    Form.RE_EXAMINATION: "re_examination.py",
}


def today_view(view: TodayView, day: date) -> None:
    """Show what waits, the most urgent first; then drafts; then what others did."""
    st.subheader("할 일")
    if not view.todos:
        st.info("기다리는 일이 없습니다.")
    _todos(view.todos, day)
    _drafts(view)
    st.subheader("지난번 본 뒤 바뀐 것")
    if not view.changes:
        st.caption("바뀐 것이 없습니다.")
        return
    by_thing: dict[str, list[Change]] = {}
    for change in view.changes:
        by_thing.setdefault(change.subject_id, []).append(change)
    for number, changes in enumerate(by_thing.values(), start=1):
        _change(number, changes[0], len(changes) - 1)
    if st.button("모두 확인함", key="mark_seen"):
        with errors_shown():
            today.mark_seen(desk(), view.newest)
            st.rerun()


def _todos(todos: Sequence[Todo], day: date) -> None:
    """Show the most urgent; the rest on request, so that a long list does not slow the page."""
    shown = len(todos) if st.session_state.get("shows_all_todos") else SHOWN_TODOS
    for number, todo in enumerate(todos[:shown], start=1):
        _todo(number, todo, day)
    if len(todos) > shown and st.button(f"나머지 {len(todos) - shown}건도 보기", key="show_all_todos"):
        st.session_state["shows_all_todos"] = True
        st.rerun()


def _todo(number: int, todo: Todo, day: date) -> None:
    with st.container(border=True, key=f"todo_{number}"):
        st.page_link(f"{todo.page}.py", label=f"**{plain(todo.title)}**", query_params=todo.query)
        if todo.due_on is None:
            st.caption(todo.what)
            return
        told = time_left(todo.due_on, day)
        line = f"{todo.what} · {official_date(todo.due_on)}({weekday(todo.due_on)}) {told} · {todo.due_basis}"
        if todo.due_on < day:
            st.error(plain(line))
        else:
            st.caption(plain(line))


def _drafts(view: TodayView) -> None:
    """Offer what was typed and not finished; a form that was only opened is none."""
    unfinished = [draft for draft in view.drafts if draft.form in _PAGES]
    steps = [step for step in view.case_drafts if is_touched(step.draft)]
    if unfinished or steps:
        st.subheader("쓰던 초안")
    for draft in unfinished:
        name = draft.text("title") or draft.text("place") or draft.text("document_number") or "제목 없음"
        _draft(draft, _PAGES[draft.form], name, {"id": draft.id})
    for step in steps:
        _draft(step.draft, f"{step.page}.py", step.name, step.query)


def _draft(draft: Draft, page: str, name: str, query: dict[str, str]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"draft_{draft.id}"):
        st.page_link(page, label=f"{FORM_LABELS[draft.form]}: {plain(name)}", query_params=query)
        st.caption(plain(f"{local_time(draft.saved_at)} 저장"))
        if st.button("버리기", key=f"discard_{draft.id}"):
            _discard(draft)


@st.dialog("초안을 버릴까요?")
def _discard(draft: Draft) -> None:
    st.write("버린 초안은 되살릴 수 없습니다.")
    if st.button("버리기", key="discard_draft", type="primary"):
        with errors_shown():
            drafts.discard_draft(desk(), draft.id)
            st.rerun()


def _change(number: int, change: Change, count_more: int) -> None:
    """Show the newest change of one thing, and how many more there were."""
    more = f" 외 {count_more}건" if count_more else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"change_{number}"):
        st.page_link(f"{change.page}.py", label=plain(change.what + more), query_params=change.query)
        st.caption(plain(f"{change.who} · {change.at}"))
