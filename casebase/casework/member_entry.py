"""Reading what is typed about a member: a term, a tie, an absence."""

from dataclasses import replace
from datetime import date

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Deed, Look
from casebase.casework.entry import LONG, Entry
from casebase.domain.account import Account
from casebase.domain.business import registration_number
from casebase.domain.case import FIELDS
from casebase.domain.errors import InvalidEntry
from casebase.domain.member import Absence, Body, Member, Tie, TieKind
from casebase.store import accounts, agencies, businesses
from casebase.store.ids import new_id

_MOST_A_YEAR = 365
_MOST_WON = 1_000_000_000


def read_term(deed: Deed, entry: Entry, member: Member) -> Member:
    """Return a member with the term and the facts typed: begins_on, ends_on, affiliation, and those of their body."""
    begins_on = entry.day("begins_on", "임기 첫날")
    ends_on = entry.day("ends_on", "임기 마지막 날")
    if begins_on and ends_on and ends_on < begins_on:
        entry.refuse("ends_on", "임기 마지막 날은 첫날보다 앞설 수 없습니다. 날짜를 확인하세요.")
    read = replace(
        member,
        begins_on=begins_on or deed.today,
        ends_on=ends_on or deed.today,
        affiliation=entry.text("affiliation", "소속", required=False),
    )
    return _of_panel(entry, read) if member.body == Body.PANEL else _of_committee(deed, entry, read)


def read_tie(deed: Deed, account_id: str, fields: dict[str, str]) -> Tie:
    """Return a tie as typed.

    `fields`: kind, name, agency_id, business_number (사업자등록번호), other_account_id, begins_on, ends_on, note.
    Without a name it is that of the agency or the account. Raises: SeveralInvalid.
    """
    entry = Entry(fields)
    kind = entry.choice("kind", "관계 구분", set(TieKind))
    names = {agency.id: agency.name for agency in agencies.list_agencies(deed.con)}
    people = {person.id: person.name for person in people_to_name(deed)}
    agency_id = entry.choice("agency_id", "기관", names, required=False)
    other_id = entry.choice("other_account_id", "상대방", people, required=False)
    business_id = _business_id(deed, entry)
    # Of a relative the agency is only where they work.
    known = people.get(other_id, "") or ("" if kind == TieKind.KIN else names.get(agency_id, ""))
    name = entry.text("name", "상대방 이름", required=not known) or known
    begins_on = entry.day("begins_on", "관계가 시작된 날", required=False, not_after=deed.today)
    ends_on = entry.day("ends_on", "관계가 끝난 날", required=False, not_after=deed.today)
    if begins_on and ends_on and ends_on < begins_on:
        entry.refuse("ends_on", "끝난 날은 시작된 날보다 앞설 수 없습니다. 날짜를 확인하세요.")
    note = entry.text("note", "설명", limit=LONG, required=False)
    entry.must_be_sound()
    return Tie(
        id=new_id(),
        account_id=account_id,
        kind=TieKind(kind),
        name=name,
        begins_on=begins_on,
        ends_on=ends_on,
        note=note,
        declared_by=deed.account.id,
        declared_at=deed.now,
        agency_id=agency_id or None,
        business_id=business_id,
        other_account_id=other_id or None,
    )


def read_absence(account_id: str, fields: dict[str, str], today: date) -> Absence:
    """Return an absence as typed: from_on, to_on, reason. Raises: SeveralInvalid."""
    entry = Entry(fields)
    from_on = entry.day("from_on", "부재 첫날")
    to_on = entry.day("to_on", "부재 마지막 날")
    if from_on and to_on and to_on < from_on:
        entry.refuse("to_on", "부재 마지막 날은 첫날보다 앞설 수 없습니다. 날짜를 확인하세요.")
    if to_on and to_on < today:
        entry.refuse("to_on", "이미 지난 기간입니다. 오늘이나 그 뒤까지의 기간을 입력하세요.")
    reason = entry.text("reason", "사유", required=False)
    entry.must_be_sound()
    return Absence(id=new_id(), account_id=account_id, from_on=from_on or today, to_on=to_on or today, reason=reason)


def people_to_name(asked: Look) -> list[Account]:
    """Return the accounts a tie may name: every one for who keeps the roll, none for a member declaring their own."""
    return accounts.list_accounts(asked.con) if asked.may(Act.DECLARE_TIE, ANYTHING) else []


def _of_panel(entry: Entry, member: Member) -> Member:
    return replace(
        member,
        specialities=entry.several("specialities", "전문 분야", FIELDS),
        yearly_limit=_count(entry, "yearly_limit", "한 해 배정 한도", _MOST_A_YEAR),
        fee_won=_count(entry, "fee_won", "건당 자문료", _MOST_WON),
    )


def _of_committee(deed: Deed, entry: Entry, member: Member) -> Member:
    return replace(
        member,
        recommended_by=entry.text("recommended_by", "추천한 곳", required=False),
        born_on=entry.day("born_on", "생년월일", not_after=deed.today),
    )


def _count(entry: Entry, key: str, label: str, most: int) -> int | None:
    typed = entry.text(key, label, required=False).replace(",", "")
    if not typed:
        return None
    is_number = typed.isascii() and typed.isdecimal()
    if not is_number or int(typed) > most:
        entry.refuse(key, f"{label}: {most:,} 이하의 숫자로 입력하거나 비워 두세요.")
        return None
    return int(typed)


def _business_id(deed: Deed, entry: Entry) -> str | None:
    """Return the id of the business of a registration number typed, None where none is typed or on record."""
    typed = entry.read("business_number").strip()
    if not typed:
        return None
    try:
        number = registration_number(typed)
    except InvalidEntry as fault:
        entry.take_fault(fault, "business_number")
        return None
    business = businesses.find_business_by_registration(deed.con, number)
    return business.id if business else None
