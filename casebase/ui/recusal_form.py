"""Recusals from an item: declared by a member, recorded for a party, decided by who presides or by the others."""

from collections.abc import Sequence

import streamlit as st

from casebase.access.act import Act
from casebase.casework import recusals
from casebase.casework.item_views import ItemView, ItemWork, RecusalView
from casebase.casework.meeting_views import MeetingView
from casebase.domain.draft import Draft
from casebase.domain.meeting import RECUSAL_LABELS, RECUSAL_STATE_LABELS, RecusalKind, RecusalState
from casebase.domain.member import Body
from casebase.law.conflicts import excludes_by_itself, grounds_on
from casebase.law.grounds import Ground
from casebase.law.values import printed_source
from casebase.ui import fields
from casebase.ui.case_step import step_button
from casebase.ui.feedback import errors_shown, fault_of
from casebase.ui.marks import passage, plain
from casebase.ui.meeting_step import meeting_draft, press
from casebase.ui.own_draft import is_touched
from casebase.ui.typed import typed_text

_OWN = {
    RecusalKind.EXCLUSION.value: "제척(사유가 있어 빠져야 함)",
    RecusalKind.ABSTENTION.value: "회피(공정을 위해 스스로 빠지려 함)",
}


def recusal_form(view: MeetingView, item: ItemView) -> None:
    """Let a member say before the vote that they may not, or should not, take part."""
    if Act.DECLARE_RECUSAL not in item.permitted:
        return
    with errors_shown():
        draft = meeting_draft("recusal", item.id)
        with st.expander("제척·회피 신고", expanded=_is_open(draft, "kind", "ground", "reason")):
            st.caption("제척은 신고하면 바로 빠집니다. 회피는 주재하는 위원이 받아들이면 빠집니다.")
            kind = fields.pills(draft, "kind", "구분", _OWN, required=True)
            grounds = grounds_on(Body.COMMITTEE, view.meeting.held_on)
            is_exclusion = kind == RecusalKind.EXCLUSION
            _ground(draft, [each for each in grounds if excludes_by_itself(each) or not is_exclusion])
            typed_text(draft, "reason", "어떤 관계인지", lines=2, required=True, fault=fault_of("reason"))
            told = "신고했습니다. 받아들여지면 이 안건의 자료와 표결은 보이지 않습니다."
            act = recusals.declare_recusal
            step_button(draft, "declare_recusal", "신고", act, item.id, item.version, told, is_primary=False)


def challenge_form(view: MeetingView, item: ItemView) -> None:
    """Let the secretary record that a party challenged a member."""
    if Act.CHALLENGE_MEMBER not in item.permitted:
        return
    with errors_shown():
        draft = meeting_draft("challenge", item.id)
        with st.expander("기피 신청 기록", expanded=_is_open(draft, "account_id", "ground", "reason")):
            people = {seat.account_id: f"{seat.name}({seat.post})" for seat in view.seats}
            fields.choice(draft, "account_id", "기피 신청된 위원", people, required=True)
            _ground(draft, grounds_on(Body.COMMITTEE, view.meeting.held_on))
            typed_text(draft, "reason", "신청 이유", lines=2, required=True, fault=fault_of("reason"))
            told = "기피 신청을 기록했습니다. 그 위원을 뺀 출석위원이 표결해 정합니다."
            act = recusals.challenge_member
            step_button(draft, "challenge_member", "기피 신청 기록", act, item.id, item.version, told, is_primary=False)


def decisions(work: ItemWork) -> None:
    """Let who presides decide the recusals that wait, one after the other: no vote opens before."""
    waiting = [each for each in work.recusals if each.may_decide]
    if not waiting:
        return
    one = waiting[0]
    with st.container(border=True, key="recusal"), errors_shown():
        st.markdown(f"**{plain(_told(one))}**")
        passage("이유", one.recusal.reason)
        _decision(one)


def recusals_shown(work: ItemWork) -> None:
    """Show who takes no part in the item, and why."""
    for explanation in work.excluded:
        st.markdown(f"- 제척: {plain(explanation)}")
    for one in work.recusals:
        is_asked = one.recusal.kind == RecusalKind.CHALLENGE and one.recusal.state == RecusalState.RAISED
        why = f". {one.recusal.reason}" if is_asked else ""  # those who vote on it need to know
        st.markdown(f"- {plain(_told(one) + why)}")


def _decision(one: RecusalView) -> None:
    """회피 is permitted or not; 기피 goes by the ballots that were cast on it."""
    recusal, told = one.recusal, "결정했습니다."
    if recusal.kind == RecusalKind.CHALLENGE:
        st.caption("기피는 그 위원을 뺀 출석위원의 표결로 정합니다. 모두 표결한 뒤 누르세요.")
        press("decide_recusal", "표결 결과로 결정", recusals.decide_recusal, recusal.id, recusal.version, told)
        return
    draft = meeting_draft("decision", recusal.id)
    states = (RecusalState.UPHELD, RecusalState.REFUSED)
    fields.pills(
        draft, "decision", "결정", {state.value: RECUSAL_STATE_LABELS[state] for state in states}, required=True
    )
    step_button(draft, "decide_recusal", "결정", recusals.decide_recusal, recusal.id, recusal.version, told)


def _ground(draft: Draft, grounds: Sequence[Ground]) -> None:
    labels = {ground.code: ground.label for ground in grounds}
    if st.session_state.get("ground") not in labels:  # chosen for the other kind, which has grounds of its own
        st.session_state.pop("ground", None)
    chosen = fields.choice(draft, "ground", "사유", labels, required=True)
    for ground in grounds:
        if ground.code == chosen:
            st.caption(plain(f"{ground.question} ({printed_source(ground.basis, ground.source)})"))


def _told(one: RecusalView) -> str:
    state = RECUSAL_STATE_LABELS[one.recusal.state]
    return f"{one.name} {RECUSAL_LABELS[one.recusal.kind]}({one.ground}): {state}"


def _is_open(draft: Draft, *names: str) -> bool:
    return is_touched(draft) or any(fault_of(name) for name in names)
