"""The second factor: set up with a code, dropped by password and code, reset by the administrator."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from casebase.casework.accounts import me
from casebase.casework.desk import Desk
from casebase.casework.second_factor import (
    OFFER_SECONDS,
    drop_second_factor,
    make_offer,
    reset_second_factor,
    second_factor_page,
    set_second_factor,
)
from casebase.casework.sign_in import session_of_token
from casebase.domain.account import Role
from casebase.domain.errors import InvalidEntry, SignedOut
from casebase.store.accounts import update_password
from casebase.store.connection import Store
from casebase.store.sealing import KEY_FILE
from casebase.store.second_factors import find_secret
from casebase.store.settings import insert_setting
from tests.builders import TODAY, a_desk, a_setting
from tests.case_builders import Person, a_person, record_of
from tests.casework.test_sign_in_steps import HASH, PASSWORD
from tests.second_factors import a_code, a_second_factor

HOME = "192.0.2.1"
RENEWED = session_of_token("the next token")


def set_up(person: Person) -> tuple[str, Desk]:
    """Take an offer, and return its secret and the desk that goes on."""
    offer = make_offer(person.store.home, second_factor_page(person.desk))
    set_second_factor(person.desk, offer.sealed, a_code(offer.secret), RENEWED)
    return offer.secret, replace(person.desk, session_id=RENEWED)


def has_factor(person: Person) -> bool:
    with person.store.reading() as con:
        return find_secret(con, person.id) is not None


def test_a_code_of_the_app_sets_it_up_and_other_sessions_end(store: Store) -> None:
    person = a_person(store)
    tablet = a_desk(store, person.account)

    _, desk = set_up(person)

    assert second_factor_page(desk).has_factor
    for before in (person.desk, tablet):
        with pytest.raises(SignedOut):
            me(before)


def test_the_secret_is_kept_sealed_and_in_no_event(store: Store) -> None:
    person = a_person(store)

    secret, _ = set_up(person)

    plain = secret.replace(" ", "")
    with store.reading() as con:
        kept = str(con.rows("select * from second_factors")) + str(con.rows("select * from events"))
    assert plain not in kept
    assert "set_second_factor" in kept
    assert (store.home / KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_the_picture_for_the_app_names_the_office_and_the_person(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    page = second_factor_page(person.desk)

    first, again = make_offer(sqlite_store.home, page), make_offer(sqlite_store.home, page)
    repeated = make_offer(sqlite_store.home, page, first.sealed)

    assert first.picture.startswith("<svg") and first.picture != again.picture
    assert len(first.secret.replace(" ", "")) == 32
    assert (page.office_name, page.account.login) == ("시연도 감사위원회", person.account.login)
    assert repeated == first, "who mistyped the code need not scan again"


def _wrong_code(_: Person, sealed: str, __: str) -> tuple[str, str]:
    return sealed, "000000"


def _of_somebody_else(person: Person, _: str, secret: str) -> tuple[str, str]:
    other = a_person(person.store)
    return make_offer(person.store.home, second_factor_page(other.desk)).sealed, a_code(secret)


def _made_up(_: Person, __: str, secret: str) -> tuple[str, str]:
    return "gAAAAA-made-up", a_code(secret)


@pytest.mark.parametrize("mend", [_wrong_code, _of_somebody_else, _made_up])
def test_what_was_not_offered_and_shown_is_not_taken(
    sqlite_store: Store, mend: Callable[[Person, str, str], tuple[str, str]]
) -> None:
    person = a_person(sqlite_store)
    offer = make_offer(sqlite_store.home, second_factor_page(person.desk))
    sealed, code = mend(person, offer.sealed, offer.secret)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry) as refused:
        set_second_factor(person.desk, sealed, code, RENEWED)

    assert refused.value.field == "code"
    assert record_of(sqlite_store) == before
    assert me(person.desk).id == person.id


def test_an_offer_holds_for_a_quarter_of_an_hour(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    person = a_person(sqlite_store)
    offer = make_offer(sqlite_store.home, second_factor_page(person.desk))
    later = datetime.now(UTC).timestamp() + OFFER_SECONDS + 2
    monkeypatch.setattr("time.time", lambda: later)

    with pytest.raises(InvalidEntry, match="오래되었습니다"):
        set_second_factor(person.desk, offer.sealed, a_code(offer.secret), RENEWED)

    assert not has_factor(person)


def test_a_second_one_is_not_set_up_beside_the_first(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    offer = make_offer(sqlite_store.home, second_factor_page(person.desk))
    a_second_factor(sqlite_store, person.id)

    with pytest.raises(InvalidEntry, match="이미"):
        set_second_factor(person.desk, offer.sealed, a_code(offer.secret), RENEWED)

    assert me(person.desk).id == person.id


# Without it again


def with_password(person: Person) -> str:
    """Give somebody PASSWORD and a second factor; return its secret."""
    with person.store.transaction() as con:
        update_password(con, person.id, HASH)
    return a_second_factor(person.store, person.id)


def test_one_drops_it_by_password_and_code(store: Store) -> None:
    person = a_person(store)
    secret = with_password(person)
    tablet = a_desk(store, person.account)

    drop_second_factor(person.desk, PASSWORD, a_code(secret), RENEWED)

    assert not has_factor(person)
    assert me(replace(person.desk, session_id=RENEWED)).id == person.id
    with pytest.raises(SignedOut):
        me(tablet)


@pytest.mark.parametrize(
    ("password", "is_code_right", "field"), [("wrong", True, "password"), (PASSWORD, False, "code")]
)
def test_either_alone_does_not_drop_it(sqlite_store: Store, password: str, is_code_right: bool, field: str) -> None:
    person = a_person(sqlite_store)
    secret = with_password(person)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry) as refused:
        drop_second_factor(person.desk, password, a_code(secret) if is_code_right else "000000", RENEWED)

    assert refused.value.field == field
    assert record_of(sqlite_store) == before


def test_whose_role_needs_it_keeps_it(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    secret = with_password(person)
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("sign_in.second_factor_roles", "모두", TODAY))

    assert second_factor_page(person.desk).is_needed
    with pytest.raises(InvalidEntry, match="해제할 수 없습니다"):
        drop_second_factor(person.desk, PASSWORD, a_code(secret), RENEWED)

    assert has_factor(person)


def test_a_reset_ends_the_sessions_and_is_told_where_there_is_nothing_to_reset(store: Store) -> None:
    admin, person = a_person(store, Role.ADMIN), a_person(store)
    a_second_factor(store, person.id)

    reset_second_factor(admin.desk, person.id)

    assert not has_factor(person)
    with pytest.raises(SignedOut):
        me(person.desk)
    with pytest.raises(InvalidEntry, match="쓰지 않습니다"):
        reset_second_factor(admin.desk, person.id)
