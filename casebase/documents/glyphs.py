"""Glyphs as outlines: words drawn as shapes that need no font and that no text extraction meets."""

import threading
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

_reading = threading.Lock()  # a lazy font reads its tables as they are asked for, and two threads at once break it


class Outline(NamedTuple):
    """A line of text as PDF path operators from the left end of its baseline; lengths in font units."""

    path: str
    width: float
    em: float
    box: tuple[float, float, float, float]  # of the ink: left, low, right, high


class _Outlines(BasePen):  # type: ignore[misc]  # fontTools offers glyph outlines to subclasses of its pen only
    """Collects a glyph's outline as PDF path operators."""

    def __init__(self, glyphs: Any, left: float) -> None:
        super().__init__(glyphs)
        self.left = left
        self.operators: list[str] = []
        self.points: list[tuple[float, float]] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", pt)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("c", *points)

    def _closePath(self) -> None:  # noqa: N802
        self.operators.append("h")

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        placed = [(x + self.left, y) for x, y in points]
        self.points += placed
        numbers = (f"{x:.0f} {y:.0f}" for x, y in placed)
        self.operators.append(f"{' '.join(numbers)} {operator}")


@lru_cache(maxsize=64)
def outlined(text: str, truetype_file: bytes) -> Outline:
    """Return a line of text in a typeface, which must have all its characters."""
    with _reading:
        return _outlined(text, _font(truetype_file))


def _outlined(text: str, font: Any) -> Outline:
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    left, operators, points = 0.0, [], [(0.0, 0.0)]
    for character in text:
        glyph = glyphs[names[ord(character)]]
        outlines = _Outlines(glyphs, left)
        glyph.draw(outlines)
        operators += outlines.operators
        points += outlines.points
        left += glyph.width
    ink = points[1:] or points
    box = (min(x for x, _ in ink), min(y for _, y in ink), max(x for x, _ in ink), max(y for _, y in ink))
    return Outline(" ".join(operators), left, font["head"].unitsPerEm, box)


@lru_cache(maxsize=2)
def _font(truetype_file: bytes) -> Any:
    return TTFont(BytesIO(truetype_file), lazy=True)
