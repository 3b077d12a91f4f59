"""Who works in a generated office and whom it knows: staff, applicants, bodies, businesses."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from casebase.casework.demo.generated.chances import Chances
from casebase.casework.demo.generated.seasons import at_minute
from casebase.domain.account import Account, Role
from casebase.domain.agency import Agency, AgencyKind
from casebase.domain.business import INDUSTRIES, REGIONS, Business
from casebase.store.accounts import insert_account
from casebase.store.agencies import insert_agency, list_agencies
from casebase.store.businesses import insert_business
from casebase.store.connection import Connection

NO_PASSWORD = "!"  # matches no password
CASES_AN_AUDITOR = 25  # that one handles in a year
_LATEST = 500  # days after the office's first on which an auditor comes
_FEWEST_AUDITORS, _MOST_AUDITORS = 6, 60
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
_FIRST, _SECOND = "도민서지현우은태재하", "윤준호진아영수경민희"
_BUSINESS_NAMES = ("한빛", "동양", "대우리", "삼진", "신광", "우원", "진일", "태성", "세방", "미래", "가온", "누리")
_TRADES = ("정밀", "산업", "식품", "건설", "조선", "화학", "물류", "농산", "에너지", "항공", "관광", "환경")
_INDUSTRY_WEIGHTS = {"C": 40, "F": 12, "I": 8, "A": 8, "G": 7, "H": 6, "E": 5, "R": 4, "D": 3, "M": 3, "J": 3}
_BODIES = (
    "경남개발공사(시연)",
    "경남연구원(시연)",
    "경남관광재단(시연)",
    "경남테크노파크(시연)",
    "경남신용보증재단(시연)",
    "경남사회서비스원(시연)",
    "경남문화예술진흥원(시연)",
    "마산의료원(시연)",
)
_MINISTRIES = ("국토교통부(시연)", "농림축산식품부(시연)", "환경부(시연)", "행정안전부(시연)", "법제처(시연)")


@dataclass(frozen=True, kw_only=True)
class Handler:
    """An auditor: `pace` is how long work takes them against others'."""

    account: Account
    pace: float

    @property
    def id(self) -> str:
        return self.account.id


@dataclass(frozen=True, kw_only=True)
class People:
    """Who works here, and whom the office knows. `clients` are the bodies that ask, `applicants` theirs."""

    handlers: tuple[Handler, ...]
    heads: tuple[Account, ...]
    chair: Account
    committee: tuple[Account, ...]
    secretary: Account
    panel: tuple[Account, ...]
    applicants: dict[str, tuple[Account, ...]]  # by agency
    clients: tuple[Agency, ...]
    client_weights: tuple[float, ...]
    ministries: tuple[Agency, ...]
    businesses: tuple[Business, ...]
    _on_duty: dict[date, tuple[Handler, ...]] = field(default_factory=dict)

    @property
    def accounts(self) -> list[Account]:
        staff = [each.account for each in self.handlers]
        outside = [account for accounts in self.applicants.values() for account in accounts]
        return [*staff, *self.heads, self.chair, *self.committee, self.secretary, *self.panel, *outside]

    def on_duty(self, day: date) -> tuple[Handler, ...]:
        """Return the auditors who work here on a day, looked up once a month."""
        month = day.replace(day=1)
        if month not in self._on_duty:
            until = month + timedelta(days=120)
            self._on_duty[month] = tuple(
                each
                for each in self.handlers
                if each.account.begins_on <= month and (each.account.ends_on is None or each.account.ends_on >= until)
            )
        return self._on_duty[month]


