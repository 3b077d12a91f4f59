"""The headings of a ledger: one row or two, below a title."""

from casebase.sheets.headings import Headings, headings_of
from casebase.sheets.rows import SheetRow

KNOWN = {("번호",), ("건명",), ("신청인", "기관"), ("처리", "일자"), ("처리", "결과"), ("기관",), ("결과",)}


def found_in(*rows: tuple[str, ...]) -> Headings | None:
    return headings_of([SheetRow(number, row) for number, row in enumerate(rows, start=1)], KNOWN.__contains__)


def test_one_row_below_a_title() -> None:
    found = found_in(("2024년 대장",), ("번호", "", "건 명", "건명"), ("1", "", "x", "진입로"))

    assert found is not None
    assert (found.last_row, [(each.column, each.label) for each in found.columns]) == (
        2,
        [(0, "번호"), (2, "건 명"), (3, "건명")],
    )


def test_two_rows_whose_upper_names_reach_to_the_right() -> None:
    found = found_in(
        ("번호", "신청인", "", "처리", ""), ("", "기관", "연락처", "일자", "결과"), ("1", "가", "", "", "갑")
    )

    assert found is not None
    assert found.last_row == 2
    assert [each.label for each in found.columns] == [
        "번호",
        "신청인 · 기관",
        "신청인 · 연락처",
        "처리 · 일자",
        "처리 · 결과",
    ]


def test_a_first_case_is_not_taken_for_headings() -> None:
    found = found_in(("번호", "건명", "결과"), ("1", "진입로", "기각"))

    assert found is not None
    assert found.last_row == 1


def test_a_sheet_without_known_headings_has_none() -> None:
    assert found_in(("가", "나"), ("1", "2")) is None
    assert found_in() is None
