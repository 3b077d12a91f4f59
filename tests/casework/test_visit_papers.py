"""The papers of a visit: its record, its correction, and a later answer, each kept as it was issued."""

import json
from dataclasses import replace
from datetime import date

import pytest

from casebase.casework import drafts, visits
from casebase.casework.businesses import correct_business
from casebase.casework.visit_views import visit_page
from casebase.domain.canonical import digest
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.document import DocumentKind
from casebase.domain.draft import Form
from casebase.domain.errors import NotFound
from casebase.domain.visit import Track, VisitStatus
from casebase.store.connection import Store
from casebase.store.consultations import update_consultation
from tests.case_builders import (
    Person,
    a_draft,
    a_finished_visit,
    a_person,
    a_photo,
    attach,
    paper,
    seen_today,
    visit_fields,
)
from tests.paper_reading import body_of, embedded, squeezed, text_of


def correction_of(lead: Person, number: str, **changes: str) -> tuple[str, int]:
    """Type a correction of a visit and return its draft's id and the version it was begun from."""
    visit = visit_page(lead.desk, number).visit
    fields = visit_fields(visit.business_id, lead.id, correction_reason="장소를 잘못 적었습니다.", **changes)
    return a_draft(lead, Form.VISIT, fields, f"visit:{visit.id}"), visit.version


def promise_on(lead: Person, number: str) -> str:
    """Return the id of the visit's promised answer."""
    return next(m.id for m in visit_page(lead.desk, number).visit.matters if m.track == Track.LATER)


def reply(**changes: str) -> dict[str, str]:
    return {"answer": "기준은 내년부터 바뀝니다.", "reached_how": "mail", "reached_on": "2026-11-23", **changes}


def test_a_source_is_not_taken_from_a_form_outside_the_demonstration(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store)

    number = a_finished_visit(lead, count_matters="1", source="지어낸 출처")

    view = visit_page(lead.desk, number)
    assert (view.visit.source, view.visit.is_demo) == ("", False)
    assert "출처" not in text_of(paper(sqlite_store, view.documents[0].number))


def test_a_correction_keeps_what_it_was_and_supersedes_the_paper(store: Store) -> None:
    lead = a_person(store)
    number = a_finished_visit(lead)
    before = visit_page(lead.desk, number)
    draft_id, version = correction_of(lead, number, place="제2공장", difficulty_2="증축인지 개축인지 알 수 없습니다.")
    attach(lead, draft_id, "도면.jpg", a_photo(90), "photo")

    assert visits.correct_visit(lead.desk, draft_id, version) == number

    view = visit_page(lead.desk, number)
    new, old = view.documents
    assert (view.visit.place, view.visit.version) == ("제2공장", version + 1)
    assert [m.id for m in view.visit.matters] == [m.id for m in before.visit.matters]
    assert (new.number, new.supersedes_id, old.id) == ("2026-상담-0002", old.id, before.documents[0].id)
    assert view.consultations[0].application.background == "증축인지 개축인지 알 수 없습니다."
    assert [photo.name for photo in view.photos] == ["도면.jpg"]
    body = body_of(paper(store, new.number))
    assert squeezed("이 결과서는 2026-상담-0001 결과서를 정정하여 대신합니다.") in body
    assert squeezed("정정 사유: 장소를 잘못 적었습니다.") in body
    with store.reading() as con:
        (detail,) = con.rows("select detail from events where act = 'correct_visit'")
    kept = json.loads(detail[0])
    assert (kept["before"]["place"], kept["reason"]) == ("본사 2층 회의실", "장소를 잘못 적었습니다.")
    with pytest.raises(NotFound):
        drafts.fetch_draft(lead.desk, draft_id)


def test_a_correction_leaves_a_case_alone_that_was_applied_for_meanwhile(store: Store) -> None:
    lead = a_person(store)
    number = a_finished_visit(lead)
    (draft,) = visit_page(lead.desk, number).consultations
    draft_id, version = correction_of(lead, number, difficulty_2="증축인지 개축인지 알 수 없습니다.")
    with store.transaction() as con:
        assert update_consultation(con, replace(draft, status=ConsultationStatus.APPLIED))

    visits.correct_visit(lead.desk, draft_id, version)

    (applied,) = visit_page(lead.desk, number).consultations
    assert applied == replace(draft, status=ConsultationStatus.APPLIED, version=2)


def test_a_promised_answer_is_given_on_a_paper_of_its_own_and_closes_the_visit(store: Store) -> None:
    lead = a_person(store)
    number = a_finished_visit(lead)

    answer_number = visits.give_later_answer(lead.desk, promise_on(lead, number), reply())

    assert answer_number == "2026-회신-0001"
    view = visit_page(lead.desk, number)
    answered = view.visit.matters[2]
    assert view.visit.status == VisitStatus.CLOSED
    assert (answered.answer, answered.answered_by) == ("기준은 내년부터 바뀝니다.", lead.id)
    assert (answered.answered_on, answered.reached_how, answered.reached_on) == (
        date(2026, 11, 23),
        "mail",
        date(2026, 11, 23),
    )
    document = view.documents[0]
    assert (document.kind, document.supersedes_id) == (DocumentKind.LATER_ANSWER, None)
    assert (document.notified_on, document.notified_how, document.reached_on) == (
        date(2026, 11, 23),
        "전자우편",
        date(2026, 11, 23),
    )
    pdf = paper(store, answer_number)
    assert squeezed("기준은 내년부터 바뀝니다.") in body_of(pdf)
    assert document.content_sha256 == digest(embedded(pdf, "answer.json"))
    assert [todo.page for todo in seen_today(lead).todos] == ["consultation"]  # the application is still to be filed


def test_a_business_renamed_later_leaves_the_issued_paper_as_it_was(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store)
    number = a_finished_visit(lead, count_matters="1")
    view = visit_page(lead.desk, number)
    issued = paper(sqlite_store, view.documents[0].number)
    business = view.business
    renamed = {"business_name": "새빛정밀", "registration_number": "123-45-67891", "industry": "C"}

    correct_business(lead.desk, business.id, 1, {**renamed, "region_code": "48120"})

    again = visit_page(lead.desk, number)
    assert again.business.name == "새빛정밀"
    assert paper(sqlite_store, again.documents[0].number) == issued
