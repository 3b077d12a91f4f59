"""Waits of a generated office's consultations, extensions of their period, and notices of their progress."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from casebase.access.act import Act
from casebase.casework.demo.generated.course import instant
from casebase.casework.demo.generated.way import Way
from casebase.domain.consultation import ProgressNotice
from casebase.domain.suspension import ASKED_KINDS, SUSPENSION_LABELS, Extension, Suspension, SuspensionKind
from casebase.law import escalation, extensions
from casebase.store.messages import insert_progress_notice
from casebase.store.suspensions import insert_extension, insert_suspension

PERIOD = 30  # days, as the law and the office have it from the start

_NOTICE_KEPT, _EXTENDED, _EXTENDED_AGAIN, _CANCELLED, _OVERLAP, _BY_ACCOUNT = 0.85, 0.5, 0.5, 0.03, 0.15, 0.5
_DRAGGING, _DRAGS = frozenset({SuspensionKind.QUERY, SuspensionKind.HIGHER, SuspensionKind.PRECEDING}), 0.4
_EXTENDED_BY = 15  # days, the second time
_LONGEST_WORK = 26  # net days that are foreseen to fit the period


@dataclass(frozen=True, kw_only=True)
class _Habit:
    """How often a kind of wait comes, how many days it lasts, and in how many an answer is asked for."""

    share: float
    days: float
    spread: float
    due_in: int = 0
    asked_of: tuple[str, ...] = ()
    question: str = ""
    answer: str = ""


_HABITS = {
    SuspensionKind.SUPPLEMENT: _Habit(
        share=0.2,
        days=16,
        spread=0.55,
        due_in=14,
        asked_of=("신청 부서",),
        question="쟁점에 관한 담당 부서의 검토 자료와 현장 사진을 보완하여 주시기 바랍니다.",
        answer="요구한 자료를 보완하여 제출함",
    ),
    SuspensionKind.QUERY: _Habit(
        share=0.17,
        days=13,
        spread=0.5,
        due_in=10,
        asked_of=("도시계획과", "농정과", "산림과", "환경정책과", "건설지원과", "해양항만과"),
        question="관련 조문의 해석과 처리 사례에 관한 의견을 회신하여 주시기 바랍니다.",
        answer="조문의 취지에 비추어 개별 사안에서 판단할 사항으로 회신함",
    ),
    SuspensionKind.HIGHER: _Habit(
        share=0.04,
        days=34,
        spread=0.4,
        due_in=30,
        asked_of=("국토교통부", "농림축산식품부", "환경부", "행정안전부", "감사원"),
        question="둘 이상의 기관이 관련되어 상급기관의 의견을 구합니다.",
        answer="관계 법령의 입법 취지를 우선하여 판단할 것을 회신함",
    ),
    SuspensionKind.EXPERT: _Habit(
        share=0.035,
        days=21,
        spread=0.35,
        due_in=20,
        asked_of=("한국국토정보공사", "경남연구원", "구조기술사사무소"),
        question="안전성과 기술 기준에 관한 검토를 의뢰합니다.",
        answer="기준에 적합하다는 검토서를 제출함",
    ),
    SuspensionKind.HEARING: _Habit(share=0.025, days=9, spread=0.3, question="이해관계인의 의견을 들음"),
    SuspensionKind.REPRESENTATIVE: _Habit(share=0.012, days=6, spread=0.3, question="여러 신청인의 대표자를 선정함"),
    SuspensionKind.TRANSPORT: _Habit(share=0.014, days=3, spread=0.3, question="신청서를 소관 부서로 옮김"),
    SuspensionKind.PRECEDING: _Habit(share=0.02, days=20, spread=0.4, question="먼저 처리할 협의가 끝나기를 기다림"),
    SuspensionKind.OUTAGE: _Habit(share=0.01, days=1.5, spread=0.2, question="전산 장애로 자료를 볼 수 없었음"),
}


@dataclass(kw_only=True)
class _Wait:
    """One wait, as planned, and as far as it has come."""

    kind: SuspensionKind
    begins_on: date
    ends_on: date
    is_cancelled: bool
    agency_id: str | None
    asked_of: str
    answered_by: str
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    reminded_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a consultation will wait for, and the day its opinion will be proposed. `extended` is in days."""

    propose_on: date
    waits: list[_Wait] = field(default_factory=list)
    extended: list[tuple[date, int]] = field(default_factory=list)


