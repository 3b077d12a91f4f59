"""The tables of meetings and attendances, on both engines: who sees which, and the seats marked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from casebase.access.relations import to_meeting
from casebase.domain.account import Account, Role
from casebase.domain.errors import NotFound
from casebase.domain.listing import MeetingLine
from casebase.domain.meeting import ItemStage, MeetingForm, MeetingStatus
from casebase.domain.member import Body
from casebase.domain.reach import Reach, Relation
from casebase.store.connection import Connection
from casebase.store.meetings import (
    count_meetings,
    fetch_meeting,
    fetch_meeting_by_number,
    last_opened,
    list_attendances,
    list_meetings,
    update_meeting,
)
from casebase.store.members import members_on
from tests.builders import a_review, an_account, an_agency
from tests.panel_builders import INSTANT, a_meeting, a_member, an_attendance, an_item


def reach_of(account: Account, *relations: Relation) -> Reach:
    return Reach(account_id=account.id, agency_id=None, relations=frozenset(relations))


def listed(con: Connection, reach: Reach, status: str = "") -> list[MeetingLine]:
    """All meetings in a reach; their count is checked on the way."""
    lines = list_meetings(con, reach, status, 100, 0)
    assert count_meetings(con, reach, status) == len(lines)
    return lines


@pytest.mark.parametrize("fetch", [fetch_meeting, fetch_meeting_by_number])
def test_a_meeting_that_there_is_not_is_not_found(con: Connection, fetch: Callable[[Connection, str], object]) -> None:
    with pytest.raises(NotFound):
        fetch(con, "none")


def test_a_meeting_comes_back_as_it_went_in(con: Connection) -> None:
    planned = a_meeting(con, status=MeetingStatus.PREPARING)
    called = a_meeting(
        con,
        form=MeetingForm.WRITTEN,
        held_at=time(9, 30),
        called_on=date(2026, 11, 28),
        short_notice_reason="처분 시효가 임박하다.",
        is_demo=True,
    )

    assert fetch_meeting(con, planned.id) == planned
    assert fetch_meeting_by_number(con, called.number) == called


def test_a_meeting_changes_only_from_the_version_seen_and_keeps_its_number(con: Connection) -> None:
    meeting, chair = a_meeting(con), an_account(con, Role.CHAIR)
    closed = replace(
        meeting,
        form=MeetingForm.WRITTEN,
        held_on=date(2026, 12, 1),
        held_at=time(10, 15),
        place="영상회의실",
        status=MeetingStatus.CLOSED,
        called_on=date(2026, 11, 20),
        short_notice_reason="급함",
        presiding_id=chair.id,
        presiding_rule="위원장이 주재한다.",
        opened_at=INSTANT,
        closed_at=INSTANT,
        proceedings="개회를 선언하다.",
        end_reason="끝",
    )

    assert update_meeting(con, replace(closed, number="2030-회의-0001", planned_by=chair.id, is_demo=True))
    assert not update_meeting(con, replace(meeting, status=MeetingStatus.CANCELLED))

    assert fetch_meeting(con, meeting.id) == replace(closed, version=2)


def test_the_last_held_comes_first_with_its_items_counted(con: Connection) -> None:
    office, agency = an_account(con, Role.SECRETARY), an_agency(con)
    early, late = a_meeting(con, held_on=date(2026, 10, 1)), a_meeting(con, held_on=date(2026, 11, 1))
    same_day = a_meeting(con, held_on=date(2026, 11, 1), status=MeetingStatus.CANCELLED)
    for position, stage in enumerate((ItemStage.RESOLVED, ItemStage.WAITING, ItemStage.RESOLVED), start=1):
        an_item(con, late, a_review(con, agency), position=position, stage=stage)
    everything = reach_of(office, Relation.ANY)

    lines = listed(con, everything)

    assert [line.id for line in lines] == [same_day.id, late.id, early.id]
    assert [(line.count_items, line.count_resolved) for line in lines] == [(0, 0), (3, 2), (0, 0)]
    assert lines[2] == MeetingLine(
        id=early.id,
        number=early.number,
        form=MeetingForm.SITTING,
        held_on=date(2026, 10, 1),
        place=early.place,
        status=MeetingStatus.CALLED,
        count_items=0,
        count_resolved=0,
        is_demo=False,
    )
    assert [line.id for line in listed(con, everything, "cancelled")] == [same_day.id]
    pages = [list_meetings(con, everything, "", 2, at) for at in (0, 2)]
    assert [[line.id for line in page] for page in pages] == [[same_day.id, late.id], [early.id]]


def test_a_member_sees_the_meetings_of_their_own_terms(con: Connection) -> None:
    person = an_account(con, Role.COMMITTEE)
    a_member(con, account=person, begins_on=date(2026, 3, 1), ends_on=date(2026, 3, 31))
    a_member(con, account=person, begins_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))
    a_member(con, Body.PANEL, account=person, begins_on=date(2026, 1, 1))
    a_member(con, begins_on=date(2026, 1, 1))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 9, 15)]
    meetings = {a_meeting(con, held_on=day).id: day for day in days}

    seen = listed(con, reach_of(person, Relation.MEMBER))

    assert [line.held_on for line in seen] == [date(2026, 9, 15), date(2026, 3, 31), date(2026, 3, 1)]
    for meeting_id, day in meetings.items():
        seats = {member.account_id for member in members_on(con, Body.COMMITTEE, day)}
        is_member = Relation.MEMBER in to_meeting(person, seats, None)
        assert (meeting_id in {line.id for line in seen}) is is_member
    assert listed(con, reach_of(person, Relation.MEMBER), "closed") == []
    assert listed(con, reach_of(person)) == listed(con, reach_of(an_account(con), Relation.MEMBER)) == []


def test_a_seat_is_marked_once_and_anew(con: Connection) -> None:
    meeting, other = a_meeting(con), a_meeting(con)
    one, two = a_member(con), a_member(con)

    first = an_attendance(con, meeting, one)
    second = an_attendance(con, meeting, two, is_present=False)
    an_attendance(con, other, one, is_present=False)
    assert list_attendances(con, meeting.id) == [first, second]

    an_attendance(con, meeting, two)

    assert list_attendances(con, meeting.id) == [first, replace(second, is_present=True, version=2)]


def test_the_last_meeting_opened_is_by_the_day_it_is_held(con: Connection) -> None:
    a_meeting(con, held_on=date(2026, 12, 1))
    assert last_opened(con) is None

    opened = a_meeting(con, status=MeetingStatus.OPEN, opened_at=INSTANT)
    a_meeting(con, status=MeetingStatus.CLOSED, held_on=date(2026, 3, 2), opened_at=INSTANT)

    assert last_opened(con) == opened
