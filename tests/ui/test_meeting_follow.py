"""An open meeting's page begins anew when something moved, and not for every ballot."""

from casebase.casework.meeting_views import meeting_page
from casebase.casework.meetings import keep_proceedings
from casebase.store.connection import Store
from casebase.ui.meeting_follow import standing
from tests.case_builders import Person
from tests.meeting_stages import Sitting, a_committee, a_voting_item, all_vote, close_vote


def seen(person: Person, sitting: Sitting) -> object:
    return standing(meeting_page(person.desk, sitting.meeting.number))


def test_another_s_ballot_leaves_a_member_s_page_alone(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting, waiting = a_voting_item(committee), committee.members[4]
    before = seen(waiting, sitting)

    all_vote(sitting, committee.members[:4])

    assert seen(waiting, sitting) == before


def test_the_last_ballot_lets_who_presides_close_the_vote(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_voting_item(committee)
    all_vote(sitting, committee.members[:4])
    before = seen(committee.chair, sitting)

    all_vote(sitting, committee.members[4:])

    assert seen(committee.chair, sitting) != before


def test_a_vote_that_closes_moves_every_page(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_voting_item(committee)
    all_vote(sitting)
    people = (*committee.members, committee.secretary)
    before = [seen(person, sitting) for person in people]

    close_vote(sitting)

    assert all(seen(person, sitting) != earlier for person, earlier in zip(people, before, strict=True))


def test_what_the_secretary_writes_down_reaches_the_others(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_voting_item(committee)
    before = seen(committee.chair, sitting)

    keep_proceedings(
        committee.secretary.desk, sitting.meeting_id, sitting.meeting.version, {"proceedings": "개회하였다."}
    )

    assert seen(committee.chair, sitting) != before
