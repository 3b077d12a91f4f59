"""The rows that prove a consultation's due day, as a lawyer reads them."""

from collections.abc import Sequence
from datetime import date

from casebase.domain.suspension import SUSPENSION_LABELS, Extension, Receipt, Suspension
from casebase.korean.dates import clock_time, official_date, official_span
from casebase.korean.text import particle
from casebase.law.counting import PUT_OFF, Stretch, begins_on
from casebase.law.periods import PeriodRow, printed_minutes
from casebase.law.regimes import Clock, Regime
from casebase.law.suspensions import Stop, first_day_out, stop_of
from casebase.law.working_days import WorkCalendar

_ROLL_OVER = "민법 제161조"


def proof_rows(
    receipt: Receipt,
    regime: Regime,
    extensions: Sequence[Extension],
    stops: Sequence[Stop],
    found: Sequence[Stretch],
    as_of: date,
    calendar: WorkCalendar,
) -> tuple[PeriodRow, ...]:
    """Return one row for each stretch found, after one for a day of receipt that is not counted.

    `extensions` are in their order, `stops` whole, as they were before days that several take out were cut.
    """
    rows = [] if regime.counts_first_day else [_receipt_row(receipt, regime)]
    last_day = max(stretch.last for stretch in found if stretch.counted)
    for stretch in found:
        if stretch.stop is not None:
            rows.append(_stop_row(stretch, stretch.stop, regime, stops, as_of))
        elif stretch.part == PUT_OFF:
            rows.append(_put_off_row(stretch, last_day, calendar))
        else:
            rows.append(_counted_row(stretch, receipt, regime, extensions, calendar))
    return tuple(rows)


def rows_without_effect(
    receipt: Receipt, regime: Regime, suspensions: Sequence[Suspension], as_of: date, due_on: date
) -> tuple[PeriodRow, ...]:
    """Return a row for each wait that takes no day out of the period, with why, in the order of their days."""
    rows = []
    for suspension in sorted(suspensions, key=lambda each: (each.begins_on, each.kind, each.id)):
        reason = _why_without_effect(suspension, receipt, regime, as_of, due_on)
        if reason:
            row = PeriodRow(
                from_on=suspension.begins_on,
                to_on=suspension.ends_on or suspension.cancelled_on or max(as_of, suspension.begins_on),
                days=0,
                reason=f"{SUSPENSION_LABELS[suspension.kind]}: {reason}",
                article=regime.stops[suspension.kind].article,
            )
            rows.append(row)
    return tuple(rows)


def _why_without_effect(
    suspension: Suspension, receipt: Receipt, regime: Regime, as_of: date, due_on: date
) -> str | None:
    if not suspension.is_in_force:
        return "취소한 것이라 빼지 않습니다."
    if not regime.stops[suspension.kind].stops:
        return "처리기간에서 빼는 사유가 아니어서 그동안도 셉니다."
    stop = stop_of(suspension, regime, as_of)
    if stop.is_empty:
        return "시작한 날은 처리한 날로 세므로 뺄 날이 없습니다."
    if stop.first > due_on:
        return "처리기간이 끝난 뒤의 일이라 기한을 바꾸지 않습니다."
    if stop.last < begins_on(receipt, regime):
        return "접수한 날은 본래 세지 않으므로 더 뺄 날이 없습니다."
    return None


def _receipt_row(receipt: Receipt, regime: Regime) -> PeriodRow:
    return PeriodRow(
        from_on=receipt.on,
        to_on=receipt.on,
        days=0,
        reason="접수한 날은 세지 않습니다.",
        article=regime.first_day_article,
    )


