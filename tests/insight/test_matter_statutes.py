"""What matters name is read once, and anew when their visit was touched."""

from dataclasses import replace
from pathlib import Path

from casebase.insight.matter_statutes import bring_matter_statutes
from casebase.insight.mirror import Mirror
from casebase.store.connection import Connection, Row, Store
from casebase.store.visits import fetch_visit, update_visit
from tests.builders import a_business, a_matter, a_visit, an_account, an_event


def named(mirror: Mirror, store: Store) -> list[Row]:
    bring_matter_statutes(mirror, store)
    return list(mirror.ask("select visit_id, statute, article from matter_statutes order by all").rows)


def a_visit_about(con: Connection, *laws: str) -> str:
    matters = tuple(a_matter(law=law) for law in laws)
    visit = a_visit(con, a_business(con), an_account(con), matters=matters)
    an_event(con, "visit", visit.id)
    return visit.id


def test_each_statute_and_article_of_a_matter_is_a_row(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        first = a_visit_about(con, "농지법 제34조와 산지관리법", "", "모릅니다.")
        second = a_visit_about(con, "농지법 제34조")

    rows = named(mirror, store)

    assert rows == [(first, "농지법", "제34조"), (first, "산지관리법", ""), (second, "농지법", "제34조")]


def test_a_corrected_visit_is_read_anew_and_no_other(store: Store, mirror: Mirror, tmp_path: Path) -> None:
    with store.transaction() as con:
        told, untold = a_visit_about(con, "농지법 제34조"), a_visit_about(con, "농지법 제34조")
    named(mirror, store)
    with store.transaction() as con:
        for visit_id in (told, untold):
            visit = fetch_visit(con, visit_id)
            corrected = replace(visit, matters=(replace(visit.matters[0], law="산지관리법 제14조"),))
            assert update_visit(con, corrected, "한빛정밀")
        an_event(con, "visit", told)

    assert named(mirror, store) == [(told, "산지관리법", "제14조"), (untold, "농지법", "제34조")]
    fresh = Mirror(tmp_path / "fresh.duckdb")
    assert named(fresh, store) == [(told, "산지관리법", "제14조"), (untold, "산지관리법", "제14조")]
    fresh.close()


def test_what_is_new_comes_with_its_event(store: Store, mirror: Mirror) -> None:
    assert named(mirror, store) == []
    with store.transaction() as con:
        visit_id = a_visit_about(con, "농지법 제34조")

    assert named(mirror, store) == [(visit_id, "농지법", "제34조")]
    assert named(mirror, store) == [(visit_id, "농지법", "제34조")]
