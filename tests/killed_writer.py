"""A process that does acts as fast as it can until it is killed, and what must hold of what it left.

Two threads finish and correct visits and acknowledge each act; a third keeps a mirror.
"""

import sqlite3
import threading
import time
from collections import Counter
from dataclasses import replace
from multiprocessing.connection import Connection as PipeConnection
from pathlib import Path

from casebase.access.act import Act
from casebase.casework.desk import Deed, Desk, act
from casebase.domain.document import Document, DocumentKind
from casebase.domain.reach import Relation
from casebase.domain.visit import Track
from casebase.insight.mirror import Mirror, refresh
from casebase.store.businesses import fetch_business
from casebase.store.connection import Connection, Store
from casebase.store.documents import insert_document, list_documents_of
from casebase.store.events import find_event_of_command, find_fault, latest_seq, list_events_between
from casebase.store.files import fetch_bytes, keep_bytes
from casebase.store.ids import new_id
from casebase.store.numbers import next_number
from casebase.store.visits import fetch_visit, update_visit
from tests.builders import NOW, TODAY, a_matter, a_visit

ANY = frozenset({Relation.ANY, Relation.TEAM})


@act(Act.FINISH_VISIT)
def finish(deed: Deed, business_id: str) -> str:
    """Keep a visit with its number, team, matters and paper: seven rows in five tables, and a file."""
    deed.allow(ANY)
    number = next_number(deed.con, 2026, "방문")
    promise = a_matter(Track.LATER, owner_id=deed.account.id)
    visit = a_visit(
        deed.con,
        fetch_business(deed.con, business_id),
        deed.account,
        members=(deed.account,),
        matters=(promise, a_matter(), a_matter()),
        number=number,
    )
    paper = number.encode() * 500
    document = Document(
        id=new_id(),
        kind=DocumentKind.VISIT_RECORD,
        number=f"{number}-1",
        subject_kind="visit",
        subject_id=visit.id,
        issued_on=TODAY,
        sha256=keep_bytes(deed.store.home, paper),
        content_sha256="",
        size=len(paper),
    )
    insert_document(deed.con, document)
    deed.record("visit", visit.id, number=number)
    return visit.id


@act(Act.CORRECT_VISIT)
def correct(deed: Deed, visit_id: str) -> str:
    """Write every row of a visit again, each saying which correction it is of."""
    deed.allow(ANY)
    visit = fetch_visit(deed.con, visit_id)
    said = f"정정 {visit.version}"
    matters = tuple(replace(matter, difficulty=said, field=said) for matter in visit.matters)
    update_visit(deed.con, replace(visit, place=said, matters=matters), "한빛정밀")
    deed.record("visit", visit_id)
    return said


def check(store: Store, acknowledged: dict[str, str]) -> None:
    """Assert that each acknowledged act, command id to answer, is whole, and that no act is there in part."""
    with sqlite3.connect(store.url.removeprefix("sqlite:///")) as raw:
        assert raw.execute("pragma integrity_check").fetchall() == [("ok",)]
    with store.reading() as con:
        assert find_fault(con) is None
        for command_id, answer in acknowledged.items():
            event = find_event_of_command(con, command_id)
            assert event is not None and event.result == answer
        _check_visits(store, con)


def _check_visits(store: Store, con: Connection) -> None:
    events = list_events_between(con, 0, latest_seq(con))
    finished = [event.subject_id for event in events if event.act == Act.FINISH_VISIT]
    corrected = Counter(event.subject_id for event in events if event.act == Act.CORRECT_VISIT)
    numbers = con.rows("select number from visits order by number")
    assert numbers == [(f"2026-방문-{serial:04d}",) for serial in range(1, len(finished) + 1)]
    for table, count in (("visits", 1), ("visit_members", 1), ("matters", 3), ("documents", 1)):
        assert con.row(f"select count(*) from {table}") == (count * len(finished),)
    for visit_id in finished:
        visit = fetch_visit(con, visit_id)
        assert visit.version == 1 + corrected[visit_id]
        said = {visit.place, *(matter.field for matter in visit.matters)}
        assert said == {f"정정 {visit.version - 1}"} or visit.version == 1
        (paper,) = list_documents_of(con, "visit", visit_id)
        assert fetch_bytes(store.home, paper.sha256) == visit.number.encode() * 500


def write_until_killed(
    acknowledging: PipeConnection, store_url: str, home: Path, mirror_file: Path, session_id: str, business_id: str
) -> None:
    """Send each act's command id and answer when it is done, and never return."""
    store, mirror = Store(store_url, home), Mirror(mirror_file)
    desk = Desk(store=store, session_id=session_id, now=NOW)
    refresh(mirror, store)  # before the first act, so that every kill finds a mirror that follows
    for _ in range(2):
        threading.Thread(target=_write, args=(acknowledging, desk, business_id), daemon=True).start()
    while True:
        refresh(mirror, store)
        time.sleep(0.01)


def _write(acknowledging: PipeConnection, desk: Desk, business_id: str) -> None:
    while True:
        command = desk.for_command(new_id())
        visit_id = finish(command, business_id)
        acknowledging.send_bytes(f"{command.command_id} {visit_id}".encode())
        command = desk.for_command(new_id())
        said = correct(command, visit_id)
        acknowledging.send_bytes(f"{command.command_id} {said}".encode())
