"""The list of meetings, and the form that plans a new one."""

from collections.abc import Sequence

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework import drafts, meetings
from casebase.casework.accounts import me
from casebase.domain.draft import Draft, Form
from casebase.domain.listing import MeetingLine
from casebase.domain.meeting import MEETING_FORM_LABELS, MEETING_STATUS_LABELS, Meeting, MeetingForm
from casebase.korean.dates import clock_time, official_date, weekday
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_faults_summary
from casebase.ui.marks import plain
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_NEW = "new"


def meeting_status() -> str:
    """Show the filter of meetings and return the status asked for, empty for all."""
    labels = {status.value: label for status, label in MEETING_STATUS_LABELS.items()}
    chosen = st.pills("상태", list(labels), format_func=labels.__getitem__, key="filter_status")
    return str(chosen or "")


def meeting_lines(lines: Sequence[MeetingLine]) -> None:
    """Show meetings, or what to do when there are none."""
    if not lines:
        st.info("맞는 회의가 없습니다. 상태를 바꾸어 보세요. 회의는 간사가 계획합니다.")
    for line in lines:
        told = [
            f"{official_date(line.held_on)}({weekday(line.held_on)})",
            line.place,
            MEETING_FORM_LABELS[line.form],
            f"안건 {line.count_items}건" + (f"(의결 {line.count_resolved}건)" if line.count_resolved else ""),
        ]
        with st.container(border=True, key=f"meeting_{line.number}", gap="xsmall"):
            label = f"**{line.number}** {MEETING_STATUS_LABELS[line.status]}"
            st.page_link("meeting.py", label=label, query_params={"number": line.number})
            mark = "시연 · " if line.is_demo else ""
            st.caption(mark + plain(" · ".join(each for each in told if each)))


def new_meeting() -> None:
    """Let the secretary plan a meeting, and open it."""
    if not granted(me(desk()).role, Act.PLAN_MEETING):
        return
    draft = own_draft(Form.MEETING, _NEW)
    with st.expander("새 회의 계획", expanded=is_touched(draft)):
        show_faults_summary()
        plan_fields(draft)
        if st.button("회의 만들기", key="plan_meeting", type="primary"):
            with errors_shown():
                typed = drafts.fetch_draft(desk(), draft.id).fields
                number = meetings.plan_meeting(desk("plan_meeting", draft.id), typed)
                drafts.discard_draft(desk(), draft.id)
                say_next(f"{number} 회의를 만들었습니다. 안건을 올리고 자료를 보낸 뒤 소집하세요.")
                st.switch_page("meeting.py", query_params={"number": number})


def plan_fields(draft: Draft) -> None:
    """Show when, where and in which form the committee is to decide."""
    forms = {form.value: label for form, label in MEETING_FORM_LABELS.items()}
    chosen = fields.pills(draft, "form", "회의 방식", forms, required=True)
    is_written = chosen == MeetingForm.WRITTEN
    left, right = st.columns(2)
    with left:
        fields.day(draft, "held_on", "의결 마감일" if is_written else "회의 날짜", required=True)
    with right:
        fields.clock(draft, "held_at", "마감 시각" if is_written else "회의 시각", required=True)
    if not is_written:
        typed_text(draft, "place", "회의 장소", required=True, fault=fault_of("place"))


def planned(meeting: Meeting) -> dict[str, str]:
    """Return what a change of the plan begins with."""
    return {
        "form": meeting.form.value,
        "held_on": meeting.held_on.isoformat(),
        "held_at": meeting.held_at.strftime("%H:%M"),
        "place": meeting.place,
    }


def held(meeting: Meeting) -> str:
    """Return when and where a meeting is, in one line."""
    when = f"{official_date(meeting.held_on)}({weekday(meeting.held_on)}) {clock_time(meeting.held_at)}"
    if meeting.form == MeetingForm.WRITTEN:
        return f"{when} 마감"
    return f"{when}, {meeting.place}"
