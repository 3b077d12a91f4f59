"""Keeping the office: agencies, departments, settings and holidays, each change an event."""

from datetime import date

import pytest

from casebase.casework.admin import (
    add_agency,
    add_department,
    admin_page,
    change_agency,
    change_department,
    change_holiday,
    change_setting,
    remove_holiday,
)
from casebase.domain.account import Role
from casebase.domain.agency import AgencyKind
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound, SeveralInvalid
from casebase.store.connection import Store
from tests.case_builders import a_person, record_of
from tests.meeting_stages import a_called_item, a_committee, open_meeting

AGENCY = {"agency_name": "가람시설공단", "agency_kind": "public_body", "region_code": "48250"}
HOLIDAY = {"holiday_on": "2026-12-31", "holiday_name": "종무일"}
SETTING = {"value": "45", "begins_on": "2026-12-01", "basis": "가람도 감사 규칙 제9조"}


def faults_of(refused: object) -> list[str | None]:
    """The fields a refusal names."""
    return [fault.field for fault in getattr(refused, "faults", (refused,))]


def test_the_province_and_its_cities_and_counties_are_ready(store: Store) -> None:
    view = admin_page(a_person(store, Role.ADMIN).desk)

    assert len([a for a in view.agencies if a.kind in {AgencyKind.CITY, AgencyKind.COUNTY}]) == 18
    assert {"경상남도", "창원시", "합천군"} <= {a.name for a in view.agencies}


def test_an_agency_is_added_changed_and_taken_out_of_use(store: Store) -> None:
    admin = a_person(store, Role.ADMIN)

    agency_id = add_agency(admin.desk, AGENCY)
    change_agency(admin.desk, agency_id, 1, AGENCY | {"agency_name": "가람시설관리공단"}, is_active=False)

    agency = next(a for a in admin_page(admin.desk).agencies if a.id == agency_id)
    assert (agency.name, agency.kind, agency.region_code) == ("가람시설관리공단", AgencyKind.PUBLIC_BODY, "48250")
    assert (agency.is_active, agency.version) == (False, 2)
    with store.reading() as con:
        details = [row[0] for row in con.rows("select detail from events order by seq")]
    assert "가람시설공단" in details[1]


def test_an_agency_refused_leaves_no_trace(sqlite_store: Store) -> None:
    admin = a_person(sqlite_store, Role.ADMIN)
    agency_id = add_agency(admin.desk, AGENCY)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as empty:
        add_agency(admin.desk, {"region_code": "99999"})
    with pytest.raises(InvalidEntry) as doubled:
        add_agency(admin.desk, AGENCY)
    with pytest.raises(InvalidEntry) as renamed:
        change_agency(admin.desk, agency_id, 1, AGENCY | {"agency_name": "창원시"}, is_active=True)
    with pytest.raises(ChangedMeanwhile):
        change_agency(admin.desk, agency_id, 7, AGENCY, is_active=True)
    with pytest.raises(NotFound):
        change_agency(admin.desk, "nowhere", 1, AGENCY, is_active=True)

    assert set(faults_of(empty.value)) == {"agency_kind", "agency_name", "region_code"}
    assert faults_of(doubled.value) == faults_of(renamed.value) == ["agency_name"]
    assert record_of(sqlite_store) == before


def test_a_department_is_added_and_renamed(store: Store) -> None:
    admin = a_person(store, Role.ADMIN)

    department_id = add_department(admin.desk, "agency-48120", "도시계획과")
    change_department(admin.desk, department_id, 1, "도시정책과", is_active=True)

    (department,) = admin_page(admin.desk).departments
    assert (department.agency_id, department.name, department.version) == ("agency-48120", "도시정책과", 2)


def test_a_department_refused_leaves_no_trace(sqlite_store: Store) -> None:
    admin = a_person(sqlite_store, Role.ADMIN)
    department_id = add_department(admin.desk, "agency-48120", "도시계획과")
    add_department(admin.desk, "agency-48120", "기업지원과")
    add_department(admin.desk, "agency-48250", "도시계획과")  # of another city
    before = record_of(sqlite_store)

    for refused in (
        lambda: add_department(admin.desk, "agency-48120", "도시계획과"),
        lambda: add_department(admin.desk, "agency-48120", " "),
        lambda: change_department(admin.desk, department_id, 1, "기업지원과", is_active=True),
        lambda: change_department(admin.desk, "nowhere", 1, "도시계획과", is_active=True),
    ):
        with pytest.raises((SeveralInvalid, InvalidEntry)) as refusal:
            refused()
        assert faults_of(refusal.value) == ["department_name"]
    with pytest.raises(ChangedMeanwhile):
        change_department(admin.desk, department_id, 7, "도시계획과", is_active=True)
    with pytest.raises(NotFound):
        add_department(admin.desk, "nowhere", "도시계획과")

    assert record_of(sqlite_store) == before


