"""The tables `events` and `event_chain`: numbered in commit order, chained, append-only."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from operator import itemgetter

from casebase.domain.chain import Anchor, Fault, Known, first_fault
from casebase.domain.event import Event, chained_hash, event_from
from casebase.store.anchors import list_anchors
from casebase.store.connection import Connection

COLUMNS = "seq, command_id, happened_at, account_id, act, subject_kind, subject_id, detail, result, previous_hash, hash"
_NAMES = COLUMNS.split(", ")
_BEFORE_ALL = -(2**63)  # below every number, also one that nobody gave out
_EVENING = "15"  # the hour of UTC at which the next day begins in Korea
_DAYS = (
    "select substr(happened_at, 1, 10) as day, case when substr(happened_at, 12, 2) >= ? then 1 else 0 end as late,"
    " seq from events where seq > ?"
)


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


def newest_of_days(con: Connection, after: int) -> list[tuple[date, Event]]:
    """Return the newest event of each day in Korea among those numbered after one, in their order."""
    rows = con.rows(f"select day, late, max(seq) from ({_DAYS}) as of_day group by day, late", [_EVENING, after])
    days: dict[date, int] = {}
    for day, late, seq in rows:
        korean = date.fromisoformat(day) + timedelta(days=int(late))
        days[korean] = max(int(seq), days.get(korean, 0))
    return [(day, list_events_between(con, seq - 1, seq)[0]) for day, seq in sorted(days.items(), key=itemgetter(1))]


def count_by_act(con: Connection, after: int, up_to: int) -> list[tuple[str, int, int, int]]:
    """Return what was done in events with after < seq <= up_to: act, how often, its first number and its last."""
    rows = con.rows(
        "select act, count(*), min(seq), max(seq) from events where seq > ? and seq <= ?"
        " group by act order by count(*) desc, min(seq)",
        [after, up_to],
    )
    return [(str(act), int(count), int(first), int(last)) for act, count, first, last in rows]


def count_people(con: Connection, after: int, up_to: int) -> int:
    """Return how many accounts acted in events with after < seq <= up_to."""
    row = con.row("select count(distinct account_id) from events where seq > ? and seq <= ?", [after, up_to])
    return int(row[0]) if row else 0


def find_fault(
    con: Connection, also: Sequence[Anchor] = (), told: Callable[[int], None] = lambda _: None
) -> Fault | None:
    """Walk all events; return the first that was touched, None when the chain is whole.

    `also`: anchors kept outside the store, besides its own. `told` hears from time to time how many were walked.
    """
    return first_fault(each_event(con, told), known_of(con, also))


def known_of(con: Connection, also: Sequence[Anchor] = ()) -> Known:
    """Return what the store knows of the chain besides its events. Raises: StorageDamaged."""
    row = con.row("select seq, head from event_chain where id = 1")
    seq, head = row or (0, "")
    disposed = frozenset(int(row[0]) for row in con.rows("select seq from disposed_events"))
    # SQLite keeps any value in any column: a number that is none is as good as no end.
    known_seq = seq if isinstance(seq, int) else 0
    return Known(seq=known_seq, head=str(head), anchors=(*list_anchors(con), *also), disposed=disposed)


def each_event(con: Connection, told: Callable[[int], None] = lambda _: None, batch: int = 5000) -> Iterator[Event]:
    """Yield every event there is, by number; in place of a row that holds no event, one that no chain holds."""
    count, after = 0, _BEFORE_ALL
    while rows := con.rows(f"select {COLUMNS} from events where seq > ? order by seq limit ?", [after, batch]):
        yield from (_as_kept(row, place) for place, row in enumerate(rows, count + 1))
        count, after = count + len(rows), rows[-1][0]
        told(count)
    # SQLite takes also nothing, and minus infinity, for a key.
    others = con.rows(f"select {COLUMNS} from events where seq is null or seq <= ?", [_BEFORE_ALL])
    yield from (_as_kept(row, place) for place, row in enumerate(others, count + 1))


def _as_kept(row: tuple[object, ...], place: int) -> Event:
    return event_from(dict(zip(_NAMES, row, strict=True)), place)


def _event(row: tuple[object, ...]) -> Event:
    return Event(**dict(zip(_NAMES, row, strict=True)))  # type: ignore[arg-type]
