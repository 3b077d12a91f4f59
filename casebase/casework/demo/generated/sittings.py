"""A meeting of a generated office's committee while cases come before it, and what is decided there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from casebase.access.act import Act
from casebase.casework.demo.generated.course import Office
from casebase.domain.document import Document
from casebase.domain.meeting import Meeting, Motion
from casebase.store.connection import Connection

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What the committee decided on one proposal. The ruling and the resolution name each other."""

    at: datetime
    meeting: str
    item_id: str
    presiding_id: str
    motion: Motion
    ruling_id: str
    resolution_id: str


@dataclass(kw_only=True)
class Sitting:
    """One meeting, planned or held. `pending` are the rows of its items, written once its day has passed."""

    office: Office
    meeting: Meeting
    planned_at: datetime
    called_at: datetime
    opens_at: datetime
    present: tuple[str, ...]
    presiding_id: str
    is_held: bool
    count: int = 0
    pending: list[Callable[[Connection], None]] = field(default_factory=list)
    papers: list[Document] = field(default_factory=list)

    @property
    def subject(self) -> tuple[str, str]:
        return "meeting", self.meeting.id

    def keep(self, insert: Callable[[Connection, T], None], thing: T) -> None:
        """Put a thing on record once the meeting is, which it refers to."""
        self.pending.append(lambda con: insert(con, thing))

    @property
    def seats(self) -> int:
        return 1 + len(self.office.people.committee)


def tell(sitting: Sitting, at: datetime, account_id: str, act: Act, **detail: object) -> None:
    """Tell an event of a meeting."""
    number = sitting.meeting.number
    sitting.office.tell(at, account_id, act, sitting.subject, number, {"number": number, **detail})
