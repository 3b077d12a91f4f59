"""Pictures on papers: photos two in a row, and the signature drawn as the strokes it was made of."""

import json
import re
from collections.abc import Mapping, Sequence
from io import BytesIO

from reportlab.lib.utils import ImageReader

from casebase.documents import styles
from casebase.documents.blocks import Block, Figure, Row
from casebase.documents.styles import MM, TEXT_WIDTH
from casebase.documents.tagging import Node, Pen
from casebase.documents.typesetting import paragraphs, side_by_side

_PHOTO_WIDTH, _PHOTO_HEIGHT = 82 * MM, 92 * MM  # at most; the shape is kept
_COLUMN = TEXT_WIDTH / 2
_SIGNATURE_WIDTH, _SIGNATURE_HEIGHT = 60 * MM, 20 * MM
_PEN_WIDTH = 1.3
_STROKE_POINT = re.compile(r"([ML])\s*(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)")

Point = tuple[float, float]


def photo_rows(photos: Sequence[tuple[str, str]], content: Mapping[str, bytes]) -> list[Row]:
    """Return the photos (name, SHA-256), two in a row with their captions.

    `content` holds each one's JPEG bytes, RGB or grey, by its SHA-256.
    """
    columns = [_captioned(n, name, content[digest]) for n, (name, digest) in enumerate(photos, 1)]
    pairs = (columns[i : i + 2] for i in range(0, len(columns), 2))
    return [side_by_side([(_COLUMN, column) for column in pair], before=10.0) for pair in pairs]


def signature_figure(signature: str, who: str) -> Figure | None:
    """Return a signature (JSON {"w", "h", "path"}) as a figure; None if nothing was drawn."""
    if not signature:
        return None
    drawn = json.loads(signature)
    drawn_width, drawn_height = float(drawn["w"]), float(drawn["h"])
    strokes = _strokes(drawn["path"], drawn_width, drawn_height)
    if not strokes:
        return None
    scale = min(_SIGNATURE_WIDTH / drawn_width, _SIGNATURE_HEIGHT / drawn_height)
    width, height = drawn_width * scale, drawn_height * scale

    def ink(pen: Pen, x: float, y: float) -> None:
        lines = (_line([(x + scale * px, y + height - scale * py) for px, py in stroke]) for stroke in strokes)
        pen.canvas.addLiteral(f"q 0 G {_PEN_WIDTH} w 1 J 1 j {' '.join(lines)} Q")

    return Figure(width=width, height=height, ink=ink, node=Node("Figure", alt=f"서명: {who}"))


def _captioned(position: int, name: str, jpeg: bytes) -> list[Block]:
    image = ImageReader(BytesIO(jpeg))
    pixels_wide, pixels_high = image.getSize()
    scale = min(_PHOTO_WIDTH / pixels_wide, _PHOTO_HEIGHT / pixels_high)
    width, height = pixels_wide * scale, pixels_high * scale
    caption = f"현장 사진 {position}: {name}"

    def ink(pen: Pen, x: float, y: float) -> None:
        pen.canvas.drawImage(image, x, y, width, height)

    node = Node("Figure", alt=caption)
    figure = Figure(width=width, height=height, ink=ink, node=node, indent=(_COLUMN - width) / 2)
    return [figure, *paragraphs(caption, styles.CAPTION, _PHOTO_WIDTH, indent=(_COLUMN - _PHOTO_WIDTH) / 2)]


def _strokes(path: str, width: float, height: float) -> list[list[Point]]:
    """Return the strokes of an SVG path of M and L, held inside the box they were drawn in."""
    strokes: list[list[Point]] = []
    if width <= 0 or height <= 0:
        return strokes
    for command, x, y in _STROKE_POINT.findall(path):
        point = (min(max(float(x), 0.0), width), min(max(float(y), 0.0), height))
        if command == "M" or not strokes:
            strokes.append([])
        strokes[-1].append(point)
    return strokes


def _line(points: Sequence[Point]) -> str:
    """Return one stroke as PDF operators; a single touch is a line of no length, which round ends make a dot."""
    (x, y), *others = points
    parts = [f"{x:.2f} {y:.2f} m", *(f"{px:.2f} {py:.2f} l" for px, py in others or [(x, y)]), "S"]
    return " ".join(parts)
