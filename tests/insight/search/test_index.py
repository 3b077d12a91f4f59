"""The index follows the mirror at its own pace: in parts, the newest first, and mends itself."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pytest import MonkeyPatch

from casebase.domain.precedent import Precedent, PrecedentState
from casebase.insight.mirror import Mirror, refresh
from casebase.insight.search import index
from casebase.insight.search.index import Progress, bring_index
from casebase.store.connection import Store
from casebase.store.precedents import update_precedent
from tests.builders import an_event
from tests.precedent_builders import a_case_import, a_precedent


def rest(_: float) -> None:
    """Others need no turn here."""


class Clock:
    """A clock that goes only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


def published(store: Store, count: int = 1) -> list[Precedent]:
    with store.transaction() as con:
        made = [a_precedent(con) for _ in range(count)]
        for each in made:
            an_event(con, "precedent", each.id)
    return made


def brought(mirror: Mirror, store: Store, seconds: float = 60, rest: Callable[[float], object] = rest) -> Progress:
    return bring_index(mirror, store, refresh(mirror, store), seconds, rest)


def read_ids(mirror: Mirror) -> list[str]:
    with mirror.beside() as cursor:
        return [row[0] for row in cursor.execute("select source_id from passages order by number").fetchall()]


def count_terms(mirror: Mirror) -> int:
    with mirror.beside() as cursor:
        return int(cursor.execute("select count(*) from passage_terms").fetchall()[0][0])


def test_an_empty_office_has_a_complete_index(sqlite_store: Store, mirror: Mirror) -> None:
    assert brought(mirror, sqlite_store) == Progress(count_read=0, count_all=0)


def test_what_is_new_is_read_once(sqlite_store: Store, mirror: Mirror) -> None:
    first = published(sqlite_store)
    assert brought(mirror, sqlite_store).is_complete
    terms = count_terms(mirror)

    second = published(sqlite_store)
    progress = brought(mirror, sqlite_store)

    assert progress == Progress(count_read=2, count_all=2)
    assert read_ids(mirror) == [each.id for each in first + second]
    assert count_terms(mirror) == 2 * terms


def test_nothing_new_reads_nothing(sqlite_store: Store, mirror: Mirror, monkeypatch: MonkeyPatch) -> None:
    published(sqlite_store)
    brought(mirror, sqlite_store)
    monkeypatch.setattr(index, "terms_of", None)

    assert brought(mirror, sqlite_store).is_complete


