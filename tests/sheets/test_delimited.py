"""CSV in the encodings and with the delimiters that offices have."""

from io import BytesIO

import pytest

from casebase.domain.errors import FileRefused
from casebase.sheets.delimited import rows
from tests.ledgers import HEADS, ROWS, a_csv


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_encoding_and_delimiter_are_found(encoding: str, delimiter: str) -> None:
    found = list(rows(BytesIO(a_csv(encoding, delimiter=delimiter))))

    assert [row.cells for row in found] == [HEADS, *ROWS]
    assert [row.number for row in found] == [1, 2, 3, 4]


def test_what_is_neither_utf_8_nor_cp949_is_refused_and_not_guessed() -> None:
    with pytest.raises(FileRefused, match="UTF-8도 CP949도 아닙니다"):
        list(rows(BytesIO("번호,건명".encode() + b"\xff\xff")))


def test_commas_and_line_breaks_inside_quotes_part_nothing() -> None:
    content = '번호,건명\r\n1,"농지, 산지\n전용"\r\n\r\n2,"""갑"" 설"\r\n'.encode()

    assert [(row.number, row.cells) for row in rows(BytesIO(content))][1:] == [
        (2, ("1", "농지, 산지\n전용")),
        (4, ("2", '"갑" 설')),
    ]


def test_a_quote_that_is_never_closed_is_refused_with_its_line() -> None:
    with pytest.raises(FileRefused, match="3째 줄에서 따옴표"):
        list(rows(BytesIO('번호,건명\r\n1,가\r\n2,"나'.encode())))


def test_one_column_is_a_ledger_too() -> None:
    assert [row.cells for row in rows(BytesIO("건명\n진입로\n".encode()))] == [("건명",), ("진입로",)]


def test_texts_defused_by_an_export_are_made_whole_again() -> None:
    assert [row.cells for row in rows(BytesIO("건명,비고\n'=1+1,'그대로\n".encode()))][1] == ("=1+1", "'그대로")


def test_the_file_stays_open_for_who_brought_it() -> None:
    file = BytesIO(a_csv("cp949"))

    list(rows(file))
    list(rows(file))

    assert not file.closed
