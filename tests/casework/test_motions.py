"""The motion: it follows from the committee's own answers, and gives its own reasons where they differ."""

import pytest

from casebase.casework import motions, recusals, rulings
from casebase.casework.questions_voted import field_name
from casebase.casework.review_views import review_page
from casebase.domain.errors import (
    InvalidEntry,
    MoveNotPermitted,
    NoQuorum,
    NotPermitted,
    RulingDoesNotFollow,
    SeveralInvalid,
)
from casebase.domain.meeting import ItemStage
from casebase.domain.ruling import Outcome, RulingKind
from casebase.store.connection import Store
from casebase.store.resolutions import find_resolution_of_item
from casebase.store.rulings import list_rulings
from tests.case_builders import a_person, paper, record_of
from tests.meeting_stages import (
    Sitting,
    a_committee,
    a_drafting_item,
    a_planned_meeting,
    a_resolved_item,
    a_voting_item,
    all_vote,
    call,
    close_vote,
    mark,
    motion_fields,
    open_meeting,
    open_vote,
    put_motion,
    put_on,
    seen_by,
)
from tests.paper_reading import body_of, squeezed
from tests.re_examination_stages import DISMISSED, an_office, apply_again, in_fact_finding, refused
from tests.review_stages import correction_fields, propose, review_of


def overruled(sitting: Sitting) -> str:
    """Let everybody answer one question as the proposer did not, and return what it is kept under."""
    all_vote(sitting, public_interest="no")
    close_vote(sitting)
    return f"{sitting.review.charges[0].id}|criterion|public_interest"


def put_before(sitting: Sitting, ruling_id: str) -> Sitting:
    """Bring another proposal on the same review before an open meeting of its own."""
    meeting = a_planned_meeting(sitting.committee)
    item_id = put_on(sitting.committee, meeting.id, ruling_id)
    again = Sitting(sitting.committee, sitting.handler, meeting.id, item_id)
    return open_vote(open_meeting(call(again)))


def test_a_motion_follows_from_the_answers_or_dismisses(sqlite_store: Store) -> None:
    sitting = a_drafting_item(a_committee(sqlite_store))
    before = record_of(sqlite_store)

    with pytest.raises(RulingDoesNotFollow):
        put_motion(sitting, "not_recognised")
    with pytest.raises(RulingDoesNotFollow):
        put_motion(sitting, "recognised", **{f"after_{sitting.review.charges[0].id}": "주의"})
    with pytest.raises(SeveralInvalid):
        put_motion(sitting, "dismissed", dismissal_ground="")
    with pytest.raises(SeveralInvalid):
        put_motion(sitting, reasons="")

    assert record_of(sqlite_store) == before
    work = seen_by(sitting, sitting.committee.secretary)
    assert work is not None and work.motion_form is not None
    assert work.motion_form.outcomes == (Outcome.RECOGNISED, Outcome.DISMISSED)
    put_motion(sitting, "dismissed")
    assert sitting.item.stage == ItemStage.OUTCOME


def test_the_committee_may_find_otherwise_with_reasons_of_its_own(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store))
    question = overruled(sitting)
    work = seen_by(sitting, sitting.committee.secretary)
    assert work is not None and work.motion_form is not None
    assert [one.question for one in work.motion_form.own_reasons] == [question]
    assert work.motion_form.own_reasons[0].answer == "불충족"
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refusal:
        put_motion(sitting, "not_recognised")
    assert [fault.field for fault in refusal.value.faults] == [f"reason_{field_name(question)}"]
    with pytest.raises(RulingDoesNotFollow):
        put_motion(sitting, "recognised", **{f"reason_{field_name(question)}": "공익과 무관하다."})
    assert record_of(sqlite_store) == before

    put_motion(sitting, "not_recognised", **{f"reason_{field_name(question)}": "공익과 무관하다."})
    all_vote(sitting)
    number = close_vote(sitting)

    with sqlite_store.reading() as con:
        resolution = find_resolution_of_item(con, sitting.item_id)
    assert resolution is not None and resolution.outcome == Outcome.NOT_RECOGNISED
    finding = next(one for one in resolution.findings if one.question == "public_interest")
    assert (finding.holds, finding.reason, finding.no) == (False, "공익과 무관하다.", 5)
    body = body_of(paper(sqlite_store, number))
    assert squeezed("공익성: 불충족") in body and squeezed("공익과 무관하다.") in body
    assert squeezed("공익성: 결재 문서에서 확인하였다.") not in body
    deliberation = review_page(sitting.handler.desk, sitting.review.number).deliberation
    assert deliberation is not None and deliberation.follows == Outcome.NOT_RECOGNISED


