"""How long finished records are kept (보존기간), and their disposal (폐기) once that is over."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ADVICE = "advice"  # is kept, and goes, with the case it is on, which stays while its own time lasts
EMPTIED_DETAIL = "{}"  # of an event, once its record was disposed of
GONE = "폐기된 기록"  # stands where the title of a record stood that was disposed of


class RecordKind(StrEnum):
    """What is kept and disposed of as one; what belongs to it goes with it."""

    CONSULTATION = "consultation"
    REVIEW = "review"
    VISIT = "visit"
    MEETING = "meeting"


RECORD_LABELS = {
    RecordKind.CONSULTATION: "사전컨설팅",
    RecordKind.REVIEW: "면책심사",
    RecordKind.VISIT: "방문",
    RecordKind.MEETING: "회의",
}


class Grade(StrEnum):
    """보존기간, as settings and records hold it."""

    PERMANENT = "영구"
    SEMI_PERMANENT = "준영구"
    YEARS_30 = "30년"
    YEARS_10 = "10년"
    YEARS_5 = "5년"
    YEARS_3 = "3년"
    YEARS_1 = "1년"

    @property
    def years(self) -> int | None:
        """None: without an end."""
        return int(self.removesuffix("년")) if self.endswith("년") else None


class DisposalState(StrEnum):
    """Where a disposal stands."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    DISPOSED = "disposed"


DISPOSAL_STATE_LABELS = {
    DisposalState.PROPOSED: "결재 대기",
    DisposalState.RETURNED: "반려",
    DisposalState.DISPOSED: "폐기",
}


@dataclass(frozen=True, kw_only=True)
class Retention:
    """Until when a completed record is kept: from `counted_from` to `last_day`, None for good."""

    grade: Grade
    completed_on: date
    counted_from: date
    last_day: date | None


@dataclass(frozen=True, kw_only=True)
class Standards:
    """What an office keeps how long, as of a day: the grade by kind of record, ADVICE among them.

    `over_before` is, by grade, the day before which a record must have been completed for its time to be over; a
    grade without an end is absent.
    """

    grades: dict[str, Grade]
    over_before: dict[Grade, date]


@dataclass(frozen=True, kw_only=True)
class Record:
    """One record as far as its keeping goes: nothing of its content.

    `number` is empty for an application withdrawn before it had one. `completed_on` is the day of the last act on it,
    None while it is not finished. `grade_version` is that of a grade of its own, 0 where the standard holds.
    """

    kind: RecordKind
    id: str
    number: str
    agency: str
    completed_on: date | None
    grade: Grade
    grade_version: int

    @property
    def name(self) -> str:
        """What sentences call it."""
        return f"{RECORD_LABELS[self.kind]} {self.number or '(번호를 받기 전에 취하)'}"


@dataclass(frozen=True, kw_only=True)
class OwnGrade:
    """The grade that one record was given in place of the standard, and why."""

    subject_kind: str
    subject_id: str
    grade: Grade
    reason: str
    set_by: str
    set_at: str
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Disposal:
    """One disposal, as proposed, and as decided.

    `retention` is the grade and `expired_on` the last day kept, as proposed. `digests` are the SHA-256 of the files
    that went; `document_id` is its paper.
    """

    id: str
    number: str  # "2026-폐기-0001"
    state: DisposalState
    subject_kind: RecordKind
    subject_id: str
    subject_number: str
    retention: Grade
    expired_on: date
    reason: str
    proposed_by: str
    proposed_at: str
    decided_by: str | None = None
    decided_at: str | None = None
    return_reason: str = ""
    digests: tuple[str, ...] = ()
    document_id: str | None = None
    version: int = 1

    @property
    def subject_name(self) -> str:
        """What sentences call the record."""
        return f"{RECORD_LABELS[self.subject_kind]} {self.subject_number or '(번호를 받기 전에 취하)'}"
