"""Figures as each role is given them: of what they see, under protection where it is due, and the cases behind."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework import figures
from casebase.casework.businesses import register_business
from casebase.casework.office import Configuration, Office, use_office
from casebase.domain.account import Role
from casebase.domain.errors import NotFound, NotPermitted
from casebase.domain.opinion import OpinionOutcome
from casebase.insight.figures.asking import Table, Wanted
from casebase.insight.figures.catalog import FIGURES
from casebase.insight.mirror import Mirror
from casebase.store.agencies import fetch_agency
from casebase.store.connection import Row, Store
from tests.answered_cases import an_answered_case
from tests.builders import an_agency
from tests.case_builders import Person, a_finished_visit, a_person
from tests.generated_office import a_generated_office
from tests.review_stages import an_issued_review

WANTED = Wanted(since=date(2026, 7, 15), until=date(2026, 12, 31))
SEPTEMBER, NOVEMBER = date(2026, 9, 10), date(2026, 11, 10)


@pytest.fixture
def office(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> Iterator[Store]:
    """The store of an office with its mirror."""
    configuration = Configuration(home=tmp_path, store_url=sqlite_store.url)
    use_office(Office(configuration=configuration, store=sqlite_store, mirror=mirror))
    yield sqlite_store
    use_office(None)


def answered(
    store: Store, count: int, field: str, handler: Person | None = None, agency_id: str = "", day: date = SEPTEMBER
) -> str:
    """So many consultations of a field, answered on a day; returns the last one's number."""
    with store.transaction() as con:
        agency = fetch_agency(con, agency_id) if agency_id else an_agency(con)
        account = handler.account if handler else None
        for _ in range(count):
            case = an_answered_case(con, agency, day, OpinionOutcome.ACCEPTED, field=field, handler=account)
    return case.number


def rows(person: Person, name: str, wanted: Wanted = WANTED) -> list[Row]:
    return list(figures.figure_table(person.desk, name, wanted).rows)


def test_who_sees_every_case_is_shown_every_number(office: Store) -> None:
    auditor = a_person(office)
    answered(office, 1, "계약")
    number = answered(office, 7, "복지", day=NOVEMBER)

    table = figures.figure_table(auditor.desk, "outcomes_by_field", WANTED)

    assert table.rows == (("계약", "accepted", 1), ("복지", "accepted", 7))
    lines = figures.cases_behind(auditor.desk, "outcomes_by_field", WANTED, {"field": "복지", "outcome": "accepted"})
    assert (len(lines), lines[0].kind, lines[0].status_label) == (7, "consultation", "통보")
    assert number in {line.number for line in lines}
    assert lines[0].href.startswith("/consultation?number=2026-%EC%82%AC")
    assert lines[0].title
    assert rows(auditor, "outcomes_by_field", Wanted(since=SEPTEMBER, until=SEPTEMBER)) == [("계약", "accepted", 1)]


def test_figures_follow_each_act(office: Store) -> None:
    auditor = a_person(office)
    fields = {"business_name": "한빛정밀", "registration_number": "1234567891", "industry": "C", "region_code": "48120"}
    business_id = register_business(auditor.desk, fields)
    assert rows(auditor, "visits_by_region") == []

    number = a_finished_visit(auditor, business_id=business_id)

    assert rows(auditor, "visits_by_region") == [("48120", 1, 1)]
    lines = behind(auditor, "visits_by_region", region="48120")
    assert [(line.kind, line.number, line.title) for line in lines] == [("visit", number, "한빛정밀")]


def test_an_unknown_figure_is_not_found(office: Store) -> None:
    with pytest.raises(NotFound):
        figures.figure_table(a_person(office).desk, "../catalog", WANTED)


@pytest.mark.parametrize("role", [role for role in Role if not granted(role, Act.SEE_INSIGHT)])
def test_who_may_not_see_figures_is_given_none(office: Store, role: Role) -> None:
    desk = a_person(office, role).desk

    for refused in (
        lambda: figures.figure_table(desk, "follow_ups", WANTED),
        lambda: figures.cases_behind(desk, "follow_ups", WANTED, {}),
        lambda: figures.offer(desk, "follow_ups", WANTED),
        lambda: figures.figure_words(desk),
        lambda: figures.public_table(desk, "follow_ups", WANTED),
    ):
        with pytest.raises(NotPermitted):
            refused()


def test_outside_the_office_small_groups_are_hidden_and_so_are_the_cases_behind_them(office: Store) -> None:
    applicant = a_person(office, Role.APPLICANT)
    own = str(applicant.account.agency_id)
    for field, count in (("계약", 2), ("공사", 5), ("복지", 9)):
        answered(office, count, field, agency_id=own)
    answered(office, 30, "복지")  # another agency's
    answered(office, 30, "복지", agency_id=own, day=NOVEMBER)  # in a quarter that is not over

    filtered = Wanted(since=WANTED.since, until=WANTED.until, field="계약")

    shown = [("계약", "accepted", None), ("공사", "accepted", None), ("복지", "accepted", 9)]
    assert rows(applicant, "outcomes_by_field") == rows(applicant, "outcomes_by_field", filtered) == shown
    offered = figures.offer(applicant.desk, "outcomes_by_field", filtered)
    assert (offered.is_protected, offered.filters) == (True, ())
    assert (offered.since, offered.until) == (date(2026, 7, 1), date(2026, 9, 30))
    assert count_behind(applicant, field="복지", outcome="accepted") == 9
    assert count_behind(applicant, field="계약", outcome="accepted") == 0
    assert count_behind(applicant, field="공사", outcome="accepted") == 0
    assert count_behind(applicant, outcome="accepted") == 0
    assert rows(applicant, "outcomes_by_field", Wanted(since=NOVEMBER, until=NOVEMBER)) == []


