"""How far a person's sight goes: the relations by which a role may see or act."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """What ties a person to a thing. ANY needs no tie."""

    ANY = "any"
    TEAM = "team"  # led or joined the visit, owns one of its promises, or owns the case with its handler
    HANDLER = "handler"  # is handling the case
    APPLICANT = "applicant"  # filed it, is one of its subjects, or belongs to the agency that filed
    ASKED = "asked"  # belongs to a body that was asked for its view
    SELF = "self"  # the application is the person's own, or their agency's
    AGENCY = "agency"  # belongs to the audited agency, and is none of those audited
    OFFERED = "offered"  # is asked to advise on the case and has not answered whether they will
    ASSIGNED = "assigned"  # advises on the case, or did so lately
    MEMBER = "member"  # has a seat in the committee on the meeting's day
    PRESIDING = "presiding"  # presides over the meeting, or over its item


@dataclass(frozen=True, kw_only=True)
class Reach:
    """The relations that an act grants a person, ready to filter a list by."""

    account_id: str
    agency_id: str | None
    relations: frozenset[Relation]

    @property
    def is_everything(self) -> bool:
        return Relation.ANY in self.relations
