"""The blocks a paper is made of: each knows its height, where it may be parted, and how it is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from casebase.documents.line_breaking import Line
from casebase.documents.styles import BLACK, RULE, SHADE, THIN, Colour, Style
from casebase.documents.tagging import Node, Pen
from casebase.documents.typefaces import typeface

SLACK = 0.01  # points; sums of floats
_STRETCH = 0.2  # of the width: a line that lacks more is left ragged
PAD = 4.0  # between a cell's edge and its text, left and right
PAD_TOP, PAD_BOTTOM = 3.0, 4.0
_UNPARTED = 130.0  # a ruled row of up to eight lines goes whole to the next page


class Block(Protocol):
    """A piece of a column of known width. Blocks are values: parting one gives two new ones."""

    @property
    def before(self) -> float:
        """Space above, dropped at the top of a page."""

    @property
    def keeps(self) -> bool:
        """It stays on one page with the beginning of what follows."""

    @property
    def height(self) -> float: ...

    @property
    def least(self) -> float:
        """Height of the smallest part that may begin on a page."""

    @property
    def nodes(self) -> Sequence[Node]:
        """What it adds to the structure; parts of one thing name the same node."""

    def split(self, room: float) -> tuple["Block", "Block"] | None:
        """Part it so that the first half is at most `room` high; None if it cannot be."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it with its column's left edge at `x`."""


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Text in one style. `indent` and `width` place it in its column; `marker` stands to the left of it."""

    lines: tuple[Line, ...]
    style: Style
    node: Node
    outer: Node  # the node, or the list it belongs to
    indent: float
    width: float
    marker: str = ""
    marker_node: Node | None = None
    hang: float = 0.0  # how far left of the text the marker begins
    keeps: bool = False
    is_continued: bool = False

    @property
    def before(self) -> float:
        return 0.0 if self.is_continued else self.style.before

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        """Two lines: none stands alone at the foot of a page."""
        return min(len(self.lines), 2) * self.style.leading

    @property
    def nodes(self) -> Sequence[Node]:
        return (self.outer,)

    def split(self, room: float) -> tuple["Paragraph", "Paragraph"] | None:
        count = int((room + SLACK) // self.style.leading)
        if count == len(self.lines) - 1 and count > 2:
            count -= 1  # nor alone at the head of the next
        if not 1 < count < len(self.lines):
            return None
        rest = replace(self, lines=self.lines[count:], marker="", marker_node=None, is_continued=True)
        return replace(self, lines=self.lines[:count], keeps=False), rest

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = x + self.indent
        if self.marker:
            mark = Line(self.marker + " ", 0.0, True)
            with pen.marked(self.marker_node or self.node):
                write_lines(pen, (mark,), replace(self.style, align="left"), left - self.hang, top, self.hang)
        with pen.marked(self.node):
            write_lines(pen, self.lines, self.style, left, top, self.width)


def write_lines(pen: Pen, lines: Sequence[Line], style: Style, x: float, top: float, width: float) -> None:
    """Set lines under each other, the first one's upper edge at `top`; `width` is what they may fill, in points."""
    face = typeface(style.weight)
    text = pen.canvas.beginText()
    text.setFont(face.name, style.size, style.leading)
    text.setFillColorRGB(*style.colour)
    baseline = top - style.leading / 2 - (face.ascent + face.descent) / 2 * style.size
    text.setTextOrigin(x, baseline)
    spacing = 0.0
    for number, line in enumerate(lines):
        slack = width - line.width * style.size
        if style.align == "centre":
            text.setTextOrigin(x + slack / 2, baseline - number * style.leading)
        stretch = _stretch(line, slack, width) if style.align == "justify" else 0.0
        if stretch != spacing:
            text.setWordSpace(stretch)
            spacing = stretch
        text.textLine(line.text)
    if spacing:
        text.setWordSpace(0)
    pen.canvas.drawText(text)


