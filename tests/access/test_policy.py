"""Every role at every door: only what the policy table grants, and a refusal writes nothing."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casebase.access.act import Act
from casebase.access.policy import POLICY, granted, reach
from casebase.casework.drafts import fetch_draft
from casebase.casework.office import Configuration, Office, use_office
from casebase.casework.publications import publishable
from casebase.casework.visits import finish_visit
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.errors import CasebaseError, NotFound, NotPermitted, SignedOut
from casebase.domain.reach import Relation
from casebase.insight.mirror import Mirror, refresh
from casebase.insight.search.index import bring_index
from casebase.insight.times import bring_times
from casebase.store.connection import Store
from casebase.store.sessions import update_ended
from tests.builders import TODAY, a_desk, an_account
from tests.case_builders import Person, a_draft, record_of
from tests.door import Door, public_doors
from tests.doors import DOORS
from tests.stores import a_migrated_store
from tests.ties import ANY, APPLICANT, SIGHTS, TIES, Tie, cells, opens
from tests.world import World, build_world

# What anybody may: what is their own, and what is published.
FREE = {Act.SEE_TODAY, Act.KEEP_DRAFT, Act.CHANGE_OWN_PASSWORD}
FREE |= {Act.SEE_OWN_SESSIONS, Act.SET_SECOND_FACTOR, Act.DROP_SECOND_FACTOR}
FREE |= {Act.SEE_PRECEDENT, Act.MAKE_READING_LIST, Act.SEE_BOARD, Act.WRITE_COMMENT}
OWN = {Act.CHANGE_READING_LIST, Act.REMOVE_COMMENT, Act.END_OWN_SESSION}

WHILE_IT_IS_READ = 600.0  # seconds, of which it takes one or two


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One world, built once, with a mirror that knows it; every test works on copies of their files."""
    store = a_migrated_store(tmp_path_factory.mktemp("world"))
    built = build_world(store)
    mirror = Mirror(_mirror_of(store))
    bring_times(mirror, store, TODAY)
    bring_index(mirror, store, refresh(mirror, store), WHILE_IT_IS_READ, lambda _: None)
    mirror.close()
    store.close()  # which also brings the file up to date
    return built


@pytest.fixture
def copies(world: World, tmp_path: Path) -> Iterator[Callable[[], World]]:
    """A way to get a copy of the world, to do anything in; the last one made is served, for what asks its mirror."""
    made: list[Store] = []

    def copy() -> World:
        store = Store(f"sqlite:///{tmp_path / str(len(made))}.db", world.store.home)
        made.append(store)
        for file_of in (_file_of, _mirror_of):
            shutil.copy(file_of(world.store), file_of(store))
        configuration = Configuration(home=store.home, store_url=store.url)
        use_office(Office(configuration=configuration, store=store, mirror=Mirror(_mirror_of(store))))
        return world.moved_to(store)

    yield copy
    use_office(None)
    for store in made:
        store.close()


def _file_of(store: Store) -> Path:
    return Path(store.url.removeprefix("sqlite:///"))


def _mirror_of(store: Store) -> Path:
    return _file_of(store).with_suffix(".duckdb")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_door_stays_shut_to_whom_the_table_does_not_grant_it(copies: Callable[[], World], door: Door) -> None:
    copy = copies()
    calls = {role: door.open(copy, person) for role, person in copy.people.items()}
    before = record_of(copy.store)

    for role, tie in cells(door):
        if not opens(door, role, tie):
            with tie.made(copy, copy.people[role], door):
                assert _refusal(calls[role]) is _expected(role, door, tie), (role, tie.name)

    assert record_of(copy.store) == before


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_door_opens_to_whom_the_table_grants_it(copies: Callable[[], World], door: Door) -> None:
    for role, tie in cells(door):
        is_needed = tie is TIES[door.kind][0] or not opens(door, role, TIES[door.kind][0])
        if opens(door, role, tie) and is_needed:
            copy = copies()
            with tie.made(copy, copy.people[role], door):
                assert _refusal(door.open(copy, copy.people[role])) is None, (role, tie.name)


def _refusal(call: Callable[[], object]) -> type[Exception] | None:
    """Do it, and return the kind of refusal it met."""
    try:
        call()
    except CasebaseError as refused:
        return type(refused)
    return None


def _expected(role: Role, door: Door, tie: Tie) -> type[Exception]:
    """A role that never may is told so; who may not even see the thing learns nothing of it."""
    if not granted(role, door.act):
        return NotPermitted
    if door.refusal is not None:
        return door.refusal
    if door.name in tie.shut:
        return tie.shut[door.name]
    seen_by = frozenset(relation for act in SIGHTS[door.kind] for relation in granted(role, act))
    return NotPermitted if seen_by & tie.relations and not door.is_look else NotFound


def test_every_door_of_the_house_is_tried() -> None:
    tried = {door.function for door in DOORS}

    assert public_doors() - tried == {publishable}  # nobody is refused there: it has nothing for whom it is not


def test_no_door_opens_once_the_session_or_the_account_is_over(copies: Callable[[], World]) -> None:
    copy = copies()
    for door in DOORS:
        role, tie = next(cell for cell in cells(door) if opens(door, *cell))
        person = copy.people[role]
        with tie.made(copy, person, door):
            for end in (_end_session, _end_account):
                visitor = replace(person, seat=a_desk(copy.store, person.account))
                call = door.open(copy, visitor)
                with end(visitor), _untouched(copy.store):
                    assert _refusal(call) is SignedOut, door.name


