"""Consistency: how reviewers, panel and committee answered each question, and how it was answered before."""

import html
from itertools import groupby

import streamlit as st

from casebase.casework.consistency import Comparison, Earlier, consistency
from casebase.casework.review_views import ReviewView
from casebase.casework.ruling_papers import WORDS
from casebase.domain.advice import STANCE_LABELS
from casebase.domain.finding import STEP_LABELS, Step
from casebase.domain.ruling import OUTCOME_LABELS
from casebase.korean.dates import local_day, official_date
from casebase.ui.feedback import errors_shown
from casebase.ui.marks import plain
from casebase.ui.session import desk

_AGREEMENT = {True: "일치", False: "엇갈림", None: "한 사람만 판단"}
_HEADS = ("항목", "심사자", "법률자문", "위원회", "일치 여부", "앞선 사건")


def consistency_view(view: ReviewView) -> None:
    """Show to the office each question with all answers side by side; whether they agree stands in words."""
    if view.deliberation is None or not view.review.criteria_set:
        return
    with errors_shown():
        compared = consistency(desk(), view.review.number)
        if not compared:
            return
        parted = sum(one.agrees is False for one in compared)
        told = f"판단 견주기: 엇갈린 항목 {parted}개" if parted else "판단 견주기"
        with st.expander(told, key="consistency"):
            for charge, group in groupby(compared, key=lambda one: one.charge):
                _charge(charge, list(group))
            _earlier_ones(compared)


def _charge(label: str, compared: list[Comparison]) -> None:
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    rows = "".join(_row(one) for one in compared)
    st.html(
        f"<h4>{html.escape(label)}</h4>"
        f'<div class="compared"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(one: Comparison) -> str:
    words = WORDS[one.question.step]
    reviewers = [f"{held.name}: {words[held.holds]}" for held in one.reviewers]
    panel = [f"{advised.name}: {STANCE_LABELS[advised.stance]}({advised.number})" for advised in one.panel]
    committee = (
        [words[one.committee.holds] if one.committee.holds is not None else "과반수 없음"] if one.committee else []
    )
    cells = [
        [f"{STEP_LABELS[one.question.step]} · {one.question.label}"],
        reviewers,
        panel,
        committee,
        [_AGREEMENT[one.agrees]],
        _counted(one),
    ]
    return "<tr>" + "".join(f"<td>{'<br>'.join(map(html.escape, cell)) or '-'}</td>" for cell in cells) + "</tr>"


def _counted(one: Comparison) -> list[str]:
    """Tell how often a criterion was answered which way before."""
    if one.earlier is None or not (one.earlier.count_held or one.earlier.count_not):
        return []
    words = WORDS[one.question.step]
    return [f"{words[True]} {one.earlier.count_held}건", f"{words[False]} {one.earlier.count_not}건"]


def _earlier_ones(compared: tuple[Comparison, ...]) -> None:
    """Show the newest comparable answers to each criterion, with the reason given then."""
    by_question = {one.question.label: one.earlier for one in compared if one.earlier and one.earlier.newest}
    if not by_question:
        st.caption("같은 분야에서 같은 기준으로 결정된 앞선 사건이 없습니다.")
        return
    chosen = st.segmented_control("앞선 사건의 판단", list(by_question), default=next(iter(by_question)), key="earlier")
    if chosen:
        _newest(by_question[chosen])


def _newest(earlier: Earlier) -> None:
    for number, one in enumerate(earlier.newest, start=1):
        with st.container(border=True, key=f"earlier_{number}", gap="xsmall"):
            label = f"**{one.number}** {plain(one.title)}"
            st.page_link("exemption.py", label=label, query_params={"number": one.number})
            found = f"{'위원회' if one.is_resolved else '심사자'} 판단: {WORDS[Step.CRITERION][one.holds]}"
            ruled = f"{official_date(local_day(one.ruled_at))} {OUTCOME_LABELS[one.outcome]}"
            st.caption(plain(f"{one.observation} · {one.disposition} · {found} · {ruled}"))
            st.text(one.reason)
