"""Meetings of the committee carried as far as a test wants them, by the acts that people do."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casebase.casework import agenda, meetings, motions, votes
from casebase.casework.item_views import ItemWork
from casebase.casework.meeting_views import meeting_page
from casebase.casework.questions_voted import field_name, keys_at
from casebase.domain.account import Role
from casebase.domain.meeting import AgendaItem, Meeting, Recusal
from casebase.domain.member import Body
from casebase.domain.review import Review
from casebase.domain.setting import Setting
from casebase.store.agenda import fetch_item, list_items, list_recusals
from casebase.store.connection import Store
from casebase.store.ids import new_id
from casebase.store.meetings import fetch_meeting, fetch_meeting_by_number
from casebase.store.reviews import fetch_review
from casebase.store.settings import insert_setting
from tests.case_builders import Person, a_person
from tests.panel_builders import a_member
from tests.review_stages import a_proposed_review

FAMILY_NAMES = "최박이정강조윤"
AT_SHORT_NOTICE = {"short_notice_reason": "처분 시효가 곧 끝난다."}


@dataclass(frozen=True)
class Committee:
    """A committee at its desks: its secretary, and its members, the chair first."""

    store: Store
    secretary: Person
    members: tuple[Person, ...]

    @property
    def chair(self) -> Person:
        return self.members[0]

    @property
    def ids(self) -> list[str]:
        return [member.id for member in self.members]


@dataclass(frozen=True)
class Sitting:
    """An item of a committee's meeting, wherever it has been carried to."""

    committee: Committee
    handler: Person
    meeting_id: str
    item_id: str

    @property
    def store(self) -> Store:
        return self.committee.store

    @property
    def meeting(self) -> Meeting:
        return meeting_of(self.store, self.meeting_id)

    @property
    def item(self) -> AgendaItem:
        with self.store.reading() as con:
            return fetch_item(con, self.item_id)

    @property
    def review(self) -> Review:
        with self.store.reading() as con:
            return fetch_review(con, self.item.review_id)

    @property
    def recusals(self) -> list[Recusal]:
        with self.store.reading() as con:
            return list_recusals(con, self.item_id)


def a_committee(store: Store, size: int = 5) -> Committee:
    """Appoint a chair and members for 2026 and 2027; each began a day after the one before."""
    people = []
    for n in range(size):
        role = Role.COMMITTEE if n else Role.CHAIR
        person = a_person(store, role, name=f"{FAMILY_NAMES[n]}위원")
        with store.transaction() as con:
            a_member(con, Body.COMMITTEE, account=person.account, is_chair=not n, begins_on=date(2026, 1, 1 + n))
        people.append(person)
    return Committee(store, a_person(store, Role.SECRETARY, name="한간사"), tuple(people))


def set_office(store: Store, name: str, value: str, since: date = date(2026, 1, 1)) -> None:
    """Let the office set a value of its own."""
    with store.transaction() as con:
        setting = Setting(id=new_id(), name=name, value=value, begins_on=since, basis="시연도 감사위원회 운영 규칙")
        insert_setting(con, setting)


def plan_fields(**changes: str) -> dict[str, str]:
    """A meeting as planned, on the day the tests play on."""
    return {"form": "sitting", "held_on": "2026-11-23", "held_at": "14:00", "place": "대회의실", **changes}


def meeting_of(store: Store, meeting_id: str) -> Meeting:
    with store.reading() as con:
        return fetch_meeting(con, meeting_id)


def a_planned_meeting(committee: Committee, **changes: str) -> Meeting:
    """Plan a meeting with nothing on its agenda yet."""
    number = meetings.plan_meeting(committee.secretary.desk, plan_fields(**changes))
    with committee.store.reading() as con:
        return fetch_meeting_by_number(con, number)


def put_on(committee: Committee, meeting_id: str, ruling_id: str) -> str:
    """Put a proposal on the agenda and return the item's id."""
    version = meeting_of(committee.store, meeting_id).version
    agenda.put_on_agenda(committee.secretary.desk, meeting_id, version, {"ruling_id": ruling_id})
    with committee.store.reading() as con:
        return next(item.id for item in list_items(con, meeting_id) if item.ruling_id == ruling_id)


def a_planned_item(committee: Committee, outcome: str = "recognised", **changes: str) -> Sitting:
    """Propose a ruling and put it on the agenda of a meeting of its own; `changes` are the plan's."""
    handler = a_person(committee.store, name="김감사")
    _, ruling_id = a_proposed_review(handler, outcome)
    meeting = a_planned_meeting(committee, **changes)
    return Sitting(committee, handler, meeting.id, put_on(committee, meeting.id, ruling_id))


def call(sitting: Sitting) -> Sitting:
    """Call the meeting at short notice; every item's papers go out with it."""
    secretary, meeting = sitting.committee.secretary, sitting.meeting
    meetings.call_meeting(secretary.desk, meeting.id, meeting.version, AT_SHORT_NOTICE)
    return sitting


def mark(sitting: Sitting, present: Iterable[Person]) -> None:
    """Mark who is there, and everybody else as not."""
    secretary, meeting = sitting.committee.secretary, sitting.meeting
    fields = {"present": json.dumps([person.id for person in present])}
    meetings.mark_attendance(secretary.desk, meeting.id, meeting.version, fields)


def open_meeting(sitting: Sitting, present: Iterable[Person] | None = None) -> Sitting:
    """Open the called meeting with those present, by default all; who comes first presides if the chair is away."""
    there = tuple(sitting.committee.members if present is None else present)
    if sitting.meeting.form == "sitting":
        mark(sitting, there)
    meetings.open_meeting(there[0].desk, sitting.meeting_id, sitting.meeting.version, {})
    return sitting


