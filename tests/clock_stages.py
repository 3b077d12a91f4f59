"""A consultation whose clock runs: received on 2026-11-02, thirty calendar days, looked at on 2026-11-23."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from casebase.access.act import Act
from casebase.casework import inquiries, supplements, suspensions
from casebase.casework.clock import deadline_of
from casebase.casework.desk import Look
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.draft import Form
from casebase.domain.suspension import Suspension
from casebase.law.deadlines import Deadline
from casebase.store.agencies import fetch_agency
from casebase.store.connection import Store
from casebase.store.consultations import fetch_consultation, update_consultation
from casebase.store.suspensions import list_suspensions
from tests.case_builders import Person, a_draft, a_person, attach
from tests.consultation_builders import a_consultation


@dataclass(frozen=True)
class Case:
    """A consultation with who handles it and who asked for it."""

    handler: Person
    applicant: Person
    id: str

    @property
    def store(self) -> Store:
        return self.handler.store

    @property
    def now(self) -> Consultation:
        with self.store.reading() as con:
            return fetch_consultation(con, self.id)

    @property
    def seen(self) -> tuple[str, int]:
        """What an act is given that was begun on the page as it stands."""
        return self.id, self.now.version

    @property
    def waits(self) -> list[Suspension]:
        with self.store.reading() as con:
            return list_suspensions(con, self.id)

    @property
    def wait(self) -> tuple[str, int]:
        """The wait that was entered last, at its version."""
        last = max(self.waits, key=lambda wait: wait.id)
        return last.id, last.version

    @property
    def deadline(self) -> Deadline:
        with self.looking() as asked:
            found = deadline_of(asked, self.now)
        assert found is not None
        return found

    @contextmanager
    def looking(self) -> Iterator[Look]:
        desk = self.handler.desk
        with self.store.reading() as con:
            yield Look(con, self.store, self.handler.account, Act.SEE_CONSULTATION, desk.instant, desk.today, "")

    def at(self, status: ConsultationStatus) -> "Case":
        """The same consultation at another status."""
        with self.store.transaction() as con:
            assert update_consultation(con, replace(self.now, status=status))
        return self


def a_case(store: Store, status: ConsultationStatus = ConsultationStatus.UNDER_REVIEW, **facts: object) -> Case:
    """Put a consultation on record that an agency's official filed and an auditor handles."""
    handler, applicant = a_person(store, name="박감사"), a_person(store, Role.APPLICANT, name="이주무")
    with store.transaction() as con:
        agency = fetch_agency(con, str(applicant.account.agency_id))
        people = {"applicant": applicant.account, "handler": handler.account} | facts
        consultation = a_consultation(con, agency, status=status, **people)  # type: ignore[arg-type]
    return Case(handler, applicant, consultation.id)


def supplement(case: Case, begins_on: str = "2026-11-10", due_on: str = "2026-11-30") -> str:
    fields = {"question": "하천관리계획도를 내 주세요.", "due_on": due_on, "begins_on": begins_on}
    return supplements.ask_supplement(case.handler.desk, *case.seen, fields)


def ask(case: Case, kind: str = "query", **changes: str) -> str:
    fields = {"kind": kind, "asked_of": "국토관리청", "question": "허가 대상인가요?", "due_on": "2026-11-30"}
    return inquiries.ask_body(case.handler.desk, *case.seen, fields | changes)


def begin(case: Case, kind: str = "hearing", begins_on: str = "2026-11-10") -> str:
    fields = {"kind": kind, "begins_on": begins_on, "question": "주민 의견을 들었다."}
    return suspensions.begin_suspension(case.handler.desk, *case.seen, fields)


def end(case: Case, ends_on: str = "2026-11-12") -> str:
    return suspensions.end_suspension(case.handler.desk, *case.wait, {"ends_on": ends_on})


def a_step(person: Person, fields: dict[str, str], file: bytes = b"", role: str = "supplied") -> str:
    """Type a step of a case, with a file if there is one, and return its draft's id."""
    draft_id = a_draft(person, Form.CASE_STEP, fields)
    if file:
        attach(person, draft_id, "하천관리계획도.pdf", file, role)
    return draft_id
