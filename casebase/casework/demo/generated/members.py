"""Members of a generated office's panel and committee: terms that follow one another, with what is known of each."""

from datetime import date, timedelta
from typing import Any

from casebase.access.act import Act
from casebase.casework.demo.generated.course import Office
from casebase.casework.demo.generated.seasons import in_hours
from casebase.domain.account import Account
from casebase.domain.case import FIELDS
from casebase.domain.member import Body, Member
from casebase.store.members import insert_member

_TERM = timedelta(days=2 * 365)
_YEARLY_LIMIT, _FEE = 24, 300_000
_FIRMS = ("법무법인 가람(시연)", "법률사무소 나래(시연)", "법무법인 다온(시연)", "법률사무소 라온(시연)")
_SEATS = ("대학교 행정학과(시연)", "회계법인(시연)", "기술사사무소(시연)", "법무법인(시연)", "시민단체(시연)")


def settle(office: Office, begins_on: date, committee_from: date) -> None:
    """Appoint the panel from the office's first day, the committee from its own, each for terms until today."""
    people = office.people
    for n, account in enumerate(people.panel):
        specialities = tuple(office.chances.some_of(FIELDS, 3))
        firm = _FIRMS[n % len(_FIRMS)]
        _appoint(
            office,
            begins_on,
            account,
            Body.PANEL,
            affiliation=firm,
            specialities=specialities,
            yearly_limit=_YEARLY_LIMIT,
        )
    for n, account in enumerate((people.chair, *people.committee)):
        seat = _SEATS[n % len(_SEATS)]
        born_on = date(1960 + 3 * n, 1 + n, 5)
        recommended_by = "시연도의회" if n in {1, 3} else ""
        known: dict[str, Any] = {
            "is_chair": n == 0,
            "born_on": born_on,
            "recommended_by": recommended_by,
            "affiliation": seat,
        }
        _appoint(office, committee_from, account, Body.COMMITTEE, **known)


def _appoint(office: Office, begins_on: date, account: Account, body: Body, **known: Any) -> None:
    """Appoint a person for one term after the other; the last one reaches past today."""
    first = begins_on
    while first <= office.now.date():
        at = in_hours(office.days.from_(first - timedelta(days=10)), office.chances)
        member = Member(
            id=office.chances.id_at(at),
            account_id=account.id,
            body=body,
            begins_on=first,
            ends_on=first + _TERM - timedelta(days=1),
            fee_won=_FEE if body == Body.PANEL else None,
            **known,
        )
        insert_member(office.bulk, member)
        office.tell(
            at,
            office.people.secretary.id,
            Act.APPOINT_MEMBER,
            ("member", account.id),
            member.id,
            {"title": account.name},
        )
        first += _TERM
