"""A backup put back on a disk that is full, or lets nothing be written: told in a sentence, and nothing is left."""

import subprocess
import sys
from pathlib import Path

import pytest

from casebase.casework.restoring import put_back_files, restore
from casebase.domain.errors import BackupRefused
from casebase.store.connection import Store
from casebase.store.files import kept_path
from tests.backed_up import a_backup_in, an_office_at_work, files_of, silent
from tests.postgresql import EMPTY, fresh_database

FULL = """
import resource, sys
from pathlib import Path
from casebase.casework.restoring import restore
from casebase.domain.errors import BackupRefused

resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    restore(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[2]), lambda doing, share: None)
except BackupRefused as refused:
    print(refused)
"""


def test_a_place_that_cannot_be_made_is_told(sqlite_store: Store, tmp_path: Path) -> None:
    archive = a_backup_in(sqlite_store, tmp_path / "out")
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(BackupRefused, match=r"file/new 폴더에 복원하지 못했습니다\(Not a directory\)"):
        restore(archive, str(tmp_path / "file" / "new"), tmp_path, silent)


@pytest.mark.postgres
def test_a_place_for_files_that_cannot_be_made_is_told_without_the_password(
    postgresql_store: Store, postgresql_address: str, tmp_path: Path
) -> None:
    archive = a_backup_in(postgresql_store, tmp_path / "out")
    (tmp_path / "file").write_bytes(b"")

    with fresh_database(postgresql_address, EMPTY) as url, pytest.raises(BackupRefused, match="file/new") as refused:
        restore(archive, url.replace("casebase@", "casebase:s3cret@", 1), tmp_path / "file" / "new", silent)

    assert "s3cret" not in str(refused.value)


def test_a_full_disk_is_told_and_leaves_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    an_office_at_work(sqlite_store)
    archive, new = a_backup_in(sqlite_store, tmp_path / "out"), tmp_path / "new"

    done = subprocess.run([sys.executable, "-c", FULL, archive, new], capture_output=True, text=True, check=False)

    assert "공간이 부족해 복원하지 못했습니다" in done.stdout, done.stderr
    assert not new.exists()


def test_files_that_cannot_be_put_back_are_told(sqlite_store: Store, tmp_path: Path) -> None:
    an_office_at_work(sqlite_store, 1)
    archive = a_backup_in(sqlite_store, tmp_path / "out")
    (name,) = files_of(sqlite_store.home)
    kept_path(sqlite_store.home, name).unlink()
    kept_path(sqlite_store.home, name).mkdir()

    with pytest.raises(BackupRefused, match="복원하지 못했습니다"):
        put_back_files(sqlite_store, archive, [name], silent)
