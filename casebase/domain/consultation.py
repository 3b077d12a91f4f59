"""Pre-audit consultations (사전컨설팅): who asks what before acting, and where the matter stands."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from casebase.domain.case import Disclosure
from casebase.domain.errors import MoveNotPermitted


class ConsultationStatus(StrEnum):
    """Where a consultation stands. A matter of a visit opens one as a draft, without a number."""

    DRAFTING = "drafting"
    APPLIED = "applied"
    RECEIVED = "received"
    UNDER_REVIEW = "under_review"
    PROPOSED = "proposed"
    ISSUED = "issued"
    NOTIFIED = "notified"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    RETURNED = "returned"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"


CONSULTATION_STATUS_LABELS = {
    ConsultationStatus.DRAFTING: "작성중",
    ConsultationStatus.APPLIED: "신청",
    ConsultationStatus.RECEIVED: "접수",
    ConsultationStatus.UNDER_REVIEW: "검토",
    ConsultationStatus.PROPOSED: "결재",
    ConsultationStatus.ISSUED: "발행",
    ConsultationStatus.NOTIFIED: "통보",
    ConsultationStatus.FOLLOW_UP: "이행확인",
    ConsultationStatus.CLOSED: "종결",
    ConsultationStatus.RETURNED: "반려",
    ConsultationStatus.TRANSFERRED: "이첩",
    ConsultationStatus.WITHDRAWN: "취하",
}

_ENDED_BY_PAPER = {ConsultationStatus.RETURNED, ConsultationStatus.TRANSFERRED}

NEXT = {
    ConsultationStatus.DRAFTING: {ConsultationStatus.APPLIED, ConsultationStatus.WITHDRAWN},
    ConsultationStatus.APPLIED: {ConsultationStatus.RECEIVED, ConsultationStatus.WITHDRAWN},
    ConsultationStatus.RECEIVED: {ConsultationStatus.UNDER_REVIEW, ConsultationStatus.WITHDRAWN},
    ConsultationStatus.UNDER_REVIEW: {ConsultationStatus.PROPOSED, ConsultationStatus.WITHDRAWN},
    # Back to where it stood when the proposal is returned; on to the paper's end when it is issued.
    ConsultationStatus.PROPOSED: {
        ConsultationStatus.UNDER_REVIEW,
        ConsultationStatus.ISSUED,
        ConsultationStatus.NOTIFIED,
        ConsultationStatus.FOLLOW_UP,
        ConsultationStatus.CLOSED,
        ConsultationStatus.WITHDRAWN,
        *_ENDED_BY_PAPER,
    },
    # Back to review only once the opinion is withdrawn; the act checks that.
    ConsultationStatus.ISSUED: {
        ConsultationStatus.NOTIFIED,
        ConsultationStatus.PROPOSED,
        ConsultationStatus.UNDER_REVIEW,
        *_ENDED_BY_PAPER,
    },
    ConsultationStatus.NOTIFIED: {
        ConsultationStatus.FOLLOW_UP,
        ConsultationStatus.PROPOSED,
        ConsultationStatus.UNDER_REVIEW,
    },
    ConsultationStatus.FOLLOW_UP: {
        ConsultationStatus.CLOSED,
        ConsultationStatus.PROPOSED,
        ConsultationStatus.UNDER_REVIEW,
    },
    ConsultationStatus.CLOSED: {ConsultationStatus.PROPOSED},
    ConsultationStatus.RETURNED: {ConsultationStatus.PROPOSED, ConsultationStatus.UNDER_REVIEW},
    ConsultationStatus.TRANSFERRED: {ConsultationStatus.PROPOSED, ConsultationStatus.UNDER_REVIEW},
    ConsultationStatus.WITHDRAWN: set(),
}

# While the clock runs: received, and no opinion issued yet.
RUNNING = frozenset({ConsultationStatus.RECEIVED, ConsultationStatus.UNDER_REVIEW, ConsultationStatus.PROPOSED})
# While the applicant may still hand in; from the proposal on, what was supplied is frozen.
OPEN_TO_MATERIAL = frozenset({ConsultationStatus.APPLIED, ConsultationStatus.RECEIVED, ConsultationStatus.UNDER_REVIEW})


class ApplicantKind(StrEnum):
    """Who asks (신청인 구분). Whether businesses and residents may is the office's own setting."""

    AGENCY = "agency"
    BUSINESS = "business"
    RESIDENT = "resident"


APPLICANT_KIND_LABELS = {
    ApplicantKind.AGENCY: "기관",
    ApplicantKind.BUSINESS: "업체",
    ApplicantKind.RESIDENT: "주민",
}


class Channel(StrEnum):
    """How the application came."""

    ONLINE = "online"
    PAPER = "paper"
    VISIT = "visit"


