"""Which days a wait takes out of a period, and which waits may be put on record."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from casebase.domain.errors import InvalidEntry
from casebase.domain.suspension import Suspension, SuspensionKind
from casebase.law.regimes import Regime, StopRule

_ONE_DAY = timedelta(days=1)


class Stop(NamedTuple):
    """The days one wait takes out of the count, both ends included: [first, last]."""

    first: date
    last: date
    suspension: Suspension

    @property
    def is_empty(self) -> bool:
        return self.last < self.first


def stops_of(suspensions: Iterable[Suspension], regime: Regime, as_of: date) -> list[Stop]:
    """Return the days taken out by each wait that is in force and stops the clock, in order; empty ones left out."""
    stopping = (each for each in suspensions if each.is_in_force and regime.stops[each.kind].stops)
    stops = (stop_of(each, regime, as_of) for each in stopping)
    return sorted((stop for stop in stops if not stop.is_empty), key=_order)


def stop_of(suspension: Suspension, regime: Regime, as_of: date) -> Stop:
    """Return the days that a wait of a kind that stops the clock takes out; an open one through `as_of`.

    A supplement takes out the day it was asked for and the day it arrived; every other wait begins to count
    with the day after. Empty where a wait begins and ends on one day, or begins after `as_of`.
    """
    ends_on = suspension.ends_on
    if ends_on is not None and ends_on < suspension.begins_on:
        raise ValueError(f"suspension {suspension.id} ends before it begins")
    first = first_day_out(suspension, regime.stops[suspension.kind])
    return Stop(first, as_of if ends_on is None else ends_on, suspension)


def first_day_out(suspension: Suspension, rule: StopRule) -> date:
    """Return the first day that a wait takes out."""
    return suspension.begins_on if rule.takes_first_day else suspension.begins_on + _ONE_DAY


def in_turn(stops: Iterable[Stop], begin: date) -> list[Stop]:
    """Return stops, given in order, from `begin` on and cut so that a day that several take out stands in one only."""
    following = []
    for stop in stops:
        first = max(stop.first, begin)
        if first <= stop.last:
            following.append(Stop(first, stop.last, stop.suspension))
            begin = stop.last + _ONE_DAY
    return following


def days_out(suspensions: Iterable[Suspension], regime: Regime, received_on: date, until: date) -> int:
    """Return how many days after a receipt, through one, waits take out; a day that several take out counts once."""
    stops = in_turn(stops_of(suspensions, regime, until), received_on + _ONE_DAY)
    return sum(max((min(stop.last, until) - stop.first).days + 1, 0) for stop in stops)


def check_suspension(
    suspension: Suspension,
    others: Sequence[Suspension],
    received_on: date,
    today: date,
    issued_on: date | None = None,
) -> None:
    """Let a wait pass that may begin, or end, as it stands; `others` are the consultation's waits so far.

    A wait entered late, with earlier days, is welcome; one that reaches past the day the opinion was issued is
    not. Raises: InvalidEntry.
    """
    begins_on, ends_on = suspension.begins_on, suspension.ends_on
    if begins_on < received_on:
        raise InvalidEntry("시작한 날이 접수한 날보다 빠릅니다. 접수한 날이나 그 뒤의 날짜를 입력하세요.", "begins_on")
    if begins_on > today:
        raise InvalidEntry("시작한 날이 오늘보다 늦습니다. 오늘이나 지난 날짜를 입력하세요.", "begins_on")
    if suspension.due_on is not None and suspension.due_on < begins_on:
        raise InvalidEntry("답을 받을 기한이 시작한 날보다 빠릅니다. 그 뒤의 날짜를 입력하세요.", "due_on")
    if ends_on is not None:
        _check_end(begins_on, ends_on, today)
    _check_issued(begins_on, ends_on, issued_on)
    if suspension.kind == SuspensionKind.SUPPLEMENT and suspension.is_open:
        _check_alone(suspension, others)


def _check_end(begins_on: date, ends_on: date, today: date) -> None:
    if ends_on < begins_on:
        raise InvalidEntry("끝난 날이 시작한 날보다 빠릅니다. 두 날짜를 확인하세요.", "ends_on")
    if ends_on > today:
        raise InvalidEntry("끝난 날이 오늘보다 늦습니다. 오늘이나 지난 날짜를 입력하세요.", "ends_on")


def _check_issued(begins_on: date, ends_on: date | None, issued_on: date | None) -> None:
    if issued_on is None:
        return
    if begins_on > issued_on or ends_on is None:
        raise InvalidEntry("의견서를 낸 뒤에는 처리기간을 멈출 수 없습니다. 시작한 날을 확인하세요.", "begins_on")
    if ends_on > issued_on:
        raise InvalidEntry(
            "의견서를 낸 뒤에는 처리기간을 다시 시작할 수 없습니다. 의견서를 낸 날이나 그 전의 날짜를 입력하세요.",
            "ends_on",
        )


def _check_alone(suspension: Suspension, others: Sequence[Suspension]) -> None:
    if any(each.id != suspension.id and each.kind == suspension.kind and each.is_open for each in others):
        raise InvalidEntry(
            "아직 끝나지 않은 보완요구가 있습니다. 보완된 것을 기록하거나 그 보완요구를 취소한 뒤 다시 요구하세요.",
            "kind",
        )


def _order(stop: Stop) -> tuple[date, timedelta, str, str]:
    """The earlier first; of those that begin together the longer, so that the shorter lies within it."""
    return stop.first, stop.first - stop.last, stop.suspension.kind, stop.suspension.id


def is_waiting(regime: Regime, suspensions: Iterable[Suspension], day: date) -> bool:
    """Say whether a wait that stops the clock is open on a day."""
    return any(each.is_open and regime.stops[each.kind].stops and each.begins_on <= day for each in suspensions)
