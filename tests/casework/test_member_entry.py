"""Reading what is typed about a member: a term, a tie, an absence."""

import pytest

from casebase.casework import members
from casebase.domain.account import Role
from casebase.domain.business import Business
from casebase.domain.errors import SeveralInvalid
from casebase.store.connection import Store
from casebase.store.ties import fetch_tie
from tests.advice_stages import a_panel_member, declare_tie, term_fields
from tests.builders import a_business, an_agency
from tests.case_builders import Person, a_person, record_of


def a_keeper(store: Store) -> Person:
    return a_person(store, Role.SECRETARY)


def faults_of(refused: pytest.ExceptionInfo[SeveralInvalid]) -> dict[str | None, str]:
    return {fault.field: str(fault) for fault in refused.value.faults}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"body": ""}, "body", "기구를 목록에서 고르세요"),
        ({"account_id": "x"}, "account_id", "위원을 목록에서 고르세요"),
        ({"begins_on": ""}, "begins_on", "임기 첫날을 고르세요"),
        ({"ends_on": "2025-12-31"}, "ends_on", "첫날보다 앞설 수 없습니다"),
        ({"specialities": '["마술"]'}, "specialities", "목록에 없는 값"),
        ({"yearly_limit": "많이"}, "yearly_limit", "숫자로 입력하거나 비워"),
        ({"fee_won": "-1"}, "fee_won", "숫자로 입력하거나 비워"),
    ],
)
def test_an_appointment_refused_is_named_at_its_field(
    sqlite_store: Store, changes: dict[str, str], field: str, sentence: str
) -> None:
    keeper, lawyer = a_keeper(sqlite_store), a_person(sqlite_store, Role.PANEL)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        members.appoint_member(keeper.desk, term_fields(lawyer) | changes)

    assert sentence in faults_of(refused)[field]
    assert record_of(sqlite_store) == before


def test_a_relative_keeps_their_own_name_beside_where_they_work(sqlite_store: Store) -> None:
    member = a_panel_member(sqlite_store)
    with sqlite_store.transaction() as con:
        agency = an_agency(con, name="가람군")
    with pytest.raises(SeveralInvalid, match="상대방 이름을 입력하세요"):
        declare_tie(member, kind="kin", agency_id=agency.id)

    tie_id = declare_tie(member, kind="kin", agency_id=agency.id, name="윤주무")

    with sqlite_store.reading() as con:
        tie = fetch_tie(con, tie_id)
    assert (tie.name, tie.agency_id) == ("윤주무", agency.id)


def test_a_business_is_found_by_its_registration_number_without_telling_its_name(sqlite_store: Store) -> None:
    member = a_panel_member(sqlite_store)
    with sqlite_store.transaction() as con:
        business: Business = a_business(con)
    number = business.registration_number
    with pytest.raises(SeveralInvalid, match="상대방 이름을 입력하세요"):
        declare_tie(member, kind="client", business_number=number)
    with pytest.raises(SeveralInvalid) as refused:
        declare_tie(member, kind="client", name="한빛", business_number="123")

    tie_id = declare_tie(member, kind="client", name="한빛", business_number=number)

    assert set(faults_of(refused)) == {"business_number"}
    with sqlite_store.reading() as con:
        tie = fetch_tie(con, tie_id)
    assert (tie.name, tie.business_id) == ("한빛", business.id)


def test_only_who_keeps_the_roll_names_an_account_in_a_tie(sqlite_store: Store) -> None:
    keeper, member, official = a_keeper(sqlite_store), a_panel_member(sqlite_store), a_person(sqlite_store)
    fields = {"kind": "kin", "other_account_id": official.id}

    with pytest.raises(SeveralInvalid, match="상대방을 목록에서 고르세요"):
        members.declare_tie(member.desk, member.id, fields)

    tie_id = members.declare_tie(keeper.desk, member.id, fields)
    with sqlite_store.reading() as con:
        tie = fetch_tie(con, tie_id)
    assert (tie.name, tie.other_account_id, tie.declared_by) == ("김감사", official.id, keeper.id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "friend"}, "kind"),
        ({"name": ""}, "name"),
        ({"agency_id": "x"}, "agency_id"),
        ({"begins_on": "2026-11-24"}, "begins_on"),
        ({"ends_on": "2019-12-31"}, "ends_on"),
    ],
)
def test_a_tie_refused_is_named_at_its_field(sqlite_store: Store, changes: dict[str, str], field: str) -> None:
    member = a_panel_member(sqlite_store)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        declare_tie(member, **({"name": "가람군", "begins_on": "2020-01-01"} | changes))

    assert field in faults_of(refused)
    assert record_of(sqlite_store) == before


@pytest.mark.parametrize(
    ("from_on", "to_on", "field"),
    [("", "2026-12-01", "from_on"), ("2026-12-02", "2026-12-01", "to_on"), ("2026-11-01", "2026-11-22", "to_on")],
)
def test_an_absence_refused_is_named_at_its_field(sqlite_store: Store, from_on: str, to_on: str, field: str) -> None:
    member = a_panel_member(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        members.declare_absence(member.desk, member.id, {"from_on": from_on, "to_on": to_on})

    assert set(faults_of(refused)) == {field}
