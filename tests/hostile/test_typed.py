"""Every field of every form and every argument of every door, filled with what nobody sensible types."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.casework import drafts
from casebase.casework.office import Configuration, Office, use_office
from casebase.domain.draft import TypedField
from casebase.domain.errors import CasebaseError
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from casebase.store.files import fetch_bytes
from tests.case_builders import Person
from tests.door import Door
from tests.doors import DOORS
from tests.hostile.depth import counted, tries
from tests.hostile.texts import LONG, hostile_texts
from tests.stores import a_migrated_store
from tests.ties import cells, opens
from tests.world import World, build_world

LATER = 2**40  # a keystroke after those that filled the form
RUNS_SOMETHING = re.compile(rb"/(JavaScript|JS|Launch|OpenAction|URI|SubmitForm)\b")
# Which list, of which kind: chosen by the program among its own, never by who asks.
CHOSEN = {"exports.write_export", "figure_cases.case_lines"}
Copies = Callable[[], World]


@dataclass(frozen=True)
class Place:
    """Where a text can be put in what a door is given: an argument, a key of one, a field of the draft it names."""

    argument: int
    key: str = ""
    is_draft: bool = False


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    store = a_migrated_store(tmp_path_factory.mktemp("world"))
    built = build_world(store)
    store.close()  # which also brings the file up to date
    return built


@pytest.fixture
def copies(world: World, tmp_path: Path) -> Iterator[Copies]:
    """A way to get a copy of the world, to do anything in; the one before is closed."""
    mirror, made = Mirror(tmp_path / "mirror.duckdb"), []

    def copy() -> World:
        while made:
            made.pop().close()
        shutil.copy(world.store.url.removeprefix("sqlite:///"), tmp_path / "records.db")
        for left in ("records.db-wal", "records.db-shm"):
            (tmp_path / left).unlink(missing_ok=True)
        made.append(Store(f"sqlite:///{tmp_path / 'records.db'}", world.store.home))
        configuration = Configuration(home=world.store.home, store_url=made[0].url)
        use_office(Office(configuration=configuration, store=made[0], mirror=mirror))
        return world.moved_to(made[0])

    yield copy
    use_office(None)
    made[0].close()
    mirror.close()


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_whatever_is_typed_a_door_opens_or_says_in_words_why_not(copies: Copies, door: Door) -> None:
    role, tie = next(cell for cell in cells(door) if opens(door, *cell))

    @tries(3)
    @given(data=st.data())
    def tried(data: st.DataObject) -> None:
        world = copies()
        person = world.people[role]
        with tie.made(world, person, door):
            asked = door.given(world, person)
            places = [] if door.name in CHOSEN else places_in(world.store, asked)
            if not places:
                return
            place = data.draw(st.sampled_from(places))
            text = data.draw(st.sampled_from(LONG) | hostile_texts() if place.is_draft else hostile_texts())
            asked = with_text(person, asked, place, text)
            counted["inputs tried"] += 1
            before = newest_paper(world.store)
            try:
                door.function(person.desk, *asked)
            except CasebaseError as refused:
                assert re.search("[가-힣]", str(refused)), refused
        for content in papers_after(world.store, before):
            must_be_a_paper(content)

    tried()


def places_in(store: Store, asked: tuple[object, ...]) -> list[Place]:
    """Return every place that a text can be put in, drafts' fields first."""
    found: list[Place] = []
    for at, value in enumerate(asked):
        if isinstance(value, dict):
            found += [Place(at, key) for key, text in value.items() if isinstance(text, str)]
        elif isinstance(value, str) and not isinstance(value, Enum):
            fields = fields_of(store, value)
            found += [Place(at, field, is_draft=True) for field in fields] or [Place(at)]
    return found


def fields_of(store: Store, draft_id: str) -> list[str]:
    with store.reading() as con:
        rows = con.rows("select name from draft_fields where draft_id = ? and name not like 'file_%'", [draft_id])
    return sorted(name for (name,) in rows)


def with_text(person: Person, asked: tuple[object, ...], place: Place, text: str) -> tuple[object, ...]:
    """Put a text where a browser could: into a draft as its page posts it, elsewhere as Streamlit hears it."""
    value = asked[place.argument]
    if place.is_draft:
        typed = TypedField(key=place.key, value=text, sequence=LATER)
        drafts.keep_fields(person.desk, str(value), [typed])
        return asked
    heard = text.encode("utf-8", "ignore").decode()
    changed: object = {**value, place.key: heard} if isinstance(value, dict) else heard
    return (*asked[: place.argument], changed, *asked[place.argument + 1 :])


def newest_paper(store: Store) -> set[str]:
    with store.reading() as con:
        return {sha256 for (sha256,) in con.rows("select sha256 from documents")}


def papers_after(store: Store, before: set[str]) -> list[bytes]:
    return [fetch_bytes(store.home, sha256) for sha256 in newest_paper(store) - before]


def must_be_a_paper(content: bytes) -> None:
    """A paper opens, has pages, and runs and loads nothing."""
    with pikepdf.open(BytesIO(content)) as paper:
        assert len(paper.pages) > 0
        objects = b"".join(found.unparse() for found in paper.objects if isinstance(found, pikepdf.Dictionary))
    assert not RUNS_SOMETHING.search(objects)
