"""Looking at requests for advice: what each sees, and the answers side by side once they may be."""

import pytest

from casebase.access.act import Act
from casebase.casework import advice, advice_answers
from casebase.casework.advice_views import (
    advice_document,
    advice_list,
    advice_of_case,
    advice_page,
    count_advice,
)
from casebase.domain.account import Role
from casebase.domain.advice import AdviceStatus, AssignmentStatus, Stance
from casebase.domain.errors import NotFound, NotPermitted
from casebase.domain.listing import AdviceFilter
from casebase.store.connection import Store
from tests.advice_stages import (
    a_panel_member,
    advice_accepted,
    advice_answered,
    advice_asked,
    advice_offered,
    all_answered,
    answer,
    ask,
    offer,
    request_of,
)
from tests.case_builders import Person, a_person, now_on
from tests.review_stages import a_review_in_fact_finding

OUTSIDE = [Role.APPLICANT, Role.COMMITTEE, Role.SECRETARY, Role.ADMIN]
ANYTHING = AdviceFilter()


def test_the_office_sees_the_whole_request_and_who_may_be_asked(store: Store) -> None:
    handler, member = a_person(store), a_panel_member(store)

    request = advice_asked(handler)

    view = advice_page(handler.desk, request.number)
    assert (view.request, view.is_offer, view.own) == (request, False, None)
    assert view.case is not None
    assert view.case.handler_id == handler.id
    assert [each.candidate.member.account_id for each in view.candidates] == [member.id]
    assert view.names == {member.id: "윤변호"}
    assert Act.OFFER_ADVICE in view.permitted
    assert [moment.what for moment in view.timeline] == ["자문의뢰"]


def test_who_has_settled_is_no_candidate_any_more(sqlite_store: Store) -> None:
    handler, first, second = (
        a_person(sqlite_store),
        a_panel_member(sqlite_store),
        a_panel_member(sqlite_store, "한변호"),
    )

    request, _ = advice_offered(handler, first)

    view = advice_page(handler.desk, request.number)
    assert [each.candidate.member.account_id for each in view.candidates] == [second.id]


def test_a_colleague_reads_the_request_and_offers_nothing(sqlite_store: Store) -> None:
    handler, colleague, _ = a_person(sqlite_store), a_person(sqlite_store), a_panel_member(sqlite_store)
    request = advice_asked(handler)

    view = advice_page(colleague.desk, request.number)

    assert view.request.question == request.question
    assert view.candidates == ()
    assert Act.OFFER_ADVICE not in view.permitted


@pytest.mark.parametrize("role", OUTSIDE)
def test_whom_advice_does_not_concern_sees_none_of_it(sqlite_store: Store, role: Role) -> None:
    handler, member, other = a_person(sqlite_store), a_panel_member(sqlite_store), a_person(sqlite_store, role)
    request, _ = advice_answered(handler, member)

    for looking in (
        lambda: advice_page(other.desk, request.number),
        lambda: advice_list(other.desk, ANYTHING, 20, 0),
        lambda: advice_of_case(other.desk, "consultation", request.subject_id),
    ):
        with pytest.raises(NotPermitted):
            looking()


def test_a_member_who_was_not_asked_sees_nothing(sqlite_store: Store) -> None:
    handler, member, other = (
        a_person(sqlite_store),
        a_panel_member(sqlite_store),
        a_panel_member(sqlite_store, "한변호"),
    )
    request, _ = advice_offered(handler, member)

    with pytest.raises(NotFound):
        advice_page(other.desk, request.number)
    with pytest.raises(NotFound):
        advice_of_case(other.desk, "consultation", request.subject_id)
    assert advice_list(other.desk, ANYTHING, 20, 0) == []
    assert count_advice(other.desk, ANYTHING) == 0


def test_who_declined_or_was_revoked_is_not_named_to_the_others(sqlite_store: Store) -> None:
    handler, first, second = (
        a_person(sqlite_store),
        a_panel_member(sqlite_store),
        a_panel_member(sqlite_store, "한변호"),
    )
    request, assignment = advice_accepted(handler, first)
    declined = offer(handler, request, second)
    advice_answers.decline_advice(second.desk, declined.id, declined.version, {"reason": "바쁘다."})

    answer(first, request, assignment)

    assert [each.name for each in advice_page(first.desk, request.number).assignments] == ["윤변호"]
    assert [each.name for each in advice_page(handler.desk, request.number).assignments] == ["윤변호", "한변호"]


