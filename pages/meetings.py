"""회의: the committee's meetings, one page of them; the secretary plans a new one."""

import streamlit as st

from casebase.casework.exports import MeetingFilter
from casebase.casework.meeting_views import count_meetings, meeting_list
from casebase.ui.export_links import export_links
from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.lists import pager
from casebase.ui.meeting_list import meeting_lines, meeting_status, new_meeting
from casebase.ui.session import desk

SIZE = 20

st.title("회의")
show_notice()
with errors_shown():
    new_meeting()
    status = meeting_status()
    offset = pager("meetings", count_meetings(desk(), status), SIZE, status)
    meeting_lines(meeting_list(desk(), status, SIZE, offset))
    export_links("meetings", MeetingFilter(status=status))
