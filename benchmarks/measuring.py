"""Times of several things measured in turn, and what they say of each other."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

Times = dict[str, list[float]]  # seconds, by what was measured

# What only computes is measured by the processor's time, which other programs do not disturb; what waits for a disk
# or for another process, by the clock on the wall.
processor = time.thread_time
wall = time.perf_counter


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table: `ratio` is ours to the peer's, or, where more is better, the peer's to ours."""

    what: str
    ours_ms: float
    peer: str
    peer_ms: float
    ratio: float
    spread: tuple[float, float]  # of the ratio over the rounds: the middle half
    goal: str = ""
    is_met: bool | None = None


def timed(run: Callable[[], object], clock: Callable[[], float], repeats: int = 1) -> Callable[[], float]:
    """Return a function that does a thing and returns how many seconds it took, on average where it is repeated."""

    def measured() -> float:
        begin = clock()
        for _ in range(repeats):
            run()
        return (clock() - begin) / repeats

    return measured


def in_turn(things: Mapping[str, Callable[[], float]], rounds: int, warm_up: int = 3) -> Times:
    """Measure each thing once a round, so that what disturbs the machine disturbs all alike.

    Each round begins with another one: who comes after a stranger finds the processor's caches cold.
    """
    times: Times = {name: [] for name in things}
    for turn in range(warm_up + rounds):
        first = turn % len(things)
        for name, measured in [*things.items()][first:] + [*things.items()][:first]:
            seconds = measured()
            if turn >= warm_up:
                times[name].append(seconds)
    return times


def at_most(what: str, times: Times, ours: str, peer: str, most: float | None = None) -> Row:
    """Compare ours to a peer; with `most`, the goal is that ours takes at most so many times as long."""
    ratio, spread = _ratio(times[ours], times[peer])
    return Row(
        what=what,
        ours_ms=median(times[ours]) * 1000,
        peer=peer,
        peer_ms=median(times[peer]) * 1000,
        ratio=ratio,
        spread=spread,
        goal=f"≤ {most:g}" if most else "",
        is_met=ratio <= most if most else None,
    )


def times_faster(what: str, times: Times, ours: str, peer: str, least: float) -> Row:
    """Compare a peer to ours; the goal is that the peer takes at least so many times as long."""
    ratio, spread = _ratio(times[peer], times[ours])
    return Row(
        what=what,
        ours_ms=median(times[ours]) * 1000,
        peer=peer,
        peer_ms=median(times[peer]) * 1000,
        ratio=ratio,
        spread=spread,
        goal=f"≥ {least:g} times faster",
        is_met=ratio >= least,
    )


def _ratio(above: list[float], below: list[float]) -> tuple[float, tuple[float, float]]:
    """Return the ratio of the medians, and the middle half of the rounds' own ratios."""
    rounds = quantiles([a / b for a, b in zip(above, below, strict=True)], n=4)
    return median(above) / median(below), (rounds[0], rounds[2])
