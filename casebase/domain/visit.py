"""Visits on site (찾아가는 사전컨설팅) and the difficulties heard there."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class VisitStatus(StrEnum):
    """A visit is finished when its paper is handed over, closed when every promised answer is given."""

    FINISHED = "finished"
    CLOSED = "closed"


VISIT_STATUS_LABELS = {VisitStatus.FINISHED: "완료", VisitStatus.CLOSED: "종결"}


class Track(StrEnum):
    """What becomes of a difficulty."""

    ON_SITE = "on_site"
    FORMAL = "formal"
    LATER = "later"


TRACK_LABELS = {Track.ON_SITE: "현장 즉답", Track.FORMAL: "정식 신청", Track.LATER: "후속 회신"}

REPLY_WAYS = {"paper": "서면", "mail": "전자우편", "phone": "전화", "visit": "방문"}


@dataclass(frozen=True, kw_only=True)
class Matter:
    """애로사항: one difficulty raised on a visit.

    ON_SITE carries `answer`; LATER carries `promised_on` and `owner_id`, later `answer` and how it reached
    the business; FORMAL carries `case_id`, the draft of a consultation opened from it.
    """

    id: str
    visit_id: str
    position: int  # 1 is the first
    field: str
    department: str
    difficulty: str
    law: str
    track: Track
    answer: str = ""
    promised_on: date | None = None
    owner_id: str | None = None
    answered_on: date | None = None
    answered_by: str | None = None
    reached_how: str = ""
    reached_on: date | None = None
    case_id: str | None = None

    @property
    def is_open(self) -> bool:
        """A promise not yet kept."""
        return self.track == Track.LATER and self.answered_on is None


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One visit, finished. Times are local, "HH:MM" in 24 hours."""

    id: str
    number: str
    business_id: str
    visited_on: date
    begins_at: str
    ends_at: str
    place: str
    lead_id: str
    member_ids: tuple[str, ...]
    met: str  # who was met: names and positions, as told
    consents_to_record: bool
    status: VisitStatus
    matters: tuple[Matter, ...]
    finished_at: str
    signature: str = ""  # JSON {"w","h","path"} of SVG path strokes; empty when not signed
    source: str = ""  # where a demo case was published
    is_demo: bool = False
    version: int = 1
