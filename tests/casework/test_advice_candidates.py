"""Whom of the panel a case can be given to: the order proposed, and that no ground is ever passed over."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebase.casework import advice, advice_answers, members
from casebase.casework.advice_views import advice_page
from casebase.domain.account import Role
from casebase.domain.advice import STANDING, AdviceRequest, AssignmentStatus
from casebase.domain.errors import (
    ConflictStands,
    InvalidEntry,
)
from casebase.domain.member import TieKind
from casebase.store.accounts import fetch_account, update_account
from casebase.store.connection import Store
from casebase.store.members import terms_of
from casebase.store.ties import list_ties
from tests.advice_stages import (
    a_panel_member,
    accept,
    advice_accepted,
    advice_asked,
    advice_offered,
    all_answered,
    answer,
    assignments_on,
    declare_tie,
    offer,
    term_fields,
)
from tests.case_builders import Person, a_person, now_on, record_of
from tests.consultation_stages import consultation_of
from tests.panel_builders import a_tie, an_absence

days = st.dates(date(2015, 1, 1), date(2026, 11, 23))
ties = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(TieKind), days, st.none() | days), max_size=6)


def names_proposed(handler: Person, number: str) -> list[tuple[str, bool]]:
    view = advice_page(handler.desk, number)
    return [(view.names[each.candidate.member.account_id], each.is_available) for each in view.candidates]


def three_of(store: Store) -> tuple[Person, Person, Person]:
    return a_person(store), a_panel_member(store), a_panel_member(store, "한변호")


def tie_to_agency(member: Person, request: AdviceRequest) -> None:
    agency_id = consultation_of(member.store, request.subject_id).agency_id
    declare_tie(member, agency_id=agency_id or "", kind="adviser", begins_on="2026-11-01")


def end_term(member: Person, on: str) -> None:
    """End a member's term early, while it still ran."""
    with member.store.reading() as con:
        (term,) = terms_of(con, member.id)
    keeper = a_person(member.store, Role.SECRETARY).at(now_on(on))
    members.change_member(keeper.desk, term.id, term.version, term_fields(member, ends_on=on))


