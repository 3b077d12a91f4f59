"""What was read, by whom and when: rulings and personal data. No event, and never mirrored."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Shown(StrEnum):
    """Why a reading is kept: what it showed."""

    RULING = "ruling"
    PERSONAL = "personal"


SHOWN_LABELS = {Shown.RULING: "결정서", Shown.PERSONAL: "개인정보"}


class Thing(StrEnum):
    """What can have been read. What is no member of this is never in the access log."""

    VISIT = "visit"
    CONSULTATION = "consultation"
    REVIEW = "review"
    ADVICE = "advice"
    MEETING = "meeting"
    MEMBER = "member"
    BUSINESS = "business"
    DOCUMENT = "document"
    PUBLICATION = "publication"
    REPORT = "report"
    EXPORT = "export"
    ACCOUNTS = "accounts"
    SESSIONS = "sessions"
    ACCESS_LOG = "access_log"


THING_LABELS = {
    Thing.VISIT: "방문 기록·사진",
    Thing.CONSULTATION: "사전컨설팅 사건·자료",
    Thing.REVIEW: "면책심사 사건·증거·진술",
    Thing.ADVICE: "법률자문·자문 자료",
    Thing.MEETING: "회의",
    Thing.MEMBER: "위원의 관계·부재",
    Thing.BUSINESS: "업체 정보·연락처",
    Thing.DOCUMENT: "발행한 문서",
    Thing.PUBLICATION: "공개할 사례의 원문",
    Thing.REPORT: "면책 결과 분기 보고",
    Thing.EXPORT: "목록 내려받기",
    Thing.ACCOUNTS: "계정 목록",
    Thing.SESSIONS: "로그인 현황",
    Thing.ACCESS_LOG: "열람 기록",
}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One thing that was shown. `id` and `number` are empty where it is no single thing."""

    shown: Shown
    thing: Thing
    id: str = ""
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class AccessFilter:
    """Empty fields do not filter. `number` is that of a thing, the days are Korean."""

    account_id: str = ""
    number: str = ""
    thing: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class AccessLine:
    """One line of the log: a thing that somebody read in one session, however often within the hour."""

    id: str
    happened_at: str
    name: str
    login: str
    address: str
    act: str
    shown: Shown
    thing: Thing
    number: str
