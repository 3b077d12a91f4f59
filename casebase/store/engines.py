"""The two engines that can hold the records, and what sets them apart."""

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from casebase.domain.errors import SettingWrong, StorageUnreachable


@dataclass(frozen=True)
class Engine:
    """How to reach an engine and how to read its refusals. `raw` connections run in autocommit."""

    kind: str  # "sqlite" or "postgresql"
    connect: Callable[[], Any]
    begin_read: tuple[str, ...]
    begin_write: tuple[str, ...]
    lock: str  # lets one transaction at a time past a name; empty where there is one writer anyway
    placeholder: str
    members: str  # a question for the texts of one JSON list, a row each
    tables: str  # a question for the names of all tables
    let_go: str  # empties the log of what was written; empty where none lies beside the records
    rewrite: str  # writes all records anew, so that nothing of what was taken out of them lies on between them
    one_writer: bool  # writers of one process must queue, or they starve each other
    failure: type[Exception]
    is_conflict: Callable[[Exception], bool]
    is_full: Callable[[Exception], bool]
    is_unreachable: Callable[[Exception], bool]
    is_read_only: Callable[[Exception], bool]
    damage: Callable[[Exception], str]  # what people are told of damage to the records; "": it is none


RESTORE = "서버를 멈추고 마지막 백업을 새 폴더에 복원하세요: python -m casebase restore 백업파일 --into 새폴더"

# What SQLite says of its file, and what people are told.
_DAMAGE = {
    "malformed": f"기록 파일({{path}})이 손상되었습니다. {RESTORE}",
    "not a database": f"기록 파일({{path}})의 내용이 기록이 아닙니다. {RESTORE}",
    "Could not decode": f"기록 파일({{path}})에 글자로 읽을 수 없는 값이 있습니다. {RESTORE}",
}


def engine_for(url: str) -> Engine:
    """Return the engine of `sqlite:///path/to/file` or `postgresql://...`. Raises: SettingWrong."""
    if url.startswith("sqlite:///"):
        return _sqlite(Path(url.removeprefix("sqlite:///")))
    if urlsplit(url).scheme in {"postgresql", "postgres"}:
        return _postgresql(url)
    raise SettingWrong(f"CASEBASE_STORE={url!r}: sqlite:///파일 또는 postgresql://사용자@주소/이름 형식이어야 합니다.")


def _sqlite(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as failure:
            raise StorageUnreachable from failure
        raw = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
        _keep_log_ahead(raw)
        for pragma in ("synchronous=full", "foreign_keys=on", "busy_timeout=5000", "secure_delete=on"):
            raw.execute(f"pragma {pragma}")
        return raw

    return Engine(
        kind="sqlite",
        connect=connect,
        begin_read=("pragma query_only = on", "begin"),
        begin_write=("pragma query_only = off", "begin immediate"),
        lock="",
        placeholder="?",
        members="select value from json_each(?)",
        tables="select name from sqlite_master where type = 'table'",
        let_go="pragma wal_checkpoint(truncate)",
        rewrite="vacuum",
        one_writer=True,
        failure=sqlite3.Error,
        is_conflict=lambda e: "locked" in str(e) or "busy" in str(e),
        is_full=lambda e: "disk is full" in str(e) or "disk I/O error" in str(e),
        is_unreachable=lambda e: "unable to open" in str(e),
        is_read_only=lambda e: "readonly database" in str(e),
        damage=lambda e: next((_DAMAGE[said] for said in _DAMAGE if said in str(e)), "").format(path=path),
    )


def _keep_log_ahead(raw: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. For this one lock SQLite does not wait by itself, when two create the file."""
    for _ in range(200):
        try:
            raw.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as busy:
            if "locked" not in str(busy):
                raise
            time.sleep(0.02)


def _postgresql(url: str) -> Engine:
    import psycopg

    def connect() -> Any:
        return psycopg.connect(url, autocommit=True)

    return Engine(
        kind="postgresql",
        connect=connect,
        begin_read=("begin isolation level repeatable read read only",),
        begin_write=("begin",),
        lock="select pg_advisory_xact_lock(hashtextextended(?, 0))",
        placeholder="%s",
        members="select json_array_elements_text(cast(? as json))",
        tables="select table_name from information_schema.tables where table_schema = current_schema()",
        let_go="",
        rewrite="vacuum full",
        one_writer=False,
        failure=psycopg.Error,
        is_conflict=_is_postgresql_conflict,
        is_full=lambda e: isinstance(e, psycopg.errors.DiskFull),
        is_unreachable=lambda e: (
            isinstance(e, psycopg.OperationalError) and (e.sqlstate is None or e.sqlstate.startswith(("08", "57")))
        ),
        is_read_only=lambda e: isinstance(e, psycopg.errors.ReadOnlySqlTransaction),
        damage=_damage_to_postgresql,
    )


def _is_postgresql_conflict(failure: Exception) -> bool:
    """Two first acts of a year meet on a key: the second runs again."""
    from psycopg import errors

    if isinstance(failure, errors.UniqueViolation):
        return failure.diag.constraint_name == "number_series_pkey"
    return isinstance(failure, errors.SerializationFailure | errors.DeadlockDetected)


def _damage_to_postgresql(failure: Exception) -> str:
    from psycopg import errors

    if isinstance(failure, errors.DataCorrupted | errors.IndexCorrupted):
        return (
            "PostgreSQL이 기록의 손상을 알렸습니다. 서버를 멈추고 마지막 백업을 빈 데이터베이스에 복원하세요: "
            "python -m casebase restore 백업파일 --into postgresql://주소/새이름"
        )
    return ""
