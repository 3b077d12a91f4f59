"""A backup: what its list of contents says, and which of many are kept."""

import json
import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casebase.domain.errors import BackupRefused, InvalidEntry

Progress = Callable[[str, float], None]  # what is being done, and how much of it, 0 to 1

RETRY_MINUTES = 30
FORMAT = 1

_KEPT = re.compile(r"([0-9]{1,4})([dwm])")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """Bytes in a backup, by their SHA-256."""

    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The list of a backup's contents: the records up to one event, and every file they name."""

    engine: str  # "sqlite" or "postgresql"
    migration: str  # the newest applied
    seq: int
    hash: str
    taken_at: str
    records: KeptFile
    files: tuple[KeptFile, ...]
    missing: tuple[str, ...]  # files that the records name and that were not there, or not whole
    format: int = FORMAT


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A backup that was taken, or, with a `failure`, one that could not be. `file_name` is its whole path."""

    id: str
    file_name: str
    sha256: str
    size: int
    seq: int
    hash: str
    taken_at: str
    removed_at: str | None = None
    failure: str = ""


@dataclass(frozen=True, kw_only=True)
class Keep:
    """How long backups are kept: the newest of each of the last days, weeks and months that have any."""

    days: int
    weeks: int
    months: int


KEPT_BY_DEFAULT = Keep(days=14, weeks=8, months=24)


def keep_from(text: str) -> Keep:
    """Read "14d,8w,24m": days, weeks and months, each at most once, one of them at least. Raises: InvalidEntry."""
    found = [_KEPT.fullmatch(part.strip()) for part in text.split(",")]
    counts = {match[2]: int(match[1]) for match in found if match}
    if not all(found) or len(counts) != len(found) or not any(counts.values()):
        raise InvalidEntry("14d,8w,24m처럼 남길 일(d), 주(w), 달(m)의 수를 쉼표로 이어 적으세요.")
    return Keep(days=counts.get("d", 0), weeks=counts.get("w", 0), months=counts.get("m", 0))


def manifest_from(content: bytes) -> Manifest:
    """Read a list of contents. Raises: BackupRefused when it is none, or of a later programme's."""
    try:
        read = json.loads(content)
        if read["format"] != FORMAT:
            raise BackupRefused("더 새로운 프로그램이 만든 백업입니다. 프로그램을 새 판으로 바꾸고 다시 하세요.")
        files = tuple(map(_kept_file, read.pop("files")))
        return Manifest(**{**read, "records": _kept_file(read["records"]), "files": files, "missing": _missing(read)})
    except (ValueError, TypeError, KeyError) as failure:
        raise BackupRefused("백업의 목록(manifest.json)을 읽을 수 없습니다. 다른 백업 파일을 쓰세요.") from failure


def kept_backups(backups: Sequence[Backup], keep: Keep, day_of: Callable[[str], date]) -> frozenset[str]:
    """Return the ids of the backups to keep; the newest always is. `day_of` tells an instant's day in the office."""
    newest_first = sorted(backups, key=lambda backup: backup.taken_at, reverse=True)
    days = [day_of(backup.taken_at) for backup in newest_first]
    periods: tuple[tuple[int, list[Hashable]], ...] = (
        (keep.days, list(days)),
        (keep.weeks, [day.isocalendar()[:2] for day in days]),
        (keep.months, [(day.year, day.month) for day in days]),
    )
    kept = {backup.id for backup in newest_first[:1]}
    for count, named in periods:
        first_of = {period: place for place, period in reversed(list(enumerate(named)))}
        kept |= {newest_first[place].id for place in sorted(first_of.values())[:count]}
    return frozenset(kept)


def is_due(slot: datetime, now: datetime, newest: Backup | None) -> bool:
    """Say whether a backup is to be taken for the moment `slot` of a schedule, given the newest taken or failed.

    One that failed is tried again RETRY_MINUTES later. Moments have a time zone.
    """
    if newest is None:
        return True
    taken_at = datetime.fromisoformat(newest.taken_at)
    return taken_at < slot or (bool(newest.failure) and now - taken_at >= timedelta(minutes=RETRY_MINUTES))


def _kept_file(read: dict[str, object]) -> KeptFile:
    sha256, size = read["sha256"], read["size"]
    if not isinstance(sha256, str) or not isinstance(size, int) or not _SHA256.fullmatch(sha256):
        raise ValueError("no SHA-256 and size")
    return KeptFile(sha256=sha256, size=size)


def _missing(read: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(map(str, read["missing"]))
