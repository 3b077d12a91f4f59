"""What a list is asked for: filters, a page, and the lines that come back."""

from dataclasses import dataclass
from datetime import date

from casebase.domain.review import ReviewStatus
from casebase.domain.ruling import Outcome
from casebase.domain.visit import VisitStatus


@dataclass(frozen=True, kw_only=True)
class VisitFilter:
    """Empty fields do not filter."""

    query: str = ""
    region_code: str = ""
    field: str = ""
    track: str = ""
    lead_id: str = ""
    status: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class VisitLine:
    """One visit in a list."""

    id: str
    number: str
    visited_on: date
    business: str
    region_code: str
    lead: str
    count_matters: int
    count_open: int
    status: VisitStatus
    is_demo: bool


@dataclass(frozen=True, kw_only=True)
class ReviewFilter:
    """Empty fields do not filter."""

    query: str = ""
    status: str = ""
    field: str = ""
    agency_id: str = ""
    handler_id: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """One review in a list. `outcome` is set once a ruling is issued and may be told."""

    id: str
    number: str
    filed_on: date
    title: str
    agency: str
    handler: str
    handler_id: str | None
    status: ReviewStatus
    outcome: Outcome | None
    is_demo: bool
