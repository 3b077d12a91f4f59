"""The steps of a review one after the other: only those that are this person's, and due now."""

import streamlit as st

from casebase.access.act import Act
from casebase.casework import drafts, review_views, reviews, ruling_notices
from casebase.casework.review_views import ReviewView
from casebase.domain.approval import ApprovalState
from casebase.domain.draft import Form
from casebase.domain.review import ReviewStatus
from casebase.domain.ruling import RulingKind
from casebase.korean.text import particle
from casebase.law.criteria import criteria_sets_on
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_fault
from casebase.ui.finding_form import finding_form
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.photos import photo_picker
from casebase.ui.ruling_form import (
    approval_form,
    conclusions,
    may_correct,
    proposal_form,
    returned_note,
    withdrawal_form,
)
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def next_step(view: ReviewView) -> None:
    """Show what this person can do now, first of all."""
    step = _STEPS.get(view.review.status)
    if step is not None:
        step(view)
    if may_correct(view):
        _amendments(view)


def statements(view: ReviewView) -> None:
    """Let an applicant state their case while the review is open, or withdraw it."""
    if Act.ADD_STATEMENT not in view.permitted or view.review.status not in reviews.OPEN_TO_FILES:
        return
    st.subheader("의견·소명 제출")
    with errors_shown():
        draft = own_draft(Form.FINDING, f"statement:{view.review.id}")
        typed_text(draft, "statement", "의견·소명", lines=5, required=True, fault=fault_of("statement"))
        photo_picker(draft, name="statements", role="statement", accept="", capture=False, label="함께 낼 파일")
        if st.button("제출", key="add_statement", type="primary"):
            reviews.add_statement(desk("add_statement", draft.id), view.review.id, draft.id)
            say_next("제출했습니다. 담당자가 확인합니다.")
            st.rerun()
    _withdraw(view)


def _applied(view: ReviewView) -> None:
    if Act.RECEIVE_REVIEW not in view.permitted:
        return
    review = view.review
    chosen = "" if review.is_re_examination else _criteria_set()
    show_fault("handler_id")
    if st.button("접수", key="receive_review", type="primary"):
        with errors_shown():
            reviews.receive_review(desk("receive", review.id, review.version), review.id, review.version, chosen)
            say_next("접수했습니다. 사실확인을 시작하세요.")
            st.rerun()


def _criteria_set() -> str:
    """Let who receives a review choose what it is judged by; a re-examination keeps that of the first."""
    sets = {each.code: each.label for each in criteria_sets_on(desk().today)}
    chosen = st.selectbox(
        "판단 기준(비우면 기관의 기본 기준)",
        list(sets),
        index=None,
        format_func=lambda c: sets[c],
        key="criteria_set",
        placeholder="고르세요",
    )
    return chosen or ""


def _received(view: ReviewView) -> None:
    if Act.BEGIN_FACT_FINDING in view.permitted:
        _begin(view, "사실확인 시작")


def _begin(view: ReviewView, label: str) -> None:
    review = view.review
    if st.button(label, key="begin_fact_finding", type="primary"):
        with errors_shown():
            reviews.begin_fact_finding(desk("begin", review.id, review.version), review.id, review.version)
            say_next("사실확인을 시작했습니다. 판단을 기록하세요.")
            st.rerun()


def _fact_finding(view: ReviewView) -> None:
    if view.deliberation is None:
        return
    returned_note(view.deliberation, view.names)
    work = st.segmented_control(
        "할 일", ["판단", "증거", "의견 진술", "결정안"], default="판단", key="work", label_visibility="collapsed"
    )
    if work == "판단" and Act.RECORD_FINDING in view.permitted:
        finding_form(view)
    elif work == "증거" and Act.ADD_EVIDENCE in view.permitted:
        _evidence(view)
    elif work == "의견 진술" and Act.OFFER_HEARING in view.permitted:
        _hearing(view)
    elif work == "결정안" and Act.PROPOSE_RULING in view.permitted:
        conclusions(view.deliberation)
        proposal_form(view, RulingKind.DECISION)
    else:
        st.info("이 단계는 담당자가 합니다.")


def _proposed(view: ReviewView) -> None:
    if view.deliberation is not None and view.deliberation.proposed is not None:
        conclusions(view.deliberation)
        approval_form(view, view.deliberation, view.deliberation.proposed)


def _issued(view: ReviewView) -> None:
    _restart(view)
    if Act.NOTIFY_RULING not in view.permitted:
        return
    with errors_shown():
        draft = own_draft(Form.FINDING, f"notice:{view.review.id}")
        left, right = st.columns(2)
        with left:
            fields.day(draft, "notified_on", "통지한 날", required=True, latest=desk().today)
        with right:
            fields.choice(draft, "notified_how", "통지 방법", ruling_notices.NOTICE_WAYS, required=True)
        if st.button("통지 기록", key="notify_ruling", type="primary"):
            review, typed = view.review, drafts.fetch_draft(desk(), draft.id).fields
            command = desk("notify", review.id, review.version)
            ruling_notices.notify_ruling(command, review.id, review.version, typed)
            drafts.discard_draft(desk(), draft.id)
            say_next("통지를 기록했습니다. 도달하면 그 날짜를 기록하세요.")
            st.rerun()


