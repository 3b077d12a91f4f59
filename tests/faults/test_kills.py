"""A server killed at any moment, again and again, while people do everything at once."""

import os
import time
from pathlib import Path
from random import Random

import pytest

from casebase.insight.mirror import Mirror, refresh
from casebase.store.connection import Store
from casebase.store.events import count_by_act, latest_seq
from tests.faults.crew import Crew, gather
from tests.faults.figures import keep_figures
from tests.faults.wholeness import check
from tests.faults.workers import STARTS_WITHIN, Told, begin_work
from tests.mirrored import held, held_by_a_fresh_mirror

KILLS = int(os.environ.get("CASEBASE_KILLS", "12"))
CHECKED_EACH = 25


@pytest.mark.kill
def test_what_was_acknowledged_before_a_kill_is_whole_and_nothing_is_there_in_part(
    sqlite_store: Store, tmp_path: Path
) -> None:
    crew = gather(sqlite_store, items=1 + KILLS // 100)
    mirror, heard = Mirror(tmp_path / "mirror.duckdb"), Told()

    for turn in range(KILLS):
        killed(sqlite_store, crew, mirror.path, Random(turn), heard)
        if turn % CHECKED_EACH == 0:
            check(sqlite_store, heard.acknowledged)

    check(sqlite_store, heard.acknowledged)
    assert heard.unforeseen == []
    assert len(heard.acknowledged) > KILLS
    refresh(mirror, sqlite_store)
    assert held(mirror) == held_by_a_fresh_mirror(sqlite_store, tmp_path)
    mirror.close()
    with sqlite_store.reading() as con:
        kinds = len(count_by_act(con, 0, latest_seq(con)))
    assert kinds > 8
    keep_figures("kills", kills=KILLS, acknowledged=len(heard.acknowledged), kinds_of_acts=kinds, lost=0, doubled=0)


def killed(store: Store, crew: Crew, mirror_file: Path, chance: Random, heard: Told) -> None:
    """Start a server process, kill it at some moment, and hear what it acknowledged."""
    worker = begin_work(store.url, store.home, crew, mirror_file, chance.randrange(1 << 30))
    if chance.random() < 0.85:  # the others may be killed before their first act, or while they recover
        worker.pipe.poll(STARTS_WITHIN)
    time.sleep(chance.uniform(0, 0.8))
    told = worker.kill()
    heard.acknowledged += told.acknowledged
    heard.refused += told.refused
    heard.unforeseen += told.unforeseen
