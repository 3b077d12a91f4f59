"""Lists taken out: what a person may see and no more, from one reading, equal when brought in again."""

import json
import threading
from datetime import date
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from casebase.casework import exports
from casebase.casework.case_imports import import_cases
from casebase.casework.case_ledgers import open_ledger
from casebase.casework.desk import operator_desk
from casebase.casework.exports import EXPORTS, MeetingFilter, export_of, format_of, wanted_of, write_export
from casebase.domain.access_log import AccessFilter
from casebase.domain.account import Role
from casebase.domain.errors import InvalidEntry, NotFound, NotPermitted
from casebase.domain.listing import ConsultationFilter, PrecedentFilter, ReviewFilter, VisitFilter
from casebase.domain.precedent import Precedent, PrecedentKind, PrecedentOrigin, PrecedentState
from casebase.insight.mirror import Mirror
from casebase.sheets.book import open_book, rows_of
from casebase.sheets.casebook import REQUIRED_COLUMNS
from casebase.sheets.writing import Format
from casebase.store.connection import Store
from casebase.store.events import latest_seq
from casebase.store.precedents import insert_precedents, list_precedents_in_full
from tests.builders import NOW, a_business, a_review, a_visit, an_account, an_agency
from tests.case_builders import Person, a_person
from tests.consultation_builders import a_consultation
from tests.example_acts import register
from tests.precedent_builders import precedent_of

TRICKY = ["=1+1", "'=2", "@가", "-1", "둘\n째", '"따옴표", 쉼표', "_x0041_", "  안  쪽  ", "탭\t뒤"]


def taken_out(person: Person, mirror: Mirror, what: str, format: Format, wanted: object, folder: Path) -> bytes:
    path = folder / f"{what}.{format}"
    write_export(person.desk, mirror, what, format, wanted, path)
    return path.read_bytes()


def table_of(content: bytes, format: Format) -> list[dict[str, str]]:
    file = BytesIO(content)
    book = open_book(file, f"table.{format}")
    heads, *rows = rows_of(file, book, book.sheets[0])
    return [dict(zip(heads.cells, [row.cell(n) for n in range(len(heads.cells))], strict=True)) for row in rows]


def keep(store: Store, *precedents: Precedent) -> None:
    with store.transaction() as con:
        insert_precedents(con, precedents)


def told(store: Store) -> list[dict[str, object]]:
    """What the precedents of a store say, by what they were made from."""
    names = ("kind", "source_key", "title", "agency", "year", "field", "facts", "question", "view_a", "view_b")
    names += ("outcome", "reasons", "source", "received_on", "answered_on")
    with store.reading() as con:
        found = list_precedents_in_full(con, PrecedentFilter(), "", 10_000)
    return sorted(({name: getattr(each, name) for name in names} for each in found), key=lambda each: str(each))


def tricky_precedents() -> list[Precedent]:
    return [
        precedent_of(
            source_key=f"{kind.value}:{kind.value[:2]}-{place}",
            kind=kind,
            facts=text.strip(),
            question="" if place % 2 else "받을 수 있는가",
            title="농지 전용" if place % 3 else "받을 수 있는가",
            year=0 if place == 1 else 2024,
            received_on=None if place % 2 else precedent_of().published_on,
        )
        for kind in PrecedentKind
        for place, text in enumerate(TRICKY)
    ]


@pytest.mark.parametrize("format", [Format.XLSX, Format.CSV, Format.JSON])
def test_what_was_taken_out_and_brought_in_elsewhere_is_equal(
    sqlite_store: Store, mirror: Mirror, tmp_path: Path, format: Format
) -> None:
    person = a_person(sqlite_store)
    keep(sqlite_store, *tricky_precedents())
    content = taken_out(person, mirror, "precedents", format, PrecedentFilter(), tmp_path)
    elsewhere = a_second_store(tmp_path)
    other = a_person(elsewhere)

    for kind in PrecedentKind:
        import_cases(other.desk, open_ledger(BytesIO(content), f"사례.{format}", kind), lambda *_: None)

    assert told(elsewhere) == told(sqlite_store)
    again = taken_out(other, mirror, "precedents", Format.JSON, PrecedentFilter(), tmp_path)
    first = taken_out(person, mirror, "precedents", Format.JSON, PrecedentFilter(), tmp_path)
    assert sorted(map(str, json.loads(again))) == sorted(map(str, json.loads(first)))


