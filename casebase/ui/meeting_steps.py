"""The steps of a meeting as a whole: only those that are this person's and possible now, the due one opened."""

import json
from collections.abc import Callable, Iterator

import streamlit as st

from casebase.access.act import Act
from casebase.casework import agenda, meetings
from casebase.casework.meeting_views import MeetingView, ReadyProposal, ready_proposals
from casebase.domain.meeting import VOTING, Meeting, MeetingForm, MeetingStatus
from casebase.domain.ruling import OUTCOME_LABELS, RULING_KIND_LABELS
from casebase.ui import fields
from casebase.ui.case_step import end_step, step_button
from casebase.ui.feedback import errors_shown, fault_of, forget_faults, show_faults_summary
from casebase.ui.item_view import is_done
from casebase.ui.marks import plain
from casebase.ui.meeting_list import plan_fields, planned
from casebase.ui.meeting_step import meeting_draft, press
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

StepForm = Callable[[MeetingView], None]
# Code, name and form of a step.
Step = tuple[str, str, StepForm]


def meeting_steps(view: MeetingView) -> None:
    """Let a person do what is theirs on the meeting, the first that is due opened."""
    steps = list(_steps(view))
    if not steps:
        return
    form = _chosen(view, steps)
    if view.meeting.status == MeetingStatus.CALLED and not _is_its_time(view.meeting):
        st.caption("소집했습니다. 회의 날에 출석을 확인하면 주재하는 위원이 개회합니다.")
    if form is not None:
        with errors_shown():
            show_faults_summary()
            form(view)


def _chosen(view: MeetingView, steps: list[Step]) -> StepForm | None:
    """Let the person choose; a meeting that moved on opens its due step anew."""
    codes, labels = [code for code, _, _ in steps], {code: label for code, label, _ in steps}
    first = _first(view, codes)
    standing = (view.meeting.id, view.meeting.status, first)
    if st.session_state.get("work_of") != standing or st.session_state.get("work") not in codes:
        st.session_state["work"] = first
    st.session_state["work_of"] = standing
    st.pills("회의 진행", codes, format_func=labels.__getitem__, key="work", on_change=forget_faults)
    chosen = st.session_state["work"] or first
    return next((form for code, _, form in steps if code == chosen), None)


def _first(view: MeetingView, codes: list[str]) -> str | None:
    """Return the step that is due: an agenda before the call, attendance on the day, an end once nothing is left."""
    due = _due(view)
    return due if due in codes else None


def _due(view: MeetingView) -> str:
    if view.meeting.status == MeetingStatus.PREPARING:
        return "call" if view.items else "agenda"
    if view.meeting.status == MeetingStatus.CALLED and _is_its_time(view.meeting):
        return "open" if Act.OPEN_MEETING in view.permitted else "attendance"
    if view.meeting.status == MeetingStatus.CALLED:
        return ""
    return "close" if all(is_done(item) for item in view.items) else ""


def _is_its_time(meeting: Meeting) -> bool:
    return meeting.form == MeetingForm.WRITTEN or meeting.held_on <= desk().today


def _steps(view: MeetingView) -> Iterator[Step]:
    """Yield what may be done now, in the order of the work."""
    is_sitting = view.meeting.form == MeetingForm.SITTING
    offered: list[tuple[Act, Step]] = [
        (Act.PUT_ON_AGENDA, ("agenda", "안건 올리기", _agenda_form)),
        (Act.CALL_MEETING, ("call", "소집", _call_form)),
        (Act.MARK_ATTENDANCE, ("attendance", "출석 확인", _attendance_form)),
        (Act.OPEN_MEETING, ("open", "개회", _open_form)),
        (Act.KEEP_PROCEEDINGS, ("proceedings", "회의 경과", _proceedings_form)),
        (Act.CLOSE_MEETING, ("close", "폐회", _close_form)),
        (Act.CHANGE_MEETING, ("change", "계획 변경", _change_form)),
        (Act.CANCEL_MEETING, ("cancel", "회의 취소", _cancel_form)),
    ]
    for act, step in offered:
        if act in view.permitted and (is_sitting or act != Act.MARK_ATTENDANCE):
            yield step


def _agenda_form(view: MeetingView) -> None:
    """Offer the proposals that wait for the committee, each with who decides on it."""
    ready = ready_proposals(desk())
    if not ready:
        st.info("안건으로 올릴 결정안이 없습니다. 담당자가 결정안을 상신하면 여기에 나타납니다.")
    for number, one in enumerate(ready, start=1):
        with st.container(border=True, key=f"proposal_{number}", gap="xsmall"):
            _proposal(view, number, one)


