"""A figure's table as a file: words, numbers that stay numbers, hidden ones that stay hidden."""

import csv
import io
from datetime import date

import pyarrow.parquet as parquet
import python_calamine

from casebase.casework.figure_files import table_file
from casebase.sheets.writing import Format
from tests.chart_tables import WORDS, a_table

MONTHS = [(date(2026, 1, 1), "visit", 12, 3), (date(2026, 2, 1), "review", 7, None)]


def test_a_csv_has_words_for_codes_and_says_what_is_hidden() -> None:
    text = table_file(a_table("cases_by_month", MONTHS), WORDS, Format.CSV).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text))) == [
        ["월", "종류", "접수(건)", "처리(건)", "처리 표시"],
        ["2026-01-01", "현장 방문", "12", "3", ""],
        ["2026-02-01", "면책심사", "7", "", "5 미만 등"],
    ]


def test_parquet_keeps_days_and_numbers_as_such() -> None:
    table = parquet.read_table(io.BytesIO(table_file(a_table("cases_by_month", MONTHS), WORDS, Format.PARQUET)))

    assert table.column("월").to_pylist() == [date(2026, 1, 1), date(2026, 2, 1)]
    assert table.column("처리(건)").to_pylist() == [3, None]


def test_a_workbook_opens_and_an_agency_called_like_a_formula_stays_text() -> None:
    rows = [("=1+1", 6, 20.5, 41.0, 15.5, 30.0)]

    made = table_file(a_table("days_by_agency", rows), WORDS, Format.XLSX)

    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert sheet[0][:3] == ["기관", "의견(건)", "걸린 날(중앙값)(일)"]
    assert str(sheet[1][0]).lstrip("'") == "=1+1"
    assert sheet[1][1:3] == [6.0, 20.5]


def test_an_empty_figure_gives_a_file_of_headings() -> None:
    text = table_file(a_table("follow_ups"), WORDS, Format.CSV).decode("utf-8-sig")

    assert text.strip() == "이행,의견(건)"
