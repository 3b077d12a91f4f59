"""The table of findings, on both engines."""

from dataclasses import replace

import pytest

from casebase.domain.account import Account
from casebase.domain.finding import Finding, Step
from casebase.domain.review import Review
from casebase.store.connection import Connection
from casebase.store.findings import find_finding, insert_finding, list_findings, update_finding
from casebase.store.ids import new_id
from tests.builders import a_finding, a_review, an_account, an_agency


def on_record(con: Connection, review: Review, person: Account, holds: bool | None, question: str) -> Finding:
    """Put one answer on record."""
    drawn = a_finding(Step.CRITERION, question, holds, charge_id=review.charges[0].id)
    finding = replace(drawn, id=new_id(), review_id=review.id, account_id=person.id, evidence=("파일-1", "파일-2"))
    insert_finding(con, finding)
    return finding


@pytest.mark.parametrize("holds", [True, False, None])
def test_a_finding_comes_back_as_it_went_in(con: Connection, holds: bool | None) -> None:
    review, person = a_review(con, an_agency(con)), an_account(con)

    finding = on_record(con, review, person, holds, "validity")

    charge = review.charges[0].id
    assert find_finding(con, charge, Step.CRITERION, "validity", person.id) == finding
    assert find_finding(con, charge, Step.EXCLUSION, "validity", person.id) is None


def test_findings_are_listed_in_order_of_one_person_or_of_all(con: Connection) -> None:
    review, other = a_review(con, an_agency(con)), a_review(con, an_agency(con))
    first, second = an_account(con), an_account(con)
    own = [on_record(con, review, first, True, question) for question in ("validity", "transparency")]
    of_second = on_record(con, review, second, False, "validity")
    on_record(con, other, first, True, "validity")

    assert list_findings(con, review.id, first.id) == own
    assert list_findings(con, review.id) == [*own, of_second]


def test_only_the_version_seen_is_overwritten(con: Connection) -> None:
    finding = on_record(con, a_review(con, an_agency(con)), an_account(con), None, "validity")
    changed = replace(finding, holds=False, reason="다른 방법이 있었다.", evidence=())

    assert update_finding(con, changed)
    assert not update_finding(con, replace(finding, holds=True))

    assert list_findings(con, finding.review_id) == [replace(changed, version=2)]
