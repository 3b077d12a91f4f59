"""When a consultation is due, with the proof: a pure function of what happened and of dated tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from casebase.domain.setting import AgencyHoliday
from casebase.domain.suspension import Extension, Receipt, Suspension
from casebase.law.counting import Measure, Stretch, begins_on, last_minute, measure_of, stretches
from casebase.law.deadline_rows import proof_rows, rows_without_effect
from casebase.law.periods import PeriodRow, printed_minutes
from casebase.law.regimes import Clock, Regime
from casebase.law.suspensions import in_turn, is_waiting, stops_of
from casebase.law.values import LegalValue
from casebase.law.working_days import work_calendar


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The last day of a consultation's period, inclusive, and what proves it, shown as 기한 산정 근거.

    While `is_stopped`, a wait that stops the clock is open: it was taken out through the day asked about, and
    `due_on` is the day it would be if the wait were over by then. `total`, `used` (through the day asked about) and
    `remaining` are days, or minutes of work where `clock` is HOURS; only then is there a `due_at`.

    `rows` follow one another without a gap from the receipt to `due_on`, and what they count adds up to `total`;
    where the clock runs in hours, a day on which an extension begins may stand in two of them. `without_effect`
    are the waits that moved nothing, each with its reason.
    """

    due_on: date
    due_at: time | None
    is_stopped: bool
    clock: Clock
    total: int
    used: int
    remaining: int
    rows: tuple[PeriodRow, ...]
    without_effect: tuple[PeriodRow, ...]

    @property
    def remaining_printed(self) -> str:
        """What remains, in words: "12일", "8시간 30분"."""
        return printed_minutes(self.remaining) if self.clock == Clock.HOURS else f"{self.remaining}일"


def deadline(
    receipt: Receipt,
    regime: Regime,
    suspensions: Sequence[Suspension],
    extensions: Sequence[Extension],
    as_of: date,
    agency: Sequence[AgencyHoliday] = (),
) -> Deadline:
    """Return when a consultation is due, as of a day, with its proof.

    The period ends with the first day by which the days that count make up the period and its extensions; in
    calendar days, if that is a day of rest, with the next that is none (민법 제161조). Every wait and every extension
    given is honoured, in whatever order they come: whether they were permitted was checked when they were entered.
    """
    calendar = work_calendar(agency)
    measure = measure_of(regime, calendar)
    granted = sorted(extensions, key=lambda extension: extension.position)
    parts = [days * _a_day(regime) for days in (regime.period.number, *(each.days for each in granted))]
    stops = stops_of(suspensions, regime, as_of)
    found = stretches(receipt, regime, parts, in_turn(stops, begins_on(receipt, regime)), calendar)
    last, total, used = found[-1], sum(parts), _used(found, measure, as_of)
    return Deadline(
        due_on=last.last,
        due_at=regime.office_hours.time_after(last_minute(last, measure)) if regime.office_hours else None,
        is_stopped=as_of < last.last and is_waiting(regime, suspensions, as_of),
        clock=regime.clock,
        total=total,
        used=used,
        remaining=total - used,
        rows=proof_rows(receipt, regime, granted, stops, found, as_of, calendar),
        without_effect=rows_without_effect(receipt, regime, suspensions, as_of, last.last),
    )


def due_on(
    receipt: Receipt,
    regime: Regime,
    suspensions: Sequence[Suspension],
    extensions: Sequence[Extension],
    as_of: date,
    agency: Sequence[AgencyHoliday] = (),
) -> date:
    """Return the day of `deadline` alone, without its proof: for lists of many cases."""
    days = [regime.period.number, *(each.days for each in extensions)]
    stops = in_turn(stops_of(suspensions, regime, as_of), begins_on(receipt, regime))
    # Where one part ends and the next begins moves nothing: their sum is one period.
    return stretches(receipt, regime, [sum(days) * _a_day(regime)], stops, work_calendar(agency))[-1].last


def progress_notices(received_on: date, every: LegalValue, told_on: Sequence[date], until: date) -> tuple[date, ...]:
    """Return the days, through `until`, on which the applicant had to be told of the progress and was not.

    One falls due every so many days after the receipt (민원 처리에 관한 법률 시행령 제23조; the day of receipt is not
    counted, 민법 제157조). Telling settles all that have fallen due by then, or, if none is open, the next one.
    """
    settled_through = received_on
    step = timedelta(days=every.number)
    for told in sorted(told_on):
        if told > received_on:
            fallen_due = received_on + (told - received_on) // step * step
            settled_through = fallen_due if fallen_due > settled_through else fallen_due + step
    owed = []
    while (settled_through := settled_through + step) <= until:
        owed.append(settled_through)
    return tuple(owed)


def _a_day(regime: Regime) -> int:
    """What a day of the period is counted as: one day, or its minutes."""
    return regime.office_hours.minutes_a_day if regime.office_hours else 1


def _used(found: Sequence[Stretch], measure: Measure, as_of: date) -> int:
    """Return what of the period has been used up by the end of a day."""
    used = 0
    for stretch in found:
        if stretch.last <= as_of:
            used += stretch.counted
        elif stretch.first <= as_of and stretch.counted:
            used += min(stretch.counted, measure.count(stretch.first, as_of) * measure.a_day - stretch.passed)
    return used
