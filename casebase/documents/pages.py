"""Blocks set on pages, and what every page repeats: header, page number, and the marks of a preview or a demo."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Literal

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from casebase.documents import styles
from casebase.documents.blocks import SLACK, Block, Row, draw_box
from casebase.documents.fonts import Weight
from casebase.documents.styles import BOTTOM, LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TEXT_TOP, TEXT_WIDTH, Style
from casebase.documents.tagging import Node, Pen
from casebase.documents.typefaces import typeface
from casebase.documents.watermark import draw_watermark

# Streams stay binary: written as ASCII, a photo would be a quarter larger.
rl_config.useA85 = 0

# ReportLab forbids two documents at a time on one font object.
_ONE_AT_A_TIME = Lock()
_TOTAL = "total"
Align = Literal["left", "right", "centre"]
_NUMBER = Style(size=9.5, leading=12)
_HEADER = Style(size=8.5, leading=12, colour=styles.GREY)
_BAND = Style(size=10.5, leading=14, weight=Weight.BOLD, align="centre", colour=styles.WARNING)


@dataclass(frozen=True, kw_only=True)
class Furniture:
    """What stands on every page: `header` left and right from page 2 on, `band` on all pages if not empty."""

    header: tuple[str, str]
    band: str
    has_watermark: bool


def set_pages(parts: Sequence[Sequence[Block]], furniture: Furniture) -> tuple[bytes, Node]:
    """Return a PDF of the parts, each beginning a page, and the structure tree that finishing writes into it."""
    nodes = (node for blocks in parts for block in blocks for node in block.nodes)
    document = Node("Document", list(dict.fromkeys(nodes)))
    buffer = BytesIO()
    with _ONE_AT_A_TIME:
        canvas = Canvas(
            buffer,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=True,
            initialFontName=typeface(Weight.REGULAR).name,
            pageCompression=1,
        )
        pen = Pen(canvas)
        for number, blocks in enumerate(parts):
            if number:
                pen.next_page()
            _flow(blocks, pen, furniture)
        _define_total(pen)
        canvas.save()
    return buffer.getvalue(), document


def _flow(blocks: Sequence[Block], pen: Pen, furniture: Furniture) -> None:
    waiting = list(blocks)[::-1]
    top = TEXT_TOP
    _begin_page(pen, furniture)
    while waiting:
        block = waiting.pop()
        is_first = top == TEXT_TOP
        start = top - (_repeat_heading(block, pen) if is_first else block.before)
        room = start - BOTTOM
        whole = block.height <= room + SLACK and (is_first or _needed(block, waiting) <= room + SLACK)
        parts = None if whole or (block.keeps and not is_first) else block.split(room)
        if parts:
            block, rest = parts
            waiting.append(rest)
        elif not whole and not is_first:
            waiting.append(block)
            top = _turn_page(pen, furniture)
            continue
        block.draw(pen, LEFT, start)
        top = start - block.height
        if parts:
            top = _turn_page(pen, furniture)


def _repeat_heading(block: Block, pen: Pen) -> float:
    """Draw the heading of a table that goes on at the top of a page, and return the room it took."""
    heading = block.heading if isinstance(block, Row) else None
    if heading is None:
        return 0.0
    with pen.artifact("Pagination"):
        heading.draw(pen, LEFT, TEXT_TOP)
    return heading.height


def _needed(block: Block, waiting: Sequence[Block]) -> float:
    """Return the room a block needs with all that it keeps: up to the beginning of the first that keeps nothing."""
    needed = block.height
    following = reversed(waiting)
    while block.keeps:
        follower = next(following, None)
        if follower is None:
            break
        needed += follower.before + (follower.height if follower.keeps else follower.least)
        block = follower
    return needed if needed <= TEXT_TOP - BOTTOM else 0.0


def _turn_page(pen: Pen, furniture: Furniture) -> float:
    pen.next_page()
    _begin_page(pen, furniture)
    return TEXT_TOP


def _begin_page(pen: Pen, furniture: Furniture) -> None:
    with pen.artifact("Pagination"):
        if furniture.has_watermark:
            draw_watermark(pen)
        if furniture.band:
            low = styles.BAND_TOP - styles.BAND_HEIGHT
            draw_box(pen, LEFT, low, TEXT_WIDTH, styles.BAND_HEIGHT, shaded=False, colour=styles.WARNING)
            _write(pen, furniture.band, _BAND, PAGE_WIDTH / 2, low + 5.5, "centre")
        if pen.page:
            left, right = furniture.header
            _write(pen, left, _HEADER, LEFT, styles.HEADER_BASELINE, "left")
            _write(pen, right, _HEADER, PAGE_WIDTH - RIGHT, styles.HEADER_BASELINE, "right")
        _write(pen, f"{pen.page + 1} /", _NUMBER, PAGE_WIDTH / 2 + 2, styles.PAGE_NUMBER_BASELINE, "right")
        pen.canvas.doForm(_TOTAL)


def _define_total(pen: Pen) -> None:
    """The number of pages is known at the end only: each page shows a form that is defined now."""
    pen.canvas.beginForm(_TOTAL)
    x = PAGE_WIDTH / 2 + 2 + _NUMBER.size * 0.3
    _write(pen, str(pen.page + 1), _NUMBER, x, styles.PAGE_NUMBER_BASELINE, "left")
    pen.canvas.endForm()


def _write(pen: Pen, text: str, style: Style, x: float, baseline: float, align: Align) -> None:
    """Write one line that begins, ends or has its middle at `x`."""
    canvas = pen.canvas
    canvas.setFont(typeface(style.weight).name, style.size)
    canvas.setFillColorRGB(*style.colour)
    draw = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}[align]
    draw(x, baseline, text)
