"""Papers that were sent, kept byte for byte, and files that were handed in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a paper is."""

    VISIT_RECORD = "visit_record"
    LATER_ANSWER = "later_answer"
    OPINION = "opinion"
    RULING = "ruling"
    ADVICE = "advice"
    ITEM_PAPERS = "item_papers"
    MINUTES = "minutes"
    DISPOSAL = "disposal"


DOCUMENT_TITLES = {
    DocumentKind.VISIT_RECORD: "현장 방문 상담 결과서",
    DocumentKind.LATER_ANSWER: "후속 회신",
    DocumentKind.OPINION: "사전컨설팅 의견서",
    DocumentKind.RULING: "적극행정 면책심사 결정서",
    DocumentKind.ADVICE: "법률자문 의견서",
    DocumentKind.ITEM_PAPERS: "안건자료",
    DocumentKind.MINUTES: "회의록",
    DocumentKind.DISPOSAL: "기록물 폐기 확인서",
}


@dataclass(frozen=True, kw_only=True)
class Document:
    """One issued paper. `sha256` is of its bytes, `content_sha256` of the canonical JSON embedded in it.

    `signed_by` is the name in the certificate that it was signed with, empty for a paper issued without a signature;
    `also_signed_by` is who had it signed once more. It takes effect on `reached_on`, the day it reached the recipient
    (행정업무의 운영 및 혁신에 관한 규정).
    """

    id: str
    kind: DocumentKind
    number: str
    subject_kind: str  # "visit", "matter", "consultation", "review", "advice", "meeting", "disposal"
    subject_id: str
    issued_on: date
    sha256: str
    content_sha256: str
    size: int
    supersedes_id: str | None = None
    withdrawn_on: date | None = None
    withdrawal_reason: str = ""
    notified_on: date | None = None
    notified_how: str = ""
    reached_on: date | None = None
    is_demo: bool = False
    signed_by: str = ""
    version: int = 1
    also_signed_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Revision:
    """An issued paper's file once more, its bytes followed by another signature. The file as issued is revision 1."""

    id: str
    document_id: str
    serial: int
    sha256: str
    size: int
    signed_by: str  # the name in the certificate
    account_id: str  # who had it signed
    signed_at: str


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file kept by its content's SHA-256 (hex), its type checked by content."""

    id: str
    subject_kind: str  # "visit", "consultation", "review", "post"
    subject_id: str
    name: str
    media_type: str
    size: int
    sha256: str
    role: str  # "photo", "evidence", "statement", "supplied", "material", "post"
    added_by: str
    added_at: str
