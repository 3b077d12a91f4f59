"""The tables of issued papers and of files, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.document import Attachment, Document, DocumentKind
from casebase.domain.errors import NotFound
from casebase.store.connection import Connection
from casebase.store.documents import (
    fetch_attachment,
    find_document_by_number,
    find_revision,
    insert_attachment,
    insert_document,
    insert_revision,
    list_attachments_of,
    list_documents_of,
    newest_documents_of,
    update_document,
)
from casebase.store.ids import new_id
from tests.builders import an_account
from tests.signed_papers import a_revision


def a_document(con: Connection, number: str, **facts: object) -> Document:
    """Put a paper on record."""
    drawn = Document(
        id=new_id(),
        kind=DocumentKind.RULING,
        number=number,
        subject_kind="review",
        subject_id="review-1",
        issued_on=date(2026, 11, 23),
        sha256="1" * 64,
        content_sha256="2" * 64,
        size=123_456,
    )
    document = replace(drawn, **facts)  # type: ignore[arg-type]
    insert_document(con, document)
    return document


def a_file(con: Connection, name: str, **facts: object) -> Attachment:
    """Put a file on record."""
    drawn = Attachment(
        id=new_id(),
        subject_kind="review",
        subject_id="review-1",
        name=name,
        media_type="application/pdf",
        size=5_000_000_000,
        sha256="3" * 64,
        role="evidence",
        added_by=an_account(con).id,
        added_at="2026-11-23T01:00:00.000000Z",
    )
    attachment = replace(drawn, **facts)  # type: ignore[arg-type]
    insert_attachment(con, attachment)
    return attachment


def test_a_paper_comes_back_as_it_went_in(con: Connection) -> None:
    document = a_document(con, "2026-결정-0001", is_demo=True, signed_by="가람도 감사위원회")

    assert find_document_by_number(con, "2026-결정-0001") == document
    assert find_document_by_number(con, "2026-결정-0002") is None


def test_the_papers_on_a_thing_are_listed_the_newest_first(con: Connection) -> None:
    first = a_document(con, "2026-결정-0001")
    second = a_document(con, "2026-결정-0002", supersedes_id=first.id)
    a_document(con, "2026-결정-0003", subject_id="review-2")
    a_document(con, "2026-상담-0001", subject_kind="visit")

    assert list_documents_of(con, "review", "review-1") == [second, first]
    assert list_documents_of(con, "review", "review-9") == []


def test_only_how_a_paper_fared_changes_and_only_from_the_version_seen(con: Connection) -> None:
    document = a_document(con, "2026-결정-0001")
    notified = replace(
        document,
        notified_on=date(2026, 11, 24),
        notified_how="우편",
        reached_on=date(2026, 11, 25),
        withdrawn_on=date(2026, 11, 26),
        withdrawal_reason="사실이 달랐다.",
    )

    assert update_document(con, replace(notified, sha256="9" * 64, number="바뀌지 않는 번호"))
    assert not update_document(con, replace(document, reached_on=date(2026, 11, 30)))

    assert find_document_by_number(con, "2026-결정-0001") == replace(notified, version=2)


def test_the_files_on_a_thing_are_listed_in_the_order_they_came(con: Connection) -> None:
    files = [a_file(con, name) for name in ("나.pdf", "가.pdf", "다.pdf")]
    a_file(con, "다른 사건.pdf", subject_id="review-2")
    a_file(con, "방문.jpg", subject_kind="visit")

    assert list_attachments_of(con, "review", "review-1") == files
    assert fetch_attachment(con, files[1].id) == files[1]
    with pytest.raises(NotFound):
        fetch_attachment(con, "none")


def test_the_newest_paper_on_each_of_many_things_is_told_at_once(con: Connection) -> None:
    a_document(con, "2026-결정-0001")
    newer = a_document(con, "2026-결정-0002")
    other = a_document(con, "2026-결정-0003", subject_id="review-2")
    a_document(con, "2026-의견-0001", subject_kind="consultation")

    found = newest_documents_of(con, "review", ["review-1", "review-2", "review-9"])

    assert found == {"review-1": newer, "review-2": other}


def test_a_paper_that_was_signed_once_more_names_who_did_and_keeps_its_own_file(con: Connection) -> None:
    document, other = a_document(con, "2026-결정-0001"), a_document(con, "2026-결정-0002")
    revision = a_revision(con, document, "4" * 64, name="이감사")

    insert_revision(con, revision)

    signed = replace(document, also_signed_by="이감사")
    assert list_documents_of(con, "review", "review-1") == [other, signed]
    assert find_document_by_number(con, "2026-결정-0001") == signed
    assert find_revision(con, document.id) == find_revision(con, document.id, 2) == revision
    assert find_revision(con, document.id, 3) is find_revision(con, other.id) is None
