"""What a file of rows is, and the sentence for one that cannot be read."""

import tracemalloc
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest

from casebase.domain.errors import FileRefused
from casebase.sheets.book import merges_across, open_book, rows_of
from casebase.sheets.signatures import FileKind
from tests.ledgers import a_csv, a_ledger, a_ledger_by_hand, without_part

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (a_ledger(), "대장.xlsx", FileKind.XLSX),
        (a_ledger(), "대장", FileKind.XLSX),
        (a_csv("utf-8"), "대장.CSV", FileKind.CSV),
        (a_csv("cp949"), "대장.txt", FileKind.CSV),
        (b'\xef\xbb\xbf [{"id": "1"}]', "사례집.json", FileKind.JSON),
    ],
)
def test_a_file_is_told_by_its_content(content: bytes, name: str, kind: FileKind) -> None:
    assert open_book(BytesIO(content), name).kind == kind


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "대장.xlsx", "빈 파일입니다"),
        (b"\xef\xbb\xbf \r\n", "대장.csv", "빈 파일입니다"),
        (without_part(a_ledger(), {"xl/vbaProject.bin": b"macro"}), "대장.xlsm", "매크로가 든 통합 문서"),
        (without_part(a_ledger(), {"xl/vbaProject.bin": b"macro"}), "이름만.xlsx", "매크로가 든 통합 문서"),
        (COMPOUND + bytes(512) + "Workbook".encode("utf-16-le"), "대장.xls", "옛 엑셀 형식"),
        (COMPOUND + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "대장.xlsx", "암호가 걸린 파일"),
        (COMPOUND + b"HWP Document File", "대장.hwp", "한글 문서는 대장으로 읽지 않습니다"),
        (b"\x09\x08\x10\x00", "대장.xls", "옛 엑셀 형식"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "대장.xls", "웹 문서로 저장된 표"),
        ("번호,건명".encode("utf-16"), "대장.csv", "UTF-16"),
        (b"%PDF-1.7\n\0\0", "대장.pdf", "읽을 수 없는 파일"),
        (a_csv("utf-8"), "대장.xlsx", "이름은 ‘.xlsx’인데 내용은 CSV입니다"),
        (a_ledger(), "대장.csv", "이름은 ‘.csv’인데 내용은 엑셀 문서입니다"),
        (a_ledger()[:900], "대장.xlsx", "손상"),
        (b"PK\x03\x04" + bytes(100), "대장.xlsx", "손상"),
        (b'{"id": "1"}', "사례집.json", "사례의 목록"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(content: bytes, name: str, sentence: str) -> None:
    with pytest.raises(FileRefused, match=sentence):
        open_book(BytesIO(content), name)


def test_the_person_chooses_among_several_sheets() -> None:
    file = BytesIO(a_ledger_by_hand())
    book = open_book(file, "대장.xlsx")

    assert book.sheets == ("2024년", "메모")
    assert [row.cells for row in rows_of(file, book, "메모")] == [("남은 일",)]
    assert merges_across(file, book, "메모") == ()


def test_a_sheet_that_is_not_there_is_named() -> None:
    file = BytesIO(a_ledger())
    book = open_book(file, "대장.xlsx")

    with pytest.raises(FileRefused, match="‘없는 시트’ 시트가 없습니다"):
        list(rows_of(file, book, "없는 시트"))


def test_a_file_on_disk_is_read_like_one_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "대장.xlsx"
    path.write_bytes(a_ledger())

    with path.open("rb") as file:
        book = open_book(file, path.name)

        assert len(list(rows_of(file, book, book.sheets[0]))) == 4


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_two_hundred_thousand_rows_are_read_in_little_memory_and_can_be_left(kind: str) -> None:
    file = BytesIO(a_long_ledger(kind, 200_000))
    book = open_book(file, f"대장.{kind}")

    tracemalloc.start()
    first = list(islice(rows_of(file, book, book.sheets[0]), 3))
    peak_of_some = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    count = sum(1 for _ in rows_of(file, book, book.sheets[0]))

    assert [row.cells for row in first] == [("번호", "건명"), ("1", "건 1"), ("2", "건 2")]
    assert count == 200_001
    assert peak_of_some < 8 * 1024 * 1024


def a_long_ledger(kind: str, count: int) -> bytes:
    rows = [("번호", "건명"), *((str(number), f"건 {number}") for number in range(1, count + 1))]
    if kind == "csv":
        return "\n".join(map(",".join, rows)).encode("cp949")
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    lines = "".join(f"<row>{cell.format(first)}{cell.format(second)}</row>" for first, second in rows)
    sheet = f"<worksheet><sheetData>{lines}</sheetData></worksheet>"
    return without_part(a_ledger(), {"xl/worksheets/sheet1.xml": sheet.encode()})
