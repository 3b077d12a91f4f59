"""The cases behind a figure, each looked up as one person may see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework.advice_sight import request_in_sight
from casebase.casework.desk import Desk, Look, look
from casebase.casework.review_views import lines_as_known
from casebase.casework.today_consultations import consultation_query
from casebase.domain.advice import ADVICE_STATUS_LABELS
from casebase.domain.consultation import CONSULTATION_STATUS_LABELS
from casebase.domain.listing import ConsultationFilter, ReviewFilter, VisitFilter
from casebase.domain.review import REVIEW_STATUS_LABELS
from casebase.domain.visit import VISIT_STATUS_LABELS
from casebase.korean.dates import local_day
from casebase.store import consultation_lists, visit_lists


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """One case behind a part of a figure. `day` is when it was filed or visited, or when advice was asked for."""

    kind: str
    number: str
    title: str
    status_label: str
    day: date
    href: str


def case_lines(desk: Desk, kind: str, ids: Sequence[str]) -> list[CaseLine]:
    """Return the cases of one kind among some ids that this person sees. Raises: SignedOut, NotPermitted."""
    return _LINES[kind](desk, ids)


@look(Act.SEE_CONSULTATION)
def _consultations(asked: Look, ids: Sequence[str]) -> list[CaseLine]:
    lines = consultation_lists.list_consultations(
        asked.con,
        asked.reach,
        ConsultationFilter(),
        len(ids),
        0,
        is_outside=not granted(asked.account.role, Act.SEE_CONSULTATION_WORK),
        among=ids,
    )
    return [
        CaseLine(
            kind="consultation",
            number=line.number,
            title=line.title,
            status_label=CONSULTATION_STATUS_LABELS[line.status],
            day=line.filed_on,
            href=_href("consultation", consultation_query(line)),
        )
        for line in lines
    ]


@look(Act.SEE_REVIEW)
def _reviews(asked: Look, ids: Sequence[str]) -> list[CaseLine]:
    return [
        CaseLine(
            kind="review",
            number=line.number,
            title=line.title,
            status_label=REVIEW_STATUS_LABELS[line.status],
            day=line.filed_on,
            href=_href("exemption", {"number": line.number}),
        )
        for line in lines_as_known(asked, ReviewFilter(), len(ids), 0, ids)
    ]


@look(Act.SEE_VISIT)
def _visits(asked: Look, ids: Sequence[str]) -> list[CaseLine]:
    return [
        CaseLine(
            kind="visit",
            number=line.number,
            title=line.business,
            status_label=VISIT_STATUS_LABELS[line.status],
            day=line.visited_on,
            href=_href("visit", {"number": line.number}),
        )
        for line in visit_lists.list_visits(asked.con, asked.reach, VisitFilter(), len(ids), 0, among=ids)
    ]


@look(Act.SEE_ADVICE)
def _advice(asked: Look, ids: Sequence[str]) -> list[CaseLine]:
    requests = [request_in_sight(asked, request_id)[0] for request_id in ids]
    return [
        CaseLine(
            kind="advice",
            number=request.number,
            title=request.title,
            status_label=ADVICE_STATUS_LABELS[request.status],
            day=local_day(request.asked_at),
            href=_href("advice", {"number": request.number}),
        )
        for request in requests
    ]


def _href(page: str, query: Mapping[str, str]) -> str:
    return f"/{page}?{urlencode(query)}"


_LINES: dict[str, Callable[[Desk, Sequence[str]], list[CaseLine]]] = {
    "consultation": _consultations,
    "review": _reviews,
    "visit": _visits,
    "advice": _advice,
}
