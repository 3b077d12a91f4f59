"""An office with ten years of work behind it: 10,000 visits, 10,000 reviews, and all that belongs to them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.filled_reviews import reviews_of
from benchmarks.filled_visits import visits_of
from benchmarks.kept import copied, kept, session_for
from benchmarks.work import Happening, Office, instant_of
from casebase.domain.account import Account, Role
from casebase.domain.agency import Agency, AgencyKind
from casebase.domain.business import INDUSTRIES, REGIONS, Business
from casebase.domain.canonical import canonical_json
from casebase.store.accounts import insert_account, list_accounts
from casebase.store.agencies import insert_agency, list_agencies
from casebase.store.businesses import insert_business
from casebase.store.connection import Connection, Store
from casebase.store.events import append_event, latest_seq
from casebase.store.ids import new_id
from casebase.store.marks import update_mark
from casebase.store.migrate import apply_pending

COUNT = 10_000
YEARS = 10
BUSINESSES = 2_500
EVENTS_A_DAY = 45  # what the office does between two looks at the first screen
_STAFF = {Role.AUDITOR: 20, Role.HEAD: 2, Role.CHAIR: 1, Role.COMMITTEE: 8, Role.SECRETARY: 1, Role.ADMIN: 1}
_NO_PASSWORD = "!"
_TRADES = ("정밀", "산업", "식품", "건설", "조선", "화학")
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"


@dataclass(frozen=True)
class Filled:
    """A copy of the filled office, its own to change, and sessions to work in."""

    store: Store
    auditor: str  # session of an auditor
    head: str


def filled_office(folder: Path) -> Filled:
    """Copy the filled office into an empty folder; it is filled once and kept in build/."""
    store = copied(kept("office", ("filled", "filled_visits", "filled_reviews", "work"), _fill), folder)
    with store.reading() as con:
        auditor, head = (list_accounts(con, (role,))[0].id for role in (Role.AUDITOR, Role.HEAD))
    return Filled(store=store, auditor=session_for(store, auditor), head=session_for(store, head))


def _fill(folder: Path) -> None:
    print(f"filling an office with {COUNT:,} visits and {COUNT:,} reviews ...", flush=True)
    store = Store(f"sqlite:///{folder / 'records.db'}", folder)
    apply_pending(store)
    chance = random.Random(20261123)
    with store.transaction() as con:
        office = people_and_bodies(con, chance)
        happenings = [*visits_of(con, office, chance), *reviews_of(con, office, chance)]
    happenings.sort(key=lambda happening: happening.at)
    with store.transaction() as con:
        for happening in happenings:
            _append(con, happening)
        for account in office.accounts:
            update_mark(con, account.id, latest_seq(con) - EVENTS_A_DAY)
    store.close()


def people_and_bodies(con: Connection, chance: random.Random) -> Office:
    """Put on record who works in an office, and the bodies and businesses it knows."""
    accounts = list(_accounts(chance))
    for account in accounts:
        insert_account(con, account, _NO_PASSWORD)
    for n in range(60):
        insert_agency(con, Agency(id=new_id(), name=f"출연기관 {n + 1}", kind=AgencyKind.PUBLIC_BODY))
    businesses = [_business(n, chance) for n in range(BUSINESSES)]
    for business in businesses:
        insert_business(con, business)
    today = datetime.now(UTC).date()
    days = [today - timedelta(days=n * YEARS * 365 // COUNT + 1) for n in reversed(range(COUNT))]
    return Office(accounts=accounts, agencies=list_agencies(con), businesses=businesses, days=days, today=today)


def _accounts(chance: random.Random) -> Iterator[Account]:
    for role, count in _STAFF.items():
        for n in range(count):
            name = chance.choice(_SURNAMES) + chance.choice("도민서지현우") + chance.choice("윤준호진아영")
            yield Account(id=new_id(), login=f"{role}{n}", name=name, role=role, begins_on=date(2010, 1, 1))


def _business(n: int, chance: random.Random) -> Business:
    name = chance.choice("한동대삼신우진태성") + chance.choice("빛양진우광원일") + chance.choice(_TRADES)
    region = chance.choice(list(REGIONS))
    return Business(
        id=new_id(),
        name=f"{name} {n}",
        registration_number=f"{1_000_000_000 + n}",
        industry=chance.choice(list(INDUSTRIES)),
        region_code=region,
        address=f"{REGIONS[region]} 산업로 {n % 400 + 1}",
        contact="055-000-0000",
    )


def _append(con: Connection, happening: Happening) -> None:
    append_event(
        con,
        command_id=new_id(),
        happened_at=instant_of(happening.at),
        account_id=happening.account_id,
        act=happening.act,
        subject_kind=happening.kind,
        subject_id=happening.subject_id,
        detail=canonical_json(happening.detail).decode(),
        result=str(happening.detail.get("number", "")),
    )
