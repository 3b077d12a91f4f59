"""The table of rulings, on both engines."""

from dataclasses import replace

import pytest

from casebase.domain.approval import ApprovalState
from casebase.domain.errors import NotFound
from casebase.domain.ruling import DispositionChange, Outcome, Ruling, RulingKind
from casebase.store.connection import Connection
from casebase.store.ids import new_id
from casebase.store.rulings import fetch_ruling, insert_ruling, list_rulings, update_ruling
from tests.builders import a_review, an_account, an_agency


def a_ruling(con: Connection, review_id: str = "") -> Ruling:
    """Put a proposal on record."""
    ruling = Ruling(
        id=new_id(),
        review_id=review_id or a_review(con, an_agency(con)).id,
        kind=RulingKind.DECISION,
        outcome=Outcome.PARTIAL,
        changes=(
            DispositionChange(charge_id="charge-2", after="불문"),
            DispositionChange(charge_id="charge-1", after="‘주의’"),
        ),
        reasons="이유",
        dismissal_ground="",
        cause="",
        state=ApprovalState.PROPOSED,
        digest="0" * 64,
        proposed_by=an_account(con).id,
        proposed_at="2026-11-23T01:00:00.000000Z",
    )
    insert_ruling(con, ruling)
    return ruling


def test_a_ruling_comes_back_as_it_went_in(con: Connection) -> None:
    ruling = a_ruling(con)

    assert fetch_ruling(con, ruling.id) == ruling
    with pytest.raises(NotFound):
        fetch_ruling(con, "none")


def test_a_review_s_rulings_are_listed_the_newest_first(con: Connection) -> None:
    first = a_ruling(con)
    second, third = (a_ruling(con, first.review_id) for _ in range(2))
    a_ruling(con)

    assert list_rulings(con, first.review_id) == [third, second, first]


def test_only_what_became_of_a_proposal_changes_and_only_from_the_version_seen(con: Connection) -> None:
    ruling = a_ruling(con)
    decided = replace(
        ruling,
        state=ApprovalState.RETURNED,
        decided_by=an_account(con).id,
        decided_at="2026-11-24T01:00:00.000000Z",
        return_reason="이유를 더 쓰세요.",
    )

    assert update_ruling(con, replace(decided, reasons="바뀌지 않는 이유", outcome=Outcome.DISMISSED))
    assert not update_ruling(con, replace(ruling, state=ApprovalState.ISSUED))

    assert fetch_ruling(con, ruling.id) == replace(decided, version=2)


def test_a_proposal_that_the_committee_decided_on_stays_as_it_was_proposed(con: Connection) -> None:
    ruling = a_ruling(con)
    resolved = replace(ruling, state=ApprovalState.RESOLVED, decided_by=an_account(con).id)

    assert update_ruling(con, resolved)

    assert fetch_ruling(con, ruling.id) == replace(resolved, version=2)
