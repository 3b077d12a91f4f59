"""CSV as offices have it: UTF-8 with or without its mark, or CP949; parted by commas, tabs, semicolons or bars."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from casebase.domain.errors import FileRefused
from casebase.sheets.defusing import fused
from casebase.sheets.rows import MOST_COLUMNS, SheetRow, address

_ENCODINGS = ("utf-8-sig", "cp949")
_DELIMITERS = ",\t;|"
_LONGEST_CELL = 1024 * 1024  # characters
_TRIED = 50  # rows
_PIECE = 256 * 1024


def rows(file: BinaryIO) -> Iterator[SheetRow]:
    """Yield the rows that hold anything, numbered as an office program shows them. Raises: FileRefused."""
    csv.field_size_limit(_LONGEST_CELL)
    encoding = _encoding(file)
    delimiter = _delimiter(file, encoding)
    return _rows(file, encoding, delimiter)


def _rows(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[SheetRow]:
    for number, cells in enumerate(_records(file, encoding, delimiter), start=1):
        if len(cells) > MOST_COLUMNS:
            raise FileRefused(f"{address(number, MOST_COLUMNS)} 칸처럼 {MOST_COLUMNS}열을 넘는 칸은 읽지 않습니다.")
        if any(map(str.strip, cells)):
            yield SheetRow(number, tuple(map(fused, cells)))


def _records(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[list[str]]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as fault:
        raise FileRefused(
            f"CSV의 {reader.line_num}째 줄에서 따옴표가 맞지 않습니다. "
            "엑셀에서 열어 ‘CSV UTF-8(쉼표로 분리)’로 다시 저장해 올리세요."
        ) from fault
    finally:
        text.detach()  # the file is the caller's to close


def _encoding(file: BinaryIO) -> str:
    for encoding in _ENCODINGS:
        if _is_all(file, encoding):
            return encoding
    raise FileRefused(
        "글자를 읽을 수 없는 파일입니다(UTF-8도 CP949도 아닙니다). "
        "엑셀에서 열어 ‘CSV UTF-8(쉼표로 분리)’로 다시 저장해 올리세요."
    )


def _is_all(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(_PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(file: BinaryIO, encoding: str) -> str:
    """Return what parts most of the first rows into as many cells each, of two alike into more; else the comma."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(file, encoding, delimiter))


def _evenness(file: BinaryIO, encoding: str, delimiter: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        widths.update(map(len, islice(_records(file, encoding, delimiter), _TRIED)))
    except FileRefused:
        return 0, 0
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    return (count, width) if width > 1 and count * 2 > widths.total() else (0, 0)
