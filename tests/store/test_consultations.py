"""The table of consultations, on both engines."""

from dataclasses import replace

from casebase.domain.consultation import Consultation
from casebase.domain.visit import Track
from casebase.store.connection import Connection
from casebase.store.consultations import insert_consultation, list_consultations_of_visit, update_consultation
from casebase.store.ids import new_id
from tests.builders import a_business, a_matter, a_visit, an_account


def test_the_drafts_a_visit_opened_come_back_and_follow_its_corrections(con: Connection) -> None:
    lead = an_account(con)
    visit = a_visit(con, a_business(con), lead, matters=(a_matter(Track.FORMAL), a_matter(Track.FORMAL)))
    opened = [
        Consultation(
            id=new_id(),
            title=f"한빛정밀 - {matter.field}",
            field=matter.field,
            difficulty=matter.difficulty,
            law=matter.law,
            visit_id=visit.id,
            matter_id=matter.id,
            opened_by=lead.id,
            opened_at="2026-11-23T01:00:00.000000Z",
        )
        for matter in visit.matters
    ]
    for consultation in opened:
        insert_consultation(con, consultation)

    assert list_consultations_of_visit(con, visit.id) == opened
    corrected = replace(opened[1], title="한빛정밀 - 공사", field="공사", difficulty="고친 애로사항", law="")
    update_consultation(con, replace(corrected, opened_by="바뀌지 않는 사람"))

    assert list_consultations_of_visit(con, visit.id) == [opened[0], replace(corrected, version=2)]
    assert list_consultations_of_visit(con, "none") == []
