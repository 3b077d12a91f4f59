"""Small things every page shows the same way: facts, timelines, the demo mark, a period's proof."""

import html
from collections.abc import Sequence

import streamlit as st

from casebase.casework.timeline import Moment
from casebase.korean.dates import official_date, official_span
from casebase.law.periods import Period, PeriodRow

MOST_MOMENTS = 12  # of a timeline before it is folded


def demo_mark(is_demo: bool, source: str) -> None:
    """Say that a thing is a demonstration, and where its facts come from."""
    if is_demo:
        st.html('<p class="demo-mark">시연용 기록입니다. 실제 기관의 방문이나 결정이 아닙니다.</p>')
    if source:
        st.caption(plain(f"사실관계 출처: {source}"))


def facts(pairs: dict[str, str]) -> None:
    """Show names and values side by side, as typed."""
    rows = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>" for name, value in pairs.items())
    st.html(f'<dl class="facts">{rows}</dl>')


def passage(title: str, text: str) -> None:
    """Show a longer text as it was typed, line breaks kept."""
    if text:
        body = html.escape(text).replace("\n", "<br>")
        st.html(f'<section class="passage"><h4>{html.escape(title)}</h4><p>{body}</p></section>')


def timeline(moments: Sequence[Moment]) -> None:
    """Show what happened, the newest first; what is further back is folded."""
    st.subheader("처리 경과")
    shown, earlier = moments[:MOST_MOMENTS], moments[MOST_MOMENTS:]
    folded = f"<details><summary>앞선 경과 {len(earlier)}건</summary>{_moments(earlier)}</details>" if earlier else ""
    st.html(_moments(shown) + folded)


def _moments(moments: Sequence[Moment]) -> str:
    lines = "".join(
        f"<li><time>{html.escape(m.at)}</time> <b>{html.escape(m.what)}</b> {html.escape(m.who)}"
        f"<span>{html.escape(m.more if m.more != m.what else '')}</span></li>"
        for m in moments
    )
    return f'<ol class="timeline">{lines}</ol>'


def proof(title: str, period: Period) -> None:
    """Show a period's last day and, folded, why it is that day."""
    with st.expander(plain(f"{title}: {official_date(period.due_on)}까지 (왜 이 날짜인가)")):
        proof_rows(period.rows)


def proof_rows(rows: Sequence[PeriodRow]) -> None:
    """Show the steps of a count as a table."""
    lines = "".join(
        f'<tr><td class="span">{official_span(row.from_on, row.to_on)}</td><td class="span">{row.counted}</td>'
        f"<td>{html.escape(row.reason)}</td><td>{html.escape(row.article)}</td></tr>"
        for row in rows
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("기간", "일수", "사유", "근거"))
    st.html(f'<table class="proof"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>')


def plain(text: str) -> str:
    """Keep what was typed from being read as Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+.!|<>~$:" else c for c in text)
