"""The record of acts as a whole: walking it with progress, and the anchors of its days with their papers."""

import html
from collections.abc import Sequence
from datetime import date

import streamlit as st

from casebase.casework.anchors import anchor_file, keep_anchors
from casebase.casework.desk import Desk
from casebase.casework.log import SHOWN_ANCHORS, Checked, LogView, Progress, check_log, daily_record
from casebase.domain.chain import AFTER_A_FAULT, Anchor
from casebase.korean.dates import local_time, official_date, weekday
from casebase.ui.feedback import errors_shown, say_next
from casebase.ui.marks import facts, plain
from casebase.ui.session import desk

_CHECKED = "checked_log"
_PIECE = 16  # digits


def log_view(view: LogView) -> None:
    """Offer the walk along the record, then the days that have an anchor."""
    newest = view.anchors[0] if view.anchors else None
    last = f"{official_date(newest.day)} 기록 {newest.seq:,}번까지" if newest else "아직 없음"
    facts({"기록 수": f"{view.count_events:,}건", "마지막 일일 확정": last})
    _check(view)
    st.subheader("일일 기록")
    st.caption(
        "하루가 끝나면 그날 마지막 기록의 번호와 값을 확정합니다. 출력하여 따로 보관하면, 나중에 기록을 통째로 다시 "
        "쓰더라도 드러납니다."
    )
    if view.count_due:
        _due(view)
    if view.anchors:
        _papers(view.anchors)
    elif not view.count_due:
        st.info("아직 끝난 날의 기록이 없습니다. 첫날이 끝나면 여기에서 일일 기록을 내려받을 수 있습니다.")


def _check(view: LogView) -> None:
    st.caption("처음 기록부터 하나씩 이어 보며 지워지거나, 바뀌거나, 순서가 달라진 기록이 있는지 찾습니다.")
    if st.button("기록 검증", key="check_log", type="primary"):
        with errors_shown():
            bar = st.progress(0.0, "기록을 이어 보고 있습니다.")
            checked = check_log(desk(), (), _shown_in(bar, view.count_events))
            bar.empty()
            st.session_state[_CHECKED] = (local_time(desk().instant), checked)
    if _CHECKED in st.session_state:
        _told(*st.session_state[_CHECKED])


def _shown_in(bar: "st.delta_generator.DeltaGenerator", total: int) -> Progress:
    def told(count: int) -> None:
        bar.progress(min(count / max(total, 1), 1.0), f"기록 {count:,}건까지 이어 보았습니다.")

    return told


def _told(at: str, checked: Checked) -> None:
    if checked.fault:
        st.error(plain(f"{checked.fault.text} {AFTER_A_FAULT}"))
        return
    st.success(
        plain(
            f"{at} 기준, 기록 {checked.count_events:,}건이 온전합니다(대조한 일일 확정값 {checked.count_anchors:,}개)."
        )
    )


def _due(view: LogView) -> None:
    st.warning(f"끝났지만 아직 확정하지 않은 날이 {view.count_due}일 있습니다. 서버가 곧 확정합니다.")
    if view.may_keep and st.button("지금 확정", key="keep_anchors"):
        with errors_shown():
            kept = keep_anchors(desk())
            say_next(f"{len(kept)}일의 기록을 확정했습니다.")
            st.rerun()


def _papers(anchors: Sequence[Anchor]) -> None:
    _table(anchors[:SHOWN_ANCHORS])
    days = {f"{official_date(one.day)}({weekday(one.day)})": one.day for one in anchors}
    chosen = st.selectbox("일일 기록을 받을 날", list(days), key="record_day")
    _files(desk(), days[chosen or next(iter(days))])


def _files(asked: Desk, day: date) -> None:
    """Offer the paper of a day and its anchor; nothing is made before it is asked for."""
    with st.container(horizontal=True):
        st.download_button(
            "일일 기록(PDF) 내려받기",
            lambda: daily_record(asked, day).pdf,
            file_name=f"일일 기록 {day}.pdf",
            mime="application/pdf",
            key="download_record",
            on_click="ignore",
        )
        st.download_button(
            "확정값 파일 내려받기",
            lambda: anchor_file(asked, day),
            file_name=f"확정값 {day}.json",
            mime="application/json",
            key="download_anchor",
            on_click="ignore",
        )


def _table(anchors: Sequence[Anchor]) -> None:
    rows = "".join(
        f'<tr><th scope="row">{official_date(one.day).replace(" ", "&nbsp;")}</th>'
        f'<td class="number">{one.seq:,}</td><td>{_foldable(one.hash)}</td></tr>'
        for one in anchors
    )
    heads = (
        '<th scope="col">날짜</th><th scope="col" class="number">마지막 번호</th><th scope="col">확정값(SHA-256)</th>'
    )
    caption = "<caption>최근 일일 확정값</caption>"
    st.html(f'<table class="figure">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>')


def _foldable(value: str) -> str:
    """Let a hash go on in the next line on a narrow screen."""
    pieces = (html.escape(value[start : start + _PIECE]) for start in range(0, len(value), _PIECE))
    return "<wbr>".join(pieces)
