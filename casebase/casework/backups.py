"""Backups: taken while people work, kept as long as the office says, and missed when there is none."""

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Deed, Desk, Look, act, look
from casebase.domain.backup import Backup, Keep, Manifest, Progress, kept_backups
from casebase.domain.errors import BackupRefused, BackupUnderWay, CasebaseError
from casebase.domain.todo import Todo
from casebase.korean.dates import SEOUL, local_day, local_time
from casebase.store import backups, events
from casebase.store.backup_folder import take_backup
from casebase.store.ids import new_id

LATE_AFTER = timedelta(days=2)
SHOWN = 30


@dataclass(frozen=True, kw_only=True)
class BackupsView:
    """The last backups and failures, the newest first. `warning` says that one is needed, "" when none is."""

    backups: tuple[Backup, ...]
    warning: str


@look(Act.SEE_BACKUPS)
def backups_page(asked: Look) -> BackupsView:
    """Return what was backed up, and whether it is time."""
    asked.must_see(ANYTHING, "백업을")
    return BackupsView(backups=tuple(backups.list_backups(asked.con, SHOWN)), warning=_warning(asked))


def make_backup(desk: Desk, folder: Path, progress: Progress) -> tuple[Backup, Manifest]:
    """Take a backup into a folder and record it; a failure is recorded as well, for whoever looks after backups.

    `progress` is told what is done and how much, 0 to 1; what it raises ends the backup and leaves nothing behind.
    Raises: SignedOut, NotPermitted, BackupRefused, StorageUnreachable, StorageDamaged; BackupUnderWay, which is not
    recorded.
    """
    _must_back_up(desk)
    folder = folder.resolve()  # what is recorded is where the backup lies, by whichever way it was named
    name = f"casebase-{desk.now.astimezone(SEOUL):%Y%m%d-%H%M%S}"
    try:
        backup, manifest = take_backup(desk.store, folder, name=name, taken_at=desk.instant, progress=progress)
    except BackupUnderWay:
        raise
    except CasebaseError as refused:
        with contextlib.suppress(CasebaseError):
            _keep(desk.for_command(new_id()), _failed(folder, desk.instant, str(refused)))
        raise
    _keep(desk, backup)
    return backup, manifest


@look(Act.SEE_BACKUPS)
def old_backups(asked: Look, folder: Path, keep: Keep) -> tuple[Backup, ...]:
    """Return the backups in a folder that `remove_old_backups` would remove."""
    asked.must_see(ANYTHING, "백업을")
    return _old(asked, folder, keep)


@act(Act.REMOVE_BACKUP)
def remove_old_backups(deed: Deed, folder: Path, keep: Keep) -> str:
    """Remove from a folder the backups of these records that need not be kept; return how many, as text.

    Backups that lie elsewhere, and files that no backup of these records is, are left alone. Raises: SignedOut,
    NotPermitted; BackupRefused where a file cannot be removed.
    """
    deed.allow(ANYTHING)
    deed.con.lock("backups")
    removed = _old(deed, folder, keep)
    for backup in removed:
        # Before the record of it: an act that is not recorded after all finds nothing left to remove.
        _remove(Path(backup.file_name))
        backups.update_removed(deed.con, backup.id, deed.now)
    deed.record("backup", "removed", removed=[backup.file_name for backup in removed])
    return str(len(removed))


def backup_todos(asked: Look) -> list[Todo]:
    """Return what whoever looks after backups must do, for the first screen."""
    if not granted(asked.account.role, Act.SEE_BACKUPS):
        return []
    warning = _warning(asked)
    return [Todo(title="백업", what=warning, page="admin", query={})] if warning else []


@look(Act.MAKE_BACKUP)
def _must_back_up(asked: Look) -> None:
    asked.must_see(ANYTHING, "백업을")


@act(Act.MAKE_BACKUP)
def _keep(deed: Deed, backup: Backup) -> str:
    deed.allow(ANYTHING)
    backups.insert_backup(deed.con, backup)
    deed.record("backup", backup.id, backup=backup)
    return backup.id


def _failed(folder: Path, taken_at: str, why: str) -> Backup:
    return Backup(id=new_id(), file_name=str(folder), sha256="", size=0, seq=0, hash="", taken_at=taken_at, failure=why)


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as failure:
        raise BackupRefused(
            f"남길 기간이 지난 백업 {file}을(를) 지우지 못했습니다({failure.strerror}). "
            f"{file.parent} 폴더의 쓰기 권한과 디스크의 상태를 확인하세요."
        ) from failure


def _old(asked: Look, folder: Path, keep: Keep) -> tuple[Backup, ...]:
    lies_in = folder.resolve()  # a folder may be reached by a link
    on_record = [(each, Path(each.file_name)) for each in backups.list_present(asked.con)]
    # One that somebody took elsewhere stands for no other: the last that is really there would be removed.
    present = [each for each, file in on_record if file.parent.resolve() == lies_in and file.exists()]
    kept = kept_backups(present, keep, local_day)
    return tuple(backup for backup in present if backup.id not in kept)


def _warning(asked: Look) -> str:
    newest = next(iter(backups.list_backups(asked.con, 1)), None)
    if newest is not None and newest.failure:
        return f"{local_time(newest.taken_at)} 백업이 실패했습니다. {newest.failure}"
    since = newest.taken_at if newest is not None else _first_act(asked)
    if since is None or _moment(asked.now) - _moment(since) < LATE_AFTER:
        return ""
    told = f"마지막 백업({local_time(since)})에서 이틀이 넘었습니다." if newest else "아직 백업이 없습니다."
    return f"{told} 관리 화면의 ‘백업’에서 지금 백업하고, 매일 하려면 CASEBASE_BACKUP_AT을 정하세요."


def _first_act(asked: Look) -> str | None:
    """Return when the first event happened: an office of its first two days is not late."""
    return next((event.happened_at for event in events.list_events_between(asked.con, 0, 1)), None)


def _moment(instant: str) -> datetime:
    return datetime.fromisoformat(instant)