def _counted_row(
    stretch: Stretch, receipt: Receipt, regime: Regime, extensions: Sequence[Extension], calendar: WorkCalendar
) -> PeriodRow:
    rests = calendar.rests(stretch.first, stretch.last) if regime.clock != Clock.CALENDAR else []
    begins_here = stretch.first == receipt.on and stretch.part == 0 and not calendar.is_rest(receipt.on)
    sentences = []
    if begins_here and regime.office_hours and stretch.passed >= regime.office_hours.open_minutes:
        sentences.append(f"근무시간이 끝난 뒤({clock_time(receipt.at)})에 접수해 그날은 세지 않습니다.")
        begins_here = False
    if stretch.counted:
        since = "접수한 때" if regime.office_hours else "접수한 날"
        sentences.append((f"{since}부터 " if begins_here else "") + _counted(stretch, regime, extensions))
    if rests:
        sentences.append(f"쉬는 날 {len(rests)}일은 세지 않습니다({_named(rests)}).")
    by_hours = regime.clock == Clock.HOURS
    return PeriodRow(
        from_on=stretch.first,
        to_on=stretch.last,
        days=0 if by_hours else stretch.counted,
        minutes=stretch.counted if by_hours else 0,
        reason=" ".join(sentences),
        article=_articles(
            regime.extension_article if stretch.part else regime.period.printed_source,
            *([regime.first_day_article] if begins_here else []),
            regime.clock_article,
        ),
    )


def _counted(stretch: Stretch, regime: Regime, extensions: Sequence[Extension]) -> str:
    """Return "처리기간 30일 가운데 12일을 셉니다."."""
    days = extensions[stretch.part - 1].days if stretch.part else regime.period.number
    name = f"{stretch.part}차 연장 {days}일" if stretch.part else f"처리기간 {days}일"
    if regime.office_hours is None:
        part, whole = f"{stretch.counted}일", stretch.counted == days
    else:
        minutes = days * regime.office_hours.minutes_a_day
        name = f"{name}({printed_minutes(minutes)})"
        part, whole = printed_minutes(stretch.counted), stretch.counted == minutes
    counted = name if whole else f"{name} 가운데 {part}"
    return f"{counted}{particle(counted, '을/를')} 셉니다."


def _stop_row(stretch: Stretch, stop: Stop, regime: Regime, stops: Sequence[Stop], as_of: date) -> PeriodRow:
    rule = regime.stops[stop.suspension.kind]
    days = (stretch.last - stretch.first).days + 1
    is_cut = stretch.first > first_day_out(stop.suspension, rule)
    name = _wait(stop.suspension, as_of)
    sentences = [f"{name} 가운데 나머지 {days}일을 뺍니다." if is_cut else f"{name} 동안 {days}일을 뺍니다."]
    if not is_cut:
        sentences.append("보낸 날과 도착한 날도 뺍니다." if rule.takes_first_day else "시작한 날은 처리한 날로 셉니다.")
    if stop.suspension.ends_on is None:
        sentences.append(f"아직 끝나지 않아 {official_date(as_of)}까지 뺐으므로 기한은 잠정입니다.")
    also = [
        _wait(each.suspension, as_of)
        for each in stops
        if _meets(each, stretch) and each.suspension is not stop.suspension
    ]
    if also:
        sentences.append(f"겹치는 {', '.join(also)}의 같은 날은 거듭 빼지 않습니다.")
    return PeriodRow(
        from_on=stretch.first, to_on=stretch.last, days=0, reason=" ".join(sentences), article=rule.article
    )


def _put_off_row(stretch: Stretch, last_day: date, calendar: WorkCalendar) -> PeriodRow:
    rests = [*calendar.rests(last_day, last_day), *calendar.rests(stretch.first, stretch.last)]
    return PeriodRow(
        from_on=stretch.first,
        to_on=stretch.last,
        days=0,
        reason=f"마지막 날이 쉬는 날이라 다음 날로 늦춥니다({_named(rests)}).",
        article=_ROLL_OVER,
    )


def _wait(suspension: Suspension, as_of: date) -> str:
    """Return "보완요구(2026. 3. 2.~3. 9.)", an open one through the day asked about."""
    span = official_span(suspension.begins_on, suspension.ends_on or as_of)
    return f"{SUSPENSION_LABELS[suspension.kind]}({span})"


def _meets(stop: Stop, stretch: Stretch) -> bool:
    return stop.first <= stretch.last and stretch.first <= stop.last


def _named(rests: Sequence[tuple[date, str]]) -> str:
    """Return "토·일요일 4일, 2026. 9. 25. 추석"."""
    weekends = sum(not name for _, name in rests)
    holidays = [f"{official_date(day)} {name}" for day, name in rests if name]
    return ", ".join([f"토·일요일 {weekends}일", *holidays] if weekends else holidays)


def _articles(*articles: str) -> str:
    return ", ".join(dict.fromkeys(articles))
