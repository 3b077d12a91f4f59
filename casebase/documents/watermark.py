"""The mark of a preview: large grey words across the page, drawn as outlines so that no text extraction meets them."""

import math

from casebase.documents.fonts import Weight, truetype
from casebase.documents.glyphs import outlined
from casebase.documents.styles import PAGE_HEIGHT, PAGE_WIDTH, WATERMARK
from casebase.documents.tagging import Pen

PREVIEW = "미리보기 - 효력 없음"
_SIZE = 68.0
_CAPITAL = 0.7  # ems
_ANGLE = math.radians(52)


def draw_watermark(pen: Pen) -> None:
    """Draw the words from corner to corner, their middle in the middle of the page."""
    path, width, em, _ = outlined(PREVIEW, truetype(Weight.BOLD))
    height = _CAPITAL * em
    scale = _SIZE / em
    cos, sin = scale * math.cos(_ANGLE), scale * math.sin(_ANGLE)
    x = PAGE_WIDTH / 2 - (cos * width - sin * height) / 2
    y = PAGE_HEIGHT / 2 - (sin * width + cos * height) / 2
    red, green, blue = WATERMARK
    pen.canvas.addLiteral(
        f"q {red} {green} {blue} rg {cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f} {x:.3f} {y:.3f} cm {path} f Q"
    )
