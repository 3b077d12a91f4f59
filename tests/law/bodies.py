"""Members, their ties and the parties of cases, to test the panel and the committee with; kept in no store."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st

from casebase.domain.account import Account, Role
from casebase.domain.member import Body, Member, Tie, TieKind
from casebase.law.conflicts import Involvement, InvolvementKind, Party, PartyKind

# 500 in the normal run, more under the profile of `make soak`.
bodies_enough = settings(max_examples=max(500, 5 * settings.default.max_examples), deadline=None)

TODAY = date(2026, 11, 23)
_serial = count(1)

AGENCIES = ("city", "county")
BUSINESSES = ("factory", "works")
PEOPLE = ("lawyer", "clerk", "mayor")
NAMES = ("창원시", "창원 시", "창원시청", "시", "한빛정밀", "㈜한빛 정밀", "한빛", "이주무", "최변호", "")


def a_member(account_id: str = "lawyer", body: Body = Body.PANEL, **facts: object) -> Member:
    """One term, from 2026 to 2027 unless told."""
    told: dict[str, object] = {"begins_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31), **facts}
    return Member(id=f"term-{next(_serial)}", account_id=account_id, body=body, **told)  # type: ignore[arg-type]


def a_tie(
    kind: TieKind = TieKind.EMPLOYER,
    name: str = "창원시",
    begins_on: date | None = None,
    ends_on: date | None = None,
    **ids: str,
) -> Tie:
    """A tie of the account "lawyer", unless told."""
    return Tie(
        **{  # type: ignore[arg-type]
            "id": f"tie-{next(_serial)}",
            "account_id": "lawyer",
            "kind": kind,
            "name": name,
            "begins_on": begins_on,
            "ends_on": ends_on,
            "note": "",
            "declared_by": "lawyer",
            "declared_at": "2026-01-02T01:00:00.000000Z",
            **ids,
        }
    )


def a_lawyer(account_id: str = "lawyer", name: str = "최변호", agency_id: str | None = None) -> Account:
    return Account(
        id=account_id,
        login=account_id,
        name=name,
        role=Role.PANEL,
        begins_on=date(2020, 1, 1),
        agency_id=agency_id,
    )


def in_a_case(kind: InvolvementKind, number: str = "2026-면책-0001", *, is_same: bool = True) -> Involvement:
    return Involvement(kind=kind, case_number=number, is_same_case=is_same)


CITY = Party(kind=PartyKind.AGENCY, name="창원시", agency_id="city")
FACTORY = Party(kind=PartyKind.BUSINESS, name="한빛정밀", business_id="factory")
CLERK = Party(kind=PartyKind.PERSON, name="이주무", account_id="clerk")
UNKNOWN_CLERK = Party(kind=PartyKind.PERSON, name="이주무")

DAYS = st.dates(TODAY - timedelta(days=1200), TODAY + timedelta(days=60))
NEAR_TWO_YEARS = st.integers(-3, 3).map(lambda days: date(2024, 11, 23) + timedelta(days=days))


def _maybe(values: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(values)


TIES = st.builds(
    Tie,
    id=st.just("tie"),
    account_id=st.sampled_from(("lawyer", "lawyer", "lawyer", "another")),
    kind=st.sampled_from(TieKind),
    name=st.sampled_from(NAMES),
    begins_on=st.none() | DAYS,
    ends_on=st.none() | NEAR_TWO_YEARS | DAYS,
    note=st.just(""),
    declared_by=st.just("lawyer"),
    declared_at=st.just("2026-01-02T01:00:00.000000Z"),
    agency_id=_maybe(AGENCIES),
    business_id=_maybe(BUSINESSES),
    other_account_id=_maybe(PEOPLE),
)
PARTIES = st.one_of(
    st.builds(Party, kind=st.just(PartyKind.AGENCY), name=st.sampled_from(NAMES), agency_id=_maybe(AGENCIES)),
    st.builds(Party, kind=st.just(PartyKind.BUSINESS), name=st.sampled_from(NAMES), business_id=_maybe(BUSINESSES)),
    st.builds(
        Party,
        kind=st.just(PartyKind.PERSON),
        name=st.sampled_from(NAMES),
        agency_id=_maybe(AGENCIES),
        account_id=_maybe(PEOPLE),
    ),
)
INVOLVEMENTS = st.builds(
    Involvement,
    kind=st.sampled_from(InvolvementKind),
    case_number=st.sampled_from(("2026-면책-0001", "2025-사전-0007", "")),
    is_same_case=st.booleans(),
)


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One person before one case."""

    account: Account
    ties: list[Tie]
    parties: list[Party]
    involvements: list[Involvement]

    @property
    def facts(self) -> tuple[Account, list[Tie], list[Party], list[Involvement]]:
        return self.account, self.ties, self.parties, self.involvements


SITUATIONS = st.builds(
    Situation,
    account=st.builds(
        a_lawyer, name=st.sampled_from(("최변호", "이주무")), agency_id=st.sampled_from((None, None, "city"))
    ),
    ties=st.lists(TIES, max_size=3),
    parties=st.lists(PARTIES, max_size=3),
    involvements=st.lists(INVOLVEMENTS, max_size=2),
)
