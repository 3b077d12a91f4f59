"""The empty signature fields that a paper is finished with: a file that is signed can take no new tags.

The first is where the office's seal will stand, the second, without a place on the page, is for one more approver.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from casebase.documents.blocks import Paragraph
from casebase.documents.signing import FIRST, SECOND
from casebase.documents.styles import MM
from casebase.documents.tagging import Node, Pen
from casebase.documents.typefaces import typeface

_SIDE = 21 * MM
_NOWHERE = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class SignedLine:
    """Block: a paragraph, in the middle of its column, that the seal will stand on, and the fields that stand for it.

    By convention the middle of the seal stands on the last letter.
    """

    paragraph: Paragraph
    fields: tuple[Node, Node]
    has_seal: bool
    keeps: bool = True

    @property
    def before(self) -> float:
        return self.paragraph.before

    @property
    def height(self) -> float:
        return self.paragraph.height

    @property
    def least(self) -> float:
        return self.height

    @property
    def nodes(self) -> Sequence[Node]:
        return (*self.paragraph.nodes, *self.fields)

    def split(self, room: float) -> None:
        """The line is never parted from its seal."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self.paragraph.draw(pen, x, top)
        for field in self.fields:
            field.page, field.box = pen.page, _NOWHERE
        if self.has_seal:
            self.fields[0].box = self._place_of_seal(x, top)

    def _place_of_seal(self, x: float, top: float) -> tuple[float, float, float, float]:
        style, last = self.paragraph.style, self.paragraph.lines[-1]
        end = x + self.paragraph.indent + (self.paragraph.width + last.width * style.size) / 2
        letter = typeface(style.weight).widths[last.text.rstrip()[-1]] * style.size
        across, up = end - letter / 2, top - self.height + style.leading / 2
        return (across - _SIDE / 2, up - _SIDE / 2, across + _SIDE / 2, up + _SIDE / 2)


def signed_line(paragraph: Paragraph, sender: str, *, has_seal: bool) -> SignedLine:
    """Return the line of the 발신명의 with its two empty fields."""
    seal = f"{sender}의 {'관인과 ' if has_seal else ''}전자서명"
    fields = (Node("Form", alt=seal, field=FIRST), Node("Form", alt="추가 결재자의 전자서명", field=SECOND))
    return SignedLine(paragraph=paragraph, fields=fields, has_seal=has_seal)
