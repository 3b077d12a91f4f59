"""Filling an empty store fast: rows gathered and written many at once, events chained in the order they happened."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from casebase.domain.event import chained_hash
from casebase.store.columns import marks
from casebase.store.connection import Connection, Row, Store
from casebase.store.engines import Engine
from casebase.store.events import COLUMNS

GATHERED = 20_000  # statements written at once

_INSERT_EVENT = f"insert into events ({COLUMNS}) values ({marks(COLUMNS)})"
_FAST = ("foreign_keys = off", "synchronous = off", "cache_size = -400000", "busy_timeout = 0")
_ALONE = ("journal_mode = off", "locking_mode = exclusive")


class Bulk(Connection):
    """A connection whose changes wait and are written together, each statement's rows at once."""

    def __init__(self, raw: Any, engine: Engine) -> None:
        super().__init__(raw, engine)
        self._gathered: list[tuple[str, Sequence[object]]] = []

    def run(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Gather one change, which is taken to concern one row."""
        self._gathered.append((sql, parameters))
        if len(self._gathered) >= GATHERED:
            self.write()
        return 1

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        self.write()
        return super().rows(sql, parameters)

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        self.write()
        return super().row(sql, parameters)

    def write(self) -> None:
        """Write what was gathered."""
        gathered, self._gathered = self._gathered, []
        if self._engine.kind == "sqlite":
            self._write_by_statement(gathered)
        else:
            self._write_in_order(gathered)

    def _write_by_statement(self, gathered: Sequence[tuple[str, Sequence[object]]]) -> None:
        """No key is checked in between, so what belongs together may be written apart."""
        by_statement: dict[str, list[Sequence[object]]] = {}
        for sql, parameters in gathered:
            by_statement.setdefault(sql, []).append(parameters)
        for sql, rows in by_statement.items():
            self._raw.executemany(sql, rows)

    def _write_in_order(self, gathered: Sequence[tuple[str, Sequence[object]]]) -> None:
        """One statement after the other, as each key asks for what came before, without waiting for the answers."""
        with self._raw.pipeline():
            for sql, parameters in gathered:
                self._execute(sql, parameters)


class Told(NamedTuple):
    """One event before it has its place in the chain; they sort as they happened."""

    happened_at: str
    command_id: str
    account_id: str
    act: str
    subject_kind: str
    subject_id: str
    detail: str
    result: str


class Chain:
    """Events that wait for their turn: what is told later may have happened earlier."""

    def __init__(self, bulk: Bulk) -> None:
        self.seq, self.head = 0, ""
        self._bulk = bulk
        self._waiting: dict[str, list[Told]] = {}  # by day
        self._done = ""  # the day before which all is chained

    def tell(self, told: Told) -> None:
        """Raises: ValueError for an event of a day that is chained already."""
        day = told.happened_at[:10]
        if day < self._done:
            raise ValueError(f"{told.act} of {day} is told when all before {self._done} is chained")
        self._waiting.setdefault(day, []).append(told)

    def append_before(self, day: str) -> None:
        """Chain what happened before a day ("2026-01-02"), in the order it happened."""
        if day <= self._done:
            return
        self._done = day
        for each in sorted(waiting for waiting in self._waiting if waiting < day):
            for told in sorted(self._waiting.pop(each)):
                self._append(told)

    def _append(self, told: Told) -> None:
        previous, self.seq = self.head, self.seq + 1
        happened_at, command_id, *rest = told
        event = (command_id, happened_at, *rest)
        self.head = chained_hash(previous, self.seq, *event)
        self._bulk.run(_INSERT_EVENT, (self.seq, *event, previous, self.head))


@contextlib.contextmanager
def filling(store: Store) -> Iterator[tuple[Bulk, Chain]]:
    """Fill an empty store, which nobody else uses. What is half filled when this fails is of no use.

    SQLite: written straight to its file where nobody else has it open, without a log to go back by. PostgreSQL: one
    transaction.
    """
    with _alone(store) as raw:
        bulk = Bulk(raw, store.engine)
        chain = Chain(bulk)
        yield bulk, chain
        chain.append_before("9999-12-31")
        bulk.run("update event_chain set seq = ?, head = ? where id = 1", (chain.seq, chain.head))
        bulk.write()


@contextlib.contextmanager
def _alone(store: Store) -> Iterator[Any]:
    store.close()
    raw = store.engine.connect()
    with contextlib.closing(raw):
        if isinstance(raw, sqlite3.Connection):
            _make_fast(raw)
        raw.execute("begin")
        yield raw
        raw.execute("commit")


def _make_fast(raw: sqlite3.Connection) -> None:
    for pragma in _FAST:
        raw.execute(f"pragma {pragma}")
    # Refused as soon as another connection has the file open, even idle: then its log stays.
    with contextlib.suppress(sqlite3.OperationalError):
        for pragma in _ALONE:
            raw.execute(f"pragma {pragma}")
