"""Errors shown as sentences: at their field where they have one, above the form where they have none."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from casebase.domain.errors import (
    CasebaseError,
    ConflictStands,
    NotFound,
    NotPermitted,
    RulingDoesNotFollow,
    SeveralInvalid,
    SignedOut,
)
from casebase.ui.marks import plain

LOG = logging.getLogger("casebase")
_FAULTS = "faults"
_NOTICE = "notice"


@contextmanager
def errors_shown() -> Iterator[None]:
    """Show what a person can act on, and go on with the page; other errors pass through as bugs."""
    try:
        yield
    except SignedOut as gone:
        st.error(plain(str(gone)))
        st.html('<p><a href="/signin" target="_top">로그인 화면으로 가기</a></p>')
        st.stop()
    except SeveralInvalid as several:
        remember_faults({str(fault.field): str(fault) for fault in several.faults})
        st.rerun()
    except (RulingDoesNotFollow, ConflictStands) as refused:
        st.error(plain(str(refused)) + "".join(f"\n- {plain(line)}" for line in refused.against))
    except CasebaseError as refused:
        if refused.field:
            remember_faults({refused.field: str(refused)})
            st.rerun()
        st.error(plain(str(refused)))


@contextmanager
def missing_shown(title: str, page: str, link: str) -> Iterator[None]:
    """Give a page whose thing cannot be shown its heading and, where the list is this person's, the way back to it."""
    try:
        yield
    except NotPermitted:
        st.title(title)
        raise
    except NotFound as missing:
        st.title(title)
        st.error(plain(str(missing)))
        with st.container(key="way_back"):
            st.page_link(page, label=link)
        st.stop()


def remember_faults(faults: dict[str, str]) -> None:
    """Keep faults by field until the next try, and say above the form how many there are."""
    st.session_state[_FAULTS] = faults


def forget_faults() -> None:
    st.session_state.pop(_FAULTS, None)


def fault_of(field: str) -> str | None:
    """Return the sentence to show at a field."""
    faults: dict[str, str] = st.session_state.get(_FAULTS, {})
    return faults.get(field)


def show_fault(field: str) -> None:
    """Show a field's sentence below it, where the field itself cannot."""
    if fault := fault_of(field):
        st.html(f'<p class="field-fault" role="alert">{_escaped(fault)}</p>')


def show_faults_summary() -> None:
    """Say above a form what must be mended, so that no fault is missed below the fold."""
    faults: dict[str, str] = st.session_state.get(_FAULTS, {})
    if faults:
        lines = "".join(f"\n- {plain(sentence)}" for sentence in dict.fromkeys(faults.values()))
        st.error(f"저장하지 않았습니다. 아래 {len(faults)}곳을 고쳐 주세요. 입력한 내용은 그대로 있습니다.{lines}")


def say_next(sentence: str) -> None:
    """Say, on the page that comes next, what an act did; it clears the faults of earlier tries."""
    forget_faults()
    st.session_state[_NOTICE] = sentence


def show_notice() -> None:
    if sentence := st.session_state.pop(_NOTICE, None):
        st.success(plain(sentence))


def unforeseen(failure: Exception) -> bool:
    """Log an error nobody foresaw under an id, and give the person that id. Returns True: it is shown."""
    code = secrets.token_hex(4)
    LOG.error("unforeseen error %s", code, exc_info=failure)
    st.error(
        f"예상하지 못한 오류가 났습니다(오류 번호 {code}). 입력한 내용은 초안에 남아 있습니다. "
        "화면을 새로 고쳐 다시 시도하고, 되풀이되면 이 번호를 관리자에게 알리세요."
    )
    return True


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
