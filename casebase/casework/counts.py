"""Counts from the mirror, brought up to the newest event before each answer."""

from datetime import date

from casebase.access.act import Act
from casebase.access.policy import reach
from casebase.casework.desk import Desk, Look, look
from casebase.casework.office import office
from casebase.domain.account import Account
from casebase.insight import counts
from casebase.insight.counts import Facets, MonthlyWork, TodayCounts
from casebase.insight.mirror import refresh
from casebase.store.events import latest_seq


def visit_facets(desk: Desk) -> Facets:
    """Return how many visits this person sees for each value of each filter. Raises: SignedOut, NotPermitted."""
    account = _visit_viewer(desk)
    refresh(office().mirror, desk.store)
    return counts.visit_facets(office().mirror, reach(account, Act.SEE_VISIT))


def review_facets(desk: Desk) -> Facets:
    """Return how many reviews this person sees for each value of each filter. Raises: SignedOut, NotPermitted."""
    account = _review_viewer(desk)
    refresh(office().mirror, desk.store)
    return counts.review_facets(office().mirror, reach(account, Act.SEE_REVIEW))


def today_counts(desk: Desk) -> tuple[TodayCounts, MonthlyWork]:
    """Return this person's counts as of today, and the last twelve months. Raises: SignedOut."""
    account, today = _viewer(desk)
    refresh(office().mirror, desk.store)
    visits, reviews = reach(account, Act.SEE_VISIT), reach(account, Act.SEE_REVIEW)
    return (
        counts.today_counts(office().mirror, visits, reviews, today),
        counts.monthly_work(office().mirror, visits, reviews, today),
    )


@look(Act.SEE_TODAY)
def newest_event(asked: Look) -> tuple[int, str]:
    """Return the newest event and who asks: together the key of whatever may be cached for them."""
    return latest_seq(asked.con), asked.account.id


@look(Act.SEE_VISIT)
def _visit_viewer(asked: Look) -> Account:
    return asked.account


@look(Act.SEE_REVIEW)
def _review_viewer(asked: Look) -> Account:
    return asked.account


@look(Act.SEE_TODAY)
def _viewer(asked: Look) -> tuple[Account, date]:
    return asked.account, asked.today
