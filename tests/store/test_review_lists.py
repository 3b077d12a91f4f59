"""Lists of reviews, on both engines: within reach, filtered, and told as it may be told outside."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from casebase.access.relations import to_review
from casebase.domain.account import Account, Role
from casebase.domain.approval import ApprovalState
from casebase.domain.document import Document, DocumentKind
from casebase.domain.listing import ReviewFilter
from casebase.domain.reach import Reach, Relation
from casebase.domain.review import Origin, Review, ReviewStatus
from casebase.domain.ruling import Outcome, Ruling, RulingKind
from casebase.store.connection import Connection
from casebase.store.documents import insert_document
from casebase.store.ids import new_id
from casebase.store.review_lists import count_reviews, list_reviews
from casebase.store.reviews import fetch_review
from casebase.store.rulings import insert_ruling
from tests.builders import a_review, an_account, an_agency

EVERYTHING = ReviewFilter()


def reach_of(account: Account, *relations: Relation) -> Reach:
    return Reach(account_id=account.id, agency_id=account.agency_id, relations=frozenset(relations))


def a_paper(con: Connection, review: Review, notified_on: date | None) -> str:
    """Put a ruling's paper on record and return its id."""
    document = Document(
        id=new_id(),
        kind=DocumentKind.RULING,
        number=new_id(),
        subject_kind="review",
        subject_id=review.id,
        issued_on=date(2026, 11, 20),
        sha256="",
        content_sha256="",
        size=1,
        notified_on=notified_on,
    )
    insert_document(con, document)
    return document.id


def an_issued_ruling(con: Connection, review: Review, kind: RulingKind, outcome: Outcome, *, is_notified: bool) -> None:
    insert_ruling(
        con,
        Ruling(
            id=new_id(),
            review_id=review.id,
            kind=kind,
            outcome=outcome,
            changes=(),
            reasons="",
            dismissal_ground="",
            cause="",
            state=ApprovalState.ISSUED,
            digest="",
            proposed_by=an_account(con).id,
            proposed_at="2026-11-20T01:00:00.000000Z",
            document_id=a_paper(con, review, date(2026, 11, 21) if is_notified else None),
        ),
    )


@pytest.mark.parametrize(
    "relations",
    [
        {Relation.APPLICANT},
        {Relation.HANDLER},
        {Relation.AGENCY},
        {Relation.APPLICANT, Relation.HANDLER},
        {Relation.AGENCY, Relation.HANDLER},
        set(),
    ],
    ids=lambda relations: " ".join(sorted(relations)) or "none",  # in one order in every process
)
def test_a_reach_holds_what_the_relations_say(con: Connection, relations: set[Relation]) -> None:
    own, foreign = an_agency(con), an_agency(con)
    person = an_account(con, Role.APPLICANT, agency_id=own.id)
    for origin, agency, filer, subject, handler in itertools.product(
        Origin, (own, foreign), (person, None), (person, None), (person, None)
    ):
        a_review(con, agency, origin=origin, applicant=filer, subject=subject, handler=handler)
    everything = list_reviews(con, reach_of(person, Relation.ANY), EVERYTHING, 100, 0)

    found = list_reviews(con, reach_of(person, *relations), EVERYTHING, 100, 0)

    assert len(everything) == 48
    assert found == [line for line in everything if relations & to_review(person, fetch_review(con, line.id))]
    assert count_reviews(con, reach_of(person, *relations), EVERYTHING) == len(found)


def test_nobody_of_no_agency_is_of_every_agency(con: Connection) -> None:
    person = an_account(con, Role.APPLICANT)
    a_review(con, an_agency(con), origin=Origin.AGENCY)

    for relation in (Relation.APPLICANT, Relation.AGENCY):
        assert list_reviews(con, reach_of(person, relation), EVERYTHING, 10, 0) == []


