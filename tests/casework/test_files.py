"""Evidence and statements: taken from a draft onto the file of a review."""

import json

import pytest

from casebase.casework import drafts, reviews
from casebase.casework.review_views import review_file, review_page
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.errors import (
    InvalidEntry,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.store.connection import Store
from tests.case_builders import (
    a_draft,
    a_person,
    attach,
    record_of,
)
from tests.review_stages import (
    a_proposed_review,
    a_registered_review,
    an_applied_review,
)


def test_the_handler_puts_evidence_on_the_file(store: Store) -> None:
    handler = a_person(store)
    review = a_registered_review(handler)
    draft_id = a_draft(handler, Form.FINDING, {"reason_transparency": "쓰던 글"}, f"evidence:{review.id}")
    attach(handler, draft_id, "결재문서.pdf", b"%PDF-1.7 approval", "evidence")
    attach(handler, draft_id, "의견서.pdf", b"%PDF-1.7 statement", "statement")

    reviews.add_evidence(handler.desk, review.id, draft_id)

    (file,) = review_page(handler.desk, review.number).files
    assert (file.name, file.role, file.added_by) == ("결재문서.pdf", "evidence", handler.id)
    assert review_file(handler.desk, file.id)[1] == b"%PDF-1.7 approval"
    # What the act did not take is still in the draft.
    left = drafts.fetch_draft(handler.desk, draft_id).fields
    assert [json.loads(left[name])["name"] for name in left if name.startswith("file_")] == ["의견서.pdf"]
    assert left["reason_transparency"] == "쓰던 글"
    with pytest.raises(InvalidEntry) as nothing_left:
        reviews.add_evidence(handler.desk, review.id, draft_id)
    assert nothing_left.value.field == "evidence"


def test_nobody_else_puts_evidence_on_the_file(sqlite_store: Store) -> None:
    handler, other = a_person(sqlite_store), a_person(sqlite_store)
    review = a_registered_review(handler)
    of_other, of_handler = (a_draft(person, Form.FINDING, {}, f"evidence:{review.id}") for person in (other, handler))
    for person, draft_id in ((other, of_other), (handler, of_handler)):
        attach(person, draft_id, "결재문서.pdf", b"%PDF-1.7", "evidence")

    with pytest.raises(NotPermitted, match="증거 추가"):
        reviews.add_evidence(other.desk, review.id, of_other)
    with pytest.raises(NotFound):
        reviews.add_evidence(handler.desk, review.id, of_other)

    assert record_of(sqlite_store)["attachments"] == []
    reviews.add_evidence(handler.desk, review.id, of_handler)


def test_an_applicant_states_their_case(store: Store) -> None:
    applicant, auditor = a_person(store, Role.APPLICANT, name="이주무"), a_person(store)
    review = an_applied_review(applicant)
    draft_id = a_draft(applicant, Form.FINDING, {"statement": "담당 부서와 구두로 협의하였습니다."})
    attach(applicant, draft_id, "통화기록.pdf", b"%PDF-1.7 calls", "statement")

    reviews.add_statement(applicant.desk, review.id, draft_id)

    files = review_page(auditor.desk, review.number).files
    assert [file.name for file in files] == ["의견·소명(이주무, 2026-11-23).txt", "통화기록.pdf"]
    assert {file.role for file in files} == {"statement"}
    assert review_file(applicant.desk, files[0].id)[1].decode() == "담당 부서와 구두로 협의하였습니다."
    with pytest.raises(NotFound):
        drafts.fetch_draft(applicant.desk, draft_id)


def test_a_statement_needs_its_words(sqlite_store: Store) -> None:
    applicant = a_person(sqlite_store, Role.APPLICANT)
    review = an_applied_review(applicant)
    draft_id = a_draft(applicant, Form.FINDING, {"statement": "억울합니다 😢"})
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        reviews.add_statement(applicant.desk, review.id, draft_id)

    assert [fault.field for fault in refused.value.faults] == ["statement"]
    assert record_of(sqlite_store) == before


def test_no_statement_comes_in_once_a_ruling_is_proposed(sqlite_store: Store) -> None:
    handler, subject = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    review, _ = a_proposed_review(handler, subject_account_1=subject.id)
    draft_id = a_draft(subject, Form.FINDING, {"statement": "하나 더 있습니다."})

    with pytest.raises(InvalidEntry) as refused:
        reviews.add_statement(subject.desk, review.id, draft_id)

    assert refused.value.field == "statement"
    assert drafts.fetch_draft(subject.desk, draft_id).text("statement") == "하나 더 있습니다."
