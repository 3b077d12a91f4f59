"""The moves of a review: what may follow what, and never anything else."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.case import Disclosure
from casebase.domain.errors import MoveNotPermitted
from casebase.domain.review import (
    DISPOSITIONS,
    NEXT,
    NO_DISPOSITION,
    ORIGIN_LABELS,
    REVIEW_STATUS_LABELS,
    SUBJECT_KIND_LABELS,
    Origin,
    Review,
    ReviewStatus,
    SubjectKind,
)

WAY = [
    ReviewStatus.APPLIED,
    ReviewStatus.RECEIVED,
    ReviewStatus.FACT_FINDING,
    ReviewStatus.PROPOSED,
    ReviewStatus.ISSUED,
    ReviewStatus.NOTIFIED,
    ReviewStatus.CLOSED,
]


def a_review_of_status(status: ReviewStatus) -> Review:
    """A review that stands at a status, kept in no store and about nobody."""
    return Review(
        id="review-1",
        number="2026-면책-0001",
        origin=Origin.AGENCY,
        title="공장설립 승인 처리 부적정",
        field="인허가",
        agency_id="agency-1",
        audit_name="2026년 종합감사",
        audit_ended_on=None,
        filed_on=date(2026, 11, 2),
        applicant_id=None,
        applicant_name="기관장",
        request="면책을 인정하여 주시기 바랍니다.",
        circumstances="투자 일정에 맞추어 조건부로 승인하였습니다.",
        argument="사적인 이해관계가 없었습니다.",
        criteria_set="trio",
        status=status,
        handler_id=None,
        disclosure=Disclosure.PARTIAL,
        disclosure_clauses=("6",),
        observations=(),
        subjects=(),
        charges=(),
    )


def may_move(review: Review, status: ReviewStatus) -> bool:
    try:
        review.must_move_to(status)
    except MoveNotPermitted:
        return False
    return True


def test_a_review_goes_the_whole_way_step_by_step() -> None:
    for before, after in itertools.pairwise(WAY):
        assert may_move(a_review_of_status(before), after)


@pytest.mark.parametrize("before", ReviewStatus)
def test_no_step_is_left_out_and_none_taken_twice(before: ReviewStatus) -> None:
    review = a_review_of_status(before)

    assert not may_move(review, before)
    assert not may_move(review, ReviewStatus.APPLIED)
    ahead = WAY[WAY.index(before) + 2 :] if before in WAY else WAY
    # A returned amendment takes a review back to where its paper stood.
    allowed = {ReviewStatus.NOTIFIED} if before == ReviewStatus.PROPOSED else set()
    allowed |= {ReviewStatus.PROPOSED} if before == ReviewStatus.CLOSED else set()
    assert not any(may_move(review, status) for status in ahead if status not in allowed)


def test_an_application_is_withdrawn_only_before_it_is_ruled_upon() -> None:
    withdrawable = {status for status in ReviewStatus if may_move(a_review_of_status(status), ReviewStatus.WITHDRAWN)}

    assert withdrawable == {ReviewStatus.APPLIED, ReviewStatus.RECEIVED, ReviewStatus.FACT_FINDING}
    assert NEXT[ReviewStatus.WITHDRAWN] == set()


@given(st.lists(st.sampled_from(ReviewStatus), max_size=30))
def test_whatever_is_tried_a_review_is_issued_only_from_a_proposal(tries: list[ReviewStatus]) -> None:
    status = ReviewStatus.APPLIED
    for wanted in tries:
        if may_move(a_review_of_status(status), wanted):
            assert wanted != ReviewStatus.ISSUED or status == ReviewStatus.PROPOSED
            assert wanted != ReviewStatus.CLOSED or status == ReviewStatus.NOTIFIED
            status = wanted


def test_a_refused_move_says_where_the_review_stands_and_what_was_wanted() -> None:
    with pytest.raises(MoveNotPermitted) as refused:
        a_review_of_status(ReviewStatus.RECEIVED).must_move_to(ReviewStatus.CLOSED)

    assert "‘접수’ 상태라 ‘종결’ 단계로 갈 수 없습니다" in str(refused.value)


def test_everything_has_its_word() -> None:
    assert set(REVIEW_STATUS_LABELS) == set(NEXT) == set(ReviewStatus)
    assert set(ORIGIN_LABELS) == set(Origin)
    assert set(SUBJECT_KIND_LABELS) == set(SubjectKind)
    assert NO_DISPOSITION not in DISPOSITIONS
    assert "변상명령" not in DISPOSITIONS
