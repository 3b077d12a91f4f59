"""What becomes of a proposed paper, and of an issued one: returned, corrected, withdrawn, reviewed again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from casebase.casework import opinion_notices, opinions, suspensions
from casebase.casework.consultation_views import consultation_page
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NotFound,
    SeveralInvalid,
)
from casebase.domain.opinion import Opinion, OpinionKind
from casebase.law.deadlines import Deadline
from casebase.store.connection import Store
from casebase.store.opinions import fetch_opinion, list_opinions
from tests.case_builders import Person, a_person, now_on, paper
from tests.consultation_stages import (
    a_consultation_under_review,
    a_notified_opinion,
    a_proposed_opinion,
    an_issued_opinion,
    an_opinion_reached,
    approve_opinion,
    consultation_of,
    let_opinion_arrive,
    notify_opinion,
    opinion_fields,
    propose_opinion,
)
from tests.paper_reading import body_of, squeezed

CORRECTION = opinion_fields(cause="하천 이름을 잘못 적었다.", conclusion="고쳐 쓴 의견이다.")


def three_of(store: Store) -> tuple[Person, Person, Person]:
    """A handler, an applicant and a head who has nothing to do with the case yet."""
    return a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.HEAD, name="이감사관")


def opinion_of(store: Store, opinion_id: str) -> Opinion:
    with store.reading() as con:
        return fetch_opinion(con, opinion_id)


def test_a_proposal_is_returned_with_a_reason_and_proposed_again(store: Store) -> None:
    handler, applicant, head = three_of(store)
    consultation, opinion_id = a_proposed_opinion(handler, applicant)

    with pytest.raises(SeveralInvalid, match="반려 사유를 입력하세요"):
        opinions.return_opinion(head.desk, opinion_id, "")
    opinions.return_opinion(head.desk, opinion_id, "검토를 더 쓰세요.")

    returned = opinion_of(store, opinion_id)
    assert (returned.state, returned.return_reason, returned.decided_by) == (
        ApprovalState.RETURNED,
        "검토를 더 쓰세요.",
        head.id,
    )
    assert consultation_of(store, consultation.id).status == ConsultationStatus.UNDER_REVIEW
    with pytest.raises(ChangedMeanwhile, match="이미 처리된 의견안"):
        approve_opinion(head, opinion_id)
    assert approve_opinion(head, propose_opinion(handler, consultation)) == "2026-의견-0001"


def test_a_correction_is_a_new_paper_that_supersedes(store: Store) -> None:
    handler, applicant, head = three_of(store)
    consultation = an_opinion_reached(handler, applicant, head)

    opinion_id = opinions.propose_opinion_correction(handler.desk, consultation.id, consultation.version, CORRECTION)
    number = approve_opinion(head, opinion_id)

    new, old = consultation_page(handler.desk, consultation.number).documents
    assert (new.number, new.supersedes_id, old.withdrawn_on) == (number, old.id, None)
    body = body_of(paper(store, number))
    assert squeezed("2026-의견-0001") in body
    assert squeezed("하천 이름을 잘못 적었다.") in body
    assert squeezed("고쳐 쓴 의견이다.") in body
    corrected = consultation_of(store, consultation.id)
    assert (corrected.status, corrected.follow_up_due_on) == (ConsultationStatus.ISSUED, None)


@pytest.mark.parametrize("stage", [an_issued_opinion, a_notified_opinion, an_opinion_reached])
def test_a_returned_amendment_leaves_the_consultation_where_it_stood(
    sqlite_store: Store, stage: Callable[..., Consultation]
) -> None:
    handler, applicant, head = three_of(sqlite_store)
    before = stage(handler, applicant, head)

    correction = opinions.propose_opinion_correction(handler.desk, before.id, before.version, CORRECTION)
    opinions.return_opinion(head.desk, correction, "그대로 둡니다.")
    between = consultation_of(sqlite_store, before.id)
    withdrawal = opinions.propose_opinion_withdrawal(handler.desk, before.id, between.version, "사실이 달랐다.")
    opinions.return_opinion(head.desk, withdrawal, "그대로 둡니다.")

    after = consultation_of(sqlite_store, before.id)
    assert before.status == between.status == after.status
    assert before.follow_up_due_on == after.follow_up_due_on


def deadline_shown(person: Person, number: str) -> Deadline:
    found = consultation_page(person.desk, number).course.deadline
    assert found is not None
    return found


def test_an_arrival_recorded_while_an_amendment_waits_is_not_lost(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    told = a_notified_opinion(handler, applicant, head)
    correction = opinions.propose_opinion_correction(handler.desk, told.id, told.version, CORRECTION)

    waiting = let_opinion_arrive(handler, told.id)
    opinions.return_opinion(head.desk, correction, "그대로 둡니다.")

    after = consultation_of(sqlite_store, told.id)
    assert (waiting.status, after.status) == (ConsultationStatus.PROPOSED, ConsultationStatus.FOLLOW_UP)
    assert after.follow_up_due_on == date(2027, 1, 22)


def test_the_days_on_which_a_withdrawn_opinion_stood_are_taken_out_of_the_count(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    told = a_notified_opinion(handler, applicant, head)
    due_on = deadline_shown(handler, told.number).due_on
    approve_opinion(head, opinions.propose_opinion_withdrawal(handler.desk, told.id, told.version, "사실이 빠졌다."))
    withdrawn = notify_opinion(handler, told.id)
    later = handler.at(now_on("2026-12-23"))

    opinions.reopen_consultation(later.desk, withdrawn.id, withdrawn.version)

    after = deadline_shown(later, told.number)
    assert after.due_on == due_on + timedelta(days=30)
    assert any("취소된 의견이 나가 있던 기간" in row.reason for row in after.rows)
    (stood,) = consultation_page(later.desk, told.number).course.suspensions
    with pytest.raises(NotFound):
        suspensions.cancel_suspension(later.desk, stood.id, stood.version, {"reason": "지움"})


def test_an_opinion_is_withdrawn_and_the_matter_reviewed_again(store: Store) -> None:
    handler, applicant, head = three_of(store)
    consultation = an_opinion_reached(handler, applicant, head)

    with pytest.raises(SeveralInvalid, match="취소 사유를 입력하세요"):
        opinions.propose_opinion_withdrawal(handler.desk, consultation.id, consultation.version, "")
    opinion_id = opinions.propose_opinion_withdrawal(
        handler.desk, consultation.id, consultation.version, "중요한 사실이 빠졌다."
    )
    withdrawal = approve_opinion(head, opinion_id)

    new, old = consultation_page(handler.desk, consultation.number).documents
    assert (new.number, new.supersedes_id) == (withdrawal, old.id)
    assert (old.withdrawn_on, old.withdrawal_reason) == (date(2026, 11, 23), "중요한 사실이 빠졌다.")
    assert squeezed("2026-의견-0001 사전컨설팅 의견서를 취소한다.") in body_of(paper(store, withdrawal))

    current = consultation_of(store, consultation.id)
    with pytest.raises(InvalidEntry, match="통보한 날을 먼저 기록하세요"):
        opinions.reopen_consultation(handler.desk, current.id, current.version)
    current = notify_opinion(handler, current.id)
    for amend in (
        lambda: opinions.propose_opinion_correction(handler.desk, current.id, current.version, CORRECTION),
        lambda: opinions.propose_opinion_withdrawal(handler.desk, current.id, current.version, "또 취소한다."),
    ):
        with pytest.raises(InvalidEntry, match="효력 있는 의견이 없어"):
            amend()
    opinions.reopen_consultation(handler.desk, current.id, current.version)
    assert consultation_of(store, current.id).status == ConsultationStatus.UNDER_REVIEW

    again = approve_opinion(head, propose_opinion(handler, current))
    newest = consultation_page(handler.desk, current.number).documents[0]
    assert (newest.number, newest.supersedes_id) == (again, None)
    with store.reading() as con:
        kinds = [(o.kind, o.state) for o in list_opinions(con, current.id)]
    assert kinds == [
        (OpinionKind.ANSWER, ApprovalState.ISSUED),
        (OpinionKind.WITHDRAWAL, ApprovalState.ISSUED),
        (OpinionKind.ANSWER, ApprovalState.ISSUED),
    ]


def test_the_applicant_learns_of_a_withdrawal_by_its_notice_only(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    told = an_opinion_reached(handler, applicant, head)
    approve_opinion(
        head, opinions.propose_opinion_withdrawal(handler.desk, told.id, told.version, "중요한 사실이 빠졌다.")
    )

    (before,) = consultation_page(applicant.desk, told.number).documents
    notify_opinion(handler, told.id)
    _, after = consultation_page(applicant.desk, told.number).documents

    assert (before.withdrawn_on, before.withdrawal_reason) == (None, "")
    assert (after.withdrawn_on, after.withdrawal_reason) == (date(2026, 11, 23), "중요한 사실이 빠졌다.")


def test_an_opinion_in_force_is_not_reviewed_again(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    told = a_notified_opinion(handler, applicant, head)

    with pytest.raises(InvalidEntry, match="먼저 의견을 취소하세요"):
        opinions.reopen_consultation(handler.desk, told.id, told.version)

    assert consultation_of(sqlite_store, told.id).status == ConsultationStatus.NOTIFIED


def test_there_is_nothing_to_amend_before_an_opinion_is_issued(sqlite_store: Store) -> None:
    handler, applicant, _ = three_of(sqlite_store)
    consultation = a_consultation_under_review(handler, applicant)

    with pytest.raises(InvalidEntry):
        opinions.propose_opinion_correction(handler.desk, consultation.id, consultation.version, CORRECTION)
    with pytest.raises(InvalidEntry):
        opinions.propose_opinion_withdrawal(handler.desk, consultation.id, consultation.version, "취소한다.")
    with pytest.raises(MoveNotPermitted, match="다시 검토"):
        opinions.reopen_consultation(handler.desk, consultation.id, consultation.version)

    assert consultation_of(sqlite_store, consultation.id).status == ConsultationStatus.UNDER_REVIEW


def test_a_withdrawal_asks_for_no_report(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    consultation = an_opinion_reached(handler, applicant, head)
    opinion_id = opinions.propose_opinion_withdrawal(
        handler.desk, consultation.id, consultation.version, "중요한 사실이 빠졌다."
    )
    approve_opinion(head, opinion_id)
    notify_opinion(handler, consultation.id)

    opinion_notices.record_opinion_arrival(handler.desk, consultation.id, {"reached_on": "2026-11-23"})

    after = consultation_of(sqlite_store, consultation.id)
    assert (after.status, after.follow_up_due_on) == (ConsultationStatus.NOTIFIED, None)
