"""What may tie a person to the thing behind a door, put on record for the time of a try."""

import contextlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from casebase.access.act import Act
from casebase.casework.members import MEMBER_ROLES
from casebase.domain.account import Role
from casebase.domain.errors import CasebaseError, InvalidEntry, MoveNotPermitted, NotFound
from casebase.domain.reach import Relation
from casebase.store.connection import Connection
from tests.case_builders import Person
from tests.door import (
    ADVICE,
    ANOTHER,
    COMMENT,
    CONSULTATION,
    MEETING,
    ONESELF,
    OWN_LIST,
    POST,
    PRECEDENT,
    REVIEW,
    SHARED_LIST,
    VISIT,
    Door,
)
from tests.panel_cases import ADVISER, CHAIR, FORMER, RECUSED, SEAT
from tests.world import A_SESSION, World

ANY, TEAM, HANDLER = Relation.ANY, Relation.TEAM, Relation.HANDLER
APPLICANT, ASKED, SELF, AGENCY = Relation.APPLICANT, Relation.ASKED, Relation.SELF, Relation.AGENCY
OFFERED, ASSIGNED = Relation.OFFERED, Relation.ASSIGNED
SEATED, PRESIDING = Relation.MEMBER, Relation.PRESIDING

Undo = tuple[str, list[object]]


@dataclass(frozen=True)
class Place:
    """Where the record says who somebody is to a thing: the rows that `key` finds, and the column that names them.

    `says` is what else the rows say of such a person.
    """

    table: str
    column: str
    key: str  # what is, by SQL, the id of the thing, or of the person whose place is taken
    says: tuple[tuple[str, str], ...] = ()

    def take(self, con: Connection, of: str, tied: str) -> list[Undo]:
        """Write a person there, and return what undoes it."""
        columns = [self.column, *(column for column, _ in self.says)]
        rows = con.rows(f"select rowid, {', '.join(columns)} from {self.table} where {self.key} = ?", [of])
        writing = f"update {self.table} set {', '.join(f'{column} = ?' for column in columns)} where rowid = ?"
        for rowid, *_ in rows:
            con.run(writing, [tied, *(value for _, value in self.says), rowid])
        return [(writing, [*before, rowid]) for rowid, *before in rows]


@dataclass(frozen=True)
class Tie:
    """What may tie a person to a thing: the places that say so, and the relations it gives them.

    `place_of` names whose place the person takes, where that is how they are tied. `shut` are doors that this tie
    shuts whatever the table grants, each with its refusal: who is tied by it may be told why.
    """

    name: str
    relations: frozenset[Relation]
    places: tuple[Place, ...] = ()
    place_of: str = ""
    by_agency: bool = False  # it ties whoever is of an agency
    roles: frozenset[Role] = frozenset(Role)  # whom it may tie
    shut: Mapping[str, type[CasebaseError]] = field(default_factory=dict)

    @contextlib.contextmanager
    def made(self, world: World, person: Person, door: Door) -> Iterator[None]:
        """Tie a person to a door's thing, where there is anything to tie them by, for the time of the block."""
        tied = person.account.agency_id if self.by_agency else person.id
        if not self.places or tied is None:
            yield
            return
        of = world.account(self.place_of) if self.place_of else _thing_id(world, door)
        with world.store.transaction() as con:
            undoing = [undo for place in self.places for undo in place.take(con, of, tied)]
        yield
        with world.store.transaction() as con:
            for statement, values in undoing:
                con.run(statement, values)


def _thing_id(world: World, door: Door) -> str:
    """What names a door's thing in `TIES`."""
    if door.kind == VISIT:
        return world.visit
    if door.stage in world.things:
        return world.things[door.stage]
    if door.kind == CONSULTATION:
        return world.case(door.stage).id
    return world.request(door.stage).id if door.kind == ADVICE else world.review(door.stage).id


def _tied(name: str, place: str, key: str, *relations: Relation, by_agency: bool = False) -> Tie:
    """A tie that one column of the thing makes: "table.column"."""
    table, column = place.split(".")
    return Tie(name, frozenset({ANY, *relations}), (Place(table, column, key),), by_agency=by_agency)


def _adviser(
    name: str,
    status: str,
    *relations: Relation,
    shut: Iterable[str],
    told: type[CasebaseError] = MoveNotPermitted,
) -> Tie:
    """Whoever takes the place of the adviser, who stands to every request as `status` says, and knows that they do."""
    places = (
        Place("assignments", "account_id", "account_id", (("status", status),)),
        Place("members", "account_id", "account_id"),
    )
    refused = {f"advice_answers.{act}": told for act in shut}
    return Tie(name, frozenset({ANY, *relations}), places, place_of=ADVISER, shut=refused)


def _seat(
    name: str, place_of: str, *relations: Relation, shut: Mapping[str, type[CasebaseError]] = MappingProxyType({})
) -> Tie:
    """Whoever takes a member's place in the committee, at every meeting."""
    tables = ("members", "attendances", "recusals", "ballots")
    places = (*(Place(table, "account_id", "account_id") for table in tables), _CHAIR_TAKEN)
    return Tie(name, frozenset({ANY, *relations}), places, place_of=place_of, shut=shut)


