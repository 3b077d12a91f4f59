"""Every figure of 통계 that can be asked elsewhere, against SQLite, PostgreSQL and pandas on the same tables.

`python -m benchmarks.figures 10000` prints the figures of an office of that size one by one.
"""

import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from benchmarks.measuring import Row, Times, in_turn, times_faster, wall
from benchmarks.offices import CASES, FULL_SIZE, SIZES, office_of, store_of
from benchmarks.peers import frames, joined
from benchmarks.peers.databases import postgresql_peer, sqlite_peer
from benchmarks.peers.questions import NAMES
from benchmarks.peers.rows import Asked, differ
from casebase.domain.case import FIELDS
from casebase.domain.reach import Reach, Relation
from casebase.insight.figures.asking import Sight, Wanted, ask_figure
from casebase.insight.figures.catalog import FIGURES
from casebase.insight.matter_statutes import bring_matter_statutes
from casebase.insight.mirror import Mirror
from casebase.insight.times import bring_times

OURS = "Casebase"
GOALS = {"SQLite": 40, "PostgreSQL": 20, "pandas": 3}
ROUNDS = 7
_ALL = Reach(account_id="head", agency_id=None, relations=frozenset({Relation.ANY}))
HEAD = Sight(visits=_ALL, consultations=_ALL, reviews=_ALL, advice=_ALL, is_outside=False)

Answer = Callable[[str, Asked], object]


@dataclass(frozen=True, kw_only=True)
class View:
    """What a figure is asked for, another one each round: no engine, ours among them, has it at hand."""

    told: str
    asked: Callable[[int, date], Asked]


VIEWS = (
    View(
        told="ten years, all fields",
        asked=lambda turn, today: Asked(
            since=date(today.year - 10, 1, 1 + turn), until=today, field="", today=date(today.year, 11, 1 + turn)
        ),
    ),
    View(
        told="one year, one field",
        asked=lambda turn, today: Asked(
            since=date(today.year - 1 - turn % 5, 1, 1),
            until=date(today.year - 1 - turn % 5, 12, 31),
            field=FIELDS[turn % len(FIELDS)],
            today=today,
        ),
    ),
)


def measured() -> Iterator[Row]:
    """Yield a row for each size, view and peer: the geometric mean over the figures."""
    for cases in (size for size in SIZES if size <= CASES):
        for view, times in _measured(cases):
            for row in _means(f"figures, {cases:,} cases, {view.told}", times):
                yield row if cases == FULL_SIZE else replace(row, goal="", is_met=None)


def mirror_of(cases: int, today: date) -> Mirror:
    """Return a mirror of so many cases with all that figures are counted from, kept beside its office."""
    home = office_of(cases)
    store, mirror = store_of(home), Mirror(home / "mirror" / f"figures-{cases}.duckdb")
    bring_times(mirror, store, today)
    bring_matter_statutes(mirror, store)
    store.close()
    return mirror


def ours(mirror: Mirror, name: str, asked: Asked) -> object:
    """Ask a figure as the product does for the head."""
    wanted = Wanted(since=asked.since, until=asked.until, field=asked.field)
    return ask_figure(mirror, FIGURES[name], HEAD, wanted, asked.today).rows


def _measured(cases: int) -> Iterator[tuple[View, dict[str, Times]]]:
    """Yield the times of each figure in each view."""
    today = datetime.now(UTC).date()
    with _asked_of_all(mirror_of(cases, today)) as engines:
        for view in VIEWS:
            unequal = {name: why for name in NAMES if (why := _disagreement(engines, name, view.asked(0, today)))}
            if unequal:
                raise AssertionError(unequal)
            yield view, {name: _times(engines, name, view, today) for name in NAMES}


@contextmanager
def _asked_of_all(mirror: Mirror) -> Iterator[dict[str, Answer]]:
    """Fill the peers from a mirror; yield what answers a figure, by engine."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        stack.callback(mirror.close)
        engines: dict[str, Answer] = {
            OURS: lambda figure, asked: ours(mirror, figure, asked),
            "SQLite": stack.enter_context(sqlite_peer(mirror, folder / "peer.db")),
        }
        if postgresql := stack.enter_context(postgresql_peer(mirror, folder)):
            engines["PostgreSQL"] = postgresql
        held = joined.frames(mirror)
        engines["pandas"] = lambda figure, asked: frames.COUNTED[figure](held, asked)
        yield engines


def _disagreement(engines: Mapping[str, Answer], name: str, asked: Asked) -> str:
    """Say which peers answer a figure differently, and how."""
    answers = {engine: answer(name, asked) for engine, answer in engines.items()}
    answers["pandas"] = joined.rows(answers["pandas"])
    said = {engine: differ(answers[OURS], rows) for engine, rows in answers.items()}  # type: ignore[arg-type]
    return "; ".join(f"{engine}: {why}" for engine, why in said.items() if why)


def _times(engines: Mapping[str, Answer], name: str, view: View, today: date) -> Times:
    """Measure a figure; the first round, which nobody counts, is one that was compared."""

    def timed(answer: Answer) -> Callable[[], float]:
        turns = iter(range(ROUNDS + 1))

        def run() -> float:
            asked = view.asked(next(turns), today)
            begin = wall()
            answer(name, asked)
            return wall() - begin

        return run

    return in_turn({engine: timed(answer) for engine, answer in engines.items()}, ROUNDS, warm_up=1)


def _means(told: str, by_figure: Mapping[str, Times]) -> Iterator[Row]:
    """Yield a row a peer. Each round's mean is over the figures, so the middle half is that of whole dashboards."""
    engines = next(iter(by_figure.values()))
    means = {
        engine: [math.exp(math.fsum(map(math.log, each)) / len(by_figure)) for each in zip(*of, strict=True)]
        for engine in engines
        if (of := [times[engine] for times in by_figure.values()])
    }
    for peer in engines:
        if peer != OURS:
            yield times_faster(f"{told} (mean of {len(by_figure)})", means, OURS, peer, GOALS[peer])


def _line(name: str, times: Times) -> str:
    cells = [f"{median(times[OURS]) * 1000:,.1f}"]
    for peer in GOALS:
        if peer in times:
            cells.append(f"{median(times[peer]) * 1000:,.1f} ({median(times[peer]) / median(times[OURS]):.1f})")
    return f"| {name} | {' | '.join(cells)} |"


if __name__ == "__main__":
    for size in map(int, sys.argv[1:]):
        for seen, found in _measured(size):
            print(f"\n{size:,} cases, {seen.told}\n\n| figure | {OURS}, ms | {' | '.join(GOALS)} |")
            print(f"|---|---:|{'---:|' * len(GOALS)}")
            print("\n".join(_line(name, times) for name, times in found.items()))
            for row in _means(f"{size:,} cases, {seen.told}", found):
                low, high = row.spread
                print(f"{row.what}: {row.peer} {row.ratio:.1f} ({low:.1f} to {high:.1f}) {row.goal} {row.is_met}")
