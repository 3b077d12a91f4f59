"""A file of rows as it was brought: what it is, the sheets it has, its rows as text under their own numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from casebase.domain.errors import FileRefused
from casebase.sheets import casebook, delimited, workbook
from casebase.sheets.rows import Merge, SheetRow
from casebase.sheets.signatures import FileKind, kind_of_rows

ENDINGS = {FileKind.XLSX: (".xlsx",), FileKind.CSV: (".csv", ".txt", ".tsv"), FileKind.JSON: (".json",)}
_LABELS = {FileKind.XLSX: "엑셀 문서", FileKind.CSV: "CSV", FileKind.JSON: "JSON"}


@dataclass(frozen=True, kw_only=True)
class Book:
    """A file of rows that can be read. `sheets` has one empty name where the file knows no sheets."""

    kind: FileKind
    sheets: tuple[str, ...]


def open_book(file: BinaryIO, name: str) -> Book:
    """Tell by its content what a file is. `file` can seek. Raises: FileRefused, saying what to save it as."""
    kind = kind_of_rows(file)
    suffix = PurePath(name).suffix.lower()
    if suffix not in ("", *ENDINGS[kind]):
        raise FileRefused(
            f"이름은 ‘{suffix}’인데 내용은 {_LABELS[kind]}입니다. 엑셀에서 열어 ‘Excel 통합 문서(.xlsx)’로 저장한 뒤 "
            "그 파일을 올리세요."
        )
    return Book(kind=kind, sheets=workbook.sheet_names(file) if kind == FileKind.XLSX else ("",))


def rows_of(file: BinaryIO, book: Book, sheet: str) -> Iterator[SheetRow]:
    """Yield the rows of a sheet that hold anything, in order, without ever holding all of them.

    A cell merged downwards gives its text to each of its rows. Raises, on the way: FileRefused with the cell's address.
    """
    file.seek(0)
    if book.kind == FileKind.XLSX:
        return workbook.rows(file, sheet)
    if book.kind == FileKind.JSON:
        return casebook.rows(file)
    return delimited.rows(file)


def merges_across(file: BinaryIO, book: Book, sheet: str) -> tuple[Merge, ...]:
    """Return the cells that are merged over several columns: which column their text belongs to, no file tells."""
    if book.kind != FileKind.XLSX:
        return ()
    file.seek(0)
    return tuple(merge for merge in workbook.merges(file, sheet) if merge.is_across)
