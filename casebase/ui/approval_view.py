"""A proposed opinion before whoever may approve it: all that it rests on, then approve or return."""

import streamlit as st

from casebase.access.act import Act
from casebase.casework import drafts, opinions
from casebase.casework.consultation_views import ConsultationView
from casebase.casework.ledger import SUPPLIED
from casebase.casework.opinion_views import may_approve, opinion_preview, outcome_labels
from casebase.casework.papers import printed_disclosure
from casebase.domain.consultation import ELIGIBILITY_LABELS
from casebase.domain.draft import Form
from casebase.domain.opinion import OPINION_KIND_LABELS, Opinion, OpinionKind
from casebase.korean.dates import local_time, official_date, weekday
from casebase.ui.case_step import end_step
from casebase.ui.feedback import errors_shown, fault_of
from casebase.ui.marks import facts, plain
from casebase.ui.materials import ledger_table
from casebase.ui.opinion_paper import opinion_blocks
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def approval_view(view: ConsultationView, proposed: Opinion) -> None:
    """Show a proposal with its preview and what it rests on; who may approves it or sends it back."""
    st.subheader(f"{OPINION_KIND_LABELS[proposed.kind]}안: {plain(outcome_labels(desk())[proposed.outcome])}")
    is_asked = Act.ISSUE_OPINION in view.permitted
    if not is_asked:
        st.info("결재를 기다리고 있습니다. 결재 전에 고치려면 결재권자에게 반려를 요청하세요.")
    facts(_rests_on(view, proposed))
    opinion_blocks(proposed)
    _supplied(view)
    mine = desk()  # the paper is made where the page's session is not known
    with errors_shown():
        st.download_button(
            "의견서 미리보기(PDF)",
            lambda: opinion_preview(mine, proposed.id),
            f"preview-{view.consultation.number}.pdf",
            "application/pdf",
            key="preview_opinion",
            on_click="ignore",
        )
    if not is_asked:
        return
    with errors_shown():
        if may_approve(desk(), proposed.id):
            _approve(proposed)
        else:
            st.info("작성하거나 담당하거나 대상 여부를 판단한 사람은 결재할 수 없습니다. 다른 결재권자가 결재합니다.")
    _return(proposed)


def _rests_on(view: ConsultationView, proposed: Opinion) -> dict[str, str]:
    case, due = view.consultation, view.course.deadline
    told = {
        "상신": f"{view.names.get(proposed.proposed_by, '')}, {local_time(proposed.proposed_at)}",
        "처리기한": f"{official_date(due.due_on)}({weekday(due.due_on)})" if due else "",
        "대상 여부": ELIGIBILITY_LABELS[case.eligibility] if case.eligibility else "",
        "판단 이유": case.eligibility_reason,
        "공개구분": printed_disclosure(case.disclosure, case.disclosure_clauses),
    }
    return {name: value for name, value in told.items() if value}


def _supplied(view: ConsultationView) -> None:
    supplied = sorted((file for file in view.files if file.role == SUPPLIED), key=lambda file: (file.added_at, file.id))
    with st.expander(f"신청인이 낸 자료 {len(supplied)}건(의견서에 붙임으로 실립니다)"):
        ledger_table(view, supplied)


def _approve(proposed: Opinion) -> None:
    label = "결재하고 취소 통지 발행" if proposed.kind == OpinionKind.WITHDRAWAL else "결재하고 발행"
    if st.button(label, key="issue_opinion", type="primary"):
        number = opinions.issue_opinion(desk("issue_opinion", proposed.id), proposed.id, proposed.digest)
        end_step(f"{number}번 문서를 발행했습니다. 담당자가 통보하고 그 날짜를 기록합니다.")


def _return(proposed: Opinion) -> None:
    name = "return_reason"
    with errors_shown():
        draft = own_draft(Form.OPINION, f"return:{proposed.id}")
        with st.expander("반려하기", expanded=is_touched(draft) or bool(fault_of(name))):
            typed_text(draft, name, "반려 사유", lines=3, required=True, fault=fault_of(name))
            if st.button("반려", key="return_opinion"):
                reason = drafts.fetch_draft(desk(), draft.id).text(name)
                opinions.return_opinion(desk("return_opinion", proposed.id, reason), proposed.id, reason)
                drafts.discard_draft(desk(), draft.id)
                end_step("의견안을 반려했습니다. 담당자가 고쳐 다시 상신합니다.")
