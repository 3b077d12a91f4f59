"""The table `statute_changes`: changes of statutes that the office has noted."""

from casebase.domain.errors import NotFound
from casebase.domain.precedent import StatuteChange
from casebase.store.columns import day, day_or_none, marks, named, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "id, statute, article, changed_on, what, source, entered_by, entered_at, cancelled_on, version"


def fetch_statute_change(con: Connection, change_id: str) -> StatuteChange:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from statute_changes where id = ?", [change_id])
    if row is None:
        raise NotFound("법령 개정 기록을")
    return _change(row)


def list_statute_changes(con: Connection, *, with_cancelled: bool = False) -> list[StatuteChange]:
    """Return the changes on record, the one in force last first."""
    condition = "1 = 1" if with_cancelled else "cancelled_on is null"
    rows = con.rows(f"select {COLUMNS} from statute_changes where {condition} order by changed_on desc, id desc")
    return [_change(row) for row in rows]


def insert_statute_change(con: Connection, change: StatuteChange) -> None:
    con.run(f"insert into statute_changes ({COLUMNS}) values ({marks(COLUMNS)})", values_of(change, COLUMNS))


def update_statute_change(con: Connection, change: StatuteChange) -> bool:
    """Write that a change was cancelled. False when `change.version` is stale."""
    changed = con.run(
        "update statute_changes set cancelled_on = ?, version = version + 1 where id = ? and version = ?",
        values_of(change, "cancelled_on, id, version"),
    )
    return changed == 1


def _change(row: Row) -> StatuteChange:
    values = named(COLUMNS, row)
    values |= {"changed_on": day(values["changed_on"]), "cancelled_on": day_or_none(values["cancelled_on"])}
    return StatuteChange(**values)
