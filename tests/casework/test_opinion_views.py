"""Looking at opinions: previews that issue nothing, the office's own words, the effect, and who may approve."""

import pytest

from casebase.casework.opinion_views import (
    draft_preview,
    may_approve,
    opinion_effect,
    opinion_preview,
    outcome_labels,
    relied_on,
)
from casebase.domain.account import Role
from casebase.domain.errors import NotFound, NotPermitted, SeveralInvalid
from casebase.domain.opinion import OpinionKind, OpinionOutcome
from casebase.store.connection import Store
from casebase.store.opinions import list_opinions
from tests.case_builders import Person, a_person, record_of
from tests.consultation_stages import (
    a_consultation_under_review,
    a_notified_opinion,
    a_proposed_opinion,
    an_issued_opinion,
    opinion_fields,
)
from tests.paper_reading import body_of, squeezed
from tests.review_stages import a_registered_review


def three_of(store: Store) -> tuple[Person, Person, Person]:
    return a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.CHAIR)


def opinion_of(store: Store, consultation_id: str) -> str:
    with store.reading() as con:
        return list_opinions(con, consultation_id)[0].id


def test_what_is_typed_may_be_seen_as_a_paper_before_it_is_proposed(store: Store) -> None:
    handler, applicant, _ = three_of(store)
    case = a_consultation_under_review(handler, applicant)
    before = record_of(store)

    content = draft_preview(handler.desk, case.id, OpinionKind.ANSWER, opinion_fields(conclusion="허가할 수 있다."))

    assert squeezed("허가할 수 있다.") in squeezed(body_of(content))
    assert record_of(store) == before


def test_a_preview_of_what_is_not_complete_names_what_is_missing(sqlite_store: Store) -> None:
    handler, applicant, _ = three_of(sqlite_store)
    case = a_consultation_under_review(handler, applicant)

    with pytest.raises(SeveralInvalid) as refused:
        draft_preview(handler.desk, case.id, OpinionKind.ANSWER, {})

    assert {fault.field for fault in refused.value.faults} >= {"outcome", "review", "conclusion"}


def test_a_proposal_is_shown_as_a_draft_without_number(sqlite_store: Store) -> None:
    handler, applicant, chair = three_of(sqlite_store)
    _, opinion_id = a_proposed_opinion(handler, applicant)

    text = squeezed(body_of(opinion_preview(chair.desk, opinion_id)))

    assert squeezed("갑설에 따라 하천 점용허가를 할 수 있다.") in text
    assert "2026-의견-0001" not in text


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.PANEL, Role.SECRETARY])
def test_a_proposal_is_the_office_s_own(sqlite_store: Store, role: Role) -> None:
    handler, applicant, _ = three_of(sqlite_store)
    case, opinion_id = a_proposed_opinion(handler, applicant)
    outsider = applicant if role == Role.APPLICANT else a_person(sqlite_store, role)

    with pytest.raises(NotPermitted):
        opinion_preview(outsider.desk, opinion_id)
    with pytest.raises(NotPermitted):
        draft_preview(outsider.desk, case.id, OpinionKind.ANSWER, opinion_fields())


def test_outcomes_are_called_as_the_office_calls_them(sqlite_store: Store) -> None:
    labels = outcome_labels(a_person(sqlite_store).desk)

    assert labels[OpinionOutcome.CONDITIONAL] == "조건부 인용"
    assert set(labels) == set(OpinionOutcome)


def test_the_effect_is_told_once_the_applicant_knows_the_opinion(sqlite_store: Store) -> None:
    handler, applicant, chair = three_of(sqlite_store)
    told = opinion_of(sqlite_store, a_notified_opinion(handler, applicant, chair).id)
    untold = opinion_of(sqlite_store, an_issued_opinion(handler, applicant, chair).id)

    assert any("추정한다" in sentence for sentence in opinion_effect(applicant.desk, told))
    assert opinion_effect(handler.desk, untold) == opinion_effect(handler.desk, told)
    with pytest.raises(NotFound):
        opinion_effect(applicant.desk, untold)
    with pytest.raises(NotFound):
        opinion_effect(a_person(sqlite_store, Role.APPLICANT).desk, told)


def test_who_had_a_hand_in_an_opinion_may_not_approve_it(sqlite_store: Store) -> None:
    head, applicant, chair = a_person(sqlite_store, Role.HEAD), *three_of(sqlite_store)[1:]
    _, opinion_id = a_proposed_opinion(head, applicant)

    assert may_approve(chair.desk, opinion_id)
    assert may_approve(a_person(sqlite_store, Role.HEAD).desk, opinion_id)
    assert not may_approve(head.desk, opinion_id)
    assert not may_approve(a_person(sqlite_store).desk, opinion_id)


def test_a_review_that_relies_on_no_opinion_of_this_office_has_nothing_to_compare(sqlite_store: Store) -> None:
    handler, applicant, chair = three_of(sqlite_store)
    case = a_notified_opinion(handler, applicant, chair)
    relying = a_registered_review(handler, agency_id=str(case.agency_id), consultation_number=case.number)

    found = relied_on(handler.desk, relying.id)

    assert found is not None
    assert found.consultation_number == case.number
    assert relied_on(handler.desk, a_registered_review(handler).id) is None
