"""What stands on the papers of the panel and the committee: plain values, embedded in the PDF as canonical JSON."""

from dataclasses import dataclass
from datetime import date

from casebase.domain.papers import Letterhead, RulingPaper


@dataclass(frozen=True, kw_only=True)
class IssueOnPaper:
    """One issue with a member's answer. `stance` is the word: "그렇다", "아니다"."""

    text: str
    stance: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class FileOnPaper:
    """One file that was shown, by its SHA-256 (hex)."""

    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class AdvicePaper:
    """법률자문 의견서: one member's advice on one request. It is advice, not the decision."""

    head: Letterhead
    request_number: str
    title: str
    case_number: str
    adviser: str
    affiliation: str
    asked_on: date
    accepted_on: date
    due_on: date
    answered_on: date
    question: str
    facts: str
    files: tuple[FileOnPaper, ...]
    issues: tuple[IssueOnPaper, ...]
    unasked: tuple[str, ...]  # issues of the case that were not put, and why
    summary: str
    declaration: str  # that no conflict stands, as the member confirmed on accepting
    notice: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class AdviceOnItem:
    """One member's advice as the committee reads it before deciding."""

    number: str
    adviser: str
    issues: tuple[IssueOnPaper, ...]
    summary: str


@dataclass(frozen=True, kw_only=True)
class ItemPaper:
    """안건자료: one item of the agenda, with the ruling as proposed and the advice on it."""

    head: Letterhead
    meeting_number: str
    held_at: str  # "2026. 3. 2. 14:00"
    place: str
    position: int
    members: tuple[str, ...]
    ruling: RulingPaper
    advice: tuple[AdviceOnItem, ...]
    excluded: tuple[str, ...]  # members whom the record excludes, with ground and article, a sentence each


@dataclass(frozen=True, kw_only=True)
class SeatOnPaper:
    """One seat of the committee at a meeting."""

    name: str
    post: str  # "위원장", "위원"
    attendance: str  # "출석", "불출석", "서면 제출"


@dataclass(frozen=True, kw_only=True)
class TallyOnPaper:
    """One question and how it was voted on, by numbers. `how` names each vote where ballots are open."""

    question: str
    result: str
    yes: int
    no: int
    abstained: int
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class ItemOnMinutes:
    """One item as the minutes tell it."""

    position: int
    case_number: str
    title: str
    seats: int
    present: int
    quorum: str  # the count in a sentence, with its article
    recused: tuple[str, ...]
    hearing: str
    discussion: str
    tallies: tuple[TallyOnPaper, ...]
    result: str
    voters: tuple[str, ...]
    ruling_number: str


@dataclass(frozen=True, kw_only=True)
class MinutesPaper:
    """회의록: what a meeting decided, by numbers."""

    head: Letterhead
    meeting_number: str
    form: str
    held_on: date
    held_at: str  # "2026. 3. 2. 14:00"
    place: str
    opened_at: str
    closed_at: str
    called: str  # when it was called, and how many days before, in a sentence
    presiding: str
    presiding_rule: str
    seats: tuple[SeatOnPaper, ...]
    quorum: str
    items: tuple[ItemOnMinutes, ...]
    proceedings: str
    drafted_by: str
    notice: tuple[str, ...]
