"""Writing a meeting and its items: nothing stale, nothing at the wrong stage."""

from collections.abc import Collection
from dataclasses import replace

from casebase.access.act import Act
from casebase.access.labels import ACT_LABELS
from casebase.casework.desk import Deed
from casebase.casework.meeting_sight import Bench, Floor
from casebase.domain.errors import ChangedMeanwhile, MoveNotPermitted
from casebase.domain.event import Event
from casebase.domain.meeting import (
    DONE,
    ITEM_STAGE_LABELS,
    MEETING_STATUS_LABELS,
    AgendaItem,
    ItemStage,
    Meeting,
    MeetingStatus,
)
from casebase.store import accounts, agenda, events, meetings

PREPARED = frozenset({MeetingStatus.PREPARING, MeetingStatus.CALLED})
RUNNING = frozenset({*PREPARED, MeetingStatus.OPEN})
OPEN = frozenset({MeetingStatus.OPEN})
UNDONE = frozenset(ItemStage) - DONE


def must_be(meeting: Meeting, statuses: Collection[MeetingStatus], wanted: str) -> None:
    """Raises: MoveNotPermitted."""
    if meeting.status not in statuses:
        raise MoveNotPermitted(f"회의 {meeting.number}은", MEETING_STATUS_LABELS[meeting.status], wanted)


def must_stand_at(item: AgendaItem, stages: Collection[ItemStage], wanted: str) -> None:
    """Raises: MoveNotPermitted."""
    if item.stage not in stages:
        raise MoveNotPermitted(f"제{item.position}호 안건은", ITEM_STAGE_LABELS[item.stage], wanted)


def must_be_fresh(deed: Deed, bench: Bench, version: int) -> None:
    """Raises: ChangedMeanwhile, telling who did what to the meeting last."""
    if version != bench.meeting.version:
        raise meeting_overtaken(deed, bench.meeting)


def must_be_fresh_item(deed: Deed, floor: Floor, version: int) -> None:
    """Raises: ChangedMeanwhile, telling who did what to the item last."""
    if version != floor.item.version:
        raise item_overtaken(deed, floor)


def keep_meeting(deed: Deed, meeting: Meeting) -> Meeting:
    """Write a meeting and return it as it now stands. Raises: ChangedMeanwhile."""
    if not meetings.update_meeting(deed.con, meeting):
        raise meeting_overtaken(deed, meeting)
    return replace(meeting, version=meeting.version + 1)


def keep_item(deed: Deed, floor: Floor, item: AgendaItem) -> AgendaItem:
    """Write an item and return it as it now stands. Raises: ChangedMeanwhile."""
    if not agenda.update_item(deed.con, item):
        raise item_overtaken(deed, floor)
    return replace(item, version=item.version + 1)


def meeting_overtaken(deed: Deed, meeting: Meeting) -> ChangedMeanwhile:
    return _overtaken(deed, f"회의 {meeting.number}", events.list_events_of(deed.con, "meeting", meeting.id))


def item_overtaken(deed: Deed, floor: Floor) -> ChangedMeanwhile:
    """Acts on an item are told of on its meeting, or on its review where they change what that shows."""
    found = [
        *events.list_events_of(deed.con, "meeting", floor.item.meeting_id),
        *events.list_events_of(deed.con, "review", floor.item.review_id),
    ]
    return _overtaken(deed, f"제{floor.item.position}호 안건", found)


def _overtaken(deed: Deed, name: str, found: list[Event]) -> ChangedMeanwhile:
    last = max(found, key=lambda event: event.seq, default=None)
    if last is None:
        return ChangedMeanwhile(name)
    account = accounts.find_account(deed.con, last.account_id)
    return ChangedMeanwhile(f"{name}: {account.name if account else '운영자'}, {ACT_LABELS[Act(last.act)]}")
