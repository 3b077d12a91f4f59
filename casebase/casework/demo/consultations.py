"""Demo consultations: published opinions, asked for and answered as far as each is meant to stand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from casebase.casework.demo import consultation_acts as acts
from casebase.casework.demo.cases import published_cases
from casebase.casework.demo.office import Staff
from casebase.casework.demo.visits import Steps, in_office_hours
from casebase.domain.opinion import OpinionOutcome

_Step = tuple[int, Callable[[acts.Course, datetime], None]]  # days after the filing, and what was done


@dataclass(frozen=True, kw_only=True)
class _Demo:
    """One published case, how long ago it was filed, and what was done on it; see `acts.Course`."""

    case_id: str
    agency: str
    field: str
    days_ago: int
    outcome: OpinionOutcome
    steps: tuple[_Step, ...]


def consultation_steps(staff: Staff, now: datetime) -> Steps:
    """Return what was done on each consultation, each with its moment in office hours."""
    steps: Steps = []
    for demo in _DEMOS:
        course = _course(staff, demo)
        for n, (days, act) in enumerate(demo.steps):
            at = in_office_hours(now - timedelta(days=demo.days_ago - days)) + timedelta(minutes=25 * n)
            steps.append((at, partial(act, course, at)))
    return steps


def _course(staff: Staff, demo: _Demo) -> acts.Course:
    return acts.Course(
        staff=staff,
        case=published_cases()[demo.case_id],
        agency=demo.agency,
        field=demo.field,
        outcome=demo.outcome,
        ids=[],
    )


_TO_SCREEN: tuple[_Step, ...] = ((0, acts.file), (1, acts.receive), (2, acts.screen))
_TO_SUPPLIED: tuple[_Step, ...] = (*_TO_SCREEN, (4, acts.ask_supplement), (13, acts.supply))
_TO_PROPOSED: tuple[_Step, ...] = (*_TO_SCREEN, (15, acts.propose))
_TO_REPLIED: tuple[_Step, ...] = (*_TO_SCREEN, (5, acts.query), (19, acts.reply))


def _answered(before: tuple[_Step, ...], day: int) -> tuple[_Step, ...]:
    """Return the steps to an opinion that has arrived, proposed on a day."""
    return (*before, (day, acts.propose), (day + 2, acts.issue), (day + 3, acts.notify), (day + 4, acts.arrive))


_DEMOS = (
    _Demo(
        case_id="PC-037",
        agency="",
        field="환경·폐기물",
        days_ago=190,
        outcome=OpinionOutcome.ACCEPTED,
        steps=(*_answered(_TO_SUPPLIED, 22), (60, acts.report), (64, acts.accept)),
    ),
    _Demo(
        case_id="PC-041",
        agency="B부",
        field="공유재산",
        days_ago=165,
        outcome=OpinionOutcome.ACCEPTED,
        steps=(*_answered(_TO_REPLIED, 30), (75, acts.report), (80, acts.accept)),
    ),
    _Demo(
        case_id="PC-038",
        agency="C시",
        field="인허가",
        days_ago=130,
        outcome=OpinionOutcome.OPINION,
        steps=(*_answered(_TO_SCREEN, 18), (70, acts.report)),
    ),
    _Demo(
        case_id="PC-007",
        agency="산업단지 조성기관",
        field="공사",
        days_ago=110,
        outcome=OpinionOutcome.ALTERNATIVE,
        steps=_answered(_TO_SCREEN, 20),
    ),
    _Demo(
        case_id="PC-015",
        agency="D군",
        field="예산·보조금",
        days_ago=60,
        outcome=OpinionOutcome.CONDITIONAL,
        steps=_answered(_TO_SUPPLIED, 28),
    ),
    _Demo(
        case_id="PC-024",
        agency="A교육청",
        field="공유재산",
        days_ago=40,
        outcome=OpinionOutcome.REJECTED,
        steps=(*_TO_PROPOSED, (18, acts.issue), (19, acts.notify)),
    ),
    _Demo(
        case_id="PC-030",
        agency="A공사",
        field="계약",
        days_ago=30,
        outcome=OpinionOutcome.ACCEPTED,
        steps=(*_TO_PROPOSED, (28, acts.issue)),
    ),
    _Demo(
        case_id="PC-033",
        agency="E시",
        field="산업단지",
        days_ago=27,
        outcome=OpinionOutcome.ACCEPTED,
        steps=(*_TO_SCREEN, (25, acts.propose)),
    ),
    _Demo(
        case_id="PC-018", agency="F시", field="농지·산지", days_ago=45, outcome=OpinionOutcome.OPINION, steps=_TO_SCREEN
    ),
    _Demo(
        case_id="PC-022",
        agency="G시",
        field="환경·폐기물",
        days_ago=33,
        outcome=OpinionOutcome.OPINION,
        steps=(*_TO_SCREEN, (6, acts.query)),
    ),
    _Demo(
        case_id="PC-012",
        agency="",
        field="도시계획·개발행위",
        days_ago=16,
        outcome=OpinionOutcome.ACCEPTED,
        steps=(*_TO_SCREEN, (9, acts.ask_supplement)),
    ),
    _Demo(
        case_id="PC-020",
        agency="H군",
        field="개발제한구역",
        days_ago=9,
        outcome=OpinionOutcome.OPINION,
        steps=_TO_SUPPLIED[:3],
    ),
    _Demo(
        case_id="PC-027",
        agency="I시",
        field="예산·보조금",
        days_ago=4,
        outcome=OpinionOutcome.ACCEPTED,
        steps=_TO_SCREEN[:2],
    ),
    _Demo(case_id="PC-019", agency="", field="교통", days_ago=1, outcome=OpinionOutcome.OPINION, steps=_TO_SCREEN[:1]),
)
