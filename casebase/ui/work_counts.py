"""How much work there is and was: counts from the mirror, and the last twelve months."""

import streamlit as st

from casebase.casework import counts
from casebase.insight.counts import MonthlyWork, TodayCounts
from casebase.ui.session import desk


def work_counts() -> None:
    """Show the counts, and, folded, the figure; both as fresh as the newest event."""
    counted, months = _counted(*counts.newest_event(desk()), desk().today.isoformat())
    st.subheader("현황")
    columns = st.columns(4)
    columns[0].metric("올해 방문", f"{counted.visits_this_year:,}")
    columns[1].metric("회신할 약속", f"{counted.open_promises:,}")
    columns[2].metric("지난 약속", f"{counted.overdue_promises:,}")
    columns[3].metric("진행 중인 심사", f"{sum(counted.open_reviews.values()):,}")
    st.caption(f"기록 {counted.seq:,}번까지 반영")
    if st.toggle("최근 12개월 그림 보기", key="show_months"):
        from casebase.charts.work import monthly_work_figure

        st.plotly_chart(monthly_work_figure(months.months), key="monthly_work", config={"displayModeBar": False})


@st.cache_data(max_entries=50, show_spinner=False)
def _counted(seq: int, account_id: str, day: str) -> tuple[TodayCounts, MonthlyWork]:  # noqa: ARG001 - the cache's key
    return counts.today_counts(desk())
