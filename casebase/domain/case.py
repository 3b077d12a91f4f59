"""What every case shares, whatever its kind: its number, its field, its disclosure class."""

from enum import StrEnum

# Fields of work (분야), from the audit board's own system and regional casebooks.
FIELDS = (
    "인허가",
    "건축·주택",
    "도시계획·개발행위",
    "개발제한구역",
    "산업단지",
    "환경·폐기물",
    "농지·산지",
    "도로·하천·공유수면",
    "공유재산",
    "계약",
    "공사",
    "예산·보조금",
    "복지",
    "식품·위생",
    "관광·체육",
    "교통",
    "상하수도",
    "인사·조직",
    "기타",
)


class CaseKind(StrEnum):
    """The series a number belongs to; the value is the word printed in the number."""

    VISIT = "방문"
    CONSULTATION = "사전"
    EXEMPTION = "면책"
    RE_EXAMINATION = "재심"
    ADVICE = "자문"
    MEETING = "회의"
    PRECEDENT = "사례"
    READING_LIST = "목록"
    POST = "게시"


class Disclosure(StrEnum):
    """공개구분, by 정보공개법 제9조① when not open in full."""

    OPEN = "open"
    PARTIAL = "partial"
    CLOSED = "closed"


DISCLOSURE_LABELS = {
    Disclosure.OPEN: "공개",
    Disclosure.PARTIAL: "부분공개",
    Disclosure.CLOSED: "비공개",
}

# 정보공개법 제9조① 각 호, as offices print them.
DISCLOSURE_CLAUSES = {"5": "제5호(감사·의사결정 과정)", "6": "제6호(개인정보)", "7": "제7호(영업비밀)"}


def numbered(year: int, word: str, serial: int) -> str:
    """Return a number as printed: (2026, "면책", 1) gives "2026-면책-0001"."""
    return f"{year}-{word}-{serial:04d}"
