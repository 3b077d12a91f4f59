"""Which backups are kept, when the next is due, and what a list of contents must say."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.backup import (
    KEPT_BY_DEFAULT,
    Backup,
    Keep,
    KeptFile,
    Manifest,
    is_due,
    keep_from,
    kept_backups,
    manifest_from,
)
from casebase.domain.canonical import canonical_json
from casebase.domain.errors import BackupRefused, InvalidEntry

KEEPS = st.builds(Keep, days=st.integers(0, 20), weeks=st.integers(0, 10), months=st.integers(0, 30))
HOURS = st.lists(st.integers(0, 24 * 800), max_size=60, unique=True)
MANIFEST = Manifest(
    engine="sqlite",
    migration="0009_trust",
    seq=3,
    hash="ab" * 32,
    taken_at="2026-11-23T01:00:00.000000Z",
    records=KeptFile(sha256="cd" * 32, size=5),
    files=(KeptFile(sha256="ef" * 32, size=7),),
    missing=(),
)


def day_of(instant: str) -> date:
    return datetime.fromisoformat(instant).date()


def a_backup_at(moment: datetime, failure: str = "") -> Backup:
    at = moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return Backup(id=at, file_name="", sha256="", size=0, seq=1, hash="", taken_at=at, failure=failure)


def backups_at(hours: list[int]) -> list[Backup]:
    return [a_backup_at(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)) for hour in hours]


@given(HOURS, KEEPS)
def test_the_newest_of_each_of_the_last_days_weeks_and_months_is_kept_and_nothing_else(
    hours: list[int], keep: Keep
) -> None:
    backups = backups_at(hours)

    kept = kept_backups(backups, keep, day_of)

    due = {max(backups, key=lambda b: b.taken_at).id} if backups else set()
    for count, period in (
        (keep.days, day_of),
        (keep.weeks, lambda at: day_of(at).isocalendar()[:2]),
        (keep.months, lambda at: day_of(at).replace(day=1)),
    ):
        newest = {period(b.taken_at): b.id for b in sorted(backups, key=lambda b: b.taken_at)}
        due |= {newest[key] for key in sorted(newest)[-count:]} if count else set()
    assert kept == due


@given(st.integers(1, 500), KEEPS)
def test_removing_day_by_day_keeps_what_removing_once_would(days: int, keep: Keep) -> None:
    moments = [datetime(2026, 1, 1, 17, tzinfo=UTC) + timedelta(days=day) for day in range(days)]
    left: list[Backup] = []

    for moment in moments:
        left.append(a_backup_at(moment))
        kept = kept_backups(left, keep, day_of)
        left = [backup for backup in left if backup.id in kept]

    assert {backup.id for backup in left} == kept_backups(list(map(a_backup_at, moments)), keep, day_of)


def test_backups_that_stopped_for_a_year_are_not_lost_to_the_first_new_one() -> None:
    old = [a_backup_at(datetime(2025, 1, day, tzinfo=UTC)) for day in range(1, 11)]

    kept = kept_backups([*old, a_backup_at(datetime(2026, 1, 10, tzinfo=UTC))], KEPT_BY_DEFAULT, day_of)

    assert len(kept) == 11


@pytest.mark.parametrize(
    ("text", "keep"),
    [
        ("14d,8w,24m", KEPT_BY_DEFAULT),
        (" 3m , 2d ", Keep(days=2, weeks=0, months=3)),
        ("1w", Keep(days=0, weeks=1, months=0)),
    ],
)
def test_how_long_backups_are_kept_is_read(text: str, keep: Keep) -> None:
    assert keep_from(text) == keep


@pytest.mark.parametrize("text", ["14", "14d8w", "14d,3d", "0d", "d", "-1d", "14d,", "14y", "일주일"])
def test_what_says_no_such_thing_is_refused(text: str) -> None:
    with pytest.raises(InvalidEntry, match="14d,8w,24m"):
        keep_from(text)


def test_a_backup_is_due_once_for_each_slot_and_again_after_a_failure() -> None:
    slot = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    just_after, later = slot + timedelta(minutes=1), slot + timedelta(minutes=40)

    assert is_due(slot, just_after, None)
    assert is_due(slot, just_after, a_backup_at(slot - timedelta(seconds=1)))
    assert not is_due(slot, later, a_backup_at(just_after))
    assert not is_due(slot, just_after, a_backup_at(just_after, failure="가득 참"))
    assert is_due(slot, later, a_backup_at(just_after, failure="가득 참"))


def test_a_list_of_contents_comes_back_as_it_was_written() -> None:
    assert manifest_from(canonical_json(MANIFEST)) == MANIFEST


def test_a_list_of_a_later_programme_is_refused_as_such() -> None:
    with pytest.raises(BackupRefused, match="더 새로운 프로그램"):
        manifest_from(canonical_json(replace(MANIFEST, format=2)))


@pytest.mark.parametrize(
    "changes", [{"files": None}, {"records": {}}, {"seq": None, "more": 1}, {"files": [{"sha256": "../x", "size": 1}]}]
)
def test_a_list_that_says_something_else_is_refused(changes: dict[str, object]) -> None:
    read = json.loads(canonical_json(MANIFEST))

    for content in (json.dumps(read | changes).encode(), b"", b"[]", b"\xff", b"null"):
        with pytest.raises(BackupRefused, match=r"manifest\.json"):
            manifest_from(content)
