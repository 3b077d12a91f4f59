"""The opinion as people read it: its papers, what it says and what follows from it."""

import html
from collections.abc import Sequence

import streamlit as st

from casebase.casework.consultation_views import ConsultationView
from casebase.casework.opinion_entry import BLOCKS, block_heading
from casebase.casework.opinion_papers import TITLES
from casebase.casework.opinion_views import opinion_effect, outcome_labels
from casebase.domain.approval import ApprovalState
from casebase.domain.document import DOCUMENT_TITLES, Document, DocumentKind
from casebase.domain.opinion import OPINION_KIND_LABELS, Opinion, OpinionKind
from casebase.korean.dates import official_date
from casebase.ui.marks import passage, plain
from casebase.ui.paper_signature import offer_signature, signature_told
from casebase.ui.session import desk

_SENTENCES = 2  # of the effect: when it begins, and what is presumed of who acts on it


def opinion_result(view: ConsultationView) -> None:
    """Show what the newest opinion that this person may know of says and does; nothing before.

    The office, which wrote it, finds it folded.
    """
    opinion = last_issued(view)
    if opinion is None:
        return
    effect = opinion_effect(desk(), opinion.id)
    if not view.is_inside:
        _told(opinion, effect)
    with st.expander("의견 전문과 효력"):
        opinion_blocks(opinion)
        lines = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in effect)
        st.html(f'<section class="passage"><h4>효력</h4><ul>{lines}</ul></section>')


def _told(opinion: Opinion, effect: Sequence[str]) -> None:
    """Show whom it is for what they may do by it, and in a sentence or two what it does."""
    with st.container(border=True, key="opinion"):
        if opinion.kind == OpinionKind.WITHDRAWAL:
            passage(OPINION_KIND_LABELS[opinion.kind], opinion.cause)
        else:
            passage(f"의견: {outcome_labels(desk())[opinion.outcome]}", opinion.text.conclusion)
            passage(block_heading("conditions", opinion.outcome), opinion.text.conditions)
        st.markdown(plain(" ".join(effect[:_SENTENCES])))
        if len(effect) > _SENTENCES:
            st.caption("예외와 의무는 아래 ‘의견 전문과 효력’에 있습니다.")


def last_issued(view: ConsultationView) -> Opinion | None:
    """Return the newest opinion that this person may know to be issued, one that withdraws another included."""
    return next((each for each in view.answer.opinions if each.state == ApprovalState.ISSUED), None)


def opinion_blocks(opinion: Opinion) -> None:
    """Show an opinion block by block, in the order of the paper."""
    passage("정정·취소 사유", opinion.cause)
    for name in BLOCKS:
        passage(block_heading(name, opinion.outcome), getattr(opinion.text, name))


def opinion_papers(view: ConsultationView) -> None:
    """Show the papers that this person may read, each as a button, and the way each took."""
    opinions = {opinion.document_id: opinion for opinion in view.answer.opinions}
    with st.container(horizontal=True):
        for document in view.documents:
            title = _title(document, opinions.get(document.id))
            st.link_button(plain(title), f"/papers/{document.number}")
    for document in view.documents:
        st.caption(plain(_way(document)))
    for newest in view.documents[:1]:
        issued = opinions.get(newest.id)
        offer_signature(newest, view.permitted, issued.decided_by if issued else None)


def _title(document: Document, opinion: Opinion | None) -> str:
    name = DOCUMENT_TITLES[DocumentKind.OPINION]
    if opinion is not None:
        kind = {OpinionKind.CORRECTION: " 정정", OpinionKind.WITHDRAWAL: " 취소"}.get(opinion.kind, "")
        name = f"{TITLES.get(opinion.outcome, name)}{kind}"
    ended = " (취소됨)" if document.withdrawn_on else ""
    return f"{name} {document.number}{ended}"


def _way(document: Document) -> str:
    """Return when a paper was issued, told and received, and who signed it."""
    steps = [f"{document.number}: {official_date(document.issued_on)} 발행"]
    if document.notified_on:
        steps.append(f"{official_date(document.notified_on)} 통보({document.notified_how})")
    if document.reached_on:
        steps.append(f"{official_date(document.reached_on)} 도달(효력 발생)")
    return ", ".join([*steps, signature_told(document)])
