"""Navigation by role, and the line that says who is signed in."""

from pathlib import Path

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework.accounts import me
from casebase.domain.account import ROLE_LABELS, Account, Role
from casebase.ui.feedback import errors_shown
from casebase.ui.marks import plain
from casebase.ui.memory import spare_modules
from casebase.ui.session import desk
from casebase.ui.style import apply_style

# Pages that stand together under one word: the bar has room for eleven on a tablet.
TOGETHER, UNDER = ("log", "retention"), "기록 관리"
ICON = str(Path(__file__).parent / "icon.png")

# File, name in the navigation, the act of seeing it, whether the navigation lists it.
PAGES = (
    ("today", "오늘", Act.SEE_TODAY, True),
    ("visits", "방문", Act.SEE_VISIT, True),
    ("visit", "방문 기록", Act.SEE_VISIT, False),
    ("consultations", "사전컨설팅", Act.SEE_CONSULTATION, True),
    ("consultation", "사전컨설팅 사건", Act.SEE_CONSULTATION, False),
    ("exemptions", "면책심사", Act.SEE_REVIEW, True),
    ("exemption", "면책심사 사건", Act.SEE_REVIEW, False),
    ("re_examination", "재심의 신청서", Act.SEE_REVIEW, False),
    ("advice", "법률자문", Act.SEE_ADVICE, True),
    ("meetings", "회의", Act.SEE_MEETING, True),
    ("meeting", "회의 진행", Act.SEE_MEETING, False),
    ("members", "위원", Act.SEE_MEMBERS, True),
    ("precedents", "사례", Act.SEE_PRECEDENT, True),
    ("precedent", "사례 읽기", Act.SEE_PRECEDENT, False),
    ("publication", "사례 공개 검토", Act.SEE_PUBLICATION, False),
    ("reading_lists", "읽기 목록", Act.SEE_PRECEDENT, False),
    ("statutes", "법령 개정 기록", Act.SEE_PRECEDENT, False),
    ("board", "게시판", Act.SEE_BOARD, True),
    ("post", "게시글", Act.SEE_BOARD, False),
    ("businesses", "업체", Act.SEE_BUSINESS, True),
    ("insight", "통계", Act.SEE_INSIGHT, True),
    ("case_import", "사례 가져오기", Act.SEE_IMPORT, False),
    ("log", "기록 검증", Act.CHECK_LOG, True),
    ("retention", "보존·폐기", Act.SEE_RETENTION, True),
    ("admin", "관리", Act.SEE_ADMIN, True),
    ("account", "내 계정", Act.SEE_TODAY, False),
)


def open_page() -> None:
    """Draw the frame and run the page asked for. Without a live session nothing of a page runs."""
    st.set_page_config(page_title="Casebase", page_icon=ICON, layout="wide")
    apply_style()
    with errors_shown():
        account = me(desk())
        page = st.navigation(_pages(account.role), position="top")
        _who(account)
        try:
            page.run()
        finally:
            spare_modules()


def _pages(role: Role) -> dict[str, list["st.Page"]]:
    """Return the pages by the word that they stand under; without any for those that stand in the bar itself."""
    pages: dict[str, list[st.Page]] = {"": [], UNDER: []}
    for name, title, act, is_listed in PAGES:
        pages[UNDER if name in TOGETHER else ""].append(_page(name, title, act, is_listed, role))
    return pages


def _page(name: str, title: str, act: Act, is_listed: bool, role: Role) -> "st.Page":
    is_shown = is_listed and bool(granted(role, act))
    return st.Page(
        f"{name}.py",
        title=title,
        url_path=name,
        default=name == "today",
        visibility="visible" if is_shown else "hidden",
    )


def _who(account: Account) -> None:
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="who"):
        st.page_link("account.py", label=plain(f"{account.name} · {ROLE_LABELS[account.role]}"))
        st.html('<a class="sign-out" href="/signout" target="_self">로그아웃</a>', width="content")
