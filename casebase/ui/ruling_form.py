"""Proposing, correcting, approving and returning a ruling."""

import json

import streamlit as st

from casebase.access.act import Act
from casebase.casework import drafts, rulings
from casebase.casework.review_views import Deliberation, ReviewView, ruling_preview
from casebase.casework.ruling_entry import dismissal_grounds
from casebase.casework.ruling_papers import CONCLUSIONS
from casebase.domain.approval import ApprovalState
from casebase.domain.case import DISCLOSURE_CLAUSES, DISCLOSURE_LABELS
from casebase.domain.draft import Draft, Form
from casebase.domain.review import DISPOSITIONS, NO_DISPOSITION, Review, ReviewStatus
from casebase.domain.ruling import OUTCOME_LABELS, RULING_KIND_LABELS, Outcome, Ruling, RulingKind
from casebase.ui import fields
from casebase.ui.committee_note import committee_note, may_issue
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_fault, show_faults_summary
from casebase.ui.marks import passage, plain
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def conclusions(deliberation: Deliberation) -> None:
    """Show what follows from the handler's findings, charge by charge, and what stands against it."""
    for one in deliberation.charges:
        recognised = one.conclusion.recognised
        against = "".join(f"\n- {plain(line)}" for line in one.conclusion.against)
        st.markdown(f"**{plain(one.label)}** ({one.charge.disposition}): {CONCLUSIONS[recognised]}{against}")
    if deliberation.follows is None:
        st.info("아직 판단하지 않은 것이 있어 각하 말고는 결정할 수 없습니다.")
    else:
        st.info(f"지금의 판단에서 나오는 결정은 ‘{OUTCOME_LABELS[deliberation.follows]}’입니다.")


def proposal_form(view: ReviewView, kind: RulingKind) -> None:
    """Let the handler propose a ruling, or a correction of the one in force."""
    if view.deliberation is None:
        return
    with errors_shown():
        draft = own_draft(Form.RULING, f"{kind}:{view.review.id}", lambda: _begun(view, kind))
        show_faults_summary()
        show_fault("hearing_offered_on")
        if kind == RulingKind.CORRECTION:
            typed_text(draft, "cause", "정정 사유", required=True, fault=fault_of("cause"))
        _decision(view, draft)
        if st.button("결재 상신", key=f"propose_{kind}", type="primary"):
            typed = drafts.fetch_draft(desk(), draft.id).fields
            act = rulings.propose_ruling if kind == RulingKind.DECISION else rulings.propose_correction
            command = desk("propose", view.review.id, view.review.version, json.dumps(typed, sort_keys=True))
            act(command, view.review.id, view.review.version, typed)
            say_next("결정안을 상신했습니다. 결정할 사람의 ‘오늘’ 화면에 나타납니다.")
            st.rerun()


def approval_form(view: ReviewView, deliberation: Deliberation, proposed: Ruling) -> None:
    """Show a proposal to who may approve it: the paper as it would leave, then approve or return."""
    st.markdown(
        f"**{RULING_KIND_LABELS[proposed.kind]}안: {OUTCOME_LABELS[proposed.outcome]}** "
        f"(상신: {plain(view.names.get(proposed.proposed_by, ''))})"
    )
    passage("이유", proposed.reasons)
    passage("정정·취소 사유", proposed.cause)
    mine = desk()  # the paper is made where the page's session is not known
    with errors_shown():
        st.download_button(
            "결정서 미리보기(PDF)",
            lambda: ruling_preview(mine, proposed.id),
            f"preview-{view.review.number}.pdf",
            "application/pdf",
            key="preview_ruling",
            on_click="ignore",
        )
    committee_note(deliberation)
    if Act.ISSUE_RULING not in view.permitted:
        if Act.PROPOSE_RULING in view.permitted:
            st.info("결정을 기다리고 있습니다. 그 전에 고치려면 결재권자(감사관, 위원장)에게 반려를 요청하세요.")
        return
    if may_issue(deliberation) and st.button("결재하고 발행", key="issue_ruling", type="primary"):
        with errors_shown():
            number = rulings.issue_ruling(desk("issue_ruling", proposed.id), proposed.id, proposed.digest)
            say_next(f"결정서 {number}번을 발행했습니다. 통지하고 그 날짜를 기록하세요.")
            st.rerun()
    _return(proposed)


