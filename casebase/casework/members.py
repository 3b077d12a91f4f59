"""The members of the panel and the committee: appointed for a term, their ties declared, their absences kept."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.access.relations import ANYTHING, to_person
from casebase.casework.desk import Deed, Look, act
from casebase.casework.entry import LONG, Entry
from casebase.casework.member_entry import read_absence, read_term, read_tie
from casebase.casework.timeline import overtaken
from casebase.domain.account import Account, Role
from casebase.domain.errors import NotFound
from casebase.domain.member import BODY_LABELS, TIE_LABELS, Body, Member
from casebase.korean.dates import official_date, official_span
from casebase.law.values import value_on
from casebase.store import absences, accounts, members, ties
from casebase.store.ids import new_id
from casebase.store.settings import list_settings

BODY_ROLES = {Body.PANEL: (Role.PANEL,), Body.COMMITTEE: (Role.COMMITTEE, Role.CHAIR)}
MEMBER_ROLES = tuple(role for roles in BODY_ROLES.values() for role in roles)


@act(Act.APPOINT_MEMBER)
def appoint_member(deed: Deed, fields: dict[str, str]) -> str:
    """Appoint somebody to the panel or the committee for a term. Returns the member's id.

    `fields`: body, account_id, begins_on, ends_on, affiliation; of the committee recommended_by, born_on; of the
    panel specialities (JSON list of FIELDS), yearly_limit, fee_won. Whose account is the chair's is its chair.
    Raises: SeveralInvalid.
    """
    deed.allow(ANYTHING)
    entry = Entry(fields)
    body = entry.choice("body", "기구", set(Body))
    people = {each.id: each for each in people_of(deed, Body(body))} if body else {}
    account_id = entry.choice("account_id", "위원", people)
    entry.must_be_sound()
    deed.con.lock(f"members {body}")  # two appointed at once must not exceed the seats
    account = people[account_id]
    member = read_term(deed, entry, _without_term(deed, account, Body(body)))
    _must_fit(deed, entry, member)
    entry.must_be_sound()
    members.insert_member(deed.con, member)
    return _record(deed, account, member.id, body=BODY_LABELS[member.body], reason=_term(member))


@act(Act.CHANGE_MEMBER)
def change_member(deed: Deed, member_id: str, version: int, fields: dict[str, str]) -> str:
    """Change a term that has not ended, also to end it early. Returns the member's id.

    `fields`: those of `appoint_member` without body and account_id. A term that has begun keeps its first day, and no
    term is made to end on a day that has passed: who was a member on a day stays what it was.
    Raises: SeveralInvalid, ChangedMeanwhile.
    """
    deed.allow(ANYTHING)
    before = members.fetch_member(deed.con, member_id)
    account = accounts.fetch_account(deed.con, before.account_id)
    deed.con.lock(f"members {before.body}")
    entry = Entry(fields)
    after = read_term(deed, entry, replace(before, version=version))
    _must_keep_the_past(deed, entry, before, after)
    _must_fit(deed, entry, after)
    entry.must_be_sound()
    if not members.update_member(deed.con, after):
        raise overtaken(deed, "member", account.id, f"{account.name} 위원")
    return _record(deed, account, member_id, body=BODY_LABELS[after.body], reason=_term(after))


@act(Act.DECLARE_TIE)
def declare_tie(deed: Deed, account_id: str, fields: dict[str, str]) -> str:
    """Declare a tie of a member's, by themselves or by who keeps the roll. Returns the tie's id.

    `fields`: see `read_tie`. Raises: NotFound, SeveralInvalid.
    """
    account = _allowed(deed, account_id)
    tie = read_tie(deed, account_id, fields)
    ties.insert_tie(deed.con, tie)
    return _record(deed, account, tie.id, reason=f"{TIE_LABELS[tie.kind]}: {tie.name}")


@act(Act.END_TIE)
def end_tie(deed: Deed, tie_id: str, version: int, fields: dict[str, str]) -> str:
    """Record the day on which a tie ended: `ends_on`; `note` takes the place of the earlier one where it is typed.

    Returns the tie's id. Raises: NotFound, SeveralInvalid, ChangedMeanwhile.
    """
    tie = ties.fetch_tie(deed.con, tie_id)
    account = _allowed(deed, tie.account_id)
    entry = Entry(fields)
    ends_on = entry.day("ends_on", "관계가 끝난 날", not_after=deed.today)
    if ends_on and tie.begins_on and ends_on < tie.begins_on:
        entry.refuse("ends_on", "끝난 날은 시작된 날보다 앞설 수 없습니다. 날짜를 확인하세요.")
    note = entry.text("note", "설명", limit=LONG, required=False) or tie.note
    entry.must_be_sound()
    if not ties.update_tie(deed.con, replace(tie, ends_on=ends_on, note=note, version=version)):
        raise overtaken(deed, "member", account.id, f"{account.name} 위원")
    return _record(deed, account, tie_id, reason=f"{TIE_LABELS[tie.kind]}: {tie.name}")


@act(Act.DECLARE_ABSENCE)
def declare_absence(deed: Deed, account_id: str, fields: dict[str, str]) -> str:
    """Keep the days on which a member takes nothing on: from_on, to_on, reason. Returns the absence's id.

    Raises: NotFound, SeveralInvalid.
    """
    account = _allowed(deed, account_id)
    absence = read_absence(account_id, fields, deed.today)
    absences.insert_absence(deed.con, absence)
    return _record(deed, account, absence.id, reason=official_span(absence.from_on, absence.to_on))


@act(Act.CANCEL_ABSENCE)
def cancel_absence(deed: Deed, absence_id: str, version: int) -> str:
    """Take an absence back. Returns the account's id. Raises: NotFound, ChangedMeanwhile."""
    absence = absences.fetch_absence(deed.con, absence_id)
    account = _allowed(deed, absence.account_id)
    if not absences.delete_absence(deed.con, replace(absence, version=version)):
        raise overtaken(deed, "member", account.id, f"{account.name} 위원")
    return _record(deed, account, account.id, reason=official_span(absence.from_on, absence.to_on))


