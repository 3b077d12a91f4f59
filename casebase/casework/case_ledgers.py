"""Ledgers and casebooks to be imported: opened, their columns connected, every row checked before any is kept."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import IO, BinaryIO

from casebase.casework.case_columns import (
    COLUMN_LABELS,
    is_known_heading,
    missing_columns,
    proposed_columns,
)
from casebase.casework.case_entry import CaseEntry, CellFault, entry_values, read_case
from casebase.domain.errors import FileRefused, InvalidEntry
from casebase.domain.precedent import PrecedentKind
from casebase.korean.text import particle
from casebase.sheets.book import Book, merges_across, open_book, rows_of
from casebase.sheets.headings import LOOKED_AT, Headings, headings_of
from casebase.sheets.rows import SheetRow, address

MOST_FAULTS = 200  # told one by one; the others are counted
AT_ONCE = 500  # rows between two calls of a Progress
SHOWN = 20

# Called now and then with what is being done and how many rows are. An exception out of it stops the work.
Progress = Callable[[str, int], None]


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """A file of cases as it is to be read. `columns` maps a casebook's columns to the file's, counted from 0."""

    file: BinaryIO
    name: str
    book: Book
    sheet: str
    headings: Headings
    columns: Mapping[str, int]
    kind: PrecedentKind


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What reading a whole ledger gave. `entries` yields the sound rows of its kind again and again."""

    ledger: Ledger
    entries: Callable[[], Iterator[CaseEntry]]
    count_rows: int  # of this kind, faulty ones among them
    count_other_kind: int
    first: tuple[CaseEntry, ...]
    faults: tuple[CellFault, ...]
    count_faults: int


def open_ledger(
    file: BinaryIO,
    name: str,
    kind: PrecedentKind,
    sheet: str = "",
    columns: Mapping[str, int | None] | None = None,
) -> Ledger:
    """Open a file of cases; `columns` changes what its headings propose, None leaving a column of a casebook out.

    Of several sheets the first is read unless one is named. Raises: FileRefused.
    """
    book = open_book(file, name)
    sheet = sheet or book.sheets[0]
    first_rows = list(islice(rows_of(file, book, sheet), LOOKED_AT + 1))
    headings = headings_of(first_rows, is_known_heading)
    if headings is None:
        raise FileRefused(
            f"위 {LOOKED_AT}행에서 열 제목을 찾지 못했습니다. 접수번호, 건명, 신청내용, 처리결과 같은 제목이 있는 "
            "시트를 고르거나 제목 행을 넣어 저장해 올리세요."
        )
    proposed: dict[str, int | None] = {**proposed_columns(headings), **(columns or {})}
    chosen = {name: column for name in COLUMN_LABELS if (column := proposed.get(name)) is not None}
    return Ledger(file=file, name=name, book=book, sheet=sheet, headings=headings, columns=chosen, kind=kind)


@contextmanager
def checked(ledger: Ledger, today: date, progress: Progress) -> Iterator[Checked]:
    """Read all of a ledger and find every fault; sound rows are held on disk meanwhile, not in memory.

    Raises: FileRefused; InvalidEntry where the columns connected are not enough.
    """
    if missing := missing_columns(ledger.columns):
        raise InvalidEntry(missing)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as kept:
        merged = _merged(ledger)
        run = _Run(faults=merged, count_faults=len(merged), seen={}, first=[])
        for count, row in enumerate(_cases(ledger), start=1):
            _check(run, ledger, row, today, kept)
            if count % AT_ONCE == 0:
                progress("검토", count)
        yield _outcome(ledger, run, kept)


@dataclass
class _Run:
    faults: list[CellFault]
    seen: dict[str, int]  # the row of each key
    first: list[CaseEntry]
    count_faults: int
    count_rows: int = 0
    count_other_kind: int = 0


def _cases(ledger: Ledger) -> Iterator[SheetRow]:
    rows = rows_of(ledger.file, ledger.book, ledger.sheet)
    return (row for row in rows if row.number > ledger.headings.last_row)


def _check(run: _Run, ledger: Ledger, row: SheetRow, today: date, kept: IO[str]) -> None:
    before = len(run.faults)
    entry = read_case(row, ledger.columns, ledger.kind, today, run.faults)
    is_faulty = len(run.faults) > before
    if entry is None and not is_faulty:
        run.count_other_kind += 1
        return
    run.count_rows += 1
    if entry is not None and _is_first(run, ledger, entry):
        kept.write(json.dumps(entry_values(entry), ensure_ascii=False) + "\n")
        if len(run.first) < SHOWN:
            run.first.append(entry)
    run.count_faults += len(run.faults) - before
    del run.faults[MOST_FAULTS:]


def _is_first(run: _Run, ledger: Ledger, entry: CaseEntry) -> bool:
    row = run.seen.setdefault(entry.key, entry.row)
    if row == entry.row:
        return True
    column = ledger.columns.get("id")
    what = (
        "내용이 똑같습니다"
        if column is None or entry.key.startswith("#")
        else f"번호 ‘{entry.key}’{particle(entry.key, '이/가')} 같습니다"
    )
    sentence = f"{row}행과 {entry.row}행의 {what}. 하나를 고치거나 지우세요."
    at = address(entry.row, column or 0)
    run.faults.append(CellFault(address=at, label=COLUMN_LABELS["id"], sentence=sentence))
    return False


def _merged(ledger: Ledger) -> list[CellFault]:
    """A text over several columns belongs to none of them for certain."""
    used = {column: name for name, column in ledger.columns.items()}
    return [
        CellFault(
            address=merge.address,
            label=COLUMN_LABELS[next(used[column] for column in used if first <= column <= last)],
            sentence="여러 열에 걸쳐 병합되어 어느 열의 값인지 알 수 없습니다. 병합을 풀고 칸마다 적으세요.",
        )
        for merge in merges_across(ledger.file, ledger.book, ledger.sheet)
        if merge.last_row > ledger.headings.last_row
        and any((first := merge.first_column) <= column <= (last := merge.last_column) for column in used)
    ]


def _outcome(ledger: Ledger, run: _Run, kept: IO[str]) -> Checked:
    def entries() -> Iterator[CaseEntry]:
        kept.seek(0)
        return (CaseEntry(**json.loads(line)) for line in kept)

    return Checked(
        ledger=ledger,
        entries=entries,
        count_rows=run.count_rows,
        count_other_kind=run.count_other_kind,
        first=tuple(run.first),
        faults=tuple(run.faults[:MOST_FAULTS]),
        count_faults=run.count_faults,
    )


def in_parts(entries: Iterator[CaseEntry]) -> Iterator[Sequence[CaseEntry]]:
    """Yield entries AT_ONCE at a time."""
    while some := list(islice(entries, AT_ONCE)):
        yield some
