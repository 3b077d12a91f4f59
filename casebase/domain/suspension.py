"""Suspensions (정지) and extensions (연장): what moves the day a consultation is due, and what was asked meanwhile."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class SuspensionKind(StrEnum):
    """Why a consultation waits. Whether the clock waits too is for the law or the office to say (law/deadlines.py)."""

    SUPPLEMENT = "supplement"
    QUERY = "query"
    HIGHER = "higher"
    EXPERT = "expert"
    HEARING = "hearing"
    REPRESENTATIVE = "representative"
    TRANSPORT = "transport"
    PRECEDING = "preceding"
    OUTAGE = "outage"
    ANSWERED = "answered"  # an opinion stood that was withdrawn later; nobody enters this by hand


SUSPENSION_LABELS = {
    SuspensionKind.SUPPLEMENT: "보완요구",
    SuspensionKind.QUERY: "관계기관 의견조회",
    SuspensionKind.HIGHER: "상급기관 의뢰",
    SuspensionKind.EXPERT: "감정·전문기술 검토",
    SuspensionKind.HEARING: "의견청취",
    SuspensionKind.REPRESENTATIVE: "대표자 선정",
    SuspensionKind.TRANSPORT: "문서 이송",
    SuspensionKind.PRECEDING: "선행사무",
    SuspensionKind.OUTAGE: "시스템 장애",
    SuspensionKind.ANSWERED: "취소된 의견이 나가 있던 기간",
}

# Of these somebody is asked and owes an answer by a day; the rest only come to pass.
ASKED_KINDS = frozenset({SuspensionKind.SUPPLEMENT, SuspensionKind.QUERY, SuspensionKind.HIGHER, SuspensionKind.EXPERT})


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """One wait, from the day it was sent or began to the day the answer arrived or it was over.

    `ends_on` is None while it lasts. `ground` is the code of a ground where its kind needs one (상급기관 의뢰).
    One that was cancelled stays on record and moves nothing.
    """

    id: str
    consultation_id: str
    kind: SuspensionKind
    begins_on: date
    entered_by: str
    entered_at: str
    ends_on: date | None = None
    due_on: date | None = None  # the day the answer is owed
    asked_of: str = ""  # the body or person asked
    agency_id: str | None = None  # the body asked, where it may answer by an account of its own
    question: str = ""  # what is asked, or what came to pass
    ground: str = ""
    answer: str = ""
    ended_by: str | None = None
    reminded_on: date | None = None
    cancelled_on: date | None = None
    cancel_reason: str = ""
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.ends_on is None and self.cancelled_on is None

    @property
    def is_in_force(self) -> bool:
        return self.cancelled_on is None


@dataclass(frozen=True, kw_only=True)
class Extension:
    """One extension of the period. `consented_on` is the day the applicant agreed; None where nobody was asked."""

    id: str
    consultation_id: str
    position: int  # 1 for the first
    days: int
    ground: str
    reason: str
    decided_on: date
    decided_by: str
    consented_on: date | None = None
    notified_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """When an application was received. `at` counts only where the period runs in working hours."""

    on: date
    at: time
