"""How a consultation's period is used up: stretch by stretch, from the receipt to the day it is due."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from casebase.domain.suspension import Receipt
from casebase.law.regimes import Clock, Regime
from casebase.law.suspensions import Stop
from casebase.law.working_days import WorkCalendar

_ONE_DAY = timedelta(days=1)

PUT_OFF = -1  # no part of the period: the days by which a last day of rest is put off


class Stretch(NamedTuple):
    """Days that follow one another, first and last included, and are treated alike.

    `counted` is what they use up, in days or, where the clock runs in hours, in minutes. `passed` are the minutes
    of the first day that no longer count. `part` is 0 for the period itself, n for its n-th extension, PUT_OFF.
    """

    first: date
    last: date
    counted: int
    passed: int
    part: int
    stop: Stop | None


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How days are counted: how much each holds, how many there are between two days, which is the n-th from one."""

    a_day: int
    count: Callable[[date, date], int]
    nth: Callable[[date, int], date]


def measure_of(regime: Regime, calendar: WorkCalendar) -> Measure:
    """Return how a regime counts days."""
    if regime.clock == Clock.CALENDAR:
        return Measure(a_day=1, count=lambda first, last: (last - first).days + 1, nth=_nth_day)
    return _working(calendar, regime.office_hours.open_minutes if regime.office_hours else 1)


def begins_on(receipt: Receipt, regime: Regime) -> date:
    """Return the first day that may count."""
    return receipt.on if regime.counts_first_day else receipt.on + _ONE_DAY


def stretches(
    receipt: Receipt, regime: Regime, parts: Sequence[int], stops: Sequence[Stop], calendar: WorkCalendar
) -> list[Stretch]:
    """Return the stretches from the first day that may count to the day due, one after the other without a gap.

    `parts` are the days or minutes of the period and of each extension; `stops` are in turn and share no day.
    Where the clock runs in hours, a day that two parts share stands in the stretches of both.
    """
    at, passed = begins_on(receipt, regime), 0
    if regime.office_hours and not calendar.is_rest(receipt.on):
        passed = regime.office_hours.worked_by(receipt.at)
    measure, waiting = measure_of(regime, calendar), deque(stops)
    found: list[Stretch] = []
    for part, units in enumerate(parts):
        found += _used_up(part, units, measure, at, passed, waiting)
        at, passed = _next(found[-1], measure)
    if regime.clock == Clock.CALENDAR and calendar.is_rest(found[-1].last):
        # 민법 제161조: it ends with the next day that is none of rest, and that no wait takes out either.
        found += [
            stretch._replace(counted=0) for stretch in _used_up(PUT_OFF, 1, _working(calendar, 1), at, 0, waiting)
        ]
    return found


def last_minute(stretch: Stretch, measure: Measure) -> int:
    """Return how many minutes of its last day have passed when a stretch is used up."""
    return (stretch.passed + stretch.counted - 1) % measure.a_day + 1


def _used_up(part: int, units: int, measure: Measure, at: date, passed: int, waiting: deque[Stop]) -> list[Stretch]:
    """Return the stretches from a day on in which `units` are used up; stops met on the way leave `waiting`."""
    found: list[Stretch] = []
    while True:
        stop = waiting[0] if waiting else None
        last = measure.nth(at, -(-(units + passed) // measure.a_day))
        if stop is None or last < stop.first:
            return [*found, Stretch(at, last, units, passed, part, None)]
        if at < stop.first:
            before = stop.first - _ONE_DAY
            counted = measure.count(at, before) * measure.a_day - passed
            found.append(Stretch(at, before, counted, passed, part, None))
            units -= counted
        found.append(Stretch(stop.first, stop.last, 0, 0, part, stop))
        at, passed = stop.last + _ONE_DAY, 0
        waiting.popleft()


def _next(stretch: Stretch, measure: Measure) -> tuple[date, int]:
    """Return where the count goes on: the next day, or later on the same day if hours are left of it."""
    minute = last_minute(stretch, measure)
    return (stretch.last, minute) if minute < measure.a_day else (stretch.last + _ONE_DAY, 0)


def _working(calendar: WorkCalendar, a_day: int) -> Measure:
    return Measure(a_day=a_day, count=calendar.count, nth=calendar.nth)


def _nth_day(first: date, n: int) -> date:
    return first + timedelta(days=n - 1)
