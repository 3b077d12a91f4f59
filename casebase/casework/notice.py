"""Notice of a meeting (소집 통지): how many days before it its members are told, and why where they are fewer."""

from dataclasses import replace

from casebase.casework.desk import Deed, Look
from casebase.casework.entry import checked_text
from casebase.domain.meeting import Meeting
from casebase.korean.dates import official_date
from casebase.law.committee import earliest_meeting
from casebase.law.values import LegalValue, value_on
from casebase.store.settings import list_settings


def notice_days(asked: Look, meeting: Meeting) -> LegalValue:
    """Return how many days before the meeting its members must be told, by the office's setting."""
    return value_on("committee.notice_days", meeting.held_on, list_settings(asked.con))


def is_short(asked: Look, meeting: Meeting) -> bool:
    """Say whether a notice that leaves today comes later than the notice days allow."""
    return meeting.held_on < earliest_meeting(asked.today, notice_days(asked, meeting))


def with_notice(deed: Deed, meeting: Meeting, fields: dict[str, str]) -> Meeting:
    """Return a meeting of which its members are told today: with `short_notice_reason` where that is late.

    Raises: SeveralInvalid without a reason, unless one was given before.
    """
    typed = fields.get("short_notice_reason", "")
    if not is_short(deed, meeting) or (meeting.short_notice_reason and not typed):
        return meeting
    reason = checked_text(typed, "short_notice_reason", "급히 알리는 사유")
    return replace(meeting, short_notice_reason=reason)


def called(asked: Look, meeting: Meeting) -> str:
    """Return when a meeting was called and how long before it, as the minutes tell it."""
    if meeting.called_on is None:
        return "소집하지 않았다."
    days = notice_days(asked, meeting)
    before = (meeting.held_on - meeting.called_on).days
    ahead = f"회의 {before}일 전" if before else "회의 당일"
    told = f"{official_date(meeting.called_on)} 소집하였다({ahead}, 기준 {days.printed} 전)."
    return f"{told} 급히 알린 사유: {meeting.short_notice_reason}" if meeting.short_notice_reason else told
