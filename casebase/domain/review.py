"""Exemption reviews (적극행정 면책심사): what is alleged, against whom, and where the review stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casebase.domain.case import Disclosure
from casebase.domain.errors import MoveNotPermitted


class ReviewStatus(StrEnum):
    """Where a review stands, from application to its end."""

    APPLIED = "applied"
    RECEIVED = "received"
    FACT_FINDING = "fact_finding"
    PROPOSED = "proposed"
    ISSUED = "issued"
    NOTIFIED = "notified"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


REVIEW_STATUS_LABELS = {
    ReviewStatus.APPLIED: "신청",
    ReviewStatus.RECEIVED: "접수",
    ReviewStatus.FACT_FINDING: "사실확인",
    ReviewStatus.PROPOSED: "상정",
    ReviewStatus.ISSUED: "결정",
    ReviewStatus.NOTIFIED: "통지",
    ReviewStatus.CLOSED: "종결",
    ReviewStatus.WITHDRAWN: "취하",
}

NEXT = {
    ReviewStatus.APPLIED: {ReviewStatus.RECEIVED, ReviewStatus.WITHDRAWN},
    ReviewStatus.RECEIVED: {ReviewStatus.FACT_FINDING, ReviewStatus.WITHDRAWN},
    ReviewStatus.FACT_FINDING: {ReviewStatus.PROPOSED, ReviewStatus.WITHDRAWN},
    ReviewStatus.PROPOSED: {ReviewStatus.FACT_FINDING, ReviewStatus.ISSUED, ReviewStatus.NOTIFIED},
    # Back to fact-finding only once the ruling is withdrawn; the act checks that.
    ReviewStatus.ISSUED: {ReviewStatus.NOTIFIED, ReviewStatus.PROPOSED, ReviewStatus.FACT_FINDING},
    ReviewStatus.NOTIFIED: {ReviewStatus.CLOSED, ReviewStatus.PROPOSED, ReviewStatus.FACT_FINDING},
    ReviewStatus.CLOSED: {ReviewStatus.PROPOSED},
    ReviewStatus.WITHDRAWN: set(),
}


class Origin(StrEnum):
    """Who set the review going: an application, or the office itself (직권)."""

    AGENCY = "agency"
    PERSON = "person"
    EX_OFFICIO = "ex_officio"


ORIGIN_LABELS = {
    Origin.AGENCY: "대상기관의 장 신청",
    Origin.PERSON: "감사받은 사람 신청",
    Origin.EX_OFFICIO: "직권",
}


class SubjectKind(StrEnum):
    """A person audited, or the agency itself (기관주의, 기관경고)."""

    PERSON = "person"
    AGENCY = "agency"


SUBJECT_KIND_LABELS = {SubjectKind.PERSON: "사람", SubjectKind.AGENCY: "기관"}

# 자체감사기준 제25조, split as offices do. 변상명령 is left out: exemption does not reach it.
DISPOSITIONS = (
    "징계 요구",
    "문책 요구",
    "경고",
    "훈계",
    "주의",
    "기관경고",
    "기관주의",
    "시정",
    "개선",
    "권고",
    "통보",
    "인사자료 통보",
    "처분 미정",
)
NO_DISPOSITION = "불문"


@dataclass(frozen=True, kw_only=True)
class Observation:
    """지적사항: one thing the audit objects to. `loss_won` is the loss in won, None when there is none."""

    id: str
    review_id: str
    position: int
    title: str
    text: str
    loss_won: int | None = None


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whom the review is about. `account_id` links a person who has an account of their own."""

    id: str
    review_id: str
    position: int
    kind: SubjectKind
    name: str
    post: str = ""  # 소속과 직위
    account_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Charge:
    """One observation held against one subject, with the disposition in question: the unit of judgment."""

    id: str
    review_id: str
    observation_id: str
    subject_id: str
    disposition: str


@dataclass(frozen=True, kw_only=True)
class Review:
    """One exemption review, pinned when received to a set of criteria."""

    id: str
    number: str  # "2026-면책-0001"
    origin: Origin
    title: str
    field: str
    agency_id: str
    audit_name: str
    audit_ended_on: date | None
    filed_on: date
    applicant_id: str | None  # the account that filed it
    applicant_name: str
    request: str  # 신청취지
    circumstances: str  # 무슨 일이 왜 있었는지
    argument: str  # 소명
    criteria_set: str
    status: ReviewStatus
    handler_id: str | None
    disclosure: Disclosure
    disclosure_clauses: tuple[str, ...]
    observations: tuple[Observation, ...]
    subjects: tuple[Subject, ...]
    charges: tuple[Charge, ...]
    prior_opinion: str = ""  # number and day of the opinion relied on; empty when none
    consultation_id: str | None = None  # the opinion relied on, where it is one of this office's own
    visit_id: str | None = None
    hearing_offered_on: date | None = None
    hearing_way: str = ""
    hearing_held_on: date | None = None
    hearing_note: str = ""
    received_on: date | None = None
    first_review_id: str | None = None  # a re-examination (재심의): the review whose ruling it looks at again
    stayed_on: date | None = None  # the ruling's effect was suspended; 재심의 by itself suspends nothing
    stay_reason: str = ""
    source: str = ""
    is_demo: bool = False
    version: int = 1

    @property
    def is_re_examination(self) -> bool:
        return self.first_review_id is not None

    def must_move_to(self, status: ReviewStatus) -> None:
        """Raises: MoveNotPermitted if the present status does not lead there."""
        if status not in NEXT[self.status]:
            raise MoveNotPermitted(
                f"면책심사 {self.number}은", REVIEW_STATUS_LABELS[self.status], REVIEW_STATUS_LABELS[status]
            )
