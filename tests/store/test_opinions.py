"""The tables of opinions and further notices, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.approval import ApprovalState
from casebase.domain.errors import NotFound
from casebase.domain.opinion import OpinionKind, OpinionOutcome
from casebase.store.connection import Connection
from casebase.store.opinions import (
    fetch_further_notice,
    fetch_opinion,
    list_further_notices,
    list_opinions,
    update_further_notice,
    update_opinion,
)
from tests.builders import an_account, an_agency
from tests.consultation_builders import a_consultation, a_further_notice, an_opinion, an_opinion_paper


@pytest.mark.parametrize("kind", OpinionKind)
@pytest.mark.parametrize("outcome", OpinionOutcome)
def test_an_opinion_comes_back_as_it_went_in(con: Connection, kind: OpinionKind, outcome: OpinionOutcome) -> None:
    opinion = an_opinion(con, a_consultation(con, an_agency(con)), kind, outcome)

    assert fetch_opinion(con, opinion.id) == opinion
    with pytest.raises(NotFound, match="의견안을"):
        fetch_opinion(con, "none")


def test_a_consultation_s_opinions_are_listed_the_newest_first(con: Connection) -> None:
    consultation = a_consultation(con, an_agency(con))
    first, second, third = (an_opinion(con, consultation) for _ in range(3))
    an_opinion(con, a_consultation(con, an_agency(con)))

    assert list_opinions(con, consultation.id) == [third, second, first]


def test_only_what_became_of_a_proposal_changes_and_only_from_the_version_seen(con: Connection) -> None:
    consultation = a_consultation(con, an_agency(con))
    opinion = an_opinion(con, consultation)
    decided = replace(
        opinion,
        state=ApprovalState.ISSUED,
        decided_by=an_account(con).id,
        decided_at="2026-11-24T01:00:00.000000Z",
        return_reason="없음",
        document_id=an_opinion_paper(con, consultation).id,
    )

    rewritten = replace(opinion.text, conclusion="바뀌지 않는 의견")
    assert update_opinion(con, replace(decided, text=rewritten, outcome=OpinionOutcome.REJECTED))
    assert not update_opinion(con, replace(opinion, state=ApprovalState.RETURNED))

    assert fetch_opinion(con, opinion.id) == replace(decided, version=2)


def test_further_notices_stand_on_a_paper_and_arrive_later(con: Connection) -> None:
    consultation = a_consultation(con, an_agency(con))
    paper, other = (an_opinion_paper(con, consultation) for _ in range(2))
    second, first = (a_further_notice(con, paper, notified_on=date(2026, 11, day)) for day in (25, 22))
    a_further_notice(con, other)
    arrived = replace(first, reached_on=date(2026, 11, 23))

    update_further_notice(con, replace(arrived, recipient="바뀌지 않는 기관"))

    assert list_further_notices(con, paper.id) == [arrived, second]
    assert fetch_further_notice(con, first.id) == arrived
    with pytest.raises(NotFound, match="통보 기록을"):
        fetch_further_notice(con, "none")
