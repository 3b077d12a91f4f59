"""Tagged PDF: the tree of what a paper means, and the pen that marks each stroke as content or as decoration."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Box = tuple[float, float, float, float]


class Mark(NamedTuple):
    """A marked stretch of a page's content; pages and marks count from 0."""

    page: int
    number: int


@dataclass(eq=False, slots=True)
class Node:
    """One element of the structure tree: its PDF tag and, in reading order, its parts.

    `alt` is the text of a figure, `scope` ("Row", "Column") belongs to a table's header cell, the spans to any cell,
    `numbering` to a list; `box` is filled in when a figure is drawn. A Form stands for the empty signature field named
    `field`: its `box`, none on no place, and its `page` are filled in too.
    """

    tag: str
    parts: list["Node | Mark"] = field(default_factory=list)
    alt: str = ""
    scope: str = ""
    row_span: int = 1
    column_span: int = 1
    numbering: str = ""
    box: Box | None = None
    field: str = ""
    page: int = 0


class Pen:
    """Draws on a ReportLab canvas, page by page. Whatever is drawn must be marked or an artifact.

    Coordinates are points from the lower left corner of the page.
    """

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.page = 0
        self._next_mark = 0
        self._decorates = False

    @contextmanager
    def marked(self, node: Node) -> Iterator[None]:
        """Mark what is drawn as the next part of a node; within an artifact it is decoration."""
        if self._decorates:
            yield
            return
        self.canvas.addLiteral(f"/{node.tag} <</MCID {self._next_mark}>> BDC")
        node.parts.append(Mark(self.page, self._next_mark))
        self._next_mark += 1
        yield
        self.canvas.addLiteral("EMC")

    @contextmanager
    def artifact(self, kind: str) -> Iterator[None]:
        """Mark what is drawn as decoration: kind "Layout", or "Pagination" for what each page repeats."""
        if self._decorates:
            yield
            return
        self._decorates = True
        self.canvas.addLiteral(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self.canvas.addLiteral("EMC")
        self._decorates = False

    def next_page(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self._next_mark = 0
