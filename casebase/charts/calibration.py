"""How chances came true: what was forecast against what happened."""

from collections.abc import Sequence

import plotly.graph_objects as go

from casebase.charts.work import FONT

_FORECAST, _EVEN = "#2f5d8a", "#6b6b6b"


def calibration_chart(bins: Sequence[tuple[float, float, int]]) -> go.Figure:
    """Draw a dot for each bin of a back-test, its mean chance against the share that was late, both from 0 to 1.

    A bin is mean chance, share late, number of predictions. On the dashed line chances are exactly right.
    """
    figure = go.Figure(layout=_layout())
    figure.add_scatter(
        name="예측과 실제가 같은 선",
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        line={"color": _EVEN, "dash": "dash"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        name="예측한 구간",
        x=[chance for chance, _, _ in bins],
        y=[share for _, share, _ in bins],
        text=[f"{count:,}건" for _, _, count in bins],
        mode="markers+text",
        textposition="top center",
        cliponaxis=False,
        marker={"size": 10, "color": _FORECAST},
        hovertemplate="예측 %{x:.0%}, 실제 %{y:.0%}, %{text}<extra></extra>",
    )
    return figure


def _layout() -> dict[str, object]:
    axis = {"range": [0, 1], "tickformat": ".0%", "dtick": 0.2, "fixedrange": True}
    return {
        "template": "none",
        "font": {"family": FONT, "size": 14, "color": "#222222"},
        "dragmode": False,
        "height": 360,
        "margin": {"l": 64, "r": 24, "t": 56, "b": 56},
        "legend": {"orientation": "h", "x": 0, "y": 1.15},
        "xaxis": {**axis, "title": {"text": "늦어질 것으로 예측한 비율"}},
        "yaxis": {**axis, "title": {"text": "실제로 늦은 비율"}},
    }
