"""Whether the records and their files can be relied on as they lie, looked at before a server opens them.

SQLite's own check reads the whole file, at about a quarter of a gigabyte a second: it is made at every start up to
CHECKED_WHOLE bytes, and up to CHECKED_LEFT_OPEN where the last server did not close the file (its log is still there).
One of any size is checked by `python -m casebase check-log`, by each backup and by each restored one. PostgreSQL checks
itself when it starts.
"""

import os
from pathlib import Path

from casebase.domain.errors import StorageDamaged
from casebase.store.connection import Store
from casebase.store.engines import RESTORE
from casebase.store.migrate import latest_migration, list_pending, newest_known
from casebase.store.named_files import newest_not_there
from casebase.store.snapshots import first_damage, tables_in

CHECKED_WHOLE = 256 * 2**20
CHECKED_LEFT_OPEN = 4 * 2**30  # a quarter of a minute

_HEADER = b"SQLite format 3\0"
_SHOWN = 3
_NO_RECORDS = "확인할 기록이 없습니다. CASEBASE_HOME과 CASEBASE_STORE가 기관의 기록을 가리키는지 확인하세요."


def must_be_sound(store: Store, *, allows_missing_files: bool = False, reads_whole: bool = False) -> None:
    """Refuse records that are damaged, not ours, of a later programme, not writable, or without their files.

    Of the files only the newest are looked for; `reads_whole`: SQLite's own check is made of a file of any size.
    Raises: StorageDamaged with what to do; StorageUnreachable.
    """
    _must_take_files(store.home)
    if store.engine.kind == "sqlite":
        _file_must_be_sound(store, _file_of(store), reads_whole=reads_whole)
    tables = tables_in(store)
    if not tables:
        _must_be_new(store)
        return
    if "migrations" not in tables:
        raise StorageDamaged(
            "CASEBASE_STORE가 가리키는 곳에 Casebase가 아닌 다른 프로그램의 자료가 있습니다. 주소를 확인하세요."
        )
    _must_be_known(store)
    if not allows_missing_files:
        _files_must_be_there(store)


def must_be_ready_to_check(store: Store, *, reads_whole: bool = False) -> None:
    """Refuse what a check could not read without changing it: no records, or those of an earlier programme.

    Missing files hinder no check. Raises: as `must_be_sound`.
    """
    if store.engine.kind == "sqlite" and _is_nothing(_file_of(store)):
        raise StorageDamaged(_NO_RECORDS)  # to connect would make the file
    must_be_sound(store, allows_missing_files=True, reads_whole=reads_whole)
    if not list_pending(store):
        return
    if not tables_in(store):
        raise StorageDamaged(_NO_RECORDS)
    with store.reading() as con:
        applied = latest_migration(con)
    raise StorageDamaged(
        f"기록이 이 프로그램보다 이전 판의 것입니다({applied}). 확인은 기록을 바꾸지 않으므로 그 판의 프로그램으로 "
        "확인하세요. 이 판으로 확인하려면 백업한 뒤 서버를 한 번 시작하세요."
    )


def _file_of(store: Store) -> Path:
    return Path(store.url.removeprefix("sqlite:///"))


def _is_nothing(path: Path) -> bool:
    return not path.exists() or path.stat().st_size == 0


def _must_take_files(home: Path) -> None:
    for folder in (home, home / "files"):
        if folder.exists() and not _may(folder, os.R_OK | os.W_OK | os.X_OK):
            raise StorageDamaged(f"{folder} 폴더에 쓸 수 없습니다. 폴더의 주인과 쓰기 권한을 확인하세요.")


def _file_must_be_sound(store: Store, path: Path, *, reads_whole: bool) -> None:
    log, index = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
    if _is_nothing(path):
        return
    if not _may(path, os.R_OK | os.W_OK) or not _may(path.parent, os.W_OK | os.X_OK):
        raise StorageDamaged(f"기록 파일({path})이나 그 폴더에 쓸 수 없습니다. 파일의 주인과 쓰기 권한을 확인하세요.")
    with path.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            raise StorageDamaged(f"기록 파일({path})의 첫머리가 손상되었습니다. {RESTORE}")
    # SQLite removes the index first and makes it last: no program leaves an index without its log. Asked twice, as
    # another one may be opening the file just now.
    if not log.exists() and index.exists() and not log.exists():
        raise StorageDamaged(
            f"기록 파일의 일부({log})가 없어졌습니다. 마지막에 저장한 기록이 그 안에 있었습니다. 그 파일을 제자리에 "
            f"되돌려 놓으세요. 되돌릴 수 없으면 {RESTORE}"
        )
    was_left_open = log.exists() and log.stat().st_size > 0
    if reads_whole or path.stat().st_size <= (CHECKED_LEFT_OPEN if was_left_open else CHECKED_WHOLE):
        _must_be_whole(store, path)


def _may(path: Path, what: int) -> bool:
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def _must_be_whole(store: Store, path: Path) -> None:
    if damage := first_damage(store):
        raise StorageDamaged(f"기록 파일({path})이 손상되었습니다({damage}). {RESTORE}")


def _must_be_new(store: Store) -> None:
    if any((store.home / "files").glob("*/*")):
        raise StorageDamaged(
            f"{store.home / 'files'} 폴더에 첨부와 문서가 있는데 그 기록이 없습니다. CASEBASE_HOME과 CASEBASE_STORE가 "
            f"같은 기관의 것인지 확인하세요. 기록을 잃었으면 {RESTORE}"
        )


def _must_be_known(store: Store) -> None:
    with store.reading() as con:
        applied = latest_migration(con)
    if applied > newest_known(store.engine.kind):
        raise StorageDamaged(
            f"기록이 이 프로그램보다 새로운 판의 것입니다({applied}). 프로그램을 그 판 이상으로 바꾼 뒤 시작하세요."
        )


def _files_must_be_there(store: Store) -> None:
    with store.reading() as con:
        gone = newest_not_there(con, store.home)
    if gone:
        named = ", ".join(gone[:_SHOWN]) + (f" 외 {len(gone) - _SHOWN}건" if len(gone) > _SHOWN else "")
        raise StorageDamaged(
            f"기록에 있는 문서·첨부의 파일이 {store.home / 'files'} 폴더에 없거나 잘렸습니다({named}). 백업에서 "
            "되돌리세요: python -m casebase check-files --from 백업파일. 되돌릴 수 없는 파일을 두고 시작하려면 "
            "CASEBASE_ALLOW_MISSING_FILES=1로 시작하세요."
        )
