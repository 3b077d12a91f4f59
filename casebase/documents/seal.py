"""The office's seal as signatures show it: a red square with the 발신명의 and 인 in it, read across."""

import math
from functools import lru_cache

from casebase.documents.fonts import Weight, cleaned, truetype
from casebase.documents.glyphs import outlined

INK = "Ink"  # the graphics state that the operators name: a red that darkens what it covers
_RED = "0.78 0.08 0.1"
_EDGE = 0.045  # of the side: the frame's width
_MARGIN = 0.085  # from the edge to the letters
_FILLED = 0.86  # of each letter's cell


@lru_cache(maxsize=16)
def seal_operators(sender: str, side: float) -> bytes:
    """Return the seal as PDF operators in a square whose side is given in points, from its lower left corner.

    Letters are outlines, so the seal needs no font and is sharp in print.
    """
    edge, inner = _EDGE * side, side * (1 - 2 * _MARGIN)
    frame = f"{edge:.3f} w {edge / 2:.3f} {edge / 2:.3f} {side - edge:.3f} {side - edge:.3f} re S"
    rows = seal_rows(sender)
    height = inner / len(rows)
    letters = [
        _letter(
            letter,
            side * _MARGIN + place * inner / len(row),
            side * (1 - _MARGIN) - (number + 1) * height,
            inner / len(row),
            height,
        )
        for number, row in enumerate(rows)
        for place, letter in enumerate(row)
    ]
    return f"/{INK} gs {_RED} RG {_RED} rg {frame} {' '.join(letters)}".encode()


def seal_rows(sender: str) -> list[str]:
    """Return the seal's letters row by row: all of a length, but for the last where they do not come out even."""
    name = "".join(cleaned(sender).split())
    endings = [name + ending for ending in ("인", "의인")]
    widths = {letters: math.ceil(math.sqrt(len(letters))) for letters in endings}
    chosen = min(endings, key=lambda letters: -len(letters) % widths[letters])
    width = widths[chosen]
    return [chosen[start : start + width] for start in range(0, len(chosen), width)]


def _letter(letter: str, left: float, low: float, width: float, height: float) -> str:
    """Stretch a letter's ink over its cell, as engravers fill a seal."""
    outline = outlined(letter, truetype(Weight.REGULAR))
    ink_left, ink_low, ink_right, ink_high = outline.box
    if ink_right <= ink_left or ink_high <= ink_low:
        return ""
    across, up = width * _FILLED / (ink_right - ink_left), height * _FILLED / (ink_high - ink_low)
    x = left + width * (1 - _FILLED) / 2 - ink_left * across
    y = low + height * (1 - _FILLED) / 2 - ink_low * up
    return f"q {across:.6f} 0 0 {up:.6f} {x:.3f} {y:.3f} cm {outline.path} f Q"
