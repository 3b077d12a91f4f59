"""A consultation on its way through a generated office: what is known of it so far, until its row is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from casebase.casework.demo.generated.course import Course, Office, keep
from casebase.casework.demo.generated.people import Handler
from casebase.casework.demo.generated.texts import Topic
from casebase.domain.agency import Agency
from casebase.domain.consultation import Consultation
from casebase.domain.document import Document
from casebase.store.connection import Connection

T = TypeVar("T")


@dataclass(kw_only=True)
class Way:
    """One consultation. `filed` is how it was filed; `known` is what has changed since, by attribute."""

    office: Office
    course: Course
    filed: Consultation
    topic: Topic
    agency: Agency
    handler: Handler
    head_id: str
    known: dict[str, Any] = field(default_factory=dict)
    rows: list[Callable[[Connection], None]] = field(default_factory=list)

    @property
    def is_petition(self) -> bool:
        return self.filed.is_petition

    @property
    def applicant_or_handler(self) -> str:
        """Who enters what the applicant does: themselves where they filed online."""
        return self.filed.applicant_id or self.handler.id

    def keep(self, insert: Callable[[Connection, T], None], thing: T) -> None:
        """Put on record what belongs to the consultation, once its own row is."""
        self.rows.append(lambda con: insert(con, thing))

    def keep_paper(self, document: Document) -> None:
        self.rows.append(lambda _: keep(self.office, document))

    def new_id(self, at: datetime) -> str:
        return self.office.chances.id_at(at)
