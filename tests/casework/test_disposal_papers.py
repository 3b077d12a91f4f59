"""What stands on the paper of a disposal: every file that went, each as what it was."""

import json

from casebase.casework.disposals import disposal_document
from casebase.casework.signatures import sign_paper
from casebase.domain.account import Role
from casebase.store.connection import Store
from casebase.store.documents import fetch_document, find_revision, list_documents_of
from tests.case_builders import a_person
from tests.disposal_stages import a_keeper, an_approver, dispose
from tests.paper_reading import embedded
from tests.review_stages import a_closed_review
from tests.signing_keys import signing


def test_a_paper_that_was_signed_twice_has_two_lines_and_no_attachment(sqlite_store: Store) -> None:
    chair, head = (signing(a_person(sqlite_store, role)) for role in (Role.CHAIR, Role.HEAD))
    review = a_closed_review(a_person(sqlite_store), chair)
    with sqlite_store.reading() as con:
        (ruling,) = list_documents_of(con, "review", review.id)
    sign_paper(head.desk, ruling.id, ruling.version)
    with sqlite_store.reading() as con:
        revision = find_revision(con, ruling.id)
    assert revision is not None
    keeper = a_keeper(sqlite_store)

    done = dispose(keeper, an_approver(sqlite_store), review.number)

    with sqlite_store.reading() as con:
        paper = fetch_document(con, done.document_id or "")
    told = json.loads(embedded(disposal_document(keeper.desk, paper.number)[1], "disposal.json"))
    assert [(line["title"], line["number"], line["sha256"]) for line in told["papers"]] == [
        ("적극행정 면책심사 결정서", ruling.number, ruling.sha256),
        ("적극행정 면책심사 결정서(추가 서명)", ruling.number, revision.sha256),
    ]
    assert set(told["files"]) == set(done.digests) - {ruling.sha256, revision.sha256}
