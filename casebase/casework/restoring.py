"""Putting a backup back: into an empty place, whole or not at all, and walked along afterwards."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from casebase.domain.backup import Manifest, Progress
from casebase.domain.errors import BackupRefused
from casebase.store.backup_archive import ArchiveReader, checked_archive, entry_of
from casebase.store.connection import Store
from casebase.store.events import find_fault, known_of
from casebase.store.files import fetch_bytes, is_disk_full, keep_bytes, kept_path
from casebase.store.migrate import newest_known
from casebase.store.named_files import named_files
from casebase.store.sealing import KEYS
from casebase.store.snapshots import first_damage, put_records, tables_in

T = TypeVar("T")

STAGE = ".restoring"
# What may lie in a home before its records do: keys are kept apart from backups, fonts are made anew.
_MAY_LIE = {KEYS, "fonts", STAGE}

_AGAIN = "디스크를 점검하고 다른 빈 폴더에 다시 복원하세요."


def restore(archive: Path, into: str, home: Path, progress: Progress) -> Manifest:
    """Put a backup into an empty folder, or into an empty database of PostgreSQL with its files under `home`.

    Everything is compared with the backup's list before and after, and the chain of events is walked; nothing else is
    changed. Raises: BackupRefused, after which the place is as empty as before, but for a fault that is found in the
    records themselves once they are there; StorageUnreachable, StorageFull.
    """
    with _failures_told(home if "://" in into else Path(into)), checked_archive(archive, progress) as backup:
        store = _empty_place(backup.manifest, into, home)
        try:
            with _staged_files(backup, store.home, progress):
                progress("기록 복원", 0.0)
                with backup.records() as records:
                    put_records(records, store.url)
            _must_equal(store, backup.manifest, progress)
        finally:
            store.close()
        return backup.manifest


def damaged_files(store: Store, told: Callable[[float], None]) -> list[str]:
    """Return the SHA-256 of every file that the records name and that is gone or no longer matches, in order."""
    with store.reading() as con:
        expected = named_files(con).expected
    return [sha256 for sha256 in _each_told(expected, told) if not _is_whole(store.home, sha256)]


def put_back_files(store: Store, archive: Path, gone: list[str], progress: Progress) -> list[str]:
    """Put files back from a backup; return those that it does not hold either. Raises: BackupRefused, StorageFull."""
    with _failures_told(store.home), checked_archive(archive, progress) as backup:
        held = {file.sha256 for file in backup.manifest.files}
        for sha256 in gone:
            if sha256 in held:
                kept_path(store.home, sha256).unlink(missing_ok=True)
                with backup.file(sha256) as file:
                    keep_bytes(store.home, file.read())
    return [sha256 for sha256 in gone if sha256 not in held]


@contextlib.contextmanager
def _failures_told(folder: Path) -> Iterator[None]:
    """Raises: BackupRefused for whatever the disks of the backup and of its new place refuse."""
    try:
        yield
    except OSError as failure:
        if is_disk_full(failure):
            raise BackupRefused(
                f"{folder} 폴더에 공간이 부족해 복원하지 못했습니다. "
                "공간을 비우거나 다른 디스크의 폴더를 정하고 다시 하세요."
            ) from failure
        raise BackupRefused(
            f"{folder} 폴더에 복원하지 못했습니다({failure.strerror}). 폴더의 쓰기 권한과 디스크의 상태를 확인하세요."
        ) from failure


def _empty_place(manifest: Manifest, into: str, home: Path) -> Store:
    """Return the store to be filled, after seeing that there is nothing where it will be."""
    if "://" in into and not into.startswith(("postgresql://", "postgres://")):
        raise BackupRefused(f"--into {into}: 새 폴더의 경로이거나 postgresql://로 시작하는 주소여야 합니다.")
    is_folder = "://" not in into
    if is_folder != (manifest.engine == "sqlite"):
        where = "빈 폴더에" if manifest.engine == "sqlite" else "PostgreSQL의 빈 데이터베이스에(postgresql://...)"
        raise BackupRefused(f"이 백업은 {manifest.engine} 저장소의 것이라 {where} 복원해야 합니다.")
    if manifest.migration > newest_known(manifest.engine):
        raise BackupRefused(
            f"이 백업의 기록은 이 프로그램보다 새로운 판의 것입니다({manifest.migration}). 프로그램을 먼저 바꾸세요."
        )
    home = Path(into).resolve() if is_folder else home
    _must_be_empty(home, _MAY_LIE if is_folder else None)
    store = Store(f"sqlite:///{home / 'records.db'}" if is_folder else into, home)
    if not is_folder and tables_in(store):
        store.close()
        raise BackupRefused("복원할 데이터베이스가 비어 있지 않습니다. 새 데이터베이스를 만들고 그 주소를 주세요.")
    return store


def _must_be_empty(home: Path, may_lie: set[str] | None) -> None:
    """Refuse a folder that holds anything but what may lie in it; None: anything but kept files may."""
    if home.exists() and not home.is_dir():
        raise BackupRefused(f"{home}은(는) 폴더가 아닙니다. 새 폴더의 경로를 주세요.")
    lying = {path.name for path in home.iterdir()} if home.exists() else set()
    in_the_way = lying - may_lie if may_lie is not None else lying & {"files"}
    if in_the_way:
        raise BackupRefused(
            f"{home} 폴더가 비어 있지 않습니다({', '.join(sorted(in_the_way)[:3])}). 빈 폴더에만 복원합니다. "
            "다른 폴더를 주거나, 있는 것을 옮긴 뒤 다시 하세요."
        )


@contextlib.contextmanager
def _staged_files(backup: ArchiveReader, home: Path, progress: Progress) -> Iterator[None]:
    """Write all files aside, move them to their place at once, and take them away again if the block fails."""
    stage, is_new = home / STAGE, not home.exists()
    shutil.rmtree(stage, ignore_errors=True)  # left by a restore that was killed
    with contextlib.ExitStack() as undoing:
        undoing.callback(shutil.rmtree, home if is_new else stage, ignore_errors=True)
        (stage / "files").mkdir(parents=True)
        for file in _each_told(backup.manifest.files, lambda share: progress("첨부와 문서 복원", share)):
            path = kept_path(stage, file.sha256)
            path.parent.mkdir(exist_ok=True)
            with backup.file(file.sha256) as source, path.open("xb") as restored:
                shutil.copyfileobj(source, restored)
        os.sync()  # once for all: to wait for each of a hundred thousand files would take half an hour
        (stage / "files").rename(home / "files")
        undoing.callback(shutil.rmtree, home / "files", ignore_errors=True)
        yield
        undoing.pop_all()
    stage.rmdir()


def _must_equal(store: Store, manifest: Manifest, progress: Progress) -> None:
    """Compare what was put in with the backup's list, read back from where it lies now."""
    if damage := first_damage(store):
        raise BackupRefused(f"복원한 기록 파일이 온전하지 않습니다({damage}). {_AGAIN}")
    for file in _each_told(manifest.files, lambda share: progress("복원한 파일 확인", share)):
        if not _is_whole(store.home, file.sha256):
            raise BackupRefused(f"복원한 파일({entry_of(file.sha256)})이 백업과 다릅니다. {_AGAIN}")
    with store.reading() as con:
        known = known_of(con)
        fault = find_fault(con, told=lambda count: progress("기록 검증", min(1.0, count / max(1, manifest.seq))))
    if fault:
        raise BackupRefused(
            f"기록을 복원했으나 백업할 때 이미 온전하지 않았습니다: {fault.text} 더 이른 백업을 복원해 견주어 보세요."
        )
    if (known.seq, known.head) != (manifest.seq, manifest.hash):
        raise BackupRefused("복원한 기록의 끝이 백업의 목록과 다릅니다. 다른 백업 파일을 쓰세요.")


def _is_whole(home: Path, sha256: str) -> bool:
    try:
        fetch_bytes(home, sha256)
    except (OSError, ValueError):
        return False
    return True


def _each_told(things: Sequence[T], told: Callable[[float], None]) -> Iterator[T]:
    """Yield each thing, telling from time to time the share of them that is done."""
    for place, thing in enumerate(things):
        if place % 50 == 0:
            told(place / len(things))
        yield thing