def test_what_was_taken_out_and_brought_in_again_takes_nothing(
    sqlite_store: Store, mirror: Mirror, tmp_path: Path
) -> None:
    person = a_person(sqlite_store)
    own = precedent_of(origin=PrecedentOrigin.RULING, source_key="a document", number="2025-사례-0100")
    keep(sqlite_store, own, *tricky_precedents())
    content = taken_out(person, mirror, "precedents", Format.XLSX, PrecedentFilter(), tmp_path)
    before = told(sqlite_store)

    for kind in PrecedentKind:
        import_cases(person.desk, open_ledger(BytesIO(content), "사례.xlsx", kind), lambda *_: None)

    assert told(sqlite_store) == before


def test_a_casebook_has_the_columns_of_every_casebook(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> None:
    person = a_person(sqlite_store)
    plain = precedent_of(title="농지전용허가 없이 진입로를 넓힐 수 있는가", year=0)
    keep(sqlite_store, plain, precedent_of(origin=PrecedentOrigin.OPINION, source_key="a", number="2025-사례-0009"))

    first, second = json.loads(taken_out(person, mirror, "precedents", Format.JSON, PrecedentFilter(), tmp_path))

    assert list(first) == list(REQUIRED_COLUMNS)
    assert (first["id"], first["year"]) == (plain.source_key.partition(":")[2], None)
    assert (second["id"], second["title"]) == ("2025-사례-0009", "농지전용허가를 받을 수 있는지")


def test_what_was_taken_down_is_not_taken_out(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> None:
    person = a_person(sqlite_store, Role.HEAD)
    keep(sqlite_store, precedent_of(state=PrecedentState.WITHDRAWN), precedent_of(title="남은 것"))

    content = taken_out(person, mirror, "precedents", Format.CSV, PrecedentFilter(), tmp_path)

    assert [row["건명"] for row in table_of(content, Format.CSV)] == ["남은 것"]


@pytest.mark.parametrize("format", list(Format))
def test_each_list_is_taken_out_in_each_format(
    sqlite_store: Store, mirror: Mirror, tmp_path: Path, format: Format
) -> None:
    person = a_person(sqlite_store, Role.HEAD)

    for what, export in EXPORTS.items():
        if what == "access_log":
            continue  # what was taken out before it stands in it
        content = taken_out(person, mirror, what, format, export.wanted(), tmp_path)
        if format == Format.PARQUET:
            assert pq.read_table(BytesIO(content)).column_names == list(export.columns)
        elif format == Format.JSON:
            assert json.loads(content) == []
        else:
            assert table_of(content, format) == []


def test_who_took_out_which_list_stands_in_the_access_log_as_it_is_taken_out(
    sqlite_store: Store, mirror: Mirror, tmp_path: Path
) -> None:
    head, admin = a_person(sqlite_store, Role.HEAD, name="박감사관"), a_person(sqlite_store, Role.ADMIN)
    taken_out(head, mirror, "visits", Format.CSV, VisitFilter(), tmp_path)
    taken_out(head, mirror, "reviews", Format.CSV, ReviewFilter(), tmp_path)

    content = taken_out(admin, mirror, "access_log", Format.CSV, AccessFilter(account_id=head.id), tmp_path)

    rows = table_of(content, Format.CSV)
    assert {(row["이름"], row["무엇"], row["번호"]) for row in rows} == {
        ("박감사관", "목록 내려받기", "방문"),
        ("박감사관", "목록 내려받기", "면책심사"),
    }
    with pytest.raises(NotPermitted):
        taken_out(head, mirror, "access_log", Format.CSV, AccessFilter(), tmp_path)


def test_all_lines_are_taken_out_by_the_lists_own_filter(
    sqlite_store: Store, mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    person = a_person(sqlite_store)
    with sqlite_store.transaction() as con:
        business, other = (
            a_business(con, name="한빛정밀"),
            a_business(con, name="=나쁜업체", registration_number="2208162517"),
        )
        numbers = [a_visit(con, business, person.account).number for _ in range(5)]
        a_visit(con, other, person.account)

    every = table_of(taken_out(person, mirror, "visits", Format.XLSX, VisitFilter(), tmp_path), Format.XLSX)
    some = table_of(taken_out(person, mirror, "visits", Format.XLSX, VisitFilter(query="한빛"), tmp_path), Format.XLSX)

    assert len(every) == 6
    assert sorted(row["번호"] for row in some) == sorted(numbers)
    assert "=나쁜업체" in {row["업체"] for row in every}


def test_an_applicant_takes_out_their_own_cases_only(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> None:
    applicant, stranger = a_person(sqlite_store, Role.APPLICANT), a_person(sqlite_store, Role.APPLICANT)
    with sqlite_store.transaction() as con:
        theirs = a_consultation(con, an_agency(con), applicant=applicant.account)

    own, others = (
        table_of(taken_out(each, mirror, "consultations", Format.CSV, ConsultationFilter(), tmp_path), Format.CSV)
        for each in (applicant, stranger)
    )

    assert [row["번호"] for row in own] == [theirs.number or ""]
    assert others == []
    with pytest.raises(NotPermitted):
        taken_out(applicant, mirror, "visits", Format.CSV, VisitFilter(), tmp_path)
    with pytest.raises(NotPermitted):
        taken_out(applicant, mirror, "meetings", Format.CSV, MeetingFilter(), tmp_path)


def test_reviews_are_taken_out_as_their_list_shows_them(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> None:
    person = a_person(sqlite_store)
    with sqlite_store.transaction() as con:
        review = a_review(con, an_agency(con), handler=person.account)

    (row,) = table_of(taken_out(person, mirror, "reviews", Format.XLSX, ReviewFilter(), tmp_path), Format.XLSX)

    assert (row["번호"], row["건명"], row["신청일"]) == (review.number, review.title, review.filed_on.isoformat())


def test_a_parquet_file_taken_out_while_cases_are_written_holds_one_moment(
    store: Store, mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 20)
    person = a_person(store)
    keep(store, *(precedent_of() for _ in range(100)))
    is_over = threading.Event()
    written = []

    def write_on() -> None:
        while not is_over.is_set() and len(written) < 400:
            pair = [precedent_of(), precedent_of()]
            keep(store, *pair)
            written.extend(pair)

    writer = threading.Thread(target=write_on)
    writer.start()
    counts = []
    for _ in range(5):
        content = taken_out(person, mirror, "precedents", Format.PARQUET, PrecedentFilter(), tmp_path)
        counts.append(pq.read_table(BytesIO(content)).num_rows)
    is_over.set()
    writer.join()

    assert written, "nothing was written meanwhile"
    assert all(count >= 100 and count % 2 == 0 for count in counts), "half of a transaction was read"


def test_a_filter_is_read_by_the_names_of_its_fields() -> None:
    wanted = wanted_of(export_of("visits"), {"query": "한빛", "since": "2026-01-02", "unknown": "x", "status": ""})

    assert wanted == VisitFilter(query="한빛", since=date(2026, 1, 2))
    assert wanted_of(export_of("precedents"), {"year": "2024"}) == PrecedentFilter(year=2024)
    for faulty in ({"since": "gestern"}, {"until": "2026-02-30"}):
        with pytest.raises(InvalidEntry):
            wanted_of(export_of("visits"), faulty)
    for year in ("all", "9" * 40):
        with pytest.raises(InvalidEntry):
            wanted_of(export_of("precedents"), {"year": year})


def test_no_other_list_and_no_other_format_is_taken_out() -> None:
    with pytest.raises(NotFound):
        export_of("accounts")
    with pytest.raises(NotFound):
        format_of("xls")


def test_the_operator_reads_as_an_account_and_never_acts_as_one(
    sqlite_store: Store, mirror: Mirror, tmp_path: Path
) -> None:
    with sqlite_store.transaction() as con:
        visit = a_visit(con, a_business(con), an_account(con, login="kim"))
        an_account(con, login="gone", ends_on=date(2026, 1, 31))
    path, wanted = tmp_path / "visits.csv", VisitFilter()

    write_export(operator_desk(sqlite_store, NOW, "kim"), mirror, "visits", Format.CSV, wanted, path)

    assert [row["번호"] for row in table_of(path.read_bytes(), Format.CSV)] == [visit.number]
    for login, refusal in (("", NotPermitted), ("gone", NotFound), ("nobody", NotFound)):
        with pytest.raises(refusal):
            write_export(operator_desk(sqlite_store, NOW, login), mirror, "visits", Format.CSV, wanted, path)
    with pytest.raises(NotPermitted):
        register(operator_desk(sqlite_store, NOW, "kim"), "한빛정밀")
    with sqlite_store.reading() as con:
        assert latest_seq(con) == 0


def a_second_store(tmp_path: Path) -> Store:
    from casebase.store.migrate import apply_pending

    store = Store(f"sqlite:///{tmp_path / 'elsewhere.db'}", tmp_path / "elsewhere")
    apply_pending(store)
    return store