def _notified(view: ReviewView) -> None:
    _restart(view)
    if Act.RECORD_ARRIVAL not in view.permitted:
        return
    if view.documents and view.documents[0].reached_on is not None:
        review = view.review
        if Act.CLOSE_REVIEW in view.permitted and st.button("종결", key="close_review"):
            with errors_shown():
                reviews.close_review(desk("close", review.id, review.version), review.id, review.version)
                st.rerun()
        return
    with errors_shown():
        draft = own_draft(Form.FINDING, f"arrival:{view.review.id}")
        fields.day(draft, "reached_on", "도달한 날(이날부터 효력이 있습니다)", required=True, latest=desk().today)
        if st.button("도달 기록", key="record_arrival", type="primary"):
            typed = drafts.fetch_draft(desk(), draft.id).fields
            command = desk("arrival", view.documents[0].id, typed.get("reached_on", ""))
            ruling_notices.record_arrival(command, view.review.id, typed)
            drafts.discard_draft(desk(), draft.id)
            say_next("도달을 기록했습니다. 재심의 신청 기간이 이날부터 계산됩니다.")
            st.rerun()


def _restart(view: ReviewView) -> None:
    """After a withdrawal the review can begin again."""
    issued = [r for r in view.deliberation.rulings if r.state == ApprovalState.ISSUED] if view.deliberation else []
    if issued and issued[0].kind == RulingKind.WITHDRAWAL and Act.BEGIN_FACT_FINDING in view.permitted:
        _begin(view, "다시 심사 시작")


def _evidence(view: ReviewView) -> None:
    with errors_shown():
        draft = own_draft(Form.FINDING, f"evidence:{view.review.id}")
        photo_picker(draft, name="evidence", role="evidence", accept="", capture=False, label="증거 파일")
        show_fault("evidence")
        if st.button("증거로 추가", key="add_evidence", type="primary"):
            names = sorted(name for name in drafts.fetch_draft(desk(), draft.id).fields if name.startswith("file_"))
            reviews.add_evidence(desk("add_evidence", draft.id, *names), view.review.id, draft.id)
            drafts.discard_draft(desk(), draft.id)
            say_next("증거를 추가했습니다. 판단할 때 고를 수 있습니다.")
            st.rerun()


def _hearing(view: ReviewView) -> None:
    review = view.review
    with errors_shown():
        draft = own_draft(Form.FINDING, f"hearing:{review.id}")
        show_fault("hearing_offered_on")
        left, right = st.columns(2)
        with left:
            fields.day(draft, "hearing_offered_on", "기회를 준 날", required=True, latest=desk().today)
        with right:
            fields.choice(draft, "hearing_way", "진술 방법", reviews.HEARING_WAYS, required=True)
        if st.button("기회 부여 기록", key="offer_hearing"):
            typed = drafts.fetch_draft(desk(), draft.id).fields
            reviews.offer_hearing(desk("offer", review.id, review.version), review.id, review.version, typed)
            say_next("의견 진술 기회를 준 것을 기록했습니다.")
            st.rerun()
        if review.hearing_offered_on is None:
            return
        fields.day(draft, "hearing_held_on", "진술한 날(하지 않았으면 비움)", latest=desk().today)
        label = "진술 요지 또는 진술하지 않은 까닭"
        typed_text(draft, "hearing_note", label, lines=4, required=True, fault=fault_of("hearing_note"))
        if st.button("진술 기록", key="hold_hearing", type="primary"):
            typed = drafts.fetch_draft(desk(), draft.id).fields
            reviews.hold_hearing(desk("hold", review.id, review.version), review.id, review.version, typed)
            drafts.discard_draft(desk(), draft.id)
            say_next("의견 진술을 기록했습니다.")
            st.rerun()


def _amendments(view: ReviewView) -> None:
    if Act.PROPOSE_CORRECTION not in view.permitted:
        return
    with st.expander("결정 정정", expanded=bool(fault_of("reasons") or fault_of("cause"))):
        if st.toggle("정정안 쓰기", key="correcting"):
            proposal_form(view, RulingKind.CORRECTION)
    withdrawal_form(view)


def _withdraw(view: ReviewView) -> None:
    if Act.WITHDRAW_APPLICATION not in view.permitted:
        return
    review = view.review
    with errors_shown():
        draft = own_draft(Form.FINDING, f"withdraw:{review.id}")
        with st.expander("신청 취하", expanded=is_touched(draft) or bool(fault_of("reason"))):
            typed_text(draft, "reason", "취하 사유", lines=3, required=True, fault=fault_of("reason"))
            if st.button("취하", key="withdraw_application"):
                reason = drafts.fetch_draft(desk(), draft.id).text("reason")
                command = desk("withdraw", review.id, review.version, reason)
                reviews.withdraw_application(command, review.id, review.version, reason)
                drafts.discard_draft(desk(), draft.id)
                say_next("신청을 취하했습니다.")
                st.rerun()


def assign_form(view: ReviewView) -> None:
    """Let the head, or the handler, give the review to somebody else."""
    if Act.ASSIGN_REVIEW not in view.permitted or view.review.status == ReviewStatus.APPLIED:
        return
    review = view.review
    with st.expander("담당자 바꾸기"), errors_shown():
        people = {account.id: account.name for account in review_views.handlers(desk())}
        chosen = st.selectbox(
            "새 담당자",
            list(people),
            index=None,
            format_func=lambda p: people[p],
            key="handler_id",
            placeholder="고르세요",
        )
        show_fault("handler_id")
        if chosen and st.button("지정", key="assign_review"):
            command = desk("assign", review.id, review.version, chosen)
            reviews.assign_review(command, review.id, review.version, chosen)
            say_next(f"담당자를 {people[chosen]}{particle(people[chosen], '으로/로')} 바꾸었습니다.")
            st.rerun()


_STEPS = {
    ReviewStatus.APPLIED: _applied,
    ReviewStatus.RECEIVED: _received,
    ReviewStatus.FACT_FINDING: _fact_finding,
    ReviewStatus.PROPOSED: _proposed,
    ReviewStatus.ISSUED: _issued,
    ReviewStatus.NOTIFIED: _notified,
}
