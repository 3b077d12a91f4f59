"""Migrations: SQL files run once, in order, never edited after release. Going back is restoring a backup."""

from pathlib import Path

from casebase.store.connection import Connection, Store

FOLDER = Path(__file__).parent / "migrations"


def apply_pending(store: Store) -> list[str]:
    """Run every migration not yet recorded, each with its record in one transaction. Returns their names.

    A name like "0002_guard_events.sqlite" runs on that engine only. A failing migration leaves no trace. Where nothing
    is pending nothing is written: a command need not wait for those who write.
    """
    if not list_pending(store):
        return []
    with store.transaction() as con:
        con.lock("migrations")
        con.run("create table if not exists migrations (name text primary key)")
    return [name for name, path in _files(store.engine.kind) if _applied(store, name, path)]


def list_pending(store: Store) -> list[str]:
    """Return the names of the migrations that this program brings and that are not recorded; nothing is written."""
    recorded = _recorded(store)
    return [name for name, _ in _files(store.engine.kind) if name not in recorded]


def latest_migration(con: Connection) -> str:
    """Return the name of the newest migration applied, which is the schema's version."""
    row = con.row("select max(name) from migrations")
    return str(row[0]) if row and row[0] else ""


def newest_known(kind: str) -> str:
    """Return the newest migration this program brings for an engine."""
    return max(name for name, _ in _files(kind))


def _recorded(store: Store) -> set[str]:
    with store.reading() as con:
        if ("migrations",) not in con.rows(store.engine.tables):
            return set()
        return {str(row[0]) for row in con.rows("select name from migrations")}


def _applied(store: Store, name: str, path: Path) -> bool:
    with store.transaction() as con:
        con.lock("migrations")
        if con.row("select name from migrations where name = ?", [name]):
            return False
        con.run_script(path.read_text(encoding="utf-8"))
        con.run("insert into migrations (name) values (?)", [name])
    return True


def _files(kind: str) -> list[tuple[str, Path]]:
    """Files for this engine by name without the engine's suffix, in order."""
    found = []
    for path in sorted(FOLDER.glob("*.sql")):
        name, _, engine = path.stem.partition(".")
        if engine in {"", kind}:
            found.append((name, path))
    return found
