"""Keeping the office: agencies and departments, dated settings, the holiday table. Each change is an event."""

from dataclasses import dataclass, replace
from datetime import date

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Deed, Look, act, look
from casebase.casework.entry import Entry
from casebase.domain.access_log import Shown, Thing
from casebase.domain.account import Account
from casebase.domain.agency import AGENCY_KIND_LABELS, Agency, AgencyKind, Department
from casebase.domain.business import REGIONS
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound
from casebase.domain.setting import AgencyHoliday, Setting
from casebase.korean.dates import official_date
from casebase.law.committee import SETTLED_BY_A_MEETING
from casebase.law.values import AgencyParameter, LegalValue, agency_parameters, checked_value, value_on
from casebase.store import accounts, agencies, meetings, settings
from casebase.store.ids import new_id


@dataclass(frozen=True, kw_only=True)
class AdminView:
    """All that the admin screen shows. `values` holds what is in force today, by setting name."""

    accounts: list[Account]
    agencies: list[Agency]
    departments: list[Department]
    settings: list[Setting]
    parameters: tuple[AgencyParameter, ...]
    values: dict[str, LegalValue]
    holidays: list[AgencyHoliday]


@look(Act.SEE_ADMIN)
def admin_page(asked: Look) -> AdminView:
    """Return accounts, agencies, settings and holidays as they stand."""
    asked.note(Shown.PERSONAL, Thing.ACCOUNTS)
    kept = settings.list_settings(asked.con)
    parameters = agency_parameters()
    return AdminView(
        accounts=accounts.list_accounts(asked.con),
        agencies=agencies.list_agencies(asked.con),
        departments=agencies.list_departments(asked.con),
        settings=kept,
        parameters=parameters,
        values={p.name: value_on(p.name, asked.today, kept) for p in parameters},
        holidays=settings.list_agency_holidays(asked.con),
    )


@look(Act.SEE_ADMIN)
def account_id_of(asked: Look, login: str) -> str:
    """Return the id of the account that a login names. Raises: NotFound."""
    found = accounts.find_account_by_login(asked.con, login)
    if found is None:
        raise NotFound("계정을")
    account, _ = found
    return account.id


@act(Act.ADD_AGENCY)
def add_agency(deed: Deed, fields: dict[str, str]) -> str:
    """Put an agency on record: agency_name, agency_kind, region_code. Returns its id."""
    deed.allow(ANYTHING)
    agency = _read_agency(fields, new_id(), 1)
    _must_be_only_one(deed, agency)
    agencies.insert_agency(deed.con, agency)
    deed.record("agency", agency.id, after=agency)
    return agency.id


@act(Act.CHANGE_AGENCY)
def change_agency(deed: Deed, agency_id: str, version: int, fields: dict[str, str], is_active: bool) -> str:
    """Change an agency's name or kind, or take it out of use. Raises: ChangedMeanwhile."""
    deed.allow(ANYTHING)
    before = agencies.fetch_agency(deed.con, agency_id)
    after = replace(_read_agency(fields, agency_id, version), is_active=is_active)
    _must_be_only_one(deed, after)
    if not agencies.update_agency(deed.con, after):
        raise ChangedMeanwhile(f"기관 {before.name}")
    deed.record("agency", agency_id, before=before, after=after)
    return agency_id


@act(Act.ADD_DEPARTMENT)
def add_department(deed: Deed, agency_id: str, name: str) -> str:
    """Put a department of an agency on record. Returns its id."""
    deed.allow(ANYTHING)
    agency = agencies.fetch_agency(deed.con, agency_id)
    department = Department(id=new_id(), agency_id=agency.id, name=_department_name(deed, name, agency_id))
    agencies.insert_department(deed.con, department)
    deed.record("agency", agency_id, department=department)
    return department.id


@act(Act.CHANGE_DEPARTMENT)
def change_department(deed: Deed, department_id: str, version: int, name: str, is_active: bool) -> str:
    """Rename a department or take it out of use. Raises: ChangedMeanwhile."""
    deed.allow(ANYTHING)
    before = agencies.find_department(deed.con, department_id)
    if before is None:
        raise InvalidEntry("부서를 찾을 수 없습니다. 목록을 새로 고치세요.", "department_name")
    name = _department_name(deed, name, before.agency_id, before.id)
    after = replace(before, name=name, is_active=is_active, version=version)
    if not agencies.update_department(deed.con, after):
        raise ChangedMeanwhile(f"부서 {before.name}")
    deed.record("agency", before.agency_id, before=before, after=after)
    return department_id


