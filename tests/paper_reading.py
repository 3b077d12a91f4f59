"""Papers read back from their PDF bytes, as a reader or a machine would."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
# Between header and page number, in points from the upper edge of A4.
_BODY = ["-raw", "-x", "0", "-y", "66", "-W", "596", "-H", "722"]


class Word(NamedTuple):
    """A word and its box in points from the upper left corner of its page; pages count from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text of a paper given as a dictionary, line by line."""
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_in(part)


def text_of(pdf: bytes) -> str:
    """Return all text, lines and pages as pdftotext finds them."""
    return _pdftotext(pdf)


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return _pdftotext(pdf).split("\f")[:-1]


def body_of(pdf: bytes) -> str:
    """Return the text in the order it is read aloud, without spaces and what every page repeats.

    So sentences stay in one piece; only what a table's heading repeats may stand between the parts of a row.
    """
    return squeezed(_pdftotext(pdf, *_BODY))


def squeezed(text: str) -> str:
    """Return the text without spaces and line breaks."""
    return re.sub(r"\s+", "", text)


def words_of(pdf: bytes) -> list[Word]:
    """Return every word with its place."""
    pages = _pdftotext(pdf, "-bbox").split("<page ")[1:]
    return [
        Word(number, *map(float, match.groups()[:4]), match.group(5))
        for number, page in enumerate(pages, 1)
        for match in _WORD.finditer(page)
    ]


def digests_of_two_processes(imports: str, drawn: str) -> set[str]:
    """Return the SHA-256 of the bytes that an expression gives in two new processes whose sets are ordered apart."""
    code = f"import hashlib; {imports}; print(hashlib.sha256({drawn}).hexdigest())"
    return {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }


def embedded(pdf: bytes, name: str) -> bytes:
    """Return the bytes of an embedded file."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return opened.attachments[name].get_file().read_bytes()


def figures_of(pdf: bytes) -> list[str]:
    """Return the words that stand for each figure, in reading order."""
    return [alt for tag, alt in _elements(pdf) if tag == "Figure"]


def tags_of(pdf: bytes) -> list[str]:
    """Return the tags of the structure tree in reading order."""
    return [tag for tag, _ in _elements(pdf)]


def _elements(pdf: bytes) -> list[tuple[str, str]]:
    """Return tag and alternative text of every element of the structure tree."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as opened:
        waiting = [opened.Root.StructTreeRoot.K]
        while waiting:
            element = waiting.pop()
            found.append((str(element.S)[1:], str(element.get("/Alt", ""))))
            kids = element.get("/K", pikepdf.Array())
            kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            waiting += [kid for kid in reversed(kids) if kid.get("/Type") == "/StructElem"]
    return found


def _pdftotext(pdf: bytes, *options: str) -> str:
    if shutil.which("pdftotext") is None:
        why = "pdftotext is not installed (Debian: apt-get install poppler-utils): no paper was read back"
        if os.environ.get("CASEBASE_ALL_TESTS") == "1":
            pytest.fail(why)
        pytest.skip(why)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(pdf)
        return subprocess.run(["pdftotext", *options, file, "-"], capture_output=True, check=True).stdout.decode()


def in_order(body: str, *texts: str) -> bool:
    """Say whether the texts stand in the body, each after the one before."""
    place = 0
    for text in texts:
        place = body.find(squeezed(text), place)
        if place < 0:
            return False
        place += 1
    return True
