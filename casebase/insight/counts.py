"""Counts for the first screen, the filters and the chart: never of what a person may not see."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casebase.domain.consultation import ConsultationStatus
from casebase.domain.reach import Reach
from casebase.domain.review import ReviewStatus
from casebase.insight.mirror import Mirror

QUERIES = Path(__file__).parent / "queries"
ENDED = (ReviewStatus.CLOSED, ReviewStatus.WITHDRAWN)
ENDED_CONSULTATIONS = (
    ConsultationStatus.CLOSED,
    ConsultationStatus.RETURNED,
    ConsultationStatus.TRANSFERRED,
    ConsultationStatus.WITHDRAWN,
)


@dataclass(frozen=True, kw_only=True)
class Facets:
    """How many things have each value of each facet: `counts["status"]["closed"]`. Values without any are absent.

    `seq` is the newest event counted, here and below.
    """

    seq: int
    counts: dict[str, dict[str, int]]


@dataclass(frozen=True, kw_only=True)
class TodayCounts:
    """`open_reviews` counts reviews that have not ended, by status."""

    seq: int
    open_promises: int
    overdue_promises: int
    visits_this_year: int
    open_reviews: dict[ReviewStatus, int]


@dataclass(frozen=True, kw_only=True)
class OpenConsultations:
    """Consultations that have not ended, by status."""

    seq: int
    by_status: dict[ConsultationStatus, int]


@dataclass(frozen=True, kw_only=True)
class MonthlyWork:
    """A row a month, the oldest first: its first day, visits made, reviews filed."""

    seq: int
    months: tuple[tuple[date, int, int], ...]


def visit_facets(mirror: Mirror, reach: Reach) -> Facets:
    """Count visits by region (code), field, track, month ("2026-11"), status and lead (account id)."""
    answer = mirror.ask(sql("visit_facets"), {"relations": _names(reach), "viewer": reach.account_id})
    return Facets(seq=answer.seq, counts=_by_facet(answer.rows))


def consultation_facets(mirror: Mirror, reach: Reach, *, is_outside: bool = False) -> Facets:
    """Count consultations, drafts aside, by status, field, agency (id) and handler (account id).

    Outside the office a status counts as last notified, as lists show it.
    """
    answer = mirror.ask(sql("consultation_facets"), {**viewer(reach), "is_outside": is_outside})
    return Facets(seq=answer.seq, counts=_by_facet(answer.rows))


def open_consultations(mirror: Mirror, reach: Reach, *, is_outside: bool = False) -> OpenConsultations:
    """Count the consultations in one person's sight that have not ended; outside the office as last notified."""
    answer = mirror.ask(
        sql("open_consultations"), {**viewer(reach), "is_outside": is_outside, "ended": list(ENDED_CONSULTATIONS)}
    )
    return OpenConsultations(
        seq=answer.seq, by_status={ConsultationStatus(status): count for status, count in answer.rows}
    )


def review_facets(mirror: Mirror, reach: Reach, barred: Sequence[str] = ()) -> Facets:
    """Count reviews by status, field, outcome, agency (id) and year ("2026"); those `barred` as told outside."""
    answer = mirror.ask(sql("review_facets"), {**viewer(reach), "barred": list(barred)})
    return Facets(seq=answer.seq, counts=_by_facet(answer.rows))


def today_counts(mirror: Mirror, visits: Reach, reviews: Reach, today: date, barred: Sequence[str] = ()) -> TodayCounts:
    """Count one person's work as of a day; `visits` and `reviews` are how far that person sees each.

    The reviews `barred` are counted as told outside.
    """
    asked = {**_both(visits, reviews), "barred": list(barred), "today": today, "ended": list(ENDED)}
    answer = mirror.ask(sql("today_counts"), asked)
    promises, overdue, this_year, by_status = answer.rows[0]
    return TodayCounts(
        seq=answer.seq,
        open_promises=promises,
        overdue_promises=overdue,
        visits_this_year=this_year,
        open_reviews={ReviewStatus(status): count for status, count in (by_status or {}).items()},
    )


def monthly_work(mirror: Mirror, visits: Reach, reviews: Reach, until: date, count_months: int = 12) -> MonthlyWork:
    """Count one person's visits and reviews in each of the months up to the one of `until`."""
    answer = mirror.ask(sql("monthly_work"), {**_both(visits, reviews), "last": until, "count_months": count_months})
    return MonthlyWork(seq=answer.seq, months=tuple((month, made, filed) for month, made, filed in answer.rows))


def viewer(reach: Reach) -> dict[str, object]:
    """Return who asks, as the questions of queries/ name it."""
    return {"relations": _names(reach), "viewer": reach.account_id, "viewer_agency": reach.agency_id}


def _both(visits: Reach, reviews: Reach) -> dict[str, object]:
    return {
        "visit_relations": _names(visits),
        "review_relations": _names(reviews),
        "viewer": reviews.account_id,
        "viewer_agency": reviews.agency_id,
    }


def _names(reach: Reach) -> list[str]:
    return [relation.value for relation in reach.relations]


def _by_facet(rows: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for facet, value, count in rows:
        counts.setdefault(facet, {})[value] = count
    return counts


@functools.cache
def sql(name: str) -> str:
    """Return a question of queries/ by its name."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
