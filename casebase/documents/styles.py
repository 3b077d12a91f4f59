"""How papers look: the page, its margins, and every style of text. Lengths in points."""

from dataclasses import dataclass
from typing import Literal

from casebase.documents.fonts import Weight

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 20 * MM, 20 * MM, 25 * MM, 20 * MM
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
TEXT_TOP = PAGE_HEIGHT - TOP
PAGE_NUMBER_BASELINE = 10 * MM
BAND_TOP, BAND_HEIGHT = PAGE_HEIGHT - 8 * MM, 6.5 * MM
HEADER_BASELINE = PAGE_HEIGHT - 19 * MM

Colour = tuple[float, float, float]
BLACK: Colour = (0, 0, 0)
GREY: Colour = (0.32, 0.32, 0.32)
RULE: Colour = (0.35, 0.35, 0.35)
SHADE: Colour = (0.937, 0.949, 0.965)
WARNING: Colour = (0.69, 0.05, 0.1)
WATERMARK: Colour = (0.91, 0.91, 0.91)

THIN, THICK = 0.5, 1.2


@dataclass(frozen=True, kw_only=True)
class Style:
    """The look of a paragraph. `before` is the space above it, dropped at the top of a page."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    align: Literal["justify", "left", "centre"] = "left"
    colour: Colour = BLACK
    before: float = 0.0


BODY = Style(size=11, leading=18, align="justify", before=3)
AFTER_TABLE = Style(size=11, leading=18, align="justify", before=10)
OFFICE = Style(size=17, leading=26, weight=Weight.BOLD, align="centre")
TITLE = Style(size=21, leading=32, weight=Weight.BOLD, align="centre", before=2)
RECIPIENT = Style(size=11.5, leading=20, before=12)
ADDRESS = Style(size=11.5, leading=20)
SUBJECT = Style(size=11.5, leading=20, weight=Weight.BOLD)
SECTION = Style(size=12.5, leading=20, weight=Weight.BOLD, before=13)
ITEM = Style(size=11, leading=18, weight=Weight.BOLD, before=7)
SENDER = Style(size=18, leading=28, weight=Weight.BOLD, align="centre", before=22)
CELL = Style(size=10, leading=15)
CELL_CENTRE = Style(size=10, leading=15, align="centre")
LABEL = Style(size=10, leading=15, weight=Weight.BOLD, align="centre")
STAMP = Style(size=8.5, leading=12, align="centre")
CLOSING = Style(size=9.5, leading=15)
FINE_CELL = Style(size=9, leading=14)
DIGEST = Style(size=8, leading=14)
SMALL = Style(size=8.5, leading=13, colour=GREY)
CAPTION = Style(size=9, leading=13, align="centre", before=3)
