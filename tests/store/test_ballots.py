"""The table of ballots, on both engines."""

import pytest

from casebase.domain.meeting import AgendaItem, Choice
from casebase.store.ballots import has_cast, list_ballots
from casebase.store.connection import Connection, Store
from tests.builders import a_review, an_account, an_agency
from tests.panel_builders import a_ballot, a_meeting, an_item


def two_items(con: Connection) -> tuple[AgendaItem, AgendaItem]:
    meeting, agency = a_meeting(con), an_agency(con)
    first, second = (an_item(con, meeting, a_review(con, agency), position=n) for n in (1, 2))
    return first, second


def test_an_item_s_ballots_come_back_in_the_order_they_were_cast(con: Connection) -> None:
    item, other = two_items(con)
    voter = an_account(con)
    criterion = a_ballot(con, item, voter.id, Choice.NO, "charge|criterion|public_interest")
    outcome = a_ballot(con, item, voter.id, Choice.ABSTAIN)
    challenge = a_ballot(con, item, voter.id, question="challenge:recusal")
    a_ballot(con, other, voter.id)

    assert list_ballots(con, item.id) == [criterion, outcome, challenge]
    assert list_ballots(con, item.id, "challenge:") == [challenge]
    assert list_ballots(con, item.id, "charge|") == [criterion]
    assert list_ballots(con, item.id, "challenge:another") == list_ballots(con, item.id, "_utcome") == []


def test_whoever_voted_on_a_question_has_cast(con: Connection) -> None:
    item, other = two_items(con)
    voter, silent = an_account(con), an_account(con)
    a_ballot(con, item, voter.id, question="first")

    assert has_cast(con, item.id, voter.id, ["outcome", "first"])
    assert not has_cast(con, item.id, voter.id, ["outcome"])
    assert not has_cast(con, item.id, voter.id, [])
    assert not has_cast(con, other.id, voter.id, ["first"])
    assert not has_cast(con, item.id, silent.id, ["first"])


def test_nobody_votes_twice_on_a_question(store: Store) -> None:
    with store.transaction() as con:
        item, _ = two_items(con)
        voter = an_account(con)
        a_ballot(con, item, voter.id, Choice.YES)

    with pytest.raises(store.engine.failure), store.transaction() as con:
        a_ballot(con, item, voter.id, Choice.NO)

    with store.reading() as con:
        assert [ballot.choice for ballot in list_ballots(con, item.id)] == [Choice.YES]
