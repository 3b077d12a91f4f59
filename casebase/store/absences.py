"""The table `absences`: the days on which members take nothing on."""

from casebase.domain.errors import NotFound
from casebase.domain.member import Absence
from casebase.store.columns import day, marks, named, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "id, account_id, from_on, to_on, reason, version"


def fetch_absence(con: Connection, absence_id: str) -> Absence:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from absences where id = ?", [absence_id])
    if row is None:
        raise NotFound("부재 기간을")
    return _absence(row)


def list_absences(con: Connection, account_id: str) -> list[Absence]:
    """Return one person's absences, past ones too, the earliest first."""
    rows = con.rows(f"select {COLUMNS} from absences where account_id = ? order by from_on, id", [account_id])
    return [_absence(row) for row in rows]


def insert_absence(con: Connection, absence: Absence) -> None:
    con.run(f"insert into absences ({COLUMNS}) values ({marks(COLUMNS)})", values_of(absence, COLUMNS))


def delete_absence(con: Connection, absence: Absence) -> bool:
    """Take an absence back; its events go on telling of it. False when `absence.version` is stale."""
    return con.run("delete from absences where id = ? and version = ?", [absence.id, absence.version]) == 1


def _absence(row: Row) -> Absence:
    values = named(COLUMNS, row)
    return Absence(**{**values, "from_on": day(values["from_on"]), "to_on": day(values["to_on"])})
