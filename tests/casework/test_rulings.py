"""Rulings: proposed only as they follow, approved only by a second person, corrected and withdrawn the same way."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.casework import reviews, rulings
from casebase.casework.findings import record_findings
from casebase.casework.review_views import review_page
from casebase.casework.reviews import add_evidence
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.canonical import digest
from casebase.domain.document import DocumentKind
from casebase.domain.draft import Form
from casebase.domain.errors import (
    CasebaseError,
    ChangedMeanwhile,
    InvalidEntry,
    NotPermitted,
    SecondPersonNeeded,
    SeveralInvalid,
)
from casebase.domain.finding import Step
from casebase.domain.review import ReviewStatus
from casebase.domain.ruling import RulingKind
from casebase.store.connection import Store
from casebase.store.reviews import update_review
from casebase.store.rulings import fetch_ruling, list_rulings
from tests.case_builders import a_draft, a_person, attach, paper, record_of
from tests.paper_reading import body_of, embedded, squeezed
from tests.review_stages import (
    a_closed_review,
    a_notified_review,
    a_proposed_review,
    a_review_in_fact_finding,
    an_issued_review,
    approve,
    arrive,
    correction_fields,
    find_all,
    propose,
    review_of,
)


def state_of(store: Store, ruling_id: str) -> ApprovalState:
    with store.reading() as con:
        return fetch_ruling(con, ruling_id).state


def test_a_second_person_approves_and_the_paper_is_issued(store: Store) -> None:
    handler, chair = a_person(store, name="김감사"), a_person(store, Role.CHAIR, name="최위원장")
    review, ruling_id = a_proposed_review(handler)

    number = approve(chair, ruling_id)

    assert number == "2026-결정-0001"
    view = review_page(chair.desk, review.number)
    (document,) = view.documents
    assert (document.kind, document.supersedes_id, document.notified_on) == (DocumentKind.RULING, None, None)
    assert view.review.status == ReviewStatus.ISSUED
    with store.reading() as con:
        ruling = fetch_ruling(con, ruling_id)
    assert (ruling.state, ruling.decided_by, ruling.document_id) == (ApprovalState.ISSUED, chair.id, document.id)
    pdf = paper(store, number)
    assert document.content_sha256 == digest(embedded(pdf, "ruling.json"))
    body = body_of(pdf)
    for sentence in (
        "협의 절차 누락",
        "관계 부서와 협의하지 않고 승인하였다.",
        "공익성: 충족",
        "공익성: 결재 문서에서 확인하였다.",
        "금품 등 수수: 해당 없음",
        "면책 인정으로 결정한다.",
        "주의 → 불문",
        "김감사",
        "최위원장",
        "2026. 11. 23.",
        "부분공개(제5호(감사·의사결정 과정), 제6호(개인정보))",
        "1개월 이내에 재심의를 신청할 수 있다",
    ):
        assert squeezed(sentence) in body


@pytest.mark.parametrize("approver", [Role.HEAD, Role.CHAIR])
def test_head_and_chair_may_approve(sqlite_store: Store, approver: Role) -> None:
    _, ruling_id = a_proposed_review(a_person(sqlite_store))

    assert approve(a_person(sqlite_store, approver), ruling_id)


def test_who_proposed_cannot_approve(store: Store) -> None:
    head, other_head = a_person(store, Role.HEAD), a_person(store, Role.HEAD)
    _, ruling_id = a_proposed_review(head)
    before = record_of(store)

    with pytest.raises(SecondPersonNeeded):
        approve(head, ruling_id)

    assert record_of(store) == before
    assert approve(other_head, ruling_id)


def test_who_found_anything_in_the_review_cannot_approve(sqlite_store: Store) -> None:
    head, auditor, chair = (a_person(sqlite_store, role) for role in (Role.HEAD, Role.AUDITOR, Role.CHAIR))
    review = a_review_in_fact_finding(head)
    charge, open_answer = review.charges[0].id, {"reason_validity": "더 알아본다."}
    record_findings(head.desk, review.id, charge, Step.CRITERION, open_answer, {})
    reviews.assign_review(head.desk, review.id, review.version, auditor.id)
    find_all(auditor, review)
    ruling_id = propose(auditor, review, "recognised")

    with pytest.raises(SecondPersonNeeded):
        approve(head, ruling_id)

    assert approve(chair, ruling_id)


def test_an_auditor_never_approves(sqlite_store: Store) -> None:
    _, ruling_id = a_proposed_review(a_person(sqlite_store))

    with pytest.raises(NotPermitted, match="결재·발행"):
        approve(a_person(sqlite_store), ruling_id)

    assert state_of(sqlite_store, ruling_id) == ApprovalState.PROPOSED


def test_a_ruling_is_issued_once(store: Store) -> None:
    chair, head = a_person(store, Role.CHAIR), a_person(store, Role.HEAD)
    _, ruling_id = a_proposed_review(a_person(store))
    desk = chair.desk
    with store.reading() as con:
        seen = fetch_ruling(con, ruling_id).digest

    first, again = (rulings.issue_ruling(desk, ruling_id, seen) for _ in range(2))
    with pytest.raises(ChangedMeanwhile, match="이미 처리된 결정안"):
        rulings.issue_ruling(head.desk, ruling_id, seen)

    assert first == again == "2026-결정-0001"
    assert len(record_of(store)["documents"]) == 1


def test_an_approval_of_another_state_than_the_one_read_is_refused(sqlite_store: Store) -> None:
    chair = a_person(sqlite_store, Role.CHAIR)
    _, ruling_id = a_proposed_review(a_person(sqlite_store))
    before = record_of(sqlite_store)

    with pytest.raises(ChangedMeanwhile, match="상신한 뒤 사건 기록이 바뀜"):
        rulings.issue_ruling(chair.desk, ruling_id, "0" * 64)

    assert record_of(sqlite_store) == before


def test_evidence_that_came_after_the_proposal_voids_the_approval(store: Store) -> None:
    handler, chair = a_person(store), a_person(store, Role.CHAIR)
    review, ruling_id = a_proposed_review(handler)
    draft_id = a_draft(handler, Form.FINDING, {})
    attach(handler, draft_id, "뒤늦은 증거.pdf", b"%PDF-1.7 late", "evidence")
    add_evidence(handler.desk, review.id, draft_id)
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile, match="반려해 다시 상신받아야"):
        approve(chair, ruling_id)

    assert record_of(store) == before
    rulings.return_ruling(chair.desk, ruling_id, "새 증거를 살피세요.")
    assert approve(chair, propose(handler, review, "recognised"))


def test_a_change_behind_the_proposal_voids_the_approval(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review, ruling_id = a_proposed_review(handler)
    with sqlite_store.transaction() as con:
        update_review(con, replace(review, hearing_held_on=date(2026, 11, 22), hearing_note="뒤늦게 진술하였다."))

    with pytest.raises(ChangedMeanwhile):
        approve(chair, ruling_id)

    assert state_of(sqlite_store, ruling_id) == ApprovalState.PROPOSED


def test_a_proposal_is_returned_with_a_reason_and_proposed_again(store: Store) -> None:
    handler, chair = a_person(store), a_person(store, Role.CHAIR)
    review, ruling_id = a_proposed_review(handler)

    with pytest.raises(SeveralInvalid, match="반려 사유를 입력하세요"):
        rulings.return_ruling(chair.desk, ruling_id, "")
    rulings.return_ruling(chair.desk, ruling_id, "이유를 더 쓰세요.")

    with store.reading() as con:
        returned = fetch_ruling(con, ruling_id)
    assert (returned.state, returned.return_reason, returned.decided_by) == (
        ApprovalState.RETURNED,
        "이유를 더 쓰세요.",
        chair.id,
    )
    assert review_of(store, review.number).status == ReviewStatus.FACT_FINDING
    with pytest.raises(ChangedMeanwhile, match="이미 처리된 결정안"):
        approve(chair, ruling_id)
    assert approve(chair, propose(handler, review, "recognised")) == "2026-결정-0001"


def test_a_correction_is_a_new_paper_that_supersedes(store: Store) -> None:
    handler, chair = a_person(store), a_person(store, Role.CHAIR)
    review = a_notified_review(handler, chair)
    arrive(handler, review.number)

    ruling_id = rulings.propose_correction(handler.desk, review.id, review.version, correction_fields(review))
    with pytest.raises(CasebaseError):
        approve(handler, ruling_id)
    number = approve(chair, ruling_id)

    new, old = review_page(handler.desk, review.number).documents
    assert (new.number, new.supersedes_id, old.withdrawn_on) == (number, old.id, None)
    body = body_of(paper(store, number))
    assert squeezed("이 결정서는 2026-결정-0001 결정서를 정정하여 대신합니다.") in body
    assert squeezed("정정 사유: 직위를 잘못 적었다.") in body
    assert squeezed("고쳐 쓴 이유이다.") in body
    assert review_of(store, review.number).status == ReviewStatus.ISSUED
    # The one that arrived goes on counting until the correction arrives too.
    view = review_page(handler.desk, review.number)
    assert view.re_examination is not None
    assert (new.reached_on, view.re_examination.due_on) == (None, date(2026, 12, 23))


@pytest.mark.parametrize("stage", [an_issued_review, a_notified_review, a_closed_review])
def test_a_returned_amendment_leaves_the_review_where_it_stood(sqlite_store: Store, stage: object) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = stage(handler, chair)  # type: ignore[operator]

    correction = rulings.propose_correction(handler.desk, review.id, review.version, correction_fields(review))
    rulings.return_ruling(chair.desk, correction, "그대로 둡니다.")
    after_correction = review_of(sqlite_store, review.number)
    withdrawal = rulings.propose_withdrawal(handler.desk, review.id, after_correction.version, "사실이 달랐다.")
    rulings.return_ruling(chair.desk, withdrawal, "그대로 둡니다.")

    assert after_correction.status == review_of(sqlite_store, review.number).status == review.status


def test_a_ruling_is_withdrawn_and_the_review_begins_again(store: Store) -> None:
    handler, chair = a_person(store), a_person(store, Role.CHAIR)
    review = a_notified_review(handler, chair)

    with pytest.raises(SeveralInvalid, match="취소 사유를 입력하세요"):
        rulings.propose_withdrawal(handler.desk, review.id, review.version, "")
    ruling_id = rulings.propose_withdrawal(handler.desk, review.id, review.version, "중요한 사실이 빠졌다.")
    withdrawal = approve(chair, ruling_id)

    new, old = review_page(handler.desk, review.number).documents
    assert (new.number, new.supersedes_id) == (withdrawal, old.id)
    assert (old.withdrawn_on, old.withdrawal_reason) == (date(2026, 11, 23), "중요한 사실이 빠졌다.")
    body = body_of(paper(store, withdrawal))
    assert squeezed("2026-결정-0001 결정을 취소한다.") in body
    assert squeezed("중요한 사실이 빠졌다.") in body

    current = review_of(store, review.number)
    for amend in (
        lambda: rulings.propose_correction(handler.desk, review.id, current.version, correction_fields(review)),
        lambda: rulings.propose_withdrawal(handler.desk, review.id, current.version, "또 취소한다."),
    ):
        with pytest.raises(InvalidEntry, match="효력 있는 결정이 없어"):
            amend()
    reviews.begin_fact_finding(handler.desk, review.id, current.version)
    assert review_of(store, review.number).status == ReviewStatus.FACT_FINDING

    again = approve(chair, propose(handler, review, "recognised"))
    newest = review_page(handler.desk, review.number).documents[0]
    assert (newest.number, newest.supersedes_id) == (again, None)
    with store.reading() as con:
        states = [(r.kind, r.state) for r in list_rulings(con, review.id)]
    assert states == [
        (RulingKind.DECISION, ApprovalState.ISSUED),
        (RulingKind.WITHDRAWAL, ApprovalState.ISSUED),
        (RulingKind.DECISION, ApprovalState.ISSUED),
    ]


def test_there_is_nothing_to_amend_before_a_ruling_is_issued(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)

    with pytest.raises(InvalidEntry):
        rulings.propose_correction(handler.desk, review.id, review.version, correction_fields(review))
    with pytest.raises(InvalidEntry):
        rulings.propose_withdrawal(handler.desk, review.id, review.version, "취소한다.")

    assert review_of(sqlite_store, review.number).status == ReviewStatus.FACT_FINDING