def settle(con: Connection, chances: Chances, begins_on: date, years: float, cases: int, password_hash: str) -> People:
    """Put on record who works in an office of so many cases in so many years, and whom it knows."""
    a_year = cases / years
    people = _People(con, chances, begins_on, password_hash, latest=min(round(years * 180), _LATEST))
    count = min(max(round(a_year / CASES_AN_AUDITOR), _FEWEST_AUDITORS), _MOST_AUDITORS)
    clients = _bodies(con, chances, begins_on)
    return People(
        handlers=tuple(people.handler(n, count) for n in range(count)),
        heads=tuple(people.add(Role.HEAD, n) for n in range(1 + count // 15)),
        chair=people.add(Role.CHAIR, 0),
        committee=tuple(people.add(Role.COMMITTEE, n) for n in range(6)),
        secretary=people.add(Role.SECRETARY, 0),
        panel=tuple(people.add(Role.PANEL, n) for n in range(max(5, count // 4))),
        applicants={
            agency.id: tuple(people.applicant(agency, n, m) for m in range(2)) for n, agency in enumerate(clients)
        },
        clients=clients,
        client_weights=tuple(_WEIGHTS_BY_KIND[agency.kind] * chances.between(0.5, 1.5) for agency in clients),
        ministries=tuple(_add_agency(con, chances, begins_on, name, AgencyKind.MINISTRY) for name in _MINISTRIES),
        businesses=_businesses(con, chances, begins_on, max(40, round(a_year * 2))),
    )


# Seven to eight in ten applications come from cities and counties.
_WEIGHTS_BY_KIND = {AgencyKind.PROVINCE: 3.0, AgencyKind.CITY: 1.3, AgencyKind.COUNTY: 0.9, AgencyKind.PUBLIC_BODY: 0.4}


class _People:
    """Adds accounts, the first of each role with the role's own name for a login."""

    def __init__(self, con: Connection, chances: Chances, begins_on: date, password_hash: str, latest: int) -> None:
        self._con, self._chances = con, chances
        self._begins_on, self._password_hash = begins_on - timedelta(days=60), password_hash
        self._latest = latest
        self.add(Role.ADMIN, 0)

    def add(self, role: Role, n: int, *, agency: Agency | None = None, from_day: int = 0) -> Account:
        """Add the n-th of a role, who comes so many days after the office's first."""
        chances = self._chances
        account = Account(
            id=chances.id_at(at_minute(self._begins_on, len(role) + n)),
            login=role.value if n == 0 else f"{role.value}{n + 1}",
            name=chances.one_of(_SURNAMES) + chances.one_of(_FIRST) + chances.one_of(_SECOND),
            role=role,
            begins_on=self._begins_on + timedelta(days=from_day),
            agency_id=agency.id if agency else None,
            department="기획감사과" if agency else "",
        )
        insert_account(self._con, account, self._password_hash)
        return account

    def handler(self, n: int, count: int) -> Handler:
        """The first half stays; of the others some come later."""
        comes = 0 if n < count / 2 else self._chances.days(0, self._latest)
        return Handler(account=self.add(Role.AUDITOR, n, from_day=comes), pace=self._chances.between(0.78, 1.3))

    def applicant(self, agency: Agency, n: int, m: int) -> Account:
        return self.add(Role.APPLICANT, n * 2 + m, agency=agency)


def _bodies(con: Connection, chances: Chances, begins_on: date) -> tuple[Agency, ...]:
    """Return the province with its cities and counties, on record from the start, and bodies of its own."""
    known = [agency for agency in list_agencies(con) if agency.kind in _WEIGHTS_BY_KIND]
    own = [_add_agency(con, chances, begins_on, name, AgencyKind.PUBLIC_BODY) for name in _BODIES]
    return (*known, *own)


def _add_agency(con: Connection, chances: Chances, on: date, name: str, kind: AgencyKind) -> Agency:
    agency = Agency(id=chances.id_at(at_minute(on, 0)), name=name, kind=kind)
    insert_agency(con, agency)
    return agency


def _businesses(con: Connection, chances: Chances, on: date, count: int) -> tuple[Business, ...]:
    found = tuple(_business(chances, on, n) for n in range(count))
    for business in found:
        insert_business(con, business)
    return found


def _business(chances: Chances, on: date, n: int) -> Business:
    region = chances.one_of(tuple(REGIONS))
    industries = tuple(_INDUSTRY_WEIGHTS) if n % 10 else tuple(INDUSTRIES)
    weights = [_INDUSTRY_WEIGHTS.get(code, 1) for code in industries]
    return Business(
        id=chances.id_at(at_minute(on, 1)),
        name=f"{chances.one_of(_BUSINESS_NAMES)}{chances.one_of(_TRADES)} {n + 1}",
        registration_number=_registration_number(n),
        industry=chances.by_weight(industries, weights),
        region_code=region,
        address=f"경상남도 {REGIONS[region]} 시연로 {chances.days(1, 400)}",
        contact="055-000-0000",
        is_demo=True,
    )


def _registration_number(n: int) -> str:
    """Return a made-up number that only passes the checksum."""
    digits = [int(c) for c in f"{999_000_000 + n:09d}"]
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
    total = sum(d * w for d, w in zip(digits, weights, strict=True)) + digits[8] * 5 // 10
    return "".join(map(str, [*digits, (10 - total % 10) % 10]))
