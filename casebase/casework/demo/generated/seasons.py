"""The office's days: which are worked, when in the year work comes, and moments within office hours."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from casebase.casework.demo.generated.chances import Chances
from casebase.law.holidays import holidays_between

# What comes in by month, January first: little in the holidays and at the turn of the year.
_MONTHS = (0.7, 0.8, 1.2, 1.25, 1.15, 1.0, 0.85, 0.7, 1.1, 1.25, 1.2, 0.8)
_WEEKDAYS = (1.25, 1.1, 1.0, 0.95, 0.8)
_GROWTH_A_YEAR = 1.05
_AHEAD = timedelta(days=1200)  # how far after today days may be asked for
_NINE_HOURS = 9 * 60  # an office's day in minutes; it begins at midnight UTC


class WorkDays:
    """The days on which the office works, from its first day until well after today."""

    def __init__(self, first: date, today: date) -> None:
        last = today + _AHEAD
        resting = holidays_between(first, last)
        every = (first + timedelta(days=n) for n in range((last - first).days + 1))
        self._days = [day for day in every if day.weekday() < len(_WEEKDAYS) and day not in resting]

    def from_(self, day: date) -> date:
        """Return a day, or the next on which the office works."""
        return self._days[bisect_left(self._days, day)]

    def after(self, day: date, count: int) -> date:
        """Return the day so many worked days after a day; 0: that day or the next worked one."""
        return self._days[bisect_left(self._days, day) + count]

    def until(self, day: date) -> date:
        """Return a day, or the last before it on which the office works."""
        return self._days[bisect_right(self._days, day) - 1]

    def spread(self, first: date, last: date, count: int, chances: Chances) -> Iterator[date]:
        """Yield so many worked days from first to last in order, as work comes in with the seasons."""
        days = self._days[bisect_left(self._days, first) : bisect_left(self._days, last + timedelta(days=1))]
        total = sum(_weight(day, first) for day in days)
        done, passed = 0, 0.0
        for day in days:
            passed += _weight(day, first)
            until = min(count, int(passed / total * count + chances.between(0, 1)))
            yield from (day for _ in range(until - done))
            done = max(done, until)
        yield from (days[-1] for _ in range(count - done))


def in_hours(day: date, chances: Chances) -> datetime:
    """Return a moment of a day's office hours."""
    return at_minute(day, chances.days(0, _NINE_HOURS - 60), chances.days(0, 59))


def at_minute(day: date, minute: int, second: int = 0) -> datetime:
    """Return the moment so many minutes after the office opens, at nine in Korea."""
    return datetime.combine(day, time(0), UTC) + timedelta(minutes=minute, seconds=second)


def _weight(day: date, first: date) -> float:
    growth: float = _GROWTH_A_YEAR ** ((day - first).days / 365)
    return _MONTHS[day.month - 1] * _WEEKDAYS[day.weekday()] * growth
