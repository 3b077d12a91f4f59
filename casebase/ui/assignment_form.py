"""Who is asked for advice: proposed with reasons, offered, reminded, revoked; the request closed or withdrawn."""

import html
import json
from collections.abc import Iterator

import streamlit as st

from casebase.access.act import Act
from casebase.casework import advice, drafts
from casebase.casework.advice_views import AdviceView, AssignmentView
from casebase.domain.advice import ASSIGNMENT_STATUS_LABELS, STANDING, AdviceStatus, Assignment, AssignmentStatus
from casebase.domain.draft import Form
from casebase.korean.dates import local_day, official_date, time_left
from casebase.law.panel import Proposed
from casebase.ui import fields
from casebase.ui.case_step import end_step, step_button
from casebase.ui.feedback import errors_shown, fault_of, say_next
from casebase.ui.marks import plain
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_REVOKING = "revoking"
_RESPONSES = {
    AssignmentStatus.ACCEPTED: "수락",
    AssignmentStatus.ANSWERED: "수락",
    AssignmentStatus.DECLINED: "거절",
    AssignmentStatus.RECUSED: "회피",
}
_UNANSWERED = frozenset({AssignmentStatus.OFFERED, AssignmentStatus.ACCEPTED})


def assignments(view: AdviceView) -> None:
    """Show who was asked and where each stands, with the reminder and the revocation at each."""
    st.subheader("배정한 자문위원")
    if not view.assignments and Act.OFFER_ADVICE in view.permitted and view.request.status == AdviceStatus.ASKED:
        st.info("아직 아무에게도 배정하지 않았습니다. 아래에서 자문위원을 골라 배정하세요.")
    elif not view.assignments:
        st.caption("배정한 자문위원이 없습니다.")
    for number, each in enumerate(view.assignments, start=1):
        with st.container(border=True, key=f"assignment_{number}", gap="xsmall"):
            _assignment(view, number, each)


def assignment_steps(view: AdviceView) -> None:
    """Let who asked close a request that all have answered, or offer a running one to one member more."""
    request = view.request
    if request.status != AdviceStatus.ASKED:
        return
    if Act.CLOSE_ADVICE in view.permitted and view.is_complete:
        with errors_shown():
            if st.button("자문 종결", key="close_advice", type="primary"):
                advice.close_advice(desk("close_advice", request.id, request.version), request.id, request.version, {})
                end_step("자문을 종결했습니다. 판단할 때 이 의견을 참고하세요.")
    if Act.OFFER_ADVICE in view.permitted:
        is_first = not any(each.assignment.status in STANDING for each in view.assignments)
        with st.expander("자문위원 배정", expanded=is_first, key="offering"), errors_shown():
            _offer(view)


def withdraw_form(view: AdviceView) -> None:
    """Let who asked withdraw a request while it runs; no member sees it from then on."""
    request, name = view.request, "end_reason"
    if request.status != AdviceStatus.ASKED or Act.WITHDRAW_ADVICE not in view.permitted:
        return
    with errors_shown():
        draft = own_draft(Form.ADVICE, f"withdraw:{request.id}")
        with st.expander("자문의뢰 철회", expanded=is_touched(draft) or bool(fault_of(name))):
            typed_text(draft, name, "철회하는 이유", lines=2, required=True, fault=fault_of(name))
            act, told = advice.withdraw_advice, "자문의뢰를 철회했습니다. 자문위원에게 더는 보이지 않습니다."
            step_button(draft, "withdraw_advice", "철회", act, request.id, request.version, told, is_primary=False)


def _assignment(view: AdviceView, number: int, each: AssignmentView) -> None:
    given = each.assignment
    status = ASSIGNMENT_STATUS_LABELS[given.status]
    st.markdown(plain(f"{each.name} · {each.affiliation}" if each.affiliation else each.name) + f" · **{status}**")
    st.caption(plain(" · ".join(_told(given))))
    if given.doubts:
        st.caption(plain("배정할 때 확인한 점: " + " ".join(given.doubts)))
    if given.status in _UNANSWERED and view.request.status == AdviceStatus.ASKED:
        with st.container(horizontal=True):
            _chase(view, number, each)
    if st.session_state.get(_REVOKING) == given.id and given.status in _UNANSWERED:
        _revoke(each)


