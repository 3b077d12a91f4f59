"""Migrations, on both engines: once, in order, whole or not at all."""

import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from casebase.domain.consultation import Channel, ConsultationStatus
from casebase.domain.listing import ConsultationFilter
from casebase.domain.reach import Reach, Relation
from casebase.store import migrate
from casebase.store.connection import Store
from casebase.store.consultation_lists import list_consultations
from casebase.store.consultations import list_consultations_of_visit, update_consultation
from casebase.store.migrate import apply_pending, latest_migration, newest_known

BOTH_READY: list[Barrier] = []

# As a store held them before consultations had a form of their own.
DRAFT_OF_A_VISIT = """
insert into accounts values ('lead', 'kim', '김감사', 'auditor', null, '', '2020-01-01', null, '!', 1);
insert into businesses values ('business', '한빛', '1234567891', 'C', '48120', '', '', 1, '', '', 1);
insert into visits values (
    'visit', '2026-방문-0001', 'business', '2026-11-20', '14:00', '15:00', '본사', 'lead', '박대표', 1, 'finished',
    '2026-11-20T06:30:00.000000Z', '', '출처', 1, '', 1
);
insert into matters values (
    'matter', 'visit', 1, '계약', '기업지원과', '계약이 늦다', '산업집적법 제13조, 제14조', 'formal', '',
    null, null, null, null, '', null, 'draft'
);
insert into consultations values (
    'draft', '한빛(주) · 정밀 - 계약', '계약', '계약이 늦다', '산업집적법 제13조, 제14조', 'visit', 'matter', 'lead',
    '2026-11-20T06:30:00.000000Z', 'drafting', 3
);
"""


def empty(store: Store) -> Store:
    """The same engine without any table of ours."""
    if store.engine.kind == "sqlite":
        return Store(store.url.replace("records.db", "empty.db"), store.home)
    with store.transaction() as con:
        con.run("drop schema public cascade")
        con.run("create schema public")
    return store


def test_a_store_is_brought_to_the_newest_schema_once(store: Store) -> None:
    store = empty(store)

    applied = apply_pending(store)
    again = apply_pending(store)

    assert applied == sorted(applied)
    assert applied[0] == "0001_create_records"
    assert again == []
    with store.reading() as con:
        assert latest_migration(con) == newest_known(store.engine.kind) == applied[-1]


def test_a_file_for_the_other_engine_is_left_alone(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "FOLDER", tmp_path)
    (tmp_path / "9001_both.sql").write_text("create table has_both (id text);", encoding="utf-8")
    (tmp_path / "9002_one.sqlite.sql").write_text("create table has_sqlite (id text);", encoding="utf-8")
    (tmp_path / "9002_one.postgresql.sql").write_text("create table has_postgresql (id text);", encoding="utf-8")

    assert apply_pending(store) == ["9001_both", "9002_one"]

    with store.reading() as con:
        con.rows("select id from has_both")
        con.rows(f"select id from has_{store.engine.kind}")
    other = "sqlite" if store.engine.kind == "postgresql" else "postgresql"
    with pytest.raises(store.engine.failure), store.reading() as con:
        con.rows(f"select id from has_{other}")


def test_a_failing_migration_leaves_no_trace_and_stays_pending(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "FOLDER", tmp_path)
    good, bad = tmp_path / "9001_good.sql", tmp_path / "9002_bad.sql"
    good.write_text("create table good (id text);", encoding="utf-8")
    bad.write_text("create table half (id text);\ncreate table half (id text);", encoding="utf-8")

    with pytest.raises(store.engine.failure):
        apply_pending(store)

    with store.reading() as con:
        assert latest_migration(con) == "9001_good"
    with pytest.raises(store.engine.failure), store.reading() as con:
        con.rows("select id from half")
    bad.write_text("create table half (id text);", encoding="utf-8")
    assert apply_pending(store) == ["9002_bad"]


def test_two_processes_that_start_at_once_migrate_once(store: Store) -> None:
    store = empty(store)
    spawn = get_context("spawn")

    with ProcessPoolExecutor(2, mp_context=spawn, initializer=meet_at, initargs=[spawn.Barrier(2)]) as pool:
        first, second = pool.map(migrate_when_both_are_ready, [store.url, store.url])

    assert sorted(first + second) == sorted(set(first + second))
    with store.reading() as con:
        assert latest_migration(con) == newest_known(store.engine.kind)


def meet_at(barrier: Barrier) -> None:
    BOTH_READY.append(barrier)


def migrate_when_both_are_ready(url: str) -> list[str]:
    store = Store(url, Path())
    BOTH_READY[0].wait(30)
    applied = apply_pending(store)
    store.close()
    return applied


def test_the_drafts_that_visits_opened_are_carried_over(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = empty(store)
    files = sorted(migrate.FOLDER.glob("*.sql"))
    monkeypatch.setattr(migrate, "FOLDER", tmp_path)
    for file in files:
        if file.name < "0006":
            shutil.copy(file, tmp_path)
    apply_pending(store)
    with store.transaction() as con:
        con.run_script(DRAFT_OF_A_VISIT)

    for file in files:
        shutil.copy(file, tmp_path)
    assert apply_pending(store)[0] == "0006_consultations"

    with store.transaction() as con:
        (draft,) = list_consultations_of_visit(con, "visit")
        office = Reach(account_id="lead", agency_id=None, relations=frozenset({Relation.ANY}))
        asked = ConsultationFilter(status="drafting", query="한빛주정밀-계약 산업집적법제13조")
        assert [line.id for line in list_consultations(con, office, asked, 10, 0)] == ["draft"]
        assert update_consultation(con, draft)
    told = draft.application
    assert (told.title, told.field, told.background, told.law) == (
        "한빛(주) · 정밀 - 계약",
        "계약",
        "계약이 늦다",
        "산업집적법 제13조, 제14조",
    )
    assert (draft.number, draft.channel, draft.agency_id, draft.department) == ("", Channel.VISIT, None, "기업지원과")
    assert (draft.matter_id, draft.status, draft.version) == ("matter", ConsultationStatus.DRAFTING, 3)
    assert (draft.opened_by, draft.is_demo, draft.source) == ("lead", True, "출처")
