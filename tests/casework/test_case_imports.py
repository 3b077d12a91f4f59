"""Cases taken over: whole or not at all, nothing twice, by who may, with a way to stop."""

import json
import threading
from io import BytesIO

import pytest

from casebase.casework.case_imports import (
    NOT_READ,
    case_import,
    column_field,
    import_cases,
    ledger_of_draft,
    preview,
    sheet_field,
    sheets_of_draft,
)
from casebase.casework.case_ledgers import Ledger, open_ledger
from casebase.casework.drafts import begin_draft, keep_fields
from casebase.casework.intake_files import LEDGER, keep_file
from casebase.domain.account import Role
from casebase.domain.canonical import digest
from casebase.domain.draft import Form
from casebase.domain.errors import FileRefused, NotFound, NotPermitted, SeveralInvalid
from casebase.domain.listing import PrecedentFilter
from casebase.domain.precedent import Precedent, PrecedentKind, PrecedentOrigin
from casebase.store.connection import Store
from casebase.store.events import latest_seq, list_events_of
from casebase.store.precedents import count_precedents, insert_precedent, list_precedents_in_full
from tests.case_builders import Person, a_person, record_of, typed
from tests.ledgers import ROWS, a_csv, a_ledger, a_workbook, without_part
from tests.precedent_builders import precedent_of


def quiet(_: str, __: int) -> None:
    """The progress of somebody who does not look."""


def a_ledger_of(content: bytes, name: str = "대장.xlsx", kind: PrecedentKind = PrecedentKind.PRE_CONSULTING) -> Ledger:
    return open_ledger(BytesIO(content), name, kind)


def taken(store: Store) -> list[Precedent]:
    with store.reading() as con:
        return list_precedents_in_full(con, PrecedentFilter(), "", 10_000)


def a_casebook(*cases: dict[str, object]) -> bytes:
    plain = {
        "kind": "pre_consulting",
        "agency": "가람군",
        "year": 2024,
        "field": "계약",
        "facts": "사실",
        "question": "?",
    }
    more = dict.fromkeys(("view_a", "view_b", "outcome", "reasons", "source"), "글")
    return json.dumps([{**plain, **more, **case} for case in cases], ensure_ascii=False).encode()


def test_a_ledger_is_taken_over_as_precedents_with_one_event(store: Store) -> None:
    person = a_person(store)

    import_id = import_cases(person.desk, a_ledger_of(a_ledger()), quiet)

    found = taken(store)
    assert [(each.source_key, each.title, each.agency) for each in found] == [
        (f"pre_consulting:{row[0]}", row[5], row[1]) for row in ROWS
    ]
    assert [each.number for each in found] == ["2026-사례-0001", "2026-사례-0002", "2026-사례-0003"]
    assert {(each.origin, each.import_id, each.published_by) for each in found} == {
        (PrecedentOrigin.CASEBOOK, import_id, person.id)
    }
    with store.reading() as con:
        (event,) = list_events_of(con, "case_import", import_id)
    assert json.loads(event.detail)["count"] == 3
    assert case_import(person.desk, import_id).count_taken == 3


def test_the_same_file_again_takes_nothing(store: Store) -> None:
    person = a_person(store)
    import_cases(person.desk, a_ledger_of(a_ledger()), quiet)

    again = import_cases(person.desk.for_command("another"), a_ledger_of(a_csv("cp949"), "대장.csv"), quiet)

    assert case_import(person.desk, again).count_taken == 0
    assert len(taken(store)) == 3


def test_a_second_click_takes_nothing_and_gives_the_first_answer(store: Store) -> None:
    person = a_person(store)
    desk = person.desk.for_command("clicked")

    first, second = (import_cases(desk, a_ledger_of(a_ledger()), quiet) for _ in range(2))

    assert first == second
    assert len(taken(store)) == 3


def test_a_longer_ledger_takes_what_is_new_and_numbers_go_on(store: Store) -> None:
    person = a_person(store)
    import_cases(person.desk, a_ledger_of(a_ledger(*ROWS[:2])), quiet)

    import_cases(person.desk.for_command("more"), a_ledger_of(a_ledger()), quiet)

    assert [each.number for each in taken(store)] == ["2026-사례-0001", "2026-사례-0002", "2026-사례-0003"]


def test_one_fault_and_nothing_at_all_changes(store: Store) -> None:
    person = a_person(store)
    ledger = a_ledger_of(a_ledger(*ROWS[:2], ("2024-9", *ROWS[2][1:2], "미정", *ROWS[2][3:])))
    before = record_of(store)

    with pytest.raises(SeveralInvalid) as refused:
        import_cases(person.desk, ledger, quiet)

    assert [fault.field for fault in refused.value.faults] == ["C4"]
    assert record_of(store) == before


@pytest.mark.parametrize("at", ["검토", "저장"])
def test_stopped_halfway_everything_is_as_before(store: Store, at: str) -> None:
    person = a_person(store)
    content = ("번호,건명\n" + "\n".join(f"{n},건 {n}" for n in range(1_100))).encode()
    before = record_of(store)

    def stop(doing: str, count: int) -> None:
        if doing == at and count >= 1_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_cases(person.desk, a_ledger_of(content, "대장.csv"), stop)

    assert record_of(store) == before
    import_cases(person.desk, a_ledger_of(content, "대장.csv"), quiet)
    assert len(taken(store)) == 1_100


