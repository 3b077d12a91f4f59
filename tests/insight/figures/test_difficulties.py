"""Difficulties that several businesses raise, counted by hand."""

from datetime import date

from casebase.domain.account import Role
from casebase.domain.business import Business
from casebase.insight.figures.difficulties import REPEATED_DIFFICULTIES
from casebase.insight.mirror import Mirror
from casebase.store.connection import Connection, Store
from tests.asked_figures import behind, brought, rows, sight_of
from tests.builders import a_business, a_matter, a_visit, an_account


def raise_difficulty(con: Connection, business: Business, *laws: str, field: str = "농지·산지") -> str:
    """Visit a business that names statutes, each in a difficulty of its own; return the visit's id."""
    matters = tuple(a_matter(law=law, field=field) for law in laws)
    return a_visit(con, business, an_account(con), matters=matters, visited_on=date(2026, 11, 3)).id


def test_only_what_two_businesses_named_is_counted(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        one, other, third = (a_business(con, region_code=code) for code in ("48120", "48120", "48170"))
        visits = [
            raise_difficulty(con, one, "농지법 제34조", "농지법 제35조, 농지법 제36조"),
            raise_difficulty(con, other, "농지법 제34조"),
            raise_difficulty(con, third, "농지법 제34조와 산지관리법 제14조", ""),
            raise_difficulty(con, third, "산지관리법 제15조"),
        ]
        raise_difficulty(con, other, "산지관리법 제14조", field="인허가")
        raise_difficulty(con, one, "법령을 모릅니다.")
    brought(mirror, sqlite_store)

    assert rows(mirror, REPEATED_DIFFICULTIES) == [("농지법", "농지·산지", 3, 4)]
    assert rows(mirror, REPEATED_DIFFICULTIES, region_code="48120") == [("농지법", "농지·산지", 2, 3)]
    assert rows(mirror, REPEATED_DIFFICULTIES, region_code="48170") == []
    assert [each.id for each in behind(mirror, REPEATED_DIFFICULTIES, statute="농지법")] == visits[:3]
    assert behind(mirror, REPEATED_DIFFICULTIES, statute="산지관리법") == []


def test_difficulties_count_for_none_but_who_may_see_visits(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        for _ in range(2):
            raise_difficulty(con, a_business(con), "농지법 제34조")
        people = {role: an_account(con, role) for role in Role}
    brought(mirror, sqlite_store)

    counted = {role for role, person in people.items() if rows(mirror, REPEATED_DIFFICULTIES, sight_of(person))}

    assert counted == {Role.AUDITOR, Role.HEAD, Role.CHAIR}


def test_of_no_visit_nothing_is_counted(sqlite_store: Store, mirror: Mirror) -> None:
    brought(mirror, sqlite_store)

    assert rows(mirror, REPEATED_DIFFICULTIES) == []
    assert behind(mirror, REPEATED_DIFFICULTIES) == []
