"""Opinions: approved only by a second person, in the very state that was read, and issued once."""

from dataclasses import replace

import pytest

from casebase.casework import consultations, opinions
from casebase.casework.consultation_views import consultation_page
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.canonical import digest
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.document import DocumentKind
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    NotPermitted,
    SecondPersonNeeded,
)
from casebase.domain.opinion import Opinion
from casebase.store.connection import Store
from casebase.store.consultations import update_consultation
from casebase.store.documents import list_attachments_of
from casebase.store.opinions import fetch_opinion
from tests.case_builders import Person, a_person, now_on, paper, record_of
from tests.consultation_stages import (
    a_consultation_under_review,
    a_proposed_opinion,
    approve_opinion,
    propose_opinion,
)
from tests.paper_reading import body_of, embedded, squeezed


def three_of(store: Store) -> tuple[Person, Person, Person]:
    """A handler, an applicant and a head who has nothing to do with the case yet."""
    return a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.HEAD, name="이감사관")


def opinion_of(store: Store, opinion_id: str) -> Opinion:
    with store.reading() as con:
        return fetch_opinion(con, opinion_id)


def damage_what_was_supplied(store: Store, consultation: Consultation) -> str:
    """Change one byte of the first thing supplied and return its name."""
    with store.reading() as con:
        file = list_attachments_of(con, "consultation", consultation.id)[0]
    kept = store.home / "files" / file.sha256[:2] / file.sha256
    content = kept.read_bytes()
    kept.chmod(0o644)
    kept.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    return file.name


def test_a_second_person_approves_and_the_paper_is_issued(store: Store) -> None:
    handler, applicant, head = three_of(store)
    consultation, opinion_id = a_proposed_opinion(handler, applicant)

    number = approve_opinion(head, opinion_id)

    assert number == "2026-의견-0001"
    view = consultation_page(head.desk, consultation.number)
    (document,) = view.documents
    assert (document.kind, document.supersedes_id, document.notified_on) == (DocumentKind.OPINION, None, None)
    assert view.status == ConsultationStatus.ISSUED
    opinion = opinion_of(store, opinion_id)
    assert (opinion.state, opinion.decided_by, opinion.document_id) == (ApprovalState.ISSUED, head.id, document.id)
    pdf = paper(store, number)
    assert document.content_sha256 == digest(embedded(pdf, "opinion.json"))
    body = body_of(pdf)
    for sentence in ("갑설에 따라 하천 점용허가를 할 수 있다.", "처리기한: 2026. 12. 23.", "이감사관", "2026. 11. 23."):
        assert squeezed(sentence) in body


@pytest.mark.parametrize("approver", [Role.HEAD, Role.CHAIR])
def test_head_and_chair_may_approve(sqlite_store: Store, approver: Role) -> None:
    handler, applicant, _ = three_of(sqlite_store)
    _, opinion_id = a_proposed_opinion(handler, applicant)

    assert approve_opinion(a_person(sqlite_store, approver), opinion_id)


def test_an_auditor_never_approves(sqlite_store: Store) -> None:
    handler, applicant, _ = three_of(sqlite_store)
    _, opinion_id = a_proposed_opinion(handler, applicant)

    with pytest.raises(NotPermitted, match="의견서 결재·발행"):
        approve_opinion(a_person(sqlite_store), opinion_id)

    assert opinion_of(sqlite_store, opinion_id).state == ApprovalState.PROPOSED


def test_who_drafted_cannot_approve(store: Store) -> None:
    head, applicant, other_head = a_person(store, Role.HEAD), a_person(store, Role.APPLICANT), three_of(store)[2]
    _, opinion_id = a_proposed_opinion(head, applicant)
    before = record_of(store)

    with pytest.raises(SecondPersonNeeded):
        approve_opinion(head, opinion_id)

    assert record_of(store) == before
    assert approve_opinion(other_head, opinion_id)


