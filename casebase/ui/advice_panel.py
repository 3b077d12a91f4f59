"""The section 법률자문 on the page of a case: what was asked of the panel, where it stands, what came of it."""

import streamlit as st

from casebase.access.act import Act
from casebase.casework.advice_views import CaseAdvice, advice_form, advice_of_case
from casebase.domain.advice import ADVICE_STATUS_LABELS, STANDING, AdviceStatus, AssignmentStatus
from casebase.korean.dates import official_date, time_left
from casebase.ui.advice_form import begin_advice
from casebase.ui.advice_opinions import advice_opinions
from casebase.ui.feedback import errors_shown
from casebase.ui.marks import plain
from casebase.ui.session import desk

_LONGEST_LABEL = 80  # characters of a question that name its request


def advice_panel(subject_kind: str, subject_id: str, permitted: frozenset[Act]) -> None:
    """Show the requests on a case to who may see them, and while advice can be asked the way to ask for it.

    `permitted` are the person's acts on the case itself.
    """
    if Act.SEE_ADVICE not in permitted:
        return
    with errors_shown():
        asked = advice_of_case(desk(), subject_kind, subject_id)
        may_ask = Act.ASK_ADVICE in permitted and advice_form(desk(), subject_kind, subject_id).case.is_open
        if not asked and not may_ask:
            return
        with st.container(key="advice"):
            st.subheader("법률자문")
            for number, each in enumerate(asked, start=1):
                _request(number, each)
            if may_ask:
                _begin(subject_kind, subject_id, is_first=not asked)


def _request(number: int, each: CaseAdvice) -> None:
    request = each.request
    with st.container(border=True, key=f"advice_{number}", gap="xsmall"):
        label = f"**{request.number}** {plain(_shortened(request.question))}"
        st.page_link("advice.py", label=label, query_params={"number": request.number})
        st.caption(plain(_standing(each)))
        if any(issue.stances for issue in each.issues):
            with st.expander("회신한 의견 보기"):
                advice_opinions(each.issues, each.assignments, key=f"advice_papers_{number}")


def _standing(each: CaseAdvice) -> str:
    """Say where a request stands: "의뢰 · 3명 가운데 2명 회신 · 기한 2026. 11. 30.(7일 남음)"."""
    request = each.request
    standing = [given for given in each.assignments if given.assignment.status in STANDING]
    answered = sum(given.assignment.status == AssignmentStatus.ANSWERED for given in standing)
    told = [ADVICE_STATUS_LABELS[request.status]]
    told.append(f"{len(standing)}명 가운데 {answered}명 회신" if standing else "배정한 위원 없음")
    if request.status == AdviceStatus.ASKED and not each.is_complete:
        told.append(f"기한 {official_date(request.due_on)}({time_left(request.due_on, desk().today)})")
    parted = sum(issue.agrees is False for issue in each.issues)
    if parted:
        told.append(f"의견이 갈린 쟁점 {parted}개")
    return " · ".join(told)


def _begin(subject_kind: str, subject_id: str, *, is_first: bool) -> None:
    if is_first:
        st.caption("법률 판단이 어려우면 자문위원에게 물을 수 있습니다. 자문 의견은 참고이고 판단은 감사기구가 합니다.")
    if st.button("자문의뢰서 쓰기", key="begin_advice"):
        st.switch_page("advice.py", query_params={"id": begin_advice(subject_kind, subject_id)})


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LABEL else f"{line[:_LONGEST_LABEL]}…"
