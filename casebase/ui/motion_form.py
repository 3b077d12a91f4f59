"""The committee's motion (의결안): as the secretary drafts it from the committee's own answers, and as it is put."""

import html

import streamlit as st

from casebase.casework import motions
from casebase.casework.item_views import ItemView, ItemWork
from casebase.casework.judgments import charge_label
from casebase.casework.motion_views import MotionForm
from casebase.casework.ruling_papers import CONCLUSIONS
from casebase.domain.draft import Draft
from casebase.domain.meeting import Motion
from casebase.domain.review import DISPOSITIONS, NO_DISPOSITION
from casebase.domain.ruling import OUTCOME_LABELS, Outcome, RulingKind
from casebase.ui import fields
from casebase.ui.case_step import step_button
from casebase.ui.feedback import errors_shown, fault_of, show_faults_summary
from casebase.ui.marks import passage, plain
from casebase.ui.meeting_step import meeting_draft
from casebase.ui.ruling_form import dismissal_field
from casebase.ui.typed import typed_text


def motion_form(item: ItemView, work: ItemWork, form: MotionForm) -> None:
    """Let the secretary draft the motion: only outcomes that follow from what the committee answered are offered."""
    st.subheader("의결안")
    with errors_shown():
        draft = meeting_draft("motion", f"{item.id}:{work.item.version}", lambda: _begun(work, form))
        show_faults_summary()
        _follows(work, form)
        outcomes = {outcome.value: OUTCOME_LABELS[outcome] for outcome in form.outcomes}
        outcome = fields.pills(draft, "outcome", "결정", outcomes, required=True)
        if outcome == Outcome.DISMISSED:
            dismissal_field(draft, work.review)
        else:
            _changes(draft, form)
            _own_reasons(draft, form)
        typed_text(draft, "reasons", "이유", lines=6, required=True, fault=fault_of("reasons"))
        st.caption("상정하면 바로 표결이 시작됩니다.")
        told = "의결안을 상정했습니다. 위원들이 표결합니다."
        step_button(draft, "put_motion", "의결안 상정", motions.put_motion, item.id, item.version, told)


def motion_as_put(work: ItemWork, motion: Motion) -> None:
    """Show what the vote on the outcome is on."""
    st.markdown(f"**의결안: {OUTCOME_LABELS[motion.outcome]}**")
    if motion.dismissal_ground:
        passage("각하 사유", motion.dismissal_ground)
    after = {change.charge_id: change.after for change in motion.changes}
    charges = [(charge, after.get(charge.id, charge.disposition)) for charge in work.review.charges]
    lines = "".join(
        f"<tr><td>{html.escape(charge_label(work.review, charge))}</td><td>{html.escape(charge.disposition)}</td>"
        f"<td>{html.escape(new)}</td></tr>"
        for charge, new in charges
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("지적과 대상", "지금 처분", "결정 뒤 처분"))
    st.html(f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>")
    labels = {question.question: f"{question.heading}: {question.label}" for question in work.questions}
    for question, reason in motion.reasons_for:
        passage(f"위원회의 판단 이유 · {labels.get(question, question)}", reason)
    passage("이유", motion.reasons)


def _follows(work: ItemWork, form: MotionForm) -> None:
    """Say what may be moved, and why."""
    for charge in form.charges:
        st.markdown(f"**{plain(charge.label)}** ({plain(charge.charge.disposition)}): {plain(charge.conclusion)}")
    if work.proposal.kind == RulingKind.WITHDRAWAL:
        st.info("결정을 취소하는 안입니다. 취소할지 표결합니다.")
        return
    following = [outcome for outcome in form.outcomes if outcome != Outcome.DISMISSED]
    if following:
        st.info(f"위원회의 판단에서 나오는 결정은 ‘{OUTCOME_LABELS[following[0]]}’입니다.")
    elif work.proposal.outcome == Outcome.DISMISSED:
        st.info("각하안이라 항목별로 판단하지 않습니다. 각하할지 표결합니다.")
    else:
        st.info("과반수에 이르지 못한 항목이 있어 각하 말고는 의결안을 낼 수 없습니다. 다음 회의로 넘길 수 있습니다.")


def _changes(draft: Draft, form: MotionForm) -> None:
    for one in form.charges:
        after = {d: d for d in dict.fromkeys((one.charge.disposition, NO_DISPOSITION, *DISPOSITIONS))}
        label = plain(f"{one.label}: ‘{one.charge.disposition}’ 처분을 어떻게 바꿉니까")
        fields.choice(draft, f"after_{one.charge.id}", label, after)


def _own_reasons(draft: Draft, form: MotionForm) -> None:
    """Where the committee answered otherwise than proposed, the paper gives the committee's own reason."""
    for question in form.own_reasons:
        with st.container(border=True, key=f"own_reason_{question.key}", gap="small"):
            st.markdown(f"**{plain(question.heading)}: {plain(question.label)}**")
            st.caption(plain(f"심사안 {question.proposed or '판단 없음'} → 위원회 {question.answer}"))
            name = f"reason_{question.key}"
            typed_text(draft, name, "위원회의 판단 이유", lines=3, required=True, fault=fault_of(name))


def _begun(work: ItemWork, form: MotionForm) -> dict[str, str]:
    """A motion begins with what was proposed, as far as it still follows."""
    proposal = work.proposal
    recognised = {one.charge.id for one in form.charges if one.conclusion == CONCLUSIONS[True]}
    kept = [change for change in proposal.changes if change.charge_id in recognised]
    values = {f"after_{change.charge_id}": change.after for change in kept}
    if proposal.outcome in form.outcomes:
        values |= {"outcome": proposal.outcome.value, "reasons": proposal.reasons}
        values["dismissal_ground"] = proposal.dismissal_ground
    return values
