"""Rows from the store into the mirror: everything, or the things that the newest events name."""

from collections.abc import Iterator, Sequence
from itertools import islice

from duckdb import DuckDBPyConnection

from casebase.insight.tables import DOCUMENTS, EVENTS, PARTS, TABLES, WHOLE, Table, columns
from casebase.store.connection import Connection, Row

BATCH = 1_000  # things asked for at once
PAGE = 20_000  # rows held at once


def copy_everything(con: Connection, cursor: DuckDBPyConnection) -> None:
    """Fill an empty mirror with what the store holds."""
    for table in TABLES:
        _copy_after(con, cursor, table, 0 if table is EVENTS else "")


def copy_changes(con: Connection, cursor: DuckDBPyConnection, after: int) -> None:
    """Copy the events that follow one, and anew every thing that they name.

    Raises: LookupError for a kind of thing that the mirror does not follow.
    """
    _copy_after(con, cursor, EVENTS, after)
    for kind, ids in _named_by_events(con, after).items():
        if kind in WHOLE:
            _copy_whole(con, cursor, WHOLE[kind])
        elif kind in PARTS:
            for batch in batches(sorted(ids)):
                _copy_things(con, cursor, kind, batch)
        else:
            raise LookupError(f"events name a kind of thing that the mirror does not follow: {kind!r}")


def _named_by_events(con: Connection, after: int) -> dict[str, set[str]]:
    """Return the ids of the things that events name, by kind."""
    ids: dict[str, set[str]] = {}
    for kind, subject_id in con.rows("select subject_kind, subject_id from events where seq > ?", [after]):
        ids.setdefault(kind, set()).add(subject_id)
    return ids


def _copy_whole(con: Connection, cursor: DuckDBPyConnection, tables: Sequence[Table]) -> None:
    for table in tables:
        cursor.execute(f"delete from {table.name}")
        _copy_after(con, cursor, table, "")


def _copy_things(con: Connection, cursor: DuckDBPyConnection, kind: str, ids: list[str]) -> None:
    """Replace all rows that belong to some things.

    What an act did to a visit, it did to its matters' cases too; what it did to a review, to meetings it comes before.
    """
    for table in PARTS[kind]:
        _copy_belonging(con, cursor, table, ids)
    _copy_papers(con, cursor, kind, ids)
    if kind == "visit":
        for batch in batches(_of_visits(con, "matters", ids)):
            _copy_papers(con, cursor, "matter", batch)
        for batch in batches(_of_visits(con, "consultations", ids)):
            _copy_things(con, cursor, "consultation", batch)
    if kind == "review":
        for batch in batches(_meetings_of(con, ids)):
            _copy_things(con, cursor, "meeting", batch)


def _of_visits(con: Connection, table: str, visit_ids: list[str]) -> list[str]:
    return [row[0] for row in con.rows(f"select id from {table} where visit_id in ({_marks(visit_ids)})", visit_ids)]


def _meetings_of(con: Connection, review_ids: list[str]) -> list[str]:
    sql = f"select distinct meeting_id from agenda_items where review_id in ({_marks(review_ids)})"
    return [row[0] for row in con.rows(sql, review_ids)]


def _copy_belonging(con: Connection, cursor: DuckDBPyConnection, table: Table, ids: list[str]) -> None:
    rows = con.rows(f"{_select(table)} where {table.root} in ({_marks(ids)})", ids)
    cursor.execute(f"delete from {table.name} where {table.root} in (select unnest($ids))", {"ids": ids})
    _insert(cursor, table, rows)


def _copy_papers(con: Connection, cursor: DuckDBPyConnection, kind: str, ids: list[str]) -> None:
    rows = con.rows(f"{_select(DOCUMENTS)} where subject_kind = ? and subject_id in ({_marks(ids)})", [kind, *ids])
    cursor.execute(
        "delete from documents where subject_kind = $kind and subject_id in (select unnest($ids))",
        {"kind": kind, "ids": ids},
    )
    _insert(cursor, DOCUMENTS, rows)


def _copy_after(con: Connection, cursor: DuckDBPyConnection, table: Table, low: object) -> None:
    """Copy the rows whose root comes after one, a page at a time: what belongs to one thing stays on one page."""
    root = table.root
    roots = f"select {root} from {table.name} where {root} > ? order by {root} limit {PAGE}"
    page = f"{_select(table)} where {root} > ? and {root} <= ?"
    while (end := con.rows(f"select max({root}) from ({roots}) as following", [low])[0][0]) is not None:
        _insert(cursor, table, con.rows(page, [low, end]))
        low = end


def _insert(cursor: DuckDBPyConnection, table: Table, rows: list[Row]) -> None:
    """Insert rows with the mirror's columns. DuckDB turns text into days and instants, 0 and 1 into false and true."""
    import pyarrow  # a third of a second, and only where rows come

    if rows:
        arrived = pyarrow.table(dict(zip(columns()[table.name], zip(*rows, strict=True), strict=True)))
        cursor.register("arrived", arrived)
        cursor.execute(f"insert into {table.name} by name select {table.kept} from arrived")
        cursor.unregister("arrived")


def _select(table: Table) -> str:
    return f"select {', '.join(columns()[table.name])} from {table.name}"


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


def batches(ids: list[str]) -> Iterator[list[str]]:
    """Return ids in lists of BATCH at most."""
    left = iter(ids)
    while batch := list(islice(left, BATCH)):
        yield batch
