"""What a file says that it is: the number and digest that our papers carry, found even where a file is broken.

No PDF library opens the file. One that was tampered with may be broken where a library needs it whole, and one made
to harm may unpack to more than the machine holds; so its streams are unpacked here one by one, within bounds.
"""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from casebase.documents.qr import QR_ALT, parsed_qr
from casebase.domain.canonical import digest

MOST_CLAIMS = 20
LARGEST_DATA = 4_000_000
LARGEST_STREAM = 16_000_000
LARGEST_WHOLE = 64_000_000
MOST_STREAMS = 5_000

_EDGE = re.compile(rb"(?<!end)stream\r?\n|endstream")
_TEXT = re.compile(rb"<feff((?:[0-9a-f]{4}){1,500})>", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A paper that a file says it is: its number, and the digest of its content in hex digits."""

    number: str
    digits: str


def claims_of(content: bytes) -> tuple[Claim, ...]:
    """Return what a file claims, each once: by its embedded data, and by the text that describes its QR code.

    Takes any bytes at all, raises nothing, and gives no more than MOST_CLAIMS.
    """
    found: dict[Claim, None] = {}
    for part in (content, *_unpacked(content)):
        for claim in (*_by_data(part), *_by_qr_code(part)):
            found.setdefault(claim)
            if len(found) == MOST_CLAIMS:
                return tuple(found)
    return tuple(found)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield each stream of a PDF; what is packed in another way than ours is left as it is."""
    left, view = LARGEST_WHOLE, memoryview(content)
    for begin, end in _streams(content):
        raw = view[begin:end]
        try:
            stream = zlib.decompressobj().decompress(raw, min(left, LARGEST_STREAM))
        except zlib.error:
            stream = bytes(raw[:LARGEST_STREAM])
        yield stream
        left -= len(stream)
        if left <= 0:
            return


def _streams(content: bytes) -> Iterator[tuple[int, int]]:
    begin, count = None, 0
    for edge in _EDGE.finditer(content):
        if edge[0] != b"endstream":
            begin = edge.end() if begin is None else begin
            continue
        if begin is not None and count < MOST_STREAMS:
            yield begin, edge.start()
            count += 1
        begin = None


def _by_data(part: bytes) -> Iterator[Claim]:
    """Our data are canonical JSON whose digest is that of the paper, and whose letterhead holds the number."""
    data = part.strip()
    if not data.startswith(b'{"') or len(data) > LARGEST_DATA:
        return
    try:
        number = json.loads(data)["head"]["number"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return
    if isinstance(number, str) and number:
        yield Claim(number=number, digits=digest(data))


def _by_qr_code(part: bytes) -> Iterator[Claim]:
    for text in _TEXT.finditer(part):
        described = bytes.fromhex(text[1].decode()).decode("utf-16-be", "ignore")
        if described.startswith(QR_ALT) and (read := parsed_qr(described.removeprefix(QR_ALT))):
            yield Claim(number=read[0], digits=read[1])