def test_who_screened_or_owns_the_case_with_its_handler_cannot_approve(sqlite_store: Store) -> None:
    screener, handler, beside = (a_person(sqlite_store, role) for role in (Role.HEAD, Role.AUDITOR, Role.HEAD))
    applicant, head = a_person(sqlite_store, Role.APPLICANT), a_person(sqlite_store, Role.HEAD)
    screened = a_consultation_under_review(screener, applicant)
    owners = {"handler_id": handler.id, "co_handler_ids": f'["{beside.id}"]'}
    consultations.assign_consultation(screener.desk, screened.id, screened.version, owners)
    opinion_id = propose_opinion(handler, screened)

    for owner in (screener, beside):
        with pytest.raises(SecondPersonNeeded):
            approve_opinion(owner, opinion_id)

    assert approve_opinion(head, opinion_id)


def test_an_opinion_is_issued_once(store: Store) -> None:
    handler, applicant, head = three_of(store)
    _, opinion_id = a_proposed_opinion(handler, applicant)
    desk, seen = head.desk, opinion_of(store, opinion_id).digest

    first, again = (opinions.issue_opinion(desk, opinion_id, seen) for _ in range(2))
    with pytest.raises(ChangedMeanwhile, match="이미 처리된 의견안"):
        opinions.issue_opinion(a_person(store, Role.CHAIR).desk, opinion_id, seen)

    assert first == again == "2026-의견-0001"
    assert len(record_of(store)["documents"]) == 1


def test_an_approval_of_another_state_than_the_one_read_is_refused(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    _, opinion_id = a_proposed_opinion(handler, applicant)
    before = record_of(sqlite_store)

    with pytest.raises(ChangedMeanwhile, match="상신한 뒤 사건 기록이 바뀜"):
        opinions.issue_opinion(head.desk, opinion_id, "0" * 64)

    assert record_of(sqlite_store) == before


def test_a_change_behind_the_proposal_voids_the_approval(store: Store) -> None:
    handler, applicant, head = three_of(store)
    consultation, opinion_id = a_proposed_opinion(handler, applicant)
    changed = replace(consultation, application=replace(consultation.application, title="다른 건명"))
    with store.transaction() as con:
        update_consultation(con, changed)
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile, match="반려해 다시 상신받아야"):
        approve_opinion(head, opinion_id)

    assert record_of(store) == before
    opinions.return_opinion(head.desk, opinion_id, "건명을 확인하세요.")
    assert approve_opinion(head, propose_opinion(handler, consultation))


def test_an_approval_on_a_later_day_is_of_the_same_state(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    _, opinion_id = a_proposed_opinion(handler, applicant)

    assert approve_opinion(head.at(now_on("2026-12-28")), opinion_id) == "2026-의견-0001"


def test_an_application_withdrawn_while_being_approved_is_not_answered(store: Store) -> None:
    handler, applicant, head = three_of(store)
    consultation, opinion_id = a_proposed_opinion(handler, applicant)
    reason = {"withdrawal_reason": "사업을 하지 않기로 하였다."}
    consultations.withdraw_consultation(applicant.desk, consultation.id, consultation.version, reason)
    before = record_of(store)

    with pytest.raises(InvalidEntry, match="결재를 기다리는 동안 신청이 취하되어"):
        approve_opinion(head, opinion_id)
    with pytest.raises(InvalidEntry, match="신청이 취하되어"):
        opinions.return_opinion(head.desk, opinion_id, "되돌린다.")

    assert record_of(store) == before


def test_a_damaged_file_stops_the_proposal_and_the_issue(store: Store) -> None:
    handler, applicant, head = three_of(store)
    sound, opinion_id = a_proposed_opinion(handler, applicant)
    name = damage_what_was_supplied(store, sound)
    before = record_of(store)

    with pytest.raises(InvalidEntry, match="제출 자료가 받은 때와 다릅니다") as refused:
        approve_opinion(head, opinion_id)

    assert name in str(refused.value)
    assert record_of(store) == before
    opinions.return_opinion(head.desk, opinion_id, "자료를 되살리세요.")
    with pytest.raises(InvalidEntry, match="제출 자료가 받은 때와 다릅니다"):
        propose_opinion(handler, sound)
