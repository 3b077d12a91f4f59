"""Counts from the mirror: up to the newest event, and never of what a person may not know."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casebase.casework import counts
from casebase.casework.businesses import register_business
from casebase.casework.office import Configuration, Office, use_office
from casebase.domain.account import Role
from casebase.domain.errors import NotPermitted
from casebase.domain.review import ReviewStatus
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from tests.case_builders import a_finished_visit, a_person
from tests.review_stages import a_proposed_review, an_issued_review, notify, review_of


@pytest.fixture
def office(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> Iterator[Store]:
    """The store of an office with its mirror."""
    configuration = Configuration(home=tmp_path, store_url=sqlite_store.url)
    use_office(Office(configuration=configuration, store=sqlite_store, mirror=mirror))
    yield sqlite_store
    use_office(None)


def test_counts_follow_each_act(office: Store) -> None:
    auditor = a_person(office)
    before = counts.today_counts(auditor.desk)[0]

    fields = {"business_name": "한빛정밀", "registration_number": "1234567891", "industry": "C", "region_code": "48120"}
    business_id = register_business(auditor.desk, fields)
    a_finished_visit(auditor, business_id=business_id)

    after, work = counts.today_counts(auditor.desk)
    assert (before.open_promises, after.open_promises, after.visits_this_year) == (0, 1, 1)
    assert work.months[-1][1:] == (1, 0)
    assert counts.visit_facets(auditor.desk).counts["track"] == {"on_site": 1, "formal": 1, "later": 1}
    assert counts.newest_event(auditor.desk) == (after.seq, auditor.id)


def test_outside_the_office_no_count_tells_of_a_ruling_on_its_way(office: Store) -> None:
    auditor, chair = a_person(office), a_person(office, Role.CHAIR)
    subject = a_person(office, Role.APPLICANT)
    a_proposed_review(auditor, subject_account_1=subject.id)
    issued = an_issued_review(auditor, chair, subject_account_1=subject.id)

    outside, inside = counts.review_facets(subject.desk).counts, counts.review_facets(auditor.desk).counts
    assert outside["status"] == {"fact_finding": 2}
    assert "outcome" not in outside
    assert counts.today_counts(subject.desk)[0].open_reviews == {ReviewStatus.FACT_FINDING: 2}
    assert (inside["status"], inside["outcome"]) == ({"proposed": 1, "issued": 1}, {"recognised": 1})

    notify(auditor, issued.number)
    assert review_of(office, issued.number).status == ReviewStatus.NOTIFIED
    assert counts.review_facets(subject.desk).counts["status"] == {"fact_finding": 1, "notified": 1}


def test_who_sees_no_visits_or_reviews_is_given_no_counts_of_them(office: Store) -> None:
    panel, applicant = a_person(office, Role.PANEL), a_person(office, Role.APPLICANT)
    a_finished_visit(a_person(office))

    for refused in (
        lambda: counts.visit_facets(panel.desk),
        lambda: counts.review_facets(panel.desk),
        lambda: counts.visit_facets(applicant.desk),
    ):
        with pytest.raises(NotPermitted):
            refused()
    shown, work = counts.today_counts(panel.desk)
    assert (shown.open_promises, shown.visits_this_year, shown.open_reviews) == (0, 0, {})
    assert {month[1:] for month in work.months} == {(0, 0)}
