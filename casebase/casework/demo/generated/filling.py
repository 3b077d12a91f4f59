"""Filling an empty store with a generated office, the oldest first, so that no more is held than what is under way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from typing import Literal

from casebase.casework.demo.generated import members, people, settings
from casebase.casework.demo.generated.chances import Chances
from casebase.casework.demo.generated.consultations import Consultations
from casebase.casework.demo.generated.course import Office
from casebase.casework.demo.generated.meetings import Meetings
from casebase.casework.demo.generated.papers import keep_stand_in
from casebase.casework.demo.generated.reviews import Reviews
from casebase.casework.demo.generated.seasons import WorkDays
from casebase.casework.demo.generated.visits import visit
from casebase.store.bulk import Bulk, Chain, filling
from casebase.store.connection import Store
from casebase.store.marks import insert_mark
from casebase.store.numbers import insert_series

FEWEST = 13  # cases: eight consultations, four visits and one review
CASES_A_YEAR = 130  # of a province's office: 60 to 100 consultations, 20 to 60 visits, 5 to 15 reviews
MOST_YEARS = 10
MOST_BY_TWO_A_MONTH = 120  # reviews a year that two meetings a month can deal with

_REVIEWS, _VISITS = 10 / 130, 40 / 130
_UNSEEN = 45  # events that nobody in the office has looked at yet
# Some more come in the last weeks, so that in an office of any size there is something at every step of its way.
_LATELY, _LATELY_MORE = timedelta(days=80), 60

# A filing is told on the day of the receipt, the call of a meeting after it was held; a long holiday may lie between.
_TOLD_WITHIN = timedelta(days=40)

_What = Literal["consultation", "review", "visit"]


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many cases of each kind, from which day on. More cases than ten years bring make each year busier."""

    begins_on: date
    years: float
    consultations: int
    visits: int
    reviews: int

    @property
    def committee_from(self) -> date:
        """The day from which the committee decides what the head decided before: midway."""
        return self.begins_on + timedelta(days=round(self.years * 365 / 2))


def size_of(cases: int, today: date) -> Size:
    """Return how so many cases, of all kinds together, are spread over kinds and years."""
    years = min(max(cases / CASES_A_YEAR, 0.25), MOST_YEARS)
    visits, reviews = round(cases * _VISITS), round(cases * _REVIEWS)
    return Size(
        begins_on=today - timedelta(days=round(years * 365)),
        years=years,
        consultations=cases - visits - reviews,
        visits=visits,
        reviews=reviews,
    )


def fill_generated(store: Store, cases: int, seed: int, now: datetime, password_hash: str = people.NO_PASSWORD) -> None:
    """Fill an empty store, which nobody else has open, with so many cases up to a moment.

    The same seed, number, moment and store give the same rows, ids included. Everybody has the same password; without
    one nobody can sign in by it. What is half filled when this fails is of no use.
    """
    chances = Chances(seed)
    today = now.date()
    size = size_of(cases, today)
    paper = keep_stand_in(store, size.begins_on)
    with filling(store) as (bulk, chain):
        settled = people.settle(bulk, chances, size.begins_on, size.years, cases, password_hash)
        office = Office(
            bulk=bulk,
            chain=chain,
            chances=chances,
            days=WorkDays(size.begins_on - timedelta(days=30), today),
            people=settled,
            paper=paper,
            now=now,
        )
        settings.settle(office, size.begins_on, size.committee_from)
        members.settle(office, size.begins_on, size.committee_from)
        _work(office, size)
        _finish(office, bulk, chain)


def _work(office: Office, size: Size) -> None:
    consultations = Consultations(office)
    meetings = Meetings(office, size.committee_from, is_rare=size.reviews < MOST_BY_TWO_A_MONTH * size.years)
    reviews = Reviews(office, consultations, meetings)
    for day, what in _in_order(office, size):
        meetings.keep_before(day)
        office.chain.append_before((day - _TOLD_WITHIN).isoformat())
        match what:
            case "consultation":
                consultations.receive(day)
            case "review":
                reviews.file(day)
            case "visit":
                visit(office, consultations, day)
    meetings.keep_before(date.max)
    consultations.keep_drafts()


def _in_order(office: Office, size: Size) -> Iterator[tuple[date, _What]]:
    """Yield what comes on which day, day by day."""
    today = office.now.date()

    def spread(what: _What, count: int) -> Iterator[tuple[date, _What]]:
        lately = min(count // 10, _LATELY_MORE)
        since = max(size.begins_on, today - _LATELY)
        days = office.days.spread(size.begins_on, today, count - lately, office.chances)
        return ((day, what) for day in merge(days, office.days.spread(since, today, lately, office.chances)))

    return merge(
        spread("consultation", size.consultations), spread("review", size.reviews), spread("visit", size.visits)
    )


def _finish(office: Office, bulk: Bulk, chain: Chain) -> None:
    """Keep the serials that were given out, and let everybody have seen all but the last events."""
    for (year, word), last in sorted(office.serials.items()):
        insert_series(bulk, year, word, last)
    chain.append_before("9999-12-31")
    for account in office.people.accounts:
        insert_mark(bulk, account.id, max(chain.seq - _UNSEEN, 0))
