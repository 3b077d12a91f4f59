"""How likely each running consultation is to be answered late: an estimate from past courses, never a judgment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from casebase.access.act import Act
from casebase.access.policy import reach
from casebase.casework.desk import Desk, Look, look
from casebase.casework.office import office
from casebase.casework.today_consultations import consultation_query
from casebase.domain.account import Account
from casebase.domain.consultation import APPLICANT_KIND_LABELS, ApplicantKind, Consultation, ConsultationStatus
from casebase.insight.deadlines import bring_deadlines, rules_of
from casebase.insight.forecast.back_test import BackTest, back_test
from casebase.insight.forecast.chances import Chance, chance_of, chances
from casebase.insight.forecast.survival import ENOUGH, Group
from casebase.insight.mirror import Mirror
from casebase.insight.times import bring_times
from casebase.korean.text import particle
from casebase.store.connection import Store
from casebase.store.consultations import list_consultations_by_ids
from casebase.store.settings import list_agency_holidays


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """The chance if something were done: `label` says what, in words."""

    label: str
    chance: float


@dataclass(frozen=True, kw_only=True)
class CaseForecast:
    """One running case and its chance, from 0 to 1, to be answered after `due_on` as that day stands.

    `reason` tells in one sentence how like cases went. `assigning` is empty where somebody works on it already, or too
    little is known of how long that takes.
    """

    consultation_id: str
    number: str
    title: str
    query: dict[str, str]  # of the case's page
    status: ConsultationStatus
    due_on: date
    days_left: int
    is_stopped: bool
    chance: float
    reason: str
    assigning: tuple[WhatIf, ...]
    waiting: tuple[WhatIf, ...]


@dataclass(frozen=True, kw_only=True)
class ForecastView:
    """The running cases that are not late yet, the likeliest to be late first, and how good such forecasts were.

    `expected` is how many of the `count_open` will be late if all goes as it did; `count_late` others are late already.
    `note` says in one sentence what is estimated from what or, where nothing is, why. `back_test` is None where no past
    month had history enough; it is made once a day.
    """

    note: str
    count_open: int
    count_late: int
    expected: float
    cases: tuple[CaseForecast, ...]
    back_test: BackTest | None


def forecasts(desk: Desk) -> ForecastView:
    """Return the forecast of every running case that this person sees, the first `chances.MOST` in full.

    Raises: SignedOut, NotPermitted, StorageUnreachable.
    """
    account, today = _viewer(desk)
    mirror = _brought(desk, today)
    found = chances(mirror, reach(account, Act.SEE_CONSULTATION), today)
    return ForecastView(
        note=_note(found.count_known),
        count_open=found.count_open,
        count_late=found.count_late,
        expected=found.expected,
        cases=_named(desk, found.cases),
        back_test=_tested(mirror, desk.store, today),
    )


def forecast_of(desk: Desk, consultation_id: str) -> CaseForecast | None:
    """Return the forecast of one case; None where there is none, or it is not in this person's sight.

    Raises: SignedOut, NotPermitted, StorageUnreachable.
    """
    account, today = _viewer(desk)
    mirror = _brought(desk, today)
    found = chance_of(mirror, reach(account, Act.SEE_CONSULTATION), today, consultation_id)
    return next(iter(_named(desk, [found] if found else [])), None)


@look(Act.SEE_FORECAST)
def _viewer(asked: Look) -> tuple[Account, date]:
    return asked.account, asked.today


@look(Act.SEE_FORECAST)
def _named(asked: Look, found: Sequence[Chance]) -> tuple[CaseForecast, ...]:
    cases = {case.id: case for case in list_consultations_by_ids(asked.con, [one.consultation_id for one in found])}
    return tuple(_forecast(one, cases[one.consultation_id]) for one in found if one.consultation_id in cases)


def _brought(desk: Desk, today: date) -> Mirror:
    mirror = office().mirror
    bring_deadlines(mirror, desk.store, today)
    bring_times(mirror, desk.store, today)
    return mirror


@lru_cache(maxsize=1)
def _tested(mirror: Mirror, store: Store, today: date) -> BackTest | None:
    with store.reading() as con:
        rules, holidays = rules_of(con), list_agency_holidays(con)
    return back_test(mirror, rules, holidays, today)


def _forecast(found: Chance, case: Consultation) -> CaseForecast:
    return CaseForecast(
        consultation_id=case.id,
        number=case.number,
        title=case.application.title,
        query=consultation_query(case),
        status=found.status,
        due_on=found.due_on,
        days_left=found.standing.left,
        is_stopped=found.is_stopped,
        chance=found.chance,
        reason=_reason(found),
        assigning=tuple(WhatIf(label=_day_of_assigning(days), chance=chance) for days, chance in found.assigned),
        waiting=tuple(_waits(found)),
    )


def _waits(found: Chance) -> Sequence[WhatIf]:
    """A stop puts off the day due by as much as the work: the chance stays."""
    stopped = [WhatIf(label=f"{days}일 기다리고 기한도 멈추면", chance=found.chance) for days, _ in found.waiting]
    running = [WhatIf(label=f"{days}일 기다리고 기한은 멈추지 않으면", chance=chance) for days, chance in found.waiting]
    return [*stopped, *running]


def _day_of_assigning(days: int) -> str:
    return f"{days}일 뒤에 맡기면" if days else "오늘 맡기면"


def _note(count_known: int) -> str:
    if count_known < ENOUGH:
        return f"최근 3년에 회신한 사건이 {count_known}건뿐이어서 추정하지 않습니다. {ENOUGH}건부터 추정합니다."
    return (
        f"최근 3년에 회신한 {count_known:,}건이 걸린 날로 추정한 값입니다. 처리기한이 멈춘 날은 뺐으며, 사건의 내용은"
        " 보지 않았습니다."
    )


def _reason(found: Chance) -> str:
    left = f"남은 {found.standing.left}일보다 더 걸렸습니다" if found.standing.left else "그날을 넘겼습니다"
    if not found.count_like:
        return "이만큼 오래 걸린 사건이 없어, 모든 사건이 끝난 빠르기로 추정했습니다."
    return (
        f"{_like(found.like)} 가운데 멈춘 날을 빼고 {found.standing.age}일이 되도록 끝나지 않은"
        f" {found.count_like:,}건을 보면, {found.count_longer:,}건이 {left}."
    )


def _like(group: Group) -> str:
    if not group.kind:
        return "모든 사건"
    applicant = APPLICANT_KIND_LABELS[ApplicantKind(group.kind)]
    applied = f"{applicant}{particle(applicant, '이/가')} 신청한"
    return f"{applied} ‘{group.field}’ 분야 사건" if group.field else f"{applied} 사건"
