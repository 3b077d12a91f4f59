"""The one file of a backup: a plain zip of records, files and their list, sealed by its own SHA-256.

The seal stands in the zip's comment, at the very end of the file: it tells damage anywhere, also between the entries.
"""

import contextlib
import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from casebase.domain.backup import KeptFile, Manifest, Progress, manifest_from
from casebase.domain.canonical import canonical_json
from casebase.domain.errors import BackupRefused

SUFFIX = ".casebase-backup"
RECORDS = {"sqlite": "records.db", "postgresql": "records.pgdump"}

_MANIFEST = "manifest.json"
_SEAL = b"casebase-backup sha256:"
_HEX = 64
_PIECE = 1 << 20
_DAY_OF_A_ZIP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class ArchiveWriter:
    """A backup being written. What `add` returns says what was put in."""

    _zip: zipfile.ZipFile

    def add(self, name: str, source: IO[bytes], progress: Callable[[int], None]) -> KeptFile:
        """Put a file in; `progress` is told of the bytes of each piece."""
        sha256, size = hashlib.sha256(), 0
        with self._zip.open(_entry(name), "w", force_zip64=True) as entry:
            while piece := source.read(_PIECE):
                entry.write(piece)
                sha256.update(piece)
                size += len(piece)
                progress(len(piece))
        return KeptFile(sha256=sha256.hexdigest(), size=size)

    def close(self, manifest: Manifest) -> None:
        """Put the list in, as the last."""
        self._zip.writestr(_entry(_MANIFEST), canonical_json(manifest))


@dataclass(frozen=True)
class ArchiveReader:
    """A backup that was found whole."""

    manifest: Manifest
    _zip: zipfile.ZipFile

    def records(self) -> IO[bytes]:
        return self._zip.open(RECORDS[self.manifest.engine])

    def file(self, sha256: str) -> IO[bytes]:
        return self._zip.open(entry_of(sha256))


def entry_of(sha256: str) -> str:
    """Return the name of a kept file in a backup, which is also its path under a home."""
    return f"files/{sha256[:2]}/{sha256}"


@contextlib.contextmanager
def written_archive(path: Path) -> Iterator[ArchiveWriter]:
    """Write a backup to a path that only its owner may read, and seal it, durably, at the end of the block."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    with os.fdopen(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            archive.comment = _SEAL + b"0" * _HEX
            yield ArchiveWriter(archive)
        file.seek(0)
        seal = _sha256_of(file, _size_of(file) - _HEX, lambda _: None)
        file.seek(-_HEX, os.SEEK_END)
        file.write(seal.encode())
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def checked_archive(path: Path, progress: Progress) -> Iterator[ArchiveReader]:
    """Read a backup after comparing all of it with its seal and every entry with the list.

    Raises: BackupRefused, naming what is damaged.
    """
    with _opened(path) as file:
        is_sealed = _is_sealed(file, lambda share: progress("백업 파일 확인", share / 2))
        with _as_zip(file, path) as archive:
            found = ArchiveReader(_manifest_in(archive, path), archive)
            _check_entries(found, path, lambda share: progress("백업 내용 확인", (1 + share) / 2))
            if not is_sealed:
                raise BackupRefused(
                    f"{path} 파일이 저장된 뒤에 바뀌었습니다(내용은 목록과 같으나 봉인이 다릅니다). "
                    "다른 백업 파일을 쓰세요."
                )
            yield found


def sha256_of_file(path: Path) -> KeptFile:
    """Return SHA-256 and size of a file of any length."""
    with path.open("rb") as file:
        size = _size_of(file)
        return KeptFile(sha256=_sha256_of(file, size, lambda _: None), size=size)


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as failure:
        raise BackupRefused(f"{path} 파일을 열 수 없습니다({failure.strerror}). 경로와 권한을 확인하세요.") from failure


@contextlib.contextmanager
def _as_zip(file: IO[bytes], path: Path) -> Iterator[zipfile.ZipFile]:
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as failure:
        raise BackupRefused(
            f"{path} 파일은 Casebase 백업이 아니거나 끝이 손상되었습니다. 다른 백업 파일을 쓰세요."
        ) from failure
    with archive:
        yield archive


def _manifest_in(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        return manifest_from(archive.read(_MANIFEST))
    except _UNREADABLE as failure:
        raise _damaged(path, _MANIFEST) from failure


def _check_entries(found: ArchiveReader, path: Path, told: Callable[[float], None]) -> None:
    manifest = found.manifest
    if manifest.engine not in RECORDS:
        raise _damaged(path, _MANIFEST)
    total = max(1, manifest.records.size + sum(file.size for file in manifest.files))
    done = 0

    def count(size: int) -> None:
        nonlocal done
        done += size
        told(min(1.0, done / total))

    entries = [(RECORDS[manifest.engine], manifest.records), *((entry_of(f.sha256), f) for f in manifest.files)]
    for name, expected in entries:
        try:
            with found._zip.open(name) as entry:
                is_same = _sha256_of(entry, expected.size, count) == expected.sha256 and not entry.read(1)
        except _UNREADABLE as failure:
            raise _damaged(path, name) from failure
        if not is_same:
            raise _damaged(path, name)


# What the standard library meets in a damaged zip: a wrong checksum, a header cut short, a method it does not know.
_UNREADABLE = (zipfile.BadZipFile, KeyError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def _damaged(path: Path, name: str) -> BackupRefused:
    return BackupRefused(f"{path} 파일이 손상되었습니다: ‘{name}’이(가) 저장할 때와 다릅니다. 다른 백업 파일을 쓰세요.")


def _is_sealed(file: IO[bytes], told: Callable[[float], None]) -> bool:
    size = _size_of(file)
    if size <= _HEX + len(_SEAL):
        return False
    done = 0

    def count(piece: int) -> None:
        nonlocal done
        done += piece
        told(done / size)

    found = _sha256_of(file, size - _HEX, count)
    return file.read(_HEX) == found.encode()


def _sha256_of(file: IO[bytes], size: int, told: Callable[[int], None]) -> str:
    """Return the SHA-256 of the next `size` bytes, of fewer where there are no more."""
    sha256 = hashlib.sha256()
    while size > 0 and (piece := file.read(min(_PIECE, size))):
        sha256.update(piece)
        size -= len(piece)
        told(len(piece))
    return sha256.hexdigest()


def _size_of(file: IO[bytes]) -> int:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size


def _entry(name: str) -> zipfile.ZipInfo:
    """Return the head of an entry; without a time of its own the same content gives the same bytes."""
    return zipfile.ZipInfo(name, _DAY_OF_A_ZIP)
