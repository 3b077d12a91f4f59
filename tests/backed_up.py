"""What a backup must bring back: every row of every table, every file; and people who write while it is taken."""

import contextlib
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.synchronize import Event as Told
from pathlib import Path

from casebase.casework.desk import Desk
from casebase.domain.business import Business
from casebase.store.backup_folder import take_backup
from casebase.store.connection import Store
from casebase.store.ids import new_id
from casebase.store.snapshots import tables_in
from tests.builders import NOW, a_business, a_desk, an_account
from tests.killed_writer import finish

TAKEN_AT = "2026-11-23T01:00:00.000000Z"


def silent(_doing: str, _share: float) -> None:
    """Hear how far a backup is, and say nothing."""


def rows_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with store.reading() as con:
        return {table: sorted(con.rows(f"select * from {table}"), key=repr) for table in sorted(tables_in(store))}


def files_of(home: Path) -> dict[str, bytes]:
    """Return every kept file by its name."""
    return {path.name: path.read_bytes() for path in (home / "files").rglob("*") if path.is_file()}


def an_office_at_work(store: Store, count: int = 3) -> tuple[Desk, Business]:
    """Put some acts on record, each with its paper; return the desk and the business to go on with."""
    with store.transaction() as con:
        account, business = an_account(con), a_business(con)
    desk = a_desk(store, account)
    for _ in range(count):
        finish(desk.for_command(new_id()), business.id)
    return desk, business


def a_backup_in(store: Store, folder: Path) -> Path:
    """Take a backup and return its file."""
    backup, _ = take_backup(store, folder, name="casebase-20261123-100000", taken_at=TAKEN_AT, progress=silent)
    return Path(backup.file_name)


def act_until_told(url: str, home: Path, session_id: str, business_id: str, begun: Told, stop: Told) -> None:
    """Do one act after the other, in a process of its own."""
    desk = Desk(store=Store(url, home), session_id=session_id, now=NOW)
    while not stop.is_set():
        finish(desk.for_command(new_id()), business_id)
        begun.set()


@contextlib.contextmanager
def people_at_work(store: Store, count: int = 2) -> Iterator[None]:
    """Let people act, each in a process of their own, all of them begun, until the end of the block."""
    desk, business = an_office_at_work(store)
    spawned = get_context("spawn")
    stop, begun = spawned.Event(), [spawned.Event() for _ in range(count)]
    of = (store.url, store.home, desk.session_id, business.id)
    people = [spawned.Process(target=act_until_told, args=(*of, told, stop)) for told in begun]
    for person in people:
        person.start()
    try:
        assert all(told.wait(60) for told in begun)
        yield
    finally:
        stop.set()
        for person in people:
            person.join(60)
    assert [person.exitcode for person in people] == [0] * count
