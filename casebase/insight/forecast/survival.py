"""How long cases take, as chances: a Kaplan-Meier estimate by group, each group mixed with what it belongs to.

Days are net: those on which the law stops the clock are taken out, so a stop moves neither a case's age nor what it
has left. A case that still runs counts for as long as it is known to have run.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

ENOUGH = 30  # answered cases: below, nothing is estimated
WEIGHT = 30  # a group's day counts as if so many more cases had gone as those of what it belongs to
FEW = 10  # cases: past the day that fewer reach, every day goes at one rate; fewer like cases are not told of
_NEARLY_ALL = 1 - 1e-9  # a day on which everybody was answered is no proof that nobody ever runs on


class Group(NamedTuple):
    """Like cases: by who applied and field, by who applied (field ""), or all (both "")."""

    kind: str = ""
    field: str = ""

    @property
    def parent(self) -> "Group":
        return Group(self.kind) if self.field else Group()


ALL = Group()


class Count(NamedTuple):
    """How many cases of a group were answered after so many days, and how many still ran at the end of that day."""

    group: Group
    days: int
    answered: int
    running: int


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One group's chances and like cases; its lists begin with the day before the receipt, -1.

    `logs` are the logarithms of the chance to take more than so many days; past their end each day adds `beyond`.
    `answered` and `running` count the group's own cases that were answered on a day or later, or ran at its end or
    later.
    """

    logs: tuple[float, ...]
    beyond: float
    answered: tuple[int, ...]
    running: tuple[int, ...]

    def chance(self, age: int, left: int) -> float:
        """Return the chance that a case not answered by its day `age` takes more than `left` days longer."""
        return math.exp(self._log(age + left) - self._log(age - 1)) if left >= 0 else 1.0

    def like(self, age: int, left: int) -> tuple[int, int]:
        """Return how many like cases reached the age and are known to the end, and how many took longer than left."""
        lasting = _at(self.running, age + left)
        return _at(self.answered, age) + lasting, _at(self.answered, age + left + 1) + lasting

    def _log(self, day: int) -> float:
        past = day + 2 - len(self.logs)
        return self.logs[-1] + past * self.beyond if past > 0 else self.logs[day + 1]


@dataclass(frozen=True, kw_only=True)
class Survival:
    """The curves of all groups that were counted. `count_answered` is how many answered cases they rest on."""

    curves: dict[Group, Curve]
    count_answered: int

    @property
    def is_enough(self) -> bool:
        """Whether there is history enough to estimate anything."""
        return self.count_answered >= ENOUGH

    def curve(self, group: Group) -> Curve:
        """Return the curve of a group or, where nobody of it was counted, of what it belongs to."""
        while group not in self.curves:
            group = group.parent
        return self.curves[group]

    def like(self, group: Group, age: int, left: int) -> tuple[Group, int, int]:
        """Return the cases that one is told of: those of its group or, where these are FEW, of what it belongs to.

        How many reached the age and are known to the end, and how many of them took longer than what is left.
        """
        while True:
            count, longer = self.curves[group].like(age, left) if group in self.curves else (0, 0)
            if count >= FEW or group == ALL:
                return group, count, longer
            group = group.parent


@dataclass
class _Tally:
    """What was counted of one group, by days."""

    answered: Counter[int] = field(default_factory=Counter)
    running: Counter[int] = field(default_factory=Counter)

    def add(self, count: Count) -> None:
        self.answered[count.days] += count.answered
        self.running[count.days] += count.running


def fitted(counts: Iterable[Count]) -> Survival:
    """Estimate every group's chances from what was counted of the finest groups."""
    tallies = {ALL: _Tally()}
    for count in counts:
        for group in dict.fromkeys((ALL, count.group.parent, count.group)):
            tallies.setdefault(group, _Tally()).add(count)
    last = max([*tallies[ALL].answered, *tallies[ALL].running], default=-1)
    hazards = {ALL: _hazards(tallies[ALL], last)}
    for group in sorted(tallies.keys() - {ALL}, key=lambda one: bool(one.field)):
        hazards[group] = _mixed(tallies[group], hazards[group.parent])
    return Survival(
        curves={group: _curve(tally, last, hazards[group]) for group, tally in tallies.items()},
        count_answered=tallies[ALL].answered.total(),
    )


def _curve(tally: _Tally, last: int, hazards: Sequence[float]) -> Curve:
    """`hazards` are those of the days 0 to `last` and, at the end, that of every later day."""
    return Curve(
        logs=(0.0, *accumulate(math.log1p(-hazard) for hazard in hazards[:-1])),
        beyond=math.log1p(-hazards[-1]),
        answered=_from_each_day_on(tally.answered, last),
        running=_from_each_day_on(tally.running, last),
    )


def _hazards(tally: _Tally, last: int) -> list[float]:
    """Return the share answered on each day of those at risk, and at the end the rate past the day few reach."""
    risks = _at_risk(tally, last)
    reached = next((day for day, risk in enumerate(risks) if risk < FEW), len(risks))
    answered = [tally.answered[day] for day in range(last + 1)]
    overall = sum(answered) / max(sum(risks), 1)
    rate = (sum(answered[reached:]) + FEW * overall) / (sum(risks[reached:]) + FEW)
    shares = [count / risk for count, risk in zip(answered[:reached], risks[:reached], strict=True)]
    return [min(hazard, _NEARLY_ALL) for hazard in [*shares, *[rate] * (len(risks) - reached + 1)]]


def _mixed(tally: _Tally, parent: Sequence[float]) -> list[float]:
    """Return a group's shares answered on each day, as if WEIGHT more cases had gone as those of its parent."""
    last = len(parent) - 2
    risks = _at_risk(tally, last)
    mixed = [(tally.answered[day] + WEIGHT * parent[day]) / (risks[day] + WEIGHT) for day in range(last + 1)]
    return [*mixed, parent[-1]]


def _at_risk(tally: _Tally, last: int) -> list[int]:
    """Return how many cases were not answered before each day from 0 to `last` and are known to the end of it."""
    answered, running = _from_each_day_on(tally.answered, last), _from_each_day_on(tally.running, last)
    return [a + r for a, r in zip(answered[1:], running[1:], strict=True)]


def _from_each_day_on(counter: Counter[int], last: int) -> tuple[int, ...]:
    """Return the sums from each day on, for the days -1 to `last`."""
    sums = accumulate(counter[day] for day in range(last, -2, -1))
    return tuple(sums)[::-1]


def _at(sums: Sequence[int], day: int) -> int:
    return sums[day + 1] if day + 1 < len(sums) else 0
