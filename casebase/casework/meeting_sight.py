"""How the committee stands at a meeting, and on one item of it: seats, who is there, who may vote, who presides."""

from collections.abc import Collection
from dataclasses import dataclass

from casebase.access.act import Act
from casebase.access.relations import to_meeting
from casebase.casework.conflicts import conflicts_of
from casebase.casework.desk import Deed, Look
from casebase.domain.meeting import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingForm,
    MeetingStatus,
    Recusal,
    RecusalState,
)
from casebase.domain.member import Body, Member
from casebase.domain.reach import Relation
from casebase.law.conflicts import Conflict
from casebase.law.quorum import presides, seats_of_item
from casebase.law.values import value_on
from casebase.store import agenda, meetings, members
from casebase.store.settings import list_settings

WHAT = "회의를"
ITEM = "안건을"


@dataclass(frozen=True, kw_only=True)
class Bench:
    """The committee at one meeting. `seats` serve on its day, and while it is open also today.

    In the written form nobody has to come: every seat counts as there. `presiding_id` is who presides, or would if
    the meeting opened now, by `presiding_rule`; None while there is no member at all.
    """

    meeting: Meeting
    seats: tuple[Member, ...]
    attendances: tuple[Attendance, ...]
    presiding_id: str | None
    presiding_rule: str

    @property
    def members(self) -> frozenset[str]:
        return frozenset(seat.account_id for seat in self.seats)

    @property
    def there(self) -> tuple[Member, ...]:
        """The members who are present, in the order of their seats."""
        return _there(self.meeting, self.seats, self.attendances)


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """What by the record keeps a member from an item: 제척, which needs no decision."""

    account_id: str
    conflict: Conflict


@dataclass(frozen=True, kw_only=True)
class Floor:
    """One item before the committee. `seats` is its 재적; `presiding_id` presides over it by `presiding_rule`."""

    bench: Bench
    item: AgendaItem
    recusals: tuple[Recusal, ...]
    exclusions: tuple[Exclusion, ...]
    seats: int
    presiding_id: str | None
    presiding_rule: str

    @property
    def barred(self) -> frozenset[str]:
        """Who may take no part: excluded by the record, or recused and upheld."""
        return _barred(self.recusals, self.exclusions)

    @property
    def pending(self) -> tuple[Recusal, ...]:
        """The recusals that wait for their decision; until then no vote opens or closes."""
        return tuple(recusal for recusal in self.recusals if recusal.state == RecusalState.RAISED)

    @property
    def eligible(self) -> tuple[str, ...]:
        """The accounts that are present and may vote, in the order of their seats."""
        return tuple(seat.account_id for seat in self.bench.there if seat.account_id not in self.barred)


def bench_of(asked: Look, meeting: Meeting) -> Bench:
    """Return the committee as it stands at a meeting."""
    is_open = meeting.status == MeetingStatus.OPEN
    serving = members.members_on(asked.con, Body.COMMITTEE, meeting.held_on)
    # A written vote may begin days before its last day, and a sitting may run past midnight.
    seats = tuple(seat for seat in serving if not is_open or seat.is_serving(asked.today))
    attendances = tuple(meetings.list_attendances(asked.con, meeting.id))
    there = _there(meeting, seats, attendances)
    presiding_id, rule = _presiding(asked, meeting, there or seats)
    return Bench(meeting=meeting, seats=seats, attendances=attendances, presiding_id=presiding_id, presiding_rule=rule)


def floor_of(asked: Look, bench: Bench, item: AgendaItem) -> Floor:
    """Return how the committee stands on one item: recusals and the record's exclusions taken into account."""
    recusals = tuple(agenda.list_recusals(asked.con, item.id))
    exclusions = tuple(_exclusions(asked, bench, item))
    barred = _barred(recusals, exclusions) & bench.members
    presiding_id, rule = presiding_without(asked, bench, barred)
    return Floor(
        bench=bench,
        item=item,
        recusals=recusals,
        exclusions=exclusions,
        seats=seats_left(asked, bench.meeting, len(bench.seats), len(barred)),
        presiding_id=presiding_id,
        presiding_rule=rule,
    )


