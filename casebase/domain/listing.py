"""What a list is asked for: filters, a page, and the lines that come back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casebase.domain.advice import AdviceStatus, AssignmentStatus
from casebase.domain.board import PostKind
from casebase.domain.consultation import ApplicantKind, ConsultationStatus
from casebase.domain.meeting import MeetingForm, MeetingStatus
from casebase.domain.opinion import OpinionOutcome
from casebase.domain.precedent import PrecedentKind, PrecedentOrigin, PrecedentState
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


class Lateness(StrEnum):
    """How a running consultation stands to the day it is due."""

    LATE = "late"
    SOON = "soon"
    STOPPED = "stopped"


LATENESS_LABELS = {
    Lateness.LATE: "기한 지남",
    Lateness.SOON: "기한이 7일 안",
    Lateness.STOPPED: "정지 중",
}


@dataclass(frozen=True, kw_only=True)
class ConsultationFilter:
    """Empty fields do not filter."""

    query: str = ""
    status: str = ""
    field: str = ""
    agency_id: str = ""
    handler_id: str = ""
    lateness: str = ""  # a Lateness
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class ConsultationLine:
    """One consultation in a list. `outcome` is set once an opinion is issued and may be told."""

    id: str
    number: str
    filed_on: date
    title: str
    agency: str
    applicant_kind: ApplicantKind
    handler: str
    handler_id: str | None
    status: ConsultationStatus
    outcome: OpinionOutcome | None
    is_demo: bool


@dataclass(frozen=True, kw_only=True)
class AdviceFilter:
    """Empty fields do not filter. `mine` is an AssignmentStatus of the viewer's own."""

    query: str = ""
    status: str = ""
    mine: str = ""


@dataclass(frozen=True, kw_only=True)
class AdviceLine:
    """One request for advice in a list. `own` is where the viewer's own assignment stands, None without one."""

    id: str
    number: str
    title: str
    case_number: str
    due_on: date
    status: AdviceStatus
    own: AssignmentStatus | None
    count_asked: int  # assignments that stand
    count_answered: int
    is_demo: bool


@dataclass(frozen=True, kw_only=True)
class MeetingLine:
    """One meeting in a list."""

    id: str
    number: str
    form: MeetingForm
    held_on: date
    place: str
    status: MeetingStatus
    count_items: int
    count_resolved: int
    is_demo: bool


@dataclass(frozen=True, kw_only=True)
class PrecedentFilter:
    """Empty fields do not filter. `year` is 0 for every year."""

    query: str = ""
    kind: str = ""
    origin: str = ""
    field: str = ""
    year: int = 0


@dataclass(frozen=True, kw_only=True)
class PrecedentLine:
    """One precedent in a list."""

    id: str
    number: str
    kind: PrecedentKind
    origin: PrecedentOrigin
    title: str
    agency: str
    year: int
    field: str
    outcome: str
    state: PrecedentState
    is_demo: bool


@dataclass(frozen=True, kw_only=True)
class PostFilter:
    """Empty fields do not filter."""

    query: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class PostLine:
    """One post in a list. Comments taken away are not counted."""

    id: str
    number: str
    kind: PostKind
    title: str
    posted_by: str  # the name
    posted_on: date
    count_comments: int
    is_withdrawn: bool
    is_demo: bool
