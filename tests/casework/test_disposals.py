"""Disposal: what goes is gone everywhere, what stays is as true as before, and only two people together do it."""

from datetime import timedelta
from pathlib import Path

import pytest

from casebase.casework import disposals, retention, visit_views
from casebase.casework.disposals import disposal_document
from casebase.casework.review_views import review_document, review_list, review_page
from casebase.casework.verification import StoreRegister, verify_file, verify_number
from casebase.domain.account import Role
from casebase.domain.backup import Backup
from casebase.domain.document import Document
from casebase.domain.draft import Form
from casebase.domain.errors import (
    ChangedMeanwhile,
    DisposedOf,
    InvalidEntry,
    NotFound,
    NotPermitted,
    SecondPersonNeeded,
    SeveralInvalid,
)
from casebase.domain.listing import ReviewFilter
from casebase.domain.retention import GONE, DisposalState
from casebase.domain.verification import Standing
from casebase.insight.mirror import Mirror, refresh
from casebase.store.backups import insert_backup
from casebase.store.connection import Connection, Store
from casebase.store.documents import find_document_by_number
from casebase.store.events import find_fault, list_events_of
from casebase.store.files import fetch_bytes
from casebase.store.named_files import named_files
from tests.case_builders import a_draft, a_person, record_of
from tests.disposal_stages import (
    WHY,
    a_finished_case,
    a_keeper,
    an_approver,
    an_old_visit,
    dispose,
    later,
    propose,
    put_photos,
    shorten,
)
from tests.marked_review import (
    Decided,
    a_case_to_decide,
)
from tests.review_stages import a_closed_review


def paper_of(store: Store, number: str) -> Document:
    with store.reading() as con:
        found = find_document_by_number(con, number)
    assert found is not None
    return found


def rows_naming(id_: str, record: dict[str, list[tuple[object, ...]]]) -> list[object]:
    return [row for rows in record.values() for row in rows if id_ in str(row)]


def texts_of(case: Decided) -> dict[str, str]:
    """The marks that are texts; numbers stay."""
    typed = {"subject": "이주무", "audit": "2026년 종합감사", "filer": "가람군수", "observed": "협의 절차 누락"}
    return {name: mark for name, mark in case.marks.items() if "number" not in name} | typed


def test_every_text_of_a_case_is_gone_and_the_chain_is_whole(store: Store) -> None:
    case = a_finished_case(store)
    keeper, approver = a_keeper(store), an_approver(store)
    drafted = a_draft(case.handler, Form.FINDING, {"reason": "쓰던글표식"}, f"charge:{case.review.charges[0].id}:x")
    marks = {mark for name, mark in texts_of(case).items() if name not in {"subject", "filer"}} | {"쓰던글표식"}
    assert all(mark in str(record_of(store)) for mark in marks)

    dispose(keeper, approver, case.item.meeting.number)
    dispose(keeper, approver, case.number)

    left = str(record_of(store))
    assert [mark for mark in marks if mark in left] == []
    with store.reading() as con:
        assert con.rows("select name, post, account_id from subjects") == [("", "", None)]
        assert con.rows("select id from drafts where id = ?", [drafted]) == []
        assert {event.detail for event in list_events_of(con, "review", case.review.id)} == {"{}"}
        assert find_fault(con) is None


def test_nothing_of_it_is_left_in_the_bytes_of_the_records_and_the_mirror(sqlite_store: Store, mirror: Mirror) -> None:
    case = a_finished_case(sqlite_store)
    keeper, approver = a_keeper(sqlite_store), an_approver(sqlite_store)
    refresh(mirror, sqlite_store)

    dispose(keeper, approver, case.item.meeting.number)
    dispose(keeper, approver, case.number)
    refresh(mirror, sqlite_store)

    records = Path(sqlite_store.url.removeprefix("sqlite:///"))
    beside = [path for path in records.parent.glob(f"{records.name}*") if path.is_file()]
    left = b"".join(path.read_bytes() for path in (*beside, mirror.path))
    names = {"subject", "filer"}  # stand in their own accounts too
    assert [name for name, mark in texts_of(case).items() if name not in names and mark.encode() in left] == []


