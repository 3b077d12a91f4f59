"""Every act on a consultation in every state by everybody: what is not listed is refused and changes nothing."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path

import pytest

from casebase.casework.consultation_views import consultation_page
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.errors import CasebaseError, NotFound, NotPermitted, SignedOut
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending
from casebase.store.sessions import update_ended
from tests.case_builders import Person, record_of
from tests.consultation_acts import MOVES, OFFICE_ROLES, Case, Move, application_of, step_of
from tests.consultation_cases import CASES, people_of
from tests.consultation_moves import PEOPLE, PERMITTED, STATUS, sees

SENTENCE = re.compile(r"[가-힣]+.*[.]$")  # Korean, and a whole one


@dataclass(frozen=True)
class Office:
    """A consultation in every state, and everybody who may try something on it."""

    store: Store
    people: dict[str, Person]
    cases: dict[str, str]

    def moved_to(self, store: Store) -> "Office":
        people = {
            name: replace(person, store=store, seat=replace(person.seat, store=store))
            for name, person in self.people.items()
        }
        return replace(self, store=store, people=people)

    def case(self, state: str) -> Case:
        return Case(self.store, self.cases[state])

    @property
    def statuses(self) -> dict[str, str]:
        with self.store.reading() as con:
            status: dict[str, str] = dict(con.rows("select id, status from consultations"))
        return {state: status[case_id] for state, case_id in self.cases.items()}

    @property
    def count_events(self) -> int:
        with self.store.reading() as con:
            ((count,),) = con.rows("select count(*) from events")
        return int(count)


Copying = Callable[[str], Office]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Office]:
    """The office as it was carried there, and the same where a head handles everything."""
    folder = tmp_path_factory.mktemp("office")
    store = Store(f"sqlite:///{folder / 'records.db'}", folder)
    apply_pending(store)
    people = people_of(store)
    office = Office(store, people, {state: carry(people) for state, carry in CASES.items()})
    _type_every_draft(office)
    with store.transaction() as con:
        update_ended(con, people["signed out"].seat.session_id, people["signed out"].seat.instant)
    store.close()  # which also brings the file up to date
    headed = _copied(office, folder / "headed.db")
    with headed.store.transaction() as con:
        handler_id = people["head who handles"].id
        con.run("update consultations set handler_id = ? where handler_id is not null", [handler_id])
    headed.store.close()
    return {"head who handles": headed, "": office}


@pytest.fixture
def copies(built: dict[str, Office], tmp_path: Path) -> Iterator[Copying]:
    """A way to get a copy of the office where a person is what their name says, to do anything in."""
    made: list[Store] = []

    def copy(person: str) -> Office:
        office = _copied(built.get(person, built[""]), tmp_path / f"{len(made)}.db")
        made.append(office.store)
        return office

    yield copy
    for store in made:
        store.close()


def _copied(office: Office, file: Path) -> Office:
    shutil.copy(office.store.url.removeprefix("sqlite:///"), file)
    return office.moved_to(Store(f"sqlite:///{file}", office.store.home))


def _type_every_draft(office: Office) -> None:
    """Whatever is typed is typed beforehand, so that what an act itself writes can be told."""
    for person in office.people.values():
        step_of(person)
        application_of(person)
        if person.account.role in OFFICE_ROLES:
            for case_id in office.cases.values():
                application_of(person, case_id)


def _refusal(call: Callable[[], object]) -> CasebaseError | None:
    try:
        call()
    except CasebaseError as refused:
        return refused
    return None


def _cells(state: str, is_permitted: bool) -> list[tuple[Move, str]]:
    """Every act with everybody who may do it in a state, or with everybody who may not."""
    every = product(MOVES, sorted(PEOPLE))
    return [(move, name) for move, name in every if PERMITTED[move.name].may(name, state) == is_permitted]


def _ready(move: Move, case: Case, person: Person) -> Callable[[], object]:
    given = move.given(case, person)
    return lambda: move.function(person.desk, *given)


@pytest.mark.parametrize("state", CASES)
def test_what_is_not_listed_is_refused_with_its_sentence_and_changes_nothing(copies: Copying, state: str) -> None:
    offices = {name: copies(name) for name in ("", "head who handles")}
    cases = {name: office.case(state) for name, office in offices.items()}
    before = {name: record_of(office.store) for name, office in offices.items()}
    silent = []

    for move, name in _cells(state, False):
        place = name if name in offices else ""
        refused = _refusal(_ready(move, cases[place], offices[place].people[name]))
        if refused is None or not SENTENCE.search(str(refused)):
            silent.append((move.name, name, str(refused)))

    assert not silent
    assert {name: record_of(office.store) for name, office in offices.items()} == before


@pytest.mark.parametrize("state", CASES)
def test_what_is_listed_succeeds_and_leads_where_the_table_says(copies: Copying, state: str) -> None:
    for move, name in _cells(state, True):
        office = copies(name)
        call = _ready(move, office.case(state), office.people[name])
        before = office.count_events

        assert _refusal(call) is None, (move.name, name)

        assert office.statuses == STATUS | {state: PERMITTED[move.name].leads(state)}, (move.name, name)
        assert office.count_events == before + 1


@pytest.mark.parametrize("state", CASES)
def test_who_may_not_see_a_consultation_learns_nothing_of_its_state(copies: Copying, state: str) -> None:
    office = copies("")
    case = office.case(state)

    for name in sorted(PEOPLE - {"head who handles"}):
        person = office.people[name]
        opened = _refusal(partial(consultation_page, person.desk, case.now.number, case.id))
        nothing = _refusal(partial(consultation_page, person.desk, "2026-사전-9999"))
        if sees(name, state):
            assert opened is None, name
        else:
            assert str(opened) == str(nothing), name
            refusals = [
                _refusal(_ready(move, case, person)) for move in MOVES if not PERMITTED[move.name].may(name, state)
            ]
            assert {type(refused) for refused in refusals} <= {NotFound, NotPermitted, SignedOut}, name


def test_every_act_every_state_and_everybody_stands_in_the_table(built: dict[str, Office]) -> None:
    assert {move.name for move in MOVES} == set(PERMITTED)
    assert set(STATUS) == set(CASES)
    assert set(STATUS.values()) == set(ConsultationStatus)
    assert set(built[""].people) == PEOPLE
    assert built[""].statuses == STATUS
