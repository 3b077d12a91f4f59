"""JSON casebooks: a list of cases, each with the columns that every casebook has."""

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from casebase.domain.errors import FileRefused
from casebase.sheets.rows import SheetRow

# The columns of a casebook; those behind `source` may be absent.
REQUIRED_COLUMNS = (
    "id",
    "kind",
    "agency",
    "year",
    "field",
    "facts",
    "question",
    "view_a",
    "view_b",
    "outcome",
    "reasons",
    "source",
)
OPTIONAL_COLUMNS = ("title", "received_on", "answered_on")
CASEBOOK_COLUMNS = (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)

_PIECE = 256 * 1024
_LONGEST_CASE = 4 * 1024 * 1024  # characters
_BETWEEN = " \t\r\n,"


def rows(file: BinaryIO) -> Iterator[SheetRow]:
    """Yield a row of the columns' names, then each case, numbered from 1. Other keys of a case are passed over.

    Raises: FileRefused.
    """
    yield SheetRow(0, CASEBOOK_COLUMNS)
    for number, case in enumerate(_cases(_texts(file)), start=1):
        if not isinstance(case, dict):
            raise FileRefused(f"{number}번째 사례가 {{...}} 형식이 아닙니다. 사례집 파일을 확인하세요.")
        yield SheetRow(number, tuple(_text(case.get(column), number, column) for column in CASEBOOK_COLUMNS))


def _texts(file: BinaryIO) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while piece := file.read(_PIECE):
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        raise FileRefused("JSON 사례집이 UTF-8이 아닙니다. UTF-8로 다시 저장해 올리세요.") from fault


def _cases(texts: Iterator[str]) -> Iterator[Any]:
    """Yield the entries of a JSON list one by one, never holding all of it."""
    decoder, rest = json.JSONDecoder(), next(texts, "").lstrip().removeprefix("[")
    is_more = True
    while True:
        rest = rest.lstrip(_BETWEEN)
        if rest.startswith("]") and not is_more:
            _must_be_the_end(rest)
            return
        try:
            case, end = decoder.raw_decode(rest) if rest and not rest.startswith("]") else (None, 0)
        except (ValueError, RecursionError) as fault:
            if not is_more or len(rest) > _LONGEST_CASE:
                raise _damaged() from fault
            end = 0
        if end:
            yield case
            rest = rest[end:]
            continue
        if not is_more:
            raise _damaged()
        piece = next(texts, None)
        is_more = piece is not None
        rest += piece or ""


def _must_be_the_end(rest: str) -> None:
    if rest.strip() != "]":
        raise _damaged()


def _text(value: object, number: int, column: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise FileRefused(f"{number}번째 사례의 ‘{column}’ 값이 글이나 숫자가 아닙니다. 사례집 파일을 확인하세요.")


def _damaged() -> FileRefused:
    return FileRefused("JSON 사례집이 끝까지 읽히지 않습니다. 파일이 잘리지 않았는지 확인하고 다시 받아 올리세요.")
