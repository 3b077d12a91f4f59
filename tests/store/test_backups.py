"""The rows of backups, on both engines."""

from dataclasses import replace

from casebase.domain.backup import Backup
from casebase.store.backups import insert_backup, list_backups, list_present, update_removed
from casebase.store.connection import Store
from casebase.store.ids import new_id

A_BACKUP = Backup(
    id="",
    file_name="/backups/casebase-20261123-100000-7.casebase-backup",
    sha256="ab" * 32,
    size=5 * 2**30,
    seq=7,
    hash="cd" * 32,
    taken_at="2026-11-23T01:00:00.000000Z",
)


def test_backups_come_back_newest_first_and_failures_are_none(store: Store) -> None:
    first, second = replace(A_BACKUP, id=new_id()), replace(A_BACKUP, id=new_id())
    failed = replace(A_BACKUP, id=new_id(), failure="공간이 부족합니다.")
    with store.transaction() as con:
        for backup in (first, second, failed):
            insert_backup(con, backup)

    with store.reading() as con:
        assert list_backups(con, 10) == [failed, second, first]
        assert list_backups(con, 1) == [failed]
        assert list_present(con) == [second, first]


def test_a_backup_is_removed_once(store: Store) -> None:
    backup = replace(A_BACKUP, id=new_id())
    with store.transaction() as con:
        insert_backup(con, backup)

        update_removed(con, backup.id, "2026-11-24T01:00:00.000000Z")
        update_removed(con, backup.id, "2026-11-25T01:00:00.000000Z")

        assert list_present(con) == []
        assert [found.removed_at for found in list_backups(con, 10)] == ["2026-11-24T01:00:00.000000Z"]
