"""Lists of visits, on both engines: within reach, filtered, page by page."""

import itertools
from datetime import date

from casebase.access.relations import to_visit
from casebase.domain.account import Account
from casebase.domain.listing import VisitFilter
from casebase.domain.reach import Reach, Relation
from casebase.domain.visit import Track, VisitStatus
from casebase.store.connection import Connection
from casebase.store.visit_lists import count_visits, list_visits
from casebase.store.visits import fetch_visit
from tests.builders import a_business, a_matter, a_visit, an_account

EVERYTHING = VisitFilter()


def reach_of(account: Account, *relations: Relation) -> Reach:
    return Reach(account_id=account.id, agency_id=account.agency_id, relations=frozenset(relations))


def test_a_reach_holds_what_the_relations_say(con: Connection) -> None:
    person, other = an_account(con), an_account(con)
    business = a_business(con)
    for lead, members, owner in itertools.product((person, other), ((), (person,), (other,)), (person, other)):
        a_visit(con, business, lead, members=members, matters=(a_matter(Track.LATER, owner_id=owner.id),))
    everything = list_visits(con, reach_of(person, Relation.ANY), EVERYTHING, 100, 0)

    of_team = list_visits(con, reach_of(person, Relation.TEAM), EVERYTHING, 100, 0)
    nothing = list_visits(con, reach_of(person), EVERYTHING, 100, 0)

    assert len(everything) == 12
    assert of_team == [v for v in everything if Relation.TEAM in to_visit(person, fetch_visit(con, v.id))]
    assert count_visits(con, reach_of(person, Relation.TEAM), EVERYTHING) == len(of_team) == 10
    assert nothing == []


def test_a_line_tells_what_a_list_shows(con: Connection) -> None:
    lead = an_account(con, name="김감사")
    matters = (a_matter(), a_matter(Track.LATER, owner_id=lead.id), a_matter(Track.FORMAL))
    visit = a_visit(con, a_business(con, name="한빛정밀"), lead, matters=matters)

    (line,) = list_visits(con, reach_of(lead, Relation.ANY), EVERYTHING, 10, 0)

    assert (line.id, line.number, line.visited_on) == (visit.id, visit.number, visit.visited_on)
    assert (line.business, line.region_code, line.lead) == ("한빛정밀", "48120", "김감사")
    assert (line.count_matters, line.count_open, line.status, line.is_demo) == (3, 1, VisitStatus.FINISHED, False)


def test_the_newest_come_first_and_pages_follow_without_gap_or_double(con: Connection) -> None:
    lead, business = an_account(con), a_business(con)
    for day in (3, 1, 2, 2, 3):
        a_visit(con, business, lead, visited_on=date(2026, 11, day))
    sight = reach_of(lead, Relation.ANY)

    everything = list_visits(con, sight, EVERYTHING, 100, 0)
    pages = [line for offset in (0, 2, 4) for line in list_visits(con, sight, EVERYTHING, 2, offset)]

    assert everything == pages
    assert everything == sorted(everything, key=lambda line: (line.visited_on, line.number), reverse=True)


def test_a_search_looks_into_number_business_place_and_matters(con: Connection) -> None:
    lead = an_account(con)
    told = a_matter(difficulty="폐수 처리 기준이 자주 바뀝니다.", law="물환경보전법", department="환경과")
    visit = a_visit(con, a_business(con, name="한빛정밀"), lead, matters=(told,))
    a_visit(con, a_business(con, name="새벽식품", registration_number=""), lead)
    sight = reach_of(lead, Relation.ANY)

    for query in (visit.number, "한빛", "폐수처리 기준을", "물환경", "환경과"):
        assert [line.id for line in list_visits(con, sight, VisitFilter(query=query), 10, 0)] == [visit.id]
    assert count_visits(con, sight, VisitFilter(query="본사 회의실")) == 2
    assert count_visits(con, sight, VisitFilter(query="%")) == 0
