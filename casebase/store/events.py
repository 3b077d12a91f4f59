"""The tables `events` and `event_chain`: numbered in commit order, chained, append-only."""

from casebase.domain.event import Event, chained_hash
from casebase.store.connection import Connection

COLUMNS = "seq, command_id, happened_at, account_id, act, subject_kind, subject_id, detail, result, previous_hash, hash"


def append_event(
    con: Connection,
    *,
    command_id: str,
    happened_at: str,
    account_id: str,
    act: str,
    subject_kind: str,
    subject_id: str,
    detail: str,
    result: str,
) -> int:
    """Add one event at the end of the chain and return its number.

    The chain's row is locked by the update, so numbers follow the order of commits, without a gap.
    """
    con.run("update event_chain set seq = seq + 1 where id = 1")
    row = con.row("select seq, head from event_chain where id = 1")
    if row is None:
        raise LookupError("the chain of events has no head")
    seq, previous = int(row[0]), str(row[1])
    event = (command_id, happened_at, account_id, act, subject_kind, subject_id, detail, result)
    own = chained_hash(previous, seq, *event)
    con.run(
        f"insert into events ({COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [seq, *event, previous, own],
    )
    con.run("update event_chain set head = ? where id = 1", [own])
    return seq


def find_event_of_command(con: Connection, command_id: str) -> Event | None:
    row = con.row(f"select {COLUMNS} from events where command_id = ?", [command_id])
    return _event(row) if row else None


def latest_seq(con: Connection) -> int:
    """Return the number of the newest event, 0 when there is none."""
    row = con.row("select seq from event_chain where id = 1")
    return int(row[0]) if row else 0


def list_events_of(con: Connection, subject_kind: str, subject_id: str) -> list[Event]:
    """Return what happened to one thing, the newest first."""
    rows = con.rows(
        f"select {COLUMNS} from events where subject_kind = ? and subject_id = ? order by seq desc",
        [subject_kind, subject_id],
    )
    return [_event(row) for row in rows]


def list_events_between(con: Connection, after: int, up_to: int) -> list[Event]:
    """Return events with after < seq <= up_to, in order."""
    rows = con.rows(f"select {COLUMNS} from events where seq > ? and seq <= ? order by seq", [after, up_to])
    return [_event(row) for row in rows]


def first_broken_link(con: Connection, batch: int = 5000) -> int | None:
    """Return the number of the first event whose hash or place is wrong, None when the chain is whole."""
    previous, seq, top = "", 0, latest_seq(con)
    while seq < top:
        found = list_events_between(con, seq, min(seq + batch, top))
        if not found:
            return seq + 1
        for event in found:
            seq += 1
            if event.seq != seq or event.previous_hash != previous or event.hash != _hash_of(event):
                return seq
            previous = event.hash
    if list_events_between(con, top, top + batch):
        return top + 1
    row = con.row("select head from event_chain where id = 1")
    return None if row and row[0] == previous else top


def _hash_of(event: Event) -> str:
    return chained_hash(
        event.previous_hash,
        event.seq,
        event.command_id,
        event.happened_at,
        event.account_id,
        event.act,
        event.subject_kind,
        event.subject_id,
        event.detail,
        event.result,
    )


def _event(row: tuple[object, ...]) -> Event:
    names = COLUMNS.split(", ")
    return Event(**dict(zip(names, row, strict=True)))  # type: ignore[arg-type]
