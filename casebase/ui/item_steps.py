"""What may be done on one item of the agenda: the ballot first, then what who presides and the secretary do."""

import streamlit as st

from casebase.access.act import Act
from casebase.casework import agenda, votes
from casebase.casework.item_views import ItemView, ItemWork
from casebase.casework.meeting_views import MeetingView
from casebase.domain.meeting import DONE, ItemStage, MeetingStatus, RecusalState
from casebase.ui.ballot_form import ballot_form, own_votes
from casebase.ui.case_step import end_step, step_button
from casebase.ui.feedback import errors_shown, fault_of
from casebase.ui.marks import plain
from casebase.ui.meeting_step import meeting_draft, press
from casebase.ui.motion_form import motion_as_put, motion_form
from casebase.ui.own_draft import is_touched
from casebase.ui.recusal_form import challenge_form, decisions, recusal_form
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def item_steps(view: MeetingView, item: ItemView, work: ItemWork) -> None:
    """Show what this person can do on the item, the thing that is due first."""
    if work.is_stale and work.item.sent_at:
        st.warning(plain(work.is_stale))
    if work.item.motion is not None and work.item.stage not in DONE:
        motion_as_put(work, work.item.motion)
    if work.to_cast:
        ballot_form(item, work)
    own_votes(work)
    _awaited(view, item, work)
    decisions(work)
    with errors_shown():
        _presiding(item, work)
    if work.motion_form is not None and Act.PUT_MOTION in item.permitted:
        motion_form(item, work, work.motion_form)
    _papers(view, item, work)
    _hearing(item, work)
    _aside(view, item)


def _awaited(view: MeetingView, item: ItemView, work: ItemWork) -> None:
    """Say what an open item waits for, to whoever it does not wait for."""
    if view.meeting.status != MeetingStatus.OPEN or work.to_cast:
        return
    if work.item.stage == ItemStage.WAITING and Act.OPEN_VOTE not in item.permitted:
        st.info("아직 심의하지 않은 안건입니다. 주재하는 위원이 표결을 시작하면 표결할 것이 여기에 나타납니다.")
    elif work.item.stage == ItemStage.DRAFTING and Act.PUT_MOTION not in item.permitted:
        st.info("간사가 의결안을 쓰고 있습니다. 상정하면 표결할 것이 여기에 나타납니다.")


def _presiding(item: ItemView, work: ItemWork) -> None:
    """Open and close votes once it is settled who takes part; the quorum stands beside it in numbers."""
    if any(one.recusal.state == RecusalState.RAISED for one in work.recusals):
        if item.permitted & {Act.OPEN_VOTE, Act.CLOSE_VOTE}:
            st.caption("기피·회피를 결정한 뒤에 표결을 시작하거나 끝낼 수 있습니다.")
        return
    if Act.OPEN_VOTE in item.permitted:
        say = st.success if work.has_quorum else st.warning
        say(plain(work.quorum))
        told = "표결을 시작했습니다. 위원들의 화면에 표결할 것이 나타납니다."
        press("open_vote", "표결 시작", votes.open_vote, item.id, item.version, told)
    if Act.CLOSE_VOTE in item.permitted:
        _close(item, work)


def _close(item: ItemView, work: ItemWork) -> None:
    if work.waiting:
        left = len(work.waiting)
        st.caption(f"아직 표결하지 않은 위원이 {left}명 있습니다. 모두 표결하면 끝낼 수 있습니다.")
    if st.button("표결 종료", key="close_vote", type="secondary" if work.waiting else "primary"):
        number = votes.close_vote(desk("close_vote", item.id, item.version), item.id, item.version, {})
        if number:
            end_step(f"의결했습니다. 결정서 {number}번을 발행했습니다.")
        end_step("표결을 끝냈습니다. 결과는 아래에 있습니다.")


def _papers(view: MeetingView, item: ItemView, work: ItemWork) -> None:
    if Act.SEND_PAPERS not in item.permitted:
        return
    with errors_shown():
        draft = meeting_draft("papers", item.id)
        name = "short_notice_reason"
        if view.notice.is_short and view.meeting.called_on is not None and not view.meeting.short_notice_reason:
            st.caption(plain(view.notice.basis))
            typed_text(draft, name, "급히 알리는 사유", lines=2, required=True, fault=fault_of(name))
        label = "안건자료 다시 보내기" if work.item.sent_at else "안건자료 보내기"
        told = "안건자료를 보냈습니다."
        is_primary = bool(work.is_stale and work.item.sent_at)
        act = agenda.send_papers
        step_button(draft, "send_papers", label, act, item.id, item.version, told, is_primary=is_primary)


def _hearing(item: ItemView, work: ItemWork) -> None:
    if Act.HEAR_PERSON not in item.permitted:
        return
    with errors_shown():
        draft = meeting_draft("hearing", item.id, lambda: {"hearing": work.item.hearing})
        with st.expander("관계인 의견 청취", expanded=is_touched(draft) or bool(fault_of("hearing"))):
            typed_text(draft, "hearing", "진술 요지", lines=4, required=True, fault=fault_of("hearing"))
            told = "진술 요지를 기록했습니다."
            act = agenda.hear_person
            step_button(draft, "hear_person", "진술 기록", act, item.id, item.version, told, is_primary=False)


def _aside(view: MeetingView, item: ItemView) -> None:
    """Offer what is seldom done, folded."""
    recusal_form(view, item)
    challenge_form(view, item)
    _carry_over(item)
    if Act.TAKE_OFF_AGENDA in item.permitted:
        with errors_shown():
            told = "안건에서 뺐습니다. 다른 회의에 올릴 수 있습니다."
            act = agenda.take_off_agenda
            press("take_off_agenda", "안건에서 빼기", act, item.id, item.version, told, is_primary=False)


def _carry_over(item: ItemView) -> None:
    if Act.CARRY_OVER not in item.permitted:
        return
    with errors_shown():
        draft = meeting_draft("carry_over", item.id)
        with st.expander("다음 회의로 넘기기", expanded=is_touched(draft) or bool(fault_of("result"))):
            typed_text(draft, "result", "넘기는 까닭", lines=2, required=True, fault=fault_of("result"))
            told = "다음 회의로 넘겼습니다."
            act = agenda.carry_over
            step_button(draft, "carry_over", "다음 회의로 넘기기", act, item.id, item.version, told, is_primary=False)
