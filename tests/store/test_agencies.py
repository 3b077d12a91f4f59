"""The tables of agencies and departments, on both engines."""

from dataclasses import replace

import pytest

from casebase.domain.agency import AgencyKind, Department
from casebase.domain.business import REGIONS
from casebase.domain.errors import NotFound
from casebase.store.agencies import (
    fetch_agency,
    find_agency_by_name,
    find_department,
    insert_department,
    list_agencies,
    list_departments,
    update_agency,
    update_department,
)
from casebase.store.connection import Connection
from tests.builders import an_agency


def test_the_18_cities_and_counties_stand_ready_in_the_order_of_their_codes(con: Connection) -> None:
    ready = list_agencies(con)

    assert [(a.region_code, a.name) for a in ready if a.region_code] == sorted(REGIONS.items())
    assert [(a.name, a.kind) for a in ready if not a.region_code] == [("경상남도", AgencyKind.PROVINCE)]


def test_an_agency_comes_back_as_it_went_in(con: Connection) -> None:
    agency = an_agency(con, name="가람시설공단", kind=AgencyKind.PUBLIC_BODY, region_code="48250")

    assert fetch_agency(con, agency.id) == find_agency_by_name(con, "가람시설공단") == agency
    assert find_agency_by_name(con, "가람") is None
    with pytest.raises(NotFound):
        fetch_agency(con, "nowhere")


def test_only_the_version_seen_of_an_agency_is_overwritten(con: Connection) -> None:
    agency = an_agency(con)
    changed = replace(agency, name="가람시설공단", is_active=False)

    assert update_agency(con, changed)
    assert not update_agency(con, replace(agency, name="늦은 이름"))

    assert fetch_agency(con, agency.id) == replace(changed, version=2)


def test_departments_are_listed_by_name_within_their_agency(con: Connection) -> None:
    first = Department(id="d1", agency_id="agency-48120", name="하천과")
    second = Department(id="d2", agency_id="agency-48120", name="건축과")
    elsewhere = Department(id="d3", agency_id="agency-48250", name="도로과")
    for department in (first, second, elsewhere):
        insert_department(con, department)

    assert list_departments(con, "agency-48120") == [second, first]
    assert list_departments(con) == [second, elsewhere, first]
    assert (find_department(con, "d1"), find_department(con, "d9")) == (first, None)


def test_only_the_version_seen_of_a_department_is_overwritten(con: Connection) -> None:
    department = Department(id="d1", agency_id="agency-48120", name="하천과")
    insert_department(con, department)
    changed = replace(department, name="물관리과", is_active=False)

    assert update_department(con, changed)
    assert not update_department(con, replace(department, name="늦은 이름"))

    assert find_department(con, "d1") == replace(changed, version=2)