def seats_left(asked: Look, meeting: Meeting, seats: int, barred: int) -> int:
    """Return the seats (재적) of an item of which `barred` may take no part, counted by the office's setting."""
    counted = value_on("committee.recused_seats", meeting.held_on, list_settings(asked.con))
    return seats_of_item(seats, barred, counted)


def presiding_without(asked: Look, bench: Bench, barred: Collection[str]) -> tuple[str | None, str]:
    """Return who presides where some may take no part, and why: by the same rule among the rest.

    Where nobody is left, who presides over the meeting passes the item on: no vote can open on it.
    """
    if bench.presiding_id not in barred:
        return bench.presiding_id, bench.presiding_rule
    rest = [seat for seat in bench.there or bench.seats if seat.account_id not in barred]
    if not rest:
        return bench.presiding_id, bench.presiding_rule
    return presides(rest, members.list_members(asked.con, Body.COMMITTEE), bench.meeting.held_on)


def relations(asked: Look, bench: Bench, presiding_id: str | None = None) -> frozenset[Relation]:
    """Return what ties the asker to a meeting, or to its item where `presiding_id` is who presides over that."""
    return to_meeting(asked.account, bench.members, presiding_id or bench.presiding_id)


def find_meeting(asked: Look, number: str) -> Bench:
    """Return a meeting by its number. Raises: NotFound, also where it is not this person's to see."""
    bench = bench_of(asked, meetings.fetch_meeting_by_number(asked.con, number))
    asked.must_see(relations(asked, bench), WHAT)
    return bench


def convened(deed: Deed, meeting_id: str) -> Bench:
    """Return a meeting for an act on it: one act on a meeting at a time. Raises: NotFound, NotPermitted."""
    deed.con.lock(f"meeting {meeting_id}")
    bench = bench_of(deed, meetings.fetch_meeting(deed.con, meeting_id))
    deed.allow_on(relations(deed, bench), Act.SEE_MEETING, WHAT)
    return bench


def on_floor(deed: Deed, item_id: str, *, but_not: str = "") -> Floor:
    """Return an item for an act on it, as `convened`; who presides over the item is PRESIDING.

    `but_not` is whom the act is about: they do not preside over it.
    """
    meeting_id = agenda.fetch_item(deed.con, item_id).meeting_id
    deed.con.lock(f"meeting {meeting_id}")
    bench = bench_of(deed, meetings.fetch_meeting(deed.con, meeting_id))
    floor = floor_of(deed, bench, agenda.fetch_item(deed.con, item_id))
    presiding_id, _ = presiding_without(deed, bench, floor.barred | {but_not})
    deed.allow_on(relations(deed, bench, presiding_id), Act.SEE_MEETING, ITEM)
    return floor


def _there(meeting: Meeting, seats: tuple[Member, ...], attendances: tuple[Attendance, ...]) -> tuple[Member, ...]:
    if meeting.form == MeetingForm.WRITTEN:
        return seats
    present = {one.account_id for one in attendances if one.is_present}
    return tuple(seat for seat in seats if seat.account_id in present)


def _presiding(asked: Look, meeting: Meeting, there: tuple[Member, ...]) -> tuple[str | None, str]:
    """Return who opened the meeting as long as they are there, otherwise who would preside by the rule."""
    is_over = meeting.status == MeetingStatus.CLOSED
    if is_over or (meeting.presiding_id and meeting.presiding_id in {seat.account_id for seat in there}):
        return meeting.presiding_id, meeting.presiding_rule
    if not there:
        return None, ""
    return presides(there, members.list_members(asked.con, Body.COMMITTEE), meeting.held_on)


def _exclusions(asked: Look, bench: Bench, item: AgendaItem) -> list[Exclusion]:
    return [
        Exclusion(account_id=seat.account_id, conflict=conflict)
        for seat in bench.seats
        for conflict in conflicts_of(asked, Body.COMMITTEE, seat.account_id, "review", item.review_id)
        if conflict.is_blocking
    ]


def _barred(recusals: tuple[Recusal, ...], exclusions: tuple[Exclusion, ...]) -> frozenset[str]:
    upheld = {recusal.account_id for recusal in recusals if recusal.state == RecusalState.UPHELD}
    return frozenset(upheld | {one.account_id for one in exclusions})
