"""Bars on a report: one under the other, each with its name and its number, told in words as well."""

from collections.abc import Sequence

from casebase.documents import styles
from casebase.documents.blocks import Figure
from casebase.documents.styles import TEXT_WIDTH, Style
from casebase.documents.tagging import Node, Pen
from casebase.documents.typefaces import typeface

MOST = 24  # bars of one figure: more would not be read
_STEP = 16.0  # from bar to bar
_THICKNESS = 9.0
_NAME_WIDTH = 120.0
_NUMBER_WIDTH = 60.0
_FILL = (0.18, 0.36, 0.54)
_LABEL = Style(size=9, leading=13)
_NOT_SHOWN = "-"

Bar = tuple[str, float | None]  # its name and number; None where the number is not shown


def bars_figure(title: str, bars: Sequence[Bar], unit: str, indent: float = 0.0) -> Figure:
    """Return the bars as one figure, the longest across the column. Names are cut where they are too long."""
    longest = max((number or 0 for _, number in bars), default=0) or 1
    room = TEXT_WIDTH - indent - _NAME_WIDTH - _NUMBER_WIDTH
    height = _STEP * len(bars)

    def ink(pen: Pen, x: float, y: float) -> None:
        canvas, face = pen.canvas, typeface(_LABEL.weight)
        for place, (name, number) in enumerate(bars):
            low = y + height - (place + 1) * _STEP + (_STEP - _THICKNESS) / 2
            width = room * (number or 0) / longest
            canvas.setFillColorRGB(*_FILL)
            canvas.rect(x + _NAME_WIDTH, low, width, _THICKNESS, stroke=0, fill=1)
            canvas.setFillColorRGB(*styles.BLACK)
            canvas.setFont(face.name, _LABEL.size)
            canvas.drawRightString(x + _NAME_WIDTH - 6.0, low + 1.5, _cut(name))
            canvas.drawString(x + _NAME_WIDTH + width + 4.0, low + 1.5, _told(number, unit))

    told = ", ".join(f"{name} {_told(number, unit)}" for name, number in bars)
    node = Node("Figure", alt=f"{title} 막대그래프: {told}")
    return Figure(width=TEXT_WIDTH - indent, height=height, ink=ink, node=node, indent=indent, before=6.0)


def _told(number: float | None, unit: str) -> str:
    return _NOT_SHOWN if number is None else f"{number:,.10g}{unit}"


def _cut(name: str) -> str:
    """Return as much of a name as its column holds."""
    widths, room = typeface(_LABEL.weight).widths, (_NAME_WIDTH - 6.0) / _LABEL.size
    if sum(widths[character] for character in name) <= room:
        return name
    kept = name
    while kept and sum(widths[character] for character in f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept}…"
