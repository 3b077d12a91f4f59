"""The roll of members: terms, ties and absences, each kept by who may."""

from datetime import date

import pytest

from casebase.casework import members
from casebase.casework.member_views import member_page
from casebase.domain.account import Role
from casebase.domain.errors import ChangedMeanwhile, NotFound, NotPermitted, SeveralInvalid
from casebase.domain.member import Body, Member, TieKind
from casebase.store.absences import list_absences
from casebase.store.connection import Store
from casebase.store.events import list_events_of
from casebase.store.members import fetch_member, members_on, terms_of
from casebase.store.ties import fetch_tie, list_ties
from tests.advice_stages import a_panel_member, declare_tie, term_fields
from tests.builders import an_agency
from tests.case_builders import Person, a_person, now_on, record_of


def a_keeper(store: Store) -> Person:
    return a_person(store, Role.SECRETARY)


def seat_fields(person: Person, **changes: str) -> dict[str, str]:
    """An appointment to the committee as typed, for 2026 and 2027."""
    facts = {"recommended_by": "도의회", "born_on": "1965-05-01"}
    return term_fields(person, body="committee", **facts) | changes


def appoint(keeper: Person, fields: dict[str, str]) -> Member:
    member_id = members.appoint_member(keeper.desk, fields)
    with keeper.store.reading() as con:
        return fetch_member(con, member_id)


def test_a_lawyer_is_appointed_to_the_panel_for_a_term(store: Store) -> None:
    keeper, lawyer = a_keeper(store), a_person(store, Role.PANEL, name="윤변호")

    member = appoint(keeper, term_fields(lawyer, yearly_limit="12", fee_won="300,000"))

    assert (member.body, member.begins_on, member.ends_on) == (Body.PANEL, date(2026, 1, 1), date(2027, 12, 31))
    assert (member.specialities, member.yearly_limit, member.fee_won) == (("도로·하천·공유수면",), 12, 300_000)
    assert not member.is_chair
    with store.reading() as con:
        assert members_on(con, Body.PANEL, date(2027, 12, 31)) == [member]
        assert members_on(con, Body.PANEL, date(2028, 1, 1)) == []
        (event,) = list_events_of(con, "member", lawyer.id)
    assert event.account_id == keeper.id