def _stretch(line: Line, slack: float, width: float) -> float:
    """Return what each space takes of the slack. The drawn NBSP is a space too."""
    drawn = line.text.rstrip(" ")
    spaces = drawn.count(" ") + drawn.count("\u00a0")
    return round(slack / spaces, 3) if spaces and not line.is_last and slack < _STRETCH * width else 0.0


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A picture of fixed size, drawn by `ink` from its lower left corner; the node holds its words."""

    width: float
    height: float
    ink: Callable[[Pen, float, float], None]
    node: Node
    indent: float = 0.0
    before: float = 0.0
    keeps: bool = False

    @property
    def least(self) -> float:
        return self.height

    @property
    def nodes(self) -> Sequence[Node]:
        return (self.node,)

    def split(self, room: float) -> None:
        """A picture is never parted."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left, low = x + self.indent, top - self.height
        self.node.box = (left, low, left + self.width, top)
        with pen.marked(self.node):
            self.ink(pen, left, low)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A stack of blocks in a row. `left` is its edge, from the column's."""

    left: float
    width: float
    blocks: tuple[Block, ...]
    is_shaded: bool = False

    @cached_property
    def height(self) -> float:
        return sum(block.before + block.height for block in self.blocks)

    @property
    def least(self) -> float:
        return self.blocks[0].before + self.blocks[0].least if self.blocks else 0.0

    def split(self, room: float) -> tuple["Cell", "Cell"]:
        """Part it; the first half may be left empty."""
        for count, block in enumerate(self.blocks):
            needed = block.before + block.height
            if needed > room + SLACK:
                first, rest = block.split(room - block.before) or (None, block)
                fitting = self.blocks[:count] + ((first,) if first else ())
                return replace(self, blocks=fitting), replace(self, blocks=(rest, *self.blocks[count + 1 :]))
            room -= needed
        return self, replace(self, blocks=())


@dataclass(frozen=True, kw_only=True)
class Row:
    """Cells side by side, as high as the highest; ruled as a row of a table, or bare to place things.

    A row is parted inside its cells where the page ends, so a cell may be longer than a page. `heading` is shown
    again above it at the top of a page.
    """

    cells: tuple[Cell, ...]
    nodes: Sequence[Node]  # the table's node, or those of all that stands in the cells
    is_ruled: bool
    before: float = 0.0
    keeps: bool = False
    heading: "Row | None" = None

    @cached_property
    def height(self) -> float:
        return max(cell.height for cell in self.cells) + self._padding

    @property
    def least(self) -> float:
        if self.is_ruled and self.height <= _UNPARTED:
            return self.height
        return max(cell.least for cell in self.cells) + self._padding

    def split(self, room: float) -> tuple["Row", "Row"] | None:
        if self.least > room + SLACK:
            return None
        parts = [cell.split(room - self._padding) for cell in self.cells]
        first = replace(self, cells=tuple(part[0] for part in parts), keeps=False)
        return first, replace(self, cells=tuple(part[1] for part in parts), before=0.0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        if self.is_ruled:
            with pen.artifact("Layout"):
                for cell in self.cells:
                    draw_box(pen, x + cell.left, top - self.height, cell.width, self.height, shaded=cell.is_shaded)
        for cell in self.cells:
            y = top - (PAD_TOP if self.is_ruled else 0.0)
            for block in cell.blocks:
                y -= block.before
                block.draw(pen, x + cell.left + (PAD if self.is_ruled else 0.0), y)
                y -= block.height

    @property
    def _padding(self) -> float:
        return PAD_TOP + PAD_BOTTOM if self.is_ruled else 0.0


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A line across the column."""

    width: float
    thickness: float = THIN
    before: float = 0.0
    height: float = 6.0
    keeps: bool = True
    nodes: Sequence[Node] = ()

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> None:
        """A line is never parted."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        with pen.artifact("Layout"):
            pen.canvas.setStrokeColorRGB(*RULE)
            pen.canvas.setLineWidth(self.thickness)
            pen.canvas.line(x, top - self.height / 2, x + self.width, top - self.height / 2)


def draw_box(pen: Pen, x: float, y: float, width: float, height: float, *, shaded: bool, colour: Colour = RULE) -> None:
    """Draw a thin box, filled with the shade of a label or not at all."""
    canvas = pen.canvas
    canvas.setLineWidth(THIN)
    canvas.setStrokeColorRGB(*colour)
    canvas.setFillColorRGB(*(SHADE if shaded else BLACK))
    canvas.rect(x, y, width, height, stroke=1, fill=int(shaded))
