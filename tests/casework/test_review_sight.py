"""Who is barred from deciding on a review sees nothing of what the office holds on it, nor does who is outside."""

import pytest

from casebase.access.act import Act
from casebase.casework.advice_views import advice_of_case, advice_page
from casebase.casework.consistency import consistency
from casebase.casework.desk import Look, look
from casebase.casework.review_sight import barred_reviews
from casebase.casework.review_views import review_document, review_page, ruling_preview
from casebase.domain.account import Role
from casebase.domain.errors import NotFound
from casebase.domain.meeting import RecusalKind, RecusalState
from casebase.domain.review import ReviewStatus
from casebase.store.connection import Store
from tests.advice_stages import ask, declare_tie
from tests.case_builders import Person, a_person
from tests.meeting_stages import Sitting, a_committee, a_planned_item, a_planned_meeting, a_resolved_item, put_on
from tests.panel_builders import a_recusal
from tests.re_examination_stages import paper_of
from tests.review_stages import a_review_in_fact_finding, find_all, notify, propose

AMONG_ITSELF = {"결정안 상신", "안건 상정", "안건자료 발송", "표결 종료", "판단 기록", "결재·발행"}


def recuse(sitting: Sitting, member: Person, state: RecusalState) -> None:
    with sitting.store.transaction() as con:
        a_recusal(con, sitting.item, member.id, RecusalKind.ABSTENTION, state=state)


def test_a_member_who_is_recused_sees_no_finding_proposal_or_draft(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting, (chair, recused, other, *_) = a_planned_item(committee), committee.members
    recuse(sitting, recused, RecusalState.UPHELD)
    recuse(sitting, other, RecusalState.REFUSED)
    number = sitting.review.number

    view = review_page(recused.desk, number)

    assert view.deliberation is None
    assert view.status == ReviewStatus.FACT_FINDING
    assert not AMONG_ITSELF & {moment.what for moment in view.timeline}
    with pytest.raises(NotFound):
        ruling_preview(recused.desk, sitting.item.ruling_id)
    with pytest.raises(NotFound):
        consistency(recused.desk, number)
    for member in (chair, other):
        assert review_page(member.desk, number).deliberation is not None
        assert ruling_preview(member.desk, sitting.item.ruling_id)


def test_a_member_whom_the_record_excludes_is_barred_as_well(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_planned_item(committee)
    member = committee.members[1]
    assert review_page(member.desk, sitting.review.number).deliberation is not None

    declare_tie(member, agency_id=sitting.review.agency_id)

    assert review_page(member.desk, sitting.review.number).deliberation is None


@look(Act.SEE_DELIBERATION)
def barred_of(asked: Look) -> tuple[str, ...]:
    return barred_reviews(asked)


def test_the_reviews_that_a_member_is_barred_from_are_told_by_recusal_and_record(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    recused, tied = a_planned_item(committee), a_planned_item(committee)
    a_review_in_fact_finding(recused.handler, agency_id=tied.review.agency_id)
    member, other = committee.members[1:3]

    recuse(recused, member, RecusalState.UPHELD)
    recuse(tied, other, RecusalState.REFUSED)
    declare_tie(member, agency_id=tied.review.agency_id)

    assert barred_of(member.desk) == tuple(sorted([recused.review.id, tied.review.id]))
    assert barred_of(other.desk) == barred_of(recused.handler.desk) == barred_of(committee.secretary.desk) == ()


def test_a_chair_who_is_barred_reads_no_advice_on_the_case(sqlite_store: Store) -> None:
    committee, handler = a_committee(sqlite_store), a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    find_all(handler, review)
    request = ask(handler, review)
    meeting = a_planned_meeting(committee)
    item_id = put_on(committee, meeting.id, propose(handler, review))
    assert advice_page(committee.chair.desk, request.number).request == request
    before = advice_of_case(committee.chair.desk, "review", review.id)

    recuse(Sitting(committee, handler, meeting.id, item_id), committee.chair, RecusalState.UPHELD)

    with pytest.raises(NotFound):
        advice_page(committee.chair.desk, request.number)
    assert advice_of_case(committee.chair.desk, "review", review.id) == ()
    assert advice_of_case(handler.desk, "review", review.id) == before != ()


def test_the_ruling_s_paper_is_kept_from_who_is_barred_until_it_is_told(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_resolved_item(committee)
    member = committee.members[1]
    recuse(sitting, member, RecusalState.UPHELD)
    number = paper_of(sqlite_store, sitting.review)

    with pytest.raises(NotFound):
        review_document(member.desk, number)

    notify(sitting.handler, sitting.review.number)
    assert review_document(member.desk, number)


def test_an_applicant_is_told_nothing_of_meetings_and_votes(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_resolved_item(committee)
    agency = a_person(sqlite_store, Role.APPLICANT, agency_id=sitting.review.agency_id)
    number = sitting.review.number

    before = review_page(agency.desk, number)
    notify(sitting.handler, number)
    after = review_page(agency.desk, number)

    for view in (before, after):
        assert view.deliberation is None
        assert not AMONG_ITSELF & {moment.what for moment in view.timeline}
        assert view.looked_again.first_results == ()
        assert "회의" not in str(view.timeline)
    assert (before.status, before.documents) == (ReviewStatus.FACT_FINDING, ())
    assert after.status == ReviewStatus.NOTIFIED


def test_the_office_sees_where_a_proposal_stands_before_the_committee(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_resolved_item(committee)

    deliberation = review_page(sitting.handler.desk, sitting.review.number).deliberation

    assert deliberation is not None
    (on_agenda,) = deliberation.agenda
    assert (on_agenda.number, on_agenda.stage) == (sitting.meeting.number, sitting.item.stage)
    assert deliberation.resolution is not None
    assert (deliberation.resolution.yes, deliberation.decided_by) == (5, None)
