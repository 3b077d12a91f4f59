"""The paper all figures are drawn on: type, inks that differ without colour too, and a figure without anything."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casebase.charts.labels import HIDDEN, number_label
from casebase.charts.work import FONT

NOTHING = (
    "이 조건으로 셀 것이 없습니다.<br>기간을 넓히거나 조건을 지워 보세요.<br>기록이 쌓이면 여기에 그림이 나옵니다."
)
TEXT = "#222222"
_WIDE_PX, _NARROW_PX = 14, 9  # of a letter at most: of 한글, and of others
ROW_PX = 34
TOO_NARROW = {"mode": "hide", "minsize": 11}  # a part with no room for its number has none


Trace = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A figure as Plotly draws it in a browser. What makes its own figures here checks each word of one, which is slow;
    tests have it check ours.
    """

    data: list[Trace]
    layout: dict[str, Any]

    @property
    def json(self) -> str:
        return json.dumps({"data": self.data, "layout": self.layout}, ensure_ascii=False)


@dataclass(frozen=True, kw_only=True)
class Ink:
    """One series' look. Its line stands out from white by more than 4.5 to 1, its text from its fill."""

    fill: str
    line: str
    text: str
    hatch: str = ""
    symbol: str = "circle"
    dash: str = "solid"


INKS = (
    Ink(fill="#2f5d8a", line="#2f5d8a", text="#ffffff"),
    Ink(fill="#fdf1df", line="#8a5a1f", text=TEXT, hatch="/", symbol="diamond-open", dash="dash"),
    Ink(fill="#2e6b4f", line="#2e6b4f", text="#ffffff", symbol="square", dash="dot"),
    Ink(fill="#f1e9f7", line="#6b4a8a", text=TEXT, hatch=".", symbol="triangle-up-open", dash="dashdot"),
    Ink(fill="#555555", line="#555555", text="#ffffff", symbol="x", dash="longdash"),
    Ink(fill="#fdecec", line="#a03a3a", text=TEXT, hatch="x", symbol="star-open", dash="longdashdot"),
    Ink(fill="#ffffff", line="#333333", text=TEXT, hatch="-", symbol="pentagon-open", dash="2px,6px"),
    Ink(fill="#7a2f5a", line="#7a2f5a", text="#ffffff", symbol="star", dash="6px,2px"),
)


def ink_of(series: int) -> Ink:
    return INKS[series % len(INKS)]


def bar_marker(ink: Ink) -> dict[str, object]:
    """Return how a bar of this ink is filled."""
    marker: dict[str, object] = {"color": ink.fill, "line": {"color": ink.line, "width": 1}}
    if ink.hatch:
        marker["pattern"] = {
            "shape": ink.hatch,
            "fillmode": "overlay",
            "fgcolor": ink.line,
            "fgopacity": 0.35,
            "solidity": 0.2,
        }
    return marker


def count_axis(most: float, room: float) -> dict[str, object]:
    """Return an axis from nothing to the most and some room beyond it for a number, in whole steps where few."""
    steps = {"dtick": 1} if most < 5 else {"nticks": 7}
    return {"range": [0, max(most, 1) * room], "tickformat": ",~f", **steps}


def paper_layout(height: int) -> dict[str, Any]:
    """Return the layout of every figure. A finger on it scrolls the page, and its legend is only read.

    Its margins are given: one that finds them by itself is drawn several times over.
    """
    return {
        "template": "none",
        "font": {"family": FONT, "size": 14, "color": TEXT},
        "dragmode": False,
        "height": height,
        "margin": {"l": 16, "r": 56, "t": 56, "b": 48},
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "hoverlabel": {"font": {"family": FONT, "size": 14}},
        "xaxis": {"fixedrange": True},
        "yaxis": {"fixedrange": True},
    }


def nothing_drawn() -> Chart:
    """Return the figure of a table without rows: it says what to do."""
    note = {"text": NOTHING, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "showarrow": False}
    layout = paper_layout(180) | {"xaxis": {"visible": False}, "yaxis": {"visible": False}}
    return Chart(data=[], layout={**layout, "annotations": [{**note, "font": {"size": 16}}]})


def room_for(labels: Iterable[str]) -> int:
    """Return the pixels that the widest line of some labels takes at most."""
    lines = (line for label in labels for line in label.split("<br>"))
    return max((sum(_WIDE_PX if letter >= "\u1100" else _NARROW_PX for letter in line) for line in lines), default=0)


def told(value: float | None) -> str:
    """Return what stands at a bar: its number, that it is hidden, or nothing for none."""
    if value is None:
        return HIDDEN
    return number_label(value) if value else ""


def folded(label: str, width: int = 18) -> str:
    """Break a long label at its spaces, so that it leaves room for the bars."""
    lines = [""]
    for word in label.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
