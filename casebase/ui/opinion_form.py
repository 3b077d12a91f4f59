"""The opinion on the page of a consultation: drafted, approved, corrected, withdrawn, and read by whom it is for."""

import json

import streamlit as st

from casebase.access.act import Act
from casebase.casework import drafts, opinion_views, opinions
from casebase.casework.consultation_views import ConsultationView
from casebase.casework.opinion_entry import BLOCKS, CONDITIONS, REQUIRED, block_heading
from casebase.domain.approval import ApprovalState
from casebase.domain.case import DISCLOSURE_CLAUSES, DISCLOSURE_LABELS
from casebase.domain.consultation import NEXT, Application, ConsultationStatus, Eligibility
from casebase.domain.draft import Draft, Form
from casebase.domain.opinion import WITHOUT_ANSWER, Opinion, OpinionKind, OpinionOutcome
from casebase.domain.suspension import SUSPENSION_LABELS
from casebase.korean.dates import official_date
from casebase.korean.text import particle
from casebase.ui import fields
from casebase.ui.approval_view import approval_view
from casebase.ui.case_step import end_step
from casebase.ui.feedback import errors_shown, fault_of, forget_faults, show_faults_summary
from casebase.ui.marks import plain
from casebase.ui.notice_forms import arrival_form, further_form, notice_form, reopen_form
from casebase.ui.opinion_paper import opinion_result
from casebase.ui.own_draft import own_draft
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_LINES = {"overview": 5, "law": 3, "issues": 3, "view_a": 4, "view_b": 4, "review": 8, "conclusion": 5, "notes": 2}
_ACTS = {
    OpinionKind.ANSWER: opinions.propose_opinion,
    OpinionKind.CORRECTION: opinions.propose_opinion_correction,
}
_SENT = frozenset({ConsultationStatus.NOTIFIED, ConsultationStatus.RETURNED, ConsultationStatus.TRANSFERRED})


def opinion_step(view: ConsultationView) -> None:
    """Show the opinion as far as this person may know it, and what they can do about it now."""
    opinion_result(view)
    if not view.is_inside:
        return
    status = view.consultation.status
    _returned(view)
    if status == ConsultationStatus.UNDER_REVIEW and Act.PROPOSE_OPINION in view.permitted:
        _standing_in_the_way(view)
        _drafting(view, OpinionKind.ANSWER)
    elif status == ConsultationStatus.PROPOSED and view.answer.proposed is not None:
        approval_view(view, view.answer.proposed)
    else:
        _after_issue(view)


def _after_issue(view: ConsultationView) -> None:
    """Let the person choose what to do about an issued opinion, one thing at a time; what is due is open."""
    offered = [code for code in _AFTER if _is_possible(view, code)]
    if not offered:
        return
    standing = (view.consultation.id, view.consultation.status, len(view.documents))
    if st.session_state.get("opinion_work_of") != standing or st.session_state.get("opinion_work") not in offered:
        st.session_state["opinion_work"] = offered[0] if offered[0] in _DUE else None
    st.session_state["opinion_work_of"] = standing
    chosen = st.pills(
        "의견서 처리", offered, format_func=lambda code: _AFTER[code][0], key="opinion_work", on_change=forget_faults
    )
    if chosen:
        _AFTER[chosen][2](view)


def _is_possible(view: ConsultationView, code: str) -> bool:
    if _AFTER[code][1] not in view.permitted:
        return False
    status, newest = view.consultation.status, next(iter(view.documents), None)
    if newest is None:
        return False
    if code in {"correct", "withdraw"}:
        return view.answer.in_force is not None and ConsultationStatus.PROPOSED in NEXT[status]
    return {
        "notice": status == ConsultationStatus.ISSUED,
        "arrival": status in _SENT and newest.reached_on is None,
        "reopen": status == ConsultationStatus.NOTIFIED and view.answer.in_force is None,
        "further": newest.notified_on is not None,
    }[code]


def _standing_in_the_way(view: ConsultationView) -> None:
    """Say before anything is typed what keeps an opinion from being proposed."""
    case, found = view.consultation, []
    for wait in view.course.suspensions:
        if wait.is_open:
            name = SUSPENSION_LABELS[wait.kind]
            since = official_date(wait.begins_on)
            found.append(f"{since} 시작한 {name}{particle(name, '이/가')} 끝나지 않았습니다. 끝내거나 취소하세요.")
    if case.eligibility is None:
        found.append("대상 여부를 아직 판단하지 않았습니다. 먼저 판단하세요.")
    if found:
        lines = "".join(f"\n- {plain(line)}" for line in found)
        st.warning(f"아직 상신할 수 없습니다. 의견은 지금부터 써 둘 수 있습니다.{lines}")
    if case.eligibility == Eligibility.EXCLUDED:
        st.info("제외 대상으로 판단한 신청입니다. 반려하거나 이첩하는 문서만 낼 수 있습니다.")


def _drafting(view: ConsultationView, kind: OpinionKind) -> None:
    """Let the handler write an opinion, or a correction of the one in force, and propose it."""
    case = view.consultation
    with errors_shown():
        draft = own_draft(Form.OPINION, f"{kind}:{case.id}", lambda: _begun(view, kind))
        show_faults_summary()
        if kind == OpinionKind.CORRECTION:
            typed_text(draft, "cause", "정정 사유", required=True, fault=fault_of("cause"))
        else:
            st.caption("개요부터 을설까지는 신청서에서 옮겨 왔습니다. 고쳐 써도 신청서는 바뀌지 않습니다.")
        _blocks(view, draft)
        _preview(view, draft, kind)
        if st.button("결재 상신", key=f"propose_{kind}", type="primary"):
            typed = drafts.fetch_draft(desk(), draft.id).fields
            command = desk("propose", case.id, case.version, json.dumps(typed, sort_keys=True))
            _ACTS[kind](command, case.id, case.version, typed)
            end_step("의견안을 상신했습니다. 결재권자의 ‘오늘’ 화면에 나타납니다.")


