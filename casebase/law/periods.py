"""Periods, counted with their proof.

> 기간을 일, 주, 월 또는 연으로 정한 때에는 기간의 초일은 산입하지 아니한다. (민법 제157조)
> 기간의 말일이 토요일 또는 공휴일에 해당한 때에는 기간은 그 익일로 만료한다. (민법 제161조)

The Civil Act's counting holds wherever no other act says otherwise (민법 제155조, since 2021 also 행정기본법 제6조).
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casebase.domain.setting import AgencyHoliday
from casebase.korean.dates import official_date
from casebase.law.holidays import rest_day_name
from casebase.law.values import LegalValue

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class PeriodRow:
    """One step of the count, first and last day included. `days` is how many of them moved the end.

    `minutes` counts in its place where a period runs in hours of work.
    """

    from_on: date
    to_on: date
    days: int
    reason: str
    article: str
    minutes: int = 0

    @property
    def counted(self) -> str:
        """What was counted, as tables show it: "12일", "8시간 30분"."""
        return printed_minutes(self.minutes) if self.minutes else f"{self.days}일"


@dataclass(frozen=True, kw_only=True)
class Period:
    """The last day of a period, inclusive, and the rows that prove it, shown as 기한 산정 근거.

    The rows follow one another without a gap from the first event to `due_on`.
    """

    due_on: date
    rows: tuple[PeriodRow, ...]


def printed_minutes(minutes: int) -> str:
    """Return a number of minutes in words: "8시간 30분", "24시간", "30분"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}시간"] if hours or not rest else []
    return " ".join([*parts, f"{rest}분"] if rest else parts)


def filing_period(audit_ended_on: date, days: LegalValue, agency: Sequence[AgencyHoliday] = ()) -> Period:
    """Return until when exemption may be applied for (시행령 제13조의4 제1항: after the audit has ended).

    `days` is the value "periods.exemption_filing_days", an agency's own. 민법 제157조, 제161조.
    """
    return period_of_days(audit_ended_on, "감사가 끝난 날", days, agency)


def follow_up_period(reached_on: date, days: LegalValue, agency: Sequence[AgencyHoliday] = ()) -> Period:
    """Return until when the agency reports what it did, from the day the opinion reached it (시행령 제13조 제4항).

    `days` is the value "consultations.follow_up_days", an agency's own. 민법 제157조, 제161조.
    """
    return period_of_days(reached_on, "의견서가 도달한 날", days, agency)


def reply_period(asked_on: date, days: LegalValue, agency: Sequence[AgencyHoliday] = ()) -> Period:
    """Return until when a member of the panel answers, from the day they were asked.

    `days` is the value "panel.reply_days", an agency's own. 민법 제157조, 제161조.
    """
    return period_of_days(asked_on, "의뢰한 날", days, agency)


def re_examination_period(reached_on: date, months: LegalValue, agency: Sequence[AgencyHoliday] = ()) -> Period:
    """Return until when 재심의 may be applied for, from the day the notice reached (공공감사에 관한 법률 제25조 제1항).

    `months` is the value "periods.re_examination_months". 민법 제157조, 제160조, 제161조.
    """
    return period_of_months(reached_on, "통지가 도달한 날", months, agency)


def period_of_months(event_on: date, event: str, months: LegalValue, agency: Sequence[AgencyHoliday] = ()) -> Period:
    """Return a period of months from the day after an event, which `event` names in Korean: "통지가 도달한 날".

    민법 제157조, 제160조, 제161조.
    """
    begins_on = event_on + _ONE_DAY
    last = last_day_of_months(begins_on, months.number)
    counted = PeriodRow(
        from_on=begins_on,
        to_on=last,
        days=(last - event_on).days,
        reason=f"다음 날부터 {months.printed}을 달력에 따라 셉니다.",
        article=f"{months.printed_source}, 민법 제160조",
    )
    return _period(_first_day(event_on, event), counted, agency)


def last_day_of_months(begins_on: date, months: int) -> date:
    """Return the last day of a number of months by the calendar, days of rest not looked at.

    민법 제160조: the day before the one that corresponds to the first; the month's last where it has no such day.
    A period that begins on the 1st therefore ends with a month: reached on 30 April, it runs from 1 to 31 May.
    """
    year, month_before = divmod(begins_on.year * 12 + begins_on.month - 1 + months, 12)
    length = monthrange(year, month_before + 1)[1]
    if begins_on.day > length:
        return date(year, month_before + 1, length)
    return date(year, month_before + 1, begins_on.day) - _ONE_DAY


def period_of_days(event_on: date, event: str, days: LegalValue, agency: Sequence[AgencyHoliday] = ()) -> Period:
    """Return a period of days from the day after an event, which `event` names in Korean: "감사가 끝난 날".

    민법 제157조, 제161조.
    """
    counted = PeriodRow(
        from_on=event_on + _ONE_DAY,
        to_on=event_on + timedelta(days=days.number),
        days=days.number,
        reason=f"다음 날부터 {days.printed}을 셉니다.",
        article=days.printed_source,
    )
    return _period(_first_day(event_on, event), counted, agency)


def _first_day(day: date, name: str) -> PeriodRow:
    return PeriodRow(from_on=day, to_on=day, days=0, reason=f"{name}은 세지 않습니다.", article="민법 제157조")


def _period(first: PeriodRow, counted: PeriodRow, agency: Sequence[AgencyHoliday]) -> Period:
    """민법 제161조, applied again while the next day is one of rest as well."""
    due_on = counted.to_on
    rests: list[str] = []
    while name := rest_day_name(due_on, agency):
        rests.append(f"{official_date(due_on)} {name}")
        due_on += _ONE_DAY
    if not rests:
        return Period(due_on=due_on, rows=(first, counted))
    rolled = PeriodRow(
        from_on=counted.to_on + _ONE_DAY,
        to_on=due_on,
        days=len(rests),
        reason=f"마지막 날이 쉬는 날이라 다음 날로 늦춥니다({', '.join(rests)}).",
        article="민법 제161조",
    )
    return Period(due_on=due_on, rows=(first, counted, rolled))
