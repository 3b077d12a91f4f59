"""Many people at once, each over a websocket of their own, against one running server: they type and finish visits."""

import json
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import TypeVar
from urllib.parse import unquote

from casebase.casework.desk import Desk
from casebase.casework.drafts import begin_draft
from casebase.casework.restoring import damaged_files
from casebase.casework.sign_in import open_session_for, session_of_token
from casebase.domain.draft import Form
from casebase.domain.visit import Track
from casebase.store.connection import Store
from casebase.store.events import find_fault
from casebase.store.ids import new_id
from tests.browser.serving import Served, serving
from tests.builders import a_business, an_account
from tests.case_builders import matter_fields
from tests.faults.figures import keep_figures
from tests.faults.visitor import Visitor, visiting

T = TypeVar("T")

IS_FULL = os.environ.get("CASEBASE_SOAK") == "1"
SESSIONS, SECONDS = (40, 120) if IS_FULL else (8, 6)
POSTS = 3  # of what is typed, for each visit


@dataclass
class Told:
    """What one person saw: the numbers of their visits, what they typed last, how long each answer took."""

    numbers: list[str] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "typed": [], "act": []})
    wrong: list[str] = field(default_factory=list)


def test_nothing_of_many_people_s_work_is_lost_or_done_twice(tmp_path: Path) -> None:
    with serving(tmp_path, demo=False) as served:
        store = Store(f"sqlite:///{tmp_path}/records.db", tmp_path)
        told = [Told() for _ in range(SESSIONS)]
        people = [threading.Thread(target=sit_down, args=(served, store, one)) for one in told]
        for person in people:
            person.start()
        for person in people:
            person.join()

    assert [wrong for one in told for wrong in one.wrong] == []
    assert all(one.numbers for one in told)
    must_be_there_once(store, told)
    log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert "Traceback" not in log, log[-3000:]
    figures = {f"{what}_p95_ms": p95([each for one in told for each in one.seconds[what]]) for what in told[0].seconds}
    keep_figures(
        "sessions",
        sessions=SESSIONS,
        seconds=SECONDS,
        visits=sum(len(one.numbers) for one in told),
        typed=sum(len(one.seconds["typed"]) for one in told),
        lost=0,
        doubled=0,
        **figures,
    )
    store.close()


def sit_down(served: Served, store: Store, told: Told) -> None:
    """Sign somebody in, and let them record one visit after the other."""
    with store.transaction() as con:
        account, business = an_account(con), a_business(con, registration_number="")
    token = open_session_for(store, account.id, datetime.now(UTC), idle_minutes=60, hours=2)
    try:
        with visiting(served.port, token) as visitor:
            until = time.monotonic() + SECONDS
            while time.monotonic() < until:
                desk = Desk(store=store, session_id=session_of_token(token), now=datetime.now(UTC))
                record_visit(visitor, begin_draft(desk, Form.VISIT), business.id, told)
    except Exception as failure:
        told.wrong.append(repr(failure))


def record_visit(visitor: Visitor, draft_id: str, business_id: str, told: Told) -> None:
    """Type a visit, one post after the other, finish it by its button, and look at its number."""
    fields = visit_as_typed(business_id)
    for sequence in range(1, POSTS + 1):
        place = f"본사 {new_id()}"
        typed = {name: {"v": value, "s": sequence} for name, value in {**fields, "place": place}.items()}
        status, said = timed(told, "typed", visitor.post, "/api/drafts", {"draft": draft_id, "fields": typed})
        assert (status, json.loads(said)["ok"]["place"]) == (200, sequence), said
    query = f"id={draft_id}"
    page = timed(told, "page", visitor.open, "visit", query)
    done = timed(told, "act", visitor.press, "visit", query, page.buttons["finish_visit"])
    told.wrong += [*page.exceptions, *done.exceptions]
    told.numbers.append(unquote(done.query.removeprefix("number=")))
    told.drafts[told.numbers[-1]] = place


def visit_as_typed(business_id: str) -> dict[str, str]:
    """A visit of today with one difficulty that was answered on the spot."""
    return {
        "business_id": business_id,
        "visited_on": datetime.now(UTC).date().isoformat(),
        "begins_at": "00:10",
        "ends_at": "00:20",
        "member_ids": "[]",
        "met": "공장장",
        "consents_to_record": "yes",
        "count_matters": "1",
        **matter_fields(1, Track.ON_SITE),
    }


def timed(told: Told, what: str, function: Callable[..., T], *arguments: object) -> T:
    """Do something and keep how long it took."""
    begun = time.perf_counter()
    answer = function(*arguments)
    told.seconds[what].append(time.perf_counter() - begun)
    return answer


def p95(seconds: list[float]) -> int:
    """Return the time, in milliseconds, that 95 of 100 answers stayed below."""
    return round(quantiles(seconds, n=20)[-1] * 1000)


def must_be_there_once(store: Store, told: list[Told]) -> None:
    """Every number that somebody saw is on record with what they typed last, and there are no others."""
    with store.reading() as con:
        assert find_fault(con) is None
        places = {str(number): str(place) for number, place in con.rows("select number, place from visits")}
        papers = con.rows("select count(*) from documents")
    seen = {number: place for one in told for number, place in one.drafts.items()}
    assert places == seen
    assert sum(len(one.numbers) for one in told) == len(places)  # no two saw the same number
    assert sorted(int(number[-4:]) for number in places) == list(range(1, len(places) + 1))
    assert papers == [(len(places),)]
    assert damaged_files(store, lambda _: None) == []
