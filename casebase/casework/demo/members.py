"""Demo members: a panel of lawyers and a committee, whose terms, ties and days of absence are made up."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from casebase.casework import members
from casebase.casework.admin import change_setting
from casebase.casework.demo.office import Staff, add_masked_agency
from casebase.casework.demo.visits import Steps, in_office_hours
from casebase.casework.desk import operator_desk
from casebase.domain.account import Role
from casebase.domain.member import Body, TieKind

_PANEL_BEGINS = 220  # days ago
_COMMITTEE_BEGINS = 66  # days ago; what was ruled before is the head's
_TERM = timedelta(days=2 * 365)

# The committee decides, its chair alone what is minor.
_REGIME = {"committee.decides": "위원회 의결", "committee.minor": "주의 이하"}


@dataclass(frozen=True, kw_only=True)
class _Tie:
    """A tie to one of the demo's agencies; `ended`: how many days before it was declared, None: it lasts."""

    kind: TieKind
    agency: str
    note: str
    ended: int | None = None


@dataclass(frozen=True, kw_only=True)
class _Member:
    """Whom the demo appoints, with what is typed about them."""

    login: str
    affiliation: str
    fields: dict[str, str] = field(default_factory=dict)
    tie: _Tie | None = None


def _adviser(login: str, affiliation: str, *specialities: str, tie: _Tie | None = None) -> _Member:
    known = {"specialities": json.dumps(specialities), "yearly_limit": "12", "fee_won": "300,000"}
    return _Member(login=login, affiliation=affiliation, fields=known, tie=tie)


_PANEL = (
    _adviser("panel", "시연법무법인 가람(지어낸 이름)", "농지·산지", "환경·폐기물"),
    _adviser("panel2", "시연법률사무소 나래(지어낸 이름)", "공유재산", "환경·폐기물"),
    _adviser(
        "panel3",
        "시연법무법인 다온(지어낸 이름)",
        "공유재산",
        "농지·산지",
        tie=_Tie(kind=TieKind.CLIENT, agency="F시", note="(시연) 행정소송을 맡고 있다."),
    ),
    _adviser("panel4", "시연법률사무소 라온(지어낸 이름)", "공유재산", "계약"),
)

_COMMITTEE = (
    _Member(login="chair", affiliation="시연도 감사위원회", fields={"born_on": "1964-03-02"}),
    _Member(
        login="committee",
        affiliation="시연대학교 행정학과",
        fields={"born_on": "1968-07-15", "recommended_by": "시연도의회"},
    ),
    _Member(
        login="committee2",
        affiliation="시연회계법인(회계사)",
        fields={"born_on": "1971-11-20"},
        tie=_Tie(kind=TieKind.ADVISER, agency="K군", note="(시연) 재정 운영을 자문하고 있다."),
    ),
    _Member(
        login="committee3",
        affiliation="시연법무법인 마루(변호사)",
        fields={"born_on": "1975-05-09", "recommended_by": "시연도의회"},
        tie=_Tie(kind=TieKind.EMPLOYER, agency="B시", note="(시연) 법무담당관으로 일하였다.", ended=400),
    ),
    _Member(login="committee4", affiliation="시연기술사사무소(기술사)", fields={"born_on": "1979-01-31"}),
)


def member_steps(staff: Staff, now: datetime) -> Steps:
    """Return how the panel was appointed, and later the committee, which decides from its first day on."""
    panel_at = in_office_hours(now - timedelta(days=_PANEL_BEGINS))
    committee_at = in_office_hours(now - timedelta(days=_COMMITTEE_BEGINS + 7))
    begins_at = now - timedelta(days=_COMMITTEE_BEGINS)
    away_at = in_office_hours(now - timedelta(days=3))
    return [
        (panel_at, partial(_appoint_all, staff, Body.PANEL, panel_at, panel_at)),
        (committee_at, partial(_let_the_committee_decide, staff, committee_at, begins_at)),
        (committee_at, partial(_appoint_all, staff, Body.COMMITTEE, committee_at, begins_at)),
        (away_at, partial(_be_away, staff, "panel4", away_at)),
    ]


def _appoint_all(staff: Staff, body: Body, at: datetime, begins_at: datetime) -> None:
    for member in _PANEL if body == Body.PANEL else _COMMITTEE:
        term = {
            "body": body.value,
            "account_id": staff.accounts[member.login],
            "begins_on": begins_at.date().isoformat(),
            "ends_on": (begins_at + _TERM).date().isoformat(),
            "affiliation": member.affiliation,
        }
        members.appoint_member(staff.desk(Role.SECRETARY, at), term | member.fields)
        if member.tie is not None:
            _declare(staff, member.login, member.tie, at)


def _declare(staff: Staff, login: str, tie: _Tie, at: datetime) -> None:
    ends_on = "" if tie.ended is None else (at - timedelta(days=tie.ended)).date().isoformat()
    fields = {
        "kind": tie.kind.value,
        "agency_id": add_masked_agency(staff.store, tie.agency, at),
        "begins_on": (at - timedelta(days=1500)).date().isoformat(),
        "ends_on": ends_on,
        "note": tie.note,
    }
    members.declare_tie(staff.desk(login, at), staff.accounts[login], fields)


def _let_the_committee_decide(staff: Staff, at: datetime, begins_at: datetime) -> None:
    for name, value in _REGIME.items():
        fields = {"value": value, "begins_on": begins_at.date().isoformat(), "basis": "시연용으로 지어낸 기준"}
        change_setting(operator_desk(staff.store, at), name, fields)


def _be_away(staff: Staff, login: str, at: datetime) -> None:
    fields = {
        "from_on": (at + timedelta(days=10)).date().isoformat(),
        "to_on": (at + timedelta(days=20)).date().isoformat(),
        "reason": "(시연) 해외 출장",
    }
    members.declare_absence(staff.desk(login, at), staff.accounts[login], fields)
