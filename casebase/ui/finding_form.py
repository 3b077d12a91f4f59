"""Recording findings: one charge and one step at a time, each question with its meaning in sight."""

import json

import streamlit as st

from casebase.casework import drafts
from casebase.casework.findings import Question, questions_of, record_findings, steps_of
from casebase.casework.judgments import Judged
from casebase.casework.opinion_views import relied_on
from casebase.casework.prior_opinions import PriorOpinion
from casebase.casework.review_views import ReviewView
from casebase.casework.ruling_papers import WORDS
from casebase.domain.draft import Draft, Form
from casebase.domain.finding import STEP_LABELS, Finding, Step
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_faults_summary
from casebase.ui.own_draft import own_draft
from casebase.ui.prior_opinion import opinion_cited, recorded_of
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def finding_form(view: ReviewView) -> None:
    """Let a reviewer answer the questions of one step about one charge."""
    deliberation = view.deliberation
    if deliberation is None:
        return
    charges = {one.charge.id: one for one in deliberation.charges}
    labels = {charge_id: f"{n}. {one.label}" for n, (charge_id, one) in enumerate(charges.items(), start=1)}
    chosen = st.selectbox("판단할 지적사항과 대상", list(labels), format_func=lambda c: labels[c], key="charge")
    step = st.segmented_control(
        "단계", steps_of(view.review), default=Step.CRITERION, format_func=lambda s: STEP_LABELS[s], key="step"
    )
    own = [f for f in deliberation.own if f.charge_id == chosen and f.step == step]
    _step_form(view, charges[chosen], step or Step.CRITERION, own)


def _step_form(view: ReviewView, judged: Judged, step: Step, own: list[Finding]) -> None:
    subject = f"charge:{judged.charge.id}:{step}"
    with errors_shown():
        draft = own_draft(Form.FINDING, subject, lambda: _recorded(own))
        show_faults_summary()
        opinion = relied_on(desk(), view.review.id) if step == Step.PRESUMPTION else None
        if opinion is not None:
            opinion_cited(opinion)
        for question in questions_of(view.review, step):
            with st.container(border=True, key=f"question_{question.code}"):
                _question(view, draft, question, opinion)
        if st.button("판단 저장", key="record_findings", type="primary"):
            typed = drafts.fetch_draft(desk(), draft.id).fields
            versions = {finding.question: finding.version for finding in own}
            record_findings(
                desk("record_findings", judged.charge.id, step, json.dumps(typed, sort_keys=True), versions),
                view.review.id,
                judged.charge.id,
                step,
                typed,
                versions,
            )
            drafts.discard_draft(desk(), draft.id)
            say_next("판단을 저장했습니다.")
            st.rerun()


def _recorded(own: list[Finding]) -> dict[str, str]:
    values: dict[str, str] = {}
    for finding in own:
        holds = "open" if finding.holds is None else ("yes" if finding.holds else "no")
        values |= {
            f"holds_{finding.question}": holds,
            f"reason_{finding.question}": finding.reason,
            f"evidence_{finding.question}": json.dumps(finding.evidence),
        }
    return values


def _question(view: ReviewView, draft: Draft, question: Question, opinion: PriorOpinion | None) -> None:
    st.markdown(f"**{question.label}**")
    st.text(question.definition)
    if question.parts:
        st.markdown("\n".join(f"- {part}" for part in question.parts))
    st.caption(question.source)
    if opinion is not None:
        recorded_of(opinion, question.code)
    words = WORDS[question.step]
    options = {"yes": words[True], "no": words[False], "open": "아직 판단하지 않음"}
    fields.pills(draft, f"holds_{question.code}", "판단", options)
    reason = f"reason_{question.code}"
    typed_text(draft, reason, "판단 이유", lines=3, fault=fault_of(reason))
    if view.files:
        files = {file.id: file.name for file in view.files}
        fields.several(draft, f"evidence_{question.code}", "증거", files)
