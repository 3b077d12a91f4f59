"""The mirror against real stores: it follows, it never lags behind what it says, and it is made anew when in doubt."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from random import Random

import duckdb
import pytest

from casebase.domain.account import Role
from casebase.domain.document import Document, DocumentKind
from casebase.domain.errors import StorageUnreachable
from casebase.domain.review import ReviewStatus
from casebase.domain.visit import Track, VisitStatus
from casebase.insight.mirror import Mirror, refresh
from casebase.insight.tables import TABLES, columns
from casebase.store.connection import Connection, Store
from casebase.store.documents import insert_document
from casebase.store.ids import new_id
from casebase.store.reviews import fetch_review, update_review
from casebase.store.visits import fetch_visit, update_visit, update_visit_status
from tests.builders import a_business, a_matter, a_review, a_visit, an_account, an_agency, an_event


def held(mirror: Mirror) -> dict[str, tuple[tuple[object, ...], ...]]:
    """Everything a mirror holds, by table."""
    return {table.name: mirror.ask(f"select * from {table.name} order by all").rows for table in TABLES}


def held_by_a_fresh_mirror(store: Store, folder: Path) -> dict[str, tuple[tuple[object, ...], ...]]:
    fresh = Mirror(folder / f"fresh-{new_id()}.duckdb")
    refresh(fresh, store)
    everything = held(fresh)
    fresh.close()
    return everything


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    mirror = Mirror(tmp_path / "mirror" / "mirror.duckdb")
    yield mirror
    mirror.close()


def visit_on_record(con: Connection) -> str:
    lead, member = an_account(con), an_account(con)
    matters = (a_matter(Track.LATER, owner_id=member.id), a_matter(Track.ON_SITE))
    visit = a_visit(con, a_business(con), lead, members=(member,), matters=matters)
    an_event(con, "business", visit.business_id)
    for account in (lead, member):
        an_event(con, "account", account.id)
    an_event(con, "visit", visit.id)
    return visit.id


def test_a_mirror_holds_days_instants_and_truths_as_such(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        visit_on_record(con)

    seq = refresh(mirror, store)

    finished_at = datetime.fromisoformat("2026-11-20 06:30")
    answer = mirror.ask("select visited_on, finished_at, consents_to_record, is_demo from visits")
    assert answer.rows == ((date(2026, 11, 20), finished_at, True, False),)
    assert answer.seq == seq == 4
    assert mirror.ask("select promised_on, position from matters order by position").rows == (
        (date(2026, 11, 30), 1),
        (None, 2),
    )


def test_a_mirror_holds_no_password_no_drawing_and_no_long_text() -> None:
    assert {"mirror_state", *(table.name for table in TABLES)} == set(columns())
    kept = {column for names in columns().values() for column in names}
    assert not kept & {"password_hash", "signature", "difficulty", "answer", "circumstances", "reason", "detail"}


def test_a_new_event_brings_the_thing_it_names_and_nothing_else(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        first, second = visit_on_record(con), visit_on_record(con)
    before = refresh(mirror, store)
    with store.transaction() as con:
        for visit_id in (first, second):
            assert update_visit_status(con, fetch_visit(con, visit_id), VisitStatus.CLOSED)
        an_event(con, "visit", first)

    after = refresh(mirror, store)

    statuses = dict(mirror.ask("select id, status from visits").rows)
    assert statuses == {first: "closed", second: "finished"}
    assert after == before + 1


def test_what_left_a_thing_leaves_the_mirror(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        visit_id = visit_on_record(con)
    refresh(mirror, store)
    with store.transaction() as con:
        visit = fetch_visit(con, visit_id)
        assert update_visit(con, replace(visit, member_ids=()), "한빛정밀")
        an_event(con, "visit", visit_id)

    refresh(mirror, store)

    assert mirror.ask("select * from visit_members").rows == ()
    assert mirror.ask("select count(*) from matters").rows == ((2,),)


def test_the_paper_of_a_later_answer_follows_its_visit(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        visit_id = visit_on_record(con)
    refresh(mirror, store)
    with store.transaction() as con:
        matter = fetch_visit(con, visit_id).matters[0]
        insert_document(con, a_paper("matter", matter.id))
        insert_document(con, a_paper("visit", visit_id))
        an_event(con, "visit", visit_id)

    refresh(mirror, store)

    assert mirror.ask("select subject_kind from documents order by 1").rows == (("matter",), ("visit",))


def a_paper(subject_kind: str, subject_id: str) -> Document:
    return Document(
        id=new_id(),
        kind=DocumentKind.VISIT_RECORD,
        number=new_id(),
        subject_kind=subject_kind,
        subject_id=subject_id,
        issued_on=date(2026, 11, 23),
        sha256="",
        content_sha256="",
        size=1,
    )


def test_the_same_question_is_answered_once_until_something_happens(sqlite_store: Store, mirror: Mirror) -> None:
    refresh(mirror, sqlite_store)
    first = mirror.ask("select count(*) from visits")

    refresh(mirror, sqlite_store)
    assert mirror.ask("select count(*) from visits") is first

    with sqlite_store.transaction() as con:
        visit_on_record(con)
    refresh(mirror, sqlite_store)
    assert mirror.ask("select count(*) from visits").rows == ((1,),)


def test_a_mirror_must_be_refreshed_before_it_is_asked(mirror: Mirror) -> None:
    with pytest.raises(RuntimeError, match="before it was refreshed"):
        mirror.ask("select 1")

    assert not mirror.path.exists()


def test_an_event_on_an_unknown_kind_of_thing_is_a_bug_and_changes_nothing(sqlite_store: Store, mirror: Mirror) -> None:
    refresh(mirror, sqlite_store)
    with sqlite_store.transaction() as con:
        visit_on_record(con)
        an_event(con, "spaceship", new_id())

    with pytest.raises(LookupError, match="spaceship"):
        refresh(mirror, sqlite_store)

    assert mirror.ask("select count(*) from visits").rows == ((0,),)
    assert mirror.ask("select count(*) from events").seq == 0


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "not a database": lambda _: b"no database" * 1000,
    "empty": lambda _: b"",
    "cut off": lambda whole: whole[: len(whole) // 2],
    "header flipped": lambda whole: whole[:20] + bytes([whole[20] ^ 255]) + whole[21:],
    "blocks flipped": lambda whole: whole[:12_288] + bytes(byte ^ 255 for byte in whole[12_288:]),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_mirror_is_made_anew(sqlite_store: Store, mirror: Mirror, tmp_path: Path, damage: str) -> None:
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    refresh(mirror, sqlite_store)
    mirror.close()
    mirror.path.write_bytes(DAMAGES[damage](mirror.path.read_bytes()))

    seq = refresh(mirror, sqlite_store)

    assert seq == 4
    assert held(mirror) == held_by_a_fresh_mirror(sqlite_store, tmp_path)


def test_damage_that_shows_only_when_asked_is_named_and_then_mended(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    refresh(mirror, sqlite_store)
    mirror.close()
    with duckdb.connect(mirror.path) as raw:
        raw.execute("create table ballast as select random() as x from range(1000000)")
    whole = bytearray(mirror.path.read_bytes())
    for place in range(len(whole) // 3, len(whole) // 2):
        whole[place] ^= 255
    mirror.path.write_bytes(whole)
    refresh(mirror, sqlite_store)

    with pytest.raises(StorageUnreachable):
        mirror.ask("select sum(x) from ballast")

    assert refresh(mirror, sqlite_store) == 4
    assert mirror.ask("select count(*) from visits").rows == ((1,),)
    assert mirror.ask("select count(*) from duckdb_tables() where table_name = 'ballast'").rows == ((0,),)


def test_a_mirror_of_another_schema_is_made_anew(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> None:
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    refresh(mirror, sqlite_store)
    mirror.close()
    with duckdb.connect(mirror.path) as raw:
        raw.execute("update mirror_state set schema_digest = 'older'")
        raw.execute("alter table visits drop column visited_on")

    refresh(mirror, sqlite_store)

    assert held(mirror) == held_by_a_fresh_mirror(sqlite_store, tmp_path)


def test_a_mirror_ahead_of_a_restored_store_is_made_anew(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> None:
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    backup = copied(sqlite_store, tmp_path / "backup.db")
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    assert refresh(mirror, sqlite_store) == 8

    seq = refresh(mirror, backup)

    assert seq == 4
    assert mirror.ask("select count(*) from visits").rows == ((1,),)
    backup.close()


def test_a_mirror_of_another_history_is_made_anew_however_far_that_has_come(
    sqlite_store: Store, mirror: Mirror, tmp_path: Path
) -> None:
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    backup = copied(sqlite_store, tmp_path / "backup.db")
    with sqlite_store.transaction() as con:
        visit_on_record(con)
    refresh(mirror, sqlite_store)
    with backup.transaction() as con:  # work went on from the backup, past the point the mirror holds
        for _ in range(3):
            visit_on_record(con)

    refresh(mirror, backup)

    assert held(mirror) == held_by_a_fresh_mirror(backup, tmp_path)
    backup.close()


def copied(store: Store, path: Path) -> Store:
    """A copy of a store as it is now."""
    import sqlite3

    with sqlite3.connect(store.url.removeprefix("sqlite:///")) as raw:
        raw.execute("vacuum into ?", [str(path)])
    return Store(f"sqlite:///{path}", path.parent / "home")


def test_another_process_s_mirror_is_never_removed(sqlite_store: Store, mirror: Mirror) -> None:
    refresh(mirror, sqlite_store)
    mirror.close()
    hold = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    before = mirror.path.stat().st_ino

    with subprocess.Popen(
        [sys.executable, "-c", hold, mirror.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout and other.stdout.readline() == b"open\n"
        with pytest.raises(StorageUnreachable):
            refresh(mirror, sqlite_store)
        other.kill()

    assert mirror.path.stat().st_ino == before
    assert refresh(mirror, sqlite_store) == 0


def test_a_mirror_cannot_be_told_to_load_code(sqlite_store: Store, mirror: Mirror) -> None:
    refresh(mirror, sqlite_store)

    with pytest.raises(duckdb.Error, match="locked"):
        mirror.ask("set autoload_known_extensions = true")


def test_threads_ask_while_others_write_refresh_and_start_anew(sqlite_store: Store, mirror: Mirror) -> None:
    refresh(mirror, sqlite_store)
    failures: list[BaseException] = []
    written = threading.Event()

    def write() -> None:
        for _ in range(15):
            with sqlite_store.transaction() as con:
                visit_on_record(con)
            refresh(mirror, sqlite_store)
        written.set()

    def start_anew() -> None:
        while not written.wait(0.05):
            with mirror.following:
                mirror.start_anew()
            refresh(mirror, sqlite_store)

    def ask() -> None:
        while not written.is_set():
            refresh(mirror, sqlite_store)
            answer = mirror.ask("select count(*), (select count(*) from events) from visits")
            assert answer.rows == ((answer.seq // 4, answer.seq),)

    threads = [threading.Thread(target=noting(failures, work)) for work in (write, start_anew, ask, ask)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert mirror.ask("select count(*) from visits").rows == ((15,),)


def noting(failures: list[BaseException], work: Callable[[], None]) -> Callable[[], None]:
    def noted() -> None:
        try:
            work()
        except BaseException as failure:
            failures.append(failure)

    return noted


def new_visit(con: Connection, _: Random) -> None:
    visit_on_record(con)


def new_review(con: Connection, _: Random) -> None:
    agency, handler = an_agency(con), an_account(con, Role.AUDITOR)
    review = a_review(con, agency, handler=handler)
    an_event(con, "agency", agency.id)
    an_event(con, "account", handler.id)
    an_event(con, "review", review.id)


def move_review(con: Connection, chance: Random) -> None:
    for (review_id,) in some(con, "reviews", chance):
        review = fetch_review(con, review_id)
        assert update_review(con, replace(review, status=chance.choice(list(ReviewStatus))))
        an_event(con, "review", review_id)


def correct_visit(con: Connection, chance: Random) -> None:
    for (visit_id,) in some(con, "visits", chance):
        visit = fetch_visit(con, visit_id)
        members = tuple(chance.sample(visit.member_ids, chance.randint(0, len(visit.member_ids))))
        matters = tuple(replace(matter, field=chance.choice(["계약", "공사"])) for matter in visit.matters)
        assert update_visit(con, replace(visit, member_ids=members, matters=matters), "한빛정밀")
        insert_document(con, a_paper("matter", matters[0].id))
        an_event(con, "visit", visit_id)


def some(con: Connection, table: str, chance: Random) -> list[tuple[str]]:
    ids = con.rows(f"select id from {table} order by id")
    return chance.sample(ids, min(len(ids), chance.randint(0, 2)))  # type: ignore[arg-type]


ACTS = (new_visit, new_review, move_review, correct_visit)


@pytest.mark.parametrize("seed", range(int(os.environ.get("CASEBASE_SEQUENCES", "10"))))
def test_a_mirror_that_followed_equals_one_made_anew(
    sqlite_store: Store, mirror: Mirror, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    for act in chance.choices([*ACTS, None], k=15):
        if act is None:
            refresh(mirror, sqlite_store)
            continue
        with sqlite_store.transaction() as con:
            act(con, chance)

    refresh(mirror, sqlite_store)

    assert held(mirror) == held_by_a_fresh_mirror(sqlite_store, tmp_path)
