"""The table of ties, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.errors import NotFound
from casebase.domain.member import TieKind
from casebase.store.connection import Connection
from casebase.store.ties import fetch_tie, list_ties, update_tie
from tests.builders import a_business, an_account, an_agency
from tests.panel_builders import a_tie


def test_a_tie_comes_back_as_it_went_in(con: Connection) -> None:
    person, relative = an_account(con), an_account(con)
    employer = a_tie(con, person.id, agency_id=an_agency(con).id, ends_on=date(2026, 3, 1), note="퇴직함")
    client = a_tie(con, person.id, TieKind.CLIENT, begins_on=None, business_id=a_business(con).id)
    kin = a_tie(con, person.id, TieKind.KIN, other_account_id=relative.id, declared_by=relative.id)

    assert [fetch_tie(con, tie.id) for tie in (employer, client, kin)] == [employer, client, kin]
    with pytest.raises(NotFound):
        fetch_tie(con, "none")


def test_a_person_s_ties_are_listed_in_the_order_they_were_declared_ended_ones_too(con: Connection) -> None:
    person, other = an_account(con), an_account(con)
    first, second = a_tie(con, person.id, ends_on=date(2025, 12, 31)), a_tie(con, person.id, begins_on=None)
    a_tie(con, other.id, TieKind.KIN, other_account_id=person.id)

    assert list_ties(con, person.id) == [first, second]


def test_only_a_tie_s_end_and_note_change_and_only_from_the_version_seen(con: Connection) -> None:
    tie = a_tie(con, an_account(con).id)
    ended = replace(tie, ends_on=date(2026, 11, 23), note="위촉 해지")

    assert update_tie(con, replace(ended, name="바뀌지 않는 이름", kind=TieKind.KIN))
    assert not update_tie(con, replace(tie, note="늦은 글"))

    assert fetch_tie(con, tie.id) == replace(ended, version=2)
