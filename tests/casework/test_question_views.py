"""What a person is told of a vote: nothing before it is closed but who has voted."""

import json

import pytest

from casebase.casework.meeting_views import meeting_page
from casebase.casework.review_views import review_page
from casebase.domain.account import Role
from casebase.domain.errors import (
    InvalidEntry,
)
from casebase.domain.meeting import Choice
from casebase.store.connection import Store
from casebase.store.events import list_events_of
from tests.case_builders import Person, a_person
from tests.meeting_stages import (
    Sitting,
    a_closed_meeting,
    a_committee,
    an_outcome_item,
    close_vote,
    seen_by,
    set_office,
    vote,
)


def everything_told(person: Person, sitting: Sitting) -> str:
    """All that a person can reach about an item, as text."""
    meeting = meeting_page(person.desk, sitting.meeting.number)
    review = review_page(person.desk, sitting.review.number)
    return repr((meeting, review))


def test_nobody_is_told_a_choice_or_a_count_before_closing(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 5)
    sitting = an_outcome_item(committee)
    head = a_person(sqlite_store, Role.HEAD)
    lone, *others = committee.members
    watchers = [committee.secretary, head, *others]
    before = [everything_told(person, sitting) for person in watchers]

    vote(sitting, lone, {"vote_outcome": "no"})

    after = [everything_told(person, sitting) for person in watchers]
    for person, told, earlier in zip(watchers, after, before, strict=True):
        work = seen_by(sitting, person)
        assert work is not None and work.motion_vote is not None
        assert (work.motion_vote.tally, work.motion_vote.own, work.motion_vote.how) == (None, None, ())
        assert work.voted == (lone.account.name,)
        assert told.count("Choice.NO") == earlier.count("Choice.NO")
    own = seen_by(sitting, lone)
    assert own is not None and own.motion_vote is not None and own.motion_vote.own == Choice.NO
    with pytest.raises(InvalidEntry) as refusal:
        close_vote(sitting)
    assert "반대" not in str(refusal.value)


def test_events_never_hold_a_choice(sqlite_store: Store) -> None:
    sitting = a_closed_meeting(a_committee(sqlite_store))

    with sqlite_store.reading() as con:
        found = list_events_of(con, "meeting", sitting.meeting_id) + list_events_of(con, "review", sitting.review.id)

    details = {event.act: event.detail for event in found}
    assert json.loads(details["cast_ballot"]).keys() == {"number", "item", "review"}
    assert json.loads(details["close_vote"])["voters"] == sitting.committee.ids
    for act in ("cast_ballot", "close_vote"):
        assert not any(f'"{choice}"' in details[act] for choice in Choice)


@pytest.mark.parametrize(("setting", "is_told"), [("비밀", False), ("기명", True)])
def test_how_each_voted_is_told_only_where_the_office_says_so(sqlite_store: Store, setting: str, is_told: bool) -> None:
    set_office(sqlite_store, "committee.ballots", setting)
    sitting = an_outcome_item(a_committee(sqlite_store, 3))
    for member, choice in zip(sitting.committee.members, ("yes", "yes", "no"), strict=True):
        vote(sitting, member, {"vote_outcome": choice})
    unseen = seen_by(sitting, sitting.committee.secretary)
    close_vote(sitting)

    work = seen_by(sitting, sitting.committee.secretary)

    assert unseen is not None and unseen.motion_vote is not None and unseen.motion_vote.how == ()
    assert work is not None and work.motion_vote is not None
    told = (("최위원", Choice.YES), ("박위원", Choice.YES), ("이위원", Choice.NO))
    assert work.motion_vote.how == (told if is_told else ())
    assert work.motion_vote.tally is not None and work.motion_vote.tally.yes == 2
