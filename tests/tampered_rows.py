"""What somebody can do to the kept events by the database's own tools, drawn at random, and what a walk must say."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from casebase.domain.chain import FaultKind
from casebase.domain.event import Event
from casebase.store.anchors import insert_anchor
from casebase.store.columns import marks, values_of
from casebase.store.connection import Connection, Store
from casebase.store.events import COLUMNS
from tests.chains import CONTENT, Expected, Rows, an_anchor, events, rehashed

KEPT = ("events", "anchors")
GUARDS = {
    "sqlite": [f"drop trigger {table}_no_{change}" for table in KEPT for change in ("update", "delete")],
    "postgresql": [
        "drop trigger events_no_update on events",
        *(f"drop trigger {table}_append_only on {table}" for table in KEPT),
    ],
}
FAR = 1000  # more than there are rows

Drawn = tuple[int, int, str]  # two places in a chain, the first not after the second, and a text
Way = Callable[[Connection, Rows, Drawn], Expected]


def drawn(count: int) -> st.SearchStrategy[Drawn]:
    place = st.integers(1, count)
    text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=9)
    return st.tuples(place, place, text).map(lambda at: (min(at[:2]), max(at[:2]), at[2]))


def tamper(store: Store, *statements: str) -> None:
    """Change events as somebody with the database's own tools could."""
    with store.transaction() as con:
        for statement in (*GUARDS[store.engine.kind], *statements):
            con.run(statement)


def kept(con: Connection, count: int) -> Rows:
    """Keep a whole chain, and an anchor of its last event, in place of what there was."""
    rows = events(count)
    con.run("delete from events")
    con.run("delete from anchors")
    _put(con, rows)
    insert_anchor(con, an_anchor(rows[-1]))
    return rows


def _put(con: Connection, rows: Sequence[Event]) -> None:
    for row in rows:
        con.run(f"insert into events ({COLUMNS}) values ({marks(COLUMNS)})", values_of(row, COLUMNS))
    if rows:
        con.run("update event_chain set seq = ?, head = ?", [rows[-1].seq, rows[-1].hash])


def delete(con: Connection, rows: Rows, at: Drawn) -> Expected:
    first, last, _ = at
    con.run("delete from events where seq between ? and ?", [first, last])
    return (FaultKind.CUT if last == len(rows) else FaultKind.DELETED, first, last)


def delete_and_close_the_gap(con: Connection, rows: Rows, at: Drawn) -> Expected:
    told = delete(con, rows, at)
    first, last, _ = at
    con.run("update events set seq = seq + ? where seq > ?", [FAR, last])
    con.run("update events set seq = seq - ? where seq > ?", [FAR + last - first + 1, last])
    return told


def alter(con: Connection, rows: Rows, at: Drawn) -> Expected:
    seq, other, text = at
    column = [*CONTENT, "previous_hash", "hash"][other % (len(CONTENT) + 2)]
    before = getattr(rows[seq - 1], column)
    con.run(f"update events set {column} = ? where seq = ?", [f"{text}!" if text == before else text, seq])
    return FaultKind.ALTERED, seq, seq


def swap(con: Connection, rows: Rows, at: Drawn) -> Expected:
    one, other, _ = at
    other = other if other > one else one % len(rows) + 1
    for old, new in ((one, FAR), (other, one), (FAR, other)):
        con.run("update events set seq = ? where seq = ?", [new, old])
    first = min(one, other)
    return FaultKind.REORDERED, first, first


def move_to_the_end(con: Connection, rows: Rows, at: Drawn) -> Expected:
    seq = at[0]
    con.run("update events set seq = ? where seq = ?", [FAR, seq])
    return (FaultKind.ALTERED if seq == len(rows) else FaultKind.REORDERED, seq, seq)


def insert(con: Connection, rows: Rows, at: Drawn) -> Expected:
    """Put in a row, hashed as it should be, and number what follows anew."""
    seq, of, text = at
    false = replace(rows[of - 1], command_id=f"false {text}")
    con.run("update events set seq = seq + ? where seq >= ?", [FAR, seq])
    con.run("update events set seq = seq - ? where seq >= ?", [FAR - 1, FAR])
    row = rehashed([*rows[: seq - 1], false], seq)[-1]
    con.run(f"insert into events ({COLUMNS}) values ({marks(COLUMNS)})", values_of(row, COLUMNS))
    return FaultKind.ADDED, seq, seq


def cut_with_the_known_end(con: Connection, rows: Rows, at: Drawn) -> Expected:
    count = at[0] - 1
    con.run("delete from events where seq > ?", [count])
    con.run("update event_chain set seq = ?, head = ?", [count, rows[count - 1].hash if count else ""])
    return FaultKind.CUT, count + 1, len(rows)


def rewrite(con: Connection, rows: Rows, at: Drawn) -> Expected:
    """Change a row and hash everything after it anew, the known end too: only the anchor tells."""
    seq, _, text = at
    con.run("delete from events where seq >= ?", [seq])
    false = replace(rows[seq - 1], detail=f"false {text}")
    _put(con, rehashed([*rows[: seq - 1], false, *rows[seq:]], seq)[seq - 1 :])
    return FaultKind.REWRITTEN, 1, len(rows)


WAYS: tuple[Way, ...] = (
    delete,
    delete_and_close_the_gap,
    alter,
    swap,
    move_to_the_end,
    insert,
    cut_with_the_known_end,
    rewrite,
)
