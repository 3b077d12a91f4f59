"""The QR code of a paper: what it says, what was read from one, and its modules drawn as one path."""

import re
from urllib.parse import quote, unquote

import segno

from casebase.documents.blocks import Figure
from casebase.documents.styles import MM
from casebase.documents.tagging import Node, Pen
from casebase.domain.verification import DIGITS_NEEDED

SIZE = 27 * MM
QR_ALT = "문서 확인용 QR 코드: "

_QUIET_ZONE = 4  # modules left white on each side, as the standard asks
_ADDRESS = re.compile(r".*/verify/([^/?#]+)\?h=([0-9a-f]{32,64})")
_BARE = re.compile(r"(\S.*\S) ([0-9a-f]{64})")


def qr_content(number: str, digest: str, public_url: str) -> str:
    """Return what the code holds: an address to check the paper at, or number and digest where there is none.

    The number is percent-encoded in the address, so that every reader takes it for one.
    """
    if public_url:
        return f"{public_url.rstrip('/')}/verify/{quote(number)}?h={digest[:DIGITS_NEEDED]}"
    return f"{number} {digest}"


def parsed_qr(content: str) -> tuple[str, str] | None:
    """Return the number and the digest's hex digits that a code of ours holds, None for any other text."""
    if found := _ADDRESS.fullmatch(content):
        return unquote(found[1]), found[2]
    found = _BARE.fullmatch(content)
    return (found[1], found[2]) if found else None


def qr_figure(content: str) -> Figure:
    """Return the code at level M as a square of SIZE points."""
    modules = [bytes(row) for row in segno.make_qr(content, error="m").matrix]

    def ink(pen: Pen, x: float, y: float) -> None:
        side = SIZE / (len(modules) + 2 * _QUIET_ZONE)
        pen.canvas.addLiteral(f"q 0 g {side:.5f} 0 0 {-side:.5f} {x:.3f} {y + SIZE:.3f} cm {_path(modules)} f Q")

    return Figure(width=SIZE, height=SIZE, ink=ink, node=Node("Figure", alt=f"{QR_ALT}{content}"))


def qr_svg(content: str) -> str:
    """Return the code as an SVG picture to stand inside a page of the web, black on white."""
    drawn = segno.make_qr(content, error="m").svg_inline(
        border=_QUIET_ZONE, omitsize=True, light="#fff", lineclass=None
    )
    return str(drawn)


def _path(modules: list[bytes]) -> str:
    """Return one rectangle for each run of dark modules in a row, in modules from the upper left corner."""
    runs = []
    for y, row in enumerate(modules, _QUIET_ZONE):
        start = row.find(1)
        while start >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            runs.append(f"{start + _QUIET_ZONE} {y} {end - start} 1 re")
            start = row.find(1, end)
    return " ".join(runs)
