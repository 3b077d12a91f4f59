"""Ledgers as offices keep them, made by hand, and the bytes of files that only look like one."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

HEADS = (
    "접수번호",
    "신청기관",
    "접수일",
    "처리일",
    "분야",
    "건명",
    "신청내용",
    "쟁점",
    "갑설",
    "을설",
    "검토의견",
    "처리결과",
)
_ROWS = """
2024-1 | 가람군 | 2024-03-04 | 2024. 4. 2. | 농지·산지 | 진입로 확장 | 공장 진입로가 농지를 지난다. | 허가 없이 되는가 \
| 넓힐 수 있다. | 허가가 필요하다. | 형질이 바뀌므로 허가를 받는다. | 을설
2024-2 | 나리시 | 24/05/13 | 2024년 6월 3일 | 계약 | 분리발주 | 공사를 둘로 나누어 계약하려 한다. | 나눌 수 있는가 \
| 나눌 수 있다. | 나눌 수 없다. | 하자 구분이 되면 나눌 수 있다. | 갑설
2024-3 | 다온군 | 2024.07.01 | 45500 | 공유재산 | 대부료 감면 | 대부료를 감면하려 한다. | 감면할 수 있는가 \
| 감면할 수 있다. | 근거가 없다. | 조례에 근거가 있다. | 조건부 인용
"""
ROWS = tuple(tuple(cell.strip() for cell in line.split("|")) for line in _ROWS.strip().splitlines())


def a_workbook(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook with each sheet's rows written as they are given."""
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    _write(sheet, number, place, value, day)
    return written.getvalue()


def a_ledger(*rows: Sequence[object], heads: Sequence[object] = HEADS) -> bytes:
    return a_workbook(("대장", [heads, *(rows or ROWS)]))


def a_ledger_by_hand() -> bytes:
    """A title over the table, two rows of headings with merged cells, an agency merged over two rows, days as days."""
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet, day = book.add_worksheet("2024년"), book.add_format({"num_format": "yyyy. m. d."})
        sheet.merge_range("A1:H1", "2024년 사전컨설팅 처리 대장", None)
        sheet.merge_range("A3:A4", "연번", None)
        sheet.merge_range("B3:C3", "신청인", None)
        sheet.write_row("B4", ["기관", "접수\n일자"])
        sheet.merge_range("D3:E3", "사안", None)
        sheet.write_row("D4", ["건명", "내용"])
        sheet.merge_range("F3:G3", "처리", None)
        sheet.write_row("F4", ["결과", "일자"])
        sheet.merge_range("H3:H4", "비고", None)
        for number, (title, outcome) in enumerate([("진입로 확장", "인용"), ("농지 전용", "기각")], start=1):
            sheet.write(3 + number, 0, number)
            sheet.write_row(3 + number, 3, [title, f"{title}을 하려 한다.", outcome])
            for place in (2, 6):
                sheet.write_datetime(3 + number, place, date(2024, place, number), day)
        sheet.merge_range("B5:B6", "가람군", None)
        book.add_worksheet("메모").write("A1", "남은 일")
    return written.getvalue()


def without_part(content: bytes, changed: dict[str, bytes]) -> bytes:
    """The same archive with some parts replaced or added."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in changed if name not in old.namelist())]:
            new.writestr(name, changed[name] if name in changed else old.read(name))
    return written.getvalue()


def a_csv(encoding: str, *, delimiter: str = ",", rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in (HEADS, *rows)]
    return "\r\n".join(lines).encode(encoding)


def kept_in(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _write(sheet: Any, row: int, column: int, value: object, day: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    else:
        sheet.write(row, column, value)
