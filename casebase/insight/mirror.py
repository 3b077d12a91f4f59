"""The DuckDB mirror: one file that follows the store by its events, and is made anew rather than repaired."""

import contextlib
import fcntl
import shutil
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from casebase.access.act import Act
from casebase.domain.canonical import digest
from casebase.domain.errors import StorageFull, StorageUnreachable
from casebase.insight.copying import copy_changes, copy_everything
from casebase.insight.tables import SCHEMA
from casebase.store.connection import Connection, Row, Store
from casebase.store.file_locks import locked
from casebase.store.migrate import newest_known

# A migration may change rows without an event, so it makes every mirror start anew too.
SCHEMA_DIGEST = digest("".join([SCHEMA, newest_known("sqlite"), newest_known("postgresql")]).encode())

_SUFFIX = ".duckdb"
_FOLDER_LOCK = ".lock"
_PATIENCE = 5.0  # seconds that a process may take to its end while somebody is still asking


@dataclass(frozen=True)
class Answer:
    """Rows, and the number of the newest event that they take into account."""

    seq: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Point:
    """A place in the chain of events: a number and that event's hash, (0, "") before the first."""

    seq: int
    head: str


class Mirror:
    """One server process's mirror of one store, in a file that no other process opens.

    `refresh` it, then ask; any thread may, and each question has a cursor of its own. Answers are kept until
    the mirror moves on.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.following = threading.Lock()  # one refresh at a time
        self._raw: duckdb.DuckDBPyConnection | None = None
        self._point: Point | None = None
        self._is_damaged = False
        self._kept: dict[tuple[Point | None, str, str], Answer] = {}
        self._count_asking = 0
        self._asking = threading.Condition()

    def ask(self, sql: str, parameters: Mapping[str, object] | None = None) -> Answer:
        """Answer a question from one consistent picture. Raises: StorageUnreachable; the next refresh mends that."""
        question = (self._point, sql, repr(parameters))
        answer = self._kept.get(question) or self._answer(sql, parameters)
        if answer is None:
            with self.following:  # it is being made anew
                answer = self._answer(sql, parameters)
        if answer is None:
            raise RuntimeError("the mirror was asked before it was refreshed")
        self._kept[question] = answer
        return answer

    def point(self) -> Point | None:
        """Return how far the mirror has come; None: it must start anew."""
        self._opened()
        return None if self._is_damaged else self._point

    def start_anew(self) -> None:
        """Remove the file, whatever is in it, and begin an empty one. Waits until nobody is asking."""
        with self._closed():
            _take_away(self.path)
            self._is_damaged = False
            self._opened().execute(SCHEMA)

    @contextlib.contextmanager
    def moving_to(self, point: Point) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: what the block writes, and that the mirror has come to a point."""
        with self._opened().cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
                cursor.execute("delete from mirror_state")
                cursor.execute("insert into mirror_state values (?, ?, ?)", [SCHEMA_DIGEST, point.seq, point.head])
                cursor.commit()
            except BaseException:
                with contextlib.suppress(duckdb.Error):
                    cursor.rollback()
                raise
        self._point = point
        self._kept.clear()

    @contextlib.contextmanager
    def beside(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for what stands in the mirror and moves apart from it: its answers are not kept.

        Raises: RuntimeError before the first refresh, StorageUnreachable.
        """
        with self._asked() as raw:
            if raw is None:
                raise RuntimeError("the mirror was asked before it was refreshed")
            with raw.cursor() as cursor:
                yield cursor

    def close(self) -> None:
        """Let go of the file; the next refresh opens it again. Waits until nobody is asking."""
        with self._closed():
            pass

    def remove(self) -> None:
        """Take the file away at the end of the process, so that nothing lies on that nobody keeps up to date."""
        is_still = self.following.acquire(timeout=_PATIENCE)
        try:
            with self._closed(_PATIENCE):
                if not _is_open(self.path):  # another machine's process may have the same number
                    _take_away(self.path)
        finally:
            if is_still:
                self.following.release()

    def _opened(self) -> duckdb.DuckDBPyConnection:
        if self._raw is None:
            self._raw = _connected(self.path)
            self._point = _point_in(self._raw)
        return self._raw

    @contextlib.contextmanager
    def _closed(self, patience: float | None = None) -> Iterator[None]:
        with self._asking:
            self._asking.wait_for(lambda: self._count_asking == 0, patience)
            if self._raw is not None:
                with contextlib.suppress(duckdb.Error):
                    self._raw.close()
            self._raw = self._point = None
            self._kept.clear()
            yield

    def _answer(self, sql: str, parameters: Mapping[str, object] | None) -> Answer | None:
        """Return None while there is no mirror to ask."""
        with self._asked() as raw:
            if raw is None:
                return None
            with raw.cursor() as cursor:
                cursor.begin()
                state = cursor.execute("select seq from mirror_state").fetchall()
                rows = cursor.execute(sql, parameters).fetchall() if state else []
                cursor.commit()
        return Answer(state[0][0], tuple(rows)) if state else None

    @contextlib.contextmanager
    def _asked(self) -> Iterator[duckdb.DuckDBPyConnection | None]:
        with self._asking:
            self._count_asking += 1
            raw = self._raw
        try:
            yield raw
        except (duckdb.ProgrammingError, duckdb.DataError):
            raise  # the question is wrong, not the file
        except duckdb.Error as failure:
            self._is_damaged = True
            raise StorageUnreachable from failure
        finally:
            with self._asking:
                self._count_asking -= 1
                self._asking.notify_all()


def refresh(mirror: Mirror, store: Store) -> int:
    """Bring the mirror to the store's newest event and return that event's number.

    A file that is missing, damaged, of another schema or of another history than the store's (a restored
    backup) is removed and filled anew. Raises: StorageFull, StorageUnreachable.
    """
    with mirror.following, store.reading() as con:
        with contextlib.suppress(duckdb.Error):  # whatever is wrong with it, it is made anew
            return _follow(mirror, con)
        try:
            mirror.start_anew()
            return _follow(mirror, con)
        except duckdb.Error as failure:
            if "No space left" in str(failure):
                raise StorageFull from failure
            raise


def remove_abandoned(folder: Path) -> None:
    """Remove the mirrors of processes that were killed: what was disposed of since may stand in them.

    It is for the start of a server process. The mirror that another process has open is locked by it, and stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / _FOLDER_LOCK, fcntl.LOCK_EX):  # nobody opens one meanwhile
        names = {path.name.partition(_SUFFIX)[0] for path in folder.glob(f"*{_SUFFIX}*")}
        for path in (folder / f"{name}{_SUFFIX}" for name in names):
            if not _is_open(path):
                _take_away(path)