def test_time_runs_out_and_the_answer_says_how_far_it_came(
    sqlite_store: Store, mirror: Mirror, monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BATCH", 2)
    made = published(sqlite_store, 5)

    assert brought(mirror, sqlite_store, seconds=0) == Progress(count_read=0, count_all=5)
    clock = Clock()
    monkeypatch.setattr(index, "time", clock)
    partly = brought(mirror, sqlite_store, seconds=10, rest=lambda _: clock.pass_by(4))
    monkeypatch.undo()

    assert partly == Progress(count_read=3, count_all=5)
    assert set(read_ids(mirror)) == {each.id for each in made[2:]}  # the newest
    assert brought(mirror, sqlite_store).is_complete


def test_time_that_runs_out_in_the_last_batch_leaves_the_rest_to_be_read(
    sqlite_store: Store, mirror: Mirror, monkeypatch: MonkeyPatch
) -> None:
    made = published(sqlite_store, 3)
    clock = Clock()
    monkeypatch.setattr(index, "time", clock)

    partly = brought(mirror, sqlite_store, seconds=10, rest=lambda _: clock.pass_by(10))
    monkeypatch.undo()

    assert partly == Progress(count_read=1, count_all=3)
    assert brought(mirror, sqlite_store).is_complete
    assert set(read_ids(mirror)) == {each.id for each in made}


def test_others_come_to_their_turn_after_every_passage(sqlite_store: Store, mirror: Mirror) -> None:
    published(sqlite_store, 3)
    turns: list[float] = []

    brought(mirror, sqlite_store, rest=turns.append)

    assert len(turns) == 3
    assert all(seconds >= 0 for seconds in turns)


def test_what_was_taken_back_leaves_the_index(sqlite_store: Store, mirror: Mirror) -> None:
    gone, kept = published(sqlite_store, 2)
    brought(mirror, sqlite_store)
    terms = count_terms(mirror)
    with sqlite_store.transaction() as con:
        withdrawn = replace(gone, state=PrecedentState.WITHDRAWN, withdrawn_by="a", withdrawn_on=date(2026, 11, 23))
        assert update_precedent(con, withdrawn)
        an_event(con, "precedent", gone.id)

    brought(mirror, sqlite_store)

    assert read_ids(mirror) == [kept.id]
    assert count_terms(mirror) == terms / 2


def test_a_mirror_made_anew_is_read_anew(sqlite_store: Store, mirror: Mirror) -> None:
    (made,) = published(sqlite_store)
    brought(mirror, sqlite_store)
    mirror.start_anew()

    brought(mirror, sqlite_store)

    assert read_ids(mirror) == [made.id]


def test_the_index_outlives_the_process(sqlite_store: Store, mirror: Mirror, monkeypatch: MonkeyPatch) -> None:
    published(sqlite_store)
    brought(mirror, sqlite_store)
    mirror.close()
    monkeypatch.setattr(index, "terms_of", None)

    assert brought(mirror, sqlite_store) == Progress(count_read=1, count_all=1)


def test_while_one_reads_another_does_not_wait(sqlite_store: Store, mirror: Mirror) -> None:
    published(sqlite_store)
    reading, done = threading.Event(), threading.Event()

    def hold(_: float) -> None:
        reading.set()
        assert done.wait(20)

    thread = threading.Thread(target=brought, args=(mirror, sqlite_store, 60, hold))
    thread.start()
    assert reading.wait(20)
    meanwhile = brought(mirror, sqlite_store)
    done.set()
    thread.join()

    assert meanwhile == Progress(count_read=0, count_all=1)
    assert brought(mirror, sqlite_store).is_complete


def test_terms_that_have_grown_are_sorted_as_a_whole(
    sqlite_store: Store, mirror: Mirror, monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_LEAST_SORTED", 10)
    monkeypatch.setattr(index, "BATCH", 1)
    published(sqlite_store, 3)

    brought(mirror, sqlite_store)

    with mirror.beside() as cursor:
        terms = [row[0] for row in cursor.execute("select term from passage_terms").fetchall()]
        (sorted_to,) = cursor.execute("select count_sorted from index_state").fetchall()[0]
    assert terms[:sorted_to] == sorted(terms[:sorted_to])
    assert 0 < sorted_to <= len(terms)


def test_only_what_events_named_is_looked_at_again(sqlite_store: Store, mirror: Mirror) -> None:
    (first,) = published(sqlite_store)
    brought(mirror, sqlite_store)
    with sqlite_store.transaction() as con:
        unnamed = a_precedent(con)
        named = a_precedent(con)
        an_event(con, "precedent", named.id)
        an_event(con, "account", "somebody")

    brought(mirror, sqlite_store)

    assert read_ids(mirror) == [first.id, named.id]
    assert unnamed.id not in read_ids(mirror)


def test_a_file_brings_all_that_came_with_it(sqlite_store: Store, mirror: Mirror) -> None:
    published(sqlite_store)
    brought(mirror, sqlite_store)
    with sqlite_store.transaction() as con:
        case_import = a_case_import(con)
        came = {a_precedent(con, import_id=case_import.id).id for _ in range(3)}
        an_event(con, "case_import", case_import.id)

    assert brought(mirror, sqlite_store) == Progress(count_read=4, count_all=4)

    assert came < set(read_ids(mirror))
