"""How good the forecast would have been: every past month predicted from what was known on its first morning."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casebase.domain.setting import AgencyHoliday
from casebase.insight.forecast.durations import SPAN
from casebase.insight.forecast.past_cases import PastCase, Rules, past_cases, standing_on
from casebase.insight.forecast.survival import Count, Group, fitted
from casebase.insight.mirror import Mirror

TESTED = timedelta(days=3 * 365)  # how far back months are predicted
SETTLED = timedelta(days=120)  # a later month has too many cases whose end nobody knows
_COUNT_BINS = 10


@dataclass(frozen=True, kw_only=True)
class Prediction:
    """What would have been said of one open case on the first morning of a month, and how it went.

    `base` is the share of those that took longer than they were given on receipt, among the cases answered by then.
    `is_late` tells whether it took longer than it had left that morning; None where that is not known. Stops are taken
    out of all of them, and an extension given later makes nothing late in time.
    """

    case_id: str
    on: date
    chance: float
    base: float
    is_late: bool | None


@dataclass(frozen=True, kw_only=True)
class Bin:
    """Predictions from `low` to `high`: how many, their mean, and the share that came true."""

    low: float
    high: float
    count: int
    mean_chance: float
    share_late: float


@dataclass(frozen=True, kw_only=True)
class BackTest:
    """`brier` is the mean squared error of the chances, `base_brier` that of the base rate known each month.

    `count_unknown` predictions are left out: how the case ended is not known.
    """

    months: tuple[date, ...]
    count: int
    count_late: int
    count_unknown: int
    brier: float
    base_brier: float
    bins: tuple[Bin, ...]


def back_test(mirror: Mirror, rules: Rules, holidays: Sequence[AgencyHoliday], today: date) -> BackTest | None:
    """Test the forecast on the months before a day; None where none had history enough before it.

    Takes a second or two at any size of office. Raises: StorageUnreachable.
    """
    cases = past_cases(mirror, today - TESTED - SPAN, rules, holidays)
    return judged([one for on in months_to_test(today) for one in predicted(cases, on, today, rules, holidays)])


def months_to_test(today: date) -> list[date]:
    """Return the first days of the months that are predicted, the oldest first."""
    first, last = today - TESTED, today - SETTLED
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    return [month for month in months if first < month <= last]


def predicted(
    cases: Sequence[PastCase], on: date, today: date, rules: Rules, holidays: Sequence[AgencyHoliday]
) -> list[Prediction]:
    """Predict the cases that were open and not late on a morning, from what was known then and not since.

    Only how they went is looked up as of `today`. Empty where too little was known.
    """
    recent = [case for case in cases if on - SPAN <= case.receipt.on < on]
    answered = [case for case in recent if case.is_answered_by(on)]
    running = [(case, *standing_on(case, on, rules, holidays)) for case in recent if case.is_open_on(on)]
    course = fitted(_counts(answered, running))
    if not course.is_enough:
        return []
    base = sum((case.net_days or 0) > case.allowed_days for case in answered) / len(answered)
    return [
        Prediction(
            case_id=case.id,
            on=on,
            chance=course.curve(case.group).chance(age, left),
            base=base,
            is_late=_took_longer(case, age + left, today, rules, holidays),
        )
        for case, age, left in running
        if left >= 0
    ]


def judged(predictions: Sequence[Prediction]) -> BackTest | None:
    """Return how the predictions whose end is known came out; None where there are none."""
    known = [one for one in predictions if one.is_late is not None]
    if not known:
        return None
    return BackTest(
        months=tuple(sorted({one.on for one in known})),
        count=len(known),
        count_late=sum(one.is_late is True for one in known),
        count_unknown=len(predictions) - len(known),
        brier=sum((one.chance - (one.is_late is True)) ** 2 for one in known) / len(known),
        base_brier=sum((one.base - (one.is_late is True)) ** 2 for one in known) / len(known),
        bins=tuple(_bins(known)),
    )


def _counts(answered: Sequence[PastCase], running: Sequence[tuple[PastCase, int, int]]) -> Iterator[Count]:
    """A case that ran on a morning is known not to have been answered by the day before."""
    took: Counter[tuple[Group, int]] = Counter((case.group, case.net_days or 0) for case in answered)
    ran: Counter[tuple[Group, int]] = Counter((case.group, age - 1) for case, age, _ in running)
    for group, days in took.keys() | ran.keys():
        yield Count(group, days, took[group, days], ran[group, days])


def _took_longer(
    case: PastCase, days: int, today: date, rules: Rules, holidays: Sequence[AgencyHoliday]
) -> bool | None:
    """Say whether a case took more net days than so many; None where nobody knows: withdrawn, or still in time."""
    if case.net_days is not None:
        return case.net_days > days
    if case.is_open_on(today) and standing_on(case, today, rules, holidays)[0] > days:
        return True
    return None


def _bins(known: Sequence[Prediction]) -> Iterator[Bin]:
    """Return the bins that hold any; a certain one belongs to the last."""
    held: dict[int, list[Prediction]] = {}
    for one in known:
        held.setdefault(min(int(one.chance * _COUNT_BINS), _COUNT_BINS - 1), []).append(one)
    for number, those in sorted(held.items()):
        yield Bin(
            low=number / _COUNT_BINS,
            high=(number + 1) / _COUNT_BINS,
            count=len(those),
            mean_chance=sum(one.chance for one in those) / len(those),
            share_late=sum(one.is_late is True for one in those) / len(those),
        )
