"""회의: who sees which meetings, and the secretary plans a new one."""

import pytest

from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.store.connection import Store
from tests.case_builders import Person, a_person
from tests.meeting_stages import Committee, a_called_item, a_committee, a_planned_item, set_office
from tests.screens import Screen, type_into


@pytest.fixture
def committee(empty_store: Store) -> Committee:
    return a_committee(empty_store)


def opened(person: Person) -> Screen:
    return Screen(person.seat.session_id, "meetings")


def test_a_meeting_is_listed_with_where_it_stands(committee: Committee) -> None:
    sitting = a_called_item(committee)

    screen = opened(committee.members[1])

    (link,) = [link for link in screen.shown.get("page_link") if sitting.meeting.number in link.proto.label]
    assert link.proto.label.endswith("소집")
    assert "2026. 11. 23.(월) · 대회의실 · 대면 회의 · 안건 1건" in screen.text


def test_an_empty_list_says_who_plans_a_meeting(committee: Committee) -> None:
    assert "회의는 간사가 계획합니다" in opened(committee.chair).text


def test_who_was_no_member_on_the_day_sees_no_meeting(committee: Committee) -> None:
    sitting = a_called_item(committee)
    stranger = a_person(committee.store, Role.COMMITTEE)

    assert sitting.meeting.number not in opened(stranger).text


def test_the_list_is_narrowed_to_a_status(committee: Committee) -> None:
    planned, called = a_planned_item(committee), a_called_item(committee)
    screen = opened(committee.secretary)
    assert "모두 2건" in screen.text

    screen.pick("filter_status", "called")

    labels = "".join(link.proto.label for link in screen.shown.get("page_link"))
    assert called.meeting.number in labels
    assert planned.meeting.number not in labels


def test_the_secretary_plans_a_meeting_as_typed(committee: Committee) -> None:
    screen = opened(committee.secretary)
    screen.pick("form", "sitting")
    type_into(committee.secretary.desk, Form.MEETING, "new", held_on="2026-12-01", held_at="14:00", place="대회의실")

    screen.load()
    screen.press("plan_meeting")

    with committee.store.reading() as con:
        planned = con.rows("select number, form, held_on, place, status from meetings")
    assert planned == [("2026-회의-0001", "sitting", "2026-12-01", "대회의실", "preparing")]


def test_a_plan_without_its_day_is_refused_at_its_field(committee: Committee) -> None:
    screen = opened(committee.secretary)

    screen.press("plan_meeting")

    assert "회의 날짜" in screen.text
    with committee.store.reading() as con:
        assert con.rows("select count(*) from meetings") == [(0,)]


def test_a_written_vote_needs_the_office_s_setting(committee: Committee) -> None:
    screen = opened(committee.secretary)
    screen.pick("form", "written")
    type_into(committee.secretary.desk, Form.MEETING, "new", held_on="2026-12-01", held_at="18:00")

    screen.load()
    screen.press("plan_meeting")
    assert "서면 의결을 허용하지 않습니다" in screen.text
    set_office(committee.store, "committee.written", "허용")
    screen.press("plan_meeting")

    with committee.store.reading() as con:
        assert con.rows("select form, place from meetings") == [("written", "")]


@pytest.mark.parametrize("role", [Role.HEAD, Role.COMMITTEE, Role.CHAIR])
def test_only_the_secretary_plans(committee: Committee, role: Role) -> None:
    screen = opened(a_person(committee.store, role))

    assert "plan_meeting" not in screen.keys
