"""사례 가져오기: a ledger brought, looked over, its columns changed, taken as a whole; a faulty one changes nothing."""

import pytest

from casebase.casework.case_imports import NOT_READ, column_field
from casebase.casework.drafts import find_draft_of
from casebase.casework.intake_files import LEDGER, keep_file
from casebase.casework.office import Office
from casebase.domain.account import Role
from casebase.domain.canonical import digest
from casebase.domain.draft import Form
from casebase.domain.listing import PrecedentFilter
from casebase.store.ids import new_id
from casebase.store.precedents import count_precedents
from tests.builders import an_account
from tests.case_builders import Person
from tests.ledgers import ROWS, a_csv, a_ledger, a_ledger_by_hand
from tests.screens import Screen, desk_of

SUBJECT = "case_import:new"


@pytest.fixture
def person(office: Office) -> Person:
    with office.store.transaction() as con:
        account = an_account(con, Role.AUDITOR)
    return Person(account, office.store, desk_of(office, account.login))


def count(office: Office) -> int:
    with office.store.reading() as con:
        return count_precedents(con, PrecedentFilter())


def bring(person: Person, screen: Screen, content: bytes, name: str) -> None:
    draft = find_draft_of(person.seat, Form.CASE_IMPORT, SUBJECT)
    assert draft is not None
    keep_file(person.seat, draft.id, new_id(), name, LEDGER, content)
    screen.press("open_ledger")


def numbered(prefix: str) -> list[tuple[str, ...]]:
    return [(f"{prefix}-{row[0]}", *row[1:]) for row in ROWS]


def test_a_ledger_is_looked_over_and_taken(office: Office, person: Person) -> None:
    before = count(office)
    screen = Screen(person.seat.session_id, "case_import")
    screen.pick("kind", "사전컨설팅")
    bring(person, screen, a_ledger(*numbered("a")), "대장.xlsx")

    screen.press("preview_import")

    assert "모두 **3건** · 새 사례 **3건** · 이미 있음 0건" in screen.text
    assert "<td>a-2024-1</td>" in screen.text
    assert count(office) == before
    screen.press("import_cases")
    assert "대장.xlsx에서 새 사례 3건을 가져왔습니다." in screen.text
    assert count(office) == before + 3
    assert "preview_import" not in screen.keys


def test_a_faulty_ledger_is_told_cell_by_cell_and_not_offered(office: Office, person: Person) -> None:
    before = count(office)
    screen = Screen(person.seat.session_id, "case_import")
    screen.pick("kind", "사전컨설팅")
    bring(person, screen, a_ledger((*ROWS[0][:2], "<b>미정</b>", *ROWS[0][3:])), "대장.xlsx")

    screen.press("preview_import")

    assert "C2 접수일: ‘<b>미정</b>’를 날짜로 읽을 수 없습니다." in screen.text
    assert "import_cases" not in screen.keys
    assert count(office) == before


def test_the_person_changes_which_column_is_read(person: Person) -> None:
    content = a_csv("cp949", rows=numbered("b"))
    screen = Screen(person.seat.session_id, "case_import")
    screen.pick("kind", "면책심사")
    bring(person, screen, content, "대장.csv")
    assert screen.shown.selectbox(key=column_field("id", digest(content), "")).value == "0"
    screen.press("preview_import")

    screen.choose(column_field("id", digest(content), ""), NOT_READ)

    assert "import_cases" not in screen.keys, "what was looked over is not what would be taken any more"
    screen.press("preview_import")
    assert "<td>b-2024-1</td>" not in screen.text
    assert "새 사례 **3건**" in screen.text


def test_a_workbook_of_several_sheets_asks_which(person: Person) -> None:
    screen = Screen(person.seat.session_id, "case_import")
    screen.pick("kind", "사전컨설팅")

    bring(person, screen, a_ledger_by_hand(), "대장.xlsx")

    sheets = [each for each in screen.shown.selectbox if each.label == "시트"]
    assert [sheet.options for sheet in sheets] == [["2024년", "메모"]]
    sheets[0].set_value("메모")
    screen.run()
    assert "열 제목을 찾지 못했습니다" in screen.text
    (again,) = [each for each in screen.shown.selectbox if each.label == "시트"]
    again.set_value("2024년")
    screen.run()
    assert "preview_import" in screen.keys


def test_who_may_not_import_has_no_such_page(office: Office) -> None:
    with office.store.transaction() as con:
        account = an_account(con, Role.PANEL)

    screen = Screen(desk_of(office, account.login).session_id, "case_import")

    assert "권한이 없습니다" in screen.text
    assert "preview_import" not in screen.keys
