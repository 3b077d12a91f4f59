"""The QR code of a paper: what it says, and its modules drawn as one path."""

from urllib.parse import quote

import segno

from casebase.documents.blocks import Figure
from casebase.documents.styles import MM
from casebase.documents.tagging import Node, Pen

SIZE = 27 * MM
_QUIET_ZONE = 4  # modules left white on each side, as the standard asks
_HEX_IN_ADDRESS = 32


def qr_content(number: str, digest: str, public_url: str) -> str:
    """Return what the code holds: an address to check the paper at, or number and digest where there is none.

    The number is percent-encoded in the address, so that every reader takes it for one.
    """
    if public_url:
        return f"{public_url.rstrip('/')}/verify/{quote(number)}?h={digest[:_HEX_IN_ADDRESS]}"
    return f"{number} {digest}"


def qr_figure(content: str) -> Figure:
    """Return the code at level M as a square of SIZE points."""
    modules = [bytes(row) for row in segno.make_qr(content, error="m").matrix]

    def ink(pen: Pen, x: float, y: float) -> None:
        side = SIZE / (len(modules) + 2 * _QUIET_ZONE)
        pen.canvas.addLiteral(f"q 0 g {side:.5f} 0 0 {-side:.5f} {x:.3f} {y + SIZE:.3f} cm {_path(modules)} f Q")

    return Figure(width=SIZE, height=SIZE, ink=ink, node=Node("Figure", alt=f"문서 확인용 QR 코드: {content}"))


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
