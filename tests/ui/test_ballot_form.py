"""The ballot of a member: filled in by hand or as proposed, kept until it is cast, cast once, and their own alone."""

import pytest

from casebase.domain.meeting import Choice
from casebase.store.ballots import list_ballots
from casebase.store.connection import Store
from tests.case_builders import Person
from tests.meeting_stages import Committee, Sitting, a_committee, a_voting_item, all_vote
from tests.screens import Screen


@pytest.fixture
def committee(empty_store: Store) -> Committee:
    return a_committee(empty_store)


def opened(person: Person, sitting: Sitting) -> Screen:
    return Screen(person.seat.session_id, "meeting", {"number": sitting.meeting.number})


def vote_keys(screen: Screen) -> list[str]:
    return [str(group.key) for group in screen.shown.button_group if str(group.key).startswith("vote_")]


def cast_on(sitting: Sitting) -> list[tuple[str, Choice]]:
    with sitting.store.reading() as con:
        return [(ballot.account_id, ballot.choice) for ballot in list_ballots(con, sitting.item_id)]


def test_a_ballot_is_filled_as_proposed_confirmed_and_cast_once(committee: Committee) -> None:
    sitting, member = a_voting_item(committee), committee.members[1]
    screen = opened(member, sitting)
    first = vote_keys(screen)[0]
    assert screen.offered(first) == ["찬성(충족)", "반대(불충족)", "기권"]

    screen.pick(first, "반대(불충족)")
    screen.press("fill_as_proposed")
    screen.press("ready_ballot")
    assert "한 번 표결하면 바꾸거나 거둘 수 없습니다" in screen.text
    assert cast_on(sitting) == []
    screen.press("cast_ballot")

    choices = [choice for _, choice in cast_on(sitting)]
    assert (choices.count(Choice.YES), choices.count(Choice.NO)) == (2, 6)
    assert "표결했습니다" in screen.text
    assert not screen.keys & {"ready_ballot", "cast_ballot", "fill_as_proposed"}


def test_a_choice_made_just_before_the_rest_is_filled_in_stands(committee: Committee) -> None:
    sitting = a_voting_item(committee)
    screen = opened(committee.members[1], sitting)
    first, second, *_ = vote_keys(screen)

    screen.shown.button_group(key=first).set_value("반대(불충족)")  # and tapped on before the page is drawn anew
    screen.press("fill_as_proposed")

    assert screen.shown.session_state[first] == "no"
    assert screen.shown.session_state[second] == "yes"


def test_what_is_chosen_survives_a_reload(committee: Committee) -> None:
    screen = opened(committee.members[1], a_voting_item(committee))
    first = vote_keys(screen)[0]
    screen.pick(first, "기권")

    screen.load()

    assert screen.shown.session_state[first] == "abstain"
    assert all(not screen.shown.session_state[key] for key in vote_keys(screen)[1:])


def test_a_ballot_with_open_questions_is_sent_back_to_them(committee: Committee) -> None:
    sitting = a_voting_item(committee)
    screen = opened(committee.members[1], sitting)
    first, *rest = vote_keys(screen)
    screen.pick(first, "찬성(충족)")

    screen.press("ready_ballot")

    assert f"아래 {len(rest)}곳을 고쳐 주세요" in screen.text
    assert "cast_ballot" not in screen.keys
    assert cast_on(sitting) == []


def test_while_a_vote_is_open_it_is_told_who_voted_and_never_how(committee: Committee) -> None:
    sitting = a_voting_item(committee)
    all_vote(sitting, committee.members[:2])

    for person in (*committee.members, committee.secretary):
        screen = opened(person, sitting)
        assert "5명 가운데 2명이 표결했습니다" in screen.text
        assert "표결 결과" not in screen.text
        assert ("내가 낸 표" in str(screen.shown.expander)) == (person in committee.members[:2])
