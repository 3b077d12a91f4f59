"""Demo visits: difficulties that were published, heard on visits that are made up."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from casebase.casework import businesses, drafts, visits
from casebase.casework.demo.cases import PublishedCase, published_cases
from casebase.casework.demo.office import Staff
from casebase.casework.desk import Desk
from casebase.casework.visit_views import visit_list, visit_page
from casebase.domain.account import Role
from casebase.domain.draft import Form, TypedField
from casebase.domain.listing import VisitFilter
from casebase.domain.visit import Track
from casebase.korean.dates import day_in_korea
from casebase.law.holidays import rest_day_name

Steps = list[tuple[datetime, Callable[[], object]]]


def in_office_hours(moment: datetime) -> datetime:
    """Return ten in the morning in Korea, on that day or the working day before it."""
    while rest_day_name(moment.date()):
        moment -= timedelta(days=1)
    return moment.replace(hour=1, minute=0, second=0, microsecond=0)


def working_day_from(day: date) -> date:
    """Return a day, or the working day after it."""
    while rest_day_name(day):
        day += timedelta(days=1)
    return day


@dataclass(frozen=True, kw_only=True)
class _Visit:
    """A made-up visit on which published difficulties are raised; `days_ago` counts back from now."""

    days_ago: int
    business: str
    registration_number: str
    industry: str
    region_code: str
    place: str
    matters: tuple[tuple[str, str, Track], ...]  # published case, field, track
    answered_after: int | None = None  # days until the promised answer was given; None: it is still owed


# Names and numbers are made up; the numbers only pass the checksum.
_VISITS = (
    _Visit(
        days_ago=200,
        business="시연항공부품",
        registration_number="9990000016",
        industry="C",
        region_code="48240",
        place="시연항공부품 회의실",
        matters=(("VS-003", "기타", Track.ON_SITE),),
    ),
    _Visit(
        days_ago=150,
        business="시연조선기자재",
        registration_number="9990000020",
        industry="C",
        region_code="48310",
        place="시연조선기자재 제2공장",
        matters=(("PC-005", "산업단지", Track.FORMAL), ("PC-021", "건축·주택", Track.LATER)),
        answered_after=9,
    ),
    _Visit(
        days_ago=95,
        business="시연건설",
        registration_number="9990000035",
        industry="F",
        region_code="48330",
        place="시연건설 본사",
        matters=(("PC-004", "공사", Track.FORMAL),),
    ),
    _Visit(
        days_ago=33,
        business="시연식품",
        registration_number="9990000049",
        industry="C",
        region_code="48250",
        place="시연식품 공장",
        matters=(("PC-035", "환경·폐기물", Track.LATER), ("VS-006", "인허가", Track.ON_SITE)),
    ),
    _Visit(
        days_ago=6,
        business="시연중공업",
        registration_number="9990000054",
        industry="C",
        region_code="48120",
        place="시연중공업 창원공장",
        matters=(("PC-009", "복지", Track.LATER), ("PC-012", "도시계획·개발행위", Track.FORMAL)),
    ),
)


def visit_steps(staff: Staff, now: datetime) -> Steps:
    """Return what the auditors did, each with its moment."""
    steps: Steps = []
    for visit in _VISITS:
        finished_at = now - timedelta(days=visit.days_ago)
        steps.append((finished_at, partial(_finish, staff, visit, finished_at)))
        if visit.answered_after is not None:
            at = finished_at + timedelta(days=visit.answered_after)
            steps.append((at, partial(_answer, staff, visit, at)))
    return steps


def typed(values: dict[str, str]) -> list[TypedField]:
    return [TypedField(key=key, value=value, sequence=1) for key, value in values.items()]


def _finish(staff: Staff, visit: _Visit, at: datetime) -> None:
    desk = staff.desk(Role.AUDITOR, at)
    business_id = businesses.register_business(
        desk,
        {
            "business_name": visit.business,
            "registration_number": visit.registration_number,
            "industry": visit.industry,
            "region_code": visit.region_code,
            "address": visit.place,
        },
    )
    draft_id = drafts.begin_draft(desk, Form.VISIT)
    values = _fields(staff, visit, business_id, desk)
    for n, (case_id, field, track) in enumerate(visit.matters, start=1):
        values |= _matter(staff, published_cases()[case_id], field, track, n, at)
    drafts.keep_fields(desk, draft_id, typed(values))
    visits.finish_visit(desk.for_command(f"demo:finish:{visit.registration_number}"), draft_id)


def _fields(staff: Staff, visit: _Visit, business_id: str, desk: Desk) -> dict[str, str]:
    cases = [published_cases()[case_id] for case_id, _, _ in visit.matters]
    return {
        "business_id": business_id,
        "visited_on": desk.today.isoformat(),
        "begins_at": "10:00",
        "ends_at": "11:20",
        "place": visit.place,
        "member_ids": json.dumps([staff.accounts[Role.HEAD]]),
        "met": "시연 대표(이름은 지어낸 것)",
        "consents_to_record": "yes",
        "count_matters": str(len(visit.matters)),
        "source": "; ".join(case.source for case in cases),
    }


def _matter(staff: Staff, case: PublishedCase, field: str, track: Track, n: int, at: datetime) -> dict[str, str]:
    promised = day_in_korea(at + timedelta(days=14)).isoformat()
    return {
        f"field_{n}": field,
        f"department_{n}": "시연 소관부서",
        f"difficulty_{n}": f"{case.facts} {case.question}",
        f"law_{n}": "",
        f"track_{n}": track.value,
        f"answer_{n}": f"(시연) {case.reasons}",
        f"promised_on_{n}": promised,
        f"owner_id_{n}": staff.accounts[Role.AUDITOR],
    }


def _answer(staff: Staff, visit: _Visit, at: datetime) -> None:
    desk = staff.desk(Role.AUDITOR, at)
    line = visit_list(desk, VisitFilter(query=visit.business), 1, 0)[0]
    matter = next(m for m in visit_page(desk, line.number).visit.matters if m.is_open)
    case = published_cases()[visit.matters[matter.position - 1][0]]
    fields = {"answer": f"(시연) {case.reasons}", "reached_how": "paper", "reached_on": desk.today.isoformat()}
    visits.give_later_answer(desk, matter.id, fields)
