"""Ledgers opened and checked: headings found, every fault told with its cell, nothing guessed."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest

from casebase.casework.case_entry import CaseEntry
from casebase.casework.case_ledgers import MOST_FAULTS, Ledger, checked, open_ledger
from casebase.domain.errors import FileRefused, InvalidEntry
from casebase.domain.precedent import PrecedentKind
from tests.ledgers import HEADS, ROWS, a_csv, a_ledger, a_ledger_by_hand, a_workbook

TODAY = date(2026, 11, 23)
PLAIN = dict(zip(HEADS, ROWS[0], strict=True))


def opened(content: bytes, name: str = "대장.xlsx", **asked: object) -> Ledger:
    return open_ledger(BytesIO(content), name, PrecedentKind.PRE_CONSULTING, **asked)  # type: ignore[arg-type]


def entries_of(ledger: Ledger) -> list[CaseEntry]:
    with checked(ledger, TODAY, lambda *_: None) as found:
        assert found.faults == ()
        return list(found.entries())


def faults_of(ledger: Ledger) -> list[str]:
    with checked(ledger, TODAY, lambda *_: None) as found:
        return [str(fault) for fault in found.faults]


def a_row(**changes: object) -> Sequence[object]:
    return tuple((PLAIN | changes).values())


def test_headings_that_offices_use_are_connected() -> None:
    ledger = opened(a_ledger())

    assert {name: HEADS[column] for name, column in ledger.columns.items()} == {
        "id": "접수번호",
        "agency": "신청기관",
        "field": "분야",
        "title": "건명",
        "facts": "신청내용",
        "question": "쟁점",
        "view_a": "갑설",
        "view_b": "을설",
        "outcome": "처리결과",
        "reasons": "검토의견",
        "received_on": "접수일",
        "answered_on": "처리일",
    }


def test_days_in_four_styles_of_text_and_as_a_serial_are_days() -> None:
    days = [(entry.received_on, entry.answered_on, entry.year) for entry in entries_of(opened(a_ledger()))]

    assert days == [
        ("2024-03-04", "2024-04-02", 2024),
        ("2024-05-13", "2024-06-03", 2024),
        ("2024-07-01", "2024-07-27", 2024),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_csv_in_any_encoding_says_what_the_workbook_says(encoding: str) -> None:
    assert entries_of(opened(a_csv(encoding), "대장.csv")) == entries_of(opened(a_ledger()))


def test_merged_cells_and_two_rows_of_headings_made_by_hand_are_read() -> None:
    ledger = opened(a_ledger_by_hand())

    assert ledger.headings.last_row == 4
    assert [(e.row, e.key, e.agency, e.title, e.outcome) for e in entries_of(ledger)] == [
        (5, "1", "가람군", "진입로 확장", "인용"),
        (6, "2", "가람군", "농지 전용", "기각"),
    ]
    assert [(e.received_on, e.answered_on) for e in entries_of(ledger)] == [
        ("2024-02-01", "2024-06-01"),
        ("2024-02-02", "2024-06-02"),
    ]


def test_cells_merged_across_columns_among_the_cases_are_refused_with_their_address() -> None:
    from xlsxwriter import Workbook

    written = BytesIO()
    with Workbook(written) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["번호", "건명", "신청내용", "비고", "부기"])
        sheet.write_row(1, 0, ["1", "진입로", "내용"])
        sheet.merge_range("B3:C3", "어느 열의 값인지 모를 글", None)
        sheet.merge_range("D2:E2", "읽지 않는 열", None)

    ledger = opened(written.getvalue())
    assert faults_of(ledger) == [
        "B3:C3 건명: 여러 열에 걸쳐 병합되어 어느 열의 값인지 알 수 없습니다. 병합을 풀고 칸마다 적으세요."
    ]
    with checked(ledger, TODAY, lambda *_: None) as found:
        assert found.count_faults == 1


def test_every_fault_of_a_file_is_told_with_its_cell() -> None:
    rows = [
        a_row(접수번호="1", 접수일="미정"),
        a_row(접수번호="2", 처리일="2030-01-01"),
        a_row(접수번호="3", 접수일="2024-05-01", 처리일="2024-04-01"),
        a_row(접수번호="4", 건명="", 신청내용="", 쟁점=""),
        a_row(접수번호="5", 검토의견="#REF!"),
        a_row(접수번호="6", 건명="가" * 201),
    ]

    assert faults_of(opened(a_ledger(*rows))) == [
        "C2 접수일: ‘미정’을 날짜로 읽을 수 없습니다. 2026-11-23처럼 적으세요.",
        "D3 처리일: 오늘보다 뒤의 날짜입니다. 날짜를 확인하세요.",
        "D4 처리일: 처리일이 접수일보다 앞섭니다. 두 날짜를 확인하세요.",
        "F5 건명: 건명, 사실관계, 쟁점이 모두 비어 있습니다. 하나는 적거나 이 행을 지우세요.",
        "K6 이유: 수식의 오류 값(#REF!)입니다. 값을 고쳐 적으세요.",
        "F7 건명: 건명은 200자까지 쓸 수 있습니다. 지금 201자이니 1자를 줄이세요.",
    ]


def test_a_number_that_stands_twice_is_told_with_both_rows() -> None:
    rows = [a_row(접수번호="1"), a_row(접수번호="2"), a_row(접수번호="1", 건명="다른 일")]

    assert faults_of(opened(a_ledger(*rows))) == [
        "A4 자료번호: 2행과 4행의 번호 ‘1’이 같습니다. 하나를 고치거나 지우세요."
    ]


def test_cases_without_a_number_are_told_apart_by_what_they_say() -> None:
    rows = [a_row(접수번호="", 건명="하나"), a_row(접수번호="", 건명="둘"), a_row(접수번호="", 건명="하나")]

    assert faults_of(opened(a_ledger(*rows))) == [
        "A4 자료번호: 2행과 4행의 내용이 똑같습니다. 하나를 고치거나 지우세요."
    ]


def test_faults_beyond_the_first_are_counted() -> None:
    rows = [a_row(접수번호=str(n), 접수일="미정") for n in range(MOST_FAULTS + 50)]

    with checked(opened(a_ledger(*rows)), TODAY, lambda *_: None) as found:
        assert len(found.faults) == MOST_FAULTS
        assert found.count_faults == found.count_rows == MOST_FAULTS + 50


def test_rows_of_another_kind_are_passed_over_and_an_unknown_kind_is_a_fault() -> None:
    rows = [["1", "면책심사", "가"], ["2", "사전 컨설팅", "나"], ["3", "정기감사", "다"]]
    ledger = opened(a_ledger(*rows, heads=["번호", "종류", "건명"]))

    with checked(ledger, TODAY, lambda *_: None) as found:
        assert [entry.key for entry in found.entries()] == ["2"]
        assert (found.count_rows, found.count_other_kind) == (2, 1)
        assert [fault.address for fault in found.faults] == ["B4"]


def test_the_person_changes_what_the_headings_propose() -> None:
    ledger = opened(a_ledger(), columns={"id": None, "source": 0})

    assert "id" not in ledger.columns
    assert [entry.source for entry in entries_of(ledger)] == [row[0] for row in ROWS]


def test_columns_that_are_not_enough_are_refused() -> None:
    without = opened(a_ledger(), columns={"title": None, "facts": None, "question": None})
    twice = opened(a_ledger(), columns={"source": 0})

    with pytest.raises(InvalidEntry, match="하나는 대장의 열에 연결해야"):
        entries_of(without)
    with pytest.raises(InvalidEntry, match="한 열이 두 곳에 연결"):
        entries_of(twice)


def test_the_sheet_that_was_chosen_is_read() -> None:
    content = a_workbook(("표지", [["2024년"]]), ("대장", [HEADS, *ROWS]))

    assert len(entries_of(opened(content, sheet="대장"))) == len(ROWS)
    with pytest.raises(FileRefused, match="열 제목을 찾지 못했습니다"):
        opened(content)


def test_years_as_ledgers_write_them() -> None:
    rows = [[str(n), "건", year] for n, year in enumerate(["2024", "2023년", "'22", "", "2021-05-01", 2020])]
    entries = entries_of(opened(a_ledger(*rows, heads=["번호", "건명", "연도"])))

    assert [entry.year for entry in entries] == [2024, 2023, 2022, 0, 2021, 2020]
    faulty = a_ledger(["1", "건", "내년"], ["2", "건", "2199"], heads=["번호", "건명", "연도"])
    assert [fault[:2] for fault in faults_of(opened(faulty))] == ["C2", "C3"]


def test_checking_tells_how_far_it_is_and_stops_when_told_to() -> None:
    content = "번호,건명\n" + "\n".join(f"{n},건 {n}" for n in range(1_200))
    told: list[int] = []

    def stop(_: str, count: int) -> None:
        told.append(count)
        if count >= 1_000:
            raise KeyboardInterrupt

    ledger = opened(content.encode(), "대장.csv")
    with pytest.raises(KeyboardInterrupt), checked(ledger, TODAY, stop):
        pass

    assert told == [500, 1_000]
