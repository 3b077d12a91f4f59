"""Where people are signed in: each sees and ends their own, the administrator everybody's."""

import json
from dataclasses import replace

import pytest

from casebase.casework.accounts import me
from casebase.casework.desk import Desk
from casebase.casework.sessions import count_live_sessions, end_own_session, end_session, live_sessions, own_sessions
from casebase.domain.account import Lack, Role, Session
from casebase.domain.errors import NotFound, SignedOut
from casebase.store.connection import Store
from casebase.store.sessions import insert_session, update_ended
from tests.builders import a_session
from tests.case_builders import Person, a_person, record_of


def elsewhere(person: Person, **facts: object) -> Desk:
    """The person's desk on another device."""
    session: Session = replace(a_session(person.id), **facts)  # type: ignore[arg-type]
    with person.store.transaction() as con:
        insert_session(con, session)
    return replace(person.desk, session_id=session.id)


def test_one_sees_one_s_own_sessions_with_this_one_marked(store: Store) -> None:
    person, _ = a_person(store), a_person(store)
    tablet = elsewhere(person, device="안드로이드의 Chrome", used_at="2026-11-23T00:00:00.000000Z")

    found = own_sessions(person.desk)

    assert [(each.session.id, each.is_this) for each in found] == [
        (tablet.session_id, False),
        (person.seat.session_id, True),
    ]
    assert {each.account.id for each in found} == {person.id}


def test_what_has_ended_is_not_shown(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    elsewhere(person, idle_until=person.desk.instant)
    elsewhere(person, expires_at=person.desk.instant)
    elsewhere(person, ended_at=person.desk.instant)

    assert [each.is_this for each in own_sessions(person.desk)] == [True]


def test_one_signs_oneself_out_on_another_device(store: Store) -> None:
    person = a_person(store)
    tablet = elsewhere(person)

    end_own_session(person.desk, tablet.session_id)

    with pytest.raises(SignedOut):
        me(tablet)
    assert me(person.desk).id == person.id
    with store.reading() as con:
        ((detail, subject),) = con.rows("select detail, subject_id from events where act = 'end_own_session'")
    assert json.loads(detail) == {"login": person.account.login, "count_ended": 1}
    assert subject == person.id


def test_nobody_ends_another_s_session_or_learns_of_it(sqlite_store: Store) -> None:
    person, other, admin = a_person(sqlite_store), a_person(sqlite_store), a_person(sqlite_store, Role.ADMIN)
    gone = elsewhere(person)
    with sqlite_store.transaction() as con:
        update_ended(con, gone.session_id, gone.instant)
    before = record_of(sqlite_store)

    answers = set()
    for desk, session_id in (
        (person.desk, other.seat.session_id),
        (admin.desk, other.seat.session_id),
        (person.desk, gone.session_id),
        (person.desk, "0" * 64),
    ):
        with pytest.raises(NotFound) as refused:
            end_own_session(desk, session_id)
        answers.add(str(refused.value))

    assert len(answers) == 1
    assert me(other.desk).id == other.id
    assert record_of(sqlite_store) == before


def test_the_administrator_sees_every_live_session_page_by_page_and_ends_one(store: Store) -> None:
    admin, person = a_person(store, Role.ADMIN), a_person(store)
    half = elsewhere(person, used_at="2026-11-23T00:00:00.000000Z", lacks=(Lack.PASSWORD,))

    pages = [live_sessions(admin.desk, 2, offset) for offset in (0, 2)]

    assert count_live_sessions(admin.desk) == 3
    assert [len(page) for page in pages] == [2, 1]
    assert (pages[0][0].session.id, pages[0][0].account.id) == (half.session_id, person.id)
    assert sum(each.is_this for page in pages for each in page) == 1
    end_session(admin.desk, half.session_id)
    assert count_live_sessions(admin.desk) == 2
    assert me(person.desk).id == person.id
    with pytest.raises(NotFound):
        end_session(admin.desk, half.session_id)
