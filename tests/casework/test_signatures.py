"""Signing what was issued: the first signature within the act, a second by another approver."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from casebase.access.act import Act
from casebase.casework import consultation_views, review_views
from casebase.casework.desk import Look
from casebase.casework.rulings import propose_correction
from casebase.casework.signatures import sign_paper
from casebase.casework.timeline import timeline
from casebase.casework.visit_views import visit_page, visit_paper
from casebase.documents.signing import Change, signatures_of
from casebase.domain.account import Role
from casebase.domain.canonical import digest
from casebase.domain.document import Document
from casebase.domain.errors import CasebaseError, ChangedMeanwhile, InvalidEntry, NotFound, NotPermitted
from casebase.store import documents
from casebase.store.connection import Store
from tests.builders import NOW
from tests.case_builders import Person, a_finished_visit, a_person, paper, record_of
from tests.consultation_stages import an_issued_opinion
from tests.review_stages import an_issued_review, approve, correction_fields, notify
from tests.signing_keys import a_signer, signing

Signed = tuple[Document, Person, Person]


def an_issued_ruling(store: Store, *, is_signed: bool = True) -> Signed:
    """A ruling that the chair issued, the chair, and the head, who did not."""
    chair, head = (signing(a_person(store, role)) for role in (Role.CHAIR, Role.HEAD))
    issuing = chair if is_signed else a_person(store, Role.CHAIR)
    review = an_issued_review(a_person(store), issuing)
    with store.reading() as con:
        (document,) = documents.list_documents_of(con, "review", review.id)
    return document, chair, head


def an_issued_opinion_of(store: Store) -> Signed:
    chair, head = (signing(a_person(store, role)) for role in (Role.CHAIR, Role.HEAD))
    case = an_issued_opinion(a_person(store), a_person(store, Role.APPLICANT), chair)
    with store.reading() as con:
        (document,) = documents.list_documents_of(con, "consultation", case.id)
    return document, chair, head


def found(store: Store, document: Document) -> Document:
    with store.reading() as con:
        return documents.fetch_document(con, document.id)


def test_a_paper_is_signed_as_it_is_issued_and_kept_so(store: Store) -> None:
    document, _, _ = an_issued_ruling(store)

    content = paper(store, document.number)
    (signature,) = signatures_of(content, a_signer().trusted)

    assert (document.signed_by, document.also_signed_by) == (a_signer().name, "")
    assert (document.sha256, document.size) == (digest(content), len(content))
    assert signature.is_valid and signature.is_trusted and signature.covers_whole_file
    assert signature.signed_at == NOW
    assert signature.reason == f"적극행정 면책심사 결정서 {document.number} 발행"


def test_without_a_key_papers_are_issued_unsigned(sqlite_store: Store) -> None:
    auditor = a_person(sqlite_store)

    (document,) = visit_page(auditor.desk, a_finished_visit(auditor, count_matters="1")).documents

    assert document.signed_by == ""
    assert signatures_of(paper(sqlite_store, document.number)) == ()


def test_every_office_paper_is_signed_not_rulings_alone(sqlite_store: Store) -> None:
    auditor = signing(a_person(sqlite_store))

    (document,) = visit_page(auditor.desk, a_finished_visit(auditor, count_matters="1")).documents

    assert document.signed_by == a_signer().name
    assert len(signatures_of(paper(sqlite_store, document.number))) == 1


@pytest.mark.parametrize("issued", [an_issued_ruling, an_issued_opinion_of])
def test_a_second_approver_s_signature_makes_a_revision_and_keeps_the_first_valid(
    store: Store, issued: Callable[[Store], Signed]
) -> None:
    document, _, head = issued(store)
    first = paper(store, document.number)

    assert sign_paper(head.desk, document.id, document.version) == document.number

    after = found(store, document)
    with store.reading() as con:
        revision = documents.find_revision(con, document.id)
    assert revision is not None
    assert (revision.serial, revision.account_id, revision.signed_by) == (2, head.id, a_signer().name)
    assert (after.also_signed_by, after.sha256, after.size) == (head.account.name, document.sha256, document.size)
    newest, old = read(head, document), read(head, document, 1)
    assert (digest(newest), len(newest)) == (revision.sha256, revision.size)
    assert newest == read(head, document, 2)
    assert newest.startswith(first) and old == first
    kept, added = signatures_of(newest, a_signer().trusted)
    assert kept.is_valid and kept.change == Change.SIGNATURE
    assert added.is_valid and added.covers_whole_file
    assert added.reason == f"추가 결재: 감사관 {head.account.name}"


def test_the_second_signature_stands_in_the_record_and_is_no_news_outside(sqlite_store: Store) -> None:
    document, _, head = an_issued_ruling(sqlite_store)

    sign_paper(head.desk, document.id, document.version)

    view = review_views.review_page(head.desk, number_of(sqlite_store, document))
    assert (view.timeline[0].what, view.timeline[0].more) == ("문서 추가 서명", document.number)
    assert "문서 추가 서명" not in told_outside(head, document)


def test_who_issued_a_paper_does_not_sign_it_again(sqlite_store: Store) -> None:
    document, chair, _ = an_issued_ruling(sqlite_store)

    refused(sqlite_store, chair, document, InvalidEntry, "다른 결재권자")


def test_a_paper_takes_one_more_signature_and_not_two(sqlite_store: Store) -> None:
    document, _, head = an_issued_ruling(sqlite_store)
    another = signing(a_person(sqlite_store, Role.HEAD))
    sign_paper(head.desk, document.id, document.version)

    refused(sqlite_store, another, found(sqlite_store, document), InvalidEntry, "이미")
    refused(sqlite_store, another, document, InvalidEntry, "이미")


def test_a_signature_is_refused_to_who_saw_the_paper_before_it_changed(sqlite_store: Store) -> None:
    document, _, head = an_issued_ruling(sqlite_store)

    refused(sqlite_store, head, replace(document, version=document.version - 1), ChangedMeanwhile, document.number)


def test_a_double_click_signs_once(sqlite_store: Store) -> None:
    document, _, head = an_issued_ruling(sqlite_store)
    desk = head.desk

    assert sign_paper(desk, document.id, document.version) == sign_paper(desk, document.id, document.version)


def test_neither_without_a_key_nor_a_paper_that_was_never_signed(sqlite_store: Store) -> None:
    document, _, head = an_issued_ruling(sqlite_store)
    unsigned, _, _ = an_issued_ruling(sqlite_store, is_signed=False)

    keyless = replace(head, seat=replace(head.seat, signer=None))
    refused(sqlite_store, keyless, document, InvalidEntry, "CASEBASE_SIGNING_KEY")
    refused(sqlite_store, head, unsigned, InvalidEntry, "서명 없이")


def test_a_paper_that_another_took_the_place_of_takes_no_signature(sqlite_store: Store) -> None:
    auditor = a_person(sqlite_store)
    chair, head = (signing(a_person(sqlite_store, role)) for role in (Role.CHAIR, Role.HEAD))
    review = notify(auditor, an_issued_review(auditor, chair).number)
    approve(chair, propose_correction(auditor.desk, review.id, review.version, correction_fields(review)))
    with sqlite_store.reading() as con:
        newest, first = documents.list_documents_of(con, "review", review.id)

    refused(sqlite_store, head, first, InvalidEntry, "효력이 있는")
    assert sign_paper(head.desk, newest.id, newest.version) == newest.number


def test_only_approvers_sign_and_only_opinions_and_rulings(sqlite_store: Store) -> None:
    document, _, head = an_issued_ruling(sqlite_store)
    auditor = signing(a_person(sqlite_store))
    (record,) = visit_page(auditor.desk, a_finished_visit(auditor, count_matters="1")).documents

    refused(sqlite_store, auditor, document, NotPermitted, "추가 서명")
    refused(sqlite_store, head, record, NotFound, "문서를")
    assert visit_paper(auditor.desk, record.number, 1)[1] == paper(sqlite_store, record.number)


def test_a_revision_that_there_is_not_is_not_found(sqlite_store: Store) -> None:
    document, _, head = an_issued_ruling(sqlite_store)

    for revision in (2, 3):
        with pytest.raises(NotFound):
            read(head, document, revision)


def refused(store: Store, person: Person, document: Document, error: type[CasebaseError], words: str) -> None:
    """Have a person try to sign, and see that they are told why not and nothing happened."""
    before = record_of(store)

    with pytest.raises(error, match=words):
        sign_paper(person.desk, document.id, document.version)

    assert record_of(store) == before


def read(person: Person, document: Document, revision: int = 0) -> bytes:
    if document.subject_kind == "review":
        return review_views.review_document(person.desk, document.number, revision)[1]
    return consultation_views.consultation_document(person.desk, document.number, revision)[1]


def number_of(store: Store, document: Document) -> str:
    with store.reading() as con:
        return str(con.rows("select number from reviews where id = ?", [document.subject_id])[0][0])


def told_outside(person: Person, document: Document) -> list[str]:
    """What the timeline of a paper's case tells outside of the office."""
    with person.store.reading() as con:
        desk = person.desk
        asked = Look(con, person.store, person.account, Act.SEE_REVIEW, desk.instant, desk.today, "")
        return [moment.what for moment in timeline(asked, "review", document.subject_id, deliberation=False)]
