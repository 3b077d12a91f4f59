"""The door to the records: a pool of connections, a reading and a transaction.

A transaction is opened in `casework` only; store functions take a `Connection` and never commit.
"""

import contextlib
import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from casebase.domain.errors import StorageDamaged, StorageFull, StorageUnreachable
from casebase.store.engines import Engine, engine_for

Row = tuple[Any, ...]

READ_ONLY = (
    "기록 저장소가 읽기 전용이라 저장하지 못했습니다. 입력한 내용은 이 화면에 남아 있습니다. "
    "관리자에게 알려 기록 파일의 쓰기 권한과 디스크의 상태(PostgreSQL은 주 서버인지)를 확인하게 하세요."
)


class WriteConflict(Exception):
    """The engine asks for the whole transaction again. Not for people: `casework` runs the act again."""


class Connection:
    """One connection inside a reading or a transaction. SQL is written with `?`."""

    def __init__(self, raw: Any, engine: Engine) -> None:
        self._raw = raw
        self._engine = engine

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        return [tuple(row) for row in self._execute(sql, parameters).fetchall()]

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        found = self._execute(sql, parameters).fetchall()
        return tuple(found[0]) if found else None

    def run(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Return the number of rows changed."""
        return int(self._execute(sql, parameters).rowcount)

    def among(self, column: str, texts: Sequence[str]) -> tuple[str, list[object]]:
        """Return the condition, and its values, that a column holds one of any number of texts."""
        return f"{column} in ({self._engine.members})", [json.dumps(list(texts))]

    def lock(self, name: str) -> None:
        """Wait until no other transaction holds a name, and hold it until this one ends."""
        if self._engine.lock:
            self._execute(self._engine.lock, [name])

    def run_script(self, sql: str) -> None:
        """Run a migration's statements one by one, so that they stay in the transaction."""
        for statement in _statements(sql, self._engine):
            self._raw.execute(statement)

    def _execute(self, sql: str, parameters: Sequence[object]) -> Any:
        return self._raw.execute(sql.replace("?", self._engine.placeholder), tuple(parameters))


class Store:
    """The records of one office. `home` is the folder of kept files."""

    def __init__(self, url: str, home: Path) -> None:
        self.url = url
        self.home = home
        self.engine = engine_for(url)
        self._idle: list[Any] = []
        self._pool_lock = threading.Lock()
        self._write_lock = threading.Lock() if self.engine.one_writer else contextlib.nullcontext()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent picture of the records; nothing can be written in it."""
        with self._block(self.engine.begin_read) as con:
            yield con

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing: commit at the end of the block, roll back on any error.

        Raises: WriteConflict (run the block again), StorageFull, StorageUnreachable, StorageDamaged.
        """
        try:
            with self._write_lock, self._block(self.engine.begin_write) as con:
                yield con
        except self.engine.failure as failure:
            if self.engine.is_read_only(failure):
                raise StorageDamaged(READ_ONLY) from failure
            raise

    def let_go(self, *, thoroughly: bool = False) -> None:
        """Leave nothing in the engine's log of what was taken out of the records, as far as nobody is reading it.

        `thoroughly`: write all records anew, while nobody else can write. Raises: StorageUnreachable, StorageFull;
        WriteConflict while somebody else does (run it again).
        """
        statements = [self.engine.rewrite] if thoroughly else []
        with self._failures_named(), contextlib.closing(self.engine.connect()) as raw:
            for statement in filter(None, [*statements, self.engine.let_go]):
                raw.execute(statement)

    def close(self) -> None:
        with self._pool_lock:
            idle, self._idle = self._idle, []
        for raw in idle:
            raw.close()

    @contextlib.contextmanager
    def _block(self, begin: tuple[str, ...]) -> Iterator[Connection]:
        with self._failures_named():
            raw = self._begun(begin)
            try:
                yield Connection(raw, self.engine)
                raw.execute("commit")
            except BaseException:
                self._give_back_rolled_back(raw)
                raise
            self._give_back(raw)

    @contextlib.contextmanager
    def _failures_named(self) -> Iterator[None]:
        try:
            yield
        except self.engine.failure as failure:
            if self.engine.is_full(failure):
                raise StorageFull from failure
            if self.engine.is_conflict(failure):
                raise WriteConflict from failure
            if self.engine.is_unreachable(failure):
                raise StorageUnreachable from failure
            if damage := self.engine.damage(failure):
                raise StorageDamaged(damage) from failure
            raise

    def _begun(self, begin: tuple[str, ...]) -> Any:
        """Return a connection on which a block has begun; one that the server dropped while idle is replaced."""
        while True:
            raw, is_new = self._take()
            try:
                for statement in begin:
                    raw.execute(statement)
                return raw
            except self.engine.failure as failure:
                self._give_back_rolled_back(raw)
                if is_new or not self.engine.is_unreachable(failure):
                    raise

    def _take(self) -> tuple[Any, bool]:
        """Return a connection, and whether it is new."""
        with self._pool_lock:
            if self._idle:
                return self._idle.pop(), False
        return self.engine.connect(), True

    def _give_back(self, raw: Any) -> None:
        with self._pool_lock:
            self._idle.append(raw)

    def _give_back_rolled_back(self, raw: Any) -> None:
        try:
            raw.execute("rollback")
        except self.engine.failure:
            # A connection that cannot roll back is not trusted again.
            with contextlib.suppress(self.engine.failure):
                raw.close()
            return
        self._give_back(raw)


def _statements(sql: str, engine: Engine) -> list[str]:
    if engine.kind == "postgresql":
        return [sql]
    import sqlite3

    statements, current = [], ""
    for line in sql.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