def test_a_setting_holds_from_its_day_on(store: Store) -> None:
    admin = a_person(store, Role.ADMIN)
    name = "periods.exemption_filing_days"

    change_setting(admin.desk, name, SETTING | {"begins_on": "2026-11-01", "value": "40일"})
    change_setting(admin.desk, name, SETTING)
    change_setting(admin.desk, name, SETTING | {"value": "60", "basis": "개정"})  # the same day once more

    view = admin_page(admin.desk)
    assert [(s.value, s.begins_on, s.basis) for s in view.settings] == [
        ("40", date(2026, 11, 1), "가람도 감사 규칙 제9조"),
        ("60", date(2026, 12, 1), "개정"),
    ]
    assert (view.values[name].number, view.values[name].source) == (40, "가람도 감사 규칙 제9조")
    with store.reading() as con:
        (detail,) = con.rows("select detail from events where seq = 3")
    assert '"value":"45"' in detail[0]  # what it was


@pytest.mark.parametrize(
    ("name", "changes", "fields"),
    [
        ("periods.exemption_filing_days", {"value": "many"}, ["value"]),
        ("periods.exemption_filing_days", {"value": "0"}, ["value"]),
        ("periods.exemption_filing_days", {"begins_on": "", "basis": "", "value": ""}, ["begins_on", "basis", "value"]),
        ("periods.re_examination_months", {"value": "2"}, ["value"]),  # set by statute
        ("criteria.default_set", {"value": "duo"}, ["value"]),
        ("office.demo", {"value": "yes"}, ["value"]),
        ("no.such", {}, ["value"]),
    ],
)
def test_a_setting_refused_leaves_no_trace(
    sqlite_store: Store, name: str, changes: dict[str, str], fields: list[str]
) -> None:
    admin = a_person(sqlite_store, Role.ADMIN)
    before = record_of(sqlite_store)

    with pytest.raises((SeveralInvalid, InvalidEntry)) as refused:
        change_setting(admin.desk, name, SETTING | changes)

    assert faults_of(refused.value) == fields
    assert record_of(sqlite_store) == before


def test_the_holiday_table_is_added_to_changed_and_taken_from(store: Store) -> None:
    admin = a_person(store, Role.ADMIN)

    change_holiday(admin.desk, HOLIDAY, is_working=False)
    change_holiday(admin.desk, {"holiday_on": "2026-12-25", "holiday_name": "비상근무"}, is_working=True)
    change_holiday(admin.desk, HOLIDAY | {"holiday_name": "종무식"}, is_working=False)
    kept = [(h.on, h.name, h.is_working) for h in admin_page(admin.desk).holidays]
    remove_holiday(admin.desk, date(2026, 12, 31))

    assert kept == [(date(2026, 12, 25), "비상근무", True), (date(2026, 12, 31), "종무식", False)]
    assert [h.on for h in admin_page(admin.desk).holidays] == [date(2026, 12, 25)]
    with pytest.raises(InvalidEntry, match="휴일 표에 없는"):
        remove_holiday(admin.desk, date(2026, 12, 31))
    with pytest.raises(SeveralInvalid) as refused:
        change_holiday(admin.desk, {"holiday_on": "soon"}, is_working=False)
    assert faults_of(refused.value) == ["holiday_on", "holiday_name"]


def test_how_a_meeting_went_by_its_ballots_is_not_changed_behind_it(sqlite_store: Store) -> None:
    admin, committee = a_person(sqlite_store, Role.ADMIN), a_committee(sqlite_store)
    by_name = SETTING | {"value": "기명", "begins_on": "2026-11-23"}
    called = a_called_item(committee)
    change_setting(admin.desk, "committee.ballots", by_name | {"value": "비밀"})  # nothing was voted on yet
    open_meeting(called)
    before = record_of(sqlite_store)

    for name, value in (("committee.ballots", "기명"), ("committee.recused_seats", "재적에서 뺌")):
        for day in ("2026-11-01", "2026-11-23"):
            with pytest.raises(SeveralInvalid, match=r"회의\(2026-회의-0001\)에 이미 적용된 설정입니다") as refused:
                change_setting(admin.desk, name, by_name | {"value": value, "begins_on": day})
            assert faults_of(refused.value) == ["begins_on"]

    assert record_of(sqlite_store) == before
    assert change_setting(admin.desk, "committee.ballots", by_name | {"begins_on": "2026-11-24"})
