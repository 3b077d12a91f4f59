"""Lists of requests for advice, on both engines: within reach, filtered, and telling no more than may be told."""

import itertools
from datetime import date

import pytest

from casebase.access.relations import to_advice
from casebase.domain.account import Account, Role
from casebase.domain.advice import AdviceRequest, AdviceStatus, AssignmentStatus
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.listing import AdviceFilter, AdviceLine
from casebase.domain.reach import Reach, Relation
from casebase.domain.review import ReviewStatus
from casebase.store.advice import fetch_request, list_assignments
from casebase.store.advice_lists import count_advice, is_open_to_panel, list_advice, load_of
from casebase.store.connection import Connection
from casebase.store.consultations import fetch_consultation
from casebase.store.reviews import fetch_review
from tests.builders import a_review, an_account, an_agency, an_event
from tests.consultation_builders import a_consultation
from tests.panel_builders import a_request, an_assignment

EVERYTHING = AdviceFilter()
THEN = "2026-11-23T01:00:00.000000Z"  # of every event that a builder records
LATER = "2026-11-23T01:00:00.000001Z"
ENDED = [
    *((ReviewStatus(status), True) for status in ("closed", "withdrawn")),
    *((ConsultationStatus(status), True) for status in ("closed", "withdrawn", "returned", "transferred")),
]


def reach_of(account: Account, *relations: Relation) -> Reach:
    return Reach(account_id=account.id, agency_id=account.agency_id, relations=frozenset(relations))


def listed(con: Connection, reach: Reach, ended_before: str = THEN, **wanted: str) -> list[AdviceLine]:
    """All requests in a reach; their count is checked on the way."""
    asked = AdviceFilter(**wanted)
    lines = list_advice(con, reach, asked, ended_before, 1000, 0)
    assert count_advice(con, reach, asked, ended_before) == len(lines)
    return lines


def relations_to(con: Connection, account: Account, request: AdviceRequest, ended_before: str) -> frozenset[Relation]:
    """What the rules of access say of an account and a request."""
    if request.subject_kind == "review":
        handler_id = fetch_review(con, request.subject_id).handler_id
    else:
        handler_id = fetch_consultation(con, request.subject_id).handler_id
    own = [one for one in list_assignments(con, request.id) if one.account_id == account.id]
    is_open = is_open_to_panel(con, request, ended_before)
    return to_advice(account, handler_id, own[-1] if own else None, is_open_to_panel=is_open)


@pytest.mark.parametrize(
    "relations",
    [{Relation.OFFERED}, {Relation.ASSIGNED}, {Relation.HANDLER}, {Relation.OFFERED, Relation.ASSIGNED}, set()],
    ids=lambda relations: " ".join(sorted(relations)) or "none",  # in one order in every process
)
def test_a_reach_holds_what_the_relations_say(con: Connection, relations: set[Relation]) -> None:
    agency, person, other = an_agency(con), an_account(con, Role.PANEL), an_account(con, Role.PANEL)
    running_and_ended = (ReviewStatus.FACT_FINDING, ReviewStatus.CLOSED)
    for status, case_status, own, handler in itertools.product(
        AdviceStatus, running_and_ended, (*AssignmentStatus, None), (person, None)
    ):
        review = a_review(con, agency, status=case_status, handler=handler)
        request = a_request(con, review, status=status)
        an_assignment(con, request, other, AssignmentStatus.ACCEPTED)
        if own:
            an_assignment(con, request, person, own)
        an_event(con, "review", review.id)
    everything = listed(con, reach_of(person, Relation.ANY))

    for ended_before in (THEN, LATER):
        seen = {line.id for line in listed(con, reach_of(person, *relations), ended_before)}

        assert len(everything) == 84
        assert seen == {
            line.id
            for line in everything
            if relations & relations_to(con, person, fetch_request(con, line.id), ended_before)
        }


@pytest.mark.parametrize(
    ("status", "is_ended"), [*ENDED, (ReviewStatus.NOTIFIED, False), (ConsultationStatus.FOLLOW_UP, False)]
)
def test_a_member_s_sight_ends_some_time_after_the_case(
    con: Connection, status: ReviewStatus | ConsultationStatus, is_ended: bool
) -> None:
    agency, person = an_agency(con), an_account(con, Role.PANEL)
    is_review = isinstance(status, ReviewStatus)
    case = a_review(con, agency, status=status) if is_review else a_consultation(con, agency, status=status)
    request = a_request(con, case)
    an_assignment(con, request, person, AssignmentStatus.ANSWERED)
    an_event(con, request.subject_kind, case.id)
    sight = reach_of(person, Relation.OFFERED, Relation.ASSIGNED)

    assert len(listed(con, sight, THEN)) == 1
    assert is_open_to_panel(con, request, THEN)
    assert (listed(con, sight, LATER) == []) is is_ended
    assert is_open_to_panel(con, request, LATER) is not is_ended
    assert len(listed(con, reach_of(person, Relation.ANY), LATER)) == 1


def test_a_withdrawn_request_is_open_to_no_member(con: Connection) -> None:
    request = a_request(con, a_review(con, an_agency(con)), status=AdviceStatus.WITHDRAWN)

    assert not is_open_to_panel(con, request, THEN)