_CHAIR_TAKEN = Place("meetings", "presiding_id", "presiding_id")
_CASE_ASKED_ABOUT = "(select r.id from advice_requests r where r.subject_id = consultations.id)"
# The agency of a review that it did not ask for itself.
_AUDITED = Place("reviews", "agency_id", "id", (("origin", "ex_officio"),))
_ANSWERS = ("accept_advice", "decline_advice", "recuse_from_advice", "answer_advice")
_NO_PART = {
    "meeting_views.meeting_document": NotFound,
    "recusals.declare_recusal": InvalidEntry,
    "votes.cast_ballot": InvalidEntry,
}

STRANGER = Tie("a stranger", frozenset({ANY}))
_OWNER = _tied("whose list it is", "reading_lists.owner_id", "id", SELF)

TIES = {
    VISIT: (STRANGER, _tied("of the team", "visits.lead_id", "number", TEAM)),
    REVIEW: (
        STRANGER,
        _tied("its handler", "reviews.handler_id", "id", HANDLER),
        _tied("its subject", "subjects.account_id", "review_id", APPLICANT),
        _tied("its filer", "reviews.applicant_id", "id", APPLICANT, SELF),
        _tied("its agency's", "reviews.agency_id", "id", APPLICANT, SELF, AGENCY, by_agency=True),
        Tie("of the agency audited", frozenset({ANY, AGENCY}), (_AUDITED,), by_agency=True),
    ),
    CONSULTATION: (
        STRANGER,
        _tied("its handler", "consultations.handler_id", "id", HANDLER),
        _tied("its owner beside", "consultation_owners.account_id", "consultation_id", TEAM),
        _tied("its filer", "consultations.applicant_id", "id", APPLICANT, SELF),
        _tied("its agency's", "consultations.agency_id", "id", APPLICANT, SELF, by_agency=True),
        _tied("of a body asked", "suspensions.agency_id", "kind = 'query' and consultation_id", ASKED, by_agency=True),
    ),
    ADVICE: (
        STRANGER,
        _tied("its case's handler", "consultations.handler_id", _CASE_ASKED_ABOUT, HANDLER),
        _adviser("asked to advise", "offered", OFFERED, shut=["answer_advice"]),
        _adviser("who accepted", "accepted", ASSIGNED, shut=["accept_advice", "decline_advice"]),
        _adviser("who declined", "declined", shut=_ANSWERS),
        _adviser("who stepped aside", "recused", shut=_ANSWERS),
        _adviser("asked no more", "revoked", shut=_ANSWERS, told=InvalidEntry),
    ),
    MEETING: (
        STRANGER,
        _seat("a seat", SEAT, SEATED),
        _seat("in the chair", CHAIR, SEATED, PRESIDING),
        _seat("a seat recused from the item", RECUSED, SEATED, shut=_NO_PART),
        _seat("a seat until yesterday", FORMER),
    ),
    PRECEDENT: (STRANGER, _tied("who published it", "precedents.published_by", "id", SELF)),
    OWN_LIST: (Tie("a stranger", frozenset({ANY}), shut={"reading_lists.reading_list": NotFound}), _OWNER),
    SHARED_LIST: (STRANGER, _OWNER),
    POST: (STRANGER, _tied("who posted it", "posts.posted_by", "id", SELF)),
    COMMENT: (STRANGER, _tied("who wrote it", "comments.account_id", "id", SELF)),
    ANOTHER: (STRANGER,),
    A_SESSION: (STRANGER, _tied("whose session it is", "sessions.account_id", "id", SELF)),
    ONESELF: (Tie("themselves", frozenset({ANY, SELF}), roles=frozenset(MEMBER_ROLES)),),
}

SIGHTS = {
    VISIT: (Act.SEE_VISIT,),
    REVIEW: (Act.SEE_REVIEW,),
    CONSULTATION: (Act.SEE_CONSULTATION, Act.SEE_INQUIRY),
    ADVICE: (Act.SEE_ADVICE,),
    MEETING: (Act.SEE_MEETING,),
    PRECEDENT: (Act.SEE_PRECEDENT,),
    OWN_LIST: (Act.CHANGE_READING_LIST,),
    SHARED_LIST: (Act.SEE_PRECEDENT,),
    POST: (Act.SEE_BOARD,),
    COMMENT: (Act.SEE_BOARD,),
    ANOTHER: (Act.SEE_MEMBERS,),
    ONESELF: (Act.SEE_MEMBERS,),
    A_SESSION: (Act.END_OWN_SESSION,),
}


def cells(door: Door) -> list[tuple[Role, Tie]]:
    """Every role with every tie it may have to the door's thing."""
    ties = TIES[door.kind] if door.stage else (STRANGER,)
    return [(role, tie) for role, tie in itertools.product(Role, ties) if role in tie.roles]


def opens(door: Door, role: Role, tie: Tie) -> bool:
    """Whether the table grants it. A list opens to a role at all, and then holds only what is theirs."""
    relations = door.relations(role)
    if not door.stage:
        return bool(relations)
    return bool(relations & tie.relations) and door.name not in tie.shut
