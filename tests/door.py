"""A door to the records: one public look or act of `casework`, and what it is given to try it.

What a door is given is made ready beforehand (a draft typed, a version read), so that what the call itself writes
can be told.
"""

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType

from casebase import casework
from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework.desk import Deed, Desk, Look
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.errors import CasebaseError
from casebase.domain.reach import Relation
from tests.case_builders import Person, a_draft, attach
from tests.world import World

Given = Callable[[World, Person], tuple[object, ...]]

_BEFORE_ANY_ACT = {f"{casework.__name__}.{name}" for name in ("desk", "drafts", "intake_files")}

VISIT, REVIEW, CONSULTATION = "visit", "review", "consultation"
PRECEDENT, OWN_LIST, SHARED_LIST = "precedent", "a list of one's own", "a list shared"
POST, COMMENT = "post", "comment"
ADVICE, MEETING = "advice", "meeting"
ANOTHER, ONESELF = "another member", "oneself"


@dataclass(frozen=True)
class Door:
    """One function of casework and the act it stands for.

    `stage` is that of the thing it is tried on; "": it is tried on nothing in particular. `kind` is that of the thing.
    `also` is a second act that opens it. `refusal` is what it answers whom it stays shut to, where that depends on
    nothing: a form that names a thing is told the same of what does not exist and of what is not theirs.
    """

    act: Act
    function: Callable[..., object]
    given: Given
    stage: str = ""
    kind: str = REVIEW
    also: Act | None = None
    refusal: type[CasebaseError] | None = None

    def relations(self, role: Role) -> frozenset[Relation]:
        """Return the relations by which the table opens this door to a role."""
        return granted(role, self.act) | (granted(role, self.also) if self.also else frozenset())

    @property
    def name(self) -> str:
        return f"{self.function.__module__.rpartition('.')[2]}.{self.function.__name__}"

    @property
    def is_look(self) -> bool:
        return asker(self.function) is Look

    def open(self, world: World, person: Person) -> Callable[[], object]:
        """Make everything ready at a person's desk and return the call itself."""
        given = self.given(world, person)
        return lambda: self.function(person.desk, *given)


@functools.cache
def public_doors() -> frozenset[Callable[..., object]]:
    """Return every public function of casework that is a look or an act, or is made of some and called with a desk.

    What people do with drafts and files of their own, before any act, is behind no door.
    """
    found: set[Callable[..., object]] = set()
    for module in pkgutil.walk_packages(casework.__path__, f"{casework.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if not name.startswith("_") and isinstance(value, FunctionType) and _is_door(value):
                found.add(value)
    return frozenset(found)


def _is_door(function: FunctionType) -> bool:
    if asker(function) is Desk:
        return function.__module__ not in _BEFORE_ANY_ACT
    return inspect.unwrap(function) is not function and asker(function) in {Look, Deed}


@functools.cache
def asker(function: Callable[..., object]) -> object:
    """Return what a look or an act was written for, a Look or a Deed: it is called with a Desk."""
    parameters = list(inspect.signature(inspect.unwrap(function)).parameters.values())
    return parameters[0].annotation if parameters else None


# What doors are given


def plain(*arguments: object) -> Given:
    return lambda *_: arguments


def found(query: str, *arguments: object) -> Given:
    """Something looked up in the world, then more."""

    def given(world: World, _: Person) -> tuple[object, ...]:
        with world.store.reading() as con:
            return (con.rows(query)[0][0], *arguments)

    return given


def seen(stage: str, *arguments: object) -> Given:
    """The review at a stage with the version seen, then more."""
    return lambda world, _: (world.review(stage).id, world.review(stage).version, *arguments)


def draft(form: Form, fields: dict[str, str], stage: str = "", role: str = "") -> Given:
    """A draft, on the review where a stage is given, with a file where a role is."""

    def given(world: World, person: Person) -> tuple[object, ...]:
        draft_id = a_draft(person, form, fields)
        if role:
            attach(person, draft_id, "새 자료.pdf", b"%PDF-1.7 new", role)
        return (world.review(stage).id, draft_id) if stage else (draft_id,)

    return given