def people_of(asked: Look, body: Body) -> list[Account]:
    """Return who may be appointed to a body: accounts of its roles that are in force today."""
    return [each for each in accounts.list_accounts(asked.con, BODY_ROLES[body]) if each.is_active(asked.today)]


def _allowed(deed: Deed, account_id: str) -> Account:
    """Return the account of somebody who is or may be a member. Raises: NotFound, also where it is another's."""
    account = accounts.find_account(deed.con, account_id)
    if account is None or account.role not in MEMBER_ROLES:
        raise NotFound("위원을")
    deed.allow_on(to_person(deed.account, account_id), Act.SEE_MEMBERS, "위원을")
    return account


def _without_term(deed: Deed, account: Account, body: Body) -> Member:
    return Member(
        id=new_id(),
        account_id=account.id,
        body=body,
        begins_on=deed.today,
        ends_on=deed.today,
        is_chair=account.role == Role.CHAIR,
    )


def _must_keep_the_past(deed: Deed, entry: Entry, before: Member, after: Member) -> None:
    if before.ends_on < deed.today:
        entry.refuse("ends_on", f"{official_date(before.ends_on)} 끝난 임기는 바꿀 수 없습니다. 새로 위촉하세요.")
    elif after.ends_on < deed.today:
        entry.refuse("ends_on", "이미 지난 날에 임기가 끝난 것으로 바꿀 수 없습니다. 오늘이나 그 뒤의 날을 고르세요.")
    if after.begins_on != before.begins_on and min(before.begins_on, after.begins_on) <= deed.today:
        entry.refuse("begins_on", "이미 시작된 임기의 첫날은 바꿀 수 없습니다. 기록된 날짜로 되돌리세요.")


def _must_fit(deed: Deed, entry: Entry, member: Member) -> None:
    """Refuse a second term of the same person at once, a second chair, and more seats than the committee has."""
    others = [each for each in members.list_members(deed.con, member.body) if each.id != member.id]
    beside = [each for each in others if each.begins_on <= member.ends_on and member.begins_on <= each.ends_on]
    own = next((each for each in beside if each.account_id == member.account_id), None)
    if own:
        entry.refuse("begins_on", f"이미 {_term(own)} 임기로 위촉되어 있습니다. 겹치지 않는 기간을 고르세요.")
    if member.body != Body.COMMITTEE:
        return
    chair = next((each for each in beside if each.is_chair and member.is_chair), None)
    if chair:
        entry.refuse("begins_on", f"이 기간에는 다른 위원장({_term(chair)})이 있습니다. 그 임기를 먼저 끝내세요.")
    most = value_on("committee.most_members", deed.today, list_settings(deed.con))
    days = [member.begins_on, *(each.begins_on for each in beside if each.begins_on > member.begins_on)]
    if max(sum(each.is_serving(day) for each in beside) for day in days) >= most.number:
        entry.refuse(
            "begins_on",
            f"위원회는 위원장을 포함하여 {most.number}명까지입니다({most.printed_source}). "
            "다른 위원의 임기가 끝난 뒤의 날을 고르세요.",
        )


def _term(member: Member) -> str:
    return official_span(member.begins_on, member.ends_on)


def _record(deed: Deed, account: Account, result: str, **detail: object) -> str:
    deed.record("member", account.id, title=account.name, **detail)
    return result
