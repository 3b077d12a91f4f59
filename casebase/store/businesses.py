"""The table `businesses`."""

from casebase.domain.business import Business
from casebase.domain.errors import NotFound
from casebase.korean.text import initials, is_initials, search_text, search_words
from casebase.store.columns import contains, marks, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "id, name, registration_number, industry, region_code, address, contact, is_demo, version"


def fetch_business(con: Connection, business_id: str) -> Business:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from businesses where id = ?", [business_id])
    if row is None:
        raise NotFound("업체를")
    return _business(row)


def find_business_by_registration(con: Connection, registration_number: str) -> Business | None:
    row = con.row(f"select {COLUMNS} from businesses where registration_number = ?", [registration_number])
    return _business(row) if row else None


def list_businesses(con: Connection, query: str = "", limit: int = 20, offset: int = 0) -> list[Business]:
    """Return businesses by name: those whose name, number or address holds the query, or whose initials do."""
    condition, values = _condition(query)
    rows = con.rows(
        f"select {COLUMNS} from businesses where {condition} order by name, id limit ? offset ?",
        [*values, limit, offset],
    )
    return [_business(row) for row in rows]


def count_businesses(con: Connection, query: str = "") -> int:
    condition, values = _condition(query)
    row = con.row(f"select count(*) from businesses where {condition}", values)
    return int(row[0]) if row else 0


def insert_business(con: Connection, business: Business) -> None:
    con.run(
        f"insert into businesses ({COLUMNS}, search_text, initials) values ({marks(COLUMNS)}, ?, ?)",
        [*values_of(business, COLUMNS), _searchable(business), initials(business.name)],
    )


def update_business(con: Connection, business: Business) -> bool:
    """False when `business.version` is stale."""
    changed = con.run(
        "update businesses set name = ?, registration_number = ?, industry = ?, region_code = ?, address = ?,"
        " contact = ?, search_text = ?, initials = ?, version = version + 1 where id = ? and version = ?",
        [
            *values_of(business, "name, registration_number, industry, region_code, address, contact"),
            _searchable(business),
            initials(business.name),
            business.id,
            business.version,
        ],
    )
    return changed == 1


def _condition(query: str) -> tuple[str, list[object]]:
    if is_initials(query):
        return contains([initials(query)], "initials")
    return contains(search_words(query))


def _searchable(business: Business) -> str:
    return search_text(" ".join([business.name, business.registration_number, business.address]))


def _business(row: Row) -> Business:
    names = COLUMNS.split(", ")
    values = dict(zip(names, row, strict=True))
    return Business(**{**values, "is_demo": bool(values["is_demo"])})
