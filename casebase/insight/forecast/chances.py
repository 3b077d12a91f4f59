"""The running cases in a person's sight by their chance of being late, and what assigning or waiting would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from casebase.domain.consultation import ConsultationStatus
from casebase.domain.reach import Reach
from casebase.insight.counts import viewer
from casebase.insight.forecast.durations import second_phase, sql, whole_course
from casebase.insight.forecast.survival import Group, Survival
from casebase.insight.mirror import Mirror
from casebase.store.connection import Row

MOST = 200  # cases of a list
ASSIGNED_AFTER = (0, 3, 7)  # days from today
WAITS = (7, 14)  # days


class Standing(NamedTuple):
    """How a running case stands: its group, its net age and what it has left, in days; below 0 it is late."""

    group: Group
    age: int
    left: int


@dataclass(frozen=True, kw_only=True)
class Chance:
    """One running case and its chance, from 0 to 1, to be answered after `due_on` as that day stands.

    Of `count_like` cases, those of `like`, that took as long and whose course is known, `count_longer` took longer
    than what is left. `assigned` are the chances if somebody took it up so many days from now, empty where somebody
    has or too few such courses are known. `waiting` are those if it stood still for so many days and its clock ran on;
    a wait that stops the clock changes nothing.
    """

    consultation_id: str
    status: ConsultationStatus
    standing: Standing
    due_on: date
    is_stopped: bool
    chance: float
    like: Group
    count_like: int
    count_longer: int
    assigned: tuple[tuple[int, float], ...]
    waiting: tuple[tuple[int, float], ...]


@dataclass(frozen=True, kw_only=True)
class Chances:
    """The running cases that are not late yet, the likeliest to be late first, MOST at most; `count_late` are.

    `expected` is how many of the `count_open` will be late if all goes as it did. There is no estimate, and no case,
    where fewer than `survival.ENOUGH` answered cases are known (`count_known`).
    """

    count_known: int
    count_open: int
    count_late: int
    expected: float
    cases: tuple[Chance, ...]


def chances(mirror: Mirror, reach: Reach, today: date) -> Chances:
    """Estimate every running case in a person's reach, as of a day. Raises: StorageUnreachable."""
    rows = mirror.ask(sql("open_standings"), {**viewer(reach), "today": today}).rows
    standings = {Standing(Group(kind, field), age, left): count for kind, field, age, left, count in rows}
    pending = {standing: count for standing, count in standings.items() if standing.left >= 0}
    course = whole_course(mirror, today)
    estimated = {standing: _chance(course, standing) for standing in pending} if course.is_enough else {}
    return Chances(
        count_known=course.count_answered,
        count_open=sum(pending.values()),
        count_late=sum(standings.values()) - sum(pending.values()),
        expected=sum(chance * pending[standing] for standing, chance in estimated.items()),
        cases=_likeliest(mirror, reach, today, course, estimated, pending),
    )


def chance_of(mirror: Mirror, reach: Reach, today: date, consultation_id: str) -> Chance | None:
    """Estimate one case; None where it does not run, is late already, or too little is known to estimate."""
    course = whole_course(mirror, today)
    cases = _cases(mirror, reach, today, course, ids=[consultation_id]) if course.is_enough else []
    return next((case for case in cases if case.standing.left >= 0), None)


def _likeliest(
    mirror: Mirror,
    reach: Reach,
    today: date,
    course: Survival,
    estimated: dict[Standing, float],
    pending: dict[Standing, int],
) -> tuple[Chance, ...]:
    """Return the cases that stand in the ways that are likeliest to end late: as many ways as make up MOST."""
    chosen: list[Standing] = []
    found = 0
    for standing in sorted(estimated, key=lambda one: (-estimated[one], one.left, one)):
        if found >= MOST:
            break
        chosen.append(standing)
        found += pending[standing]
    cases = _cases(mirror, reach, today, course, standings=chosen) if chosen else []
    ordered = sorted(cases, key=lambda case: (-case.chance, case.due_on, case.consultation_id))
    return tuple(ordered[:MOST])


def _cases(
    mirror: Mirror,
    reach: Reach,
    today: date,
    course: Survival,
    *,
    ids: Sequence[str] | None = None,
    standings: Sequence[Standing] | None = None,
) -> list[Chance]:
    asked = {
        **viewer(reach),
        "today": today,
        "ids": ids,
        "kinds": None if standings is None else [one.group.kind for one in standings],
        "fields": None if standings is None else [one.group.field for one in standings],
        "ages": None if standings is None else [one.age for one in standings],
        "lefts": None if standings is None else [one.left for one in standings],
    }
    rows = mirror.ask(sql("open_cases"), asked).rows
    second = second_phase(mirror, today) if any(not row[-1] for row in rows) else None
    return [_case(row, course, second) for row in rows]


def _case(row: Row, course: Survival, second: Survival | None) -> Chance:
    consultation_id, status, kind, field, due_on, age, left, is_stopped, is_taken_up = row
    standing = Standing(Group(kind, field), age, left)
    curve = course.curve(standing.group)
    like, count_like, count_longer = course.like(standing.group, age, left)
    return Chance(
        consultation_id=consultation_id,
        status=ConsultationStatus(status),
        standing=standing,
        due_on=due_on,
        is_stopped=is_stopped,
        chance=curve.chance(age, left),
        like=like,
        count_like=count_like,
        count_longer=count_longer,
        assigned=() if is_taken_up else _assigned(second, standing),
        waiting=tuple((days, curve.chance(age, left - days)) for days in WAITS),
    )


def _assigned(second: Survival | None, standing: Standing) -> tuple[tuple[int, float], ...]:
    """From the day somebody takes it up a case goes as others did from theirs, with that much less left."""
    if second is None or not second.is_enough:
        return ()
    curve = second.curve(standing.group)
    return tuple((days, curve.chance(0, standing.left - days)) for days in ASSIGNED_AFTER)


def _chance(course: Survival, standing: Standing) -> float:
    return course.curve(standing.group).chance(standing.age, standing.left)
