"""The tables of requests for advice with their issues, and of assignments, on both engines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.account import Role
from casebase.domain.advice import AdviceStatus, Answer, AssignmentStatus, Stance
from casebase.domain.errors import NotFound
from casebase.store import advice
from casebase.store.connection import Connection
from tests.builders import a_review, an_account, an_agency
from tests.consultation_builders import a_consultation
from tests.panel_builders import INSTANT, a_request, an_assignment, an_issue


def test_a_request_comes_back_whole_its_issues_in_order(con: Connection) -> None:
    request = a_request(
        con,
        a_review(con, an_agency(con)),
        issues=("첫째 쟁점", "둘째 쟁점", "셋째 쟁점"),
        file_ids=("file-2", "file-1"),
        unasked=("고의가 있었는가",),
        unasked_reason="사실 문제이다.",
        is_demo=True,
    )

    assert advice.fetch_request(con, request.id) == advice.fetch_request_by_number(con, request.number) == request


def test_an_issue_keeps_the_criterion_it_is_about(con: Connection) -> None:
    review = a_review(con, an_agency(con))
    request = a_request(con, review, issues=())
    other = replace(request, id="other", number="2026-자문-9999")
    issue = an_issue("other", 1, "공익을 위한 처리였는가", "public_interest")
    advice.insert_request(con, replace(other, issues=(issue,)))

    assert advice.fetch_request(con, "other").issues == (issue,)
    assert advice.fetch_request(con, request.id).issues == ()


@pytest.mark.parametrize("fetch", [advice.fetch_request, advice.fetch_request_by_number, advice.fetch_assignment])
def test_what_there_is_not_is_not_found(con: Connection, fetch: Callable[[Connection, str], object]) -> None:
    with pytest.raises(NotFound):
        fetch(con, "none")


def test_a_case_s_requests_are_listed_the_first_asked_first(con: Connection) -> None:
    agency = an_agency(con)
    review, consultation = a_review(con, agency), a_consultation(con, agency)
    first, second = a_request(con, review), a_request(con, review, status=AdviceStatus.WITHDRAWN)
    of_consultation = a_request(con, consultation)

    assert advice.list_requests_of(con, "review", review.id) == [first, second]
    assert advice.list_requests_of(con, "consultation", consultation.id) == [of_consultation]
    assert advice.list_requests_of(con, "consultation", review.id) == []


def test_only_how_a_request_ended_changes_and_only_from_the_version_seen(con: Connection) -> None:
    request = a_request(con, a_review(con, an_agency(con)))
    ended = replace(request, status=AdviceStatus.WITHDRAWN, end_reason="신청이 취하되었다.")

    assert advice.update_request(con, replace(ended, question="바뀌지 않는 질의", issues=(), due_on=date(2030, 1, 1)))
    assert not advice.update_request(con, replace(request, status=AdviceStatus.CLOSED))

    assert advice.fetch_request(con, request.id) == replace(ended, version=2)


def test_assignments_are_listed_by_request_and_by_member(con: Connection) -> None:
    one, other = (an_account(con, Role.PANEL) for _ in range(2))
    first, second = (a_request(con, a_review(con, an_agency(con))) for _ in range(2))
    declined = an_assignment(con, first, one, AssignmentStatus.DECLINED, ground="busy", reason="일정이 겹칩니다.")
    answered = an_assignment(con, first, other, AssignmentStatus.ANSWERED, doubts=("지난해 같은 기관에 자문하였다.",))
    offered = an_assignment(con, second, one)

    assert advice.list_assignments(con, first.id) == [declined, answered]
    assert advice.list_assignments_of(con, one.id) == [offered, declined]
    assert advice.fetch_assignment(con, answered.id) == answered


def test_an_assignment_changes_from_the_version_seen_and_stays_the_member_s_own(con: Connection) -> None:
    request = a_request(con, a_review(con, an_agency(con)), issues=("첫째", "둘째"))
    assignment = an_assignment(con, request, an_account(con, Role.PANEL))
    answered = replace(
        assignment,
        status=AssignmentStatus.ANSWERED,
        responded_at=INSTANT,
        reminded_on=date(2026, 11, 28),
        answers=tuple(
            Answer(issue_id=issue.id, stance=stance, text="‘부득이한 경우’에\n해당합니다.")
            for issue, stance in zip(request.issues, (Stance.NO, Stance.CONDITIONAL), strict=True)
        ),
        summary="나누어 보아야 합니다.",
        answered_at=INSTANT,
    )

    assert advice.update_assignment(con, replace(answered, account_id=request.asked_by, due_on=date(2030, 1, 1)))
    assert not advice.update_assignment(con, replace(assignment, status=AssignmentStatus.REVOKED))

    assert advice.fetch_assignment(con, assignment.id) == replace(answered, version=2)