def _blocks(view: ConsultationView, draft: Draft) -> None:
    labels = opinion_views.outcome_labels(desk())
    is_excluded = view.consultation.eligibility == Eligibility.EXCLUDED
    offered = [outcome for outcome in OpinionOutcome if outcome in WITHOUT_ANSWER or not is_excluded]
    named = {outcome.value: labels[outcome] for outcome in offered}
    chosen = fields.pills(draft, "outcome", "처리결과", named, required=True)
    outcome = OpinionOutcome(chosen) if chosen else OpinionOutcome.OPINION
    for name in BLOCKS:
        is_conditions = name == "conditions"
        if is_conditions and outcome not in CONDITIONS:
            continue
        is_required = is_conditions or name in REQUIRED
        label, lines = block_heading(name, outcome), _LINES.get(name, 3)
        typed_text(draft, name, label, lines=lines, required=is_required, fault=fault_of(name))
    disclosures = {d.value: label for d, label in DISCLOSURE_LABELS.items()}
    fields.pills(draft, "disclosure", "공개구분", disclosures, required=True)
    fields.several(draft, "disclosure_clauses", "비공개 사유(정보공개법 제9조제1항)", DISCLOSURE_CLAUSES)


def _preview(view: ConsultationView, draft: Draft, kind: OpinionKind) -> None:
    """Offer the paper as it would leave, marked as a draft; it is made only when asked for."""
    if st.button("미리보기 만들기", key=f"preview_{kind}"):
        typed = drafts.fetch_draft(desk(), draft.id).fields
        content = opinion_views.draft_preview(desk(), view.consultation.id, kind, typed)
        name = f"preview-{view.consultation.number}.pdf"
        st.download_button(
            "미리보기 받기(PDF)", content, name, "application/pdf", key=f"save_preview_{kind}", on_click="ignore"
        )


def _begun(view: ConsultationView, kind: OpinionKind) -> dict[str, str]:
    """Nothing is asked twice: begin with what came back, else with the opinion in force, else with the application."""
    case = view.consultation
    disclosure = {
        "disclosure": case.disclosure.value,
        "disclosure_clauses": json.dumps(case.disclosure_clauses),
    }
    last = next(iter(view.answer.opinions), None)
    if last is not None and last.kind == kind and last.state == ApprovalState.RETURNED:
        return _written(last) | disclosure
    if kind == OpinionKind.CORRECTION and view.answer.in_force is not None:
        return _written(view.answer.in_force) | {"cause": ""} | disclosure
    return _applied(case.application) | disclosure


def _written(opinion: Opinion) -> dict[str, str]:
    blocks = {name: getattr(opinion.text, name) for name in BLOCKS}
    return {"outcome": opinion.outcome.value, "cause": opinion.cause, **blocks}


def _applied(asks: Application) -> dict[str, str]:
    as_of = f"\n(법령 기준일: {official_date(asks.law_as_of)})" if asks.law_as_of else ""
    return {
        "overview": "\n\n".join(text for text in (asks.background, asks.request) if text),
        "law": f"{asks.law}{as_of}",
        "issues": asks.issues,
        "view_a": asks.view_a,
        "view_b": asks.view_b,
    }


def _returned(view: ConsultationView) -> None:
    """Say why the last proposal came back, until there is a new one."""
    last = next(iter(view.answer.opinions), None)
    if last is not None and last.state == ApprovalState.RETURNED:
        st.warning(plain(f"반려됨({view.names.get(last.decided_by or '', '')}): {last.return_reason}"))


def _correction(view: ConsultationView) -> None:
    _drafting(view, OpinionKind.CORRECTION)


def _withdrawal(view: ConsultationView) -> None:
    """Let the handler propose to withdraw the opinion in force."""
    case, name = view.consultation, "withdrawal_cause"
    with errors_shown():
        draft = own_draft(Form.OPINION, f"{OpinionKind.WITHDRAWAL}:{case.id}")
        typed_text(draft, name, "취소 사유", lines=3, required=True, fault=fault_of(name))
        if st.button("취소 결재 상신", key="propose_withdrawal", type="primary"):
            cause = drafts.fetch_draft(desk(), draft.id).text(name)
            command = desk("propose_withdrawal", case.id, case.version, cause)
            opinions.propose_opinion_withdrawal(command, case.id, case.version, cause)
            end_step("의견 취소안을 상신했습니다. 결재권자의 ‘오늘’ 화면에 나타납니다.")


# What may be done about an issued opinion: its name, whose act it is, and its form; first what is due.
_AFTER = {
    "notice": ("통보 기록", Act.NOTIFY_OPINION, notice_form),
    "arrival": ("도달 기록", Act.RECORD_OPINION_ARRIVAL, arrival_form),
    "reopen": ("다시 검토", Act.REOPEN_CONSULTATION, reopen_form),
    "further": ("다른 기관에 통보", Act.NOTIFY_FURTHER, further_form),
    "correct": ("의견 정정", Act.PROPOSE_OPINION_CORRECTION, _correction),
    "withdraw": ("의견 취소", Act.PROPOSE_OPINION_WITHDRAWAL, _withdrawal),
}
_DUE = frozenset({"notice", "arrival", "reopen"})
