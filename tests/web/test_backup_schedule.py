"""The backup that a server takes by itself: once a day, at its hour, caught up on, and given up when it ends."""

import fcntl
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from casebase.casework.backups import backups_page
from casebase.casework.desk import operator_desk
from casebase.casework.office import Configuration, Office
from casebase.domain.backup import Backup, Keep
from casebase.domain.errors import BackupRefused
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from casebase.web import backup_schedule
from casebase.web.backup_schedule import back_up_if_due, follow_schedule
from tests.backed_up import an_office_at_work, silent

SLOT = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)  # half past two in the morning in Korea


@pytest.fixture
def scheduled(sqlite_store: Store, tmp_path: Path, mirror: Mirror) -> Office:
    """An office that backs up at half past two, and keeps the backups of two days."""
    an_office_at_work(sqlite_store)
    configuration = Configuration(
        home=sqlite_store.home,
        store_url=sqlite_store.url,
        backup_folder=tmp_path / "out",
        backup_at=time(2, 30),
        backup_keep=Keep(days=2, weeks=0, months=0),
    )
    return Office(configuration=configuration, store=sqlite_store, mirror=mirror)


def taken(office: Office) -> list[Backup]:
    desk = operator_desk(office.store, SLOT)
    return [backup for backup in backups_page(desk).backups if not backup.removed_at]


def until(is_so: Callable[[], object]) -> bool:
    """Wait, not for ever, until something is so; say whether it is."""
    return any(is_so() or threading.Event().wait(0.02) for _ in range(1000))


def test_one_backup_is_taken_a_day_and_old_ones_go(scheduled: Office) -> None:
    done = [back_up_if_due(scheduled, SLOT + timedelta(hours=hour), silent) for hour in range(0, 24 * 4, 6)]

    assert done == [True, False, False, False] * 4
    assert [backup.taken_at[:13] for backup in taken(scheduled)] == ["2026-11-26T17", "2026-11-25T17"]
    assert len(list(scheduled.configuration.backups.glob("*.casebase-backup"))) == 2


def test_a_backup_missed_while_the_server_was_off_is_taken_when_it_starts(scheduled: Office) -> None:
    assert back_up_if_due(scheduled, SLOT - timedelta(hours=20), silent)

    assert not back_up_if_due(scheduled, SLOT - timedelta(minutes=1), silent)
    assert back_up_if_due(scheduled, SLOT + timedelta(hours=9), silent)


def test_one_that_failed_is_tried_again_after_a_while(scheduled: Office) -> None:
    folder = scheduled.configuration.backups
    folder.write_bytes(b"in the way")
    with pytest.raises(BackupRefused):
        back_up_if_due(scheduled, SLOT, silent)
    folder.unlink()

    assert not back_up_if_due(scheduled, SLOT + timedelta(minutes=5), silent)
    assert back_up_if_due(scheduled, SLOT + timedelta(minutes=31), silent)
    assert [bool(backup.failure) for backup in taken(scheduled)] == [False, True]


def test_without_an_hour_nothing_is_taken(scheduled: Office) -> None:
    unscheduled = replace(scheduled, configuration=replace(scheduled.configuration, backup_at=None))
    count = threading.active_count()

    assert not back_up_if_due(unscheduled, SLOT, silent)
    stop = follow_schedule(unscheduled)

    assert threading.active_count() == count
    stop()


def test_a_running_server_takes_it_and_stops_when_told(scheduled: Office) -> None:
    with patch.object(backup_schedule, "LOOKS_EVERY", 0.01):
        stop = follow_schedule(scheduled)
        assert until(lambda: taken(scheduled))
        stop()

    assert len(taken(scheduled)) == 1
    assert not [thread for thread in threading.enumerate() if thread.name == "backups"]


def test_a_backup_that_another_process_takes_is_waited_for_in_silence(
    scheduled: Office, caplog: pytest.LogCaptureFixture
) -> None:
    folder = scheduled.configuration.backups
    folder.mkdir()
    other = os.open(folder / ".casebase-backup.lock", os.O_CREAT | os.O_RDWR)
    fcntl.flock(other, fcntl.LOCK_EX)

    with patch.object(backup_schedule, "LOOKS_EVERY", 0.01):
        stop = follow_schedule(scheduled)
        threading.Event().wait(0.3)
        assert taken(scheduled) == []
        os.close(other)
        assert until(lambda: taken(scheduled))
        stop()

    assert [backup.failure for backup in taken(scheduled)] == [""]
    assert [each.message for each in caplog.records if each.levelname == "ERROR"] == []


def test_old_backups_that_stay_are_told_as_such_and_the_new_one_counts(
    scheduled: Office, caplog: pytest.LogCaptureFixture
) -> None:
    for day in range(2):
        back_up_if_due(scheduled, SLOT + timedelta(days=day), silent)
    first = Path(taken(scheduled)[-1].file_name)
    first.unlink()
    first.mkdir()

    assert back_up_if_due(scheduled, SLOT + timedelta(days=2), silent)

    (told,) = [each.message for each in caplog.records if each.levelname == "ERROR"]
    assert told.startswith("a backup was taken, but old ones were not removed: ")
    assert first.name in told
    assert len(taken(scheduled)) == 3


def test_what_fails_unforeseen_is_tried_again_after_a_while_and_not_at_once(
    scheduled: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with scheduled.store.transaction() as con:
        con.run("drop table backups")

    with patch.object(backup_schedule, "LOOKS_EVERY", 0.01):
        stop = follow_schedule(scheduled)
        assert until(lambda: caplog.records)
        threading.Event().wait(0.3)
        stop()

    assert [each.message for each in caplog.records] == ["no backup was taken"]