def planned(way: Way, net_days: float) -> Plan:
    """Return how the days of work and the waits follow one another, from the screening on."""
    chances, days, course = way.office.chances, way.office.days, way.course
    received_on = course.at.date()
    kinds = [kind for kind, habit in _HABITS.items() if chances.falls(habit.share)]
    part = max(1.0, (net_days - 4) / (len(kinds) + 1))
    cursor, waits = received_on + timedelta(days=part), list[_Wait]()
    for kind in kinds:
        begins_on = days.from_(cursor)
        if waits and chances.falls(_OVERLAP):
            begins_on = days.after(waits[-1].begins_on, 2)
        waits.append(_wait(way, kind, begins_on))
        ended_on = cursor if waits[-1].is_cancelled else max(cursor, waits[-1].ends_on)
        cursor = ended_on + timedelta(days=part + _drag(way, kind))
    propose_on = days.from_(max([cursor, *(wait.ends_on + timedelta(days=1) for wait in waits)]))
    return Plan(propose_on=propose_on, waits=waits, extended=_extensions(way, net_days, propose_on))


def _drag(way: Way, kind: SuspensionKind) -> int:
    """Return for how many days nobody takes a case up again once a body has answered."""
    chances = way.office.chances
    return chances.days(4, 14) if kind in _DRAGGING and chances.falls(_DRAGS) else 0


def keep(way: Way, plan: Plan, until: date) -> None:
    """Put on record what was waited for, extended and told before a day, as far as it has come by now."""
    _go_through(way, plan.waits, until)
    for wait in plan.waits:
        if wait.begun_at is not None:
            way.keep(insert_suspension, _suspension(way, wait, wait.begun_at))
    granted = 0
    for position, (decided_on, length) in enumerate(plan.extended, start=1):
        if decided_on < until and _extend(way, position, decided_on, length):
            granted += length
    _tell_progress(way, plan, until, granted)


def _wait(way: Way, kind: SuspensionKind, begins_on: date) -> _Wait:
    chances, habit, people = way.office.chances, _HABITS[kind], way.office.people
    is_cancelled = chances.falls(_CANCELLED)
    length = 2 if is_cancelled else max(1, round(chances.around(habit.days, habit.spread)))
    agency = chances.one_of(people.clients) if kind == SuspensionKind.QUERY and chances.falls(_BY_ACCOUNT) else None
    agency = None if agency == way.agency else agency
    answered_by = way.applicant_or_handler if kind == SuspensionKind.SUPPLEMENT else way.handler.id
    return _Wait(
        kind=kind,
        begins_on=begins_on,
        ends_on=way.office.days.from_(begins_on + timedelta(days=length)),
        is_cancelled=is_cancelled,
        agency_id=agency.id if agency else None,
        asked_of=agency.name if agency else chances.one_of(habit.asked_of) if habit.asked_of else "",
        answered_by=people.applicants[agency.id][-1].id if agency else answered_by,
    )


def _go_through(way: Way, waits: Sequence[_Wait], until: date) -> None:
    """Do what was done on each wait, in the order of its days."""
    steps = [(wait.begins_on, 0, n) for n, wait in enumerate(waits)] + [
        (wait.ends_on, 1, n) for n, wait in enumerate(waits)
    ]
    for day, is_end, n in sorted(steps):
        wait = waits[n]
        if day >= until or (is_end and wait.begun_at is None):
            continue
        told = {"kind": wait.kind, "asked_of": wait.asked_of}
        if is_end:
            _remind(way, wait)
            act = Act.CANCEL_SUSPENSION if wait.is_cancelled else _END_ACTS.get(wait.kind, Act.END_SUSPENSION)
            by = way.handler.id if wait.is_cancelled else wait.answered_by
            wait.ended_at = way.course.step(day, by, act, detail=told)
        else:
            act = _BEGIN_ACTS.get(wait.kind, Act.BEGIN_SUSPENSION)
            wait.begun_at = way.course.step(day, way.handler.id, act, detail=told)


_BEGIN_ACTS = {SuspensionKind.SUPPLEMENT: Act.ASK_SUPPLEMENT} | dict.fromkeys(
    ASKED_KINDS - {SuspensionKind.SUPPLEMENT}, Act.ASK_BODY
)
_END_ACTS = {SuspensionKind.SUPPLEMENT: Act.ANSWER_SUPPLEMENT} | dict.fromkeys(
    ASKED_KINDS - {SuspensionKind.SUPPLEMENT}, Act.ANSWER_INQUIRY
)


def _remind(way: Way, wait: _Wait) -> None:
    """Whoever is asked and late is reminded a few days after the day."""
    due_in = _HABITS[wait.kind].due_in
    day = way.office.days.from_(wait.begins_on + timedelta(days=due_in + 3))
    if due_in and not wait.is_cancelled and day < wait.ends_on:
        wait.reminded_at = way.course.aside(day, way.handler.id, Act.REMIND_BODY, detail={"asked_of": wait.asked_of})


