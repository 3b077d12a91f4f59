"""The form of a ruling: bad input is named at its field and leaves no trace."""

import pytest

from casebase.casework import rulings
from casebase.domain.account import Role
from casebase.domain.case import Disclosure
from casebase.domain.errors import (
    SeveralInvalid,
)
from casebase.domain.review import Review
from casebase.store.connection import Store
from tests.case_builders import Person, a_person, paper, record_of
from tests.paper_reading import body_of, squeezed
from tests.review_stages import (
    a_review_in_fact_finding,
    approve,
    find_all,
    review_of,
    ruling_fields,
)


def propose(handler: Person, review: Review, outcome: str, **changes: str) -> str:
    current = review_of(handler.store, review.number)
    return rulings.propose_ruling(handler.desk, review.id, current.version, ruling_fields(review, outcome, **changes))


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
