"""The bytes of what was disposed of: gone, and never those that something has named anew."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from casebase.casework import disposals, disposed_files, intake_files
from casebase.casework.disposed_files import drop_disposed_files
from casebase.casework.drafts import begin_draft
from casebase.casework.intake_files import keep_file
from casebase.domain.canonical import digest
from casebase.domain.document import Attachment
from casebase.domain.draft import Form
from casebase.store.connection import Connection, Store
from casebase.store.documents import insert_attachment
from casebase.store.file_locks import files_staying
from casebase.store.files import fetch_bytes, keep_bytes, keep_named, kept_path
from casebase.store.ids import new_id
from casebase.store.named_files import gone_for_good
from tests.case_builders import a_person
from tests.disposal_stages import a_keeper, an_approver, an_old_visit, propose, put_photos

PDF = b"%PDF-1.7 once more"


def disposed(store: Store, content: bytes = PDF) -> None:
    """Dispose of a visit with a file as if killed before the bytes went."""
    with store.transaction() as con:
        visit = an_old_visit(con)
    put_photos(store, a_person(store), visit, (content,))
    waiting = propose(a_keeper(store), visit.number)
    disposals._dispose(an_approver(store).desk, waiting.id, waiting.version)


def attach_anew(con: Connection, sha256: str) -> None:
    visit = an_old_visit(con)
    file = Attachment(
        id=new_id(),
        subject_kind="visit",
        subject_id=visit.id,
        name="again.pdf",
        media_type="application/pdf",
        size=len(PDF),
        sha256=sha256,
        role="evidence",
        added_by=visit.lead_id,
        added_at="2026-11-23",
    )
    insert_attachment(con, file)


def dropping(store: Store) -> Callable[[], int]:
    """Begin to drop what was disposed of, which must wait; what is returned lets it end and says how many went."""
    dropped: list[int] = []
    thread = threading.Thread(target=lambda: dropped.append(drop_disposed_files(store)))
    thread.start()
    thread.join(0.3)
    assert thread.is_alive()

    def ended() -> int:
        thread.join(30)
        return dropped[0]

    return ended


def test_bytes_that_a_fault_left_go_later(sqlite_store: Store) -> None:
    disposed(sqlite_store)

    assert drop_disposed_files(sqlite_store) == 1
    assert drop_disposed_files(sqlite_store) == 0
    assert not kept_path(sqlite_store.home, digest(PDF)).exists()


def test_bytes_that_are_named_once_it_is_known_which_go_stay(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    disposed(store)

    def known(con: Connection) -> frozenset[str]:
        gone = gone_for_good(con)
        with store.transaction() as writing:
            attach_anew(writing, digest(PDF))
        return gone

    monkeypatch.setattr(disposed_files, "gone_for_good", known)

    assert drop_disposed_files(store) == 0
    assert fetch_bytes(store.home, digest(PDF)) == PDF


def test_bytes_that_an_act_keeps_wait_for_its_end_and_stay(store: Store) -> None:
    disposed(store)

    with store.transaction() as con:
        sha256 = keep_named(con, store.home, PDF)
        ended = dropping(store)
        attach_anew(con, sha256)

    assert ended() == 0
    assert fetch_bytes(store.home, sha256) == PDF


def test_a_file_brought_while_the_same_one_goes_is_there_once_its_draft_names_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    disposed(store)
    desk = a_person(store).desk
    dropped = []

    def kept(home: Path, content: bytes) -> str:
        sha256 = keep_bytes(home, content)
        dropped.append(drop_disposed_files(store))
        return sha256

    monkeypatch.setattr(intake_files, "keep_bytes", kept)

    file = keep_file(desk, begin_draft(desk, Form.VISIT), "a1", "again.pdf", "evidence", PDF)

    assert dropped == [1]
    assert fetch_bytes(store.home, file.sha256) == PDF


def test_while_a_backup_is_taken_nothing_goes(sqlite_store: Store) -> None:
    disposed(sqlite_store)

    with files_staying(sqlite_store.home):
        assert drop_disposed_files(sqlite_store, waits=False) == 0
        ended = dropping(sqlite_store)
        assert fetch_bytes(sqlite_store.home, digest(PDF)) == PDF

    assert ended() == 1


def test_one_file_that_cannot_go_keeps_no_other_back_and_goes_later(sqlite_store: Store) -> None:
    disposed(sqlite_store)
    disposed(sqlite_store, b"%PDF-1.7 another")
    stuck = kept_path(sqlite_store.home, digest(PDF))
    stuck.unlink()
    stuck.mkdir()  # what is a folder cannot be removed as a file

    assert drop_disposed_files(sqlite_store) == 1

    stuck.rmdir()
    stuck.write_bytes(PDF)
    assert drop_disposed_files(sqlite_store) == 1
