"""All that a person gets to see: every look of the house with everything there is to ask for, and every refusal.

A new look is found by itself, and so is a new part of what a look returns: nothing can leak past this unseen.
"""

import functools
import inspect
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

from casebase.casework.desk import Deed, Look
from casebase.domain.backup import KEPT_BY_DEFAULT
from casebase.domain.errors import CasebaseError, NotFound, NotPermitted
from casebase.domain.opinion import OpinionKind
from casebase.domain.retention import DisposalState
from casebase.store.connection import Store
from tests.builders import TODAY
from tests.case_builders import Person
from tests.door import asker, public_doors

REFUSED = "refused: "
NOTHING = f"{REFUSED}{NotFound.__name__}"
STALE = -1  # the version of nothing
MOVED_BY_LOOKING = {"access_list", "count_access"}  # every look may add to these
NUMBERED = ["visits", "consultations", "reviews", "documents", "advice_requests", "meetings"]
NUMBERED += ["precedents", "reading_lists", "posts"]

# What a look or an act is asked for, by the name of its parameter: each that there is.
EVERY = {
    "number": " union ".join(f"select number from {table} where number is not null" for table in NUMBERED),
    "subject_kind": "select 'consultation' union select 'review'",
    "subject_id": "select id from consultations union select id from reviews",
    "attachment_id": "select id from attachments",
    "account_id": "select id from accounts",
    "login": "select login from accounts",
    "draft_id": "select id from drafts union select 'none'",
    "request_id": "select id from advice_requests",
    **{
        f"{thing}_id": f"select id from {table}"
        for thing, table in {
            "visit": "visits",
            "business": "businesses",
            "agency": "agencies",
            "department": "departments",
            "consultation": "consultations",
            "opinion": "opinions",
            "suspension": "suspensions",
            "follow_up": "follow_ups",
            "review": "reviews",
            "ruling": "rulings",
            "meeting": "meetings",
            "item": "agenda_items",
            "recusal": "recusals",
            "assignment": "assignments",
            "member": "members",
            "tie": "ties",
            "absence": "absences",
            "precedent": "precedents",
            "import": "case_imports",
            "change": "statute_changes",
            "list": "reading_lists",
            "post": "posts",
            "comment": "comments",
            "document": "documents",
            "disposal": "disposals",
        }.items()
    },
}
ALWAYS: dict[str, object] = {
    "limit": 100,
    "offset": 0,
    "status": "",
    "query": "",
    "day": TODAY,
    "waiting": (),
    "kind": OpinionKind.ANSWER,
    "year": TODAY.year,
    "quarter": (TODAY.month + 2) // 3,
    "name": "",
    "reason": "",
    "cause": "",
    "handler_id": "",
    "criteria_set": "",
    "is_active": True,
    "folder": Path("/nowhere"),
    "keep": KEPT_BY_DEFAULT,
    "kinds": (),
    "state": DisposalState.DISPOSED,
}

Seen = Mapping[str, str]


def seen_by(person: Person) -> Seen:
    """Return what every look tells a person, whatever it is asked for: each answer as text, by what was asked.

    Refusals are answers too, but for the one that there is no such thing or it is not theirs.
    """
    answers = _answers(person, [door for door in _doors(Look) if door.__name__ not in MOVED_BY_LOOKING])
    return {asked: answer for asked, answer in answers if not answer.startswith(NOTHING)}


def refused_to(person: Person, version: int = STALE, of: Iterable[str] = ()) -> Seen:
    """Return how every act on something there is refuses a person who fills nothing in: what they see is of no version.

    `version`, `of`: of these modules alone, and as seen last.
    """
    acts = [act for act in _doors(Deed) if {"version", "_version"} & _parameters(act).keys()]
    acts = [act for act in acts if not of or act.__module__.rpartition(".")[2] in of]
    answers = dict(_answers(person, acts, version))
    assert not [asked for asked, answer in answers.items() if not answer.startswith(REFUSED)], "an act was done"
    return answers


def opened(seen: Seen, look: str) -> set[str]:
    """Return what a look was asked for where it did not refuse."""
    return {
        asked.partition(" ")[2]
        for asked, answer in seen.items()
        if asked.startswith(f"{look} ") and not answer.startswith(REFUSED)
    }


def found_in(seen: Iterable[str], marks: Mapping[str, str]) -> set[str]:
    """Return the names of the marks that stand anywhere in what was seen."""
    everything = "\n".join(seen)
    return {name for name, mark in marks.items() if mark in everything}


def _answers(person: Person, doors: Iterable[Callable[..., object]], version: int = STALE) -> Iterator[tuple[str, str]]:
    every = _Everything(person.store, version)
    for door in doors:
        name = f"{door.__module__.rpartition('.')[2]}.{door.__name__}"
        for asked in every.given(door):
            answer, is_never = _answer(person, door, asked)
            yield f"{name} {', '.join(map(str, asked))}", answer
            if is_never:
                break


def _answer(person: Person, door: Callable[..., object], asked: tuple[object, ...]) -> tuple[str, bool]:
    """Return what a person is told, and whether it is that their role never sees such a thing."""
    try:
        return "\n".join(texts(door(person.desk, *asked))), False
    except CasebaseError as refusal:
        is_never = isinstance(refusal, NotPermitted) and asker(door) is Look
        return f"{REFUSED}{type(refusal).__name__} {refusal}", is_never


class _Everything:
    """What there is to ask for in a store, looked up once."""

    def __init__(self, store: Store, version: int) -> None:
        with store.reading() as con:
            found = {name: [row[0] for row in con.rows(f"{every} order by 1")] for name, every in EVERY.items()}
        always = {name: [value] for name, value in ALWAYS.items()}
        self._values: dict[str, list[object]] = found | always | {key: [version] for key in ("version", "_version")}

    def given(self, door: Callable[..., object]) -> Iterator[tuple[object, ...]]:
        """Yield each way to ask a look or an act. What may be left out is."""
        needed = [one for one in _parameters(door).values() if one.default is inspect.Parameter.empty]
        return itertools.product(*(self._offered(one) for one in needed))

    def _offered(self, parameter: inspect.Parameter) -> Iterable[object]:
        if parameter.name in self._values:
            return self._values[parameter.name]
        assert parameter.annotation is not str, f"what is there to ask for as {parameter.name}?"
        return [parameter.annotation()]


def _doors(written_for: type) -> list[Callable[..., object]]:
    doors = (door for door in public_doors() if asker(door) is written_for)
    return sorted(doors, key=lambda door: (door.__module__, door.__name__))


@functools.cache
def _parameters(door: Callable[..., object]) -> Mapping[str, inspect.Parameter]:
    """Return what a look or an act is given besides the desk."""
    return dict(list(inspect.signature(inspect.unwrap(door)).parameters.items())[1:])


def texts(value: object) -> Iterator[str]:
    """Yield every text in what a look returned, however deep; of a file its content."""
    if is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from texts(getattr(value, part.name))
    elif isinstance(value, bytes):
        yield value.decode("utf-8", errors="replace")
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from texts(key)
            yield from texts(part)
    elif isinstance(value, frozenset | set):
        yield from sorted(text for part in value for text in texts(part))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)
    else:
        yield str(value)