def test_filters_find_what_they_name(con: Connection) -> None:
    handler, agency = an_account(con, name="김감사"), an_agency(con)
    early = a_review(con, agency, filed_on=date(2026, 10, 1), field="계약", handler=handler)
    late = a_review(con, an_agency(con), filed_on=date(2026, 11, 2), status=ReviewStatus.CLOSED)
    sight = reach_of(handler, Relation.ANY)

    def found(**asked: object) -> list[str]:
        wanted = ReviewFilter(**asked)  # type: ignore[arg-type]
        lines = list_reviews(con, sight, wanted, 10, 0)
        assert count_reviews(con, sight, wanted) == len(lines)
        return [line.id for line in lines]

    assert found() == [late.id, early.id]
    assert found(field="계약") == found(agency_id=agency.id) == found(handler_id=handler.id) == [early.id]
    assert found(status="closed") == found(since=date(2026, 11, 2)) == found(query=late.number) == [late.id]
    assert found(until=date(2026, 10, 1)) == found(status="received") == [early.id]
    assert found(query="협의하지 않고 승인을") == [late.id, early.id]
    assert found(query="_") == found(field="계약", status="closed") == []
    (line,) = list_reviews(con, sight, ReviewFilter(field="계약"), 10, 0)
    assert (line.agency, line.handler, line.handler_id, line.outcome) == (agency.name, "김감사", handler.id, None)


@pytest.mark.parametrize(
    ("status", "is_notified", "told"),
    [
        (ReviewStatus.RECEIVED, False, ReviewStatus.RECEIVED),
        (ReviewStatus.PROPOSED, False, ReviewStatus.FACT_FINDING),
        (ReviewStatus.ISSUED, False, ReviewStatus.FACT_FINDING),
        (ReviewStatus.PROPOSED, True, ReviewStatus.NOTIFIED),
        (ReviewStatus.ISSUED, True, ReviewStatus.NOTIFIED),
        (ReviewStatus.NOTIFIED, True, ReviewStatus.NOTIFIED),
    ],
)
def test_outside_a_status_stands_as_last_notified(
    con: Connection, status: ReviewStatus, is_notified: bool, told: ReviewStatus
) -> None:
    person = an_account(con, Role.APPLICANT)
    review = a_review(con, an_agency(con), subject=person, status=status)
    a_paper(con, review, date(2026, 11, 21) if is_notified else None)
    sight = reach_of(person, Relation.APPLICANT)

    (inside,) = list_reviews(con, sight, EVERYTHING, 10, 0)
    (outside,) = list_reviews(con, sight, EVERYTHING, 10, 0, is_outside=True)

    assert (inside.status, outside) == (status, replace(inside, status=told))
    for asked in ReviewStatus:
        count = count_reviews(con, sight, ReviewFilter(status=asked.value), is_outside=True)
        assert count == (1 if asked == told else 0)


def test_an_outcome_stands_until_it_is_withdrawn_and_is_told_outside_once_notified(con: Connection) -> None:
    person = an_account(con, Role.APPLICANT)
    review = a_review(con, an_agency(con), subject=person, status=ReviewStatus.ISSUED)
    sight = reach_of(person, Relation.APPLICANT)

    def outcomes() -> tuple[Outcome | None, Outcome | None]:
        """As the office has it, and as it is told outside."""
        (inside,) = list_reviews(con, sight, EVERYTHING, 10, 0)
        (outside,) = list_reviews(con, sight, EVERYTHING, 10, 0, is_outside=True)
        return inside.outcome, outside.outcome

    assert outcomes() == (None, None)
    an_issued_ruling(con, review, RulingKind.DECISION, Outcome.PARTIAL, is_notified=True)
    assert outcomes() == (Outcome.PARTIAL, Outcome.PARTIAL)
    an_issued_ruling(con, review, RulingKind.CORRECTION, Outcome.RECOGNISED, is_notified=False)
    assert outcomes() == (Outcome.RECOGNISED, Outcome.PARTIAL)
    an_issued_ruling(con, review, RulingKind.WITHDRAWAL, Outcome.RECOGNISED, is_notified=True)
    assert outcomes() == (None, None)
