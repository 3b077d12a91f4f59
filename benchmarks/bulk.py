"""What the store's own functions insert, gathered and written many rows at once, with events chained in their order."""

import heapq
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from benchmarks.work import Happening, instant_of
from casebase.domain.canonical import canonical_json
from casebase.domain.event import chained_hash
from casebase.store.columns import marks
from casebase.store.events import COLUMNS
from casebase.store.ids import new_id

GATHERED = 50_000  # statements written at once

_INSERT_EVENT = f"insert into events ({COLUMNS}) values ({marks(COLUMNS)})"


class Bulk:
    """Stands in for a connection that only inserts."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self._rows: dict[str, list[tuple[object, ...]]] = {}
        self._count = 0

    def run(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Gather one row of a statement."""
        self._rows.setdefault(sql, []).append(tuple(parameters))
        self._count += 1
        if self._count == GATHERED:
            self.write()
        return 1

    def write(self) -> None:
        """Write what was gathered."""
        for sql, rows in self._rows.items():
            self._raw.executemany(sql, rows)
        self._rows.clear()
        self._count = 0


class Chain:
    """Events that wait for their turn: what is told later may have happened earlier."""

    def __init__(self, bulk: Bulk) -> None:
        self.seq, self.head = 0, ""
        self._bulk = bulk
        self._waiting: list[tuple[datetime, str, Happening]] = []

    def tell(self, happening: Happening) -> None:
        heapq.heappush(self._waiting, (happening.at, new_id(), happening))

    def append_until(self, moment: datetime | None) -> None:
        """Append what happened before a moment, everything where it is None, in the order it happened."""
        while self._waiting and (moment is None or self._waiting[0][0] < moment):
            _, command_id, happening = heapq.heappop(self._waiting)
            self._append(command_id, happening)

    def _append(self, command_id: str, told: Happening) -> None:
        detail, number = canonical_json(told.detail).decode(), str(told.detail.get("number", ""))
        event = (command_id, instant_of(told.at), told.account_id, told.act.value, told.kind, told.subject_id, detail)
        seq, previous = self.seq + 1, self.head
        own = chained_hash(previous, seq, *event, number)
        self._bulk.run(_INSERT_EVENT, [seq, *event, number, previous, own])
        self.seq, self.head = seq, own


@contextmanager
def bulk_of(path: Path) -> Iterator[tuple[Bulk, Chain]]:
    """Fill a store's file, which nobody else has open. What is half filled when this fails is of no use."""
    raw = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -1000000", "locking_mode = exclusive"):
        raw.execute(f"pragma {pragma}")
    raw.execute("begin")
    bulk = Bulk(raw)
    chain = Chain(bulk)
    yield bulk, chain
    chain.append_until(None)
    bulk.write()
    raw.execute("update event_chain set seq = ?, head = ?", [chain.seq, chain.head])
    raw.execute("commit")
    raw.close()
