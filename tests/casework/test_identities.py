"""Who is let in by the word of a provider elsewhere: only whom the administrator linked, and never by a name alone."""

import json
from dataclasses import replace
from datetime import date

import pytest

from casebase.casework.accounts import me
from casebase.casework.desk import Desk
from casebase.casework.identities import link_identity, open_session_by_identity, unlink_identity, ways_in
from casebase.casework.sign_in import session_of_token
from casebase.domain.account import Lack, Role
from casebase.domain.errors import InvalidEntry, NotFound, SignedOut, SignInRefused
from casebase.store.accounts import update_password
from casebase.store.connection import Store
from casebase.store.sessions import find_session
from casebase.store.settings import insert_setting
from tests.builders import NO_PASSWORD, NOW, TODAY, a_setting
from tests.case_builders import Person, a_person, record_of
from tests.second_factors import a_second_factor

ISSUER, KIM = "https://sso.example", "kim@agency"


def enter(store: Store, subject: str = KIM, issuer: str = ISSUER) -> Desk:
    token = open_session_by_identity(
        store, issuer, subject, "192.0.2.1", NOW, idle_minutes=480, hours=12, device="Windows의 Chrome"
    )
    return Desk(store=store, session_id=session_of_token(token), now=NOW)


def a_linked_person(store: Store, **facts: object) -> tuple[Person, Person]:
    """The administrator, and somebody whom they linked to KIM."""
    admin, person = a_person(store, Role.ADMIN), a_person(store, **facts)
    link_identity(admin.desk, person.id, ISSUER, KIM)
    return admin, person


def test_a_linked_identity_opens_its_account_and_no_other_does(store: Store) -> None:
    _, person = a_linked_person(store)

    desk = enter(store)

    assert me(desk).id == person.id
    with store.reading() as con:
        session = find_session(con, desk.session_id)
    assert session is not None
    assert (session.address, session.device, session.lacks) == ("192.0.2.1", "Windows의 Chrome", ())
    for subject, issuer in (("lee@agency", ISSUER), (KIM, "https://other.example"), (KIM.upper(), ISSUER), ("", "")):
        with pytest.raises(SignInRefused, match="연결된 계정이 없습니다"):
            enter(store, subject, issuer)


def test_the_name_of_an_account_or_of_a_person_links_nothing(sqlite_store: Store) -> None:
    person = a_person(sqlite_store, login="kim", name="김감사")

    for subject in (person.account.login, person.account.name, person.id):
        with pytest.raises(SignInRefused):
            enter(sqlite_store, subject)


def test_a_link_is_one_account_s_and_recorded(store: Store) -> None:
    admin, person = a_linked_person(store)
    other = a_person(store)
    before = record_of(store)

    for account_id in (person.id, other.id):
        with pytest.raises(InvalidEntry) as refused:
            link_identity(admin.desk, account_id, ISSUER, f" {KIM} ")
        assert refused.value.field == "subject"

    assert record_of(store) == before
    with store.reading() as con:
        ((detail,),) = con.rows("select detail from events where act = 'link_identity'")
    assert json.loads(detail) == {"login": person.account.login, "issuer": ISSUER, "subject": KIM}


@pytest.mark.parametrize("subject", ["", "   ", "x" * 256])
def test_what_is_no_subject_is_named_at_its_field(sqlite_store: Store, subject: str) -> None:
    admin, person = a_person(sqlite_store, Role.ADMIN), a_person(sqlite_store)

    with pytest.raises(InvalidEntry) as refused:
        link_identity(admin.desk, person.id, ISSUER, subject)

    assert refused.value.field == "subject"
    with pytest.raises(NotFound):
        link_identity(admin.desk, "nobody", ISSUER, KIM)


def test_an_unlinked_identity_opens_nothing_and_the_sessions_end(store: Store) -> None:
    admin, person = a_linked_person(store)
    desk = enter(store)

    unlink_identity(admin.desk, person.id, ISSUER, KIM)

    with pytest.raises(SignedOut):
        me(desk)
    with pytest.raises(SignInRefused):
        enter(store)
    with pytest.raises(InvalidEntry, match="이미 해제"):
        unlink_identity(admin.desk, person.id, ISSUER, KIM)


def test_another_account_s_link_is_not_undone_by_naming_it(sqlite_store: Store) -> None:
    admin, person = a_linked_person(sqlite_store)

    with pytest.raises(InvalidEntry):
        unlink_identity(admin.desk, admin.id, ISSUER, KIM)

    assert me(enter(sqlite_store)).id == person.id


def test_a_term_that_is_over_stays_over(sqlite_store: Store) -> None:
    a_linked_person(sqlite_store, ends_on=date(2026, 11, 22))

    with pytest.raises(SignInRefused, match="사용 기간이 아닙니다"):
        enter(sqlite_store)


def test_the_second_factor_is_asked_for_and_the_password_is_not(sqlite_store: Store) -> None:
    _, person = a_linked_person(sqlite_store)
    with sqlite_store.transaction() as con:
        update_password(con, person.id, NO_PASSWORD, must_change_password=True)
    lacks = [_lacks(enter(sqlite_store))]

    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("sign_in.second_factor_roles", "모두", TODAY))
    lacks.append(_lacks(enter(sqlite_store)))
    a_second_factor(sqlite_store, person.id)
    lacks.append(_lacks(enter(sqlite_store)))

    assert lacks == [(), (Lack.SECOND_FACTOR,), (Lack.SECOND_FACTOR,)]


def _lacks(desk: Desk) -> tuple[Lack, ...]:
    with desk.store.reading() as con:
        session = find_session(con, desk.session_id)
    assert session is not None
    return session.lacks


def test_the_administrator_sees_how_an_account_signs_in(sqlite_store: Store) -> None:
    admin, person = a_linked_person(sqlite_store)
    before = ways_in(admin.desk, person.id)

    a_second_factor(sqlite_store, person.id)
    with sqlite_store.transaction() as con:
        update_password(con, person.id, NO_PASSWORD, must_change_password=True)

    assert [identity.subject for identity in before.identities] == [KIM]
    assert (before.has_second_factor, before.must_change_password) == (False, False)
    assert ways_in(admin.desk, person.id) == replace(before, has_second_factor=True, must_change_password=True)
