"""How an issued paper stands, asked by its content's digest, by a file's, and for all of them; on both engines."""

from datetime import date

from casebase.store.connection import Connection
from casebase.store.ids import new_id
from casebase.store.issued_papers import find_issued_as, list_issued_after, list_issued_with
from tests.builders import an_account
from tests.store.test_documents import a_document

CONTENT = "ab" * 32


def a_revision(con: Connection, document_id: str, sha256: str, serial: int = 2) -> None:
    con.run(
        "insert into document_revisions (id, document_id, serial, sha256, size, signed_by, account_id, signed_at)"
        " values (?, ?, ?, ?, 1, '위원장', ?, '2026-11-23T01:00:00.000000Z')",
        [new_id(), document_id, serial, sha256, an_account(con).id],
    )


def test_a_paper_is_found_by_the_beginning_of_its_digest_and_by_no_other(con: Connection) -> None:
    paper = a_document(con, "2026-결정-0001", content_sha256=CONTENT, sha256="1" * 64)
    a_document(con, "2026-결정-0002", content_sha256="ac" + CONTENT[2:], sha256="2" * 64)
    a_document(con, "2026-결정-0003", content_sha256="aa" + CONTENT[2:], sha256="3" * 64)

    (found,) = list_issued_with(con, CONTENT[:32])

    assert (found.id, found.number, found.content_sha256) == (paper.id, paper.number, CONTENT)
    assert (found.files, found.withdrawn_on, found.superseded_on) == ((paper.sha256,), None, None)
    assert list_issued_with(con, CONTENT) == [found]
    assert list_issued_with(con, f"{CONTENT[:31]}c") == []


def test_a_paper_is_found_by_the_bytes_of_any_revision(con: Connection) -> None:
    paper = a_document(con, "2026-결정-0001", sha256="1" * 64)
    a_document(con, "2026-결정-0002", sha256="2" * 64)
    a_revision(con, paper.id, "3" * 64)
    a_revision(con, paper.id, "4" * 64, serial=3)

    for sha256 in ("1" * 64, "3" * 64, "4" * 64):
        found = find_issued_as(con, sha256)
        assert found is not None
        assert (found.number, found.files) == (paper.number, ("1" * 64, "3" * 64, "4" * 64))
    assert find_issued_as(con, "5" * 64) is None


def test_a_paper_knows_when_it_was_first_superseded_and_when_withdrawn(con: Connection) -> None:
    first = a_document(con, "2026-결정-0001", sha256="1" * 64, withdrawn_on=date(2026, 12, 5))
    for day in (3, 2):
        a_document(
            con, f"2026-결정-000{day}", sha256=f"{day}" * 64, supersedes_id=first.id, issued_on=date(2026, 12, day)
        )

    found = find_issued_as(con, first.sha256)

    assert found is not None
    assert (found.superseded_on, found.withdrawn_on) == (date(2026, 12, 2), date(2026, 12, 5))


def test_all_papers_are_told_in_pieces_each_once(con: Connection) -> None:
    papers = [a_document(con, f"2026-결정-{n:04d}", sha256=f"{n:064d}") for n in range(5)]
    told, after = [], ""
    while found := list_issued_after(con, after, 2):
        told += found
        after = found[-1].id

    assert [paper.number for paper in told] == [paper.number for paper in papers]
