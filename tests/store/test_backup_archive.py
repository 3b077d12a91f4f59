"""The file of a backup: whole, or refused by the name of what is damaged."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casebase.domain.backup import Manifest
from casebase.domain.canonical import digest
from casebase.domain.errors import BackupRefused
from casebase.store.backup_archive import checked_archive, entry_of, sha256_of_file, written_archive
from tests.backed_up import TAKEN_AT, silent

RECORDS = b"SQLite format 3\0" + bytes(range(256)) * 3
PAPERS = [b"%PDF-1.7 first", b"", "둘째 결정서".encode() * 40]


def write(path: Path) -> Manifest:
    with written_archive(path) as archive:
        records = archive.add("records.db", io.BytesIO(RECORDS), lambda _: None)
        files = [archive.add(entry_of(digest(paper)), io.BytesIO(paper), lambda _: None) for paper in PAPERS]
        manifest = Manifest(
            engine="sqlite",
            migration="0009_trust",
            seq=3,
            hash="ab" * 32,
            taken_at=TAKEN_AT,
            records=records,
            files=tuple(files),
            missing=(),
        )
        archive.close(manifest)
    return manifest


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a whole backup."""
    path = tmp_path_factory.mktemp("backup") / "a.casebase-backup"
    write(path)
    return path.read_bytes()


def refusal_of(path: Path) -> str:
    try:
        with checked_archive(path, silent):
            return ""
    except BackupRefused as refused:
        return str(refused)


def test_what_was_put_in_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "a.casebase-backup"

    manifest = write(path)

    told: list[float] = []
    with checked_archive(path, lambda _, share: told.append(share)) as backup:
        assert backup.manifest == manifest
        assert backup.records().read() == RECORDS
        assert [backup.file(digest(paper)).read() for paper in PAPERS] == PAPERS
    assert told == sorted(told)
    assert told[-1] == 1
    assert sha256_of_file(path).sha256 == digest(path.read_bytes())


def test_a_backup_is_its_owner_s_alone_and_any_program_for_zips_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "a.casebase-backup"

    write(path)

    assert path.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "records.db"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@example(place=0.0, bit=0)
@example(place=0.9999999, bit=0)
def test_a_flipped_bit_anywhere_is_told(content: bytes, folder: Path, place: float, bit: int) -> None:
    damaged = bytearray(content)
    damaged[int(place * len(content))] ^= 1 << bit
    path = folder / "damaged.casebase-backup"
    path.write_bytes(damaged)

    assert "다른 백업 파일을 쓰세요" in refusal_of(path)


def test_the_damaged_part_is_named(content: bytes, folder: Path) -> None:
    path = folder / "damaged.casebase-backup"
    for name, part in [("records.db", RECORDS), *((entry_of(digest(paper)), paper) for paper in PAPERS if paper)]:
        path.write_bytes(content.replace(part, part[:-1] + bytes([part[-1] ^ 1]), 1))
        assert f"‘{name}’이(가) 저장할 때와 다릅니다" in refusal_of(path)


@given(kept=st.floats(0, 1, exclude_max=True))
def test_a_backup_cut_short_is_told(content: bytes, folder: Path, kept: float) -> None:
    path = folder / "cut.casebase-backup"
    path.write_bytes(content[: int(kept * len(content))])

    assert "다른 백업 파일을 쓰세요" in refusal_of(path)


def test_something_put_behind_the_seal_is_told(content: bytes, folder: Path) -> None:
    path = folder / "longer.casebase-backup"
    path.write_bytes(content + b"\0")

    assert "다른 백업 파일을 쓰세요" in refusal_of(path)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert "열 수 없습니다" in refusal_of(tmp_path / "없는.casebase-backup")
