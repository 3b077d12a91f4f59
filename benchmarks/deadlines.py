"""When one case with ten stops is due: with its proof, without it, and walked day by day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, time, timedelta

from benchmarks.measuring import Row, at_most, in_turn, processor, timed
from casebase.domain.suspension import Extension, Receipt, Suspension, SuspensionKind
from casebase.law.deadlines import deadline, due_on
from casebase.law.regimes import Clock, Regime, regime_on
from casebase.law.suspensions import stops_of
from casebase.law.working_days import work_calendar

ROUNDS = 100
REPEATS = 100
STOPS = 10
RECEIPT = Receipt(on=date(2026, 1, 5), at=time(14, 20))
AS_OF = date(2026, 6, 30)
_KINDS = (SuspensionKind.SUPPLEMENT, SuspensionKind.EXPERT, SuspensionKind.PRECEDING)
_ONE_DAY = timedelta(days=1)


def measured() -> Iterator[Row]:
    """Yield a row with the proof, one without, and one for a petition, whose clock runs in days of work."""
    agency, petition = regime_on(False, RECEIPT.on), regime_on(True, RECEIPT.on)
    if petition.clock != Clock.WORKING:
        raise ValueError("a petition's clock does not run in days of work")
    if due_on(RECEIPT, agency, _WAITS, _EXTENSIONS, AS_OF) != _day_by_day(agency, _WAITS, _EXTENSIONS):
        raise ValueError("walked day by day, the case is due on another day")
    things = {
        "deadline": lambda: deadline(RECEIPT, agency, _WAITS, _EXTENSIONS, AS_OF),
        "due_on": lambda: due_on(RECEIPT, agency, _WAITS, _EXTENSIONS, AS_OF),
        "day by day": lambda: _day_by_day(agency, _WAITS, _EXTENSIONS),
    }
    times = in_turn({name: _repeated(run) for name, run in things.items()}, ROUNDS)
    yield at_most(f"due day with proof, {STOPS} stops (deadline)", times, "deadline", "due_on")
    yield at_most(f"due day, {STOPS} stops (due_on)", times, "due_on", "day by day")
    things = {
        "deadline": lambda: deadline(RECEIPT, petition, _WAITS, _EXTENSIONS, AS_OF),
        "due_on": lambda: due_on(RECEIPT, petition, _WAITS, _EXTENSIONS, AS_OF),
    }
    times = in_turn({name: _repeated(run) for name, run in things.items()}, ROUNDS)
    yield at_most(f"due day with proof, {STOPS} stops, in days of work", times, "deadline", "due_on")


def _repeated(run: Callable[[], object]) -> Callable[[], float]:
    return timed(run, processor, REPEATS)


def _wait(n: int) -> Suspension:
    """Return the n-th wait: each lasts four days, and every third overlaps the one before it."""
    begins_on = RECEIPT.on + timedelta(days=3 + 5 * n - (2 if n % 3 == 2 else 0))
    return Suspension(
        id=str(n),
        consultation_id="1",
        kind=_KINDS[n % len(_KINDS)],
        begins_on=begins_on,
        ends_on=begins_on + timedelta(days=4),
        entered_by="1",
        entered_at="2026-01-05T00:00:00.000000Z",
    )


_WAITS = tuple(_wait(n) for n in range(STOPS))
_EXTENSIONS = (
    Extension(
        id="1",
        consultation_id="1",
        position=1,
        days=10,
        ground="others",
        reason="",
        decided_on=date(2026, 2, 2),
        decided_by="1",
    ),
)


def _day_by_day(regime: Regime, waits: Sequence[Suspension], extensions: Sequence[Extension]) -> date:
    """Walk a period of calendar days from its receipt: the day it is done, or the next that is none of rest."""
    calendar = work_calendar()
    stops = stops_of(waits, regime, AS_OF)
    left = regime.period.number + sum(extension.days for extension in extensions)
    day = RECEIPT.on
    while True:
        day += _ONE_DAY
        if any(stop.first <= day <= stop.last for stop in stops):
            continue
        left -= 1
        if left <= 0 and not calendar.is_rest(day):
            return day
