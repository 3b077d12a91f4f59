"""The statutes that the difficulties of visits name, read from their text and kept in the mirror.

The text itself stays in the store. A matter is read anew when an event touches its visit.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from duckdb import DuckDBPyConnection

from casebase.insight.copying import PAGE, batches
from casebase.insight.counts import sql
from casebase.insight.mirror import Mirror, refresh
from casebase.korean.statutes import Citation, cited
from casebase.store.connection import Connection, Row, Store

_COLUMNS = ("matters", "visits", "statutes", "articles")

_Named = tuple[str, str, str, str]  # matter, visit, statute, article


def bring_matter_statutes(mirror: Mirror, store: Store) -> None:
    """Bring the mirror to the newest event, and what matters name to it. Raises: as `mirror.refresh`."""
    seq = refresh(mirror, store)
    read = _read(mirror)
    if read == seq:
        return
    touched = None if read is None else [row[0] for row in mirror.ask(sql("visits_since"), {"seq": read}).rows]
    with mirror.following, store.reading() as con:
        point = mirror.point()
        if point is None or point.seq != seq:
            return  # somebody moved it on meanwhile; who asks next reads
        with mirror.moving_to(point) as cursor:
            _forget(cursor, touched)
            for written in _every(con) if touched is None else _of_visits(con, touched):
                _keep(cursor, written)
            cursor.execute("delete from matter_statutes_read")
            cursor.execute("insert into matter_statutes_read values (?)", [seq])


def _read(mirror: Mirror) -> int | None:
    """Return the event that matters were last read up to."""
    rows = mirror.ask("select seq from matter_statutes_read").rows
    return int(rows[0][0]) if rows else None


def _every(con: Connection) -> Iterator[list[Row]]:
    """Return id, visit and text of every matter that has one, a page at a time."""
    last = ""
    page = "select id, visit_id, law from matters where law <> '' and id > ? order by id limit ?"
    while rows := con.rows(page, [last, PAGE]):
        yield rows
        last = rows[-1][0]


def _of_visits(con: Connection, visit_ids: list[str]) -> Iterator[list[Row]]:
    for batch in batches(visit_ids):
        within, ids = con.among("visit_id", batch)
        yield con.rows(f"select id, visit_id, law from matters where law <> '' and {within}", ids)


def _forget(cursor: DuckDBPyConnection, visit_ids: Sequence[str] | None) -> None:
    """Remove what the matters of some visits name, or of every visit."""
    if visit_ids is None:
        cursor.execute("delete from matter_statutes")
    else:
        cursor.execute("delete from matter_statutes where visit_id in (select unnest($ids))", {"ids": visit_ids})


def _keep(cursor: DuckDBPyConnection, written: Sequence[Row]) -> None:
    named: list[_Named] = [
        (matter_id, visit_id, citation.statute, citation.article)
        for matter_id, visit_id, law in written
        for citation in _cited(law)
    ]
    if named:
        columns = dict(zip(_COLUMNS, map(list, zip(*named, strict=True)), strict=True))
        taken = ", ".join(f"unnest(${name})" for name in _COLUMNS)
        cursor.execute(f"insert into matter_statutes select {taken}", columns)


@lru_cache(maxsize=4_096)
def _cited(law: str) -> tuple[Citation, ...]:
    """Most visits name the same few articles."""
    return cited(law)
