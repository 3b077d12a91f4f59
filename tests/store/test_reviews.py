"""The tables of reviews with their observations, subjects and charges, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.account import Role
from casebase.domain.case import Disclosure
from casebase.domain.errors import NotFound
from casebase.domain.review import Charge, Observation, Origin, Review, ReviewStatus, Subject, SubjectKind
from casebase.store.connection import Connection
from casebase.store.ids import new_id
from casebase.store.reviews import (
    fetch_review,
    fetch_review_by_number,
    insert_review,
    list_re_examinations,
    update_review,
)
from tests.builders import a_business, a_review, a_visit, an_account, an_agency


def a_large_review(con: Connection) -> Review:
    """A review with two observations against two subjects, everything filled in."""
    filer, handler = an_account(con, Role.APPLICANT), an_account(con)
    small = a_review(con, an_agency(con), origin=Origin.PERSON, applicant=filer, handler=handler, subject=filer)
    review_id = new_id()
    observations = tuple(
        Observation(id=new_id(), review_id=review_id, position=n, title=f"지적 {n}", text="내용", loss_won=n * 10**12)
        for n in (1, 2)
    )
    subjects = tuple(
        Subject(id=new_id(), review_id=review_id, position=n, kind=kind, name=f"대상 {n}", account_id=account_id)
        for n, kind, account_id in ((1, SubjectKind.PERSON, filer.id), (2, SubjectKind.AGENCY, None))
    )
    charges = tuple(
        Charge(id=new_id(), review_id=review_id, observation_id=o.id, subject_id=s.id, disposition="주의")
        for o in observations
        for s in subjects
    )
    large = replace(
        small,
        id=review_id,
        number="2026-면책-7777",
        observations=observations,
        subjects=subjects,
        charges=charges,
        disclosure_clauses=("5", "6"),
        prior_opinion="2025-사전-0012",
        visit_id=a_visit(con, a_business(con), handler).id,
        hearing_offered_on=date(2026, 11, 20),
        hearing_way="문서",
        hearing_held_on=date(2026, 11, 21),
        hearing_note="진술함",
        received_on=date(2026, 11, 3),
        first_review_id=small.id,
        stayed_on=date(2026, 11, 22),
        stay_reason="회복할 수 없는 손해를 막는다.",
        source="출처",
        is_demo=True,
    )
    insert_review(con, large, "가람시")
    return large


def test_a_review_comes_back_whole_its_parts_in_order(con: Connection) -> None:
    review = a_large_review(con)

    assert fetch_review(con, review.id) == fetch_review_by_number(con, review.number) == review
    for nothing in (lambda: fetch_review(con, "none"), lambda: fetch_review_by_number(con, "2026-면책-9999")):
        with pytest.raises(NotFound):
            nothing()


def test_what_is_not_known_comes_back_unknown(con: Connection) -> None:
    review = replace(a_review(con, an_agency(con)), id="other", number="2026-면책-8888", audit_ended_on=None)
    insert_review(con, replace(review, observations=(), subjects=(), charges=()), "가람시")

    kept = fetch_review(con, "other")

    assert (kept.audit_ended_on, kept.handler_id, kept.visit_id, kept.hearing_offered_on) == (None, None, None, None)
    assert (kept.observations, kept.subjects, kept.charges) == ((), (), ())
    assert (kept.received_on, kept.first_review_id, kept.stayed_on, kept.stay_reason) == (None, None, None, "")


def test_only_where_a_review_stands_changes_and_only_from_the_version_seen(con: Connection) -> None:
    review, handler = a_review(con, an_agency(con)), an_account(con)
    moved = replace(
        review,
        status=ReviewStatus.FACT_FINDING,
        handler_id=handler.id,
        criteria_set="national-2019",
        disclosure=Disclosure.CLOSED,
        disclosure_clauses=("5",),
        hearing_offered_on=date(2026, 11, 20),
        hearing_way="구술",
        received_on=date(2026, 11, 4),
        stayed_on=date(2026, 11, 21),
        stay_reason="처분의 집행을 미룬다.",
    )

    assert update_review(
        con, replace(moved, title="바뀌지 않는 건명", first_review_id=a_review(con, an_agency(con)).id)
    )
    assert not update_review(con, replace(review, status=ReviewStatus.WITHDRAWN))

    assert fetch_review(con, review.id) == replace(moved, version=2)


def test_a_review_s_re_examinations_are_listed_the_first_filed_first(con: Connection) -> None:
    first, other = (a_review(con, an_agency(con)) for _ in range(2))
    late, early = a_large_review(con), a_review(con, an_agency(con))
    of_first = [
        replace(early, id=new_id(), number=f"2026-재심-000{n}", first_review_id=first.id, subjects=(), charges=())
        for n in (1, 2)
    ]
    for review in of_first:
        insert_review(con, replace(review, observations=()), "가람시")

    assert [review.number for review in list_re_examinations(con, first.id)] == ["2026-재심-0001", "2026-재심-0002"]
    assert list_re_examinations(con, str(late.first_review_id)) == [late]
    assert list_re_examinations(con, other.id) == []
