"""The office a process serves: its settings, read once and checked."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from casebase.casework.office import configuration_from, office, open_office, use_office
from casebase.domain.backup import Keep
from casebase.domain.errors import SettingWrong, StorageDamaged
from casebase.store.migrate import latest_migration, newest_known
from tests.signing_keys import a_key_file, a_signer


@pytest.fixture(autouse=True)
def no_office_left() -> Iterator[None]:
    yield
    use_office(None)


def test_without_settings_the_house_stands_in_var() -> None:
    read = configuration_from({})

    assert read.home == Path("var").resolve()
    assert read.store_url == f"sqlite:///{read.home}/records.db"
    assert (read.is_demo, read.is_behind_proxy, read.public_url, read.font_folder) == (False, False, "", None)
    assert (read.session_idle_minutes, read.session_hours) == (480, 12)
    assert (read.backups, read.backup_at) == (read.home / "backups", None)


def test_every_setting_is_read(tmp_path: Path) -> None:
    read = configuration_from(
        {
            "CASEBASE_HOME": str(tmp_path),
            "CASEBASE_STORE": "postgresql://casebase@db/casebase",
            "CASEBASE_PUBLIC_URL": "https://audit.example/",
            "CASEBASE_FONT_DIR": str(tmp_path),
            "CASEBASE_DEMO": "1",
            "CASEBASE_BEHIND_PROXY": "1",
            "CASEBASE_SESSION_IDLE_MINUTES": "30",
            "CASEBASE_SESSION_HOURS": "8",
            "CASEBASE_BACKUP_DIR": "/backups",
            "CASEBASE_BACKUP_AT": "02:30",
            "CASEBASE_BACKUP_KEEP": "7d,2m",
            "CASEBASE_ALLOW_MISSING_FILES": "1",
        }
    )

    assert (read.home, read.store_url) == (tmp_path, "postgresql://casebase@db/casebase")
    assert (read.public_url, read.font_folder) == ("https://audit.example", tmp_path)
    assert (read.is_demo, read.is_behind_proxy) == (True, True)
    assert (read.session_idle_minutes, read.session_hours) == (30, 8)
    assert (read.backups, read.backup_at, read.allows_missing_files) == (Path("/backups"), time(2, 30), True)
    assert read.backup_keep == Keep(days=7, weeks=0, months=2)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CASEBASE_PUBLIC_URL", "audit.example"),
        ("CASEBASE_FONT_DIR", "/nowhere/at/all"),
        ("CASEBASE_DEMO", "yes"),
        ("CASEBASE_BEHIND_PROXY", "true"),
        ("CASEBASE_SESSION_IDLE_MINUTES", "0"),
        ("CASEBASE_SESSION_HOURS", "-1"),
        ("CASEBASE_SESSION_HOURS", "12h"),
        ("CASEBASE_BACKUP_DIR", "backups"),
        ("CASEBASE_BACKUP_AT", "25:00"),
        ("CASEBASE_BACKUP_AT", "새벽"),
        ("CASEBASE_BACKUP_KEEP", "14"),
        ("CASEBASE_ALLOW_MISSING_FILES", "y"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingWrong) as refused:
        configuration_from({name: value})

    assert str(refused.value).startswith(f"{name}={value!r}: ")


def test_opening_brings_the_store_up_to_date(tmp_path: Path) -> None:
    opened = open_office(configuration_from({"CASEBASE_HOME": str(tmp_path / "new")}))

    with opened.store.reading() as con:
        assert latest_migration(con) == newest_known("sqlite")
    opened.store.close()


def test_a_damaged_store_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_bytes(b"garbage" * 1000)

    with pytest.raises(StorageDamaged, match="손상"):
        open_office(configuration_from({"CASEBASE_HOME": str(tmp_path)}))

    assert (tmp_path / "records.db").read_bytes() == b"garbage" * 1000


def test_a_process_has_one_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBASE_HOME", str(tmp_path))
    use_office(None)

    first, second = office(), office()

    assert first is second
    assert first.configuration.home == tmp_path
    first.store.close()


def test_a_server_removes_the_mirrors_that_killed_ones_left_and_a_command_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "mirror" / "1234567.duckdb"
    left.parent.mkdir()
    left.write_bytes(b"a disposed text")
    monkeypatch.setenv("CASEBASE_HOME", str(tmp_path))
    open_office(configuration_from({"CASEBASE_HOME": str(tmp_path)})).store.close()
    assert left.exists()

    office().store.close()

    assert not left.exists()


def test_a_folder_of_mirrors_that_cannot_be_read_is_logged_and_stops_no_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "mirror").write_bytes(b"a file")
    monkeypatch.setenv("CASEBASE_HOME", str(tmp_path))

    office().store.close()

    assert [record.levelname for record in caplog.records if "mirrors" in record.message] == ["ERROR"]


def test_a_key_that_cannot_be_used_stops_the_start_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = tmp_path / "office.p12"
    key.write_bytes(b"no key")
    monkeypatch.setenv("CASEBASE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CASEBASE_SIGNING_KEY", str(key))

    for _ in range(2):
        with pytest.raises(SettingWrong, match="CASEBASE_SIGNING_KEY"):
            office()


def test_who_signs_or_that_nobody_does_is_said_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "casebase")
    monkeypatch.setenv("CASEBASE_HOME", str(tmp_path))

    office()
    use_office(None)
    monkeypatch.setenv("CASEBASE_SIGNING_KEY", str(a_key_file(tmp_path)))
    office()

    unsigned, by = (message for message in caplog.messages if "signed" in message)
    assert unsigned == "papers are issued unsigned: CASEBASE_SIGNING_KEY is not set"
    assert by == f"papers are signed as {a_signer().name}"