def test_whose_account_is_the_chairs_is_the_chair_of_the_committee(sqlite_store: Store) -> None:
    keeper, chair = a_keeper(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    seat = a_person(sqlite_store, Role.COMMITTEE)

    appoint(keeper, seat_fields(seat, begins_on="2025-01-01"))
    first = appoint(keeper, seat_fields(chair))

    assert (first.is_chair, first.recommended_by, first.born_on) == (True, "도의회", date(1965, 5, 1))
    with sqlite_store.reading() as con:
        assert [each.account_id for each in members_on(con, Body.COMMITTEE, date(2026, 6, 1))] == [chair.id, seat.id]


def test_a_body_takes_accounts_of_its_own_roles_alone(sqlite_store: Store) -> None:
    keeper, lawyer, retired = (
        a_keeper(sqlite_store),
        a_person(sqlite_store, Role.PANEL),
        a_person(sqlite_store, Role.COMMITTEE, ends_on=date(2026, 11, 22)),
    )

    for fields in (seat_fields(lawyer), term_fields(a_person(sqlite_store)), seat_fields(retired)):
        with pytest.raises(SeveralInvalid, match="위원을 목록에서 고르세요"):
            members.appoint_member(keeper.desk, fields)


def test_two_terms_of_one_person_do_not_overlap_but_may_follow(sqlite_store: Store) -> None:
    keeper, member = a_keeper(sqlite_store), a_panel_member(sqlite_store)

    with pytest.raises(SeveralInvalid, match="이미 2026. 1. 1.~2027. 12. 31. 임기로".replace(".", r"\.")):
        members.appoint_member(keeper.desk, term_fields(member, begins_on="2027-12-31", ends_on="2029-12-31"))

    second = appoint(keeper, term_fields(member, begins_on="2028-01-01", ends_on="2029-12-31"))
    with sqlite_store.reading() as con:
        newest, _ = terms_of(con, member.id)
    assert newest == second


def test_the_committee_has_one_chair_at_a_time(sqlite_store: Store) -> None:
    keeper = a_keeper(sqlite_store)
    appoint(keeper, seat_fields(a_person(sqlite_store, Role.CHAIR)))

    with pytest.raises(SeveralInvalid, match="다른 위원장"):
        members.appoint_member(keeper.desk, seat_fields(a_person(sqlite_store, Role.CHAIR)))


def test_the_committee_has_seven_members_at_most_on_any_day(sqlite_store: Store) -> None:
    keeper = a_keeper(sqlite_store)
    for _ in range(6):
        appoint(keeper, seat_fields(a_person(sqlite_store, Role.COMMITTEE)))
    # The seventh seat falls free for the first half of 2027 alone.
    appoint(keeper, seat_fields(a_person(sqlite_store, Role.COMMITTEE), ends_on="2026-12-31"))
    appoint(keeper, seat_fields(a_person(sqlite_store, Role.COMMITTEE), begins_on="2027-07-01"))
    eighth = a_person(sqlite_store, Role.COMMITTEE)
    before = record_of(sqlite_store)

    for begins_on, ends_on in (("2026-12-31", "2027-03-01"), ("2027-01-01", "2027-07-01")):
        with pytest.raises(SeveralInvalid, match="7명까지"):
            members.appoint_member(keeper.desk, seat_fields(eighth, begins_on=begins_on, ends_on=ends_on))

    assert record_of(sqlite_store) == before
    appoint(keeper, seat_fields(eighth, begins_on="2027-01-01", ends_on="2027-06-30"))


def test_a_term_that_runs_can_be_ended_early_and_its_facts_corrected(store: Store) -> None:
    keeper, member = a_keeper(store), a_panel_member(store)
    with store.reading() as con:
        (term,) = terms_of(con, member.id)

    members.change_member(
        keeper.desk, term.id, term.version, term_fields(member, ends_on="2026-11-30", affiliation="새길법률사무소")
    )

    with store.reading() as con:
        (changed,) = terms_of(con, member.id)
    assert (changed.ends_on, changed.affiliation) == (date(2026, 11, 30), "새길법률사무소")


@pytest.mark.parametrize(
    ("on", "changes", "field", "sentence"),
    [
        ("2026-11-23", {"ends_on": "2026-11-22"}, "ends_on", "이미 지난 날에 임기가 끝난 것으로"),
        ("2026-11-23", {"begins_on": "2026-02-01"}, "begins_on", "이미 시작된 임기의 첫날은"),
        ("2025-12-01", {"begins_on": "2025-11-30"}, "begins_on", "이미 시작된 임기의 첫날은"),
        ("2027-07-01", {"ends_on": "2029-12-31"}, "ends_on", "끝난 임기는 바꿀 수 없습니다. 새로 위촉하세요"),
    ],
)
def test_who_was_a_member_on_a_day_stays_what_it_was(
    sqlite_store: Store, on: str, changes: dict[str, str], field: str, sentence: str
) -> None:
    keeper, member = a_keeper(sqlite_store).at(now_on(on)), a_panel_member(sqlite_store, ends_on="2027-06-30")
    with sqlite_store.reading() as con:
        (term,) = terms_of(con, member.id)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        members.change_member(keeper.desk, term.id, term.version, term_fields(member, ends_on="2027-06-30") | changes)

    assert sentence in {fault.field: str(fault) for fault in refused.value.faults}[field]
    assert record_of(sqlite_store) == before


def test_of_two_who_change_a_term_the_second_is_told_of_the_first(sqlite_store: Store) -> None:
    keeper, other, member = a_keeper(sqlite_store), a_keeper(sqlite_store), a_panel_member(sqlite_store)
    with sqlite_store.reading() as con:
        (term,) = terms_of(con, member.id)
    members.change_member(keeper.desk, term.id, term.version, term_fields(member, ends_on="2026-12-31"))

    with pytest.raises(ChangedMeanwhile, match="윤변호 위원: 김감사, 위원 정보 변경"):
        members.change_member(other.desk, term.id, term.version, term_fields(member))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PANEL, Role.COMMITTEE, Role.CHAIR, Role.APPLICANT, Role.ADMIN])
