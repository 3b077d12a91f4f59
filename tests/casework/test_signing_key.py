"""Where an office's key lies: settings that name it, and the key that a demo makes for itself."""

import stat
import threading
from pathlib import Path

import pytest

from casebase.casework.office import Configuration, Office, configuration_from, open_office
from casebase.casework.signing_key import demo_signer, kept_signer, key_file_from, key_password_from
from casebase.documents.demo_key import new_demo_key
from casebase.documents.signer import PaperSigner
from casebase.domain.errors import SettingWrong
from casebase.store.connection import Store
from casebase.store.settings import insert_setting
from tests.builders import NOW, TODAY, a_setting


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "office.p12"
    file.write_bytes(new_demo_key())
    return file


def test_the_settings_name_the_key_and_its_password(key_file: Path, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_bytes("비밀 번호\n".encode())

    read = configuration_from({"CASEBASE_SIGNING_KEY": str(key_file), "CASEBASE_SIGNING_PASSWORD_FILE": str(secret)})

    assert (read.signing_key, read.signing_password) == (key_file, "비밀 번호".encode())
    assert "비밀 번호" not in repr(read)
    assert key_password_from({"CASEBASE_SIGNING_PASSWORD": "horse"}) == b"horse"
    assert key_password_from({"CASEBASE_SIGNING_PASSWORD": "\udcff"}) == b"\xff"  # as Python reads what is no UTF-8
    assert (key_file_from({}), key_password_from({})) == (None, None)


def test_settings_that_cannot_be_used_are_named_and_the_password_never_is(key_file: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingWrong, match=r"CASEBASE_SIGNING_KEY=.*없습니다"):
        key_file_from({"CASEBASE_SIGNING_KEY": str(tmp_path / "none.p12")})
    with pytest.raises(SettingWrong, match=r"CASEBASE_SIGNING_PASSWORD_FILE=.*읽을 수 없습니다"):
        key_password_from({"CASEBASE_SIGNING_PASSWORD_FILE": str(tmp_path / "none")})
    with pytest.raises(SettingWrong, match="하나만") as both:
        key_password_from({"CASEBASE_SIGNING_PASSWORD": "horse", "CASEBASE_SIGNING_PASSWORD_FILE": str(key_file)})
    assert "horse" not in str(both.value)


def test_a_key_file_that_is_none_is_told_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "broken.p12"
    file.write_bytes(b"no key")

    with pytest.raises(SettingWrong, match=r"CASEBASE_SIGNING_KEY=.*broken\.p12.*비밀번호"):
        kept_signer(file, b"horse", NOW)


def test_an_office_signs_by_the_key_that_it_names(key_file: Path, sqlite_store: Store, tmp_path: Path) -> None:
    signer = an_office(sqlite_store, tmp_path, signing_key=key_file).signer

    assert signer is not None
    assert signer.certificate == kept_signer(key_file, None, NOW).certificate
    assert not (tmp_path / "keys").exists()


def test_an_office_without_a_key_signs_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    assert an_office(sqlite_store, tmp_path).signer is None
    assert not (tmp_path / "keys").exists()


def test_a_demo_has_a_key_of_its_own_however_it_is_known_to_be_one(sqlite_store: Store, tmp_path: Path) -> None:
    by_setting = an_office(sqlite_store, tmp_path, is_demo=True).signer
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("office.demo", "yes", TODAY))
    by_record = an_office(sqlite_store, tmp_path).signer

    assert by_setting is not None and by_record is not None
    assert by_setting.certificate == by_record.certificate
    assert "시연용" in by_setting.name


def test_the_key_of_a_demo_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    made: list[PaperSigner] = []
    threads = [threading.Thread(target=lambda: made.append(demo_signer(tmp_path, NOW))) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (file,) = (tmp_path / "keys").iterdir()
    assert len({signer.certificate for signer in made}) == 1
    assert len(made) == 4
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_opening_an_office_reads_no_key_before_it_is_asked_for(key_file: Path, tmp_path: Path) -> None:
    key_file.write_bytes(b"no key")
    home = tmp_path / "home"

    office = open_office(Configuration(home=home, store_url=f"sqlite:///{home}/records.db", signing_key=key_file))

    with pytest.raises(SettingWrong):
        _ = office.signer
    office.store.close()
    office.mirror.close()


def an_office(store: Store, home: Path, **said: object) -> Office:
    configuration = Configuration(home=home, store_url=store.url, **said)  # type: ignore[arg-type]
    return Office(configuration=configuration, store=store, mirror=None)  # type: ignore[arg-type]
