"""The table `anchors`: the newest event of each day, kept apart from the events and never changed."""

from casebase.domain.chain import AFTER_A_FAULT, Anchor
from casebase.domain.errors import StorageDamaged
from casebase.store.columns import day, marks, named, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "day, seq, hash, taken_at"
_NO_ANCHOR = f"확정값이 날짜나 번호가 아닌 값으로 바뀌었습니다. {AFTER_A_FAULT}"


def list_anchors(con: Connection) -> list[Anchor]:
    """Return every anchor, in the order of the events. Raises: StorageDamaged."""
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
    if not isinstance(values["seq"], int) or not isinstance(values["hash"], str):
        raise StorageDamaged(_NO_ANCHOR)
    try:
        return Anchor(**values | {"day": day(values["day"])})
    except (ValueError, TypeError) as fault:
        raise StorageDamaged(_NO_ANCHOR) from fault