def test_what_is_counted_and_checked_stays(store: Store) -> None:
    case = a_finished_case(store)
    keeper, approver = a_keeper(store), an_approver(store)
    ruling = paper_of(store, case.marks["ruling's number"])
    content = fetch_bytes(store.home, ruling.sha256)
    (before,) = review_list(approver.desk, ReviewFilter(), 10, 0)

    dispose(keeper, approver, case.item.meeting.number)
    done = dispose(keeper, approver, case.number)

    (line,) = review_list(approver.desk, ReviewFilter(), 10, 0)
    assert line.title == GONE
    assert (line.number, line.status, line.outcome) == (before.number, before.status, before.outcome)
    register = StoreRegister(store=store)
    by_number = verify_number(register, ruling.number, ruling.content_sha256)
    by_file = verify_file(register, content)
    for verdict in (by_number, by_file):
        assert verdict.standing == Standing.GENUINE
        assert verdict.paper is not None
        assert verdict.paper.disposed_on == approver.desk.today
    assert ruling.sha256 in done.digests


def test_who_comes_for_it_is_told_and_nothing_more_is_done_to_it(store: Store) -> None:
    case = a_finished_case(store)
    keeper, approver = a_keeper(store), an_approver(store)
    review = case.review
    dispose(keeper, approver, case.item.meeting.number)
    done = dispose(keeper, approver, case.number)

    for look in (
        lambda: review_page(approver.desk, case.number),
        lambda: review_document(approver.desk, case.marks["ruling's number"]),
        lambda: retention.record_page(keeper.desk, case.number),
        lambda: disposals.propose_disposal(keeper.desk, "review", review.id, WHY),
    ):
        with pytest.raises(DisposedOf, match=done.number):
            look()
    with pytest.raises(NotFound):
        review_page(later(a_person(store, Role.APPLICANT)).desk, case.number)


def test_the_paper_says_what_went_and_is_signed(sqlite_store: Store) -> None:
    keeper, approver = a_keeper(sqlite_store), an_approver(sqlite_store)
    with sqlite_store.transaction() as con:
        visit = an_old_visit(con)

    done = dispose(keeper, approver, visit.number)

    with sqlite_store.reading() as con:
        ((number,),) = con.rows("select number from documents where id = ?", [done.document_id])
    document, content = disposal_document(keeper.desk, number)
    assert number == "2040-폐기확인-0001"
    assert document.signed_by
    assert content.startswith(b"%PDF")


def test_other_cases_keep_all_they_have(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    other, going = a_closed_review(handler, chair), a_closed_review(handler, chair)
    keeper, approver = a_keeper(sqlite_store), an_approver(sqlite_store)
    shorten(keeper, going.number)
    before = record_of(sqlite_store)

    dispose(keeper, approver, going.number)

    assert rows_naming(other.id, record_of(sqlite_store)) == rows_naming(other.id, before)
    assert review_page(approver.desk, other.number).review.title == other.title


def test_bytes_that_something_else_names_stay(sqlite_store: Store) -> None:
    store = sqlite_store
    lead = a_person(store)
    shared, own = b"%PDF-1.7 shared", b"%PDF-1.7 own"
    with store.transaction() as con:
        going, staying = an_old_visit(con), an_old_visit(con)
    for visit, contents in ((going, (shared, own)), (staying, (shared,))):
        put_photos(store, lead, visit, contents)

    done = dispose(a_keeper(store), an_approver(store), going.number)

    with store.reading() as con:
        assert con.rows("select count(*) from attachments") == [(1,)]
        files = named_files(con)
    assert len([sha256 for sha256 in done.digests if sha256 in files.named - files.disposed]) == 0
    left = {path.read_bytes() for path in (store.home / "files").rglob("*") if path.is_file()}
    assert shared in left
    assert own not in left


def test_a_case_goes_only_once_its_meeting_has(sqlite_store: Store) -> None:
    case = a_finished_case(sqlite_store)
    keeper = a_keeper(sqlite_store)
    shorten(keeper, case.number)

    with pytest.raises(InvalidEntry, match=r"남아 있습니다\. 회의를 먼저"):
        propose(keeper, case.number)

    assert retention.due_records(keeper.desk, (), 10, 0) == []


def test_what_runs_or_is_still_kept_is_refused_with_the_reason(sqlite_store: Store) -> None:
    case = a_case_to_decide(sqlite_store)
    keeper = a_keeper(sqlite_store)
    closed = a_closed_review(a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR))

    with pytest.raises(InvalidEntry, match="아직 처리 중"):
        propose(keeper, case.number)
    with pytest.raises(InvalidEntry, match=r"2056\. 12\. 31\.까지 보존"):
        propose(keeper, closed.number)
    shorten(keeper, closed.number, "영구")
    with pytest.raises(InvalidEntry, match=r"보존기간은 영구"):
        propose(keeper, closed.number)
    with pytest.raises(NotFound):
        disposals.propose_disposal(keeper.desk, "post", "none", WHY)


