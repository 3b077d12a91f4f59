"""The operator's commands about backups: what they say, what they leave behind, their exit codes."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casebase.__main__ import main
from casebase.casework.backups import old_backups
from casebase.casework.desk import operator_desk
from casebase.casework.office import configuration_from
from casebase.domain.backup import Keep
from casebase.store.connection import Store
from tests.backed_up import an_office_at_work, files_of, rows_of


@pytest.fixture
def home(store: Store) -> Path:
    """The home of an office with three acts on record."""
    an_office_at_work(store)
    store.close()
    return store.home


def store_in(home: Path) -> Store:
    return Store(f"sqlite:///{home / 'records.db'}", home)


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def backups_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.casebase-backup"))


def test_a_backup_is_taken_checked_and_restored(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = rows_of(store_in(home))

    codes = [run("backup")]
    (archive,) = backups_in(home / "backups")
    codes += [run("check-backup", archive), run("restore", archive, "--into", tmp_path / "new")]

    assert codes == [0, 0, 0]
    told = capsys.readouterr().out
    for sentence in (
        "에 백업했습니다",
        "온전한 백업입니다",
        "복원하고 모두 확인했습니다",
        f"CASEBASE_HOME={tmp_path / 'new'}",
    ):
        assert sentence in told
    assert rows_of(store_in(tmp_path / "new")) == before
    assert files_of(tmp_path / "new") == files_of(home)


def test_a_backup_goes_where_it_is_told(home: Path, tmp_path: Path) -> None:
    assert run("backup", "--out", tmp_path / "out") == 0

    assert len(backups_in(tmp_path / "out")) == 1
    assert not (home / "backups").exists()


def test_a_damaged_backup_is_named_and_restores_nothing(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("backup")
    (archive,) = backups_in(home / "backups")
    archive.write_bytes(archive.read_bytes().replace("2026-방문-0001".encode() * 50, b"x" * 50 * 18))

    codes = [run("check-backup", archive), run("restore", archive, "--into", tmp_path / "new")]

    assert codes == [2, 2]
    assert capsys.readouterr().err.count("저장할 때와 다릅니다") == 2
    assert not (tmp_path / "new").exists()


def test_restoring_needs_no_office_and_leaves_none_behind(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", "--out", tmp_path / "out")
    monkeypatch.setenv("CASEBASE_HOME", str(tmp_path / "gone"))

    assert run("restore", *backups_in(tmp_path / "out"), "--into", tmp_path / "new") == 0

    assert not (tmp_path / "gone").exists()
    assert home.exists()


def test_missing_files_are_named_put_back_and_do_not_keep_a_backup_from_being_taken(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("backup", "--out", tmp_path / "out")
    assert run("check-files") == 0
    name = sorted(files_of(home))[0]
    (home / "files" / name[:2] / name).unlink()

    assert run("digests", tmp_path / "list.jsonl") == 2, "other commands open a sound office only"
    assert run("backup", "--out", tmp_path / "later") == 1
    assert run("check-files") == 1
    assert f"files/{name[:2]}/{name}" in capsys.readouterr().err
    assert run("check-files", "--from", *backups_in(tmp_path / "out")) == 0

    assert name in files_of(home)
    assert run("check-log") == 0


def test_a_damaged_store_is_told_in_one_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "records.db").write_bytes(b"garbage" * 1000)

    assert run("check-log") == 2

    told = capsys.readouterr().err
    assert "첫머리가 손상되었습니다" in told
    assert len(told.strip().splitlines()) == 1


def test_progress_is_shown_to_people_only(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert home.exists()
    assert not sys.stderr.isatty()

    run("backup")

    assert capsys.readouterr().err == ""


def test_a_backup_by_command_grows_old_in_a_folder_that_a_link_names(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    monkeypatch.setenv("CASEBASE_BACKUP_DIR", str(tmp_path / "link"))
    assert [run("backup"), run("backup")] == [0, 0]

    desk = operator_desk(store_in(home), datetime.now(UTC))
    (old,) = old_backups(desk, configuration_from(os.environ).backups, Keep(days=0, weeks=0, months=0))

    assert Path(old.file_name) == backups_in(tmp_path / "disk")[0]


@pytest.mark.usefixtures("home")
def test_a_backup_that_the_disk_does_not_give_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unreadable = "/proc/self/mem"  # can be opened, and then fails

    codes = [run("check-backup", unreadable), run("restore", unreadable, "--into", tmp_path / "new")]

    told = capsys.readouterr().err
    assert codes == [2, 2]
    assert len(told.strip().splitlines()) == told.count("확인하세요.") == 2
