"""Tables made by hand, for charts: what a figure would have counted."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from casebase.charts.drawing import Chart
from casebase.insight.figures.asking import Table
from casebase.insight.figures.catalog import FIGURES

WORDS = {
    "kind": {"consultation": "사전컨설팅", "review": "면책심사", "visit": "현장 방문"},
    "status": {"received": "접수", "under_review": "검토"},
    "age_band": {"d0": "7일까지", "d8": "8~14일"},
    "outcome": {"accepted": "인용", "rejected": "기각"},
    "agency": {"a1": "가야시", "a2": "나루군"},
    "handler": {"p1": "김하나", "p2": "김하나"},
    "adviser": {"p1": "이변호", "p2": "박변호"},
    "region": {"48120": "창원시", "48880": "거창군", "48310": "거제시", "48250": "김해시"},
    "industry": {"A": "농업, 임업 및 어업", "C": "제조업"},
    "track": {"on_site": "현장 즉답", "formal": "정식 신청", "later": "후속 회신"},
    "state": {"kept": "지킴", "overdue": "기한 지남", "as_advised": "의견대로", "unchecked": "확인 전"},
    "stop": {"body": "관계기관 의견조회", "none": "대기 없음"},
    "body": {"b1": "환경부"},
    "criteria_set": {"trio": "공익성·투명성·타당성", "national-2019": "적극행정 운영규정"},
    "question": {"public_interest": "공익성", "transparency": "투명성"},
    "holds": {"true": "갖춤", "false": "못 갖춤"},
    "pair": {"reviewers_panel": "담당자와 자문단"},
    "step": {"criterion": "요건"},
}


def a_table(name: str, rows: Sequence[Sequence[Any]] = ()) -> Table:
    """A figure's table with these rows."""
    return Table(figure=FIGURES[name], seq=7, rows=tuple(tuple(row) for row in rows))


def drawn(chart: Chart) -> go.Figure:
    """The chart as Plotly has it, which refuses whatever it does not know."""
    return go.Figure(data=chart.data, layout=chart.layout)


def told_by(figure: Any) -> dict[str, list[object]]:
    """What each drawn series says: for each name the numbers along the axis that counts."""
    lies = any(trace.orientation == "h" for trace in figure.data)
    return {trace.name: list(trace.x if lies else trace.y) for trace in figure.data if trace.name is not None}


def written_on(figure: Any) -> str:
    """Every text that people read on a figure."""
    texts = [str(text) for trace in figure.data for text in (trace.text or ())]
    texts += [str(text) for trace in figure.data for text in (trace.hovertext or ())]
    texts += [trace.name for trace in figure.data if trace.name and trace.showlegend is not False]
    texts += [note.text for note in figure.layout.annotations]
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        texts += [axis.title.text or "", *(axis.ticktext or ())]
    texts += [str(label) for trace in figure.data if trace.orientation == "h" for label in trace.y]
    return "\n".join(texts)
