"""The table `ties`: whom members are tied to, as declared by them or recorded by the office."""

from casebase.domain.errors import NotFound
from casebase.domain.member import Tie, TieKind
from casebase.store.columns import day_or_none, marks, named, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, account_id, kind, name, begins_on, ends_on, note, declared_by, declared_at, agency_id, business_id,"
    " other_account_id, version"
)


def fetch_tie(con: Connection, tie_id: str) -> Tie:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from ties where id = ?", [tie_id])
    if row is None:
        raise NotFound("이해관계를")
    return _tie(row)


def list_ties(con: Connection, account_id: str) -> list[Tie]:
    """Return one person's ties, ended ones too, in the order they were declared."""
    rows = con.rows(f"select {COLUMNS} from ties where account_id = ? order by id", [account_id])
    return [_tie(row) for row in rows]


def insert_tie(con: Connection, tie: Tie) -> None:
    con.run(f"insert into ties ({COLUMNS}) values ({marks(COLUMNS)})", values_of(tie, COLUMNS))


def update_tie(con: Connection, tie: Tie) -> bool:
    """Write when a tie ended, and its note. False when `tie.version` is stale."""
    changed = con.run(
        "update ties set ends_on = ?, note = ?, version = version + 1 where id = ? and version = ?",
        values_of(tie, "ends_on, note, id, version"),
    )
    return changed == 1


def _tie(row: Row) -> Tie:
    values = named(COLUMNS, row)
    days = {name: day_or_none(values[name]) for name in ("begins_on", "ends_on")}
    return Tie(**{**values, **days, "kind": TieKind(values["kind"])})