def _suspension(way: Way, wait: _Wait, begun_at: datetime) -> Suspension:
    habit, ended = _HABITS[wait.kind], wait.ended_at
    grounds = escalation.grounds_on(begun_at.date()) if wait.kind == SuspensionKind.HIGHER else ()
    is_over = ended is not None and not wait.is_cancelled
    return Suspension(
        id=way.new_id(begun_at),
        consultation_id=way.filed.id,
        kind=wait.kind,
        begins_on=begun_at.date(),
        entered_by=way.handler.id,
        entered_at=instant(begun_at),
        ends_on=ended.date() if ended and is_over else None,
        due_on=begun_at.date() + timedelta(days=habit.due_in) if habit.due_in else None,
        asked_of=wait.asked_of,
        agency_id=wait.agency_id,
        question=habit.question or SUSPENSION_LABELS[wait.kind],
        ground=way.office.chances.one_of(grounds).code if grounds else "",
        answer=habit.answer if is_over else "",
        ended_by=wait.answered_by if is_over else None,
        reminded_on=wait.reminded_at.date() if wait.reminded_at else None,
        cancelled_on=ended.date() if ended and wait.is_cancelled else None,
        cancel_reason="다른 사건의 것을 잘못 입력함" if ended and wait.is_cancelled else "",
        version=1 + (ended is not None) + (wait.reminded_at is not None),
    )


def _extensions(way: Way, net_days: float, propose_on: date) -> list[tuple[date, int]]:
    """Return the days on which the period is extended, and by how much, where the work will not fit it.

    Each is decided in time: before the period, as it was extended until then, is over.
    """
    chances, received_on = way.office.chances, way.known["received_on"]
    if net_days < _LONGEST_WORK or not chances.falls(_EXTENDED):
        return []
    length = chances.one_of((10, 15, 20, 30))
    found = [(_worked_day(way, received_on, PERIOD - chances.days(3, 8)), length)]
    if net_days > PERIOD + length - 2 and chances.falls(_EXTENDED_AGAIN):
        found.append((_worked_day(way, received_on, PERIOD + length - 3), _EXTENDED_BY))
    return [each for each in found if way.course.at.date() < each[0] < propose_on]


def _worked_day(way: Way, received_on: date, days: int) -> date:
    """Return the last day worked by so many days after the receipt."""
    return way.office.days.until(received_on + timedelta(days=days))


def _extend(way: Way, position: int, decided_on: date, length: int) -> bool:
    grounds = extensions.grounds_on(decided_on, way.is_petition)
    ground = way.office.chances.one_of(grounds)
    reason = f"{ground.label}(으)로 기간 안에 처리하기 어려움"
    told = {"days": length, "position": position, "reason": reason}
    at = way.course.aside(decided_on, way.handler.id, Act.EXTEND_PERIOD, detail=told)
    if at is None:
        return False
    extension = Extension(
        id=way.new_id(at),
        consultation_id=way.filed.id,
        position=position,
        days=length,
        ground=ground.code,
        reason=reason,
        decided_on=at.date(),
        decided_by=way.handler.id,
        consented_on=at.date() - timedelta(days=1) if position > 1 else None,
        notified_on=at.date() if way.filed.applicant_id else None,
    )
    way.keep(insert_extension, extension)
    return True


def _tell_progress(way: Way, plan: Plan, until: date, granted: int) -> None:
    """The applicant is told every thirty days, most of the time."""
    received_on, chances = way.known["received_on"], way.office.chances
    if not isinstance(received_on, date):
        raise TypeError("not received")
    told_on = received_on + timedelta(days=PERIOD - chances.days(0, 3))
    while told_on < until:
        if chances.falls(_NOTICE_KEPT):
            _tell_once(way, plan, way.office.days.from_(told_on), received_on + timedelta(days=PERIOD + granted))
        told_on += timedelta(days=PERIOD)


def _tell_once(way: Way, plan: Plan, told_on: date, due_on: date) -> None:
    waited = sum((wait.ends_on - wait.begins_on).days for wait in plan.waits if wait.ends_on <= told_on)
    expected_on = way.office.days.from_(due_on + timedelta(days=waited))
    told = {"told_on": told_on, "expected_on": expected_on}
    at = way.course.aside(told_on, way.handler.id, Act.TELL_PROGRESS, detail=told)
    if at is not None:
        notice = ProgressNotice(
            id=way.new_id(at),
            consultation_id=way.filed.id,
            told_on=at.date(),
            expected_on=expected_on,
            text="관계 법령과 처리 사례를 검토하고 있습니다.",
            told_by=way.handler.id,
        )
        way.keep(insert_progress_notice, notice)
