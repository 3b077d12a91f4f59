"""Drafts (초안): what a person is typing, kept as typed."""

from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """Which form a draft is of."""

    VISIT = "visit"
    REVIEW = "review"
    RULING = "ruling"
    FINDING = "finding"
    MATTER = "matter"
    CONSULTATION = "consultation"
    OPINION = "opinion"
    CASE_STEP = "case_step"
    RE_EXAMINATION = "re_examination"
    ADVICE = "advice"
    ADVICE_ANSWER = "advice_answer"
    MEMBER = "member"
    MEETING = "meeting"
    MEETING_STEP = "meeting_step"
    BALLOT = "ballot"
    PUBLICATION = "publication"
    CASE_IMPORT = "case_import"
    READING_LIST = "reading_list"
    POST = "post"
    COMMENT = "comment"
    STATUTE_CHANGE = "statute_change"
    BUSINESS = "business"
    ACCOUNT = "account"
    AGENCY = "agency"
    DEPARTMENT = "department"
    SETTING = "setting"
    HOLIDAY = "holiday"


FORM_LABELS = {
    Form.VISIT: "방문 기록",
    Form.REVIEW: "면책심사 등록",
    Form.RULING: "결정안",
    Form.FINDING: "요건별 판단",
    Form.MATTER: "후속 회신",
    Form.CONSULTATION: "사전컨설팅 신청서",
    Form.OPINION: "사전컨설팅 의견안",
    Form.CASE_STEP: "사전컨설팅 처리 단계",
    Form.RE_EXAMINATION: "재심의 신청서",
    Form.ADVICE: "자문의뢰서",
    Form.ADVICE_ANSWER: "법률자문 의견",
    Form.MEMBER: "위원 정보",
    Form.MEETING: "회의 계획",
    Form.MEETING_STEP: "회의 진행 단계",
    Form.BALLOT: "표결",
    Form.PUBLICATION: "사례 공개",
    Form.CASE_IMPORT: "사례 가져오기",
    Form.READING_LIST: "읽기 목록",
    Form.POST: "게시글",
    Form.COMMENT: "댓글",
    Form.STATUTE_CHANGE: "법령 개정",
    Form.BUSINESS: "업체 정보",
    Form.ACCOUNT: "계정",
    Form.AGENCY: "기관",
    Form.DEPARTMENT: "부서",
    Form.SETTING: "기관 설정",
    Form.HOLIDAY: "휴일",
}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One unfinished form of one person. `fields` maps an input's key to its text as typed.

    `subject` is what the form is about where it is about something that exists: "review:<id>".
    `sequences` maps the same keys to the keystroke each text is of (see TypedField); a key may be absent.
    """

    id: str
    account_id: str
    form: Form
    subject: str
    started_at: str
    saved_at: str
    fields: dict[str, str] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)

    def text(self, key: str) -> str:
        return self.fields.get(key, "")


@dataclass(frozen=True, kw_only=True)
class TypedField:
    """A field as the browser sends it: `sequence` grows with every keystroke (milliseconds of its clock)."""

    key: str
    value: str
    sequence: int
