"""The moves of a meeting: what may follow what, and never anything else."""

from datetime import date, time

import pytest

from casebase.domain.errors import MoveNotPermitted
from casebase.domain.meeting import (
    ITEM_STAGE_LABELS,
    MEETING_STATUS_LABELS,
    NEXT,
    ItemStage,
    Meeting,
    MeetingForm,
    MeetingStatus,
)

A_MEETING = {
    "id": "meeting-1",
    "number": "2026-회의-0001",
    "form": MeetingForm.SITTING,
    "held_on": date(2026, 12, 1),
    "held_at": time(14, 0),
    "place": "감사위원회 회의실",
    "planned_by": "secretary",
}


@pytest.mark.parametrize("status", MeetingStatus)
@pytest.mark.parametrize("wanted", MeetingStatus)
def test_a_meeting_moves_only_where_its_status_leads(status: MeetingStatus, wanted: MeetingStatus) -> None:
    meeting = Meeting(**A_MEETING, status=status)

    if wanted in NEXT[status]:
        meeting.must_move_to(wanted)
        return
    with pytest.raises(MoveNotPermitted) as refused:
        meeting.must_move_to(wanted)
    assert MEETING_STATUS_LABELS[wanted] in str(refused.value)
    assert "2026-회의-0001" in str(refused.value)


def test_what_is_closed_or_cancelled_stays_so_and_every_state_has_a_name() -> None:
    assert NEXT[MeetingStatus.CLOSED] == NEXT[MeetingStatus.CANCELLED] == set()
    assert set(NEXT) == set(MEETING_STATUS_LABELS) == set(MeetingStatus)
    assert set(ITEM_STAGE_LABELS) == set(ItemStage)
