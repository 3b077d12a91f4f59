"""Businesses: registering, correcting, finding."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Deed, Look, act, look
from casebase.casework.entry import SHORT, Entry
from casebase.casework.papers import is_demo_office
from casebase.domain.access_log import Shown, Thing
from casebase.domain.business import INDUSTRIES, REGIONS, Business, registration_number
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry
from casebase.korean.text import particle
from casebase.store import businesses
from casebase.store.ids import new_id
from casebase.store.settings import list_settings


@act(Act.REGISTER_BUSINESS)
def register_business(deed: Deed, fields: dict[str, str]) -> str:
    """Put a business on record and return its id.

    `fields`: business_name, registration_number, industry, region_code, address, contact, as typed.
    Raises: SeveralInvalid, InvalidEntry when the registration number is on record already.
    """
    deed.allow(ANYTHING)
    business = _read(deed, fields, new_id())
    _must_be_only_one(deed, business)
    businesses.insert_business(deed.con, business)
    deed.record("business", business.id, name=business.name, registration_number=business.registration_number)
    return business.id


@act(Act.CORRECT_BUSINESS)
def correct_business(deed: Deed, business_id: str, version: int, fields: dict[str, str]) -> str:
    """Correct what is on record. Raises: NotFound, SeveralInvalid, InvalidEntry, ChangedMeanwhile."""
    deed.allow(ANYTHING)
    before = businesses.fetch_business(deed.con, business_id)
    after = replace(_read(deed, fields, business_id), version=version, is_demo=before.is_demo)
    _must_be_only_one(deed, after)
    if not businesses.update_business(deed.con, after):
        raise ChangedMeanwhile(f"업체 정보: {before.name}")
    deed.record("business", business_id, before=before, after=after)
    return business_id


@look(Act.SEE_BUSINESS)
def find_businesses(asked: Look, query: str, limit: int = 20, offset: int = 0) -> tuple[list[Business], int]:
    """Return one page of businesses whose name, number, address or initials hold the query, and how many there are."""
    asked.note(Shown.PERSONAL, Thing.BUSINESS)
    return (
        businesses.list_businesses(asked.con, query, limit, offset),
        businesses.count_businesses(asked.con, query),
    )


@look(Act.SEE_BUSINESS)
def business(asked: Look, business_id: str) -> Business:
    """Raises: NotFound."""
    found = businesses.fetch_business(asked.con, business_id)
    asked.note(Shown.PERSONAL, Thing.BUSINESS, found.id, found.registration_number)
    return found


def _must_be_only_one(deed: Deed, business: Business) -> None:
    deed.con.lock(f"business {business.registration_number}")
    same = businesses.find_business_by_registration(deed.con, business.registration_number)
    if same is not None and same.id != business.id:
        name = f"‘{same.name}’"
        raise InvalidEntry(
            f"이 사업자등록번호는 이미 {name}{particle(name, '으로/로')} 등록되어 있습니다. 그 업체를 고르세요.",
            "registration_number",
        )


def _read(deed: Deed, fields: dict[str, str], business_id: str) -> Business:
    entry = Entry(fields)
    number = ""
    try:
        number = registration_number(entry.read("registration_number"))
    except InvalidEntry as fault:
        entry.take_fault(fault, "registration_number")
    read = Business(
        id=business_id,
        name=entry.text("business_name", "업체 이름"),
        registration_number=number,
        industry=entry.choice("industry", "업종", INDUSTRIES),
        region_code=entry.choice("region_code", "시군", REGIONS),
        address=entry.text("address", "주소", limit=SHORT, required=False),
        contact=entry.text("contact", "연락처", required=False),
        is_demo=is_demo_office(list_settings(deed.con)),
    )
    entry.must_be_sound()
    return read
