"""Conflicts of interest: the parties a case has by its record, and what stands between it and a person."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from random import Random
from typing import TypeVar

from casebase.access.act import Act
from casebase.casework.conflicts import blocked_reviews, conflicts_of, parties_of
from casebase.casework.desk import Look, look
from casebase.domain.account import Role
from casebase.domain.member import Body, TieKind
from casebase.law.conflicts import PartyKind
from casebase.store.accounts import fetch_account, list_accounts
from casebase.store.agencies import fetch_agency
from casebase.store.connection import Connection, Store
from casebase.store.visits import fetch_visit_by_number
from tests.advice_stages import a_case_with_issues, a_panel_member, all_answered
from tests.builders import a_desk
from tests.case_builders import TWO_SUBJECTS, Person, a_finished_visit, a_person
from tests.consultation_stages import a_petition_under_review
from tests.generated_office import a_generated_office
from tests.panel_builders import a_tie
from tests.re_examination_stages import a_refused_review, an_office, apply_again, paper_of
from tests.review_stages import a_registered_review, a_review_in_fact_finding, find_all

T = TypeVar("T")


def seen(person: Person, asking: Callable[[Look], T]) -> T:
    """What an asking gives when it is done from a person's desk."""

    @look(Act.SEE_TODAY)
    def ask(asked: Look) -> T:
        return asking(asked)

    return ask(person.desk)


def parties(person: Person, kind: str, case_id: str) -> list[tuple[PartyKind, str]]:
    return seen(person, lambda asked: [(each.kind, each.name) for each in parties_of(asked, kind, case_id)])


