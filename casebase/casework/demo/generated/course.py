"""The way of one thing through the office: what was done on it so far, by whom and when, told as events."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from casebase.access.act import Act
from casebase.casework.demo.generated.chances import Chances
from casebase.casework.demo.generated.people import People
from casebase.casework.demo.generated.seasons import WorkDays, in_hours
from casebase.casework.papers import SERIES
from casebase.domain.canonical import canonical_json
from casebase.domain.case import numbered
from casebase.domain.document import Document, DocumentKind
from casebase.store.bulk import Bulk, Chain, Told
from casebase.store.documents import insert_document

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The one file that stands for every paper of a generated office: it says that the paper was not made."""

    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Office:
    """A generated office under way: its people, its days, its chances, and where what happens is put on record."""

    bulk: Bulk
    chain: Chain
    chances: Chances
    days: WorkDays
    people: People
    paper: Paper
    now: datetime
    serials: Counter[tuple[int, str]] = field(default_factory=Counter)

    def number(self, year: int, word: str) -> str:
        """Return the next number of a series."""
        self.serials[year, word] += 1
        return numbered(year, word, self.serials[year, word])

    def tell(
        self, at: datetime, account_id: str, act: Act, subject: tuple[str, str], result: str, detail: object
    ) -> None:
        """Tell one event of a subject: its kind and its id."""
        told = canonical_json(detail).decode()
        self.chain.tell(Told(instant(at), self.chances.id_at(at), account_id, act.value, *subject, told, result))


@dataclass(kw_only=True)
class Course:
    """Where a thing stands in time. Once a step would lie ahead of now, that step and all after it are still to come.

    `version` is what its row would be at, `at` the moment of the last step.
    """

    office: Office
    kind: str
    id: str
    at: datetime
    told: Mapping[str, object]  # what every event of it tells
    version: int = 0
    is_cut: bool = False

    def reach(self, day: date) -> datetime | None:
        """Return the moment of the next step, on a day or the next worked one; None where it is still to come."""
        at = self.moment(day)
        self.is_cut = self.is_cut or at > self.office.now
        return None if self.is_cut else at

    def step(
        self,
        when: date | datetime,
        account_id: str,
        act: Act,
        *,
        writes: bool = True,
        result: str | None = None,
        detail: Mapping[str, object] = _NOTHING,
    ) -> datetime | None:
        """Do a step at a moment reached, or on a day as `reach` finds it; None where it is still to come."""
        at = when if isinstance(when, datetime) else self.reach(when)
        if at is None:
            return None
        self.at = at
        self.tell(at, account_id, act, result, detail)
        self.version += writes
        return at

    def aside(
        self,
        day: date,
        account_id: str,
        act: Act,
        *,
        writes: bool = True,
        result: str | None = None,
        detail: Mapping[str, object] = _NOTHING,
    ) -> datetime | None:
        """Do something beside the steps on a worked day, such as a notice; None where its day is still to come."""
        at = in_hours(self.office.days.from_(day), self.office.chances)
        if at > self.office.now:
            return None
        self.tell(at, account_id, act, result, detail)
        self.version += writes
        return at

    def moment(self, day: date) -> datetime:
        """Return a moment on a worked day from a day on, later than the last step's."""
        office = self.office
        at = in_hours(office.days.from_(max(day, self.at.date())), office.chances)
        return at if at > self.at else self.at + timedelta(minutes=office.chances.days(3, 25))

    def after(self, worked_days: int) -> date:
        """Return the day so many worked days after the last step."""
        return self.office.days.after(self.at.date(), worked_days)

    def tell(self, at: datetime, account_id: str, act: Act, result: str | None, detail: Mapping[str, object]) -> None:
        number = str(self.told.get("number") or self.id)
        self.office.tell(
            at, account_id, act, (self.kind, self.id), number if result is None else result, {**self.told, **detail}
        )


def instant(at: datetime) -> str:
    """Return a moment as records keep it."""
    return f"{at.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def paper_of(
    office: Office,
    kind: DocumentKind,
    subject: tuple[str, str],
    issued_at: datetime,
    **known: Any,
) -> Document:
    """Return a paper as it was issued; `known` are further attributes, such as what it supersedes."""
    issued_on = issued_at.date()
    return Document(
        id=office.chances.id_at(issued_at),
        kind=kind,
        number=office.number(issued_on.year, SERIES[kind]),
        subject_kind=subject[0],
        subject_id=subject[1],
        issued_on=issued_on,
        sha256=office.paper.sha256,
        content_sha256=office.paper.sha256,
        size=office.paper.size,
        is_demo=True,
        **known,
    )


def keep(office: Office, document: Document) -> None:
    """Put a paper on record, its version as many writes on as days are known of it."""
    days = (document.notified_on, document.reached_on, document.withdrawn_on)
    version = 1 + sum(day is not None for day in days)
    insert_document(office.bulk, replace(document, version=version))
