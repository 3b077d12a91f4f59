"""One exemption review as people read it."""

import streamlit as st

from casebase.casework.findings import questions_of
from casebase.casework.papers import printed_disclosure
from casebase.casework.review_views import ReviewView
from casebase.casework.ruling_papers import WORDS, hearing
from casebase.domain.document import DOCUMENT_TITLES, Document
from casebase.domain.finding import STEP_LABELS, Step
from casebase.domain.review import ORIGIN_LABELS, REVIEW_STATUS_LABELS, Review
from casebase.domain.ruling import OUTCOME_LABELS
from casebase.korean.dates import official_date
from casebase.korean.money import won
from casebase.law.criteria import criteria_set
from casebase.ui.advice_panel import advice_panel
from casebase.ui.committee_note import meetings_of
from casebase.ui.consistency_view import consistency_view
from casebase.ui.marks import demo_mark, facts, passage, plain, proof, timeline
from casebase.ui.paper_signature import offer_signature, signature_told
from casebase.ui.publication_offers import publication_offers
from casebase.ui.re_examination_view import first_results, re_examination_view
from casebase.ui.review_steps import assign_form, next_step, statements


def review_view(view: ReviewView) -> None:
    """Show a review: the next step, the papers, the advice asked for, the case, then what happened."""
    review = view.review
    st.title(plain(f"{review.number} {review.title}"))
    demo_mark(review.is_demo, review.source)
    _outcome(view)
    _papers(view)
    with st.container(key="next_step"):
        next_step(view)
        statements(view)
    advice_panel("review", review.id, view.permitted)
    _case(view)
    assign_form(view)
    publication_offers("review", review.id)
    timeline(view.timeline)


def _outcome(view: ReviewView) -> None:
    """Say first how the review was decided, by the newest paper that the person may see."""
    if not view.documents:
        return
    paper = view.documents[0]
    told = OUTCOME_LABELS[view.outcome] if view.outcome else "결정 취소"
    st.subheader(plain(f"{told} · {official_date(paper.issued_on)} · {paper.number}"))


def _papers(view: ReviewView) -> None:
    with st.container(horizontal=True):
        for document in view.documents:
            st.link_button(_title(document), f"/papers/{document.number}")
    for document in view.documents:
        st.caption(plain(_arrival(document)))
    _offer_signature(view)
    re_examination_view(view)


def _offer_signature(view: ReviewView) -> None:
    """Whoever sees the deliberation may sign the newest ruling, unless they issued it."""
    rulings = view.deliberation.rulings if view.deliberation else ()
    decided_by = {ruling.document_id: ruling.decided_by for ruling in rulings}
    for newest in view.documents[:1]:
        offer_signature(newest, view.permitted, decided_by.get(newest.id))


def _title(document: Document) -> str:
    ended = " (취소됨)" if document.withdrawn_on else ""
    return f"{DOCUMENT_TITLES[document.kind]} {document.number}{ended}"


def _arrival(document: Document) -> str:
    told = [f"{document.number}: {official_date(document.issued_on)} 발행"]
    if document.notified_on:
        told.append(f"{official_date(document.notified_on)} 통지({document.notified_how})")
    if document.reached_on:
        told.append(f"{official_date(document.reached_on)} 도달(효력 발생)")
    return ", ".join([*told, signature_told(document)])


def _case(view: ReviewView) -> None:
    review = view.review
    facts(_facts(view))
    if view.filing is not None:
        proof("재심의 신청 기한" if review.is_re_examination else "면책 신청 기한", view.filing)
    for observation in review.observations:
        loss = "" if observation.loss_won is None else f"\n손실액 {won(observation.loss_won)}"
        passage(f"지적사항 {observation.position}. {observation.title}", observation.text + loss)
    _charges(review)
    passage("신청취지", review.request)
    passage("경위", review.circumstances)
    passage("소명", review.argument)
    passage("의견 진술", hearing(review))
    first_results(view)
    _findings(view)
    consistency_view(view)
    _files(view)


def _facts(view: ReviewView) -> dict[str, str]:
    review, is_inside = view.review, view.deliberation is not None
    told = {
        "상태": REVIEW_STATUS_LABELS[view.status],
        "신청 구분": ORIGIN_LABELS[review.origin],
        "신청인": review.applicant_name,
        "대상기관": view.agency.name,
        "분야": review.field,
        "감사": review.audit_name,
        "신청일": official_date(review.filed_on),
        "신청 기간": view.timeliness,
        "담당자": view.names.get(review.handler_id or "", "아직 없음"),
        "판단 기준": criteria_set(review.criteria_set).label if review.criteria_set else "접수할 때 정함",
        "사전컨설팅 의견": review.prior_opinion,
        "관련 방문": view.visit_number,
    }
    if is_inside:
        told["공개구분"] = printed_disclosure(review.disclosure, review.disclosure_clauses)
    return {name: value for name, value in told.items() if value}


def _charges(review: Review) -> None:
    observations = {o.id: o.title for o in review.observations}
    subjects = {s.id: f"{s.name}({s.post})" if s.post else s.name for s in review.subjects}
    told = [f"{subjects[c.subject_id]}: {observations[c.observation_id]} · {c.disposition}" for c in review.charges]
    lines = [f"- {plain(line)}" for line in told]
    st.markdown("**대상과 관련 처분**\n" + "\n".join(lines))


def _findings(view: ReviewView) -> None:
    """Show the findings that count, folded, charge by charge: the handler's, or the committee's own."""
    if view.deliberation is None:
        return
    meetings_of(view.deliberation)
    whose = "위원회 판단" if view.deliberation.resolution else "판단"
    for one in view.deliberation.charges:
        if not one.findings:
            continue
        with st.expander(plain(f"{whose}: {one.label}")):
            for finding in one.findings:
                passage(
                    f"{STEP_LABELS[finding.step]} · {_question(view, finding.step, finding.question)}: "
                    f"{WORDS[finding.step][finding.holds]}",
                    finding.reason or "이유 없음",
                )


def _question(view: ReviewView, step: Step, code: str) -> str:
    return next((q.label for q in questions_of(view.review, step) if q.code == code), code)


def _files(view: ReviewView) -> None:
    if view.files:
        st.subheader("증거와 제출 자료")
        for file in view.files:
            st.link_button(plain(f"{file.name} ({file.size:,} B)"), f"/files/{file.id}")
