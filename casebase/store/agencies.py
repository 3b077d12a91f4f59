"""The tables `agencies` and `departments`."""

from casebase.domain.agency import Agency, AgencyKind, Department
from casebase.domain.errors import NotFound
from casebase.store.columns import marks, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "id, name, kind, region_code, is_active, version"
DEPARTMENT_COLUMNS = "id, agency_id, name, is_active, version"


def fetch_agency(con: Connection, agency_id: str) -> Agency:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from agencies where id = ?", [agency_id])
    if row is None:
        raise NotFound("기관을")
    return _agency(row)


def find_agency_by_name(con: Connection, name: str) -> Agency | None:
    row = con.row(f"select {COLUMNS} from agencies where name = ?", [name])
    return _agency(row) if row else None


def list_agencies(con: Connection) -> list[Agency]:
    """Return all agencies: the province, then cities and counties by their code, then the others by name."""
    return [
        _agency(row) for row in con.rows(f"select {COLUMNS} from agencies order by region_code = '', region_code, name")
    ]


def insert_agency(con: Connection, agency: Agency) -> None:
    con.run(f"insert into agencies ({COLUMNS}) values ({marks(COLUMNS)})", values_of(agency, COLUMNS))


def update_agency(con: Connection, agency: Agency) -> bool:
    """False when `agency.version` is stale."""
    changed = con.run(
        "update agencies set name = ?, kind = ?, region_code = ?, is_active = ?, version = version + 1"
        " where id = ? and version = ?",
        values_of(agency, "name, kind, region_code, is_active, id, version"),
    )
    return changed == 1


def find_department(con: Connection, department_id: str) -> Department | None:
    row = con.row(f"select {DEPARTMENT_COLUMNS} from departments where id = ?", [department_id])
    return _department(row) if row else None


def list_departments(con: Connection, agency_id: str = "") -> list[Department]:
    """Return the departments of an agency, or of all, by name."""
    where, values = ("where agency_id = ?", [agency_id]) if agency_id else ("", [])
    rows = con.rows(f"select {DEPARTMENT_COLUMNS} from departments {where} order by name", values)
    return [_department(row) for row in rows]


def insert_department(con: Connection, department: Department) -> None:
    con.run(
        f"insert into departments ({DEPARTMENT_COLUMNS}) values ({marks(DEPARTMENT_COLUMNS)})",
        values_of(department, DEPARTMENT_COLUMNS),
    )


def update_department(con: Connection, department: Department) -> bool:
    """False when `department.version` is stale."""
    changed = con.run(
        "update departments set name = ?, is_active = ?, version = version + 1 where id = ? and version = ?",
        values_of(department, "name, is_active, id, version"),
    )
    return changed == 1


def _agency(row: Row) -> Agency:
    return Agency(
        id=row[0], name=row[1], kind=AgencyKind(row[2]), region_code=row[3], is_active=bool(row[4]), version=row[5]
    )


def _department(row: Row) -> Department:
    return Department(id=row[0], agency_id=row[1], name=row[2], is_active=bool(row[3]), version=row[4])
