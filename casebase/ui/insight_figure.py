"""One figure: what it counts, the drawing, its table, and the cases behind the part that is touched or picked."""

import html
from typing import Any

import streamlit as st

from casebase.casework import figures
from casebase.casework.figure_cases import CaseLine
from casebase.charts.grids import MOST_PLACES
from casebase.charts.labels import HIDDEN_NOTE, has_hidden, number_label, part_label
from casebase.charts.script import ADDRESS
from casebase.insight.figures.asking import Table, Wanted
from casebase.korean.dates import official_date
from casebase.ui.components import drawing
from casebase.ui.insight_filters import Words
from casebase.ui.insight_table import figure_table_shown
from casebase.ui.marks import plain
from casebase.ui.session import desk

Asked = tuple[int, str, str]  # the newest event, who asks, and the day: with what is wanted, the key of what is kept
_PART, _CHART = "figure_part", "figure_chart"
_DRAWING = drawing()
_ADDED_UP = ("건",)
# One thing is counted in several parts, so that their sum says nothing.
_SEVERAL_TIMES = ("late_causes", "deciding_criteria", "repeated_difficulties")


def figure_shown(name: str, asked: Asked, wanted: Wanted, words: Words) -> None:
    """Show a figure by its name. Raises: as `casework.figures.figure_table`."""
    table = counted(*asked, name, wanted)
    st.caption(plain(_told(table)))
    chart = _drawn(name, table, words)
    parts = [at for at in range(len(table.rows)) if _is_shown(table, at)]
    _DRAWING(
        data={
            "figure": chart.json,
            "alt": f"{table.figure.title} 그림. 같은 내용이 표로도 있습니다.",
            "script": ADDRESS,
        },
        key=f"{_CHART}_{name}",
        on_touched_change=lambda: _pick(name, parts),
    )
    if not table.rows:
        return
    if _is_cut(chart, table):
        st.caption("그림에는 큰 것부터 일부만 그렸습니다. 모두 보려면 ‘표와 내려받기’를 켜세요.")
    row, behind = st.container(horizontal=True, vertical_alignment="bottom"), st.container()
    part = _part_chosen(row, table, parts, words) if parts else None
    if part is not None:
        with behind:
            _behind_shown(name, wanted, table, part, words)
    if row.toggle("표와 내려받기", key="figure_table"):
        figure_table_shown(table, words)


def _part_chosen(row: "st.delta_generator.DeltaGenerator", table: Table, parts: list[int], words: Words) -> int | None:
    labels = {at: part_label(table, at, words) for at in parts}
    return row.selectbox(
        "사건을 볼 부분",
        parts,
        index=None,
        key=_PART,
        format_func=labels.__getitem__,
        placeholder="고르거나, 마우스로 그림을 누르세요",
    )


@st.cache_data(max_entries=300, show_spinner=False)
def counted(seq: int, account_id: str, day: str, name: str, wanted: Wanted) -> Table:  # noqa: ARG001 - the cache's key
    """Return a figure's table, counted anew only after an event, on another day, or when something else is wanted."""
    return figures.figure_table(desk(), name, wanted)


def _drawn(name: str, table: Table, words: Words) -> Any:
    """Return the figure as Plotly has it; what makes it is loaded once somebody looks."""
    from casebase.charts.figures import CHARTS

    return CHARTS[name](table, words)


def _is_cut(chart: Any, table: Table) -> bool:
    """Tell whether a ranking has more places than are drawn."""
    drawn = {at[0] for trace in chart.data for at in trace.get("customdata", ())}
    return len(drawn) < len(table.rows) and len(table.rows) > MOST_PLACES


def _told(table: Table) -> str:
    """Return how many were counted, what of it is hidden, and how fresh it is."""
    first = len(table.figure.groups)
    sums = [
        f"{measure.label} {number_label(sum(row[at] or 0 for row in table.rows))}{measure.unit}"
        for at, measure in enumerate(table.figure.measures, start=first)
        if measure.unit in _ADDED_UP
        and table.figure.name not in _SEVERAL_TIMES
        and any(row[at] is not None for row in table.rows)
    ]
    hidden = f" {HIDDEN_NOTE}" if has_hidden(table) else ""
    seen = "보이는 것만 " if hidden else ""
    counted = f"{seen}{', '.join(sums)} · " if sums and table.rows else ""
    return f"{counted}기록 {table.seq:,}번까지 반영.{hidden}"


def _is_shown(table: Table, at: int) -> bool:
    return any(value is not None for value in table.rows[at][len(table.figure.groups) :])


def _pick(name: str, parts: list[int]) -> None:
    """Take the part that was touched for the one to list; a touch beside all of them takes none."""
    touched = st.session_state[f"{_CHART}_{name}"]["touched"]
    st.session_state[_PART] = touched if touched in parts else None


def _behind_shown(name: str, wanted: Wanted, table: Table, part: int, words: Words) -> None:
    at = {group.name: value for group, value in zip(table.figure.groups, table.rows[part], strict=False)}
    lines = figures.cases_behind(desk(), name, wanted, at)
    st.markdown(f"**{plain(part_label(table, part, words))}**")
    if not lines:
        st.info("이 부분의 사건 가운데 볼 수 있는 것이 없습니다.")
        return
    listed = "".join(_case(line) for line in lines)
    st.html(f'<ul class="cases-behind">{listed}</ul>')


def _case(line: CaseLine) -> str:
    name = html.escape(f"{line.number} {line.title}".strip())
    about = html.escape(f"{official_date(line.day)} · {line.status_label}")
    return f'<li><a href="{html.escape(line.href)}" target="_self">{name}</a><span>{about}</span></li>'
