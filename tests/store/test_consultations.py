"""The tables of consultations with their links, on both engines."""

from dataclasses import replace
from datetime import date, time

import pytest

from casebase.domain.account import Role
from casebase.domain.case import Disclosure
from casebase.domain.consultation import ApplicantKind, Channel, Consultation, ConsultationStatus, Eligibility
from casebase.domain.errors import NotFound
from casebase.domain.visit import Track
from casebase.store.connection import Connection
from casebase.store.consultations import (
    fetch_consultation,
    fetch_consultation_by_number,
    insert_consultation,
    list_consultations_by_ids,
    list_consultations_of_visit,
    list_drafts_of,
    update_consultation,
)
from casebase.store.ids import new_id
from tests.builders import a_business, a_matter, a_visit, an_account, an_agency
from tests.consultation_builders import a_consultation, a_suspension, an_application

DRAFTING = ConsultationStatus.DRAFTING


def a_large_consultation(con: Connection) -> Consultation:
    """A consultation with everything filled in."""
    applicant, handler = an_account(con, Role.APPLICANT), an_account(con)
    agency, business = an_agency(con), a_business(con)
    visit = a_visit(con, business, handler, matters=(a_matter(Track.FORMAL),))
    return a_consultation(
        con,
        agency,
        applicant=applicant,
        handler=handler,
        owners=(an_account(con), applicant, an_account(con)),
        channel=Channel.VISIT,
        received_at=time(9, 30),
        eligibility=Eligibility.EXCLUDED,
        eligibility_reason="소송 중인 사안이다.",
        screened_by=handler.id,
        disclosure=Disclosure.CLOSED,
        disclosure_clauses=("5", "6"),
        visit_id=visit.id,
        matter_id=visit.matters[0].id,
        site_visit_ids=tuple(a_visit(con, business, handler).id for _ in range(2))[::-1],
        sibling_ids=tuple(a_consultation(con, agency).id for _ in range(2))[::-1],
        follow_up_due_on=date(2027, 5, 1),
        source="출처",
        is_demo=True,
    )


def test_a_consultation_comes_back_whole_its_links_in_order(con: Connection) -> None:
    consultation = a_large_consultation(con)

    found = fetch_consultation(con, consultation.id)

    assert found == fetch_consultation_by_number(con, consultation.number) == consultation
    for nothing in (lambda: fetch_consultation(con, "none"), lambda: fetch_consultation_by_number(con, "")):
        with pytest.raises(NotFound, match="사전컨설팅을"):
            nothing()


def test_what_is_not_known_of_a_draft_comes_back_unknown(con: Connection) -> None:
    filed = a_consultation(con, an_agency(con), status=DRAFTING)
    blank = an_application(request="", law_as_of=None, checklist=())
    draft = replace(filed, id=new_id(), agency_id=None, application=blank)
    insert_consultation(con, draft)

    assert fetch_consultation(con, draft.id) == draft
    assert (draft.number, draft.filed_on, draft.received_at, draft.eligibility) == ("", None, None, None)


def test_all_but_its_origin_changes_and_only_from_the_version_seen(con: Connection) -> None:
    agency, other = an_agency(con), an_agency(con, name="나루군")
    draft, full = a_consultation(con, agency, status=DRAFTING), a_large_consultation(con)
    origin = {name: getattr(draft, name) for name in ("id", "opened_by", "opened_at", "visit_id", "matter_id")}
    filed = replace(full, **origin, agency_id=other.id, number="2026-사전-9001", is_demo=False, version=1)

    assert update_consultation(con, replace(filed, is_demo=True, opened_by="바뀌지 않는 사람"), other.name)
    assert not update_consultation(con, replace(draft, status=ConsultationStatus.WITHDRAWN, sibling_ids=(full.id,)))

    assert fetch_consultation(con, draft.id) == replace(filed, version=2)
    assert fetch_consultation(con, full.id) == full
    bare = replace(filed, version=2, co_handler_ids=(), site_visit_ids=(), sibling_ids=())
    assert update_consultation(con, bare, other.name)
    assert fetch_consultation(con, draft.id) == replace(bare, version=3)


def test_bodies_asked_are_known_once_each_until_the_question_is_cancelled(con: Connection) -> None:
    consultation = a_consultation(con, an_agency(con))
    first, second, cancelled = (an_agency(con) for _ in range(3))
    a_suspension(con, consultation, agency=second, begins_on=date(2026, 11, 11))
    a_suspension(con, consultation, agency=first, ends_on=date(2026, 11, 12))
    a_suspension(con, consultation, agency=first, begins_on=date(2026, 11, 12))
    a_suspension(con, consultation, agency=cancelled, cancelled_on=date(2026, 11, 12))
    a_suspension(con, consultation)

    assert fetch_consultation(con, consultation.id).asked_agency_ids == (first.id, second.id)


def test_several_come_back_in_the_order_asked_for(con: Connection) -> None:
    agency = an_agency(con)
    first, second, unasked = (a_consultation(con, agency, owners=(an_account(con),)) for _ in range(3))

    assert list_consultations_by_ids(con, [second.id, "none", first.id]) == [second, first]
    assert list_consultations_by_ids(con, []) == []
    assert len(list_consultations_by_ids(con, [unasked.id, *map(str, range(70_000))])) == 1


def test_the_drafts_a_visit_opened_come_back_and_follow_its_corrections(con: Connection) -> None:
    lead = an_account(con)
    visit = a_visit(con, a_business(con), lead, matters=(a_matter(Track.FORMAL), a_matter(Track.FORMAL)))
    agency = an_agency(con)
    opened = [
        a_consultation(con, agency, status=DRAFTING, visit_id=visit.id, matter_id=matter.id) for matter in visit.matters
    ]
    corrected = replace(opened[1], application=an_application(background="고친 애로사항", law=""))

    assert list_consultations_of_visit(con, visit.id) == opened
    assert update_consultation(con, corrected)

    assert list_consultations_of_visit(con, visit.id) == [opened[0], replace(corrected, version=2)]
    assert list_consultations_of_visit(con, "none") == []


def test_a_business_may_ask_about_an_agency_s_act(con: Connection) -> None:
    consultation = a_consultation(con, an_agency(con), applicant_kind=ApplicantKind.BUSINESS)

    assert fetch_consultation(con, consultation.id).is_petition


def test_drafts_are_found_by_who_opened_them_until_they_are_filed(con: Connection) -> None:
    agency, lead, colleague = an_agency(con), an_account(con), an_account(con)
    drafting = ConsultationStatus.DRAFTING
    first, second = (a_consultation(con, agency, opened_by=lead, status=drafting) for _ in range(2))
    a_consultation(con, agency, opened_by=colleague, status=drafting)

    assert update_consultation(con, replace(first, status=ConsultationStatus.APPLIED))

    assert [case.id for case in list_drafts_of(con, lead.id)] == [second.id]
