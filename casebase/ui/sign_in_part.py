"""The admin screen's part that shows who is signed in, and signs them out."""

import streamlit as st

from casebase.casework.admin import AdminView
from casebase.casework.sessions import count_live_sessions, end_session, live_sessions
from casebase.ui.feedback import errors_shown
from casebase.ui.lists import pager
from casebase.ui.session import desk
from casebase.ui.sign_in_lines import sign_in_lines

SIZE = 20


def sign_in_part(view: AdminView) -> None:  # noqa: ARG001 - the shape of a part
    """Show every live session, the one used last first."""
    with errors_shown():
        st.caption("지금 로그인되어 있는 기기입니다. 끊으면 그 기기의 화면이 곧 닫히고, 쓰던 초안은 남아 있습니다.")
        offset = pager("sign_ins", count_live_sessions(desk()), SIZE, None)
        sign_in_lines(live_sessions(desk(), SIZE, offset), "end_session", end_session, names=True)
