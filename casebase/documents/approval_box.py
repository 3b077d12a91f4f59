"""결재란: the box of those who approve a paper, with their names and the day once they have."""

from collections.abc import Sequence
from dataclasses import dataclass

from casebase.documents import styles
from casebase.documents.blocks import Paragraph, draw_box
from casebase.documents.styles import MM, TEXT_WIDTH
from casebase.documents.tagging import Node, Pen
from casebase.documents.typesetting import paragraphs

_HEAD_WIDTH = 9 * MM
_WIDEST = 30 * MM
_PAD = 2.0
_LEAST_SIGN_HEIGHT = 15 * MM


@dataclass(frozen=True, kw_only=True)
class ApprovalBox:
    """Block: the word 결재, and a column for each approver with the post above and name and day below."""

    head: Sequence[Paragraph]
    posts: Sequence[Sequence[Paragraph]]
    signs: Sequence[Sequence[Paragraph]]
    column: float
    table: Node
    before: float = 18.0  # the seal reaches below the 발신명의
    keeps: bool = True

    @property
    def height(self) -> float:
        return self._post_height + self._sign_height

    @property
    def least(self) -> float:
        return self.height

    @property
    def nodes(self) -> Sequence[Node]:
        return (self.table,)

    def split(self, room: float) -> None:
        """The box is never parted."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = x + TEXT_WIDTH - _HEAD_WIDTH - self.column * len(self.posts)
        middle, low = top - self._post_height, top - self.height
        self._rule(pen, left, middle, low)
        _stack(pen, self.head, left + _PAD, top, self.height)
        for row, upper, height in ((self.posts, top, self._post_height), (self.signs, middle, self._sign_height)):
            for n, stack in enumerate(row):
                _stack(pen, stack, left + _HEAD_WIDTH + n * self.column + _PAD, upper, height)

    @property
    def _post_height(self) -> float:
        return max(_height(post) for post in self.posts) + 2 * _PAD

    @property
    def _sign_height(self) -> float:
        return max(_LEAST_SIGN_HEIGHT, max(_height(sign) for sign in self.signs) + 2 * _PAD)

    def _rule(self, pen: Pen, left: float, middle: float, low: float) -> None:
        with pen.artifact("Layout"):
            draw_box(pen, left, low, _HEAD_WIDTH, self.height, shaded=True)
            for n in range(len(self.posts)):
                x = left + _HEAD_WIDTH + n * self.column
                draw_box(pen, x, middle, self.column, self._post_height, shaded=True)
                draw_box(pen, x, low, self.column, self._sign_height, shaded=False)


def approval_box(approvals: Sequence[tuple[str, str, str]]) -> list[ApprovalBox]:
    """Return the box for (post, name, day), the day empty while not signed; nothing for nobody.

    An unsigned place stays empty, as on paper.
    """
    if not approvals:
        return []
    column = min(_WIDEST, (TEXT_WIDTH - _HEAD_WIDTH) / len(approvals))
    inner = column - 2 * _PAD
    head = [*paragraphs("결\n재", styles.LABEL, _HEAD_WIDTH - 2 * _PAD)]
    posts = [paragraphs(post, styles.LABEL, inner) for post, _, _ in approvals]
    signs = [_sign(name, day, inner) for _, name, day in approvals]
    return [ApprovalBox(head=head, posts=posts, signs=signs, column=column, table=_table(head, posts, signs))]


def _sign(name: str, day: str, width: float) -> list[Paragraph]:
    if not day:
        return []
    return [*paragraphs(name, styles.CELL_CENTRE, width), *paragraphs(day, styles.STAMP, width)]


def _table(
    head: Sequence[Paragraph], posts: Sequence[Sequence[Paragraph]], signs: Sequence[Sequence[Paragraph]]
) -> Node:
    first = [Node("TH", [p.node for p in head], scope="Row", row_span=2)]
    first += [Node("TH", [p.node for p in post], scope="Column") for post in posts]
    second = [Node("TD", [p.node for p in sign]) for sign in signs]
    return Node("Table", [Node("TR", list(first)), Node("TR", list(second))])


def _height(stack: Sequence[Paragraph]) -> float:
    return sum(paragraph.height for paragraph in stack)


def _stack(pen: Pen, stack: Sequence[Paragraph], x: float, top: float, height: float) -> None:
    """Draw paragraphs under each other in the middle of a cell's height."""
    y = top - (height - _height(stack)) / 2
    for paragraph in stack:
        paragraph.draw(pen, x, y)
        y -= paragraph.height
