"""Days and times as offices write them: "2026. 11. 22.", "14:05"."""

from datetime import date, datetime, time, timedelta, timezone

# Korea keeps one offset the year round, so no time zone table is needed.
SEOUL = timezone(timedelta(hours=9))
_WEEKDAYS = "월화수목금토일"


def official_date(day: date) -> str:
    """Return a day as official papers write it: "2026. 11. 22."."""
    return f"{day.year}. {day.month}. {day.day}."


def official_span(first: date, last: date) -> str:
    """Return first and last day, both included: "2026. 11. 10.~11. 21."; one day stands alone."""
    if first == last:
        return official_date(first)
    end = f"{last.month}. {last.day}." if first.year == last.year else official_date(last)
    return f"{official_date(first)}~{end}"


def weekday(day: date) -> str:
    """Return the day of the week in one letter: "월"."""
    return _WEEKDAYS[day.weekday()]


def clock_time(moment: time) -> str:
    """Return a time of day in 24 hours: "14:05"."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def time_left(due_on: date, today: date) -> str:
    """Return how a day stands to today: "9일 남음", "오늘까지", "3일 지남"."""
    left = (due_on - today).days
    if left == 0:
        return "오늘까지"
    return f"{left}일 남음" if left > 0 else f"{-left}일 지남"


def day_in_korea(moment: datetime) -> date:
    """Return the day in Korea of a moment in any time zone."""
    return moment.astimezone(SEOUL).date()


def local_day(utc_text: str) -> date:
    """Return the day in Korea of an event's instant ("2026-01-02T15:04:05.678901Z" gives 3 January)."""
    return day_in_korea(datetime.fromisoformat(utc_text))


def local_time(utc_text: str) -> str:
    """Return an event's instant ("2026-01-02T03:04:05.678901Z") as Korean clocks show it: "2026. 1. 2. 12:04"."""
    local = datetime.fromisoformat(utc_text).astimezone(SEOUL)
    return f"{official_date(local.date())} {clock_time(local.time())}"
