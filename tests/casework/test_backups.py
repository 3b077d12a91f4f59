"""Backups as the office sees them: taken, recorded, kept as long as it says, and missed."""

import fcntl
import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casebase.access.act import Act
from casebase.casework.backups import backups_page, make_backup, old_backups, remove_old_backups
from casebase.casework.desk import Desk
from casebase.casework.today import today_page
from casebase.domain.account import Role
from casebase.domain.backup import Keep
from casebase.domain.errors import BackupRefused, BackupUnderWay
from casebase.store import backups
from casebase.store.connection import Store
from casebase.store.events import each_event
from casebase.store.ids import new_id
from tests.backed_up import an_office_at_work, silent
from tests.builders import NOW, a_desk, an_account

DAILY = Keep(days=2, weeks=0, months=0)


def at_the_desk(store: Store, role: Role = Role.ADMIN, days: int = 0) -> Desk:
    with store.transaction() as con:
        account = an_account(con, role)
    return a_desk(store, account, NOW + timedelta(days=days))


def events_of(store: Store, act: Act) -> list[dict[str, object]]:
    with store.reading() as con:
        return [json.loads(event.detail) for event in each_event(con) if event.act == act]


def test_a_backup_is_recorded_with_where_and_up_to_what(store: Store, tmp_path: Path) -> None:
    an_office_at_work(store)
    desk = at_the_desk(store)

    backup, manifest = make_backup(desk, tmp_path / "out", silent)

    assert backups_page(desk).backups == (backup,)
    assert Path(backup.file_name).name == "casebase-20261123-100000-3.casebase-backup"  # the time in Korea
    assert (backup.seq, manifest.seq, backup.hash) == (3, 3, manifest.hash)
    assert events_of(store, Act.MAKE_BACKUP)[0]["backup"]["file_name"] == backup.file_name  # type: ignore[index]


def test_a_failure_is_recorded_and_told_to_whoever_looks_after_backups(sqlite_store: Store, tmp_path: Path) -> None:
    desk = at_the_desk(sqlite_store)
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(BackupRefused):
        make_backup(desk, tmp_path / "file", silent)

    view = backups_page(desk)
    assert "백업하지 못했습니다" in view.backups[0].failure
    assert view.warning.startswith("2026. 11. 23.") and "백업이 실패했습니다" in view.warning
    assert [todo.title for todo in today_page(desk, ()).todos] == ["백업"]
    assert today_page(at_the_desk(sqlite_store, Role.HEAD), ()).todos == ()
    make_backup(desk.for_command(new_id()), tmp_path / "out", silent)
    assert backups_page(desk).warning == ""
    assert today_page(desk, ()).todos == ()


def test_whatever_a_person_stops_is_no_failure(sqlite_store: Store, tmp_path: Path) -> None:
    desk = at_the_desk(sqlite_store)

    def stop(_doing: str, _share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_backup(desk, tmp_path / "out", stop)

    assert backups_page(desk).backups == ()
    assert events_of(sqlite_store, Act.MAKE_BACKUP) == []


def test_a_new_office_is_not_late_and_one_without_a_backup_for_two_days_is(sqlite_store: Store, tmp_path: Path) -> None:
    assert backups_page(at_the_desk(sqlite_store)).warning == ""
    an_office_at_work(sqlite_store)

    assert backups_page(at_the_desk(sqlite_store, days=1)).warning == ""
    assert "아직 백업이 없습니다" in backups_page(at_the_desk(sqlite_store, days=2)).warning
    make_backup(at_the_desk(sqlite_store, days=2), tmp_path / "out", silent)
    assert backups_page(at_the_desk(sqlite_store, days=3)).warning == ""
    assert "이틀이 넘었습니다" in backups_page(at_the_desk(sqlite_store, days=4)).warning


def test_what_need_not_be_kept_is_removed_and_nothing_else(sqlite_store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    taken = [make_backup(at_the_desk(sqlite_store, days=day), folder, silent)[0] for day in range(4)]
    elsewhere, _ = make_backup(at_the_desk(sqlite_store), tmp_path / "elsewhere", silent)
    (folder / "theirs.casebase-backup").write_bytes(b"another office's")
    desk = at_the_desk(sqlite_store, days=4)
    assert set(old_backups(desk, folder, DAILY)) == set(taken[:2])

    assert remove_old_backups(desk, folder, DAILY) == "2"

    left = {path.name for path in folder.glob("*.casebase-backup")}
    assert left == {Path(backup.file_name).name for backup in taken[2:]} | {"theirs.casebase-backup"}
    assert Path(elsewhere.file_name).exists()
    removed = {backup.id for backup in backups_page(desk).backups if backup.removed_at}
    assert removed == {backup.id for backup in taken[:2]}
    assert old_backups(desk, folder, DAILY) == ()
    assert len(events_of(sqlite_store, Act.REMOVE_BACKUP)) == 1


def test_a_backup_that_somebody_took_elsewhere_stands_for_none_that_is_there(
    sqlite_store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    taken = [make_backup(at_the_desk(sqlite_store, days=day), folder, silent)[0] for day in range(4)]
    for backup in taken[2:]:
        Path(backup.file_name).rename(tmp_path / f"{backup.id}.casebase-backup")

    assert old_backups(at_the_desk(sqlite_store, days=4), folder, DAILY) == ()


def test_a_folder_is_the_same_by_its_own_name_and_by_a_link(sqlite_store: Store, tmp_path: Path) -> None:
    folder, link = tmp_path / "disk", tmp_path / "out"
    folder.mkdir()
    link.symlink_to(folder)
    taken = [
        make_backup(at_the_desk(sqlite_store, days=day), way, silent)[0]
        for day, way in enumerate((link, folder, link, folder))
    ]
    as_earlier_recorded = replace(taken[0], id=new_id(), file_name=str(link / Path(taken[0].file_name).name))
    with sqlite_store.transaction() as con:
        backups.insert_backup(con, as_earlier_recorded)
    desk = at_the_desk(sqlite_store, days=4)

    assert {Path(backup.file_name).parent for backup in taken} == {folder}
    assert set(old_backups(desk, link, DAILY)) == {*taken[:2], as_earlier_recorded}
    assert set(old_backups(desk, folder, DAILY)) == {*taken[:2], as_earlier_recorded}


def test_a_backup_that_another_process_takes_is_no_failure(sqlite_store: Store, tmp_path: Path) -> None:
    desk = at_the_desk(sqlite_store)
    other = os.open(tmp_path / ".casebase-backup.lock", os.O_CREAT | os.O_RDWR)
    fcntl.flock(other, fcntl.LOCK_EX)

    with pytest.raises(BackupUnderWay, match="다른 백업이 진행 중"):
        make_backup(desk, tmp_path, silent)

    os.close(other)
    assert backups_page(desk).backups == ()
    assert events_of(sqlite_store, Act.MAKE_BACKUP) == []


def test_an_old_backup_that_cannot_be_removed_is_told_and_stays_on_record(sqlite_store: Store, tmp_path: Path) -> None:
    taken = [make_backup(at_the_desk(sqlite_store, days=day), tmp_path, silent)[0] for day in range(3)]
    Path(taken[0].file_name).unlink()
    Path(taken[0].file_name).mkdir()
    desk = at_the_desk(sqlite_store, days=3)

    with pytest.raises(BackupRefused, match="지우지 못했습니다"):
        remove_old_backups(desk, tmp_path, DAILY)

    assert old_backups(desk, tmp_path, DAILY) == (taken[0],)
    assert events_of(sqlite_store, Act.REMOVE_BACKUP) == []
