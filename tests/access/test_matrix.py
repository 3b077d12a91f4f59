"""The matrix that is printed is the one that is tried: every act, by every role, with every tie."""

import itertools

import pytest

from casebase.access.act import Act
from casebase.access.matrix import STRANGER, TIES, opens, rows
from casebase.access.policy import granted
from casebase.access.subjects import Subject
from casebase.domain.account import Role
from casebase.domain.reach import Relation
from tests import ties
from tests.door import (
    ADVICE,
    ANOTHER,
    COMMENT,
    CONSULTATION,
    MEETING,
    ONESELF,
    OWN_LIST,
    POST,
    PRECEDENT,
    REVIEW,
    SHARED_LIST,
    VISIT,
    Door,
)
from tests.doors import DOORS, OPEN_NO_DOOR
from tests.ties import cells
from tests.world import A_SESSION

# What doors are tried on, for each subject.
KINDS = {
    Subject.OFFICE: (),
    Subject.SESSION: (A_SESSION,),
    Subject.VISIT: (VISIT,),
    Subject.CONSULTATION: (CONSULTATION,),
    Subject.REVIEW: (REVIEW,),
    Subject.CASE: (VISIT, CONSULTATION, REVIEW),
    Subject.ADVICE: (ADVICE,),
    Subject.MEETING: (MEETING,),
    Subject.MEMBER: (ANOTHER, ONESELF),
    Subject.PRECEDENT: (PRECEDENT,),
    Subject.READING_LIST: (OWN_LIST, SHARED_LIST),
    Subject.POST: (POST,),
    Subject.COMMENT: (COMMENT,),
}
CASES = (Subject.VISIT, Subject.CONSULTATION, Subject.REVIEW)
ALONE = [subject for subject, kinds in KINDS.items() if kinds and subject != Subject.CASE]
ROWS = {row.act: row for row in rows()}


def doors_of(act: Act) -> list[Door]:
    """Return the doors that an act is tried at: on things of its subject, where somebody can be tied to one."""
    kinds = KINDS[ROWS[act].subject]
    found = [door for door in DOORS if act in {door.act, door.also}]
    return [door for door in found if not kinds or (door.stage and door.kind in kinds)]


@pytest.mark.parametrize("subject", ALONE)
def test_the_ties_that_are_tried_are_those_of_the_matrix(subject: Subject) -> None:
    in_tests = {(tie.name, tie.relations) for kind in KINDS[subject] for tie in ties.TIES[kind]}

    assert in_tests == {(tie.name, tie.relations) for tie in TIES[subject]}


@pytest.mark.parametrize("act", sorted(set(Act) - OPEN_NO_DOOR))
def test_every_cell_of_the_matrix_is_tried_and_no_door_opens_beyond_it(act: Act) -> None:
    due, opened, answered = _due(act), set(), set()

    for door in doors_of(act):
        permitted = _due(door.act) | (_due(door.also) if door.also else set())
        for role, tie in cells(door):
            answered.add((role, tie.name))
            if ties.opens(door, role, tie):
                opened.add((role, tie.name))
                assert (role, tie.name) in permitted, (door.name, role, tie.name)

    assert answered >= {(role, STRANGER.name) for role in Role}
    assert opened >= due & answered


def _due(act: Act) -> set[tuple[Role, str]]:
    """What the matrix opens an act to; a list of things that people are tied to opens to whoever may be so tied."""
    subject = ROWS[act].subject
    every = {tie for of in (CASES if subject == Subject.CASE else (subject,)) for tie in TIES[of]}
    if not KINDS[subject]:
        every = {tie for of_subject in TIES.values() for tie in of_subject}
        return {(role, tie.name) for role in Role if granted(role, act) for tie in every}
    return {(role, tie.name) for role in Role for tie in every if opens(act, role, tie)}


def test_a_row_says_by_which_ties_each_role_may() -> None:
    vote, correct = ROWS[Act.CAST_BALLOT], ROWS[Act.CORRECT_VISIT]

    assert [tie.name for tie in vote.opened_by[Role.COMMITTEE]] == ["a seat", "in the chair"]
    assert vote.opened_by[Role.SECRETARY] == ()
    assert [tie.name for tie in correct.opened_by[Role.AUDITOR]] == ["of the team"]
    assert correct.opened_by[Role.HEAD] == TIES[Subject.VISIT]


def test_nothing_is_open_to_who_was_a_member_or_stepped_aside_but_to_everybody_of_their_role() -> None:
    nothing = [tie for every in TIES.values() for tie in every if tie.relations == STRANGER.relations]

    assert {tie.name for tie in nothing} >= {"a seat until yesterday", "who stepped aside", "who declined"}
    for row, role, tie in itertools.product(rows(), Role, nothing):
        assert opens(row.act, role, tie) == (Relation.ANY in granted(role, row.act))
