"""Workbooks read as a stream: addresses kept, days as days, merged cells, bombs that do not go off."""

import re
import tracemalloc
from datetime import date
from io import BytesIO
from itertools import islice
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from casebase.domain.errors import FileRefused
from casebase.sheets import workbook
from casebase.sheets.rows import Merge, SheetRow
from tests.ledgers import a_ledger_by_hand, a_workbook, without_part

SHEET = "xl/worksheets/sheet1.xml"


def rows_in(content: bytes, sheet: str = "대장") -> list[SheetRow]:
    return list(workbook.rows(BytesIO(content), sheet))


def with_sheet(content: bytes, change: "tuple[str, str]") -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        text = archive.read(SHEET).decode()
    assert re.search(change[0], text)
    return without_part(content, {SHEET: re.sub(change[0], change[1], text).encode()})


def test_rows_keep_their_numbers_and_empty_ones_are_left_out() -> None:
    content = a_workbook(("대장", [["번호", "건명"], [], [1, "", "셋째"], ["", " "], [2.5, True]]))

    assert rows_in(content) == [
        SheetRow(1, ("번호", "건명")),
        SheetRow(3, ("1", "", "셋째")),
        SheetRow(5, ("2.5", "TRUE")),
    ]


def test_days_are_days_whatever_their_format() -> None:
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet("대장")
        for place, style in enumerate(["yyyy-mm-dd", 'yyyy"년" m"월" d"일"', "[$-412]yy/mm/dd;@", "0.00", "h:mm"]):
            sheet.write_number(0, place, 45_500, book.add_format({"num_format": style}))
        sheet.write_number(0, 5, 45_500.5, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))

    assert rows_in(written.getvalue())[0].cells == (*["2024-07-27"] * 3, "45500", "45500", "2024-07-27 12:00")


def test_a_workbook_that_counts_days_from_1904_tells_the_same_day() -> None:
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"date_1904": True}) as book:
        day = book.add_format({"num_format": 14})
        book.add_worksheet("대장").write_datetime(0, 0, date(2024, 7, 27), day)

    assert rows_in(written.getvalue())[0].cells == ("2024-07-27",)


def test_a_formula_counts_for_what_it_came_to() -> None:
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet("대장").write_formula("A1", '="가"&"람"', None, "가람")

    assert rows_in(written.getvalue())[0].cells == ("가람",)


def test_a_formula_that_was_never_worked_out_is_named_by_its_address() -> None:
    content = with_sheet(a_workbook(("대장", [["번호"], [7]])), ("<v>7</v>", "<f>1+6</f>"))

    with pytest.raises(FileRefused, match="A2 칸의 수식에 계산된 값이 없습니다"):
        rows_in(content)


def test_shared_texts_and_texts_in_their_cells_read_alike() -> None:
    texts = ["가람군", "줄\n바꿈", " 앞뒤 ", "_x000D_ 그대로", "=1+1"]
    inline = BytesIO()
    with xlsxwriter.Workbook(inline, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("대장")
        for place, text in enumerate(texts):
            sheet.write_string(0, place, text)

    assert rows_in(inline.getvalue())[0].cells == rows_in(a_workbook(("대장", [texts])))[0].cells == tuple(texts)


def test_a_cell_merged_downwards_speaks_for_each_of_its_rows() -> None:
    rows = rows_in(a_ledger_by_hand(), "2024년")

    assert [(row.number, row.cell(1)) for row in rows[-2:]] == [(5, "가람군"), (6, "가람군")]


def test_cells_merged_across_are_told_with_their_address() -> None:
    merges = workbook.merges(BytesIO(a_ledger_by_hand()), "2024년")

    assert Merge(1, 0, 1, 7) in merges
    assert [merge.address for merge in merges if merge.is_across] == ["A1:H1", "B3:C3", "D3:E3", "F3:G3"]


def test_only_the_sheets_a_person_sees_are_offered() -> None:
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet("대장")
        book.add_worksheet("숨김").hide()
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=대장!$A$1:$A$2"})
        book.add_chartsheet("그림").set_chart(chart)

    assert workbook.sheet_names(BytesIO(written.getvalue())) == ("대장",)


def test_elements_with_a_prefix_are_read_all_the_same() -> None:
    content = with_sheet(a_workbook(("대장", [["번호"]])), (r"<(/?)(row|c|v)\b", r"<\1x:\2"))
    content = with_sheet(content, ("<worksheet ", '<worksheet xmlns:x="x" '))

    assert rows_in(content) == [SheetRow(1, ("번호",))]


def test_a_cell_at_the_far_end_of_the_sheet_takes_no_memory() -> None:
    content = with_sheet(a_workbook(("대장", [["번호"], [7]])), ('r="2"', 'r="1048576"'))

    assert rows_in(content) == [SheetRow(1, ("번호",)), SheetRow(1_048_576, ("7",))]
    with pytest.raises(FileRefused, match="XFD1 칸이 너무 오른쪽에 있습니다"):
        rows_in(with_sheet(content, ('r="A1"', 'r="XFD1"')))


def test_what_would_unpack_without_measure_is_not_unpacked() -> None:
    written = BytesIO(a_workbook(("대장", [["번호"]])))
    with ZipFile(written, "a", ZIP_DEFLATED) as archive, archive.open("xl/media/big", "w", force_zip64=True) as part:
        for _ in range(1025):
            part.write(bytes(1024 * 1024))

    with pytest.raises(FileRefused, match="풀면 지나치게 커지는 파일"):
        rows_in(written.getvalue())


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (SHEET, '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "가" * 9_000_000 + "</t></is></c></row>"),
        ("xl/workbook.xml", "<a/>" * 300_000),
    ],
)
def test_neither_one_endless_text_nor_endless_elements_are_held(part: str, text: str) -> None:
    content = without_part(a_workbook(("대장", [["번호"]])), {part: f"<worksheet>{text}</worksheet>".encode()})

    with pytest.raises(FileRefused, match="풀면 지나치게 커지는 파일"):
        rows_in(content)


def test_a_declared_document_type_unfolds_nothing() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'

    with pytest.raises(FileRefused, match="손상"):
        rows_in(without_part(a_workbook(("대장", [["번호"]])), {SHEET: bomb}))


def test_a_damaged_sheet_is_refused_and_not_half_read() -> None:
    content = a_workbook(("대장", [["번호"], *([n] for n in range(2_000))]))
    with ZipFile(BytesIO(content)) as archive:
        half = archive.read(SHEET)[:-200]

    with pytest.raises(FileRefused, match="손상"):
        rows_in(without_part(content, {SHEET: half}))


def test_many_rows_are_read_in_the_memory_of_a_few_and_can_be_left_halfway() -> None:
    rows = 20_000
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("대장")
        for number in range(rows):
            sheet.write_row(number, 0, [f"{number}번 " + "가나다라" * 20] * 3)
    file = BytesIO(written.getvalue())

    tracemalloc.start()
    first = list(islice(workbook.rows(file, "대장"), 5))
    count = sum(1 for _ in workbook.rows(file, "대장"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (len(first), count) == (5, rows)
    assert peak < 8 * 1024 * 1024, "the rows themselves are some 12 MB"
