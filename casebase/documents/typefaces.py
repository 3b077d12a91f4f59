"""The typefaces as ReportLab holds them: registered at first use, with the width of every character."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from casebase.documents.fonts import NBSP, Weight, truetype


@dataclass(frozen=True)
class Typeface:
    """`name` is what ReportLab knows it by; `widths` are advances in ems; the rest are heights in ems."""

    name: str
    widths: Mapping[str, float]
    ascent: float
    descent: float  # below the baseline, so negative


def typeface(weight: Weight) -> Typeface:
    """Return the typeface of a weight, as fonts.use_fonts chose it."""
    return _registered(truetype(weight))


@lru_cache(maxsize=8)
def _registered(content: bytes) -> Typeface:
    """Register under a name made of the content: a change of fonts never mixes with what was loaded before."""
    name = f"Casebase-{hashlib.sha256(content).hexdigest()[:16]}"
    font = TTFont(name, BytesIO(content))
    pdfmetrics.registerFont(font)
    face = font.face
    widths = {chr(code): width / 1000 for code, width in face.charWidths.items()}
    widths[NBSP] = widths[" "]
    return Typeface(name, widths, face.ascent / 1000, face.descent / 1000)
