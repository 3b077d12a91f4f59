"""The first screen: what to do, the most urgent first; drafts; what others did since the last look."""

from datetime import date

import pytest

from casebase.casework.reviews import hold_hearing
from casebase.casework.today import mark_seen
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.visit import Track
from casebase.store.connection import Store
from tests.case_builders import Person, a_draft, a_finished_visit, a_person, matter_fields, seen_today
from tests.review_stages import (
    a_notified_review,
    a_proposed_review,
    a_registered_review,
    a_review_in_fact_finding,
    an_applied_review,
    an_issued_review,
    arrive,
    offer_hearing,
    review_of,
)


def waiting(person: Person) -> list[tuple[str, date | None]]:
    return [(todo.what, todo.due_on) for todo in seen_today(person).todos]


def test_promises_come_first_the_earliest_before_the_later(sqlite_store: Store) -> None:
    auditor, colleague = a_person(sqlite_store), a_person(sqlite_store)
    two = matter_fields(1, Track.LATER, owner_id=auditor.id, promised_on="2026-12-24")
    two |= matter_fields(2, Track.LATER, owner_id=colleague.id, promised_on="2026-11-20")
    a_finished_visit(auditor, count_matters="2", **two)
    a_finished_visit(auditor, promised_on_3="2026-11-21")
    a_registered_review(auditor)

    assert waiting(auditor) == [
        ("약속한 회신을 하세요", date(2026, 11, 21)),
        ("약속한 회신을 하세요", date(2026, 12, 24)),
        ("방문에서 정식 신청으로 정한 애로사항입니다. 신청서를 마저 작성하세요", None),
        ("사실확인을 시작하세요", None),
    ]
    assert waiting(colleague) == [("약속한 회신을 하세요", date(2026, 11, 20))]
    # The head sees what everybody owes.
    due = [day for _, day in waiting(a_person(sqlite_store, Role.HEAD)) if day]
    assert due == [date(2026, 11, 20), date(2026, 11, 21), date(2026, 12, 24)]


def test_each_role_is_shown_its_own_next_step(sqlite_store: Store) -> None:
    auditor, other = a_person(sqlite_store), a_person(sqlite_store)
    chair, secretary = a_person(sqlite_store, Role.CHAIR), a_person(sqlite_store, Role.SECRETARY)
    applicant = a_person(sqlite_store, Role.APPLICANT)
    an_applied_review(applicant)
    a_review_in_fact_finding(auditor)
    a_proposed_review(auditor)
    an_issued_review(auditor, chair)
    a_notified_review(auditor, chair)

    receive, find = "신청서를 확인하고 접수하세요", "판단을 기록하고 결정안을 상신하세요"
    notice, arrival = "결정서를 통지하고 기록하세요", "도달한 날을 기록하세요"
    assert [what for what, _ in waiting(auditor)] == [receive, find, notice, arrival]
    assert [what for what, _ in waiting(other)] == [receive]
    assert [what for what, _ in waiting(chair)] == ["결정안을 검토하고 결재하세요"]
    assert [what for what, _ in waiting(secretary)] == [notice, arrival]
    for role in (Role.COMMITTEE, Role.PANEL, Role.ADMIN):
        assert waiting(a_person(sqlite_store, role)) == []


def test_a_ruling_that_has_arrived_leaves_only_the_end(sqlite_store: Store) -> None:
    auditor, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    secretary = a_person(sqlite_store, Role.SECRETARY)
    review = a_notified_review(auditor, chair)

    arrive(auditor, review.number)

    assert waiting(auditor) == [("도달했으니 종결하세요", None)]
    assert waiting(secretary) == []


def test_what_one_proposed_oneself_does_not_wait_for_one_s_approval(sqlite_store: Store) -> None:
    head, other_head = a_person(sqlite_store, Role.HEAD), a_person(sqlite_store, Role.HEAD)

    a_proposed_review(head)

    assert waiting(head) == []
    assert waiting(other_head) == [("결정안을 검토하고 결재하세요", None)]


def test_an_applicant_is_invited_to_the_hearing_until_they_were_heard(sqlite_store: Store) -> None:
    auditor, subject = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    stranger = a_person(sqlite_store, Role.APPLICANT)
    review = a_registered_review(auditor, subject_account_1=subject.id)
    before = waiting(subject)

    offer_hearing(auditor, review.number)
    invited = seen_today(subject).todos
    version = review_of(sqlite_store, review.number).version
    hold_hearing(auditor.desk, review.id, version, {"hearing_note": "진술하지 않겠다고 하였다."})

    assert before == waiting(subject) == waiting(stranger) == []
    assert [(todo.what, todo.query) for todo in invited] == [("문서로 의견을 진술하세요", {"number": review.number})]


def test_drafts_are_offered_again_to_their_owner_alone(store: Store) -> None:
    auditor, other = a_person(store), a_person(store)

    first = a_draft(auditor, Form.VISIT, {"place": "1공장"})
    second = a_draft(auditor, Form.REVIEW, {"title": "건명"})

    assert [draft.id for draft in seen_today(auditor).drafts] == [second, first]
    assert seen_today(auditor).drafts[1].text("place") == "1공장"
    assert seen_today(other).drafts == ()


def test_what_others_did_is_told_until_it_was_seen(store: Store) -> None:
    auditor, other = a_person(store, name="김감사"), a_person(store)
    number = a_finished_visit(auditor, count_matters="1")
    review = a_registered_review(auditor)

    view = seen_today(other)
    assert [(c.who, c.what, c.page, c.query) for c in view.changes] == [
        ("김감사", f"{review.number} 면책심사 등록", "exemption", {"number": review.number}),
        ("김감사", f"{number} 방문 완료", "visit", {"number": number}),
    ]
    assert seen_today(auditor).changes == ()  # one's own acts are no news

    mark_seen(other.desk, view.newest)
    mark_seen(other.desk, 0)  # a page left open elsewhere takes nothing back
    assert seen_today(other).changes == ()
    offer_hearing(auditor, review.number)
    assert [c.what for c in seen_today(other).changes] == [f"{review.number} 의견 진술 기회 부여"]


@pytest.mark.parametrize("role", [Role.PANEL, Role.ADMIN, Role.APPLICANT])
def test_nobody_is_told_of_what_is_not_theirs(sqlite_store: Store, role: Role) -> None:
    auditor, outsider = a_person(sqlite_store), a_person(sqlite_store, role)
    a_finished_visit(auditor, count_matters="1")
    a_proposed_review(auditor)

    assert seen_today(outsider).changes == ()


def test_an_applicant_is_told_of_the_steps_and_not_of_the_deliberation(sqlite_store: Store) -> None:
    auditor, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    subject = a_person(sqlite_store, Role.APPLICANT)

    review = a_notified_review(auditor, chair, subject_account_1=subject.id)

    told = [change.what.removeprefix(f"{review.number} ") for change in seen_today(subject).changes]
    assert told == ["통지 기록", "의견 진술 기회 부여", "사실확인 시작", "면책심사 등록"]
