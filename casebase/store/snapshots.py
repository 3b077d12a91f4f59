"""Copying all records out of an engine at one moment while others write, and back into an empty one."""

import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from casebase.domain.errors import BackupRefused, StorageDamaged, StorageUnreachable
from casebase.store.connection import Connection, Store
from casebase.store.events import known_of
from casebase.store.files import sync_folder
from casebase.store.migrate import latest_migration
from casebase.store.named_files import NamedFiles, named_files

_PAGES = 4000  # copied between two tellings of how far it is
_PIECE = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What was copied: the schema, the newest event, and the files that these records name."""

    migration: str
    seq: int
    hash: str
    files: NamedFiles


def copy_records(store: Store, to: Path, told: Callable[[float], None]) -> Snapshot:
    """Copy all records as they stand at one moment into a new file; writers go on meanwhile.

    `told` is called with the share that is done. Raises: StorageUnreachable, StorageDamaged; BackupRefused when
    PostgreSQL's own program is missing or fails; OSError.
    """
    # Both engines write into the file that is there: it is the owner's alone from its first byte.
    os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    if store.engine.kind == "sqlite":
        return _copy_sqlite(store, to, told)
    return _copy_postgresql(store, to)


def put_records(source: IO[bytes], url: str) -> None:
    """Put copied records into an empty engine: the file of a `sqlite:///` address, a database of PostgreSQL's.

    Raises: BackupRefused when PostgreSQL's own program is missing or fails; OSError.
    """
    if url.startswith("sqlite:///"):
        _write_durably(source, Path(url.removeprefix("sqlite:///")))
        return
    _run_postgresql("pg_restore", url, ["--exit-on-error", "--single-transaction", "--no-owner", "--no-acl"], source)


def tables_in(store: Store) -> frozenset[str]:
    """Return the names of the tables that stand where a store's records would."""
    with store.reading() as con:
        return frozenset(str(row[0]) for row in con.rows(store.engine.tables))


def first_damage(store: Store) -> str:
    """Return what SQLite says of the first damaged place in its file, "" when it finds none or it is another engine."""
    if store.engine.kind != "sqlite":
        return ""
    with store.reading() as con:
        found = str(con.rows("pragma quick_check(1)")[0][0])
    return "" if found == "ok" else found.splitlines()[-1]


def _write_durably(source: IO[bytes], path: Path) -> None:
    """Write a file under another name first: a kill in the middle leaves no records that are there in part."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("wb") as file:
            shutil.copyfileobj(source, file, _PIECE)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
        sync_folder(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def _copy_sqlite(store: Store, to: Path, told: Callable[[float], None]) -> Snapshot:
    """Inside one reading, SQLite's own copying does not begin anew when others write between two steps."""
    with contextlib.ExitStack() as ends:
        ends.enter_context(_named_failures(store))
        raw = ends.enter_context(contextlib.closing(store.engine.connect()))
        copy = ends.enter_context(contextlib.closing(sqlite3.connect(to, isolation_level=None)))
        raw.execute("begin")
        snapshot = _snapshot(Connection(raw, store.engine))
        raw.backup(copy, pages=_PAGES, sleep=0, progress=lambda _, left, all: told(1 - left / max(all, 1)))
        copy.execute("pragma journal_mode = delete")  # one file, whole by itself
        _must_be_whole(copy)
    return snapshot


def _must_be_whole(copy: sqlite3.Connection) -> None:
    found = copy.execute("pragma quick_check(1)").fetchall()
    if found != [("ok",)]:
        said = str(found[0][0]).splitlines()[-1]
        raise StorageDamaged(
            f"기록 파일이 손상되어 백업하지 못했습니다({said}). 서버를 멈추고 마지막 백업을 복원하세요."
        )


@contextlib.contextmanager
def _named_failures(store: Store) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as failure:
        if store.engine.is_full(failure):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from failure
        if store.engine.is_conflict(failure) or store.engine.is_unreachable(failure):
            raise StorageUnreachable from failure
        raise StorageDamaged(
            f"기록 파일을 읽지 못해 백업하지 못했습니다({failure}). 디스크를 점검하고, 되풀이되면 "
            "마지막 백업을 복원하세요."
        ) from failure


def _copy_postgresql(store: Store, to: Path) -> Snapshot:
    with store.reading() as con:
        snapshot = _snapshot(con)
        (exported,) = con.rows("select pg_export_snapshot()")[0]
        options = ["--format=custom", "--no-owner", "--no-acl", f"--snapshot={exported}", f"--file={to}"]
        _run_postgresql("pg_dump", store.url, options)
    return snapshot


def _snapshot(con: Connection) -> Snapshot:
    known = known_of(con)
    return Snapshot(migration=latest_migration(con), seq=known.seq, hash=known.head, files=named_files(con))


def _run_postgresql(program: str, url: str, options: list[str], source: IO[bytes] | None = None) -> None:
    """Run a program of PostgreSQL's. Its password goes by the environment: arguments can be read by everybody."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    if shutil.which(program) is None:
        raise BackupRefused(f"{program} 프로그램이 없습니다. PostgreSQL 클라이언트(postgresql-client)를 설치하세요.")
    address = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    password = address.pop("password", "")
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    command = [program, *options, f"--dbname={make_conninfo(**address)}"]
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=errors, env=environment) as running:
            assert running.stdin is not None
            with contextlib.suppress(BrokenPipeError), running.stdin as taking:
                if source is not None:
                    shutil.copyfileobj(source, taking, _PIECE)
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip().splitlines()
    if running.returncode != 0:
        raise BackupRefused(f"{program}이(가) 실패했습니다: {said[-1] if said else running.returncode}")
