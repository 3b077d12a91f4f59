"""Where people are signed in, shown a line a device, with a button to end it."""

from collections.abc import Callable, Sequence

import streamlit as st

from casebase.casework.sessions import SignIn
from casebase.domain.account import ROLE_LABELS
from casebase.korean.dates import local_time
from casebase.ui.feedback import errors_shown, say_next
from casebase.ui.marks import plain
from casebase.ui.session import desk


def sign_in_lines(found: Sequence[SignIn], key: str, end: Callable[..., str], *, names: bool = False) -> None:
    """Show sessions, with whose they are where `names` are wanted; `end` ends one, given a desk and its id."""
    for each in found:
        # The key is the session's own: when a line above goes, a second tap finds no other one under it.
        part = f"{key}_{each.session.id[:12]}"
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"{part}_line"):
            st.markdown(_told(each, names=names))
            if not each.is_this and st.button("끊기", key=part, help=f"{each.session.device}의 로그인 끊기"):
                with errors_shown():
                    end(desk(key, each.session.id), each.session.id)
                    say_next("로그인을 끊었습니다. 그 기기의 화면은 곧 닫힙니다.")
                    st.rerun()


def _told(each: SignIn, *, names: bool) -> str:
    session, account = each.session, each.account
    who = f"**{plain(account.name)}** {plain(f'· {ROLE_LABELS[account.role]} · {account.login}')}  \n" if names else ""
    device = f"{session.device or '알 수 없는 기기'}{' · 지금 이 기기' if each.is_this else ''}"
    since = f"{local_time(session.started_at)} 로그인 · {local_time(session.used_at or session.started_at)} 마지막 사용"
    state = " · 로그인을 마치지 않음" if session.lacks else ""
    return f"{who}**{plain(device)}**  \n{plain(since)} · {plain(session.address or '주소 모름')}{state}"
