"""Figures of visits, counted by hand."""

from datetime import date

from casebase.domain.account import Account, Role
from casebase.domain.visit import Track
from casebase.insight.figures.visits import (
    MATTERS_BY_FIELD,
    MATTERS_BY_INDUSTRY,
    MATTERS_BY_TRACK,
    PROMISES_KEPT,
    VISITS_BY_REGION,
)
from casebase.insight.mirror import Mirror
from casebase.store.connection import Connection, Store
from tests.asked_figures import behind, brought, rows, sight_of
from tests.builders import TODAY, a_business, a_matter, a_visit, an_account

FIGURES = (VISITS_BY_REGION, MATTERS_BY_INDUSTRY, MATTERS_BY_FIELD, MATTERS_BY_TRACK, PROMISES_KEPT)


def three_visits(con: Connection) -> tuple[Account, Account, list[str]]:
    """Two visits to one factory in 창원시, the first with three difficulties; one to a farm in 진주시, with two."""
    first, second = an_account(con), an_account(con)
    factory, farm = a_business(con), a_business(con, region_code="48170")
    con.run("update businesses set industry = 'A' where id = ?", [farm.id])
    waste = a_matter(Track.ON_SITE, field="환경·폐기물")
    contracts = (a_matter(Track.LATER, field="계약", owner_id=second.id), a_matter(Track.FORMAL, field="계약"))
    visits = [
        a_visit(con, factory, first, matters=(waste, *contracts), visited_on=date(2026, 10, 31)),
        a_visit(con, factory, second, visited_on=date(2026, 11, 2)),
        a_visit(con, farm, first, matters=(a_matter(), a_matter()), visited_on=date(2026, 11, 3)),
    ]
    return first, second, [visit.id for visit in visits]


def test_visits_are_counted_by_the_region_of_the_business(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        first, second, visits = three_visits(con)
    brought(mirror, sqlite_store)

    assert rows(mirror, VISITS_BY_REGION) == [("48120", 2, 1), ("48170", 1, 1)]
    assert rows(mirror, VISITS_BY_REGION, region_code="48170") == [("48170", 1, 1)]
    assert rows(mirror, VISITS_BY_REGION, field="계약") == [("48120", 1, 1)]
    assert rows(mirror, VISITS_BY_REGION, handler_id=second.id) == [("48120", 1, 1)]
    assert rows(mirror, VISITS_BY_REGION, until=date(2026, 10, 30)) == []
    assert rows(mirror, VISITS_BY_REGION, since=date(2026, 10, 31), until=date(2026, 10, 31)) == [("48120", 1, 1)]
    assert [one.id for one in behind(mirror, VISITS_BY_REGION, region="48120")] == visits[:2]
    assert [one.id for one in behind(mirror, VISITS_BY_REGION, filters={"handler_id": first.id})] == visits[::2]


def test_each_difficulty_of_a_visit_counts(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        _, _, visits = three_visits(con)
    brought(mirror, sqlite_store)

    assert rows(mirror, MATTERS_BY_INDUSTRY) == [("A", 2), ("C", 3)]
    assert rows(mirror, MATTERS_BY_FIELD) == [("계약", 2), ("인허가", 2), ("환경·폐기물", 1)]
    assert rows(mirror, MATTERS_BY_FIELD, region_code="48120", field="계약") == [("계약", 2)]
    assert rows(mirror, MATTERS_BY_TRACK) == [
        (date(2026, 10, 1), "formal", 1),
        (date(2026, 10, 1), "later", 1),
        (date(2026, 10, 1), "on_site", 1),
        (date(2026, 11, 1), "on_site", 2),
    ]
    assert [one.id for one in behind(mirror, MATTERS_BY_TRACK, month="2026-10-01", track="later")] == visits[:1]
    assert [one.kind for one in behind(mirror, MATTERS_BY_FIELD, field="계약")] == ["visit"]


def test_a_promise_is_kept_on_its_day_and_overdue_the_day_after(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        lead, owner = an_account(con), an_account(con)
        told = [
            {"promised_on": date(2026, 11, 10), "answered_on": date(2026, 11, 10)},
            {"promised_on": date(2026, 11, 10), "answered_on": date(2026, 11, 11)},
            {"promised_on": TODAY},
            {"promised_on": date(2026, 11, 22)},
            {"promised_on": date(2026, 11, 30), "owner_id": owner.id},
        ]
        promises = tuple(a_matter(Track.LATER, **({"owner_id": lead.id} | facts)) for facts in told)
        visit = a_visit(con, a_business(con), lead, matters=(*promises, a_matter()))
    brought(mirror, sqlite_store)

    assert rows(mirror, PROMISES_KEPT) == [("kept", 1), ("kept_late", 1), ("open", 2), ("overdue", 1)]
    a_day_later = rows(mirror, PROMISES_KEPT, today=date(2026, 11, 24))
    assert a_day_later == [("kept", 1), ("kept_late", 1), ("open", 1), ("overdue", 2)]
    assert rows(mirror, PROMISES_KEPT, handler_id=owner.id) == [("open", 1)]
    assert [one.id for one in behind(mirror, PROMISES_KEPT, state="overdue")] == [visit.id]


def test_visits_count_for_none_but_who_may_see_them(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        three_visits(con)
        people = {role: an_account(con, role) for role in Role}
    brought(mirror, sqlite_store)

    counted = {role for role, person in people.items() if rows(mirror, VISITS_BY_REGION, sight_of(person))}

    assert counted == {Role.AUDITOR, Role.HEAD, Role.CHAIR}
    unseen = [sight_of(person) for role, person in people.items() if role not in counted]
    assert all(not rows(mirror, figure, sight) for figure in FIGURES for sight in unseen)
    assert all(not behind(mirror, figure, sight) for figure in FIGURES for sight in unseen)


def test_of_an_empty_store_nothing_is_counted(sqlite_store: Store, mirror: Mirror) -> None:
    brought(mirror, sqlite_store)

    assert all(rows(mirror, figure) == [] for figure in FIGURES)
    assert all(behind(mirror, figure) == [] for figure in FIGURES)


def test_a_filter_that_matches_nothing_counts_nothing(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        three_visits(con)
    brought(mirror, sqlite_store)

    for filters in ({"region_code": "48890"}, {"agency_id": "없음"}, {"handler_id": "없음"}):
        assert all(rows(mirror, figure, **filters) == [] for figure in FIGURES)
    assert all(behind(mirror, figure, filters={"field": "없는 분야"}) == [] for figure in FIGURES)
