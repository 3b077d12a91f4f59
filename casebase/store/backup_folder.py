"""Taking a backup into a folder while others write: under another name first, one at a time."""

import contextlib
import fcntl
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from casebase.domain.backup import Backup, KeptFile, Manifest, Progress
from casebase.domain.errors import BackupRefused, BackupUnderWay
from casebase.store.backup_archive import RECORDS, SUFFIX, ArchiveWriter, entry_of, sha256_of_file, written_archive
from casebase.store.connection import Store
from casebase.store.file_locks import files_staying, locked
from casebase.store.files import fetch_bytes, is_disk_full, sync_folder
from casebase.store.ids import new_id
from casebase.store.snapshots import Snapshot, copy_records

_LOCK = ".casebase-backup.lock"
_PARTIAL = ".partial"


def take_backup(store: Store, folder: Path, *, name: str, taken_at: str, progress: Progress) -> tuple[Backup, Manifest]:
    """Copy the records as they stand at one moment, then every file they name, into `folder`/`name`-<newest event>.

    Until it is done no file is removed from the home, so those that the copied records name are still there. Nothing is
    written to the store. Raises: BackupRefused with what to do; BackupUnderWay when another is being taken into the
    folder; StorageUnreachable, StorageDamaged; whatever `progress` raises, and then nothing is left behind.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone_in(folder), files_staying(store.home):
            return _taken(store, folder, name, taken_at, progress)
    except OSError as failure:
        if is_disk_full(failure):
            raise BackupRefused(
                f"{folder} 폴더에 공간이 부족해 백업하지 못했습니다. 공간을 비우거나 CASEBASE_BACKUP_DIR로 "
                "다른 디스크의 폴더를 정하고 다시 백업하세요."
            ) from failure
        raise BackupRefused(
            f"{folder} 폴더에 백업하지 못했습니다({failure.strerror}). 폴더의 쓰기 권한과 디스크의 상태를 확인하세요."
        ) from failure


def _taken(store: Store, folder: Path, name: str, taken_at: str, progress: Progress) -> tuple[Backup, Manifest]:
    records, partial = folder / f"{name}.records{_PARTIAL}", folder / f"{name}{SUFFIX}{_PARTIAL}"
    try:
        snapshot = copy_records(store, records, lambda share: progress("기록 복사", share / 2))
        with written_archive(partial) as archive, records.open("rb") as source:
            manifest = _filled(archive, store, snapshot, source, taken_at, progress)
        path = folder / f"{name}-{snapshot.seq}{SUFFIX}"
        kept = sha256_of_file(partial)
        partial.rename(path)
        sync_folder(folder)
    finally:
        for left in folder.glob(f"{name}.*{_PARTIAL}*"):
            left.unlink(missing_ok=True)
    backup = Backup(
        id=new_id(),
        file_name=str(path),
        sha256=kept.sha256,
        size=kept.size,
        seq=snapshot.seq,
        hash=snapshot.hash,
        taken_at=taken_at,
    )
    return backup, manifest


def _filled(
    archive: ArchiveWriter, store: Store, snapshot: Snapshot, records: IO[bytes], taken_at: str, progress: Progress
) -> Manifest:
    engine = store.engine.kind
    progress("기록 저장", 0.5)
    copied = archive.add(RECORDS[engine], records, lambda _: None)
    kept, missing = _add_files(archive, store, snapshot, progress)
    manifest = Manifest(
        engine=engine,
        migration=snapshot.migration,
        seq=snapshot.seq,
        hash=snapshot.hash,
        taken_at=taken_at,
        records=copied,
        files=tuple(kept),
        missing=tuple(missing),
    )
    archive.close(manifest)
    return manifest


def _add_files(
    archive: ArchiveWriter, store: Store, snapshot: Snapshot, progress: Progress
) -> tuple[list[KeptFile], list[str]]:
    """Put in every file that the records need; return those, and the names of any that is gone or damaged."""
    kept, missing = [], []
    expected = snapshot.files.expected  # what was disposed of may still lie there, and must not come back
    for place, sha256 in enumerate(expected):
        if place % 50 == 0:
            progress("첨부와 문서 저장", 0.5 + place / len(expected) / 2)
        try:
            content = fetch_bytes(store.home, sha256)
        except (FileNotFoundError, ValueError):
            missing.append(sha256)
            continue
        kept.append(archive.add(entry_of(sha256), io.BytesIO(content), lambda _: None))
    return kept, missing


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder for one backup; take away what a backup that was killed left there."""
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(folder / _LOCK, fcntl.LOCK_EX | fcntl.LOCK_NB))
        except BlockingIOError as taken:
            raise BackupUnderWay from taken
        for pattern in (f"*.records{_PARTIAL}*", f"*{SUFFIX}{_PARTIAL}"):
            for left in folder.glob(pattern):
                left.unlink(missing_ok=True)
        yield
