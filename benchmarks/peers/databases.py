"""A mirror's tables in a SQLite file and in a PostgreSQL of their own, indexed and analysed."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.peers.questions import question
from benchmarks.peers.rows import INDEXES, SOURCES, Asked, batches, column_types
from casebase.insight.mirror import Mirror
from casebase.store.connection import Row
from tests.postgresql import fresh_database, programs, serving

Ask = Callable[[str, Asked], list[Row]]
_SQLITE_TYPES = {"BIGINT": "integer", "BOOLEAN": "integer"}
_POSTGRESQL_TYPES = {"VARCHAR": "text"}
_POSTGRESQL_SETTINGS = ("shared_buffers=2GB", "work_mem=256MB", "effective_cache_size=8GB", "random_page_cost=1.1")


@contextmanager
def sqlite_peer(mirror: Mirror, file: Path) -> Iterator[Ask]:
    """Fill a SQLite file from a mirror; yield what answers a figure's question."""
    con = sqlite3.connect(file)
    con.executescript("pragma journal_mode=off; pragma synchronous=off; pragma cache_size=-2000000")
    for table, select in SOURCES.items():
        types = column_types(mirror, table)
        con.execute(f"create table {table} ({_columns(types, _SQLITE_TYPES, 'text')})")
        marks = ", ".join("?" * len(types))
        for rows in batches(mirror, f"select {_as_sqlite(types)} from ({select})"):
            con.executemany(f"insert into {table} values ({marks})", rows)
    con.commit()
    _index(con.execute)
    con.executescript("analyze; pragma temp_store=memory; pragma mmap_size=8000000000")

    def ask(name: str, asked: Asked) -> list[Row]:
        days = {"since": str(asked.since), "until": str(asked.until), "today": str(asked.today)}
        return con.execute(question(name, "sqlite", asked.field), days | {"field": asked.field}).fetchall()

    try:
        yield ask
    finally:
        con.close()


@contextmanager
def postgresql_peer(mirror: Mirror, folder: Path) -> Iterator[Ask | None]:
    """Fill a throw-away PostgreSQL from a mirror; yield what answers a figure's question, None where there is none."""
    installed = programs()
    if installed is None:
        yield None
        return
    with (
        serving(installed, _POSTGRESQL_SETTINGS) as address,
        fresh_database(address) as url,
        psycopg.connect(url, autocommit=True, prepare_threshold=None) as con,
    ):
        con.execute("create schema peer")
        con.execute("set search_path = peer")
        for table in SOURCES:
            _copy(mirror, con, table, folder / f"{table}.csv")
        _index(con.execute)
        con.execute("vacuum analyze")

        def ask(name: str, asked: Asked) -> list[Row]:
            return con.execute(question(name, "postgresql", asked.field).encode(), vars(asked)).fetchall()

        yield ask


def _copy(mirror: Mirror, con: "psycopg.Connection[Row]", table: str, file: Path) -> None:
    types = column_types(mirror, table)
    con.execute(f"create table {table} ({_columns(types, _POSTGRESQL_TYPES)})".encode())
    with mirror.beside() as cursor:
        cursor.execute(f"copy ({SOURCES[table]}) to '{file}' (format csv, header false)")
    with con.cursor().copy(f"copy {table} from stdin (format csv)".encode()) as copy, file.open("rb") as written:
        while part := written.read(1 << 20):
            copy.write(part)
    file.unlink()


def _index(execute: Callable[[str], object]) -> None:
    for table, indexes in INDEXES.items():
        for columns in indexes:
            execute(f"create index {table}_{columns.replace(', ', '_')}_index on {table} ({columns})")


def _columns(types: dict[str, str], names: dict[str, str], other: str = "") -> str:
    return ", ".join(f"{column} {names.get(type_, other or type_)}" for column, type_ in types.items())


def _as_sqlite(types: dict[str, str]) -> str:
    """Return columns with days and instants as text and truths as numbers, as SQLite keeps them."""
    plain = {"DATE": "varchar", "TIMESTAMP": "varchar", "BOOLEAN": "bigint"}
    return ", ".join(
        f"cast({column} as {plain[type_]}) as {column}" if type_ in plain else column for column, type_ in types.items()
    )