def test_two_people_decide_and_nothing_is_done_twice(sqlite_store: Store) -> None:
    keeper, approver = a_keeper(sqlite_store), an_approver(sqlite_store)
    with sqlite_store.transaction() as con:
        visit = an_old_visit(con)
    with pytest.raises(SeveralInvalid):
        disposals.propose_disposal(keeper.desk, "visit", visit.id, " ")
    waiting = propose(keeper, visit.number)
    with pytest.raises(InvalidEntry, match="이미 결재를 기다리고"):
        propose(keeper, visit.number)
    with pytest.raises(NotPermitted):
        disposals.dispose_records(keeper.desk, waiting.id, waiting.version)
    with sqlite_store.transaction() as con:
        con.run("update accounts set role = 'head' where id = ?", [keeper.id])
    with pytest.raises(SecondPersonNeeded):
        disposals.dispose_records(keeper.desk, waiting.id, waiting.version)

    disposals.dispose_records(approver.desk, waiting.id, waiting.version)

    before = record_of(sqlite_store)
    with pytest.raises(ChangedMeanwhile):
        disposals.dispose_records(approver.desk, waiting.id, waiting.version)
    assert record_of(sqlite_store) == before


def test_a_proposal_sent_back_leaves_the_record_as_it_was(sqlite_store: Store) -> None:
    keeper, approver = a_keeper(sqlite_store), an_approver(sqlite_store)
    with sqlite_store.transaction() as con:
        visit = an_old_visit(con)
    waiting = propose(keeper, visit.number)

    disposals.return_disposal(approver.desk, waiting.id, waiting.version, {"return_reason": "소송 중이다."})

    assert visit_views.visit_page(approver.desk, visit.number).visit == visit
    assert [record.number for record in retention.due_records(keeper.desk, (), 10, 0)] == [visit.number]
    assert propose(keeper, visit.number).state == DisposalState.PROPOSED


def test_backups_that_still_hold_it_are_told(sqlite_store: Store) -> None:
    keeper, approver = a_keeper(sqlite_store), an_approver(sqlite_store)
    with sqlite_store.transaction() as con:
        visit = an_old_visit(con)
        taken = (approver.seat.now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        insert_backup(con, Backup(id="b", file_name="b", sha256="", size=0, seq=1, hash="", taken_at=taken))
    dispose(keeper, approver, visit.number)

    (view,) = disposals.disposal_list(keeper.desk, DisposalState.DISPOSED, 10, 0)

    assert view.backed_up_on == approver.desk.today - timedelta(days=1)


def test_a_longer_list_of_disposals_asks_the_store_no_more(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, approver = a_keeper(sqlite_store), an_approver(sqlite_store)
    for _ in range(3):
        with sqlite_store.transaction() as con:
            visit = an_old_visit(con)
        dispose(keeper, approver, visit.number)
    asked: list[str] = []
    execute = Connection._execute
    monkeypatch.setattr(
        Connection, "_execute", lambda con, sql, values: (asked.append(sql), execute(con, sql, values))[1]
    )

    counts = []
    for limit in (1, 3):
        asked.clear()
        assert len(disposals.disposal_list(keeper.desk, DisposalState.DISPOSED, limit, 0)) == limit
        counts.append(len(asked))

    assert counts[0] == counts[1]
