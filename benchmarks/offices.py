"""Generated offices of the sizes that are measured, each filled once a day and kept: up to 1,000,000 cases."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.kept import kept, session_for
from benchmarks.reruns import served
from casebase.casework.demo.generated import fill_generated
from casebase.casework.office import Office
from casebase.domain.account import Role
from casebase.domain.consultation import ConsultationStatus
from casebase.store.accounts import find_account_by_login
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending

SIZES = (10_000, 100_000, 1_000_000)
FULL_SIZE = SIZES[-1]
CASES = int(os.environ.get("CASEBASE_BENCH_CASES") or FULL_SIZE)
SMALLER = CASES // 100
MIDDLE = min(CASES, SIZES[1])  # for what is measured in one office alone
SEED = 20261123

_ENDED = (
    ConsultationStatus.CLOSED,
    ConsultationStatus.RETURNED,
    ConsultationStatus.TRANSFERRED,
    ConsultationStatus.WITHDRAWN,
)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A generated office as pages look at it, and sessions to look with. `open_cases` counts consultations."""

    cases: int
    office: Office
    auditor: str
    head: str
    applicant: str
    open_cases: int

    @property
    def store(self) -> Store:
        return self.office.store


def office_of(cases: int) -> Path:
    """Return the home of a generated office of so many cases. It is kept: who changes it works on a copy."""
    return kept(f"office-{cases}", lambda folder: _fill(folder, cases))


def store_of(home: Path) -> Store:
    """Return the store of an office's home, with whatever tables have come since it was filled."""
    store = Store(f"sqlite:///{home / 'records.db'}", home)
    apply_pending(store)
    return store


@contextmanager
def in_place(cases: int) -> Iterator[Filled]:
    """Serve a kept office itself, for measures that only read, or add an event and a session at most."""
    home = office_of(cases)
    with _served(store_of(home), home, cases) as filled:
        yield filled


@contextmanager
def copied(cases: int, home: Path) -> Iterator[Filled]:
    """Serve a copy of a kept office in an empty folder, to change at will."""
    shutil.copytree(office_of(cases), home, dirs_exist_ok=True)
    with _served(store_of(home), home, cases) as filled:
        yield filled


@contextmanager
def _served(store: Store, home: Path, cases: int) -> Iterator[Filled]:
    with store.reading() as con:
        found = [find_account_by_login(con, role.value) for role in (Role.AUDITOR, Role.HEAD, Role.APPLICANT)]
        condition, values = con.among("status", _ENDED)
        row = con.row(f"select count(*) from consultations where not ({condition})", values)
    auditor, head, applicant = (session_for(store, each[0].id) for each in found if each)
    with served(store, home) as office:
        yield Filled(
            cases=cases,
            office=office,
            auditor=auditor,
            head=head,
            applicant=applicant,
            open_cases=row[0] if row else 0,
        )


def _fill(folder: Path, cases: int) -> None:
    print(f"generating an office of {cases:,} cases ...", flush=True)
    begin = time.monotonic()
    store = store_of(folder)
    fill_generated(store, cases, SEED, datetime.now(UTC))
    store.close()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e9
    print(f"generated {cases:,} cases in {time.monotonic() - begin:.0f} s, {size:.1f} GB", flush=True)


if __name__ == "__main__":
    for asked in map(int, sys.argv[1:] or map(str, SIZES)):
        print(office_of(asked))