def a_called_item(committee: Committee, outcome: str = "recognised", **changes: str) -> Sitting:
    return call(a_planned_item(committee, outcome, **changes))


def an_open_item(
    committee: Committee, outcome: str = "recognised", present: Iterable[Person] | None = None, **changes: str
) -> Sitting:
    """An item of an open meeting, not taken up yet."""
    return open_meeting(a_called_item(committee, outcome, **changes), present)


def open_vote(sitting: Sitting, presiding: Person | None = None) -> Sitting:
    """Take the item up."""
    desk = (presiding or sitting.committee.chair).desk
    votes.open_vote(desk, sitting.item_id, sitting.item.version, {})
    return sitting


def a_voting_item(
    committee: Committee, outcome: str = "recognised", present: Iterable[Person] | None = None, **changes: str
) -> Sitting:
    """An item whose questions are being voted on; of a dismissal its motion is to be drafted."""
    there = tuple(committee.members if present is None else present)
    return open_vote(an_open_item(committee, outcome, there, **changes), there[0])


def ballot(sitting: Sitting, choice: str, changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """A ballot as filled in: one choice on every question, save for `changes` by a question's code."""
    asked = changes or {}
    keys = keys_at(sitting.item.stage, sitting.review)
    return {f"vote_{field_name(key)}": asked.get(key.rpartition("|")[2], choice) for key in keys}


def agreeing(sitting: Sitting, changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """A ballot that agrees with a proposal to recognise: every criterion met, no ground for exclusion."""
    asked = changes or {}
    keys = keys_at(sitting.item.stage, sitting.review)
    return {
        f"vote_{field_name(key)}": asked.get(key.rpartition("|")[2], "no" if "|exclusion|" in key else "yes")
        for key in keys
    }


def vote(sitting: Sitting, member: Person, fields: Mapping[str, str]) -> None:
    votes.cast_ballot(member.desk, sitting.item_id, sitting.item.version, dict(fields))


def close_vote(sitting: Sitting, presiding: Person | None = None) -> str:
    """Close the vote under way and return the number of the paper it issues, if any."""
    desk = (presiding or sitting.committee.chair).desk
    return votes.close_vote(desk, sitting.item_id, sitting.item.version, {})


def all_vote(sitting: Sitting, members: Iterable[Person] | None = None, **changes: str) -> None:
    """Let the members vote as the proposal has it, on the questions or on the motion."""
    for member in sitting.committee.members if members is None else members:
        vote(sitting, member, agreeing(sitting, changes))


def motion_fields(sitting: Sitting, outcome: str = "recognised", **changes: str) -> dict[str, str]:
    """A motion as drawn up, every disposition lifted when recognised."""
    after = "불문" if outcome == "recognised" else ""
    return {
        "outcome": outcome,
        "reasons": "위원회가 항목별로 의결한 대로 결정한다.",
        "dismissal_ground": "신청할 수 있는 사람이 아님" if outcome == "dismissed" else "",
        **{f"after_{charge.id}": after for charge in sitting.review.charges},
        **changes,
    }


def put_motion(sitting: Sitting, outcome: str = "recognised", **changes: str) -> Sitting:
    """Put the motion; the vote on it is open from then on."""
    fields = motion_fields(sitting, outcome, **changes)
    motions.put_motion(sitting.committee.secretary.desk, sitting.item_id, sitting.item.version, fields)
    return sitting


def a_drafting_item(committee: Committee, outcome: str = "recognised", **changes: str) -> Sitting:
    """An item whose questions were answered as proposed; its motion is to be drafted."""
    sitting = a_voting_item(committee, outcome, **changes)
    if outcome != "dismissed":
        opposing = {} if outcome == "recognised" else dict.fromkeys(_criteria(sitting), "no")
        all_vote(sitting, **opposing)
        close_vote(sitting)
    return sitting


def an_outcome_item(committee: Committee, outcome: str = "recognised", **changes: str) -> Sitting:
    """An item whose motion is being voted on."""
    return put_motion(a_drafting_item(committee, outcome, **changes), outcome)


def a_resolved_item(committee: Committee, outcome: str = "recognised", **changes: str) -> Sitting:
    """An item whose ruling was issued by the committee's resolution."""
    sitting = an_outcome_item(committee, outcome, **changes)
    all_vote(sitting)
    close_vote(sitting)
    return sitting


def close_meeting(sitting: Sitting, presiding: Person | None = None) -> str:
    """Close the meeting and return the number of its minutes."""
    desk = (presiding or sitting.committee.chair).desk
    return meetings.close_meeting(desk, sitting.meeting_id, sitting.meeting.version, {})


def a_closed_meeting(committee: Committee, outcome: str = "recognised", **changes: str) -> Sitting:
    """A meeting that resolved its one item and was closed."""
    sitting = a_resolved_item(committee, outcome, **changes)
    close_meeting(sitting)
    return sitting


def carry_over(sitting: Sitting, presiding: Person | None = None) -> None:
    """Pass the item on to a later meeting."""
    desk = (presiding or sitting.committee.chair).desk
    agenda.carry_over(desk, sitting.item_id, sitting.item.version, {"result": "위원이 모자라 다음에 심의한다."})


def seen_by(sitting: Sitting, person: Person) -> ItemWork | None:
    """What a person sees of the item, None where it is its title alone."""
    view = meeting_page(person.desk, sitting.meeting.number)
    return next(item.work for item in view.items if item.id == sitting.item_id)


def _criteria(sitting: Sitting) -> set[str]:
    keys = keys_at(sitting.item.stage, sitting.review)
    return {key.rpartition("|")[2] for key in keys if "|criterion|" in key}
