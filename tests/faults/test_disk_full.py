"""A disk that fills up while people work, and has space again: a small file system, mounted for the test."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from casebase.domain.errors import BackupRefused, StorageFull
from casebase.insight.mirror import Mirror, refresh
from tests.backed_up import a_backup_in
from tests.builders import NOW
from tests.case_builders import record_of
from tests.consultation_stages import a_proposed_opinion, approve_opinion
from tests.faults.crew import Shift, act_once, gather
from tests.faults.figures import keep_figures
from tests.faults.small_disk import full, mounted
from tests.faults.wholeness import Acknowledged, check
from tests.mirrored import held, held_by_a_fresh_mirror
from tests.signing_keys import signing
from tests.stores import a_migrated_store

ROUNDS = 40 if os.environ.get("CASEBASE_SOAK") == "1" else 3
ACTS = 12


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk") as place:
        yield place


def test_what_a_full_disk_cannot_take_is_refused_whole_and_goes_on_once_there_is_space(disk: Path) -> None:
    store = a_migrated_store(disk)
    crew, heard, answers = gather(store), list[Acknowledged](), list[str]()
    shift = Shift(
        crew=crew,
        store=store,
        now=NOW,
        chance=Random(7),
        heard=lambda kind, key, answer: heard.append((kind, key, answer)),
    )

    for _ in range(ROUNDS):
        with full(disk):
            answers += [answer_to(shift) for _ in range(ACTS)]
            before = record_of(store)
            assert record_of(store) == before  # reading goes on
        refused_with_space = [answer for answer in (answer_to(shift) for _ in range(ACTS)) if answer]
        assert refused_with_space == []
        check(store, heard)

    assert answers.count("StorageFull") >= ACTS
    assert set(answers) <= {"", "StorageFull"}
    keep_figures(
        "disk_full", rounds=ROUNDS, refused=answers.count("StorageFull"), acknowledged=len(heard), lost=0, halves=0
    )
    store.close()


def answer_to(shift: Shift) -> str:
    """Try one act; the answer of the store's fullness is the one looked for."""
    try:
        return act_once(shift)
    except StorageFull:
        return "StorageFull"


def test_a_paper_that_finds_no_space_is_not_issued_and_takes_no_number(disk: Path) -> None:
    store = a_migrated_store(disk)
    crew = gather(store)
    shift = Shift(crew=crew, store=store, now=NOW, chance=Random(1), heard=lambda *_: None)
    head = signing(shift.person(crew.head))
    _, opinion_id = a_proposed_opinion(shift.person(crew.handler), shift.person(crew.applicant))
    before = record_of(store)

    with full(disk), pytest.raises(StorageFull, match="저장 공간이 부족"):
        approve_opinion(head, opinion_id)

    assert record_of(store) == before
    assert not list((store.home / "files").rglob("*.partial"))
    assert approve_opinion(head, opinion_id).endswith("-0001")
    store.close()


def test_a_backup_and_a_mirror_that_find_no_space_leave_nothing_behind(disk: Path) -> None:
    store, mirror = a_migrated_store(disk), Mirror(disk / "mirror" / "mirror.duckdb")
    crew = gather(store)

    with full(disk):
        with pytest.raises(BackupRefused, match="공간이 부족"):
            a_backup_in(store, disk / "backups")
        with pytest.raises(StorageFull):
            refresh(mirror, store)
        left = [path.name for path in (disk / "backups").glob("*") if path.suffix == ".partial"]

    assert left == []
    assert a_backup_in(store, disk / "backups").stat().st_size > 0
    refresh(mirror, store)
    assert held(mirror) == held_by_a_fresh_mirror(store, disk)
    assert crew.items
    mirror.close()
    store.close()
