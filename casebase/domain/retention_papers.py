"""What stands on the paper of a disposal: plain values, embedded in the PDF as canonical JSON."""

from dataclasses import dataclass
from datetime import date

from casebase.domain.papers import Letterhead


@dataclass(frozen=True, kw_only=True)
class PaperGone:
    """A file of an issued paper that went: one signed once more has two. By `sha256` a copy elsewhere is still told."""

    title: str
    number: str
    issued_on: date
    sha256: str


@dataclass(frozen=True, kw_only=True)
class DisposalPaper:
    """기록물 폐기 확인서: which record went, why it could, and what is left. It tells nothing of the content.

    `files` are the SHA-256 of the other files that went; `events` are the numbers of the acts whose detail was
    emptied, "12, 15~18".
    """

    head: Letterhead
    disposal_number: str
    kind: str
    record_number: str
    agency: str
    completed_on: date
    retention: str
    basis: str
    counted_from: date
    last_day: date
    reason: str
    papers: tuple[PaperGone, ...]
    files: tuple[str, ...]
    events: str
    count_events: int
    staying: tuple[str, ...]
    notice: tuple[str, ...]
