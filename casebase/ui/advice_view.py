"""One request for advice as people read it: its head, what was asked and shown, and the office's own view of it."""

import html
from datetime import date

import streamlit as st

from casebase.casework.advice_views import AdviceView
from casebase.domain.advice import ADVICE_STATUS_LABELS, ASSIGNMENT_STATUS_LABELS, AdviceStatus, AssignmentStatus
from casebase.korean.dates import local_day, official_date, time_left, weekday
from casebase.ui.advice_opinions import advice_opinions
from casebase.ui.assignment_form import assignment_steps, assignments, withdraw_form
from casebase.ui.marks import demo_mark, passage, plain, timeline
from casebase.ui.session import desk

_CASE_PAGES = {"consultation": "consultation.py", "review": "exemption.py"}


def advice_view(view: AdviceView) -> None:
    """Show the office a request: whom it asked and what they answered, what to do, then what was asked."""
    advice_head(view)
    if view.case is not None:
        page = _CASE_PAGES[view.case.kind]
        with st.container(key="way_back"):
            label = f"사건 {view.case.number} 보기"
            st.page_link(page, label=label, query_params={"number": view.case.number})
    passage("철회 사유" if view.request.status == AdviceStatus.WITHDRAWN else "종결 비고", view.request.end_reason)
    assignments(view)
    advice_opinions(view.issues, view.assignments)
    with st.container(key="next_step"):
        assignment_steps(view)
    st.subheader("의뢰한 내용")
    asked_for(view)
    _issues(view)
    files_shown(view)
    similar_cases(view)
    withdraw_form(view)
    timeline(view.timeline)


def advice_head(view: AdviceView) -> None:
    """Show what it is about and until when, in as little room as it takes."""
    request = view.request
    st.title(plain(f"{request.number} {request.title}"))
    demo_mark(request.is_demo, "")
    due_on, today = view.own.due_on if view.own else request.due_on, desk().today
    told = f"회신 기한 {official_date(due_on)}({weekday(due_on)})"
    is_awaited = request.status == AdviceStatus.ASKED and not view.is_complete and not _has_answered(view)
    if is_awaited:
        told += f" {time_left(due_on, today)}"
    parts = [told, _standing(view), f"{view.asked_by} 의뢰 {official_date(_asked_on(view))}"]
    if view.case is not None and view.own is not None:
        parts.append(f"사건 {view.case.number}")
    st.caption(plain(" · ".join(parts)))
    if is_awaited and view.own is not None and due_on < today:
        st.error("회신 기한이 지났습니다. 늦어지면 담당자에게 알리세요.")


def asked_for(view: AdviceView) -> None:
    """Show the question, and folded the facts that were given with it."""
    passage("묻는 내용", view.request.question)
    with st.expander("제공된 사실관계", key="advice_facts"):
        passage("사실관계", view.request.facts)
        passage("당사자", view.request.parties)


def files_shown(view: AdviceView) -> None:
    """Show the files that go with a request, each a tap away."""
    if not view.files:
        st.caption("함께 보낸 자료가 없습니다.")
        return
    links = "".join(
        f'<a class="file-link" href="/files/{file.id}?advice={view.request.id}" target="_blank">'
        f"{html.escape(file.name)}</a>"
        for file in view.files
    )
    st.html(f'<section class="passage"><h4>자료 {len(view.files)}건</h4>{links}</section>')


def similar_cases(view: AdviceView) -> None:
    """Show how like cases ended, folded, where there are any."""
    if not view.similar:
        return
    with st.expander(f"같은 분야에서 통지한 사건 {len(view.similar)}건"):
        for case in view.similar:
            st.markdown(plain(f"{case.year}년 {case.kind} · {case.title} · {case.outcome}"))


def _issues(view: AdviceView) -> None:
    """Show the issues put, and those of the case that were left out, with the reason."""
    put = "".join(f"<li>{html.escape(each.issue.text)}</li>" for each in view.issues)
    st.html(f'<section class="passage"><h4>쟁점</h4><ol>{put}</ol></section>')
    if view.request.unasked:
        left_out = "\n".join(f"- {text}" for text in view.request.unasked)
        passage("묻지 않은 쟁점", f"{left_out}\n까닭: {view.request.unasked_reason}")


def _has_answered(view: AdviceView) -> bool:
    return view.own is not None and view.own.status == AssignmentStatus.ANSWERED


def _standing(view: AdviceView) -> str:
    """Say where it stands for who reads it: a running request is to its member what they did about it."""
    if view.request.status != AdviceStatus.ASKED:
        return ADVICE_STATUS_LABELS[view.request.status]
    if view.own is not None:
        return ASSIGNMENT_STATUS_LABELS[view.own.status]
    return "모두 회신" if view.is_complete else "회신 대기"


def _asked_on(view: AdviceView) -> date:
    return local_day(view.request.asked_at)
