"""How much work there is and was: counts from the mirror, and the last twelve months."""

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework import counts
from casebase.casework.accounts import me
from casebase.insight.counts import MonthlyWork, TodayCounts
from casebase.ui.session import desk


def work_counts() -> None:
    """Show the counts of what a role may see, and, folded, the figure; both as fresh as the newest event."""
    counted, months = _counted(*counts.newest_event(desk()), desk().today.isoformat())
    told = {
        "올해 방문": (Act.SEE_VISIT, counted.visits_this_year),
        "회신할 약속": (Act.SEE_VISIT, counted.open_promises),
        "지난 약속": (Act.SEE_VISIT, counted.overdue_promises),
        "진행 중인 심사": (Act.SEE_REVIEW, sum(counted.open_reviews.values())),
    }
    role = me(desk()).role
    shown = {label: count for label, (act, count) in told.items() if granted(role, act)}
    if not shown:
        return
    st.subheader("현황")
    for column, (label, count) in zip(st.columns(len(told)), shown.items(), strict=False):
        column.metric(label, f"{count:,}")
    st.caption(f"기록 {counted.seq:,}번까지 반영")
    if st.toggle("최근 12개월 그림 보기", key="show_months"):
        from casebase.charts.work import monthly_work_figure

        st.plotly_chart(monthly_work_figure(months.months), key="monthly_work", config={"displayModeBar": False})


@st.cache_data(max_entries=50, show_spinner=False)
def _counted(seq: int, account_id: str, day: str) -> tuple[TodayCounts, MonthlyWork]:  # noqa: ARG001 - the cache's key
    return counts.today_counts(desk())