@act(Act.CHANGE_SETTING)
def change_setting(deed: Deed, name: str, fields: dict[str, str]) -> str:
    """Set an agency setting from a day on: value, begins_on, basis. What a statute sets cannot be set here.

    Raises: SeveralInvalid, InvalidEntry, also where meetings of the committee went by the earlier value on that day.
    """
    deed.allow(ANYTHING)
    if name not in {parameter.name for parameter in agency_parameters()}:
        raise InvalidEntry("기관이 정할 수 있는 설정이 아닙니다.", "value")
    entry = Entry(fields)
    begins_on, basis = entry.day("begins_on", "적용 시작일"), entry.text("basis", "근거")
    value = ""
    try:
        value = checked_value(name, entry.read("value"))
    except InvalidEntry as fault:
        entry.take_fault(fault, "value")
    if name in SETTLED_BY_A_MEETING and begins_on:
        _must_follow_meetings(deed, entry, begins_on)
    entry.must_be_sound()
    deed.con.lock(f"setting {name}")
    setting = Setting(id=new_id(), name=name, value=value, begins_on=begins_on or deed.today, basis=basis)
    before = [s for s in settings.list_settings(deed.con) if s.name == name and s.begins_on == setting.begins_on]
    if not settings.update_setting(deed.con, setting):
        settings.insert_setting(deed.con, setting)
    deed.record("setting", name, before=before, after=setting)
    return name


@act(Act.CHANGE_HOLIDAY)
def change_holiday(deed: Deed, fields: dict[str, str], is_working: bool) -> str:
    """Add a day to the office's holiday table, or mark a public holiday as worked: holiday_on, holiday_name."""
    deed.allow(ANYTHING)
    entry = Entry(fields)
    on, name = entry.day("holiday_on", "날짜"), entry.text("holiday_name", "이름")
    entry.must_be_sound()
    deed.con.lock("holidays")
    holiday = AgencyHoliday(on=on or deed.today, name=name, is_working=is_working)
    if not settings.update_agency_holiday(deed.con, holiday):
        settings.insert_agency_holiday(deed.con, holiday)
    deed.record("setting", "holidays", after=holiday)
    return holiday.on.isoformat()


@act(Act.CHANGE_HOLIDAY)
def remove_holiday(deed: Deed, on: date) -> str:
    """Take a day off the office's holiday table."""
    deed.allow(ANYTHING)
    before = [h for h in settings.list_agency_holidays(deed.con) if h.on == on]
    if not settings.update_agency_holiday_removed(deed.con, on):
        raise InvalidEntry("휴일 표에 없는 날짜입니다. 화면을 새로 고치세요.", "holiday_on")
    deed.record("setting", "holidays", removed=before)
    return on.isoformat()


def _must_follow_meetings(deed: Deed, entry: Entry, begins_on: date) -> None:
    """How votes are counted and told of is not changed behind a meeting: its ballots were cast as secret."""
    last = meetings.last_opened(deed.con)
    if last is not None and begins_on <= last.held_on:
        entry.refuse(
            "begins_on",
            f"{official_date(last.held_on)} 회의({last.number})에 이미 적용된 설정입니다. 그 뒤의 날부터 적용하세요.",
        )


def _must_be_only_one(deed: Deed, agency: Agency) -> None:
    deed.con.lock(f"agency {agency.name}")
    same = agencies.find_agency_by_name(deed.con, agency.name)
    if same is not None and same.id != agency.id:
        raise InvalidEntry("같은 이름의 기관이 이미 있습니다.", "agency_name")


def _department_name(deed: Deed, typed: str, agency_id: str, department_id: str = "") -> str:
    entry = Entry({"department_name": typed})
    name = entry.text("department_name", "부서 이름")
    deed.con.lock(f"departments {agency_id}")
    others = {d.name for d in agencies.list_departments(deed.con, agency_id) if d.id != department_id}
    if name in others:
        entry.refuse("department_name", "같은 이름의 부서가 이미 있습니다.")
    entry.must_be_sound()
    return name


def _read_agency(fields: dict[str, str], agency_id: str, version: int) -> Agency:
    entry = Entry(fields)
    kind = entry.choice("agency_kind", "기관 구분", AGENCY_KIND_LABELS)
    agency = Agency(
        id=agency_id,
        name=entry.text("agency_name", "기관 이름"),
        kind=AgencyKind(kind) if kind else AgencyKind.PUBLIC_BODY,
        region_code=entry.choice("region_code", "시군", REGIONS, required=False),
        version=version,
    )
    entry.must_be_sound()
    return agency
