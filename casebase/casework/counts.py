"""Counts from the mirror, brought up to the newest event before each answer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from casebase.access.act import Act
from casebase.access.policy import granted, reach
from casebase.casework.desk import Desk, Look, look
from casebase.casework.office import office
from casebase.casework.review_sight import barred_reviews
from casebase.domain.account import Account
from casebase.domain.review import ReviewStatus
from casebase.insight import counts
from casebase.insight.counts import Facets, MonthlyWork, TodayCounts
from casebase.insight.mirror import refresh
from casebase.store.events import latest_seq

_UNTOLD = {ReviewStatus.PROPOSED, ReviewStatus.ISSUED}


def visit_facets(desk: Desk) -> Facets:
    """Return how many visits this person sees for each value of each filter. Raises: SignedOut, NotPermitted."""
    account = _visit_viewer(desk)
    refresh(office().mirror, desk.store)
    return counts.visit_facets(office().mirror, reach(account, Act.SEE_VISIT))


def consultation_facets(desk: Desk) -> Facets:
    """Return how many consultations this person sees for each value of each filter. Raises: SignedOut, NotPermitted."""
    account = _consultation_viewer(desk)
    refresh(office().mirror, desk.store)
    is_outside = not granted(account.role, Act.SEE_CONSULTATION_WORK)
    return counts.consultation_facets(office().mirror, reach(account, Act.SEE_CONSULTATION), is_outside=is_outside)


def review_facets(desk: Desk) -> Facets:
    """Return how many reviews this person sees for each value of each filter. Raises: SignedOut, NotPermitted."""
    account, barred = _review_viewer(desk)
    refresh(office().mirror, desk.store)
    facets = counts.review_facets(office().mirror, reach(account, Act.SEE_REVIEW), barred)
    return facets if granted(account.role, Act.SEE_DELIBERATION) else _as_told_outside(facets)


def today_counts(desk: Desk) -> tuple[TodayCounts, MonthlyWork]:
    """Return this person's counts as of today, and the last twelve months. Raises: SignedOut."""
    account, today, barred = _viewer(desk)
    refresh(office().mirror, desk.store)
    visits, reviews = reach(account, Act.SEE_VISIT), reach(account, Act.SEE_REVIEW)
    found = counts.today_counts(office().mirror, visits, reviews, today, barred)
    if not granted(account.role, Act.SEE_DELIBERATION):
        told = {ReviewStatus(status): count for status, count in _merged(found.open_reviews.items()).items()}
        found = replace(found, open_reviews=told)
    return found, counts.monthly_work(office().mirror, visits, reviews, today)


@look(Act.SEE_TODAY)
def newest_event(asked: Look) -> tuple[int, str]:
    """Return the newest event and who asks: together the key of whatever may be cached for them."""
    return latest_seq(asked.con), asked.account.id


def _as_told_outside(facets: Facets) -> Facets:
    """Return facets without what is the office's own business: outcomes, and that a ruling waits to be notified."""
    told = {name: values for name, values in facets.counts.items() if name != "outcome"}
    return replace(facets, counts={**told, "status": _merged(told.get("status", {}).items())})


def _merged(by_status: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Count a review whose ruling is on its way among those in fact-finding, as lists outside show it."""
    merged: Counter[str] = Counter()
    for status, count in by_status:
        merged[ReviewStatus.FACT_FINDING if status in _UNTOLD else status] += count
    return dict(merged)


@look(Act.SEE_VISIT)
def _visit_viewer(asked: Look) -> Account:
    return asked.account


@look(Act.SEE_CONSULTATION)
def _consultation_viewer(asked: Look) -> Account:
    return asked.account


@look(Act.SEE_REVIEW)
def _review_viewer(asked: Look) -> tuple[Account, tuple[str, ...]]:
    return asked.account, barred_reviews(asked)


@look(Act.SEE_TODAY)
def _viewer(asked: Look) -> tuple[Account, date, tuple[str, ...]]:
    return asked.account, asked.today, barred_reviews(asked)
