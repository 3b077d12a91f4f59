"""Similar cases: what a member of the panel may learn of what this office told others."""

from dataclasses import asdict

from casebase.casework.advice_views import advice_page
from casebase.casework.similar_cases import SimilarCase
from casebase.domain.account import Role
from casebase.domain.advice import AdviceRequest
from casebase.store.connection import Store
from tests.advice_stages import a_panel_member, accept, advice_asked, ask, offer
from tests.case_builders import Person, a_person
from tests.consultation_stages import a_notified_opinion, an_issued_opinion
from tests.review_stages import a_notified_review, a_review_in_fact_finding, an_issued_review

FIELD = "도로·하천·공유수면"


def people(store: Store) -> tuple[Person, Person, Person]:
    return a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.HEAD)


def found_by(handler: Person, request: AdviceRequest) -> tuple[SimilarCase, ...]:
    return advice_page(handler.desk, request.number).similar


def test_a_notified_opinion_in_the_field_is_told_without_its_number(store: Store) -> None:
    handler, applicant, head = people(store)
    told = a_notified_opinion(handler, applicant, head)
    request, member = advice_asked(handler), a_panel_member(store)
    accept(member, offer(handler, request, member))

    (similar,) = advice_page(member.desk, request.number).similar

    assert (similar.kind, similar.title, similar.year) == ("사전컨설팅", told.application.title, 2026)
    assert similar.outcome == "인용"
    assert told.number not in str(asdict(similar))


def test_what_was_not_notified_or_is_closed_to_the_public_is_not_told(sqlite_store: Store) -> None:
    handler, applicant, head = people(sqlite_store)
    an_issued_opinion(handler, applicant, head)
    a_notified_opinion(handler, applicant, head, disclosure="closed")

    assert found_by(handler, advice_asked(handler)) == ()


def test_what_is_of_another_field_is_not_similar(sqlite_store: Store) -> None:
    handler, _, head = people(sqlite_store)
    a_notified_review(handler, head, field="계약")

    assert found_by(handler, advice_asked(handler)) == ()


def test_rulings_and_opinions_stand_together_those_of_the_cases_own_kind_first(sqlite_store: Store) -> None:
    handler, applicant, head = people(sqlite_store)
    a_notified_opinion(handler, applicant, head)
    a_notified_review(handler, head, field=FIELD)
    an_issued_review(handler, head, field=FIELD)
    review = a_review_in_fact_finding(handler, field=FIELD)

    of_review = found_by(handler, ask(handler, review))
    of_consultation = found_by(handler, advice_asked(handler))

    assert [each.kind for each in of_review] == ["면책심사", "사전컨설팅"]
    assert of_review[0].outcome == "면책 인정"
    assert [each.kind for each in of_consultation] == ["사전컨설팅", "면책심사"]


def test_of_many_the_five_newest_are_told(sqlite_store: Store) -> None:
    handler, applicant, head = people(sqlite_store)
    for _ in range(6):
        a_notified_opinion(handler, applicant, head)

    assert len(found_by(handler, advice_asked(handler))) == 5