def _proposal(view: MeetingView, number: int, one: ReadyProposal) -> None:
    ruling = one.ruling
    st.page_link(
        "exemption.py", label=f"**{one.review_number}** {plain(one.title)}", query_params={"number": one.review_number}
    )
    kind, outcome = RULING_KIND_LABELS[ruling.kind], OUTCOME_LABELS[ruling.outcome]
    st.caption(plain(f"{one.agency} · {kind}안: {outcome} · {one.decider}"))
    if one.carried_over:
        st.caption(plain(f"앞 회의에서 넘어옴: {one.carried_over}"))
    if st.button("이 회의에 올리기", key=f"put_on_agenda_{number}"):
        meeting = view.meeting
        command = desk("put_on_agenda", meeting.id, meeting.version, ruling.id)
        agenda.put_on_agenda(command, meeting.id, meeting.version, {"ruling_id": ruling.id})
        end_step(f"{one.review_number}을 안건으로 올렸습니다. 다 올렸으면 소집하세요.")


def _call_form(view: MeetingView) -> None:
    """Call the members: the papers of every item go out with the call."""
    meeting = view.meeting
    draft = meeting_draft("call", meeting.id)
    shown = "소집하면 위원의 ‘오늘’ 화면에 회의와 안건자료가 보입니다. 우편이나 문자로 보내지는 않습니다."
    st.caption(plain(f"{shown} {view.notice.basis}"))
    if view.notice.is_short:
        st.warning("소집을 알리는 날수를 지키지 못합니다. 급히 알리는 사유를 적으세요. 회의록에 남습니다.")
        name = "short_notice_reason"
        typed_text(draft, name, "급히 알리는 사유", lines=2, required=True, fault=fault_of(name))
    told = "소집했습니다. 안건자료를 보냈습니다."
    step_button(draft, "call_meeting", "소집하고 자료 보내기", meetings.call_meeting, meeting.id, meeting.version, told)


def _attendance_form(view: MeetingView) -> None:
    """Mark who came; quorum and votes are counted by it."""
    meeting = view.meeting
    present = [seat.account_id for seat in view.seats if seat.is_present]
    draft = meeting_draft("attendance", meeting.id, lambda: {"present": json.dumps(present)})
    seats = {seat.account_id: plain(f"{seat.name}({seat.post})") for seat in view.seats}
    with st.container(horizontal=True):
        fields.ticks(draft, "present", seats)
    told = "출석을 기록했습니다."
    step_button(draft, "mark_attendance", "출석 기록", meetings.mark_attendance, meeting.id, meeting.version, told)


def _open_form(view: MeetingView) -> None:
    """Show the quorum by its numbers, and let who presides open the meeting."""
    meeting = view.meeting
    say = st.success if view.has_quorum else st.warning
    say(plain(view.quorum))
    st.caption(plain(view.presiding_rule))
    told = "개회했습니다. 안건을 심의하세요."
    press("open_meeting", "개회", meetings.open_meeting, meeting.id, meeting.version, told)


def _proceedings_form(view: MeetingView) -> None:
    """Write down how the meeting goes, and what was said on each item that is not being voted on."""
    meeting = view.meeting
    works = [item.work for item in view.items if item.work is not None]
    written = {f"discussion_{work.item.id}": work.item.discussion for work in works}
    draft = meeting_draft("proceedings", meeting.id, lambda: {"proceedings": meeting.proceedings, **written})
    typed_text(draft, "proceedings", "회의 경과", lines=4, fault=fault_of("proceedings"))
    for work in works:
        name = f"discussion_{work.item.id}"
        if work.item.stage not in VOTING:
            typed_text(draft, name, f"제{work.item.position}호 안건 발언 요지", lines=3, fault=fault_of(name))
    told = "회의 경과를 기록했습니다."
    step_button(draft, "keep_proceedings", "경과 저장", meetings.keep_proceedings, meeting.id, meeting.version, told)


def _close_form(view: MeetingView) -> None:
    """Close the meeting once nothing is left of its agenda."""
    meeting = view.meeting
    left = [item.position for item in view.items if not is_done(item)]
    if left:
        st.info(f"아직 끝나지 않은 안건이 {len(left)}건 있습니다. 의결하거나 다음 회의로 넘긴 뒤 폐회하세요.")
        return
    st.caption("폐회하면 회의록이 발행되고 더 고칠 수 없습니다. 간사가 회의 경과를 다 적었는지 확인하세요.")
    told = "폐회했습니다. 회의록을 발행했습니다."
    press("close_meeting", "폐회", meetings.close_meeting, meeting.id, meeting.version, told)


def _change_form(view: MeetingView) -> None:
    meeting = view.meeting
    draft = meeting_draft("change", meeting.id, lambda: planned(meeting))
    plan_fields(draft)
    told = "회의 계획을 바꾸었습니다."
    step_button(draft, "change_meeting", "계획 변경", meetings.change_meeting, meeting.id, meeting.version, told)


def _cancel_form(view: MeetingView) -> None:
    meeting, name = view.meeting, "end_reason"
    draft = meeting_draft("cancel", meeting.id)
    typed_text(draft, name, "취소 사유", lines=2, required=True, fault=fault_of(name))
    told = "회의를 취소했습니다. 안건은 다른 회의에 올릴 수 있습니다."
    act = meetings.cancel_meeting
    step_button(draft, "cancel_meeting", "회의 취소", act, meeting.id, meeting.version, told, is_primary=False)