def test_where_most_agree_who_differs_is_the_dissent(store: Store) -> None:
    handler = a_person(store)
    people = [a_panel_member(store, name) for name in ("윤변호", "한변호", "문변호")]

    request = all_answered(handler, *zip(people, ("yes", "no", "yes"), strict=True))

    view = advice_page(handler.desk, request.number)
    for issue in view.issues:
        assert issue.agrees is False
        assert [(each.name, each.stance, each.is_dissent) for each in issue.stances] == [
            ("윤변호", Stance.YES, False),
            ("한변호", Stance.NO, True),
            ("문변호", Stance.YES, False),
        ]
    assert view.is_complete


@pytest.mark.parametrize(
    ("stances", "agrees", "dissents"),
    [
        (["yes"], None, [False]),
        (["yes", "yes"], True, [False, False]),
        (["yes", "no"], False, [True, True]),
        (["conditional", "yes", "reserved"], False, [True, True, True]),
    ],
)
def test_of_a_tie_every_stance_differs(
    sqlite_store: Store, stances: list[str], agrees: bool | None, dissents: list[bool]
) -> None:
    handler = a_person(sqlite_store)
    given = [(a_panel_member(sqlite_store), stance) for stance in stances]

    request = all_answered(handler, *given)

    (issue, _) = advice_page(handler.desk, request.number).issues
    assert (issue.agrees, [each.is_dissent for each in issue.stances]) == (agrees, dissents)


def test_sight_ends_with_the_requests_withdrawal(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request, _ = advice_answered(handler, member)
    paper = advice_page(handler.desk, request.number).assignments[0].paper
    number = paper.number if paper else ""
    version = request_of(sqlite_store, request).version

    advice.withdraw_advice(handler.desk, request.id, version, {"end_reason": "취하"})

    with pytest.raises(NotFound):
        advice_page(member.desk, request.number)
    with pytest.raises(NotFound):
        advice_document(member.desk, number)
    assert advice_list(member.desk, ANYTHING, 20, 0) == []
    assert advice_document(handler.desk, number)[0].number == number


def test_once_a_request_is_closed_its_members_still_see_all_answers(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request, _ = advice_answered(handler, member)
    version = request_of(sqlite_store, request).version

    advice.close_advice(handler.desk, request.id, version, {})

    view = advice_page(member.desk, request.number)
    assert (view.request.status, len(view.issues[0].stances)) == (AdviceStatus.CLOSED, 1)


def test_a_list_shows_each_what_is_theirs(store: Store) -> None:
    handler, first, second = a_person(store), a_panel_member(store), a_panel_member(store, "한변호")
    offered, _ = advice_offered(handler, first)
    accepted, _ = advice_accepted(handler, second)

    of_first = advice_list(first.desk, ANYTHING, 20, 0)
    of_office = advice_list(a_person(store).desk, ANYTHING, 20, 0)

    assert [(line.number, line.own, line.case_number) for line in of_first] == [
        (offered.number, AssignmentStatus.OFFERED, "")
    ]
    assert {line.number for line in of_office} == {offered.number, accepted.number}
    assert count_advice(first.desk, AdviceFilter(mine="accepted")) == 0
    assert count_advice(second.desk, AdviceFilter(mine="accepted")) == 1


def test_a_case_shows_its_requests_with_their_answers_the_newest_first(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    review = a_review_in_fact_finding(handler)
    first = all_answered(handler, (member, "no"), case=review)
    second = ask(handler, review)

    newest, oldest = advice_of_case(a_person(sqlite_store, Role.CHAIR).desk, "review", review.id)

    assert (newest.request.id, newest.is_complete, newest.assignments) == (second.id, False, ())
    assert (oldest.request.id, oldest.is_complete) == (first.id, True)
    assert [each.stances[0].stance for each in oldest.issues] == [Stance.NO] * 3
    paper = oldest.assignments[0].paper
    assert paper and paper.number == "2026-자문의견-0001"
    assert oldest.assignments[0].affiliation == "가람법무법인"


def test_a_reminder_is_shown_as_due_near_the_day(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request, _ = advice_offered(handler, member)  # due on 30 November

    def due_on(day: str) -> bool:
        return advice_page(handler.at(now_on(day)).desk, request.number).assignments[0].is_reminder_due

    assert [due_on(day) for day in ("2026-11-27", "2026-11-28", "2026-12-01")] == [False, True, True]


def test_a_number_that_is_no_advice_opens_nothing(sqlite_store: Store) -> None:
    handler: Person = a_person(sqlite_store)

    with pytest.raises(NotFound):
        advice_page(handler.desk, "2026-자문-9999")
    with pytest.raises(NotFound):
        advice_document(handler.desk, "2026-자문의견-9999")