def test_who_knows_the_field_comes_first_then_who_has_less_to_answer(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    a_panel_member(sqlite_store, "다른분야", specialities='["계약"]')
    busy = a_panel_member(sqlite_store, "바쁜위원")
    a_panel_member(sqlite_store, "한가한위원")
    offer(handler, advice_asked(handler), busy)

    request = advice_asked(handler)

    assert names_proposed(handler, request.number) == [("한가한위원", True), ("바쁜위원", True), ("다른분야", True)]


def test_who_cannot_be_asked_comes_last_with_the_reason(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    tied, away = a_panel_member(sqlite_store, "관계위원"), a_panel_member(sqlite_store, "부재위원")
    a_panel_member(sqlite_store, "가능위원", specialities="[]")
    request = advice_asked(handler)
    with sqlite_store.transaction() as con:
        agency_id = consultation_of(sqlite_store, request.subject_id).agency_id
        a_tie(con, tied.id, TieKind.ADVISER, agency_id=agency_id)
        an_absence(con, away.id, date(2026, 11, 20), date(2026, 11, 25))

    view = advice_page(handler.desk, request.number)

    assert view.names[view.candidates[0].candidate.member.account_id] == "가능위원"
    refused = {view.names[each.candidate.member.account_id]: each.reasons for each in view.candidates[1:]}
    assert "자문·고문" in refused["관계위원"][0]
    assert refused["부재위원"] == ("회신할 기간에 부재로 등록되어 있습니다.",)


def test_a_member_whose_account_has_ended_is_not_proposed(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request = advice_asked(handler)
    with sqlite_store.transaction() as con:
        account = fetch_account(con, member.id)
        update_account(con, type(account)(**{**vars(account), "ends_on": date(2026, 11, 22)}))

    assert names_proposed(handler, request.number) == []


def test_a_term_that_begins_tomorrow_is_proposed_tomorrow(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    a_panel_member(sqlite_store, begins_on="2026-11-24")
    request = advice_asked(handler)

    assert names_proposed(handler, request.number) == []
    assert names_proposed(handler.at(now_on("2026-11-24")), request.number) == [("윤변호", True)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ties=ties)
def test_no_assignment_ever_stands_against_a_lasting_or_recent_tie(
    sqlite_store: Store, ties: list[tuple[int, TieKind, date, date | None]]
) -> None:
    handler = a_person(sqlite_store, Role.AUDITOR)
    people = [a_panel_member(sqlite_store, f"위원{n}") for n in range(4)]
    request = advice_asked(handler)
    agency_id = consultation_of(sqlite_store, request.subject_id).agency_id
    with sqlite_store.transaction() as con:
        for whose, kind, begins_on, ends_on in ties:
            last = max(begins_on, ends_on) if ends_on else None
            a_tie(con, people[whose].id, kind, agency_id=agency_id, begins_on=begins_on, ends_on=last)

    for member in people:
        try:
            offer(handler, request, member, doubts_seen="yes")
        except ConflictStands as refused:
            assert refused.against
            assert all("제31조" in why or "제2조" in why or "기관 기준" in why for why in refused.against)
        except InvalidEntry as refused:  # each is free, serves and is present
            raise AssertionError(str(refused)) from refused

    for assignment in assignments_on(sqlite_store, request):
        assert assignment.status in STANDING
        with sqlite_store.reading() as con:
            held = [tie for tie in list_ties(con, assignment.account_id) if tie.kind != TieKind.KIN]
        # Two years, counted here by hand: 2024-11-23 and before is past them.
        assert all(tie.ends_on is not None and tie.ends_on <= date(2024, 11, 23) for tie in held)
        assert len(assignment.doubts) > 0 or not held


def test_who_answered_all_they_were_asked_has_nothing_open(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    all_answered(handler, (member, "yes"))

    (proposed,) = advice_page(handler.desk, advice_asked(handler).number).candidates

    assert (proposed.candidate.open_now, proposed.candidate.this_year) == (0, 1)


def test_a_member_is_not_offered_the_case_of_a_former_employer(store: Store) -> None:
    handler, member = a_person(store), a_panel_member(store)
    request = advice_asked(handler)
    agency_id = consultation_of(store, request.subject_id).agency_id
    declare_tie(member, agency_id=agency_id or "", ends_on="2025-06-30")
    before = record_of(store)

    with pytest.raises(ConflictStands, match="윤변호 위원에게 이 사건을 맡길 수 없습니다") as refused:
        offer(handler, request, member)

    (why,) = refused.value.against
    assert ("재직 관계" in why, "제2조" in why) == (True, True)
    assert record_of(store) == before


def test_a_member_whose_term_ended_yesterday_is_not_offered_anything(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    member = a_panel_member(sqlite_store, ends_on="2026-11-22")
    request = advice_asked(handler)
    before = record_of(sqlite_store)

    with pytest.raises(
        InvalidEntry, match=r"임기\(2026. 1. 1.~2026. 11. 22.\)에 들지 않습니다. 다른 위원을"
    ) as refused:
        offer(handler, request, member)

    assert refused.value.field == "account_id"
    assert record_of(sqlite_store) == before
    last_day = handler.at(now_on("2026-11-22"))
    assert offer(last_day, request, member).status == AssignmentStatus.OFFERED


def test_a_member_who_is_away_today_or_when_the_answer_is_due_is_not_offered(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request = advice_asked(handler)
    due_on = request.due_on.isoformat()
    members.declare_absence(member.desk, member.id, {"from_on": due_on, "to_on": "2026-12-20", "reason": "출장"})

    with pytest.raises(InvalidEntry, match="부재"):
        offer(handler, request, member)

    assert assignments_on(sqlite_store, request) == []


def test_a_member_who_reached_the_yearly_limit_is_not_offered(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store, yearly_limit="1")
    advice_offered(handler, member)
    request = advice_asked(handler)

    with pytest.raises(InvalidEntry, match="한도 1건"):
        offer(handler, request, member)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COMMITTEE])
def test_who_is_not_on_the_panel_is_not_offered(sqlite_store: Store, role: Role) -> None:
    handler, other = a_person(sqlite_store), a_person(sqlite_store, role)
    request = advice_asked(handler)

    with pytest.raises(InvalidEntry, match="목록에서 고르세요"):
        offer(handler, request, other)
    with pytest.raises(InvalidEntry, match="목록에서 고르세요"):
        advice.offer_advice(handler.desk, request.id, request.version, {})


def test_a_tie_declared_since_the_offer_keeps_the_member_from_accepting(store: Store) -> None:
    handler, member, _ = three_of(store)
    request, assignment = advice_offered(handler, member)
    tie_to_agency(member, request)
    before = record_of(store)

    with pytest.raises(ConflictStands, match="회피를 신고하세요") as refused:
        advice_answers.accept_advice(member.desk, assignment.id, assignment.version, {"no_conflict": "yes"})

    assert "자문·고문" in refused.value.against[0]
    assert record_of(store) == before


def test_a_tie_declared_since_accepting_keeps_the_member_from_answering(sqlite_store: Store) -> None:
    handler, member, _ = three_of(sqlite_store)
    request, assignment = advice_accepted(handler, member)
    tie_to_agency(member, request)
    before = record_of(sqlite_store)

    with pytest.raises(ConflictStands):
        answer(member, request, assignment)

    assert record_of(sqlite_store) == before


@pytest.mark.parametrize("on", ["2026-11-24", "2026-12-24"])
def test_a_member_whose_term_ended_yesterday_neither_accepts_nor_answers(sqlite_store: Store, on: str) -> None:
    handler, first, second = three_of(sqlite_store)
    request, offered = advice_offered(handler, first)
    accepted = accept(second, offer(handler, request, second))
    for member in (first, second):
        end_term(member, "2026-11-23")
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match=r"임기가 2026. 11. 23. 끝나 .* 초안에 남아 있습니다"):
        accept(first.at(now_on(on)), offered)
    with pytest.raises(InvalidEntry, match=r"임기가 2026. 11. 23. 끝나"):
        answer(second.at(now_on(on)), request, accepted)

    assert record_of(sqlite_store) == before
    assert accept(first.at(now_on("2026-11-23")), offered).status == AssignmentStatus.ACCEPTED
