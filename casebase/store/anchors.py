"""The table `anchors`: the newest event of each day, kept apart from the events and never changed."""

from casebase.domain.chain import Anchor
from casebase.store.columns import day, marks, named, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "day, seq, hash, taken_at"


def list_anchors(con: Connection) -> list[Anchor]:
    """Return every anchor, in the order of the events."""
    return [_anchor(row) for row in con.rows(f"select {COLUMNS} from anchors order by seq")]


def insert_anchor(con: Connection, anchor: Anchor) -> bool:
    """Keep an anchor; False when its day has one already."""
    inserted = con.run(
        f"insert into anchors ({COLUMNS}) values ({marks(COLUMNS)}) on conflict (day) do nothing",
        values_of(anchor, COLUMNS),
    )
    return inserted == 1


def _anchor(row: Row) -> Anchor:
    values = named(COLUMNS, row)
    return Anchor(**values | {"day": day(values["day"])})
