"""Which files the records name, and whether they lie where they should."""

import json
from dataclasses import replace
from pathlib import Path

from casebase.store.connection import Connection, Store
from casebase.store.files import keep_bytes, kept_path
from casebase.store.named_files import gone_for_good, named_files, named_still, newest_not_there
from tests.builders import a_review, an_account, an_agency
from tests.panel_builders import a_request

DISPOSAL = (
    "insert into disposals (id, number, state, subject_kind, subject_id, subject_number, retention, expired_on, reason,"
    " proposed_by, proposed_at, digests, version) values ('d', 'n', 'disposed', 'review', 'r', 'n', '5', '2026-01-01',"
    " 'r', ?, '2026-01-01', ?, 1)"
)


def an_attachment(con: Connection, sha256: str, size: int = 3) -> None:
    account = an_account(con)
    con.run(
        "insert into attachments (id, subject_kind, subject_id, name, media_type, size, sha256, role, added_by,"
        " added_at) values (?, 'visit', 'v', ?, 'text/plain', ?, ?, 'evidence', ?, '2026-01-01')",
        [sha256, f"{sha256[:4]}.txt", size, sha256, account.id],
    )


def a_paper(con: Connection, sha256: str, revision: str) -> None:
    con.run(
        "insert into documents (id, kind, number, subject_kind, subject_id, issued_on, sha256, content_sha256, size,"
        " withdrawal_reason, notified_how, is_demo, version) values"
        " (?, 'ruling', '2026-결정-0001', 'review', 'r', '2026-01-01', ?, '', 3, '', '', 0, 1)",
        [sha256, sha256],
    )
    con.run(
        "insert into document_revisions (id, document_id, serial, sha256, size, signed_by, account_id, signed_at)"
        " values ('r', ?, 2, ?, 3, '', ?, '2026-01-01')",
        [sha256, revision, an_account(con).id],
    )


def a_draft_with(con: Connection, **fields: str) -> None:
    con.run(
        "insert into drafts (id, account_id, form, subject, started_at, saved_at)"
        " values ('d', ?, 'visit', '', '2026-01-01', '2026-01-01')",
        [an_account(con).id],
    )
    for name, value in fields.items():
        con.run("insert into draft_fields (draft_id, name, value, sequence) values ('d', ?, ?, 1)", [name, value])


def test_papers_with_their_revisions_attachments_and_files_of_drafts_are_named(con: Connection) -> None:
    a_paper(con, "aa", "bb")
    an_attachment(con, "cc")
    a_draft_with(con, file_1=json.dumps({"sha256": "dd"}), file_2="", title="file_")

    assert named_files(con).named == {"aa", "bb", "cc", "dd"}


def dispose_of_the_review(con: Connection, *digests: str) -> None:
    con.run(DISPOSAL, [an_account(con).id, json.dumps(digests)])


def test_what_is_named_and_not_there_is_told_unless_it_was_disposed_of(con: Connection, tmp_path: Path) -> None:
    there, gone, gone_too = keep_bytes(tmp_path, b"abc"), "cd" * 32, "ef" * 32
    for sha256 in (there, "ab" * 32):
        an_attachment(con, sha256)
    a_paper(con, gone, gone_too)
    dispose_of_the_review(con, gone, gone_too)

    assert named_files(con).disposed == {gone, gone_too}
    assert named_files(con).expected == sorted([there, "ab" * 32])
    assert newest_not_there(con, tmp_path) == ["abab.txt"]


def test_what_was_disposed_of_and_is_named_anew_must_be_there_again(con: Connection, tmp_path: Path) -> None:
    a_paper(con, "aa", "bb")
    dispose_of_the_review(con, "aa", "bb", "cc", "dd", "ee")

    an_attachment(con, "cc")
    a_draft_with(con, file_1=json.dumps({"sha256": "dd"}))

    assert gone_for_good(con) == named_files(con).disposed == {"aa", "bb", "ee"}
    assert named_files(con).expected == ["cc", "dd"]
    assert newest_not_there(con, tmp_path) == ["cc.txt"]


def test_papers_of_advice_go_with_its_case(con: Connection) -> None:
    advice = a_request(con, replace(a_review(con, an_agency(con)), id="r"))
    a_paper(con, "aa", "bb")
    con.run("update documents set subject_kind = 'advice', subject_id = ?", [advice.id])
    assert named_still(con, ["aa", "bb"]) == {"aa", "bb"}
    assert named_still(con, ["aa", "bb"], [("advice", advice.id)]) == frozenset()

    dispose_of_the_review(con, "aa", "bb")

    assert named_still(con, ["aa", "bb"]) == frozenset()


def test_what_names_some_bytes_is_found_by_an_index(sqlite_store: Store) -> None:
    asked: list[str] = []
    with sqlite_store.reading() as con:
        con._raw.set_trace_callback(asked.append)
        named_still(con, ["aa"])
        con._raw.set_trace_callback(None)
        plans = [str(row[3]) for sql in asked for row in con.rows(f"explain query plan {sql}")]

    indices = ("attachments_by_bytes", "documents_by_bytes", "document_revisions_by_bytes")
    assert [name for name in indices if not any(f"{name} (sha256=?)" in step for step in plans)] == []


def test_a_file_that_was_cut_short_is_not_there(con: Connection, tmp_path: Path) -> None:
    sha256 = keep_bytes(tmp_path, b"abc")
    an_attachment(con, sha256)
    assert newest_not_there(con, tmp_path) == []

    kept_path(tmp_path, sha256).write_bytes(b"ab")

    assert newest_not_there(con, tmp_path) == [f"{sha256[:4]}.txt"]
