"""Lists people leaf through: lines with links, one page at a time."""

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from casebase.casework.consultation_views import count_consultations
from casebase.casework.review_views import count_reviews
from casebase.casework.visit_views import count_visits
from casebase.domain.business import REGIONS
from casebase.domain.consultation import APPLICANT_KIND_LABELS, CONSULTATION_STATUS_LABELS, ApplicantKind
from casebase.domain.listing import (
    ConsultationFilter,
    ConsultationLine,
    ReviewFilter,
    ReviewLine,
    VisitFilter,
    VisitLine,
)
from casebase.domain.opinion import OPINION_OUTCOME_LABELS
from casebase.domain.review import REVIEW_STATUS_LABELS
from casebase.domain.ruling import OUTCOME_LABELS
from casebase.domain.visit import VISIT_STATUS_LABELS
from casebase.korean.dates import official_date, time_left
from casebase.ui.marks import plain
from casebase.ui.session import desk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from casebase.insight.deadlines import DueCase


def pager(name: str, count: int, size: int, asked: object) -> int:
    """Show which page of a list this is and return how many lines come before it.

    A changed filter (`asked`) begins again at the first page.
    """
    last = max((count - 1) // size, 0)
    key, asked_key = f"{name}_page", f"{name}_asked"
    if st.session_state.get(asked_key) != asked:
        st.session_state[asked_key] = asked
        st.session_state[key] = 0
    page = min(int(st.session_state.get(key, 0)), last)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{name}_pager"):
        st.caption(f"모두 {count:,}건, {page + 1}/{last + 1}쪽")
        if st.button("이전", key=f"{name}_previous", disabled=page == 0):
            _turn(key, page - 1)
        if st.button("다음", key=f"{name}_next", disabled=page == last):
            _turn(key, page + 1)
    return page * size


@st.cache_data(max_entries=200, show_spinner=False)
def counted_visits(seq: int, account_id: str, wanted: VisitFilter) -> int:  # noqa: ARG001 - the cache's key
    """Return how many visits a person may see; counted anew only after an event."""
    return count_visits(desk(), wanted)


@st.cache_data(max_entries=200, show_spinner=False)
def counted_consultations(
    seq: int,  # noqa: ARG001 - the cache's key
    account_id: str,  # noqa: ARG001
    wanted: ConsultationFilter,
    among: tuple[str, ...] | None,
) -> int:
    """Return how many consultations a person may see; counted anew only after an event."""
    return count_consultations(desk(), wanted, among)


@st.cache_data(max_entries=200, show_spinner=False)
def counted_reviews(seq: int, account_id: str, wanted: ReviewFilter) -> int:  # noqa: ARG001 - the cache's key
    """Return how many reviews a person may see; counted anew only after an event."""
    return count_reviews(desk(), wanted)


def visit_lines(lines: "Sequence[VisitLine]") -> None:
    """Show visits, or what to do when there are none."""
    if not lines:
        st.info("맞는 방문이 없습니다. 검색어나 조건을 바꾸거나, ‘새 방문 기록’으로 시작하세요.")
    for line in lines:
        owed = f" · 회신할 것 {line.count_open}" if line.count_open else ""
        _line(
            f"visit_{line.number}",
            "visit.py",
            line.number,
            line.business,
            f"{official_date(line.visited_on)} · {REGIONS[line.region_code]} · {line.lead} · "
            f"애로사항 {line.count_matters}{owed} · {VISIT_STATUS_LABELS[line.status]}",
            is_demo=line.is_demo,
        )


def review_lines(lines: "Sequence[ReviewLine]") -> None:
    """Show reviews, or what to do when there are none."""
    if not lines:
        st.info("맞는 면책심사가 없습니다. 검색어나 조건을 바꾸거나, 새로 신청·등록하세요.")
    for line in lines:
        outcome = f" · {OUTCOME_LABELS[line.outcome]}" if line.outcome else ""
        _line(
            f"review_{line.number}",
            "exemption.py",
            line.number,
            line.title,
            f"{official_date(line.filed_on)} · {line.agency} · {line.handler or '담당자 없음'} · "
            f"{REVIEW_STATUS_LABELS[line.status]}{outcome}",
            is_demo=line.is_demo,
        )


def consultation_lines(lines: "Sequence[ConsultationLine]", due: "Mapping[str, DueCase]", today: date) -> None:
    """Show consultations and when the running ones are due, or what to do when there are none."""
    if not lines:
        st.info("맞는 사전컨설팅이 없습니다. 검색어나 조건을 바꾸거나, 새로 신청하세요.")
    for line in lines:
        is_agency = line.applicant_kind == ApplicantKind.AGENCY
        told = [
            official_date(line.filed_on),
            line.agency if is_agency else f"{line.agency}({APPLICANT_KIND_LABELS[line.applicant_kind]} 신청)",
            line.handler or "담당자 없음",
            CONSULTATION_STATUS_LABELS[line.status],
            OPINION_OUTCOME_LABELS[line.outcome] if line.outcome else "",
            _due(due[line.id], today) if line.id in due else "",
        ]
        _line(
            f"consultation_{line.number or line.id}",
            "consultation.py",
            line.number,
            line.title,
            " · ".join(dict.fromkeys(each for each in told if each)),  # a case sent back says so once
            is_demo=line.is_demo,
            query=case_query(line.id, line.number),
        )


def _due(case: "DueCase", today: date) -> str:
    if case.is_stopped:
        return "정지 중"
    return f"기한 {official_date(case.due_on)}({time_left(case.due_on, today)})"


def case_query(case_id: str, number: str) -> dict[str, str]:
    """Return how a consultation is addressed: by its number, or by its id until it has one."""
    return {"number": number} if number else {"case": case_id}


def _line(
    key: str, page: str, number: str, title: str, more: str, *, is_demo: bool, query: dict[str, str] | None = None
) -> None:
    with st.container(border=True, key=key, gap="xsmall"):
        st.page_link(page, label=f"**{number or '접수 전'}** {plain(title)}", query_params=query or {"number": number})
        st.caption(f"{'시연 · ' if is_demo else ''}{plain(more)}")


def _turn(key: str, page: int) -> None:
    st.session_state[key] = page
    st.rerun()
