"""The administration's part on signatures: who signs, until when, or that nobody does."""

from dataclasses import replace
from pathlib import Path

from casebase.casework.office import Office, office, use_office
from casebase.documents.signer import fingerprint_of, load_signer
from casebase.domain.account import Role
from casebase.store.connection import Store
from tests.builders import NOW
from tests.case_builders import a_person
from tests.screens import Screen
from tests.signing_keys import a_key_file


def shown(store: Store) -> Screen:
    screen = Screen(a_person(store, Role.ADMIN).seat.session_id, "admin")
    screen.choose_part("서명")
    return screen


def sign_by(key: Path | None, *, is_demo: bool = False) -> None:
    served = office()
    said = replace(served.configuration, signing_key=key, is_demo=is_demo)
    use_office(Office(configuration=said, store=served.store, mirror=served.mirror))


def test_an_office_without_a_key_is_told_what_to_do(empty_store: Store) -> None:
    screen = shown(empty_store)

    assert "서명 없이 발행합니다" in screen.text
    assert "CASEBASE_SIGNING_KEY" in screen.text
    assert not screen.shown.get("download_button")


def test_the_certificate_is_told_by_name_time_and_digest_and_handed_out(empty_store: Store, tmp_path: Path) -> None:
    key = a_key_file(tmp_path)
    sign_by(key)

    screen = shown(empty_store)

    signer = load_signer(key.read_bytes(), None, NOW)
    for told in (signer.name, fingerprint_of(signer), "2050. 1. 1.까지"):
        assert told in screen.text
    assert len(screen.shown.get("download_button")) == 1
    assert "시연용으로 만든" not in screen.text


def test_a_demo_s_own_key_is_told_to_be_worth_nothing(empty_store: Store) -> None:
    sign_by(None, is_demo=True)

    assert "효력이 없습니다" in shown(empty_store).text