@contextlib.contextmanager
def _untouched(store: Store) -> Iterator[None]:
    """Nobody writes anything for the time of the block: SQLite tells a connection that only looks on."""
    with contextlib.closing(sqlite3.connect(_file_of(store))) as onlooker:
        before = onlooker.execute("pragma data_version").fetchone()
        yield
        assert onlooker.execute("pragma data_version").fetchone() == before


@contextlib.contextmanager
def _end_session(person: Person) -> Iterator[None]:
    with person.store.transaction() as con:
        update_ended(con, person.seat.session_id, person.seat.instant)
    yield


@contextlib.contextmanager
def _end_account(person: Person) -> Iterator[None]:
    """End a person's term for the time of the block."""
    for ends_on in ("2026-11-22", None):
        with person.store.transaction() as con:
            con.run("update accounts set ends_on = ? where id = ?", [ends_on, person.id])
        if ends_on:
            yield


def test_a_role_taken_away_closes_its_doors_at_once(copies: Callable[[], World]) -> None:
    copy = copies()
    head = copy.people[Role.HEAD]
    (issue,) = (door for door in DOORS if door.act == Act.ISSUE_RULING)
    call = issue.open(copy, head)

    with copy.store.transaction() as con:
        con.run("update accounts set role = 'auditor' where id = ?", [head.id])

    assert _refusal(call) is NotPermitted


def test_who_is_signed_out_in_mid_form_finds_it_again(copies: Callable[[], World]) -> None:
    copy = copies()
    auditor = copy.people[Role.AUDITOR]
    draft_id = a_draft(auditor, Form.VISIT, {"place": "쓰던 글"})

    with _end_session(auditor), pytest.raises(SignedOut, match="작성하던 내용이 그대로 있습니다"):
        finish_visit(auditor.desk, draft_id)

    again = replace(auditor, seat=a_desk(copy.store, auditor.account))
    assert fetch_draft(again.desk, draft_id).text("place") == "쓰던 글"


# The table itself


def test_every_act_is_in_the_table_and_somebody_may_do_it() -> None:
    assert set(POLICY) == set(Act)
    assert all(any(POLICY[act].values()) for act in Act)


def test_what_is_not_in_the_table_is_refused() -> None:
    assert granted(Role.PANEL, Act.SEE_VISIT) == frozenset()
    assert granted(Role.ADMIN, Act.ISSUE_RULING) == frozenset()


def test_only_head_and_chair_approve_and_neither_applicant_nor_administrator_deliberates() -> None:
    approvers = {role for role in Role if granted(role, Act.ISSUE_RULING)}
    inside = {act for act in Act if act not in POLICY or not granted(Role.APPLICANT, act)}

    assert approvers == {role for role in Role if granted(role, Act.RETURN_RULING)} == {Role.HEAD, Role.CHAIR}
    assert {Act.SEE_DELIBERATION, Act.RECORD_FINDING, Act.PROPOSE_RULING, Act.ADD_EVIDENCE} <= inside
    assert not granted(Role.ADMIN, Act.SEE_DELIBERATION)
    assert not granted(Role.ADMIN, Act.SEE_REVIEW)


def test_an_applicant_never_acts_or_sees_without_a_tie() -> None:
    free = {act for act in Act if ANY in granted(Role.APPLICANT, act)}

    assert free == FREE | {Act.APPLY_FOR_REVIEW, Act.APPLY_FOR_CONSULTATION, Act.SEE_INSIGHT}


def test_the_administrator_keeps_the_office_and_only_the_head_shares_in_it() -> None:
    every_act = list(Act)
    keeping = set(every_act[every_act.index(Act.SEE_ADMIN) :])
    heads_alone = {Act.SIGN_PAPER, Act.RETURN_DISPOSAL, Act.DISPOSE_RECORDS}
    with_the_head = {Act.CHECK_LOG, Act.SEE_RETENTION}
    taking_over = {Act.SEE_IMPORT, Act.IMPORT_CASES}

    assert keeping - heads_alone == {act for act in Act if granted(Role.ADMIN, act)} - FREE - OWN - taking_over
    assert all(set(POLICY[act]) == {Role.ADMIN} for act in keeping - heads_alone - with_the_head)
    assert all(set(POLICY[act]) == {Role.ADMIN, Role.HEAD} for act in with_the_head)


def test_nobody_disposes_alone_who_proposed_it() -> None:
    assert not set(POLICY[Act.PROPOSE_DISPOSAL]) & set(POLICY[Act.DISPOSE_RECORDS])


def test_a_lawyer_of_the_panel_never_acts_or_sees_without_being_asked() -> None:
    assert {act for act in Act if ANY in granted(Role.PANEL, act)} == FREE


def test_the_secretary_prepares_the_members_vote_and_who_presides_decides_when() -> None:
    voting = {Act.CAST_BALLOT, Act.DECLARE_RECUSAL}
    presiding = {act for act in Act if granted(Role.COMMITTEE, act) == {Relation.PRESIDING}}

    assert all(set(POLICY[act].values()) == {frozenset({Relation.MEMBER})} for act in voting)
    assert {Act.OPEN_MEETING, Act.OPEN_VOTE, Act.CLOSE_VOTE, Act.CLOSE_MEETING} <= presiding
    assert not any(granted(Role.SECRETARY, act) for act in voting | presiding)
    assert all(set(POLICY[act]) == {Role.COMMITTEE, Role.CHAIR} for act in voting | presiding)


def test_how_far_an_act_reaches_is_ready_to_filter_a_list_by(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as con:
        applicant = an_account(con, Role.APPLICANT, agency_id="agency-48890")

    sight = reach(applicant, Act.SEE_REVIEW)

    assert (sight.account_id, sight.agency_id, sight.relations) == (applicant.id, "agency-48890", {APPLICANT})
    assert not sight.is_everything
    assert not reach(applicant, Act.SEE_VISIT).relations
