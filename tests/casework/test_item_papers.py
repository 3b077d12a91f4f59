"""The papers of an item: the ruling as proposed, who is excluded, and that they are what the digest says."""

from casebase.casework import agenda
from casebase.casework.meeting_views import meeting_document
from casebase.domain.account import Role
from casebase.domain.canonical import digest
from casebase.domain.member import TieKind
from casebase.store.connection import Store
from casebase.store.rulings import fetch_ruling
from tests.case_builders import a_person
from tests.meeting_stages import a_committee, a_planned_item, call
from tests.panel_builders import a_tie
from tests.paper_reading import body_of, embedded, squeezed


def test_the_papers_hold_the_proposal_and_who_is_excluded(store: Store) -> None:
    sitting = a_planned_item(a_committee(store))
    with store.transaction() as con:
        a_tie(con, sitting.committee.members[2].id, TieKind.EMPLOYER, agency_id=sitting.review.agency_id)

    call(sitting)

    document, content = meeting_document(sitting.committee.chair.desk, "2026-안건-0001")
    with store.reading() as con:
        assert sitting.item.digest == fetch_ruling(con, sitting.item.ruling_id).digest
    assert sitting.item.document_id == document.id
    assert document.content_sha256 == digest(embedded(content, "item.json"))
    body = body_of(content)
    for sentence in (
        "세 요건을 모두 갖추었으므로 면책을 인정한다.",
        "공익성: 충족",
        "2026. 11. 23. 14:00",
        "이위원 위원:",
    ):
        assert squeezed(sentence) in body


def test_papers_of_an_item_taken_off_stay_with_the_office(sqlite_store: Store) -> None:
    sitting = call(a_planned_item(a_committee(sqlite_store)))
    agenda.take_off_agenda(sitting.committee.secretary.desk, sitting.item_id, sitting.item.version, {})

    document, _ = meeting_document(a_person(sqlite_store, Role.HEAD).desk, "2026-안건-0001")

    assert document.number == "2026-안건-0001"
