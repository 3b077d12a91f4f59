"""Meetings: planned, called in time or with a reason, opened with a quorum on their day, closed once all is decided."""

from datetime import date

import pytest

from casebase.casework import meetings
from casebase.casework.meeting_views import meeting_page
from casebase.domain.account import Role
from casebase.domain.errors import (
    CasebaseError,
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NoQuorum,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.meeting import ItemStage, MeetingStatus
from casebase.domain.member import Body
from casebase.store.connection import Store
from tests.case_builders import a_person, now_on, record_of
from tests.meeting_stages import (
    AT_SHORT_NOTICE,
    Sitting,
    a_called_item,
    a_committee,
    a_planned_item,
    a_planned_meeting,
    a_resolved_item,
    a_voting_item,
    an_open_item,
    call,
    carry_over,
    close_meeting,
    mark,
    meeting_of,
    open_meeting,
    plan_fields,
    set_office,
)
from tests.panel_builders import a_member


def refused_unchanged(store: Store, error: type[CasebaseError], sitting: Sitting, *step: object) -> CasebaseError:
    """Do a step that must be refused, see that nothing changed, and return the refusal."""
    before = record_of(store)
    act, person, fields = step
    with pytest.raises(error) as refusal:
        act(person.desk, sitting.meeting_id, sitting.meeting.version, fields)  # type: ignore[operator,attr-defined]
    assert record_of(store) == before
    return refusal.value


def test_a_meeting_is_planned_called_opened_and_closed(store: Store) -> None:
    committee = a_committee(store)
    sitting = a_planned_item(committee)
    assert sitting.meeting.status == MeetingStatus.PREPARING

    call(sitting)
    called = sitting.meeting
    open_meeting(sitting)
    opened = sitting.meeting
    carry_over(sitting)
    minutes = close_meeting(sitting)

    assert (called.status, called.called_on) == (MeetingStatus.CALLED, date(2026, 11, 23))
    assert (opened.status, opened.presiding_id) == (MeetingStatus.OPEN, committee.chair.id)
    assert "위원장이 주재합니다" in opened.presiding_rule
    assert (sitting.meeting.status, minutes) == (MeetingStatus.CLOSED, "2026-회의록-0001")
    view = meeting_page(committee.members[1].desk, sitting.meeting.number)
    assert view.minutes is not None and view.minutes.number == minutes


@pytest.mark.parametrize(
    ("field", "typed"),
    [("form", "elsewhere"), ("held_on", "2026-11-22"), ("held_on", ""), ("held_at", "늦게"), ("place", "")],
)
def test_a_plan_with_a_fault_is_refused(sqlite_store: Store, field: str, typed: str) -> None:
    secretary = a_person(sqlite_store, Role.SECRETARY)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refusal:
        meetings.plan_meeting(secretary.desk, plan_fields(**{field: typed}))

    assert [fault.field for fault in refusal.value.faults] == [field]
    assert record_of(sqlite_store) == before


def test_only_the_secretary_plans(sqlite_store: Store) -> None:
    for role in set(Role) - {Role.SECRETARY}:
        with pytest.raises(NotPermitted):
            meetings.plan_meeting(a_person(sqlite_store, role).desk, plan_fields())


def test_a_written_vote_needs_the_office_to_allow_it(sqlite_store: Store) -> None:
    secretary = a_person(sqlite_store, Role.SECRETARY)

    with pytest.raises(InvalidEntry) as refusal:
        meetings.plan_meeting(secretary.desk, plan_fields(form="written", place=""))

    assert refusal.value.field == "form"
    set_office(sqlite_store, "committee.written", "허용")
    assert meetings.plan_meeting(secretary.desk, plan_fields(form="written", place="")) == "2026-회의-0001"


def test_a_plan_changes_until_the_meeting_is_called(sqlite_store: Store) -> None:
    sitting = a_planned_item(a_committee(sqlite_store))
    secretary = sitting.committee.secretary
    meetings.change_meeting(
        secretary.desk, sitting.meeting_id, sitting.meeting.version, plan_fields(held_on="2026-11-30")
    )
    assert sitting.meeting.held_on == date(2026, 11, 30)

    call(sitting)

    refused_unchanged(sqlite_store, MoveNotPermitted, sitting, meetings.change_meeting, secretary, plan_fields())


def test_a_late_call_needs_a_reason(sqlite_store: Store) -> None:
    sitting = a_planned_item(a_committee(sqlite_store), held_on="2026-11-27")
    secretary = sitting.committee.secretary
    assert meeting_page(secretary.desk, sitting.meeting.number).notice.is_short

    refusal = refused_unchanged(sqlite_store, SeveralInvalid, sitting, meetings.call_meeting, secretary, {})

    assert "급히 알리는 사유" in str(refusal)
    meetings.call_meeting(secretary.desk, sitting.meeting_id, sitting.meeting.version, AT_SHORT_NOTICE)
    assert sitting.meeting.short_notice_reason == AT_SHORT_NOTICE["short_notice_reason"]


def test_a_call_in_time_needs_none(sqlite_store: Store) -> None:
    sitting = a_planned_item(a_committee(sqlite_store), held_on="2026-11-28")

    meetings.call_meeting(sitting.committee.secretary.desk, sitting.meeting_id, sitting.meeting.version, {})

    assert sitting.meeting.status == MeetingStatus.CALLED
    assert sitting.item.digest and sitting.item.document_id


def test_an_empty_agenda_is_not_called(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    meeting = a_planned_meeting(committee)

    with pytest.raises(InvalidEntry, match="안건이 없습니다"):
        meetings.call_meeting(committee.secretary.desk, meeting.id, meeting.version, AT_SHORT_NOTICE)

    assert meeting_of(sqlite_store, meeting.id) == meeting


def test_a_meeting_without_members_is_not_called(sqlite_store: Store) -> None:
    sitting = a_planned_item(a_committee(sqlite_store), held_on="2028-01-03")

    refusal = refused_unchanged(
        sqlite_store, InvalidEntry, sitting, meetings.call_meeting, sitting.committee.secretary, {}
    )

    assert "재직하는 위원이 없습니다" in str(refusal)


def test_a_cancelled_meeting_says_why_and_frees_its_items(sqlite_store: Store) -> None:
    sitting = a_called_item(a_committee(sqlite_store))
    secretary = sitting.committee.secretary
    refused_unchanged(sqlite_store, SeveralInvalid, sitting, meetings.cancel_meeting, secretary, {"end_reason": " "})

    fields = {"end_reason": "위원 다수가 출장 중이다."}
    meetings.cancel_meeting(secretary.desk, sitting.meeting_id, sitting.meeting.version, fields)

    assert (sitting.meeting.status, sitting.meeting.end_reason) == (MeetingStatus.CANCELLED, fields["end_reason"])
    assert sitting.item.stage == ItemStage.WAITING


def test_a_meeting_opens_only_with_a_quorum(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 5)
    sitting = a_called_item(committee)
    mark(sitting, committee.members[:2])

    refusal = refused_unchanged(sqlite_store, NoQuorum, sitting, meetings.open_meeting, committee.chair, {})

    assert "5명 가운데 2명" in str(refusal)
    mark(sitting, committee.members[:3])
    meetings.open_meeting(committee.chair.desk, sitting.meeting_id, sitting.meeting.version, {})
    assert sitting.meeting.status == MeetingStatus.OPEN


def test_without_the_chair_the_longest_serving_member_presides(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_called_item(committee)
    mark(sitting, committee.members[1:])

    refused_unchanged(sqlite_store, NotPermitted, sitting, meetings.open_meeting, committee.chair, {})
    refused_unchanged(sqlite_store, NotPermitted, sitting, meetings.open_meeting, committee.members[2], {})
    meetings.open_meeting(committee.members[1].desk, sitting.meeting_id, sitting.meeting.version, {})

    assert sitting.meeting.presiding_id == committee.members[1].id
    assert "가장 오래 재직한 위원" in sitting.meeting.presiding_rule


def test_a_sitting_opens_on_its_day_alone(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store)
    sitting = a_called_item(committee, held_on="2026-11-24")
    mark(sitting, committee.members)

    refused_unchanged(sqlite_store, InvalidEntry, sitting, meetings.open_meeting, committee.chair, {})
    late = committee.chair.at(now_on("2026-11-25"))
    refused_unchanged(sqlite_store, InvalidEntry, sitting, meetings.open_meeting, late, {})
    in_time = committee.chair.at(now_on("2026-11-24"))
    meetings.open_meeting(in_time.desk, sitting.meeting_id, sitting.meeting.version, {})

    assert sitting.meeting.status == MeetingStatus.OPEN


def test_a_member_whose_term_ended_yesterday_has_no_seat(sqlite_store: Store) -> None:
    committee, former = a_committee(sqlite_store, 3), a_person(sqlite_store, Role.COMMITTEE)
    with sqlite_store.transaction() as con:
        a_member(con, Body.COMMITTEE, account=former.account, ends_on=date(2026, 11, 22))
    sitting = a_called_item(committee)
    before = record_of(sqlite_store)

    with pytest.raises(NotFound):
        meeting_page(former.desk, sitting.meeting.number)
    with pytest.raises(SeveralInvalid, match="출석위원"):
        mark(sitting, [*committee.members, former])
    assert record_of(sqlite_store) == before

    open_meeting(sitting)
    view = meeting_page(committee.chair.desk, sitting.meeting.number)
    assert [seat.account_id for seat in view.seats] == committee.ids


def test_nobody_comes_to_a_written_vote(sqlite_store: Store) -> None:
    set_office(sqlite_store, "committee.written", "허용")
    committee = a_committee(sqlite_store)
    sitting = a_called_item(committee, form="written", place="", held_on="2026-11-27")

    with pytest.raises(InvalidEntry, match="서면 의결은 출석을 기록하지 않습니다"):
        mark(sitting, committee.members)
    open_meeting(sitting)

    assert sitting.meeting.status == MeetingStatus.OPEN


def test_proceedings_are_kept_but_not_on_an_item_under_vote(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))
    secretary = sitting.committee.secretary
    fields = {"proceedings": "14시에 개회하였다.", f"discussion_{sitting.item_id}": "판례를 확인하였다."}
    meetings.keep_proceedings(secretary.desk, sitting.meeting_id, sitting.meeting.version, fields)
    assert (sitting.meeting.proceedings, sitting.item.discussion) == tuple(fields.values())

    voting = a_voting_item(sitting.committee)
    changed = {f"discussion_{voting.item_id}": "표결 중에 적는다."}

    refused_unchanged(sqlite_store, MoveNotPermitted, voting, meetings.keep_proceedings, secretary, changed)


def test_a_meeting_closes_only_when_every_item_is_done(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))

    refusal = refused_unchanged(
        sqlite_store, InvalidEntry, sitting, meetings.close_meeting, sitting.committee.chair, {}
    )

    assert "제1호" in str(refusal)
    assert sitting.meeting.status == MeetingStatus.OPEN


def test_the_second_to_close_a_meeting_is_told_who_was_first(sqlite_store: Store) -> None:
    sitting = a_resolved_item(a_committee(sqlite_store))
    seen = sitting.meeting.version
    close_meeting(sitting)
    before = record_of(sqlite_store)

    with pytest.raises(ChangedMeanwhile) as refusal:
        meetings.close_meeting(sitting.committee.chair.desk, sitting.meeting_id, seen, {})

    assert "최위원" in str(refusal.value) and "폐회" in str(refusal.value)
    assert record_of(sqlite_store) == before


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.HEAD])
def test_the_office_neither_opens_nor_closes(sqlite_store: Store, role: Role) -> None:
    sitting = a_resolved_item(a_committee(sqlite_store))

    refused_unchanged(sqlite_store, NotPermitted, sitting, meetings.close_meeting, a_person(sqlite_store, role), {})
