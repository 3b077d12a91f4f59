"""The server's own backup: once a day at the hour that is set, by whichever process comes first."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from casebase.casework.backups import backups_page, make_backup, old_backups, remove_old_backups
from casebase.casework.desk import operator_desk
from casebase.casework.office import Office
from casebase.domain.backup import RETRY_MINUTES, is_due
from casebase.domain.errors import BackupUnderWay, CasebaseError
from casebase.korean.dates import SEOUL

LOG = logging.getLogger("casebase")

LOOKS_EVERY = 30  # seconds
LOOKS_AFTER_A_FAILURE = RETRY_MINUTES * 60  # also where the failure could not be recorded
STOPS_WITHIN = 5  # what pg_dump still writes after that, the next backup takes away


class ServerStops(Exception):
    """The server ends while a backup is being taken: it is given up, and taken at the next start."""


def follow_schedule(office: Office) -> Callable[[], None]:
    """Take backups from now on, where an hour is set for them, until what is returned is called."""
    stopping = threading.Event()
    if office.configuration.backup_at is None:
        return stopping.set
    following = threading.Thread(target=_follow, args=(office, stopping), name="backups", daemon=True)
    following.start()

    def stop() -> None:
        stopping.set()
        following.join(STOPS_WITHIN)

    return stop


def back_up_if_due(office: Office, now: datetime, progress: Callable[[str, float], None]) -> bool:
    """Take the backup that is due, then remove those that need not be kept; say whether one was taken.

    Old ones that cannot be removed are told in the log: the backup was taken all the same. Raises: CasebaseError
    where it failed, which is recorded; BackupUnderWay where another process takes it.
    """
    configuration = office.configuration
    desk = operator_desk(office.store, now)
    newest = next(iter(backups_page(desk).backups), None)
    at = configuration.backup_at
    if at is None or not is_due(_slot(at, now), now, newest):
        return False
    make_backup(desk, configuration.backups, progress)
    _remove_old(office, now)
    return True


def _remove_old(office: Office, now: datetime) -> None:
    folder, keep = office.configuration.backups, office.configuration.backup_keep
    try:
        if old_backups(operator_desk(office.store, now), folder, keep):
            remove_old_backups(operator_desk(office.store, now), folder, keep)
    except CasebaseError as refused:
        LOG.error("a backup was taken, but old ones were not removed: %s", refused)


def _follow(office: Office, stopping: threading.Event) -> None:
    def give_way(_doing: str, _share: float) -> None:
        if stopping.is_set():
            raise ServerStops

    pause: float = LOOKS_EVERY
    while not stopping.wait(pause):
        try:
            pause = _looked(office, give_way)
        except ServerStops:
            return


def _looked(office: Office, progress: Callable[[str, float], None]) -> float:
    """Take the backup if it is due, and return how many seconds later to look again."""
    try:
        if back_up_if_due(office, datetime.now(UTC), progress):
            LOG.info("a backup was taken")
    except ServerStops:
        raise
    except BackupUnderWay:
        pass  # another process was first: there will be a backup, or the record of why there is none
    except CasebaseError as refused:
        LOG.error("no backup was taken: %s", refused)
        return LOOKS_AFTER_A_FAILURE
    except Exception:
        LOG.exception("no backup was taken")
        return LOOKS_AFTER_A_FAILURE
    return LOOKS_EVERY


def _slot(at: time, now: datetime) -> datetime:
    """Return the last moment, up to now, at which the clock in Korea showed a time."""
    local = now.astimezone(SEOUL)
    slot = local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return (slot if slot <= local else slot - timedelta(days=1)).astimezone(UTC)
