"""Legal advice (법률자문): what is asked of the panel, of whom, and what each answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AdviceStatus(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


ADVICE_STATUS_LABELS = {
    AdviceStatus.ASKED: "의뢰",
    AdviceStatus.CLOSED: "종결",
    AdviceStatus.WITHDRAWN: "철회",
}


class AssignmentStatus(StrEnum):
    """Where one member stands to a request. A member sees its files from ACCEPTED on."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DECLINED = "declined"
    RECUSED = "recused"
    REVOKED = "revoked"


ASSIGNMENT_STATUS_LABELS = {
    AssignmentStatus.OFFERED: "배정",
    AssignmentStatus.ACCEPTED: "수락",
    AssignmentStatus.ANSWERED: "회신",
    AssignmentStatus.DECLINED: "거절",
    AssignmentStatus.RECUSED: "회피",
    AssignmentStatus.REVOKED: "배정 취소",
}

# Who is still to answer, or has.
STANDING = frozenset({AssignmentStatus.OFFERED, AssignmentStatus.ACCEPTED, AssignmentStatus.ANSWERED})


class Stance(StrEnum):
    """The short answer to an issue, which is asked as a question of yes or no."""

    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"
    RESERVED = "reserved"


STANCE_LABELS = {
    Stance.YES: "그렇다",
    Stance.CONDITIONAL: "조건부로 그렇다",
    Stance.NO: "아니다",
    Stance.RESERVED: "판단 유보",
}


@dataclass(frozen=True, kw_only=True)
class Issue:
    """쟁점: one question of a request. `criterion` is the code of the criterion it is about; empty for none."""

    id: str
    request_id: str
    position: int
    text: str
    criterion: str = ""


@dataclass(frozen=True, kw_only=True)
class AdviceRequest:
    """자문의뢰: what the panel is asked and shown about one case.

    `issues` are the questions put. `facts` is what is told, `file_ids` are the attachments shown: together all that a
    member was given. `unasked` are issues of the case that were left out knowingly, with `unasked_reason`.
    """

    id: str
    number: str  # "2026-자문-0001"
    subject_kind: str  # "consultation", "review"
    subject_id: str
    title: str
    field: str
    parties: str  # what a member sees before accepting
    question: str
    facts: str
    issues: tuple[Issue, ...]
    file_ids: tuple[str, ...]
    unasked: tuple[str, ...]
    unasked_reason: str
    due_on: date
    asked_by: str
    asked_at: str
    status: AdviceStatus
    end_reason: str = ""
    is_demo: bool = False
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One member's answer to one issue."""

    issue_id: str
    stance: Stance
    text: str


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """배정: one member asked. `doubts` are those shown to who assigned them, as sentences.

    `ground` and `reason` say why it was declined, recused from or revoked. `answers` and `summary` are empty until
    ANSWERED; `document_id` is the paper they left as.
    """

    id: str
    request_id: str
    account_id: str
    status: AssignmentStatus
    due_on: date
    offered_by: str
    offered_at: str
    doubts: tuple[str, ...] = ()
    responded_at: str | None = None
    ground: str = ""
    reason: str = ""
    reminded_on: date | None = None
    answers: tuple[Answer, ...] = ()
    summary: str = ""
    answered_at: str | None = None
    document_id: str | None = None
    version: int = 1
