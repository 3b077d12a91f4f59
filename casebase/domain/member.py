"""Members of the legal panel (법률자문단) and the committee (감사위원회): terms, ties, absences."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Body(StrEnum):
    """What a member is a member of: the panel advises, the committee decides."""

    PANEL = "panel"
    COMMITTEE = "committee"


BODY_LABELS = {Body.PANEL: "법률자문단", Body.COMMITTEE: "감사위원회"}


class TieKind(StrEnum):
    """How a member is tied to somebody whose case may come before them."""

    EMPLOYER = "employer"
    ADVISER = "adviser"
    CLIENT = "client"
    KIN = "kin"
    INTEREST = "interest"


TIE_LABELS = {
    TieKind.EMPLOYER: "재직",
    TieKind.ADVISER: "자문·고문·용역·연구",
    TieKind.CLIENT: "사건 수임",
    TieKind.KIN: "친족",
    TieKind.INTEREST: "그 밖의 이해관계",
}


@dataclass(frozen=True, kw_only=True)
class Member:
    """One term of one person in one body, first and last day included. A second term is a second row.

    `recommended_by` and `born_on` matter in the committee; the rest after them in the panel. `yearly_limit` is the most
    assignments a year, `fee_won` what one is paid in won; None: not set.
    """

    id: str
    account_id: str
    body: Body
    begins_on: date
    ends_on: date
    is_chair: bool = False
    recommended_by: str = ""
    born_on: date | None = None
    affiliation: str = ""
    specialities: tuple[str, ...] = ()  # of domain.case.FIELDS
    yearly_limit: int | None = None
    fee_won: int | None = None
    version: int = 1

    def is_serving(self, on: date) -> bool:
        return self.begins_on <= on <= self.ends_on


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One tie a person declared, or the office recorded, with a body or a person.

    `name` is of the body or person; `agency_id`, `business_id`, `other_account_id` where they are on record here. For
    KIN `name` is the relative's and `agency_id` where they work. `ends_on` None: it still lasts.
    """

    id: str
    account_id: str  # whose tie it is
    kind: TieKind
    name: str
    begins_on: date | None
    ends_on: date | None
    note: str
    declared_by: str
    declared_at: str
    agency_id: str | None = None
    business_id: str | None = None
    other_account_id: str | None = None
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Days, first and last included, on which a person takes nothing on."""

    id: str
    account_id: str
    from_on: date
    to_on: date
    reason: str
    version: int = 1