def test_only_who_keeps_the_roll_appoints_and_changes(sqlite_store: Store, role: Role) -> None:
    member, other = a_panel_member(sqlite_store), a_person(sqlite_store, role)
    with sqlite_store.reading() as con:
        (term,) = terms_of(con, member.id)

    with pytest.raises(NotPermitted):
        members.appoint_member(other.desk, term_fields(member))
    with pytest.raises(NotPermitted):
        members.change_member(other.desk, term.id, term.version, term_fields(member))


def test_a_member_declares_a_tie_of_their_own(store: Store) -> None:
    member = a_panel_member(store)
    with store.transaction() as con:
        agency = an_agency(con, name="가람군")

    tie_id = declare_tie(member, agency_id=agency.id, ends_on="2026-06-30", note="고문변호사")

    with store.reading() as con:
        tie = fetch_tie(con, tie_id)
    assert (tie.kind, tie.name, tie.agency_id) == (TieKind.EMPLOYER, "가람군", agency.id)
    assert (tie.declared_by, tie.ends_on, tie.note) == (member.id, date(2026, 6, 30), "고문변호사")


def test_nobody_declares_for_another_member_but_who_keeps_the_roll(sqlite_store: Store) -> None:
    member, other, auditor = a_panel_member(sqlite_store), a_panel_member(sqlite_store), a_person(sqlite_store)
    fields = {"kind": "employer", "name": "가람군"}

    with pytest.raises(NotFound):
        members.declare_tie(other.desk, member.id, fields)
    with pytest.raises(NotPermitted):
        members.declare_tie(auditor.desk, member.id, fields)
    with pytest.raises(NotFound):
        members.declare_tie(a_keeper(sqlite_store).desk, auditor.id, fields)


def test_a_tie_ends_on_a_day_that_is_not_before_it_began(sqlite_store: Store) -> None:
    member = a_panel_member(sqlite_store)
    tie_id = declare_tie(member, name="가람군", begins_on="2020-01-01", note="고문")
    for ends_on in ("2019-12-31", "2026-11-24", ""):
        with pytest.raises(SeveralInvalid):
            members.end_tie(member.desk, tie_id, 1, {"ends_on": ends_on})

    members.end_tie(member.desk, tie_id, 1, {"ends_on": "2026-11-23"})

    with sqlite_store.reading() as con:
        tie = fetch_tie(con, tie_id)
    assert (tie.ends_on, tie.note) == (date(2026, 11, 23), "고문")
    with pytest.raises(ChangedMeanwhile, match="관계 종료 기록"):
        members.end_tie(member.desk, tie_id, 1, {"ends_on": "2026-11-22"})


def test_an_absence_is_declared_and_taken_back(store: Store) -> None:
    member = a_panel_member(store)
    fields = {"from_on": "2026-12-01", "to_on": "2026-12-14", "reason": "해외 출장"}

    absence_id = members.declare_absence(member.desk, member.id, fields)

    with store.reading() as con:
        (absence,) = list_absences(con, member.id)
    assert (absence.id, absence.from_on, absence.to_on) == (absence_id, date(2026, 12, 1), date(2026, 12, 14))
    members.cancel_absence(member.desk, absence_id, absence.version)
    with store.reading() as con:
        assert list_absences(con, member.id) == []
    with pytest.raises(NotFound):
        members.cancel_absence(member.desk, absence_id, absence.version)


def test_a_member_of_the_committee_declares_ties_and_absences_too(sqlite_store: Store) -> None:
    keeper, seat = a_keeper(sqlite_store), a_person(sqlite_store, Role.COMMITTEE)
    appoint(keeper, seat_fields(seat))

    declare_tie(seat, name="가람군")

    with sqlite_store.reading() as con:
        assert len(list_ties(con, seat.id)) == 1
    assert len(member_page(seat.desk, seat.id).ties) == 1
