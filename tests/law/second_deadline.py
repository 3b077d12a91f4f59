"""A second count of a consultation's deadline, day by day and minute by minute, written from the articles alone.

It shares nothing with casebase/law but the record of what happened, so that a mistake would have to be made twice.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from functools import cache

import holidays

from casebase.domain.setting import AgencyHoliday
from casebase.domain.suspension import Suspension

TOMORROW = timedelta(days=1)

# 민원 처리에 관한 법률 시행령 제20조, 행정절차법 시행령 제11조. Asking another agency or the higher body is not there.
OUT_OF_A_PETITION = {"supplement", "transport", "representative", "hearing", "expert", "preceding", "outage"}
OUT_OF_A_PETITION |= {"answered"}  # the office's own default: no article speaks of it


class Calendar:
    """공휴일과 토요일: Sundays are public holidays."""

    def __init__(self, agency: Iterable[AgencyHoliday]) -> None:
        entries = list(agency)
        self.added = {entry.on for entry in entries if not entry.is_working}
        self.taken_out = {entry.on for entry in entries if entry.is_working}

    def is_off(self, day: date) -> bool:
        is_holiday = day in public_holidays(day.year) or day in self.added
        return day.isoweekday() in (6, 7) or (is_holiday and day not in self.taken_out)


@cache
def public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("KR", years=year))


def days_out(suspensions: Iterable[Suspension], kinds: set[str], as_of: date) -> set[date]:
    """Every day waits take out: a supplement's first day too (행정절차법 시행령 제11조), else not (민법 제157조)."""
    out = set()
    for wait in suspensions:
        if wait.cancelled_on is not None or wait.kind not in kinds:
            continue
        day = wait.begins_on
        if wait.kind != "supplement":
            day += TOMORROW
        while day <= (wait.ends_on or as_of):
            out.add(day)
            day += TOMORROW
    return out


def due_by_calendar(received_on: date, counts_first_day: bool, days: int, out: set[date], calendar: Calendar) -> date:
    """민법 제157조, 제161조."""
    day = received_on
    left = days
    if counts_first_day and day not in out:
        left -= 1
    while left > 0:
        day += TOMORROW
        if day not in out:
            left -= 1
    while calendar.is_off(day) or day in out:
        day += TOMORROW
    return day


def due_by_working_days(
    received_on: date, counts_first_day: bool, days: int, out: set[date], calendar: Calendar
) -> date:
    """민원 처리에 관한 법률 제19조 제2항, or an office's own rule to the same end."""
    day = received_on if counts_first_day else received_on + TOMORROW
    left = days
    while True:
        if day not in out and not calendar.is_off(day):
            left -= 1
        if left == 0:
            return day
        day += TOMORROW


def due_by_hours(
    received_on: date, received_at: time, days: int, out: set[date], calendar: Calendar, hours: str
) -> tuple[date, time]:
    """민원 처리에 관한 법률 제19조 제1항: hours of work from the time of receipt, eight to the day."""
    left = days * 8 * 60
    day = received_on
    while True:
        if day not in out and not calendar.is_off(day):
            for minute in minutes_of_work(hours):
                if day == received_on and minute < received_at.hour * 60 + received_at.minute:
                    continue
                left -= 1
                if left == 0:
                    return day, time((minute + 1) // 60, (minute + 1) % 60)
        day += TOMORROW


@cache
def minutes_of_work(hours: str) -> Sequence[int]:
    """Every minute of "09:00~12:00, 13:00~18:00"."""
    minutes: list[int] = []
    for stretch in hours.split(", "):
        opens, closes = (int(clock[:2]) * 60 + int(clock[3:]) for clock in stretch.split("~"))
        minutes += range(opens, closes)
    return minutes
