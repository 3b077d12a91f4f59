"""The list of requests for advice: what to look for, and a line a request."""

from collections.abc import Sequence

import streamlit as st

from casebase.casework.accounts import me
from casebase.domain.account import Role
from casebase.domain.advice import (
    ADVICE_STATUS_LABELS,
    ASSIGNMENT_STATUS_LABELS,
    STANDING,
    AdviceStatus,
    AssignmentStatus,
)
from casebase.domain.listing import AdviceFilter, AdviceLine
from casebase.korean.dates import official_date, time_left
from casebase.ui.marks import plain
from casebase.ui.session import desk


def advice_filter() -> AdviceFilter:
    """Show the filters and return what is asked for; a member of the panel filters by their own part."""
    query = st.text_input("찾기", key="advice_query", placeholder="제목, 번호, 사건 번호", live=True)
    if me(desk()).role == Role.PANEL:
        mine = {status.value: label for status, label in ASSIGNMENT_STATUS_LABELS.items() if status in STANDING}
        return AdviceFilter(query=query, mine=_one_of("filter_mine", "내 상태", mine))
    statuses = {status.value: label for status, label in ADVICE_STATUS_LABELS.items()}
    return AdviceFilter(query=query, status=_one_of("filter_status", "상태", statuses))


def advice_lines(lines: Sequence[AdviceLine]) -> None:
    """Show requests, or what to do when there are none."""
    if not lines and me(desk()).role == Role.PANEL:
        st.info("배정받은 자문이 없습니다. 새로 배정되면 오늘 화면과 여기에 나타납니다.")
    elif not lines:
        st.info("맞는 자문이 없습니다. 자문의뢰서는 사전컨설팅이나 면책심사 사건의 ‘법률자문’에서 씁니다.")
    for line in lines:
        with st.container(border=True, key=f"advice_{line.number}", gap="xsmall"):
            label = f"**{line.number}** {plain(line.title)}"
            st.page_link("advice.py", label=label, query_params={"number": line.number})
            st.caption(plain(_told(line)))


def _told(line: AdviceLine) -> str:
    due = f"기한 {official_date(line.due_on)}"
    is_answered = line.own == AssignmentStatus.ANSWERED or 0 < line.count_asked <= line.count_answered
    if line.status == AdviceStatus.ASKED and not is_answered:
        due += f"({time_left(line.due_on, desk().today)})"
    told = [
        "시연" if line.is_demo else "",
        f"사건 {line.case_number}" if line.case_number else "",
        due,
        "" if line.own and line.status == AdviceStatus.ASKED else ADVICE_STATUS_LABELS[line.status],
        f"내 상태: {ASSIGNMENT_STATUS_LABELS[line.own]}" if line.own else "",
        "" if line.own else f"배정 {line.count_asked}, 회신 {line.count_answered}",
    ]
    return " · ".join(each for each in told if each)


def _one_of(key: str, label: str, options: dict[str, str]) -> str:
    chosen = st.selectbox(
        label, list(options), index=None, key=key, format_func=options.__getitem__, placeholder="모두"
    )
    return str(chosen or "")
