"""How much of a request each may see, for every place it, its assignment and its case can stand at."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from casebase.access.act import Act
from casebase.casework import consultations
from casebase.casework.advice_sight import before_accepting, is_complete
from casebase.casework.advice_views import (
    advice_document,
    advice_file,
    advice_list,
    advice_page,
)
from casebase.casework.desk import Desk
from casebase.domain.account import Role
from casebase.domain.advice import AdviceRequest, AdviceStatus, Assignment, AssignmentStatus
from casebase.domain.document import Attachment
from casebase.domain.errors import NotFound, NotPermitted
from casebase.domain.listing import AdviceFilter
from casebase.store.advice import fetch_assignment, fetch_request, update_assignment, update_request
from casebase.store.connection import Store
from casebase.store.documents import insert_attachment
from casebase.store.files import keep_bytes
from casebase.store.ids import new_id
from tests.advice_stages import (
    a_case_with_issues,
    a_panel_member,
    accept,
    advice_answered,
    advice_asked,
    all_answered,
    answer,
    ask,
    file_ids,
    offer,
)
from tests.case_builders import Person, a_person, now_on, paper
from tests.consultation_stages import consultation_of

LONG_AFTER = "2027-02-01"
SEES_ALL = {AssignmentStatus.ACCEPTED, AssignmentStatus.ANSWERED}


def put(
    store: Store, request: AdviceRequest, status: AdviceStatus, assignment: Assignment, own: AssignmentStatus
) -> None:
    """Let a request and an assignment stand somewhere, whatever led there."""
    with store.transaction() as con:
        update_request(con, replace(fetch_request(con, request.id), status=status))
        update_assignment(con, replace(fetch_assignment(con, assignment.id), status=own))


def end_case(store: Store, request: AdviceRequest, status: str) -> None:
    with store.transaction() as con:
        con.run("update consultations set status = ? where id = ?", [status, request.subject_id])


def opens(looking: Callable[[], object]) -> bool:
    try:
        looking()
    except (NotFound, NotPermitted):
        return False
    return True


def in_list(desk: Desk, request: AdviceRequest) -> bool:
    return request.id in {line.id for line in advice_list(desk, AdviceFilter(), 20, 0)}


def a_file_of(store: Store, case_id: str, name: str = "도면.pdf") -> str:
    content = name.encode()
    file = Attachment(
        id=new_id(),
        subject_kind="consultation",
        subject_id=case_id,
        name=name,
        media_type="application/pdf",
        size=len(content),
        sha256=keep_bytes(store.home, content),
        role="supplied",
        added_by=a_person(store).id,
        added_at="2026-11-20T01:00:00.000000Z",
    )
    with store.transaction() as con:
        insert_attachment(con, file)
    return file.id


@pytest.mark.parametrize("case_status", ["under_review", "closed", "withdrawn", "returned", "transferred"])
def test_a_member_sees_exactly_what_was_assigned_and_as_long_as_it_was(sqlite_store: Store, case_status: str) -> None:
    handler, member, other = a_person(sqlite_store), a_panel_member(sqlite_store), a_panel_member(sqlite_store)
    request = advice_asked(handler)
    assignment = accept(member, offer(handler, request, member))
    number = answer(other, request, accept(other, offer(handler, request, other)))
    end_case(sqlite_store, request, case_status)
    has_ended = case_status != "under_review"

    for status, own, on in product(AdviceStatus, AssignmentStatus, ("2026-11-23", LONG_AFTER)):
        put(sqlite_store, request, status, assignment, own)
        desk = member.at(now_on(on)).desk
        is_past = has_ended and on == LONG_AFTER
        is_seen = status != AdviceStatus.WITHDRAWN and not is_past and own in SEES_ALL | {AssignmentStatus.OFFERED}
        is_full = is_seen and own in SEES_ALL
        told = f"{status} {own} {on}"

        assert opens(lambda: advice_page(desk, request.number)) == is_seen, told  # noqa: B023
        assert in_list(desk, request) == is_seen, told
        # The other has answered: their paper shows once one's own answer is in, or the request is closed.
        is_told = is_full and (own == AssignmentStatus.ANSWERED or status == AdviceStatus.CLOSED)
        assert opens(lambda: advice_document(desk, number)) == is_told, told  # noqa: B023
        if is_seen:
            view = advice_page(desk, request.number)
            assert (view.request.facts == request.facts, view.is_offer) == (is_full, not is_full), told
            assert (Act.SEE_ADVICE_FILES in view.permitted) == is_full, told


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.HEAD, Role.CHAIR])
def test_the_office_goes_on_seeing_what_was_asked_and_answered(sqlite_store: Store, role: Role) -> None:
    handler, member, reader = a_person(sqlite_store), a_panel_member(sqlite_store), a_person(sqlite_store, role)
    request = advice_asked(handler)
    assignment = accept(member, offer(handler, request, member))
    number = answer(member, request, assignment)
    end_case(sqlite_store, request, "closed")
    desk = reader.at(now_on(LONG_AFTER)).desk

    for status in AdviceStatus:
        put(sqlite_store, request, status, assignment, AssignmentStatus.ANSWERED)

        assert advice_page(desk, request.number).request.facts == request.facts
        assert advice_document(desk, number)[0].number == number
        assert in_list(desk, request)


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.COMMITTEE, Role.SECRETARY, Role.ADMIN])
def test_no_other_role_sees_any_of_it_at_any_stage(sqlite_store: Store, role: Role) -> None:
    handler, member, other = a_person(sqlite_store), a_panel_member(sqlite_store), a_person(sqlite_store, role)
    request = advice_asked(handler)
    assignment = accept(member, offer(handler, request, member))
    number = answer(member, request, assignment)

    for status, own in product(AdviceStatus, AssignmentStatus):
        put(sqlite_store, request, status, assignment, own)

        assert not opens(lambda: advice_page(other.desk, request.number))
        assert not opens(lambda: advice_document(other.desk, number))
        assert not opens(lambda: advice_file(other.desk, request.id, "x"))


def test_a_request_is_complete_once_somebody_was_asked_and_each_who_stands_has_answered(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    assignment = offer(handler, advice_asked(handler), member)

    def complete(*statuses: AssignmentStatus) -> bool:
        return is_complete(replace(assignment, status=status) for status in statuses)

    answered, declined = AssignmentStatus.ANSWERED, AssignmentStatus.DECLINED
    assert not complete()
    assert not complete(declined)
    assert not complete(answered, AssignmentStatus.OFFERED)
    assert complete(answered, declined, AssignmentStatus.RECUSED, AssignmentStatus.REVOKED)


def test_what_is_seen_before_accepting_names_nothing_of_the_substance(sqlite_store: Store) -> None:
    handler: Person = a_person(sqlite_store)
    request = replace(advice_asked(handler), unasked=("쟁점",), unasked_reason="이유", end_reason="비고")

    seen = before_accepting(request)

    shown = {name for name, value in vars(seen).items() if value == getattr(request, name) and value}
    assert shown == {
        "id",
        "number",
        "subject_kind",
        "title",
        "parties",
        "due_on",
        "asked_by",
        "asked_at",
        "status",
        "version",
    }


def test_before_accepting_a_member_sees_title_parties_and_the_day_due_alone(store: Store) -> None:
    handler, member = a_person(store), a_panel_member(store)
    case = a_case_with_issues(handler)
    file_id = a_file_of(store, case.id)
    request = ask(handler, case, file_ids=file_ids(file_id))
    offer(handler, request, member)

    view = advice_page(member.desk, request.number)

    seen = view.request
    assert (seen.number, seen.title, seen.parties, seen.due_on) == (
        request.number,
        request.title,
        request.parties,
        request.due_on,
    )
    assert (seen.question, seen.facts, seen.issues, seen.file_ids, seen.subject_id) == ("", "", (), (), "")
    assert (view.is_offer, view.case, view.files, view.issues, view.similar) == (True, None, (), (), ())
    assert (view.candidates, view.timeline) == ((), ())
    assert {Act.ACCEPT_ADVICE, Act.DECLINE_ADVICE, Act.RECUSE_FROM_ADVICE} <= view.permitted
    with pytest.raises(NotPermitted):
        advice_file(a_person(store, Role.SECRETARY).desk, request.id, file_id)
    with pytest.raises(NotFound):
        advice_file(member.desk, request.id, file_id)


def test_after_accepting_a_member_sees_the_question_the_issues_and_the_files_shown(store: Store) -> None:
    handler, member = a_person(store), a_panel_member(store)
    case = a_case_with_issues(handler)
    shown, kept_back = a_file_of(store, case.id), a_file_of(store, case.id, "내부 검토.pdf")
    request = ask(handler, case, file_ids=file_ids(shown))
    accept(member, offer(handler, request, member))

    view = advice_page(member.desk, request.number)

    assert (view.is_offer, view.request.question) == (False, request.question)
    assert [each.issue for each in view.issues] == list(request.issues)
    assert [file.id for file in view.files] == [shown]
    assert view.case is not None
    assert (view.case.number, view.case.handler_id, view.case.status) == (case.number, None, "")
    assert advice_file(member.desk, request.id, shown)[1] == "도면.pdf".encode()
    with pytest.raises(NotFound):
        advice_file(member.desk, request.id, kept_back)


def test_no_member_sees_anothers_answer_before_every_one_has_answered(store: Store) -> None:
    handler, first, second = a_person(store), a_panel_member(store), a_panel_member(store, "한변호")
    request = advice_asked(handler)
    early, late = (accept(member, offer(handler, request, member)) for member in (first, second))
    number = answer(first, request, early)

    waiting = advice_page(second.desk, request.number)

    assert [each.assignment.account_id for each in waiting.assignments] == [second.id]
    assert all(each.stances == () for each in waiting.issues)
    with pytest.raises(NotFound):
        advice_document(second.desk, number)
    assert advice_document(first.desk, number)[1] == paper(store, number)
    office = advice_page(handler.desk, request.number)
    assert [len(each.stances) for each in office.issues] == [1, 1]
    assert not office.is_complete

    answer(second, request, late, "no")

    told = advice_page(second.desk, request.number)
    assert {each.assignment.account_id for each in told.assignments} == {first.id, second.id}
    assert [len(each.stances) for each in told.issues] == [2, 2]
    assert advice_document(second.desk, number)[0].number == number


def test_an_offer_more_hides_the_answers_of_the_others_again(sqlite_store: Store) -> None:
    handler, first, second = (
        a_person(sqlite_store),
        a_panel_member(sqlite_store),
        a_panel_member(sqlite_store, "한변호"),
    )
    third = a_panel_member(sqlite_store, "문변호")
    request = all_answered(handler, (first, "yes"), (second, "yes"))

    accept(third, offer(handler, request, third))

    assert [len(each.stances) for each in advice_page(third.desk, request.number).issues] == [0, 0]
    assert [len(each.stances) for each in advice_page(first.desk, request.number).issues] == [1, 1]


def test_sight_ends_some_days_after_the_case_has(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request, _ = advice_answered(handler, member)
    case = consultation_of(sqlite_store, request.subject_id)
    consultations.withdraw_consultation(handler.desk, case.id, case.version, {"withdrawal_reason": "사업을 접었다."})

    # 30 days by default; the case ended on 23 November.
    assert advice_page(member.at(now_on("2026-12-23")).desk, request.number).request.number == request.number
    with pytest.raises(NotFound):
        advice_page(member.at(now_on("2026-12-24")).desk, request.number)
    assert advice_list(member.at(now_on("2026-12-24")).desk, AdviceFilter(), 20, 0) == []
    assert advice_page(handler.at(now_on("2026-12-24")).desk, request.number).is_complete
