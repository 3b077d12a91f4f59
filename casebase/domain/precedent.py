"""Precedents (사례): what the office answered, decided or took over from a casebook, as anybody may read it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PrecedentKind(StrEnum):
    """What was asked. The values are those of the casebook files that are imported and exported."""

    PRE_CONSULTING = "pre_consulting"
    EXEMPTION = "exemption"
    VISIT = "visit"


PRECEDENT_KIND_LABELS = {
    PrecedentKind.PRE_CONSULTING: "사전컨설팅",
    PrecedentKind.EXEMPTION: "면책심사",
    PrecedentKind.VISIT: "현장 방문",
}


class PrecedentOrigin(StrEnum):
    """Where a precedent comes from: a paper or an answer of this office, or a casebook."""

    OPINION = "opinion"
    RULING = "ruling"
    ANSWER = "answer"
    CASEBOOK = "casebook"


PRECEDENT_ORIGIN_LABELS = {
    PrecedentOrigin.OPINION: "사전컨설팅 의견서",
    PrecedentOrigin.RULING: "면책심사 결정서",
    PrecedentOrigin.ANSWER: "현장 방문 답변",
    PrecedentOrigin.CASEBOOK: "가져온 사례집·대장",
}


class PrecedentState(StrEnum):
    """A precedent stands until the office takes it down; its paper is untouched by either."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


PRECEDENT_STATE_LABELS = {PrecedentState.PUBLISHED: "공개", PrecedentState.WITHDRAWN: "공개 철회"}

# The parts of a precedent that people read, in their order, with what they are called.
PRECEDENT_PARTS = {
    "title": "건명",
    "agency": "기관",
    "facts": "사실관계",
    "question": "쟁점",
    "view_a": "갑설",
    "view_b": "을설",
    "outcome": "결과",
    "reasons": "이유",
}


@dataclass(frozen=True, kw_only=True)
class Redaction:
    """One decision on a piece of an original: where it stands there, what it is, whether it was masked, and by whom.

    The piece itself is not kept: `begins` and `ends` are characters of the original's part.
    """

    part: str  # a key of PRECEDENT_PARTS
    begins: int
    ends: int
    kind: str  # a korean.personal_data.PersonalKind, or "by_hand"
    is_masked: bool
    is_proposed: bool  # by the machine; otherwise marked by hand


@dataclass(frozen=True, kw_only=True)
class Precedent:
    """One precedent as published. An empty text means that its source has none.

    `source_key` names what it was made from, once for each origin: the document's id of an opinion or ruling, the
    matter's id of an answer given on a visit, "<kind>:<id>" of a casebook's entry. `field` is a word of the source.
    `year` is 0 where the source tells none.
    """

    id: str
    number: str  # "2026-사례-0001"
    kind: PrecedentKind
    origin: PrecedentOrigin
    source_key: str
    title: str
    agency: str
    year: int
    field: str
    facts: str
    question: str
    view_a: str
    view_b: str
    outcome: str
    reasons: str
    source: str  # where it can be read, as its publisher tells
    received_on: date | None
    answered_on: date | None
    state: PrecedentState
    published_by: str
    published_on: date
    redactions: tuple[Redaction, ...] = ()
    withdrawn_by: str | None = None
    withdrawn_on: date | None = None
    withdrawal_reason: str = ""
    import_id: str | None = None
    is_demo: bool = False
    version: int = 1

    def part(self, name: str) -> str:
        """Return the text of a part by its key in PRECEDENT_PARTS."""
        return str(getattr(self, name))


def answered_by(answered_on: date | None, year: int) -> date:
    """Return the day by which something was answered: the last of its year where only that is known.

    Where not even that is (0), any change of a statute counts as later.
    """
    return answered_on or (date(year, 12, 31) if year else date.min)


@dataclass(frozen=True, kw_only=True)
class StatuteChange:
    """A change of a statute that the office has noted (개정), so that older precedents can be marked."""

    id: str
    statute: str  # "농지법"
    article: str  # "제34조", empty for the whole
    changed_on: date  # the day it is in force
    what: str
    source: str
    entered_by: str
    entered_at: str
    cancelled_on: date | None = None
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class CaseImport:
    """One file of cases taken over (가져오기): whole or not at all."""

    id: str
    kind: PrecedentKind
    file_name: str
    sha256: str
    count_rows: int  # of the file, of this kind
    count_taken: int  # the rest stood here already
    imported_by: str
    imported_at: str
