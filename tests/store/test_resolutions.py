"""The tables of resolutions and their findings, on both engines."""

from dataclasses import replace

import pytest

from casebase.domain.approval import ApprovalState
from casebase.domain.errors import NotFound
from casebase.domain.finding import Step
from casebase.domain.meeting import AgendaItem
from casebase.domain.ruling import Outcome
from casebase.store.connection import Connection, Store
from casebase.store.resolutions import (
    fetch_resolution,
    find_resolution_of_item,
    insert_resolution,
)
from casebase.store.reviews import fetch_review
from casebase.store.rulings import fetch_ruling, list_rulings
from tests.builders import a_review, an_account, an_agency
from tests.panel_builders import a_meeting, a_ruling, an_item
from tests.resolution_builders import a_resolution, a_resolved_finding


def an_item_on_record(con: Connection) -> AgendaItem:
    return an_item(con, a_meeting(con), a_review(con, an_agency(con)))


def test_a_resolution_comes_back_whole_its_findings_in_order(con: Connection) -> None:
    item = an_item_on_record(con)
    charge_id = fetch_review(con, item.review_id).charges[0].id
    findings = (
        a_resolved_finding(charge_id, question="validity", evidence=("file-2", "file-1")),
        a_resolved_finding(charge_id, question="public_interest", holds=None, yes=1, no=1, abstained=1),
        a_resolved_finding(charge_id, step=Step.EXCLUSION, question="bribery", holds=False, yes=0, no=3),
    )
    resolution = a_resolution(
        con, item, findings=findings, outcome=Outcome.PARTIAL, yes=2, no=1, recused=("박위원(제척, 친족)",)
    )

    assert fetch_resolution(con, resolution.id) == find_resolution_of_item(con, item.id) == resolution
    assert find_resolution_of_item(con, an_item_on_record(con).id) is None
    with pytest.raises(NotFound):
        fetch_resolution(con, "none")


def test_a_ruling_names_the_resolution_that_issued_it(con: Connection) -> None:
    item = an_item_on_record(con)

    resolution = a_resolution(con, item)

    issued, proposal = list_rulings(con, item.review_id)
    assert (issued.id, issued.resolution_id, issued.state) == (
        resolution.ruling_id,
        resolution.id,
        ApprovalState.ISSUED,
    )
    assert (proposal.id, proposal.resolution_id) == (item.ruling_id, None)


def test_no_ruling_names_a_resolution_that_is_not_kept(store: Store) -> None:
    with store.transaction() as con:
        review = a_review(con, an_agency(con))

    with pytest.raises(store.engine.failure), store.transaction() as con:
        a_ruling(con, review, resolution_id="none")

    with store.reading() as con:
        assert list_rulings(con, review.id) == []


def test_no_resolution_is_kept_without_the_ruling_that_it_issues(store: Store) -> None:
    with store.transaction() as con:
        resolution, presiding = a_resolution(con, an_item_on_record(con)), an_account(con)
        item = an_item_on_record(con)

    alone = replace(resolution, id="alone", item_id=item.id, ruling_id="none", resolved_by=presiding.id)
    with pytest.raises(store.engine.failure), store.transaction() as con:
        insert_resolution(con, alone)

    with store.reading() as con:
        assert find_resolution_of_item(con, item.id) is None
        assert fetch_ruling(con, resolution.ruling_id).resolution_id == resolution.id


def test_an_item_is_resolved_once(store: Store) -> None:
    with store.transaction() as con:
        item = an_item_on_record(con)
        first = a_resolution(con, item)

    with pytest.raises(store.engine.failure), store.transaction() as con:
        a_resolution(con, item, outcome=Outcome.NOT_RECOGNISED)

    with store.reading() as con:
        assert find_resolution_of_item(con, item.id) == first