def test_a_casebook_takes_only_the_kind_that_was_asked_for(store: Store) -> None:
    person = a_person(store)
    content = a_casebook({"id": "1"}, {"id": "2", "kind": "exemption"}, {"id": "3", "kind": "visit", "year": None})

    import_cases(person.desk, a_ledger_of(content, "사례집.json", PrecedentKind.VISIT), quiet)

    (only,) = taken(store)
    assert (only.kind, only.source_key, only.year, only.title) == (PrecedentKind.VISIT, "visit:3", 0, "?")


def test_the_preview_counts_and_changes_nothing(store: Store) -> None:
    person = a_person(store)
    import_cases(person.desk, a_ledger_of(a_ledger(ROWS[0])), quiet)
    changed = ("2024-1", *ROWS[0][1:11], "다른 결과")
    before = record_of(store)

    found = preview(person.desk, a_ledger_of(a_ledger(changed, *ROWS[1:])), quiet)

    assert (found.count_rows, found.count_new, found.count_here, found.count_changed) == (3, 2, 1, 1)
    assert [entry.row for entry in found.changed] == [2]
    assert [entry.outcome for entry in found.first] == ["다른 결과", "갑설", "조건부 인용"]
    assert record_of(store) == before


def test_the_preview_shows_faults_and_counts_only_sound_rows_as_new(store: Store) -> None:
    person = a_person(store)

    found = preview(person.desk, a_ledger_of(a_ledger(ROWS[0], ROWS[0])), quiet)

    assert (found.count_rows, found.count_new, found.count_faults) == (2, 1, 1)


def test_what_looks_like_personal_data_is_counted(store: Store) -> None:
    person = a_person(store)
    told = (*ROWS[0][:6], "신청인의 전화번호는 010-1234-5678이다.", *ROWS[0][7:])

    assert preview(person.desk, a_ledger_of(a_ledger(told, ROWS[1])), quiet).count_personal == 1


def test_what_the_office_published_itself_is_not_taken_over_again(store: Store) -> None:
    person = a_person(store)
    own = precedent_of(origin=PrecedentOrigin.OPINION, source_key="a document", number="2025-사례-0007")
    with store.transaction() as con:
        insert_precedent(con, own)

    import_cases(person.desk, a_ledger_of(a_casebook({"id": "2025-사례-0007"}), "사례집.json"), quiet)

    assert taken(store) == [own]


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.PANEL, Role.COMMITTEE, Role.CHAIR, Role.SECRETARY])
def test_who_may_not_import_neither_looks_nor_takes(sqlite_store: Store, role: Role) -> None:
    person = a_person(sqlite_store, role)
    before = latest_seq_of(sqlite_store)

    for try_it in (preview, import_cases):
        with pytest.raises(NotPermitted):
            try_it(person.desk, a_ledger_of(a_ledger()), quiet)

    assert latest_seq_of(sqlite_store) == before
    assert taken(sqlite_store) == []


def test_the_same_file_from_two_people_at_once_is_taken_once(store: Store) -> None:
    people = [a_person(store), a_person(store)]
    start = threading.Barrier(2)

    def take(person: Person) -> None:
        start.wait()
        import_cases(person.desk, a_ledger_of(a_ledger()), quiet)

    threads = [threading.Thread(target=take, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.reading() as con:
        assert count_precedents(con, PrecedentFilter()) == 3


def a_draft_with(person: Person, content: bytes, name: str) -> str:
    draft_id = begin_draft(person.desk, Form.CASE_IMPORT)
    keep_file(person.desk, draft_id, "key1", name, LEDGER, content)
    return draft_id


def test_a_draft_holds_the_file_its_kind_its_sheet_and_its_columns(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    content = a_workbook(("표지", [["번호", "건명"]]), ("대장", [["번호", "건명", "의견"], ["1", "가", "나"]]))
    draft_id = a_draft_with(person, content, "대장.xlsx")
    sha256 = digest(content)
    chosen = {
        "kind": "exemption",
        sheet_field(sha256): "대장",
        column_field("id", sha256, "대장"): NOT_READ,
        column_field("outcome", sha256, "대장"): "2",
        column_field("reasons", sha256, "대장"): NOT_READ,
    }

    keep_fields(person.desk, draft_id, typed(chosen))
    ledger = ledger_of_draft(person.desk, draft_id)

    assert ledger is not None
    assert (ledger.kind, ledger.sheet) == (PrecedentKind.EXEMPTION, "대장")
    assert ledger.columns == {"title": 1, "outcome": 2}


def test_a_draft_without_a_file_has_no_ledger_and_nobody_else_has_the_draft(sqlite_store: Store) -> None:
    person, other = a_person(sqlite_store), a_person(sqlite_store)
    draft_id = begin_draft(person.desk, Form.CASE_IMPORT)

    assert ledger_of_draft(person.desk, draft_id) is None
    assert sheets_of_draft(person.desk, draft_id) == ()
    with pytest.raises(NotFound):
        ledger_of_draft(other.desk, draft_id)


def test_a_file_that_cannot_be_read_is_refused_when_it_is_brought(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    draft_id = begin_draft(person.desk, Form.CASE_IMPORT)

    with pytest.raises(FileRefused, match="매크로"):
        content = without_part(a_ledger(), {"xl/vbaProject.bin": b"macro"})
        keep_file(person.desk, draft_id, "key1", "대장.xlsm", LEDGER, content)

    assert ledger_of_draft(person.desk, draft_id) is None


def latest_seq_of(store: Store) -> int:
    with store.reading() as con:
        return latest_seq(con)