def test_only_the_secretary_puts_a_motion_and_only_once_answers_are_known(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store))
    before = record_of(sqlite_store)

    with pytest.raises(MoveNotPermitted):
        put_motion(sitting)
    with pytest.raises(NotPermitted):
        motions.put_motion(sitting.committee.chair.desk, sitting.item_id, sitting.item.version, motion_fields(sitting))

    assert record_of(sqlite_store) == before


def test_the_vote_on_a_motion_opens_only_with_a_quorum(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 5)
    sitting = a_drafting_item(committee)
    mark(sitting, committee.members[:2])
    before = record_of(sqlite_store)

    with pytest.raises(NoQuorum):
        put_motion(sitting)

    assert record_of(sqlite_store) == before


def test_a_correction_is_voted_on_anew(sqlite_store: Store) -> None:
    first = a_resolved_item(a_committee(sqlite_store))
    review = review_of(sqlite_store, first.review.number)
    fields = correction_fields(review)
    ruling_id = rulings.propose_correction(first.handler.desk, review.id, review.version, fields)

    sitting = put_before(first, ruling_id)
    all_vote(sitting)
    close_vote(sitting)
    put_motion(sitting)
    all_vote(sitting)
    number = close_vote(sitting)

    documents = review_page(first.handler.desk, review.number).documents
    assert documents[0].number == number and documents[0].supersedes_id == documents[1].id


def test_a_withdrawal_is_moved_as_it_was_proposed(sqlite_store: Store) -> None:
    first = a_resolved_item(a_committee(sqlite_store))
    review = review_of(sqlite_store, first.review.number)
    ruling_id = rulings.propose_withdrawal(first.handler.desk, review.id, review.version, "제출된 문서가 위조되었다.")

    sitting = put_before(first, ruling_id)
    assert sitting.item.stage == ItemStage.DRAFTING
    motions.put_motion(
        first.committee.secretary.desk, sitting.item_id, sitting.item.version, {"reasons": "위조를 확인하였다."}
    )
    all_vote(sitting)
    close_vote(sitting)

    with sqlite_store.reading() as con:
        newest = list_rulings(con, review.id)[0]
    assert newest.kind == RulingKind.WITHDRAWAL and newest.resolution_id is not None
    paper_of_first = review_page(first.handler.desk, review.number).documents[1]
    assert paper_of_first.withdrawn_on is not None


def test_a_motion_waits_for_recusals(sqlite_store: Store) -> None:
    sitting = a_drafting_item(a_committee(sqlite_store))
    fields = {"kind": "abstention", "ground": "unfair", "reason": "같은 모임에서 자주 만난다."}
    recusals.declare_recusal(sitting.committee.members[1].desk, sitting.item_id, sitting.item.version, fields)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="결정하지 않은 기피·회피"):
        put_motion(sitting)

    assert record_of(sqlite_store) == before


def test_a_stranger_puts_no_motion(sqlite_store: Store) -> None:
    sitting = a_drafting_item(a_committee(sqlite_store))
    stranger = a_person(sqlite_store)

    with pytest.raises(NotPermitted):
        motions.put_motion(stranger.desk, sitting.item_id, sitting.item.version, motion_fields(sitting))


def test_a_re_examination_is_dismissed_on_a_ground_of_the_decree_alone(sqlite_store: Store) -> None:
    committee, office = a_committee(sqlite_store), an_office(sqlite_store)
    again = in_fact_finding(office.fresh, apply_again(office.agency, refused(office)))
    meeting = a_planned_meeting(committee)
    item_id = put_on(committee, meeting.id, propose(office.fresh, again, "dismissed", **DISMISSED))
    sitting = open_vote(open_meeting(call(Sitting(committee, office.fresh, meeting.id, item_id))))
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid, match="각하 사유를 목록에서 고르세요"):
        put_motion(sitting, "dismissed", dismissal_ground="자체감사가 끝나지 않음")

    assert record_of(sqlite_store) == before
    assert put_motion(sitting, "dismissed", **DISMISSED).item.stage == ItemStage.OUTCOME