def test_the_parties_of_an_agencys_consultation_are_the_agency_and_who_asks(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    case = a_case_with_issues(handler, applicant)
    with sqlite_store.reading() as con:
        agency = fetch_agency(con, applicant.account.agency_id or "")

    found = seen(handler, lambda asked: parties_of(asked, "consultation", case.id))

    assert [(each.kind, each.name) for each in found] == [
        (PartyKind.AGENCY, agency.name),
        (PartyKind.PERSON, "도로과 주무관"),
    ]
    assert (found[0].agency_id, found[1].account_id) == (agency.id, applicant.id)


def test_the_parties_of_a_petition_are_the_agency_concerned_and_the_business(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    case = a_petition_under_review(handler)

    found = parties(handler, "consultation", case.id)

    assert [kind for kind, _ in found] == [PartyKind.AGENCY, PartyKind.BUSINESS]
    assert found[1][1] == "한빛정밀"


def test_the_parties_of_a_review_are_the_agency_its_subjects_and_who_applied(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_registered_review(handler, **TWO_SUBJECTS)

    found = parties(handler, "review", review.id)

    assert found[1:] == [
        (PartyKind.PERSON, "이주무"),
        (PartyKind.AGENCY, "가람군"),
        (PartyKind.PERSON, "가람군수"),
    ]


def test_a_review_ex_officio_has_no_applicant_but_the_business_of_its_visit(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    number = a_finished_visit(handler)
    review = a_registered_review(handler, origin="ex_officio", applicant_name="", visit_number=number)
    with sqlite_store.reading() as con:
        visit = fetch_visit_by_number(con, number)

    found = seen(handler, lambda asked: parties_of(asked, "review", review.id))

    assert [each.kind for each in found] == [PartyKind.AGENCY, PartyKind.PERSON, PartyKind.BUSINESS]
    assert found[2].business_id == visit.business_id


def test_the_parties_of_the_consultation_relied_on_are_those_of_the_review_too(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    case = a_petition_under_review(handler)
    review = a_registered_review(handler, agency_id=case.agency_id or "")
    with sqlite_store.transaction() as con:
        con.run("update reviews set consultation_id = ? where id = ?", [case.id, review.id])

    found = parties(handler, "review", review.id)

    assert (PartyKind.BUSINESS, "한빛정밀") in found
    assert len(found) == len(set(found))


def test_a_tie_to_a_party_blocks_and_names_its_article(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    case = a_petition_under_review(handler)
    with sqlite_store.transaction() as con:
        a_tie(con, member.id, TieKind.CLIENT, name="한빛정밀")

    (conflict,) = seen(handler, lambda asked: conflicts_of(asked, Body.PANEL, member.id, "consultation", case.id))

    assert conflict.is_blocking
    assert conflict.explanation.endswith("(변호사법 제31조)")


def test_who_found_in_a_review_is_kept_from_the_committee_on_it(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    find_all(handler, review)

    found = seen(handler, lambda asked: conflicts_of(asked, Body.COMMITTEE, handler.id, "review", review.id))

    assert {each.ground.code for each in found if each.is_blocking} == {"took_part"}


def test_who_advised_on_the_very_case_is_kept_from_deciding_on_it(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    review = a_review_in_fact_finding(handler)
    all_answered(handler, (member, "yes"), case=review)

    def against(body: Body) -> list[bool]:
        found = seen(handler, lambda asked: conflicts_of(asked, body, member.id, "review", review.id))
        return [each.is_blocking for each in found]

    assert (against(Body.COMMITTEE), against(Body.PANEL)) == ([True], [False])


def test_an_account_of_the_agency_concerned_is_kept_from_its_case(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    case = a_case_with_issues(handler, applicant)
    official = a_person(sqlite_store, Role.COMMITTEE, agency_id=applicant.account.agency_id)
    with sqlite_store.reading() as con:
        assert fetch_account(con, official.id).agency_id == case.agency_id

    found = seen(handler, lambda asked: conflicts_of(asked, Body.COMMITTEE, official.id, "consultation", case.id))

    assert [each.is_blocking for each in found] == [True]


def test_the_parties_of_the_first_review_are_those_of_its_re_examination_too(sqlite_store: Store) -> None:
    office, member = an_office(sqlite_store), a_panel_member(sqlite_store)
    visit_number = a_finished_visit(office.first)
    first = a_refused_review(office.first, office.head, office.agency, visit_number=visit_number)
    with sqlite_store.transaction() as con:
        business_id = fetch_visit_by_number(con, visit_number).business_id
        a_tie(con, member.id, business_id=business_id)

    again = apply_again(office.agency, paper_of(sqlite_store, first))

    assert set(parties(office.fresh, "review", first.id)) <= set(parties(office.fresh, "review", again.id))
    found = seen(office.fresh, lambda asked: conflicts_of(asked, Body.COMMITTEE, member.id, "review", again.id))
    assert [each.ground.code for each in found if each.is_blocking] == ["private_interest"]


def test_what_blocks_is_the_same_asked_of_all_reviews_at_once(sqlite_store: Store) -> None:
    chance = Random(1)
    store = a_generated_office(sqlite_store, cases=500)
    with store.transaction() as con:
        tangle(con, chance)
        brought = [row[0] for row in con.rows("select distinct review_id from agenda_items")]
        people = [one for one in list_accounts(con) if one.role in {Role.CHAIR, Role.COMMITTEE, Role.HEAD}]

    found = 0
    for person in people:
        tied = Person(person, store, a_desk(store, person))
        at_once = seen(tied, lambda asked: blocked_reviews(asked, asked.account.id))
        one_by_one = {
            review_id for review_id in brought if seen(tied, lambda asked, of=review_id: is_blocked(asked, of))
        }
        assert at_once == one_by_one
        found += bool(one_by_one) and len(one_by_one) < len(brought)
    assert found >= 5


def is_blocked(asked: Look, review_id: str) -> bool:
    found = conflicts_of(asked, Body.COMMITTEE, asked.account.id, "review", review_id)
    return any(conflict.is_blocking for conflict in found)


def tangle(con: Connection, chance: Random) -> None:
    """Let reviews rely on consultations, look at others again and come from visits; tie the committee to some."""

    def ids(table: str, column: str = "id") -> list[str]:
        return [row[0] for row in con.rows(f"select {column} from {table} order by id")]

    reviews, consultations, visits = ids("reviews"), ids("consultations"), ids("visits")
    for first, review in pairwise(reviews):
        ties = (chance.choice(consultations), chance.choice([None, None, first]), chance.choice(visits), review)
        con.run("update reviews set consultation_id = ?, first_review_id = ?, visit_id = ? where id = ?", ties)
    ended = {"begins_on": date(2010, 1, 1), "ends_on": date(2011, 1, 1)}
    names = ids("subjects", "name") + ids("consultations", "applicant_name")
    for (account_id,) in con.rows("select id from accounts where role in ('chair', 'committee')"):
        con.run("update reviews set handler_id = ? where id = ?", [account_id, chance.choice(reviews)])
        con.run("update consultations set handler_id = ? where id = ?", [account_id, chance.choice(consultations)])
        for kind in TieKind:
            a_tie(con, account_id, kind, name=chance.choice(names), **chance.choice([{}, ended]))
        a_tie(con, account_id, name="업체", business_id=chance.choice(ids("businesses")))
        a_tie(con, account_id, name="기관", agency_id=chance.choice(ids("reviews", "agency_id")))
