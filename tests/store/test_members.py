"""The table of members, on both engines: terms with both their days."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.errors import NotFound
from casebase.domain.member import Body
from casebase.store.connection import Connection
from casebase.store.members import (
    fetch_member,
    list_members,
    members_on,
    terms_of,
    update_member,
)
from tests.builders import an_account
from tests.panel_builders import a_member


def test_a_member_comes_back_as_they_went_in(con: Connection) -> None:
    adviser = a_member(
        con,
        Body.PANEL,
        affiliation="가람법무법인",
        specialities=("인허가", "건축·주택"),
        yearly_limit=12,
        fee_won=3_000_000_000,
    )
    chair = a_member(con, is_chair=True, recommended_by="도의회", born_on=date(1961, 5, 16))

    assert fetch_member(con, adviser.id) == adviser
    assert fetch_member(con, chair.id) == chair
    with pytest.raises(NotFound):
        fetch_member(con, "none")


def test_who_serves_on_a_day_serves_from_the_first_day_to_the_last(con: Connection) -> None:
    term = a_member(con, begins_on=date(2026, 3, 1), ends_on=date(2026, 3, 31))

    for day, is_serving in (
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ):
        assert (members_on(con, Body.COMMITTEE, day) == [term]) is is_serving is term.is_serving(day)
        assert members_on(con, Body.PANEL, day) == []


def test_the_chair_comes_first_then_who_began_first(con: Connection) -> None:
    late = a_member(con, begins_on=date(2026, 6, 1))
    early = a_member(con, begins_on=date(2025, 6, 1))
    chair = a_member(con, begins_on=date(2026, 9, 1), is_chair=True)
    a_member(con, Body.PANEL)

    assert members_on(con, Body.COMMITTEE, date(2026, 11, 23)) == [chair, early, late]


def test_terms_are_listed_the_newest_first_of_one_body_of_both_or_of_one_person(con: Connection) -> None:
    person = an_account(con)
    first = a_member(con, account=person, begins_on=date(2022, 1, 1), ends_on=date(2023, 12, 31))
    second = a_member(con, account=person, begins_on=date(2024, 1, 1), ends_on=date(2025, 12, 31))
    adviser = a_member(con, Body.PANEL, begins_on=date(2023, 1, 1))

    assert list_members(con) == [second, adviser, first]
    assert list_members(con, Body.COMMITTEE) == terms_of(con, person.id) == [second, first]
    assert list_members(con, Body.PANEL) == terms_of(con, adviser.account_id) == [adviser]
    assert terms_of(con, "nobody") == []


def test_a_term_changes_only_from_the_version_seen_and_stays_the_person_s_own(con: Connection) -> None:
    term = a_member(con)
    changed = replace(
        term,
        begins_on=date(2026, 2, 1),
        ends_on=date(2026, 6, 30),
        is_chair=True,
        recommended_by="도지사",
        born_on=date(1970, 1, 1),
        affiliation="나루대학교",
        specialities=("계약",),
        yearly_limit=3,
        fee_won=100_000,
    )

    assert update_member(con, replace(changed, account_id=an_account(con).id, body=Body.PANEL))
    assert not update_member(con, replace(term, ends_on=date(2030, 1, 1)))

    assert fetch_member(con, term.id) == replace(changed, version=2)
