"""The office's work by month: visits made, reviews filed."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

# Told apart without colour too: the second is hatched. Both stand out from white by more than 4.5 to 1.
VISITS = {"color": "#2f5d8a"}
REVIEWS = {"color": "#8a5a1f", "pattern": {"shape": "/", "fillmode": "overlay", "fgcolor": "#ffffff", "solidity": 0.2}}
FONT = "NanumGothic, 'Noto Sans KR', 'Malgun Gothic', 'Apple SD Gothic Neo', sans-serif"


def monthly_work_figure(rows: Sequence[tuple[date, int, int]]) -> go.Figure:
    """Draw two bars a month, each with its number, from what `insight.counts.monthly_work` counts.

    A row is the first day of a month, visits made, reviews filed. A finger on the figure scrolls the page.
    """
    months = [f"{month:%Y-%m}" for month, _, _ in rows]
    labels = [_label(month, is_first=place == 0) for place, (month, _, _) in enumerate(rows)]
    figure = go.Figure(layout=_layout())
    figure.update_xaxes(tickmode="array", tickvals=months, ticktext=labels)
    figure.add_bar(name="현장 방문", x=months, marker=VISITS, **_bars([visits for _, visits, _ in rows]))
    figure.add_bar(name="면책심사", x=months, marker=REVIEWS, **_bars([reviews for _, _, reviews in rows]))
    return figure


def _bars(counts: list[int]) -> dict[str, object]:
    return {
        "y": counts,
        "text": [str(count) if count else "" for count in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{x} %{fullData.name} %{y}건<extra></extra>",
    }


def _label(month: date, *, is_first: bool) -> str:
    """Return "11월", with the year above it on the first month shown and on every January."""
    return f"{month.year}년<br>{month.month}월" if is_first or month.month == 1 else f"{month.month}월"


def _layout() -> dict[str, object]:
    return {
        "template": "none",
        "font": {"family": FONT, "size": 14, "color": "#222222"},
        "barmode": "group",
        "dragmode": False,
        "height": 320,
        "margin": {"l": 48, "r": 16, "t": 48, "b": 48},
        "legend": {"orientation": "h", "x": 0, "y": 1.15},
        "xaxis": {"type": "category", "fixedrange": True},
        "yaxis": {"title": {"text": "건수"}, "rangemode": "tozero", "tickformat": "d", "fixedrange": True},
    }
