"""Tables written to a file, row by row: xlsx, CSV, Parquet, JSON. Texts stay texts in each of them."""

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from casebase.sheets.defusing import defused

Value = str | int | float | date | None
# What each column holds, by its heading: str, int, float or date; any value may be None.
Columns = Mapping[str, type]
Row = Sequence[Value]

LONGEST_IN_CELL = 32_767  # characters that a cell of a workbook takes
MOST_ROWS_IN_SHEET = 1_048_575  # below the row of headings
CUT = "… (엑셀의 칸에 다 들어가지 않아 여기서 줄였습니다. 전체는 CSV나 JSON으로 받으세요.)"
_ROWS_AT_ONCE = 5_000


class Format(StrEnum):
    """A format that tables are written in; the value is the ending of its files."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"


MEDIA_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.JSON: "application/json",
}


def write_table(path: Path, columns: Columns, rows: Iterable[Row], format: Format) -> None:
    """Write a table without ever holding all of it. Strings are never formulas or links, in no format.

    Raises: OSError.
    """
    _WRITERS[format](path, columns, rows)


def table_bytes(headings: Sequence[str], rows: Sequence[Row], format: Format) -> bytes:
    """Return a small table as the bytes of a file; what its columns hold is told by its rows."""
    columns = {heading: _type_of([row[place] for row in rows]) for place, heading in enumerate(headings)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table"
        write_table(path, columns, rows, format)
        return path.read_bytes()


def _type_of(values: Sequence[Value]) -> type:
    types = {type(value) for value in values if value is not None}
    if types and types <= {int, float}:
        return int if types == {int} else float
    return date if types == {date} else str


def _write_xlsx(path: Path, columns: Columns, rows: Iterable[Row]) -> None:
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    try:
        with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
            _fill_book(book, columns, rows)
    except FileCreateError as failure:  # holds the OSError that the other formats raise
        raise failure.args[0] from None


def _fill_book(book: Any, columns: Columns, rows: Iterable[Row]) -> None:
    heading, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    remaining, is_first = iter(rows), True
    while (some := list(islice(remaining, 1))) or is_first:
        is_first = False
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for place, label in enumerate(columns):
            sheet.write_string(0, place, label, heading)
        for number, row in enumerate(_chained(some, islice(remaining, MOST_ROWS_IN_SHEET - 1)), start=1):
            for place, value in enumerate(row):
                _write_cell(sheet, number, place, value, day)


def _write_cell(sheet: Any, row: int, column: int, value: Value, day: Any) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, _within_cell(value))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif value is not None:
        sheet.write_number(row, column, value)


def _within_cell(text: str) -> str:
    return text if len(text) <= LONGEST_IN_CELL else text[: LONGEST_IN_CELL - len(CUT)] + CUT


def _write_csv(path: Path, columns: Columns, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark tells Excel that it is UTF-8
        writer = csv.writer(file)
        writer.writerow(map(defused, columns))
        writer.writerows([defused(value) if isinstance(value, str) else value for value in row] for row in rows)


def _write_parquet(path: Path, columns: Columns, rows: Iterable[Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), date: pa.date32()}
    schema = pa.schema([(label, types[kind]) for label, kind in columns.items()])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for some in _parted(rows):
            arrays = [pa.array([row[place] for row in some], type=column.type) for place, column in enumerate(schema)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def _write_json(path: Path, columns: Columns, rows: Iterable[Row]) -> None:
    labels = tuple(columns)
    write_objects(path, (dict(zip(labels, row, strict=True)) for row in rows))


def write_objects(path: Path, objects: Iterable[Mapping[str, Value]]) -> None:
    """Write a JSON list, one object a line; days as "2026-11-23"."""
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for place, each in enumerate(objects):
            file.write(",\n" if place else "\n")
            file.write(json.dumps(each, ensure_ascii=False, default=str))
        file.write("\n]\n")


def _chained(some: Sequence[Row], rest: Iterable[Row]) -> Iterator[Row]:
    yield from some
    yield from rest


def _parted(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while some := list(islice(remaining, _ROWS_AT_ONCE)):
        yield some


_WRITERS: dict[Format, Callable[[Path, Columns, Iterable[Row]], None]] = {
    Format.XLSX: _write_xlsx,
    Format.CSV: _write_csv,
    Format.PARQUET: _write_parquet,
    Format.JSON: _write_json,
}