def test_an_applicant_is_told_of_no_answer_before_it_was_notified(office: Store) -> None:
    applicant, auditor = a_person(office, Role.APPLICANT), a_person(office)
    with office.transaction() as con:
        agency = fetch_agency(con, str(applicant.account.agency_id))
        for _ in range(6):
            an_answered_case(con, agency, SEPTEMBER, is_notified=False)

    assert rows(auditor, "outcomes_by_year") == [(2026, "accepted", 6)]
    assert rows(applicant, "outcomes_by_year") == []
    assert rows(applicant, "open_by_age") == [("under_review", "d61", 6)]
    assert {line.status_label for line in behind(applicant, "open_by_age", status="under_review", age_band="d61")} == {
        "검토"
    }


def test_figures_of_people_are_under_protection_but_for_the_head(office: Store) -> None:
    head, auditor = a_person(office, Role.HEAD), a_person(office)
    answered(office, 3, "계약", auditor)
    answered(office, 8, "복지", head)

    def counts(person: Person) -> dict[str, int | None]:
        return {row[0]: row[1] for row in rows(person, "days_by_handler")}

    assert counts(head) == {auditor.id: 3, head.id: 8}
    assert counts(auditor) == {auditor.id: None, head.id: None}
    assert figures.offer(head.desk, "days_by_handler", WANTED).filters == figures.FILTERS
    assert figures.offer(auditor.desk, "days_by_handler", WANTED).filters == ()


def test_no_other_figure_is_made_one_of_a_person_by_a_filter(office: Store) -> None:
    head, auditor = a_person(office, Role.HEAD), a_person(office)
    answered(office, 3, "계약", auditor)
    answered(office, 8, "복지", head)
    of_one = Wanted(since=WANTED.since, until=WANTED.until, handler_id=head.id)

    assert rows(head, "outcomes_by_year", of_one) == [(2026, "accepted", 8)]
    assert rows(auditor, "outcomes_by_year", of_one) == [(2026, "accepted", 11)]
    assert len(figures.cases_behind(auditor.desk, "outcomes_by_year", of_one, {"year": 2026})) == 11
    assert figures.offer(auditor.desk, "outcomes_by_year", of_one).filters == ("field", "agency", "region")


def test_what_is_published_is_of_the_whole_office_and_always_under_protection(office: Store) -> None:
    head = a_person(office, Role.HEAD)
    for field, count in (("계약", 2), ("공사", 5), ("복지", 9)):
        answered(office, count, field)

    assert [row[-1] for row in figures.public_table(head.desk, "outcomes_by_field", WANTED).rows] == [None, None, 9]
    with pytest.raises(NotFound):
        figures.public_table(head.desk, "days_by_handler", WANTED)


def test_reviews_and_advice_behind_a_figure_lead_to_their_pages(office: Store) -> None:
    auditor, chair = a_person(office), a_person(office, Role.CHAIR)
    review = an_issued_review(auditor, chair)

    lines = behind(auditor, "cases_by_month", kind="review")

    assert [(line.number, line.status_label) for line in lines] == [(review.number, "결정")]
    assert lines[0].href.startswith("/exemption?number=2026-")


@pytest.mark.parametrize("role", [role for role in Role if granted(role, Act.SEE_INSIGHT)])
def test_every_role_that_sees_figures_is_given_all_with_words_for_every_code(office: Store, role: Role) -> None:
    a_generated_office(office, 60)
    person = a_person(office, role)
    words = figures.figure_words(person.desk)

    for name in FIGURES:
        table = figures.figure_table(person.desk, name, Wanted(since=date(2020, 1, 1), until=date(2026, 12, 31)))
        assert table.seq > 0
        assert unnamed(table, words) == set(), name


def unnamed(table: Table, words: dict[str, dict[str, str]]) -> set[tuple[str, str]]:
    """The codes of a table that there is no word for; fields, statutes and days are their own."""
    plain = {"field", "statute", "month", "quarter", "year", "body"}
    return {
        (group.name, str(row[place]).lower() if isinstance(row[place], bool) else str(row[place]))
        for row in table.rows
        for place, group in enumerate(table.figure.groups)
        if group.name not in plain
        and row[place] is not None
        and (str(row[place]).lower() if isinstance(row[place], bool) else row[place]) not in words[group.name]
    }


def behind(person: Person, name: str, **at: object) -> tuple[figures.CaseLine, ...]:
    return figures.cases_behind(person.desk, name, WANTED, at)


def count_behind(person: Person, **at: object) -> int:
    return len(behind(person, "outcomes_by_field", **at))
