"""The tables of visits, their teams and matters, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.errors import NotFound
from casebase.domain.visit import Track, Visit, VisitStatus
from casebase.store.connection import Connection
from casebase.store.visits import (
    fetch_visit,
    fetch_visit_by_number,
    find_visit_of_matter,
    list_open_promises,
    update_matter,
    update_visit,
    update_visit_status,
)
from tests.builders import a_business, a_matter, a_visit, an_account


def a_whole_visit(con: Connection) -> Visit:
    """A visit with a team of three and a matter of each track."""
    lead, second, third = (an_account(con) for _ in range(3))
    matters = (a_matter(), a_matter(Track.FORMAL), a_matter(Track.LATER, owner_id=second.id))
    return a_visit(con, a_business(con), lead, members=(third, second), matters=matters)


def test_a_visit_comes_back_with_its_team_and_matters_in_order(con: Connection) -> None:
    visit = a_whole_visit(con)

    assert fetch_visit(con, visit.id) == fetch_visit_by_number(con, visit.number) == visit
    assert find_visit_of_matter(con, visit.matters[1].id) == visit
    assert find_visit_of_matter(con, "no matter") is None
    for nothing in (lambda: fetch_visit(con, "none"), lambda: fetch_visit_by_number(con, "2026-방문-9999")):
        with pytest.raises(NotFound):
            nothing()


def test_a_correction_rewrites_team_and_matters_of_the_version_seen(con: Connection) -> None:
    visit = a_whole_visit(con)
    business = a_business(con, name="새빛정밀", registration_number="")
    corrected = replace(
        visit,
        business_id=business.id,
        visited_on=date(2026, 11, 19),
        place="제2공장",
        member_ids=visit.member_ids[:1],
        consents_to_record=False,
        signature='{"w":1,"h":1,"path":""}',
        matters=tuple(replace(matter, difficulty="고친 애로사항") for matter in visit.matters),
    )

    assert update_visit(con, corrected, business.name)
    assert not update_visit(con, visit, "한빛정밀")

    assert fetch_visit(con, visit.id) == replace(corrected, version=2)


def test_an_answer_closes_its_matter_and_the_visit_of_the_version_seen(con: Connection) -> None:
    visit = a_whole_visit(con)
    answered = replace(
        visit.matters[2],
        answer="됩니다.",
        answered_on=date(2026, 11, 23),
        answered_by=visit.lead_id,
        reached_how="mail",
        reached_on=date(2026, 11, 23),
    )

    update_matter(con, answered)
    assert update_visit_status(con, visit, VisitStatus.CLOSED)
    assert not update_visit_status(con, visit, VisitStatus.FINISHED)

    kept = fetch_visit(con, visit.id)
    assert (kept.status, kept.matters[2], kept.version) == (VisitStatus.CLOSED, answered, 2)


def test_promises_still_open_are_listed_the_earliest_first_for_one_or_for_all(con: Connection) -> None:
    owner, other = an_account(con), an_account(con)
    business = a_business(con, name="한빛정밀")
    late = a_matter(Track.LATER, owner_id=owner.id, promised_on=date(2026, 12, 1))
    soon = a_matter(Track.LATER, owner_id=owner.id, promised_on=date(2026, 11, 24))
    kept = a_matter(Track.LATER, owner_id=owner.id, answered_on=date(2026, 11, 23))
    of_other = a_matter(Track.LATER, owner_id=other.id, promised_on=date(2026, 11, 30))
    first = a_visit(con, business, owner, matters=(late, a_matter(), kept))
    second = a_visit(con, business, other, matters=(soon, of_other))

    assert [(m.id, number, name) for m, number, name in list_open_promises(con, owner.id)] == [
        (soon.id, second.number, "한빛정밀"),
        (late.id, first.number, "한빛정밀"),
    ]
    assert [m.id for m, _, _ in list_open_promises(con)] == [soon.id, of_other.id, late.id]