def _follow(mirror: Mirror, con: Connection) -> int:
    newest, point = _newest(con), mirror.point()
    if point == newest:
        return newest.seq
    if point is not None and _has_passed(con, point) and not _has_disposed(con, point):
        with mirror.moving_to(newest) as cursor:
            copy_changes(con, cursor, point.seq)
    else:
        mirror.start_anew()
        with mirror.moving_to(newest) as cursor:
            copy_everything(con, cursor)
    return newest.seq


def _newest(con: Connection) -> Point:
    row = con.row("select seq, head from event_chain where id = 1")
    return Point(int(row[0]), str(row[1])) if row else Point(0, "")


def _has_passed(con: Connection, point: Point) -> bool:
    """Say whether the store's own history leads through a point."""
    row = con.row("select hash from events where seq = ?", [point.seq])
    return point == Point(0, "") or (row is not None and row[0] == point.head)


def _has_disposed(con: Connection, point: Point) -> bool:
    """Say whether records were disposed of since a point: then nothing of them may lie on in the mirror's file."""
    disposed = "select 1 from events where seq > ? and act = ? limit 1"
    return con.row(disposed, [point.seq, Act.DISPOSE_RECORDS.value]) is not None


def _point_in(raw: duckdb.DuckDBPyConnection) -> Point | None:
    """Return where a mirror of our own schema stands, None when it is another's or new."""
    try:
        rows = raw.execute("select schema_digest, seq, head from mirror_state").fetchall()
    except duckdb.CatalogException:
        return None
    return next((Point(seq, head) for schema, seq, head in rows if schema == SCHEMA_DIGEST), None)


def _is_open(path: Path) -> bool:
    """Say whether a process has a mirror open. Opening it as well would first write its log into it."""
    try:
        with path.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # as DuckDB does
    except FileNotFoundError:  # its log alone was left
        return False
    except (BlockingIOError, PermissionError):
        return True
    return False


def _take_away(path: Path) -> None:
    """Remove a closed mirror with all that DuckDB put beside it, the file itself at last: its log is no one else's."""
    for left in sorted(path.parent.glob(f"{path.name}*"), reverse=True):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _connected(path: Path) -> duckdb.DuckDBPyConnection:
    path.parent.mkdir(parents=True, exist_ok=True)
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 2,
        "memory_limit": "25%",
        "temp_directory": f"{path}.tmp",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "lock_configuration": True,
    }
    try:
        with locked(path.parent / _FOLDER_LOCK, fcntl.LOCK_SH):
            return duckdb.connect(path, config=config)
    except duckdb.IOException as failure:
        if "Conflicting lock" in str(failure):  # another process's mirror is not ours to remove
            raise StorageUnreachable from failure
        raise
