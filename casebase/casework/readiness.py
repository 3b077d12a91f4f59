"""Whether an item may be voted on now: its day, current papers, no recusal undecided, a quorum, every vote in."""

from collections.abc import Sequence
from datetime import timedelta

from casebase.casework.agenda import staleness
from casebase.casework.desk import Look
from casebase.casework.meeting_sight import Floor
from casebase.casework.tallies import cast_by
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NoQuorum
from casebase.domain.meeting import ItemStage, Meeting, MeetingForm
from casebase.domain.review import Review
from casebase.korean.dates import official_date
from casebase.law.quorum import has_quorum, majority
from casebase.store import accounts

_PAST_MIDNIGHT = timedelta(days=1)


def must_be_current(asked: Look, floor: Floor, review: Review) -> None:
    """What is decided is what was sent. Raises: ChangedMeanwhile."""
    why = staleness(asked, floor.item, review)
    if not why:
        return
    is_waiting = floor.item.stage == ItemStage.WAITING
    then = "안건자료를 다시 보낸 뒤 심의하세요" if is_waiting else "이 안건을 다음 회의로 넘기세요"
    raise ChangedMeanwhile(f"제{floor.item.position}호 안건: {why} {then}")


def must_be_settled(floor: Floor) -> None:
    """Who takes part must be known before a vote opens or closes. Raises: InvalidEntry."""
    if floor.pending:
        raise InvalidEntry("결정하지 않은 기피·회피 신청이 있습니다. 먼저 받아들일지 결정한 뒤 표결하세요.")


def must_be_in_time(asked: Look, meeting: Meeting) -> None:
    """A written vote has a last day; who sits together votes that day, be it past midnight. Raises: InvalidEntry."""
    is_written = meeting.form == MeetingForm.WRITTEN
    if asked.today <= (meeting.held_on if is_written else meeting.held_on + _PAST_MIDNIGHT):
        return
    day = official_date(meeting.held_on)
    why = f"서면 의결의 마지막 날({day})이 지나" if is_written else f"{day}에 연 회의라 이제"
    raise InvalidEntry(f"{why} 표결할 수 없습니다. 안건을 다음 회의로 넘기세요.")


def must_have_quorum(seats: int, present: int) -> None:
    """Raises: NoQuorum."""
    if not has_quorum(seats, present):
        raise NoQuorum(seats, present, majority(seats))


def must_be_complete(asked: Look, floor: Floor, keys: Sequence[str], *, but_not: str = "") -> None:
    """Who is there votes, be it to abstain; a written vote may close without the rest on its last day.

    Raises: InvalidEntry, naming who has not voted.
    """
    waiting = waiting_for(asked, floor, keys, but_not=but_not)
    meeting = floor.bench.meeting
    is_written = meeting.form == MeetingForm.WRITTEN
    if not waiting or (is_written and asked.today >= meeting.held_on):
        return
    names = ", ".join(accounts.fetch_account(asked.con, account_id).name for account_id in waiting)
    then = (
        f"표결을 기다리거나, 마지막 날({official_date(meeting.held_on)})에 끝내세요."
        if is_written
        else "표결을 기다리거나, 자리를 떠난 위원이면 간사에게 출석 기록을 고쳐 달라고 하세요."
    )
    raise InvalidEntry(f"아직 표결하지 않은 위원이 있습니다({names}). {then}")


def waiting_for(asked: Look, floor: Floor, keys: Sequence[str], *, but_not: str = "") -> tuple[str, ...]:
    """Return who may vote on these questions and has not, in the order of their seats."""
    cast = cast_by(asked, floor, keys)
    return tuple(a for a in floor.eligible if a != but_not and a not in cast)