def withdrawal_form(view: ReviewView) -> None:
    """Let the handler propose to withdraw the ruling in force."""
    review = view.review
    with errors_shown():
        draft = own_draft(Form.RULING, f"{RulingKind.WITHDRAWAL}:{review.id}")
        name = "withdrawal_cause"
        with st.expander("결정 취소", expanded=is_touched(draft) or bool(fault_of(name))):
            typed_text(draft, name, "취소 사유", lines=3, required=True, fault=fault_of(name))
            if st.button("취소 결재 상신", key="propose_withdrawal"):
                cause = drafts.fetch_draft(desk(), draft.id).text(name)
                command = desk("propose_withdrawal", review.id, review.version, cause)
                rulings.propose_withdrawal(command, review.id, review.version, cause)
                say_next("취소안을 상신했습니다.")
                st.rerun()


def returned_note(deliberation: Deliberation, names: dict[str, str]) -> None:
    """Say why the last proposal came back, until there is a new one."""
    last = deliberation.rulings[0] if deliberation.rulings else None
    if last is not None and last.state == ApprovalState.RETURNED:
        st.warning(plain(f"반려됨({names.get(last.decided_by or '', '')}): {last.return_reason}"))


def dismissal_field(draft: Draft, review: Review) -> None:
    """Offer the grounds on which a review, or a re-examination, may be dismissed, with what each asks."""
    grounds = {ground.label: f"{ground.label}: {ground.question}" for ground in dismissal_grounds(review)}
    fields.choice(draft, "dismissal_ground", "각하 사유", grounds, required=True)


def _decision(view: ReviewView, draft: Draft) -> None:
    outcomes = {outcome.value: label for outcome, label in OUTCOME_LABELS.items()}
    outcome = fields.pills(draft, "outcome", "결정", outcomes, required=True)
    if outcome == Outcome.DISMISSED:
        dismissal_field(draft, view.review)
    assert view.deliberation is not None
    for one in view.deliberation.charges:
        after = {d: d for d in dict.fromkeys((one.charge.disposition, NO_DISPOSITION, *DISPOSITIONS))}
        label = plain(f"{one.label}: ‘{one.charge.disposition}’ 처분을 어떻게 바꿉니까")
        fields.choice(draft, f"after_{one.charge.id}", label, after)
    typed_text(draft, "reasons", "이유", lines=6, required=True, fault=fault_of("reasons"))
    disclosures = {d.value: label for d, label in DISCLOSURE_LABELS.items()}
    fields.pills(draft, "disclosure", "공개구분", disclosures, required=True)
    fields.several(draft, "disclosure_clauses", "비공개 사유(정보공개법 제9조제1항)", DISCLOSURE_CLAUSES)


def _begun(view: ReviewView, kind: RulingKind) -> dict[str, str]:
    """A proposal begins with the review's disclosure; a correction also with the ruling in force."""
    values = {
        "disclosure": view.review.disclosure.value,
        "disclosure_clauses": json.dumps(view.review.disclosure_clauses),
    }
    if kind == RulingKind.CORRECTION and view.deliberation is not None:
        issued = next(r for r in view.deliberation.rulings if r.state == ApprovalState.ISSUED)
        values |= {"outcome": issued.outcome.value, "reasons": issued.reasons}
        values |= {f"after_{change.charge_id}": change.after for change in issued.changes}
        values["dismissal_ground"] = issued.dismissal_ground
    return values


def _return(proposed: Ruling) -> None:
    with errors_shown():
        draft = own_draft(Form.RULING, f"return:{proposed.id}")
        name = "return_reason"
        with st.expander("반려하기", expanded=is_touched(draft) or bool(fault_of(name))):
            typed_text(draft, name, "반려 사유", lines=3, required=True, fault=fault_of(name))
            if st.button("반려", key="return_ruling"):
                reason = drafts.fetch_draft(desk(), draft.id).text(name)
                rulings.return_ruling(desk("return_ruling", proposed.id, reason), proposed.id, reason)
                drafts.discard_draft(desk(), draft.id)
                say_next("결정안을 반려했습니다.")
                st.rerun()


def may_correct(view: ReviewView) -> bool:
    """Say whether there is a ruling in force to correct or withdraw."""
    if view.deliberation is None or view.review.status not in {ReviewStatus.ISSUED, ReviewStatus.NOTIFIED}:
        return False
    issued = [r for r in view.deliberation.rulings if r.state == ApprovalState.ISSUED]
    return bool(issued) and issued[0].kind != RulingKind.WITHDRAWAL
