"""보고서: the month's or quarter's work as PDF, and the quarterly report of exemption decisions with its due day."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st

from casebase.casework.counts import newest_event
from casebase.casework.figures import published_span
from casebase.casework.reports import (
    QuarterlyReport,
    activity_report,
    public_activity_report,
    quarterly_exemptions,
    quarterly_rows,
)
from casebase.korean.dates import official_date, official_span, time_left
from casebase.law.quarterly_report import Quarter, quarter_of
from casebase.sheets.writing import MEDIA_TYPES, Format, table_bytes
from casebase.ui.marks import facts
from casebase.ui.session import desk

MONTH, QUARTER = "월간", "분기"
_COUNT_MONTHS, _COUNT_QUARTERS = 12, 8
_PDF = "application/pdf"


def reports_shown() -> None:
    """Offer the reports; each is made when it is asked for. Raises: as `casework.reports`."""
    today = desk().today
    st.subheader("업무 보고서")
    kind = st.segmented_control("보고서", (MONTH, QUARTER), default=MONTH, required=True, key="report")
    spans = _quarters(today) if kind == QUARTER else _months(today)
    since, until = spans[st.selectbox("보고할 기간", list(spans), index=1, key="report_span") or next(iter(spans))]
    st.caption("내부용은 고른 기간을 그대로 세고 작은 수도 적습니다. 밖으로 내보내지 마세요.")
    name = f"업무 보고서 {since:%Y-%m}~{until:%Y-%m}"
    _made("activity", "내부용 보고서(PDF) 만들기", lambda: activity_report(desk(), since, until), f"{name}.pdf", _PDF)
    _public_shown(since, until, today)
    _exemptions_shown(today)


def _public_shown(since: date, until: date, today: date) -> None:
    """Offer the report that may leave the office, where a quarter of the span is over."""
    first_on, last_on = published_span(since, until, today)
    if first_on is None or last_on is None:
        st.caption("공개용은 끝난 분기를 단위로 만듭니다. 고른 기간에는 끝난 분기가 없습니다.")
        return
    st.caption(
        "공개용은 밖에 알린 것만 끝난 분기 단위로 셉니다. 다섯이 안 되는 칸과 그것을 셈할 수 있는 칸은 가립니다: "
        f"{official_span(first_on, last_on)}"
    )
    name = f"업무 보고서 공개용 {first_on:%Y-%m}~{last_on:%Y-%m}.pdf"
    _made(
        "public_activity",
        "공개용 보고서(PDF) 만들기",
        lambda: public_activity_report(desk(), first_on, last_on),
        name,
        _PDF,
    )


def _exemptions_shown(today: date) -> None:
    st.subheader("분기 면책 보고")
    quarters = {quarter.printed: quarter for quarter in _last_quarters(today)}
    named = st.selectbox("보고할 분기", list(quarters), index=1, key="exemption_quarter")
    chosen = quarters[named or next(iter(quarters))]
    report = _quarterly(*newest_event(desk()), today.isoformat(), chosen.year, chosen.number)
    paper = report.paper
    facts(
        {
            "보고 기한": f"{official_date(paper.due_on)}까지 ({time_left(paper.due_on, today)})",
            "근거": paper.due_basis,
            "보고할 결정": f"{len(paper.decisions):,}건",
        }
    )
    if chosen.last_day >= today:
        st.caption(f"아직 끝나지 않은 분기입니다. {official_date(paper.as_of)}까지 결정한 것만 있습니다.")
    name = f"분기 면책 보고 {chosen.printed}"
    with st.container(horizontal=True):
        _made("exemptions_pdf", "분기 면책 보고(PDF) 만들기", lambda: report.pdf, f"{name}.pdf", _PDF)
        _made(
            "exemptions_xlsx",
            "결정 목록(엑셀) 만들기",
            lambda: _workbook(chosen),
            f"{name}.xlsx",
            MEDIA_TYPES[Format.XLSX],
        )


@st.cache_data(max_entries=20, show_spinner=False)
def _quarterly(seq: int, account_id: str, day: str, year: int, quarter: int) -> QuarterlyReport:  # noqa: ARG001 - the cache's key
    """Return a quarter's report, read anew only after an event or on another day."""
    return quarterly_exemptions(desk(), year, quarter)


def _made(key: str, label: str, make: Callable[[], bytes], file_name: str, media_type: str) -> None:
    """Make a file when its button is pressed, and then offer it."""
    if not st.button(label, key=f"make_{key}"):
        return
    with st.spinner("만들고 있습니다. 잠시 기다려 주세요."):
        made = make()
    st.download_button(
        f"{file_name} 내려받기",
        made,
        file_name=file_name,
        mime=media_type,
        key=f"download_{key}",
        type="primary",
        on_click="ignore",
    )


def _workbook(quarter: Quarter) -> bytes:
    headings, *rows = quarterly_rows(desk(), quarter.year, quarter.number)
    return table_bytes(headings, rows, Format.XLSX)


def _months(today: date) -> dict[str, tuple[date, date]]:
    """Return the months up to this one, the newest first, each from its first to its last day."""
    found, last = {}, _end_of_month(today)
    for _ in range(_COUNT_MONTHS):
        first = last.replace(day=1)
        found[f"{first.year}년 {first.month}월"] = (first, last)
        last = first - timedelta(days=1)
    return found


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _quarters(today: date) -> dict[str, tuple[date, date]]:
    return {quarter.printed: (quarter.first_day, quarter.last_day) for quarter in _last_quarters(today)}


def _last_quarters(today: date) -> list[Quarter]:
    """Return the quarters up to this one, the newest first."""
    found = [quarter_of(today)]
    while len(found) < _COUNT_QUARTERS:
        found.append(quarter_of(found[-1].first_day - timedelta(days=1)))
    return found