CHANNEL_LABELS = {Channel.ONLINE: "온라인 신청", Channel.PAPER: "문서 신청", Channel.VISIT: "현장 방문"}


class Eligibility(StrEnum):
    """Whether an application is one for a consultation (대상 여부): decided by a person, never filled in."""

    ELIGIBLE = "eligible"
    EXCLUDED = "excluded"


ELIGIBILITY_LABELS = {Eligibility.ELIGIBLE: "대상", Eligibility.EXCLUDED: "제외 대상"}

# The applicant's own checklist (사전컨설팅 체크리스트): what must be done before asking.
CHECKLIST = {
    "facts": "사실관계를 제3자도 알 수 있게 적었다",
    "law": "관련 법령과 그 기준일을 적었다",
    "views": "갑설과 을설을 나누어 적었다",
    "own_review": "신청 부서가 스스로 검토한 의견을 적었다",
    "not_done": "아직 처리하지 않은 업무이다",
    "no_dispute": "수사·소송·행정심판·감사 중인 사안이 아니다",
    "no_interest": "담당자에게 사적 이해관계가 없다",
    "all_given": "판단에 필요한 자료를 모두 붙였다",
}


@dataclass(frozen=True, kw_only=True)
class Application:
    """What is asked, in the order of the form (신청서), as typed."""

    title: str  # 건명
    field: str
    background: str  # 신청배경
    request: str  # 신청사항
    law: str  # 관련 법령
    law_as_of: date | None  # 법령 기준일
    issues: str  # 주요쟁점
    view_a: str  # 갑설
    view_b: str  # 을설
    opinion: str  # 신청기관·부서 의견
    self_review: str  # 자체검토
    checklist: tuple[str, ...]  # codes of CHECKLIST that are ticked


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """One consultation. `number` is empty until it is received, which starts its clock.

    `agency_id` is the agency that asks or, where a business or resident asks, the one whose act is in question.
    `co_handler_ids` own the case beside `handler_id`, across units. `asked_agency_ids` are bodies asked for their view.
    """

    id: str
    number: str  # "2026-사전-0001"
    channel: Channel
    applicant_kind: ApplicantKind
    agency_id: str | None  # None only while a draft
    department: str
    applicant_name: str
    application: Application
    status: ConsultationStatus
    opened_by: str
    opened_at: str
    applicant_id: str | None = None  # the account that filed it
    filed_on: date | None = None
    received_on: date | None = None
    received_at: time | None = None
    handler_id: str | None = None
    co_handler_ids: tuple[str, ...] = ()
    asked_agency_ids: tuple[str, ...] = ()
    eligibility: Eligibility | None = None
    eligibility_reason: str = ""
    screened_by: str | None = None
    disclosure: Disclosure = Disclosure.PARTIAL
    disclosure_clauses: tuple[str, ...] = ("5",)
    visit_id: str | None = None  # the visit that it comes from
    matter_id: str | None = None
    site_visit_ids: tuple[str, ...] = ()  # visits made to check on site
    sibling_ids: tuple[str, ...] = ()  # similar cases
    follow_up_due_on: date | None = None
    source: str = ""
    is_demo: bool = False
    version: int = 1

    @property
    def is_petition(self) -> bool:
        """Whether 민원 처리에 관한 법률 governs its clock: a business or resident asks."""
        return self.applicant_kind != ApplicantKind.AGENCY

    @property
    def name(self) -> str:
        """What sentences call it."""
        return f"사전컨설팅 {self.number}" if self.number else f"사전컨설팅 ‘{self.application.title}’"

    def must_move_to(self, status: ConsultationStatus) -> None:
        """Raises: MoveNotPermitted if the present status does not lead there."""
        if status not in NEXT[self.status]:
            raise MoveNotPermitted(
                "이 사전컨설팅은", CONSULTATION_STATUS_LABELS[self.status], CONSULTATION_STATUS_LABELS[status]
            )


@dataclass(frozen=True, kw_only=True)
class ScreeningAnswer:
    """One question on whether an application is one for a consultation, answered by one person.

    `holds` None: not answered yet. The applicant's own answers stand beside the office's.
    """

    id: str
    consultation_id: str
    question: str  # code of a ground in law/eligibility.py
    holds: bool | None
    reason: str
    account_id: str
    answered_at: str


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message of the thread between office and applicant, or an internal note that only the office sees.

    `file_ids` are attachments of the consultation.
    """

    id: str
    consultation_id: str
    is_internal: bool
    text: str
    account_id: str
    sent_at: str
    file_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProgressNotice:
    """The applicant was told how far the case is and when it is expected to end."""

    id: str
    consultation_id: str
    told_on: date
    expected_on: date
    text: str
    told_by: str
