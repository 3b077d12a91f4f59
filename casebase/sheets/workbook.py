"""Workbooks (xlsx) read as a stream: their sheets, the rows of one with dates as dates, the cells that were merged.

A reader of our own: python-calamine, tried first, holds a sheet as one dense block, and a workbook of 5 KB with cells
at A1 and XFD1048576 ends the whole process with it; pandas takes a gigabyte for 200,000 rows. Read like this they take
some megabytes, in three times the time of the first and half as much again as the second.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZipFile

from casebase.domain.errors import FileRefused
from casebase.sheets.cells import Reading, cell_readers
from casebase.sheets.rows import Merge, SheetRow, placed
from casebase.sheets.shared_texts import shared_texts
from casebase.sheets.unpacking import elements, opened, pieces

_SHEET_END = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["\']([A-Z$]+[0-9$]+):([A-Z$]+[0-9$]+)["\']')
_OVERLAP = 64  # bytes: more than the end of a sheet's data is long
_MOST_MERGES = 20 * 1024 * 1024  # bytes that may follow a sheet's data
_RELATIONS = "xl/_rels/workbook.xml.rels"
_YES = {"1", "true"}


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    name: str
    part: str


def sheet_names(file: BinaryIO) -> tuple[str, ...]:
    """Return the names of the sheets a person sees, in order. Raises: FileRefused."""
    with opened(file) as archive:
        return tuple(sheet.name for sheet in _sheets(archive))


def merges(file: BinaryIO, sheet: str) -> list[Merge]:
    """Return the merged cells of a sheet. They stand behind its rows, so what is before them is only run through.

    Raises: FileRefused.
    """
    with opened(file) as archive:
        return _merges(archive, _part(archive, sheet))


def rows(file: BinaryIO, sheet: str) -> Iterator[SheetRow]:
    """Yield the rows of a sheet that hold anything, in order; cells merged downwards give each row their text.

    Raises: FileRefused with the address of a cell that cannot be read.
    """
    with opened(file) as archive, closing(shared_texts(archive)) as texts:
        part = _part(archive, sheet)
        is_1904 = any(tag == "workbookPr" and each.get("date1904") in _YES for tag, each in _workbook(archive))
        reading = Reading(texts=texts, readers=cell_readers(archive, is_1904=is_1904))
        yield from _filled_down(reading.rows(archive, part), _merges(archive, part))


def _workbook(archive: ZipFile) -> list[tuple[str, dict[str, str]]]:
    return elements(archive, "xl/workbook.xml")


def _sheets(archive: ZipFile) -> list[_Sheet]:
    targets = {
        each.get("Id"): each.get("Target", "").removeprefix("/xl/").removeprefix("xl/")
        for _, each in elements(archive, _RELATIONS)
        if each.get("Type", "").endswith("/worksheet")
    }
    listed = [each for tag, each in _workbook(archive) if tag == "sheet" and each.get("state", "visible") == "visible"]
    found = [(each.get("name", ""), targets.get(_relation(each))) for each in listed]
    sheets = [_Sheet(name=name, part=f"xl/{target}") for name, target in found if target]
    if not sheets:
        raise FileRefused("읽을 시트가 없습니다. 대장이 든 시트를 보이게 하여 저장한 뒤 올리세요.")
    return sheets


def _relation(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id" and ":" in name), "")


def _part(archive: ZipFile, sheet: str) -> str:
    for each in _sheets(archive):
        if each.name == sheet:
            return each.part
    raise FileRefused(f"‘{sheet}’ 시트가 없습니다. 시트를 다시 고르세요.")


def _merges(archive: ZipFile, part: str) -> list[Merge]:
    ends = (_merge(found) for found in _MERGE.finditer(_behind_rows(archive, part)))
    return [merge for merge in ends if merge is not None]


def _behind_rows(archive: ZipFile, part: str) -> bytes:
    kept, is_behind = b"", False
    for piece in pieces(archive, part):
        kept += piece
        if not is_behind:
            end = _SHEET_END.search(kept)
            is_behind = end is not None
            kept = kept[end.end() :] if end else kept[-_OVERLAP:]
        if len(kept) > _MOST_MERGES:
            raise FileRefused("병합된 셀이 지나치게 많습니다. 병합을 풀고 저장한 뒤 올리세요.")
    return kept if is_behind else b""


def _merge(found: re.Match[bytes]) -> Merge | None:
    first, last = placed(found[1].decode()), placed(found[2].decode())
    return Merge(*first, *last) if first and last else None


def _filled_down(found: Iterator[SheetRow], merged: Sequence[Merge]) -> Iterator[SheetRow]:
    """Give each row below the text of the cell it was merged with; merges over columns are left to who asks."""
    beginning: dict[int, list[Merge]] = defaultdict(list)
    for merge in merged:
        if not merge.is_across:
            beginning[merge.first_row].append(merge)
    if not beginning:
        yield from found
        return
    texts: dict[Merge, str] = {}
    for row in found:
        texts = {merge: text for merge, text in texts.items() if merge.last_row >= row.number}
        yield _with(row, texts)
        texts |= {merge: row.cell(merge.first_column) for merge in beginning.get(row.number, ())}


def _with(row: SheetRow, texts: dict[Merge, str]) -> SheetRow:
    filling = {merge.first_column: text for merge, text in texts.items() if text and not row.cell(merge.first_column)}
    if not filling:
        return row
    width = max(len(row.cells), max(filling) + 1)
    return SheetRow(row.number, tuple(filling.get(column, row.cell(column)) for column in range(width)))
