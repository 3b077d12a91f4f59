"""The agenda: what may stand on it, its papers, and what is carried over."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from casebase.casework import agenda, meetings, rulings
from casebase.casework.meeting_views import meeting_document, meeting_page, ready_proposals
from casebase.casework.review_views import review_page
from casebase.casework.reviews import add_evidence
from casebase.domain.account import Role
from casebase.domain.document import DocumentKind
from casebase.domain.draft import Form
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.meeting import ItemStage, Meeting, RecusalKind, RecusalState
from casebase.store.agenda import list_items
from casebase.store.connection import Store
from tests.case_builders import a_draft, a_person, attach, record_of
from tests.meeting_stages import (
    Sitting,
    a_called_item,
    a_committee,
    a_planned_item,
    a_planned_meeting,
    a_voting_item,
    all_vote,
    an_open_item,
    call,
    carry_over,
    close_meeting,
    open_meeting,
    open_vote,
    put_on,
    seen_by,
)
from tests.panel_builders import a_recusal
from tests.review_stages import a_proposed_review, propose


def send_again(sitting: Sitting, **fields: str) -> str:
    return agenda.send_papers(sitting.committee.secretary.desk, sitting.item_id, sitting.item.version, fields)


def return_proposal(sitting: Sitting) -> None:
    rulings.return_ruling(a_person(sitting.store, Role.HEAD).desk, sitting.item.ruling_id, "이유를 보완하세요.")


def items_of(store: Store, meeting_id: str) -> list[str]:
    with store.reading() as con:
        return [item.id for item in list_items(con, meeting_id)]


def test_a_proposal_goes_on_the_agenda_once(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    review, ruling_id = a_proposed_review(a_person(sqlite_store))
    (ready,) = ready_proposals(committee.secretary.desk)
    first, second = a_planned_meeting(committee), a_planned_meeting(committee)

    put_on(committee, first.id, ruling_id)

    assert (ready.ruling.id, ready.review_number) == (ruling_id, review.number)
    assert "감사관이나 위원장이 결재합니다" in ready.decider
    assert ready_proposals(committee.secretary.desk) == []
    before = record_of(sqlite_store)
    with pytest.raises(InvalidEntry, match=first.number):
        put_on(committee, second.id, ruling_id)
    assert record_of(sqlite_store) == before


def test_what_is_not_proposed_any_more_stays_off(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    _, ruling_id = a_proposed_review(a_person(sqlite_store))
    rulings.return_ruling(a_person(sqlite_store, Role.HEAD).desk, ruling_id, "다시 쓰세요.")
    meeting = a_planned_meeting(committee)

    with pytest.raises(InvalidEntry, match="결정을 기다리는 안이 아닙니다"):
        put_on(committee, meeting.id, ruling_id)

    assert items_of(sqlite_store, meeting.id) == []


def test_items_keep_their_order(sqlite_store: Store) -> None:
    sitting = a_planned_item(a_committee(sqlite_store))
    _, ruling_id = a_proposed_review(sitting.handler)

    second = put_on(sitting.committee, sitting.meeting_id, ruling_id)

    assert items_of(sqlite_store, sitting.meeting_id) == [sitting.item_id, second]
    view = meeting_page(sitting.committee.secretary.desk, sitting.meeting.number)
    assert [item.position for item in view.items] == [1, 2]


def test_an_item_is_taken_off_before_the_meeting_opens(sqlite_store: Store) -> None:
    sitting = a_called_item(a_committee(sqlite_store))
    secretary = sitting.committee.secretary
    agenda.take_off_agenda(secretary.desk, sitting.item_id, sitting.item.version, {})
    assert items_of(sqlite_store, sitting.meeting_id) == []

    opened = an_open_item(sitting.committee)

    with pytest.raises(MoveNotPermitted):
        agenda.take_off_agenda(secretary.desk, opened.item_id, opened.item.version, {})
    assert items_of(sqlite_store, opened.meeting_id) == [opened.item_id]


def test_an_item_with_a_recusal_is_not_taken_off_for_it_would_go_too(sqlite_store: Store) -> None:
    sitting = a_called_item(a_committee(sqlite_store))
    secretary, member = sitting.committee.secretary, sitting.committee.members[1]
    with sqlite_store.transaction() as con:
        a_recusal(con, sitting.item, member.id, RecusalKind.EXCLUSION, state=RecusalState.UPHELD)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="제척·기피·회피가 기록된 안건이라 뺄 수 없습니다"):
        agenda.take_off_agenda(secretary.desk, sitting.item_id, sitting.item.version, {})

    assert record_of(sqlite_store) == before


def test_the_agenda_stands_once_the_meeting_is_open(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))
    _, ruling_id = a_proposed_review(sitting.handler)

    with pytest.raises(MoveNotPermitted):
        put_on(sitting.committee, sitting.meeting_id, ruling_id)

    assert items_of(sqlite_store, sitting.meeting_id) == [sitting.item_id]


def test_papers_are_kept_and_papers_sent_again_supersede_them(sqlite_store: Store) -> None:
    sitting = a_called_item(a_committee(sqlite_store))
    desk = sitting.committee.members[1].desk
    first, content = meeting_document(desk, "2026-안건-0001")

    number = send_again(sitting)

    again, _ = meeting_document(desk, number)
    assert content.startswith(b"%PDF")
    assert (first.kind, again.supersedes_id) == (DocumentKind.ITEM_PAPERS, first.id)
    assert meeting_document(desk, first.number)[1] == content


def test_a_proposal_changed_after_the_papers_went_out_is_not_taken_up(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))
    return_proposal(sitting)
    propose(sitting.handler, sitting.review)
    before = record_of(sqlite_store)

    with pytest.raises(ChangedMeanwhile, match="안건자료를 다시 보낸 뒤"):
        open_vote(sitting)

    assert record_of(sqlite_store) == before
    send_again(sitting)
    open_vote(sitting)
    assert sitting.item.stage == ItemStage.CRITERIA


def test_papers_are_not_sent_of_a_proposal_whose_record_changed(sqlite_store: Store) -> None:
    sitting = a_called_item(a_committee(sqlite_store))
    draft_id = a_draft(sitting.handler, Form.FINDING, {})
    attach(sitting.handler, draft_id, "새 증거.pdf", b"%PDF-1.7 new", "evidence")
    add_evidence(sitting.handler.desk, sitting.review.id, draft_id)
    before = record_of(sqlite_store)

    with pytest.raises(ChangedMeanwhile, match="다시 상신해야"):
        send_again(sitting)

    assert record_of(sqlite_store) == before


def test_papers_are_not_sent_again_while_the_item_is_decided(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store))
    before = record_of(sqlite_store)

    with pytest.raises(MoveNotPermitted):
        send_again(sitting)

    assert record_of(sqlite_store) == before


def test_an_item_put_on_after_the_call_needs_the_reason_for_short_notice(sqlite_store: Store) -> None:
    sitting = a_planned_item(a_committee(sqlite_store), held_on="2026-11-28")
    secretary = sitting.committee.secretary
    meetings.call_meeting(secretary.desk, sitting.meeting_id, sitting.meeting.version, {})
    later = secretary.at(secretary.seat.now.replace(day=26))
    _, ruling_id = a_proposed_review(sitting.handler)
    item_id = put_on(sitting.committee, sitting.meeting_id, ruling_id)

    with pytest.raises(SeveralInvalid, match="급히 알리는 사유"):
        agenda.send_papers(later.desk, item_id, 1, {})
    agenda.send_papers(later.desk, item_id, 1, {"short_notice_reason": "시효가 다가온다."})

    assert sitting.meeting.short_notice_reason == "시효가 다가온다."


def test_what_the_person_concerned_says_is_kept(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))

    fields = {"hearing": "절차를 몰랐다고 진술하였다."}
    agenda.hear_person(sitting.committee.secretary.desk, sitting.item_id, sitting.item.version, fields)

    assert sitting.item.hearing == fields["hearing"]


def test_an_item_is_carried_over_with_its_reason_and_may_come_again(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store))
    with pytest.raises(SeveralInvalid):
        agenda.carry_over(sitting.committee.chair.desk, sitting.item_id, sitting.item.version, {"result": ""})

    carry_over(sitting)

    assert (sitting.item.stage, sitting.item.result) == (ItemStage.CARRIED_OVER, "위원이 모자라 다음에 심의한다.")
    (ready,) = ready_proposals(sitting.committee.secretary.desk)
    assert ready.carried_over == "위원이 모자라 다음에 심의한다."
    again = a_planned_meeting(sitting.committee)
    assert put_on(sitting.committee, again.id, sitting.item.ruling_id)


def test_only_who_presides_carries_over(sqlite_store: Store) -> None:
    sitting = a_voting_item(a_committee(sqlite_store))
    stranger = a_person(sqlite_store, Role.COMMITTEE)
    before = record_of(sqlite_store)

    for person in (sitting.committee.members[1], sitting.committee.secretary):
        with pytest.raises(NotPermitted):
            carry_over(sitting, person)
    with pytest.raises(NotFound):
        carry_over(sitting, stranger)

    assert record_of(sqlite_store) == before


def test_an_applicant_is_told_nothing_of_the_agenda(sqlite_store: Store) -> None:
    sitting = a_called_item(a_committee(sqlite_store))
    applicant = a_person(sqlite_store, Role.APPLICANT, agency_id=sitting.review.agency_id)

    view = review_page(applicant.desk, sitting.review.number)

    assert not {"안건 상정", "안건자료 발송"} & {moment.what for moment in view.timeline}
    with pytest.raises(NotPermitted):
        meeting_page(applicant.desk, sitting.meeting.number)


def test_of_two_who_put_a_proposal_on_two_agendas_at_the_same_moment_one_does(store: Store) -> None:
    committee = a_committee(store)
    _, ruling_id = a_proposed_review(a_person(store))
    planned, both_ready = [a_planned_meeting(committee), a_planned_meeting(committee)], Barrier(2)

    def put(meeting: Meeting) -> str:
        both_ready.wait(timeout=10)
        fields = {"ruling_id": ruling_id}
        try:
            return agenda.put_on_agenda(committee.secretary.desk, meeting.id, meeting.version, fields)
        except InvalidEntry as refused:
            return str(refused)

    with ThreadPoolExecutor() as pool:
        answers = sorted(pool.map(put, planned))

    assert answers[0] in {meeting.number for meeting in planned}
    assert answers[1] == f"이미 회의 {answers[0]}의 안건입니다. 그 회의에서 의결하거나 안건을 철회하세요."
    assert len(record_of(store)["agenda_items"]) == 1


def test_who_was_recused_stays_so_when_the_case_comes_again(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    first = an_open_item(committee)
    excluded, refused = committee.members[1:3]
    with sqlite_store.transaction() as con:
        a_recusal(con, first.item, excluded.id, RecusalKind.EXCLUSION, state=RecusalState.UPHELD)
        a_recusal(con, first.item, refused.id, RecusalKind.ABSTENTION, state=RecusalState.REFUSED)
    carry_over(first)
    close_meeting(first)

    meeting = a_planned_meeting(committee)
    again = Sitting(committee, first.handler, meeting.id, put_on(committee, meeting.id, first.item.ruling_id))
    open_vote(open_meeting(call(again)))

    assert [(one.account_id, one.state) for one in again.recusals] == [(excluded.id, RecusalState.UPHELD)]
    assert seen_by(again, excluded) is None
    with pytest.raises(InvalidEntry, match="참여할 수 없습니다"):
        all_vote(again, [excluded])
    assert seen_by(again, refused) is not None
