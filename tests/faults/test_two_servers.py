"""Two server processes on one store, both at work: they hinder each other, and nothing is lost or done twice."""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from casebase.access.act import Act
from casebase.casework import consultations
from casebase.domain.account import Role
from casebase.domain.errors import ChangedMeanwhile, MoveNotPermitted
from casebase.insight.mirror import Mirror, refresh
from casebase.store.connection import Store
from casebase.store.events import list_events_of
from tests.case_builders import a_person
from tests.consultation_acts import SCREENED
from tests.consultation_stages import a_received_consultation
from tests.faults.crew import gather
from tests.faults.figures import keep_figures
from tests.faults.wholeness import check
from tests.faults.workers import working
from tests.mirrored import held, held_by_a_fresh_mirror

SECONDS = 120 if os.environ.get("CASEBASE_SOAK") == "1" else 2


def test_acts_of_two_processes_are_all_there_once_and_both_mirrors_are_right(store: Store, tmp_path: Path) -> None:
    crew = gather(store)
    mirrors = [Mirror(tmp_path / f"{n}.duckdb") for n in range(2)]

    with working(store.url, store.home, crew, [mirror.path for mirror in mirrors]) as workers:
        for _ in range(SECONDS):
            for worker in workers:
                worker.listen(0.5)

    told = [worker.told for worker in workers]
    assert [each.unforeseen for each in told] == [[], []]
    assert all(each.acknowledged for each in told)
    check(store, [acknowledged for each in told for acknowledged in each.acknowledged])
    for mirror in mirrors:  # wherever the end of its process left it
        refresh(mirror, store)
        assert held(mirror) == held_by_a_fresh_mirror(store, tmp_path)
        mirror.close()
    refused = sum((each.refused for each in told), start=Counter())
    keep_figures(
        f"two_servers_{store.engine.kind}",
        seconds=SECONDS,
        acknowledged=sum(len(each.acknowledged) for each in told),
        overtaken=refused.total(),
        lost=0,
        doubled=0,
    )


def test_who_comes_second_hears_what_the_other_process_changed(store: Store) -> None:
    handler, applicant = a_person(store, name="박감사"), a_person(store, Role.APPLICANT)
    seen = a_received_consultation(handler, applicant)
    other = Store(store.url, store.home)
    owners = {"handler_id": handler.id, "co_handler_ids": "[]"}
    consultations.assign_consultation(handler.desk, seen.id, seen.version, owners)

    with pytest.raises(ChangedMeanwhile, match="박감사"):
        consultations.assign_consultation(replace(handler.desk, store=other), seen.id, seen.version, owners)

    other.close()


def test_two_who_screen_at_the_same_moment_are_both_answered(store: Store) -> None:
    handler, applicant = a_person(store), a_person(store, Role.APPLICANT)
    seen, both_ready = a_received_consultation(handler, applicant), Barrier(2)

    def screened() -> str:
        desk = handler.desk
        both_ready.wait()
        try:
            return consultations.screen_consultation(desk, seen.id, seen.version, SCREENED)
        except (ChangedMeanwhile, MoveNotPermitted) as refused:
            return type(refused).__name__

    with ThreadPoolExecutor(2) as threads:
        answers = [threads.submit(screened) for _ in range(2)]

    said = [answer.result() for answer in answers]
    assert said.count(str(seen.number)) == 1
    with store.reading() as con:
        assert [event.act for event in list_events_of(con, "consultation", seen.id)].count(Act.SCREEN_CONSULTATION) == 1
