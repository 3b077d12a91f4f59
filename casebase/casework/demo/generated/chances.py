"""Chances that are the same for the same seed: what is chosen, how long things take, and the ids of what is made."""

import math
import random
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

T = TypeVar("T")

_COUNTER = 0xFFF  # ids within one millisecond
_VARIANT = 2 << 62


class Chances:
    """All chances of one filling, drawn one after the other."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._count = 0

    def id_at(self, at: datetime) -> str:
        """Return a UUIDv7 of a moment, "018f3c1e-....", as `store.ids` makes them of the present one."""
        self._count = self._count + 1 & _COUNTER
        milliseconds = int(at.timestamp() * 1000)
        text = f"{milliseconds << 80 | 7 << 76 | self._count << 64 | _VARIANT | self._random.getrandbits(62):032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def falls(self, share: float) -> bool:
        """Say whether something happens that does so in this share of cases."""
        return self._random.random() < share

    def one_of(self, things: Sequence[T]) -> T:
        return things[int(self._random.random() * len(things))]

    def some_of(self, things: Sequence[T], count: int) -> list[T]:
        return self._random.sample(things, min(count, len(things)))

    def by_weight(self, things: Sequence[T], weights: Sequence[float]) -> T:
        return self._random.choices(things, weights)[0]

    def days(self, fewest: int, most: int) -> int:
        """Return a number of days, both ends included."""
        return fewest + int(self._random.random() * (most - fewest + 1))

    def around(self, median: float, spread: float) -> float:
        """Return a length of time: mostly near the median, now and then much longer (log-normal)."""
        return median * math.exp(self._random.gauss(0, spread))

    def between(self, least: float, most: float) -> float:
        return least + self._random.random() * (most - least)