def _told(given: Assignment) -> Iterator[str]:
    """Yield when it was offered, until when it is due, and what became of it."""
    yield f"{official_date(local_day(given.offered_at))} 배정"
    if given.status in _UNANSWERED:
        yield f"기한 {official_date(given.due_on)}({time_left(given.due_on, desk().today)})"
    if given.reminded_on:
        yield f"{official_date(given.reminded_on)} 독촉"
    if given.responded_at and given.status in _RESPONSES:
        yield f"{official_date(local_day(given.responded_at))} {_RESPONSES[given.status]}"
    if given.answered_at:
        yield f"{official_date(local_day(given.answered_at))} 회신"
    if given.reason:
        yield f"사유: {given.reason}"


def _chase(view: AdviceView, number: int, each: AssignmentView) -> None:
    given = each.assignment
    if Act.REMIND_ADVISER in view.permitted:
        key = f"remind_adviser_{number}"
        if st.button("회신 독촉", key=key, type="primary" if each.is_reminder_due else "secondary"):
            with errors_shown():
                command = desk("remind_adviser", given.id, given.version)
                advice.remind_adviser(command, given.id, given.version, {})
                say_next(f"{each.name} 위원의 ‘오늘’ 화면에 독촉을 남겼습니다.")
                st.rerun()
    if Act.REVOKE_OFFER in view.permitted and st.button("배정 취소", key=f"begin_revoking_{number}"):
        is_open = st.session_state.get(_REVOKING) == given.id
        st.session_state[_REVOKING] = None if is_open else given.id


def _revoke(each: AssignmentView) -> None:
    """Ask for the reason before the member's sight of the case ends."""
    given = each.assignment
    with errors_shown():
        draft = own_draft(Form.ADVICE, f"revoke:{given.id}")
        st.caption(plain(f"취소하면 {each.name} 위원은 이 사건의 자료를 더 볼 수 없습니다."))
        typed_text(draft, "reason", "배정을 취소하는 이유", lines=2, required=True, fault=fault_of("reason"))
        told = f"{each.name} 위원의 배정을 취소했습니다."
        step_button(draft, "revoke_offer", "취소 확정", advice.revoke_offer, given.id, given.version, told)


def _offer(view: AdviceView) -> None:
    request = view.request
    if not view.candidates:
        st.info("배정할 자문위원이 없습니다. 간사나 감사관에게 자문위원을 위촉해 달라고 하세요.")
        return
    available = {each.candidate.member.account_id: each for each in view.candidates if each.is_available}
    st.caption("전문 분야와 부담을 고르게 살펴 앞선 순서대로 보입니다. 고르는 것은 사람이 합니다.")
    for number, each in enumerate(view.candidates, start=1):
        _candidate(view, number, each)
    if not available:
        st.warning("지금 배정할 수 있는 자문위원이 없습니다. 위의 사유를 확인하세요.")
        return
    draft = own_draft(Form.ADVICE, f"offer:{request.id}")
    people = {account_id: view.names[account_id] for account_id in available}
    chosen = fields.choice(draft, "account_id", "배정할 자문위원", people, required=True)
    if chosen:
        _doubts(available[chosen])
        if any(not conflict.is_blocking for conflict in available[chosen].candidate.conflicts):
            fields.yes(draft, "doubts_seen", "확인함: 위의 점을 살폈고 그래도 배정합니다.", required=True)
    if st.button("배정", key="offer_advice", type="primary"):
        typed = drafts.fetch_draft(desk(), draft.id).fields
        command = desk("offer_advice", draft.id, json.dumps(typed, sort_keys=True))
        advice.offer_advice(command, request.id, request.version, typed)
        drafts.discard_draft(desk(), draft.id)
        end_step("배정했습니다. 위원의 오늘 화면에 나타납니다.")


def _candidate(view: AdviceView, number: int, each: Proposed) -> None:
    member = each.candidate.member
    name = html.escape(view.names[member.account_id])
    where = f" · {html.escape(member.affiliation)}" if member.affiliation else ""
    mark = "" if each.is_available else " <mark>배정할 수 없음</mark>"
    before = [one.assignment for one in view.assignments if one.assignment.account_id == member.account_id]
    told = [f"이 의뢰의 앞선 배정: {ASSIGNMENT_STATUS_LABELS[one.status]}" for one in before]
    reasons = "".join(f"<li>{html.escape(reason)}</li>" for reason in (*each.reasons, *told))
    kind = "candidate" if each.is_available else "candidate blocked"
    st.html(f'<section class="{kind}"><b>{number}. {name}</b>{where}{mark}<ul>{reasons}</ul></section>')


def _doubts(each: Proposed) -> None:
    """Show once more, before the choice is made, what has to be looked into."""
    doubts = [conflict.explanation for conflict in each.candidate.conflicts if not conflict.is_blocking]
    if doubts:
        st.warning("배정하기 전에 확인하세요." + "".join(f"\n- {plain(doubt)}" for doubt in doubts))
