"""Reports on the office's work: plain values, ready to be drawn, and embedded in the PDF as canonical JSON."""

from dataclasses import dataclass
from datetime import date

from casebase.domain.papers import DateProofRow


@dataclass(frozen=True, kw_only=True)
class ExemptionOnReport:
    """One exemption decision as the record has it at the end of the quarter. It names no person.

    `request` is how it was asked for: "신청", "직권", "재심의". `changes` are dispositions before and after, each with
    how many: "주의 → 불문 2건". `note` says that it was corrected, and by which paper; empty otherwise.
    """

    decided_on: date
    ruling_number: str
    case_number: str
    agency: str
    audit_name: str
    observations: tuple[str, ...]  # 지적건명
    request: str
    outcome: str
    changes: tuple[str, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class ChangedExemption:
    """A decision that was taken back in the quarter, or one of an earlier quarter that was corrected in it.

    `kind` is "정정" or "취소"; `outcome` is what it came to, empty for one taken back.
    """

    changed_on: date
    kind: str
    number: str
    decided_on: date
    ruling_number: str
    case_number: str
    agency: str
    outcome: str
    cause: str


@dataclass(frozen=True, kw_only=True)
class OutcomeTotal:
    """How many decisions of the quarter had one outcome, by how they were asked for."""

    outcome: str
    applied: int
    ex_officio: int
    re_examined: int

    @property
    def total(self) -> int:
        return self.applied + self.ex_officio + self.re_examined


@dataclass(frozen=True, kw_only=True)
class QuarterlyReportPaper:
    """적극행정 면책심사 결과 보고: a quarter's decisions as they stood on `as_of`, its last day or an earlier one."""

    office: str
    quarter: str  # "2026년 3분기"
    first_on: date
    last_on: date
    as_of: date
    due_on: date
    due_basis: str
    proof: tuple[DateProofRow, ...]
    totals: tuple[OutcomeTotal, ...]
    decisions: tuple[ExemptionOnReport, ...]
    changed: tuple[ChangedExemption, ...]
    is_demo: bool


@dataclass(frozen=True, kw_only=True)
class TableOnReport:
    """One figure as a table and, where each row is one bar, as bars: (name, number), None where it is not shown.

    The first `count_names` columns name what the others count. `empty` is what stands in place of no rows.
    """

    title: str
    note: str
    headings: tuple[str, ...]
    count_names: int
    rows: tuple[tuple[str, ...], ...]
    empty: str
    bars: tuple[tuple[str, float | None], ...] = ()
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityReportPaper:
    """업무 보고: the figures of a span of days, under the headings of the office's work.

    `reader` says for whom it is: everybody, or the office alone.
    """

    office: str
    first_on: date
    last_on: date
    made_on: date
    reader: str
    sections: tuple[tuple[str, tuple[TableOnReport, ...]], ...]
    notice: tuple[str, ...]
    is_demo: bool


@dataclass(frozen=True, kw_only=True)
class ActOnRecord:
    """How often one act was done on a day, with the first number and the last."""

    act: str
    count: int
    first_seq: int
    last_seq: int


@dataclass(frozen=True, kw_only=True)
class AnchorOnRecord:
    """What the record of acts came to at the end of one day."""

    day: date
    seq: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class DailyRecordPaper:
    """일일 기록: what was recorded since the anchor before, and what the record came to. It names no person.

    `taken_at` is when the anchor was taken, as Korean clocks show it; `anchors` are this day's and those before it,
    the newest first; `code` is the anchor as its QR code holds it.
    """

    office: str
    day: date
    first_seq: int
    last_seq: int
    hash: str
    taken_at: str
    count_people: int
    acts: tuple[ActOnRecord, ...]
    anchors: tuple[AnchorOnRecord, ...]
    code: str
    is_demo: bool

    @property
    def count_events(self) -> int:
        return self.last_seq - self.first_seq + 1
