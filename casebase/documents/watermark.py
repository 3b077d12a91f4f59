"""The mark of a preview: large grey words across the page, drawn as outlines so that no text extraction meets them."""

import math
from functools import lru_cache
from io import BytesIO
from typing import Any

from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from casebase.documents.fonts import Weight, truetype
from casebase.documents.styles import PAGE_HEIGHT, PAGE_WIDTH, WATERMARK
from casebase.documents.tagging import Pen

PREVIEW = "미리보기 - 효력 없음"
_SIZE = 68.0
_ANGLE = math.radians(52)


class _Outlines(BasePen):  # type: ignore[misc]  # fontTools offers glyph outlines to subclasses of its pen only
    """Collects a glyph's outline as PDF path operators."""

    def __init__(self, glyphs: Any, left: float) -> None:
        super().__init__(glyphs)
        self.left = left
        self.operators: list[str] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", pt)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("c", *points)

    def _closePath(self) -> None:  # noqa: N802
        self.operators.append("h")

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = (f"{x + self.left:.0f} {y:.0f}" for x, y in points)
        self.operators.append(f"{' '.join(numbers)} {operator}")


def draw_watermark(pen: Pen) -> None:
    """Draw the words from corner to corner, their middle in the middle of the page."""
    path, width, height, em = _words(truetype(Weight.BOLD))
    scale = _SIZE / em
    cos, sin = scale * math.cos(_ANGLE), scale * math.sin(_ANGLE)
    x = PAGE_WIDTH / 2 - (cos * width - sin * height) / 2
    y = PAGE_HEIGHT / 2 - (sin * width + cos * height) / 2
    red, green, blue = WATERMARK
    pen.canvas.addLiteral(
        f"q {red} {green} {blue} rg {cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f} {x:.3f} {y:.3f} cm {path} f Q"
    )


@lru_cache(maxsize=2)
def _words(truetype_file: bytes) -> tuple[str, float, float, float]:
    """Return the path of the words, their width, the height of a capital and the em, in font units."""
    font = TTFont(BytesIO(truetype_file), lazy=True)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    left, operators = 0.0, []
    for character in PREVIEW:
        glyph = glyphs[names[ord(character)]]
        outlines = _Outlines(glyphs, left)
        glyph.draw(outlines)
        operators += outlines.operators
        left += glyph.width
    em = font["head"].unitsPerEm
    return " ".join(operators), left, 0.7 * em, em
