"""Tables written: texts stay texts, days stay days, and nothing is held whole."""

import json
import tracemalloc
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest

from casebase.sheets.book import open_book, rows_of
from casebase.sheets.writing import LONGEST_IN_CELL, Format, Row, table_bytes, write_table

COLUMNS: dict[str, type] = {"번호": str, "건수": int, "비율": float, "날": date}
ROWS: list[Row] = [
    ("2026-방문-0001", 3, 0.5, date(2026, 11, 23)),
    ("=1+1", None, None, None),
    ("@SUM(A1)\n둘째 줄", -2, -1.25, date(1999, 1, 1)),
    ("https://example.org 'x", 0, 2.0, None),
]
FORMULAS = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "'=1", '=HYPERLINK("http://x","y")', "internal:Sheet1!A1"]


def written(format: Format, tmp_path: Path, rows: list[Row] = ROWS) -> bytes:
    path = tmp_path / f"table.{format}"
    write_table(path, COLUMNS, rows, format)
    return path.read_bytes()


def read_back(content: bytes, name: str) -> list[tuple[str, ...]]:
    file = BytesIO(content)
    book = open_book(file, name)
    return [row.cells for row in rows_of(file, book, book.sheets[0])]


@pytest.mark.parametrize("format", [Format.XLSX, Format.CSV])
def test_what_is_written_is_read_back(format: Format, tmp_path: Path) -> None:
    found = read_back(written(format, tmp_path), f"table.{format}")

    assert found[0] == tuple(COLUMNS)
    assert [row[0] for row in found[1:]] == [row[0] for row in ROWS]
    assert found[1][1:] == ("3", "0.5", "2026-11-23")
    assert found[3][1:] == ("-2", "-1.25", "1999-01-01")


@pytest.mark.parametrize("format", [Format.XLSX, Format.CSV])
def test_formulas_are_texts_and_come_back_as_they_were(format: Format) -> None:
    content = table_bytes(["글"], [(text,) for text in FORMULAS], format)

    assert [row[0] for row in read_back(content, f"table.{format}")[1:]] == FORMULAS


def test_a_workbook_holds_no_formula_and_no_link() -> None:
    with ZipFile(BytesIO(table_bytes(["글"], [(text,) for text in FORMULAS], Format.XLSX))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")

    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_csv_shows_formulas_as_text() -> None:
    lines = table_bytes(["글"], [(text,) for text in ("=1+1", "@a", "-1")], Format.CSV).decode("utf-8-sig").splitlines()

    assert lines == ["글", "'=1+1", "'@a", "'-1"]


def test_csv_tells_excel_that_it_is_utf_8(tmp_path: Path) -> None:
    assert written(Format.CSV, tmp_path).startswith(b"\xef\xbb\xbf")


def test_parquet_keeps_the_types(tmp_path: Path) -> None:
    table = pq.read_table(BytesIO(written(Format.PARQUET, tmp_path)))

    assert [tuple(row.values()) for row in table.to_pylist()] == ROWS
    assert [str(field.type) for field in table.schema] == ["string", "int64", "double", "date32[day]"]


def test_json_is_a_list_of_objects(tmp_path: Path) -> None:
    found = json.loads(written(Format.JSON, tmp_path))

    assert found[0] == {"번호": "2026-방문-0001", "건수": 3, "비율": 0.5, "날": "2026-11-23"}
    assert len(found) == len(ROWS)


@pytest.mark.parametrize("format", list(Format))
def test_an_empty_table_has_its_headings_and_no_row(format: Format, tmp_path: Path) -> None:
    content = written(format, tmp_path, [])

    if format == Format.PARQUET:
        assert pq.read_table(BytesIO(content)).column_names == list(COLUMNS)
    elif format == Format.JSON:
        assert json.loads(content) == []
    else:
        assert read_back(content, f"table.{format}") == [tuple(COLUMNS)]


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    content = table_bytes(["글"], [("가" * (LONGEST_IN_CELL + 1),)], Format.XLSX)

    text = read_back(content, "table.xlsx")[1][0]
    assert len(text) == LONGEST_IN_CELL
    assert text.endswith("전체는 CSV나 JSON으로 받으세요.)")


def test_columns_of_a_small_table_are_told_by_their_values() -> None:
    rows: list[Row] = [("가", 1, 1, None, date(2026, 1, 1)), ("나", 2, 0.5, None, None)]

    schema = pq.read_schema(BytesIO(table_bytes(["a", "b", "c", "d", "e"], rows, Format.PARQUET)))

    assert [str(field.type) for field in schema] == ["string", "int64", "double", "string", "date32[day]"]


@pytest.mark.parametrize("format", list(Format))
def test_twice_the_rows_take_no_more_memory(format: Format, tmp_path: Path) -> None:
    def rows(count: int) -> Iterator[Row]:
        return ((f"{number} " + "가" * 100, number, 0.5, date(2026, 1, 1)) for number in range(count))

    def peak(count: int) -> int:
        tracemalloc.start()
        write_table(tmp_path / "table", COLUMNS, rows(count), format)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)  # what is imported late is not counted

    assert peak(20_000) < 1.2 * peak(11_000)
