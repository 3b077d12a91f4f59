"""The table `backups`: each backup that was taken, and each that failed."""

from casebase.domain.backup import Backup
from casebase.store.columns import marks, named, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "id, file_name, sha256, size, seq, hash, taken_at, removed_at, failure"


def insert_backup(con: Connection, backup: Backup) -> None:
    con.run(f"insert into backups ({COLUMNS}) values ({marks(COLUMNS)})", values_of(backup, COLUMNS))


def list_backups(con: Connection, limit: int) -> list[Backup]:
    """Return the last backups and failures, the newest first."""
    return [_backup(row) for row in con.rows(f"select {COLUMNS} from backups order by id desc limit ?", [limit])]


def list_present(con: Connection) -> list[Backup]:
    """Return the backups that were taken and not removed since, the newest first."""
    rows = con.rows(f"select {COLUMNS} from backups where failure = '' and removed_at is null order by id desc")
    return [_backup(row) for row in rows]


def update_removed(con: Connection, backup_id: str, removed_at: str) -> None:
    con.run("update backups set removed_at = ? where id = ? and removed_at is null", [removed_at, backup_id])


def _backup(row: Row) -> Backup:
    return Backup(**named(COLUMNS, row))
