"""What was asked in an application for a consultation, and whether it is one for it."""

import html

import streamlit as st

from casebase.casework.consultation_views import ConsultationView
from casebase.casework.papers import printed_disclosure
from casebase.domain.consultation import (
    APPLICANT_KIND_LABELS,
    CHANNEL_LABELS,
    CHECKLIST,
    ELIGIBILITY_LABELS,
    Consultation,
    ConsultationStatus,
    ScreeningAnswer,
)
from casebase.korean.dates import clock_time, official_date
from casebase.law.eligibility import screened
from casebase.ui.lists import case_query
from casebase.ui.marks import facts, passage, plain
from casebase.ui.screening_form import screening_trace
from casebase.ui.session import desk


def application_view(view: ConsultationView) -> None:
    """Show the application in the order of its form, the two views side by side."""
    asked = view.consultation.application
    facts({name: value for name, value in _facts(view).items() if value})
    _links(view)
    passage("신청배경", asked.background)
    passage("신청사항", asked.request)
    as_of = f" ({official_date(asked.law_as_of)} 기준)" if asked.law_as_of else ""
    passage(f"관련 법령{as_of}", asked.law)
    passage("주요쟁점", asked.issues)
    _views(asked.view_a, asked.view_b)
    passage("신청기관·부서 의견", asked.opinion)
    passage("자체검토", asked.self_review)
    _checklist(view.consultation)


def screening_view(view: ConsultationView) -> None:
    """Show the office what was decided and why; then each person's answers and what follows from them."""
    case = view.consultation
    if not view.is_inside:
        st.caption("신청할 때 스스로 점검한 것입니다. 마지막 판단은 감사기구가 합니다.")
    elif case.eligibility is None:
        st.info("아직 판단하지 않았습니다.")
    else:
        who = view.names.get(case.screened_by or "", "")
        st.markdown(f"**{ELIGIBILITY_LABELS[case.eligibility]}** · {plain(who)}의 판단")
        passage("판단 이유", case.eligibility_reason)
    for account_id in dict.fromkeys(answer.account_id for answer in view.answers):
        answers = [answer for answer in view.answers if answer.account_id == account_id]
        _answers(view, view.names.get(account_id, ""), answers)


def _answers(view: ConsultationView, who: str, answers: list[ScreeningAnswer]) -> None:
    case = view.consultation
    day = case.received_on or case.filed_on or desk().today
    with st.container(border=True):
        st.markdown(f"**{plain(who)}의 답**")
        screening_trace(screened({answer.question: answer.holds for answer in answers}, day))
        labels = {line.code: line.label for line in screened({}, day).trace}
        for answer in answers:
            passage(labels.get(answer.question, answer.question), answer.reason)


def _facts(view: ConsultationView) -> dict[str, str]:
    case = view.consultation
    received = f"{official_date(case.received_on)} " if case.received_on else ""
    kind, channel = APPLICANT_KIND_LABELS[case.applicant_kind], CHANNEL_LABELS[case.channel]
    is_begun = case.status == ConsultationStatus.DRAFTING  # who asks is not chosen yet
    told = {
        "신청 경로": channel if is_begun else "",
        "신청인 구분": "" if is_begun else f"{kind} · {channel}",
        "신청인": " ".join(part for part in (case.department, case.applicant_name) if part),
        "대상기관" if case.is_petition else "신청기관": view.agency.name if view.agency else "",
        "분야": case.application.field,
        "신청일": official_date(case.filed_on) if case.filed_on else "",
        "접수": received + (clock_time(case.received_at) if case.received_at else ""),
        "담당자": _people(view),
    }
    if view.is_inside:
        told["공개구분"] = printed_disclosure(case.disclosure, case.disclosure_clauses)
    return told


def _people(view: ConsultationView) -> str:
    case = view.consultation
    if not case.handler_id:
        return "아직 없음"
    return ", ".join(view.names.get(account_id, "") for account_id in (case.handler_id, *case.co_handler_ids))


def _links(view: ConsultationView) -> None:
    """Lead to the visits and similar cases that belong to the case."""
    with st.container(horizontal=True):
        for visit_id, number in view.visit_numbers.items():
            what = "시작된 방문" if visit_id == view.consultation.visit_id else "현지조사"
            st.page_link("visit.py", label=plain(f"{what} {number}"), query_params={"number": number})
        for sibling in view.siblings:
            label = plain(f"유사 사건 {sibling.number} {sibling.application.title}")
            st.page_link("consultation.py", label=label, query_params=case_query(sibling.id, sibling.number))


def _views(view_a: str, view_b: str) -> None:
    told = {"갑설": view_a, "을설": view_b}
    sections = "".join(
        f'<section class="passage"><h4>{name}</h4><p>{_lines(text)}</p></section>'
        for name, text in told.items()
        if text
    )
    if sections:
        st.html(f'<div class="views">{sections}</div>')


def _lines(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _checklist(case: Consultation) -> None:
    ticked = case.application.checklist
    if ticked:
        passage("체크리스트", "\n".join(f"{'☑' if code in ticked else '☐'} {text}" for code, text in CHECKLIST.items()))
