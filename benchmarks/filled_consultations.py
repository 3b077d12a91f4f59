"""Two offices with ten years of consultations behind them, one with a hundred times as many as the other.

One case in ten is open; all else is the same in both. CASEBASE_BENCH_CASES sets how many the larger one has.
"""

import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from benchmarks.bulk import Bulk, bulk_of
from benchmarks.cases import (
    Filing,
    consultation_of,
    extension_of,
    happenings_of,
    opinion_of,
    paper_of,
    report_of,
    suspensions_of,
)
from benchmarks.filled import EVENTS_A_DAY, YEARS, people_and_bodies
from benchmarks.kept import copied, kept, session_for
from benchmarks.reruns import served
from benchmarks.work import Happening, Office, moment
from casebase.casework.office import Office as ServedOffice
from casebase.domain.account import Account, Role
from casebase.domain.agency import Agency
from casebase.domain.consultation import ConsultationStatus
from casebase.store.accounts import insert_account, list_accounts
from casebase.store.connection import Connection, Store
from casebase.store.consultations import insert_consultation
from casebase.store.documents import insert_document
from casebase.store.events import latest_seq
from casebase.store.follow_ups import insert_follow_up
from casebase.store.ids import new_id
from casebase.store.marks import update_mark
from casebase.store.migrate import apply_pending
from casebase.store.opinions import insert_opinion
from casebase.store.suspensions import insert_extension, insert_suspension

FULL_SIZE = 1_000_000
CASES = int(os.environ.get("CASEBASE_BENCH_CASES") or FULL_SIZE)
TIMES = 100  # as many in the larger office as in the smaller one
ONE_OPEN_IN = 10
OPEN_DAYS = 45  # of these the oldest are past their day
SOURCES = ("bulk", "cases", "filled", "filled_consultations", "work")

# Where open and ended cases stand, and how often.
_OPEN = {
    ConsultationStatus.APPLIED: 10,
    ConsultationStatus.RECEIVED: 15,
    ConsultationStatus.UNDER_REVIEW: 50,
    ConsultationStatus.PROPOSED: 10,
    ConsultationStatus.ISSUED: 2,
    ConsultationStatus.NOTIFIED: 5,
    ConsultationStatus.FOLLOW_UP: 8,
}
_ENDED = {
    ConsultationStatus.CLOSED: 85,
    ConsultationStatus.RETURNED: 5,
    ConsultationStatus.TRANSFERRED: 5,
    ConsultationStatus.WITHDRAWN: 5,
}


@dataclass(frozen=True, kw_only=True)
class FilledCases:
    """An office of so many cases as pages look at it, and sessions to look with."""

    cases: int
    office: ServedOffice
    auditor: str
    head: str
    applicant: str

    @property
    def open_cases(self) -> int:
        return self.cases // ONE_OPEN_IN


@contextmanager
def two_offices() -> Iterator[tuple[FilledCases, FilledCases]]:
    """Serve copies of the larger and of the smaller office."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        larger, smaller = (stack.enter_context(_served(folder / str(n), n)) for n in (CASES, CASES // TIMES))
        yield larger, smaller


@contextmanager
def _served(home: Path, cases: int) -> Iterator[FilledCases]:
    store = copied(kept(f"consultations-{cases}", SOURCES, lambda folder: fill(folder, cases)), home)
    with store.reading() as con:
        ids = [list_accounts(con, (role,))[0].id for role in (Role.AUDITOR, Role.HEAD, Role.APPLICANT)]
    auditor, head, applicant = (session_for(store, account_id) for account_id in ids)
    with served(store, home) as office:
        yield FilledCases(cases=cases, office=office, auditor=auditor, head=head, applicant=applicant)


def fill(folder: Path, cases: int) -> None:
    """Fill a new store in a folder with so many cases."""
    print(f"filling an office with {cases:,} consultations ...", flush=True)
    begin = time.monotonic()
    store = Store(f"sqlite:///{folder / 'records.db'}", folder)
    apply_pending(store)
    chance = random.Random(20261123)
    with store.transaction() as con:
        office = people_and_bodies(con, chance)
        applicant = _applicant(con, office.agencies[0])
    store.close()
    with bulk_of(folder / "records.db") as (bulk, chain):
        for filing in _filings(office, applicant, chance, cases):
            chain.append_until(moment(filing.on, 0))
            for happening in _keep(bulk, filing, chance):
                chain.tell(happening)
    with store.transaction() as con:
        for account in [*office.accounts, applicant]:
            update_mark(con, account.id, latest_seq(con) - EVENTS_A_DAY)
    store.close()
    print(f"filled in {time.monotonic() - begin:.0f} s", flush=True)


def _applicant(con: Connection, agency: Agency) -> Account:
    account = Account(
        id=new_id(),
        login="applicant0",
        name="신청인",
        role=Role.APPLICANT,
        begins_on=date(2010, 1, 1),
        agency_id=agency.id,
        department="기업지원과",
    )
    insert_account(con, account, "!")
    return account


def _filings(office: Office, applicant: Account, chance: random.Random, cases: int) -> Iterator[Filing]:
    """Yield the filings, the oldest first: ended ones over the years, open ones over the last weeks."""
    serials = {year: count(1) for year in range(office.today.year - YEARS - 1, office.today.year + 1)}
    auditors, heads = office.of(Role.AUDITOR), office.of(Role.HEAD)
    for day, statuses in _days(office.today, cases):
        agency = chance.choice(office.agencies)
        yield Filing(
            serial=next(serials[day.year]),
            on=day,
            agency=agency,
            applicant_id=applicant.id if agency.id == applicant.agency_id else None,
            handler_id=chance.choice(auditors).id,
            head_id=chance.choice(heads).id,
            status=chance.choices([*statuses], [*statuses.values()])[0],
        )


def _days(today: date, cases: int) -> Iterator[tuple[date, dict[ConsultationStatus, int]]]:
    opened = cases // ONE_OPEN_IN
    ended = cases - opened
    begin = today - timedelta(days=YEARS * 365)
    for n in range(ended):
        yield begin + timedelta(days=n * (YEARS * 365 - OPEN_DAYS) // ended), _ENDED
    for n in range(opened):
        yield today - timedelta(days=OPEN_DAYS - n * OPEN_DAYS // opened), _OPEN


def _keep(bulk: Bulk, filing: Filing, chance: random.Random) -> Iterator[Happening]:
    """Put a case on record with what belongs to it, and yield what happened."""
    case = consultation_of(filing, chance)
    insert_consultation(bulk, case, filing.agency.name)
    for suspension in suspensions_of(filing, case, chance):
        insert_suspension(bulk, suspension)
    if case.received_on and chance.random() < 0.1:
        insert_extension(bulk, extension_of(filing, case))
    opinion = opinion_of(filing, case, chance)
    if opinion is not None:
        insert_opinion(bulk, opinion)
        if opinion.document_id is not None:
            insert_document(bulk, paper_of(filing, case, opinion.document_id))
    if filing.status == ConsultationStatus.FOLLOW_UP and chance.random() < 0.5:
        insert_follow_up(bulk, report_of(filing, case))
    yield from happenings_of(filing, case)
