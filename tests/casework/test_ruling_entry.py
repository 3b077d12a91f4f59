"""The form of a ruling: bad input is named at its field and leaves no trace."""

import json

import pytest

from casebase.casework import drafts, rulings
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.case import Disclosure
from casebase.domain.draft import Form
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NotFound,
    RulingDoesNotFollow,
    SeveralInvalid,
)
from casebase.domain.review import ReviewStatus
from casebase.domain.ruling import Outcome, RulingKind
from casebase.store.connection import Store
from casebase.store.rulings import fetch_ruling
from tests.case_builders import a_draft, a_person, paper, record_of
from tests.paper_reading import body_of, squeezed
from tests.re_examination_stages import an_office, apply_again, in_fact_finding, refused
from tests.review_stages import (
    a_notified_review,
    a_proposed_review,
    a_registered_review,
    a_review_in_fact_finding,
    an_issued_review,
    approve,
    correction_fields,
    find_all,
    propose,
    review_of,
    ruling_fields,
)

REFUSED = {
    "no outcome": ({"outcome": ""}, "outcome", "결정을 목록에서 고르세요"),
    "no reasons": ({"reasons": ""}, "reasons", "이유를 입력하세요"),
    "an emoji": ({"reasons": "인정 🙆"}, "reasons", "문서 글꼴에 없는 글자가 있습니다"),
    "a disposition of no list": ({"after": "파면"}, "after", "목록에서 고르세요"),
    "no clause": ({"disclosure_clauses": "[]"}, "disclosure_clauses", "제9조제1항의 호를 고르세요"),
    "a clause of no list": ({"disclosure_clauses": '["9"]'}, "disclosure_clauses", "목록에 없는 값"),
    "no disclosure": ({"disclosure": ""}, "disclosure", "공개구분을 목록에서 고르세요"),
}


@pytest.mark.parametrize(("changes", "field", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_proposal_is_named_at_its_field_and_leaves_no_trace(
    sqlite_store: Store, changes: dict[str, str], field: str, sentence: str
) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    find_all(handler, review)
    charge = review.charges[0].id
    changes = {f"after_{charge}" if key == "after" else key: value for key, value in changes.items()}
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        rulings.propose_ruling(handler.desk, review.id, review.version, ruling_fields(review) | changes)

    faults = {str(fault.field).removesuffix(f"_{charge}"): str(fault) for fault in refused.value.faults}
    assert sentence in faults[field]
    assert record_of(sqlite_store) == before


def test_a_dismissal_needs_its_ground(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)

    with pytest.raises(SeveralInvalid) as refused:
        propose(handler, review, "dismissed", dismissal_ground=" ")

    assert [fault.field for fault in refused.value.faults] == ["dismissal_ground"]


def test_an_open_paper_needs_no_clause(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)

    propose(handler, review, "dismissed", disclosure="open", disclosure_clauses="")

    assert review_of(sqlite_store, review.number).disclosure == Disclosure.OPEN


def test_markup_in_the_reasons_is_printed_as_it_was_typed(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = a_review_in_fact_finding(handler)
    markup = '<img src="http://example.com/x.png"/> <b>인정</b> & &amp;'

    number = approve(chair, propose(handler, review, "dismissed", reasons=markup))

    assert squeezed(markup) in body_of(paper(sqlite_store, number))


def test_a_ruling_is_proposed_as_it_follows(store: Store) -> None:
    handler = a_person(store)
    review = a_review_in_fact_finding(handler)
    find_all(handler, review)
    draft_id = a_draft(handler, Form.RULING, {"reasons": "쓰던 이유"}, f"decision:{review.id}")

    ruling_id = propose(handler, review, "recognised")

    with store.reading() as con:
        ruling = fetch_ruling(con, ruling_id)
    assert (ruling.kind, ruling.outcome, ruling.state) == (
        RulingKind.DECISION,
        Outcome.RECOGNISED,
        ApprovalState.PROPOSED,
    )
    assert [(c.charge_id, c.after) for c in ruling.changes] == [(review.charges[0].id, "불문")]
    proposed = review_of(store, review.number)
    assert (proposed.status, proposed.disclosure, proposed.disclosure_clauses) == (
        ReviewStatus.PROPOSED,
        Disclosure.PARTIAL,
        ("5", "6"),
    )
    with pytest.raises(NotFound):
        drafts.fetch_draft(handler.desk, draft_id)


def test_nobody_is_ruled_upon_without_a_chance_to_speak(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler, is_heard=False)
    find_all(handler, review)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry) as refused:
        propose(handler, review, "recognised")

    assert refused.value.field == "hearing_offered_on"
    assert record_of(sqlite_store) == before
    assert propose(handler, review, "dismissed")  # judges nobody


def test_a_decision_is_proposed_only_from_fact_finding(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    received = a_registered_review(handler)
    proposed, _ = a_proposed_review(handler)
    notified = a_notified_review(handler, chair)
    before = record_of(sqlite_store)

    for review in (received, proposed, notified):
        with pytest.raises(MoveNotPermitted, match="결정안 상신"):
            propose(handler, review, "recognised")

    assert record_of(sqlite_store) == before


def test_a_proposal_from_a_stale_page_is_refused(store: Store) -> None:
    handler = a_person(store)
    review = a_review_in_fact_finding(handler)
    find_all(handler, review)
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile):
        rulings.propose_ruling(handler.desk, review.id, review.version - 1, ruling_fields(review))

    assert record_of(store) == before


def test_a_correction_must_follow_as_well(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = an_issued_review(handler, chair)
    fields = correction_fields(review, outcome="not_recognised", **{f"after_{review.charges[0].id}": "주의"})
    before = record_of(sqlite_store)

    with pytest.raises(RulingDoesNotFollow):
        rulings.propose_correction(handler.desk, review.id, review.version, fields)
    with pytest.raises(SeveralInvalid) as without_cause:
        rulings.propose_correction(handler.desk, review.id, review.version, fields | {"cause": ""})

    assert [fault.field for fault in without_cause.value.faults] == ["cause"]
    assert record_of(sqlite_store) == before


def test_the_event_of_a_proposal_tells_what_was_proposed(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    _, ruling_id = a_proposed_review(handler)

    with sqlite_store.reading() as con:
        (detail,) = con.rows("select detail from events where act = 'propose_ruling'")
        ruling = fetch_ruling(con, ruling_id)

    told = json.loads(detail[0])
    assert (told["ruling"], told["digest"], told["outcome"]) == (ruling_id, ruling.digest, "recognised")


def test_a_ground_for_dismissal_is_one_of_the_five(sqlite_store: Store) -> None:
    office = an_office(sqlite_store)
    fresh = office.fresh
    again = in_fact_finding(fresh, apply_again(office.agency, refused(office)))

    with pytest.raises(SeveralInvalid, match="각하 사유를 목록에서 고르세요"):
        propose(fresh, again, "dismissed", dismissal_ground="자체감사가 끝나지 않음")

    assert review_of(fresh.store, again.number).status == ReviewStatus.FACT_FINDING
