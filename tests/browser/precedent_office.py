"""What the job of precedents begins with: a ledger made by hand, and an opinion that names people."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import xlsxwriter

from casebase.casework.demo import consultation_acts as acts
from casebase.casework.demo.cases import published_cases
from casebase.casework.demo.office import Staff
from casebase.casework.demo.visits import in_office_hours
from casebase.casework.sign_in import open_session_for, session_of_token
from casebase.domain.account import Role
from casebase.domain.opinion import OpinionOutcome
from casebase.store.accounts import list_accounts
from casebase.store.connection import Store

# As a ledger of an office would name published cases; each row's two days are written in other ways.
LEDGER = (
    ("2018-90", "PC-037", "정수장 폐여과사 보관기간 연장", date(2018, 10, 2), "2018. 10. 30."),
    ("24-059", "PC-018", "전용협의가 실효된 농지의 처분명령", "2024.11.13", "24/12/27"),
    ("24-008", "PC-020", "훼손지 복구계획의 대체지 변경", "2024년 4월 17일", 45434),
    ("22-013-1", "PC-042", "혁신도시 양도신고 반려", "2022-04-12", date(2022, 5, 9)),
)
DAYS_READ = (
    "2018. 10. 2.",
    "2018. 10. 30.",
    "2024. 11. 13.",
    "2024. 12. 27.",
    "2024. 4. 17.",
    "2024. 5. 22.",
    "2022. 4. 12.",
)
_FIRST_ROW = 4  # counted from 0, under a title, an empty row and two rows of headings

PERSON, TELEPHONE, OFFICER, SECRET = "김철수", "010-1234-5678", "홍길순", "3.3㎡당 214만 원"
NAMING = f"민원인 {PERSON}({TELEPHONE})가 시청에 물었다. 주무관 {OFFICER}이 현장을 확인하였다."
_TOLD = "PC-018"
_DAYS_AGO = 30
_MINUTES_APART = 40


def ledger(changed: Mapping[str, str]) -> bytes:
    """Write the ledger, some cells changed by their address: headings in two rows, an agency merged over two cases."""
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet, day = book.add_worksheet("처리대장"), book.add_format({"num_format": "yyyy. m. d."})
        sheet.merge_range("A1:J1", "사전컨설팅 처리 대장", None)
        sheet.merge_range("A3:A4", "접수번호", None)
        for cells, heading in {"B3:C3": "신청", "D3:G3": "사안", "H3:J3": "처리"}.items():
            sheet.merge_range(cells, heading, None)
        sheet.write_row("B4", ["기관", "접수\n일자", "건명", "내용", "갑설", "을설", "일자", "결과", "의견"])
        for row, (number, case_id, title, *days) in enumerate(LEDGER, start=_FIRST_ROW):
            case = published_cases()[case_id]
            texts = [number, case.agency, "", title, case.facts, case.view_a, case.view_b, "", case.outcome]
            sheet.write_row(row, 0, [*texts, case.reasons])
            for column, value in zip((2, 7), days, strict=True):
                sheet.write(row, column, value, day if isinstance(value, date) else None)
        sheet.merge_range("B6:B7", published_cases()["PC-018"].agency, None)
        for cell, value in changed.items():
            sheet.write(cell, value)
    return written.getvalue()


@dataclass(frozen=True, kw_only=True)
class ToldOpinion:
    """A consultation whose opinion reached its agency."""

    number: str
    title: str


def tell_opinion(home: Path) -> ToldOpinion:
    """Carry a published case to the notice of its opinion, beside the server of these records.

    Its overview names people; its reasons tell a price that is nobody else's business.
    """
    store = Store(f"sqlite:///{home}/records.db", home)
    case = published_cases()[_TOLD]
    course = acts.Course(
        staff=_staff(store),
        case=replace(case, facts=f"{case.facts} {NAMING}", reasons=f"{case.reasons} 조성원가는 {SECRET}으로 보았다."),
        agency="F시",
        field="농지·산지",
        outcome=OpinionOutcome.OPINION,
        ids=[],
    )
    for n, done in enumerate((acts.file, acts.receive, acts.screen, acts.propose, acts.issue, acts.notify)):
        done(course, _begins_at() + timedelta(minutes=_MINUTES_APART * n))
    number = course.view(datetime.now(UTC)).consultation.number
    store.close()
    assert number is not None
    return ToldOpinion(number=number, title=case.question)


def _staff(store: Store) -> Staff:
    with store.reading() as con:
        accounts = {account.login: account.id for account in list_accounts(con)}
    sessions = {
        role.value: session_of_token(
            open_session_for(store, accounts[role.value], _begins_at(), idle_minutes=60_000, hours=1_000)
        )
        for role in (Role.AUDITOR, Role.HEAD)
    }
    return Staff(store=store, accounts=accounts, sessions=sessions)


def _begins_at() -> datetime:
    return in_office_hours(datetime.now(UTC) - timedelta(days=_DAYS_AGO))
