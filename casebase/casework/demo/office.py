"""The fictional office: its name, its people, the masked agencies of the published cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.accounts import add_account
from casebase.casework.admin import add_agency, change_setting
from casebase.casework.desk import Deed, Desk, act, operator_desk
from casebase.casework.papers import DEMO_SETTING
from casebase.casework.sign_in import open_session_for, session_of_token
from casebase.documents.signer import PaperSigner
from casebase.domain.account import Role
from casebase.domain.agency import AgencyKind
from casebase.domain.setting import Setting
from casebase.store import settings
from casebase.store.agencies import list_agencies
from casebase.store.connection import Store
from casebase.store.ids import new_id

PASSWORD = "casebase-demo"
YEARS = 24 * 365 * 2  # hours: the demo's own sessions reach from its first case to today

_OFFICE = {
    "office.name": "시연도 감사위원회",
    "office.sender": "시연도 감사위원회위원장",
    "office.address": "시연도 시연시 시연로 1",
    "office.telephone": "000-000-0000",
}

# By login. The first of each role has the role's own name for a login.
PEOPLE = {
    "auditor": (Role.AUDITOR, "감사담당자"),
    "auditor2": (Role.AUDITOR, "감사담당자 나"),
    "head": (Role.HEAD, "감사관"),
    "chair": (Role.CHAIR, "위원장"),
    "committee": (Role.COMMITTEE, "위원 가"),
    "committee2": (Role.COMMITTEE, "위원 나"),
    "committee3": (Role.COMMITTEE, "위원 다"),
    "committee4": (Role.COMMITTEE, "위원 라"),
    "secretary": (Role.SECRETARY, "간사"),
    "panel": (Role.PANEL, "자문위원 가"),
    "panel2": (Role.PANEL, "자문위원 나"),
    "panel3": (Role.PANEL, "자문위원 다"),
    "panel4": (Role.PANEL, "자문위원 라"),
    "applicant": (Role.APPLICANT, "신청인"),
    "admin": (Role.ADMIN, "관리자"),
}


@dataclass(frozen=True, kw_only=True)
class Staff:
    """The demo's people by login, and how they sit at a desk on a past day."""

    store: Store
    accounts: Mapping[str, str]
    sessions: Mapping[str, str]
    signer: PaperSigner | None = None

    def desk(self, login: str, now: datetime) -> Desk:
        """Return the desk of a login, which a role's own name is too."""
        return Desk(store=self.store, session_id=self.sessions[login], now=now, signer=self.signer)


def open_demo_office(store: Store, begins_at: datetime, signer: PaperSigner | None = None) -> Staff:
    """Mark the store as a demonstration, name the office, and give its people their accounts."""
    _mark_as_demo(operator_desk(store, begins_at))
    for name, value in _OFFICE.items():
        fields = {"value": value, "begins_on": "2020-01-01", "basis": "시연용으로 지어낸 이름"}
        change_setting(operator_desk(store, begins_at), name, fields)
    accounts = {login: _add(store, login, begins_at) for login in PEOPLE}
    sessions = {login: _session(store, account_id, begins_at) for login, account_id in accounts.items()}
    return Staff(store=store, accounts=accounts, sessions=sessions, signer=signer)


def add_masked_agency(store: Store, name: str, now: datetime, kind: AgencyKind = AgencyKind.PUBLIC_BODY) -> str:
    """Put an agency on record, once, as the source masks it ("A시"), so that no real one is named."""
    masked = f"{name}(가명)"
    with store.reading() as con:
        known = [agency.id for agency in list_agencies(con) if agency.name == masked]
    if known:
        return known[0]
    fields = {"agency_name": masked, "agency_kind": kind.value, "region_code": ""}
    return add_agency(operator_desk(store, now), fields)


def _add(store: Store, login: str, now: datetime) -> str:
    role, name = PEOPLE[login]
    fields = {
        "login": login,
        "account_name": f"시연 {name}",
        "role": role.value,
        "begins_on": (now - timedelta(days=1)).date().isoformat(),
        "agency_id": add_masked_agency(store, "시연군", now, AgencyKind.COUNTY) if role == Role.APPLICANT else "",
    }
    return add_account(operator_desk(store, now), fields, PASSWORD, must_change_password=False)


def _session(store: Store, account_id: str, now: datetime) -> str:
    token = open_session_for(store, account_id, now, idle_minutes=YEARS * 60, hours=YEARS)
    return session_of_token(token)


@act(Act.CHANGE_SETTING)
def _mark_as_demo(deed: Deed) -> str:
    deed.allow(ANYTHING)
    setting = Setting(id=new_id(), name=DEMO_SETTING, value="yes", begins_on=deed.today, basis="시연")
    settings.insert_setting(deed.con, setting)
    deed.record("setting", DEMO_SETTING, after=setting)
    return DEMO_SETTING
