"""The tables `reading_lists` and `reading_items`."""

from collections.abc import Sequence

from casebase.domain.board import ReadingItem, ReadingList
from casebase.domain.errors import NotFound
from casebase.store.columns import marks, named, settings, values_of
from casebase.store.connection import Connection

COLUMNS = "id, number, name, note, owner_id, is_shared, made_at, version"
CHANGEABLE = "name, note, is_shared"
ITEM_COLUMNS = "precedent_id, position, note"


def fetch_reading_list(con: Connection, list_id: str) -> ReadingList:
    """Raises: NotFound."""
    return _only(_lists(con, "id = ?", [list_id]))


def fetch_reading_list_by_number(con: Connection, number: str) -> ReadingList:
    """Raises: NotFound."""
    return _only(_lists(con, "number = ?", [number]))


def list_reading_lists(con: Connection, account_id: str) -> list[ReadingList]:
    """Return a person's own lists and those that others share, the newest first."""
    return _lists(con, "owner_id = ? or is_shared = 1", [account_id])


def count_reading_lists_of(con: Connection, owner_id: str) -> int:
    row = con.row("select count(*) from reading_lists where owner_id = ?", [owner_id])
    return int(row[0]) if row else 0


def insert_reading_list(con: Connection, reading_list: ReadingList) -> None:
    """Keep a list with its items."""
    con.run(f"insert into reading_lists ({COLUMNS}) values ({marks(COLUMNS)})", values_of(reading_list, COLUMNS))
    _insert_items(con, reading_list)


def update_reading_list(con: Connection, reading_list: ReadingList) -> bool:
    """Write a list's name, note, sharing and items. False when `reading_list.version` is stale."""
    changed = con.run(
        f"update reading_lists set {settings(CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(reading_list, CHANGEABLE), reading_list.id, reading_list.version],
    )
    if changed != 1:
        return False
    con.run("delete from reading_items where list_id = ?", [reading_list.id])
    _insert_items(con, reading_list)
    return True


def _insert_items(con: Connection, reading_list: ReadingList) -> None:
    for item in reading_list.items:
        con.run(
            f"insert into reading_items (list_id, {ITEM_COLUMNS}) values (?, {marks(ITEM_COLUMNS)})",
            [reading_list.id, *values_of(item, ITEM_COLUMNS)],
        )


def _only(found: list[ReadingList]) -> ReadingList:
    if not found:
        raise NotFound("읽기 목록을")
    return found[0]


def _lists(con: Connection, condition: str, values: Sequence[object]) -> list[ReadingList]:
    rows = [
        named(COLUMNS, row)
        for row in con.rows(f"select {COLUMNS} from reading_lists where {condition} order by id desc", values)
    ]
    among, ids = con.among("list_id", [row["id"] for row in rows])
    items: dict[str, list[ReadingItem]] = {}
    for list_id, *item in con.rows(
        f"select list_id, {ITEM_COLUMNS} from reading_items where {among} order by position", ids
    ):
        items.setdefault(list_id, []).append(ReadingItem(**named(ITEM_COLUMNS, item)))
    return [
        ReadingList(**{**row, "is_shared": bool(row["is_shared"])}, items=tuple(items.get(row["id"], ())))
        for row in rows
    ]