def test_whoever_is_asked_again_stands_where_they_stand_now(con: Connection) -> None:
    request, person = a_request(con, a_review(con, an_agency(con))), an_account(con, Role.PANEL)
    sight = reach_of(person, Relation.OFFERED, Relation.ASSIGNED)
    an_assignment(con, request, person, AssignmentStatus.DECLINED)
    assert listed(con, sight) == []

    an_assignment(con, request, person)

    assert [line.own for line in listed(con, sight)] == [AssignmentStatus.OFFERED]
    assert [line.own for line in listed(con, reach_of(person, Relation.ANY))] == [AssignmentStatus.OFFERED]


def test_a_line_tells_the_office_all_and_a_member_no_more_than_they_may_know(con: Connection) -> None:
    office, asked, accepted = an_account(con), an_account(con, Role.PANEL), an_account(con, Role.PANEL)
    review = a_review(con, an_agency(con))
    request = a_request(con, review, due_on=date(2026, 12, 5))
    an_assignment(con, request, asked)
    an_assignment(con, request, accepted, AssignmentStatus.ACCEPTED)
    an_assignment(con, request, an_account(con, Role.PANEL), AssignmentStatus.ANSWERED)
    an_assignment(con, request, an_account(con, Role.PANEL), AssignmentStatus.RECUSED)

    (of_office,) = listed(con, reach_of(office, Relation.ANY))
    (of_asked,) = listed(con, reach_of(asked, Relation.OFFERED, Relation.ASSIGNED))
    (of_accepted,) = listed(con, reach_of(accepted, Relation.OFFERED, Relation.ASSIGNED))

    assert of_office == AdviceLine(
        id=request.id,
        number=request.number,
        title=request.title,
        case_number=review.number,
        due_on=date(2026, 12, 5),
        status=AdviceStatus.ASKED,
        own=None,
        count_asked=3,
        count_answered=1,
        is_demo=False,
    )
    assert (of_asked.own, of_asked.number, of_asked.title) == (AssignmentStatus.OFFERED, request.number, request.title)
    assert (of_asked.case_number, of_asked.count_asked, of_asked.count_answered) == ("", 0, 0)
    assert (of_accepted.own, of_accepted.case_number) == (AssignmentStatus.ACCEPTED, review.number)


def test_filters_find_what_they_name(con: Connection) -> None:
    person, agency = an_account(con, Role.PANEL), an_agency(con)
    consultation = a_consultation(con, agency)
    early = a_request(con, consultation, parties="누리시", asked_at="2026-11-01T01:00:00.000000Z")
    late = a_request(con, a_review(con, agency), status=AdviceStatus.CLOSED, title="계약 해지")
    an_assignment(con, early, person, AssignmentStatus.ACCEPTED)
    an_assignment(con, late, person)

    def found(**wanted: str) -> list[str]:
        return [line.id for line in listed(con, reach_of(person, Relation.ANY), **wanted)]

    assert found() == [late.id, early.id]
    assert (
        found(status="closed")
        == found(mine="offered")
        == found(query="계약해지")
        == found(query=late.number)
        == [late.id]
    )
    assert found(status="asked") == found(mine="accepted") == found(query="누리시의") == [early.id]
    assert found(query=f" {consultation.number} ") == [early.id]
    assert found(mine="declined") == found(query="_") == found(status="closed", query="누리시") == []
    pages = [list_advice(con, reach_of(person, Relation.ANY), EVERYTHING, THEN, 1, at) for at in range(3)]
    assert [[line.id for line in page] for page in pages] == [[late.id], [early.id], []]


def test_a_search_tells_a_member_nothing_that_they_may_not_read_yet(con: Connection) -> None:
    person, review = an_account(con, Role.PANEL), a_review(con, an_agency(con))
    request = a_request(con, review, question="협의 절차", facts="조건부 승인", issues=("협의 생략",), title="승인 건")
    an_assignment(con, request, person)
    sight = reach_of(person, Relation.OFFERED, Relation.ASSIGNED)

    for hidden in ("협의", "조건부", review.number):
        assert listed(con, sight, query=hidden) == []
    assert len(listed(con, sight, query="승인 가람시")) == 1


def test_a_load_counts_what_is_still_to_answer_and_what_stands_of_a_year(con: Connection) -> None:
    person, agency = an_account(con, Role.PANEL), an_agency(con)
    asked = a_request(con, a_review(con, agency))
    closed = a_request(con, a_review(con, agency), status=AdviceStatus.CLOSED)
    new_year, old_year = "2025-12-31T15:00:00.000000Z", "2025-12-31T14:59:59.999999Z"  # midnight in Korea
    an_assignment(con, asked, person, offered_at=new_year)
    an_assignment(con, asked, person, AssignmentStatus.ACCEPTED, offered_at=old_year)
    an_assignment(con, asked, person, AssignmentStatus.ANSWERED)
    an_assignment(con, closed, person, AssignmentStatus.ACCEPTED)
    for fell_away in (AssignmentStatus.DECLINED, AssignmentStatus.RECUSED, AssignmentStatus.REVOKED):
        an_assignment(con, asked, person, fell_away)
    an_assignment(con, asked, an_account(con, Role.PANEL))

    assert load_of(con, person.id, 2026) == (2, 3)
    assert load_of(con, person.id, 2025) == (2, 1)
    assert load_of(con, "nobody", 2026) == (0, 0)
