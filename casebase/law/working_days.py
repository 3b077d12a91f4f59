"""Days of work and days of rest, counted by the year's table instead of day by day."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from casebase.domain.setting import AgencyHoliday
from casebase.law.holidays import holidays_between

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class _Year:
    """The days of one year, in order; each day of rest with the name of its holiday, "" for a bare weekend."""

    working: tuple[date, ...]
    resting: tuple[date, ...]
    names: dict[date, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class WorkCalendar:
    """The public holidays as the office's own table corrects them. Saturdays and Sundays are days of rest."""

    agency: tuple[AgencyHoliday, ...]
    _years: dict[int, _Year] = field(default_factory=dict)

    def is_rest(self, day: date) -> bool:
        return day in self._year(day.year).names

    def rests(self, first: date, last: date) -> list[tuple[date, str]]:
        """Return the days of rest from first to last, both included, each with its holiday's name or ""."""
        found = []
        for number in range(first.year, last.year + 1):
            year = self._year(number)
            days = year.resting[bisect_left(year.resting, first) : bisect_right(year.resting, last)]
            found += [(day, year.names[day]) for day in days]
        return found

    def count(self, first: date, last: date) -> int:
        """Return how many days of work there are from first to last, both included and in this order."""
        total = -bisect_left(self._year(first.year).working, first)
        for number in range(first.year, last.year):
            total += len(self._year(number).working)
        return total + bisect_right(self._year(last.year).working, last)

    def nth(self, first: date, n: int) -> date:
        """Return the n-th day of work from `first` on, `first` included; n is at least 1."""
        number = first.year
        index = bisect_left(self._year(number).working, first) + n - 1
        while index >= len(self._year(number).working):
            index -= len(self._year(number).working)
            number += 1
        return self._year(number).working[index]

    def _year(self, number: int) -> _Year:
        known = self._years.get(number)
        if known is None:
            known = self._years[number] = _year(number, self.agency)
        return known


def work_calendar(agency: Sequence[AgencyHoliday] = ()) -> WorkCalendar:
    """Return the calendar of an office; the same table gets the same calendar, with the years it already knows."""
    return _calendar(tuple(agency))


@lru_cache(maxsize=8)
def _calendar(agency: tuple[AgencyHoliday, ...]) -> WorkCalendar:
    return WorkCalendar(agency=agency)


def _year(number: int, agency: tuple[AgencyHoliday, ...]) -> _Year:
    first, last = date(number, 1, 1), date(number, 12, 31)
    days = [first + n * _ONE_DAY for n in range((last - first).days + 1)]
    holidays = holidays_between(first, last, agency)
    names = {day: holidays.get(day, "") for day in days if day in holidays or day.weekday() >= _SATURDAY}
    return _Year(working=tuple(day for day in days if day not in names), resting=tuple(names), names=names)
