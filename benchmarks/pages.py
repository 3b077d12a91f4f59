"""Reruns of the main screens over 10,000 visits and 10,000 reviews, against the same screens with constant data."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest

from benchmarks.filled import ROOT, Filled, filled_office
from benchmarks.measuring import Row, at_most, in_turn, processor
from benchmarks.replay import Answers, recorded, replayed
from casebase.casework.office import Configuration, Office, open_office, use_office
from casebase.domain.account import Role
from casebase.domain.review import ReviewStatus
from casebase.domain.visit import VisitStatus
from casebase.store.accounts import list_accounts
from casebase.ui import session

ROUNDS = 60
GOAL = 1.3
BARE = "import streamlit as st\n\nst.title('Casebase')\n"


@dataclass(frozen=True, kw_only=True)
class _Page:
    """One screen as one person sees it."""

    told: str
    file: str
    session_id: str
    query: dict[str, str]


def measured() -> Iterator[Row]:
    """Yield a row a screen, and how a screen compares to a bare page."""
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as filled, _script_timed() as seconds:
        bare = _bare(Path(folder), seconds)
        for page in _pages(filled):
            real, constant = _real_and_constant(page, seconds)
            times = in_turn({"page": real, "constant": constant, "bare": bare}, ROUNDS)
            yield at_most(f"rerun of {page.told}", times, "page", "constant", GOAL)
            yield at_most(f"rerun of {page.told}", times, "page", "bare")


def _pages(filled: Filled) -> list[_Page]:
    """The auditor's screens, a review they are judging among them, and the head's first screen."""
    with filled.store.reading() as con:
        auditor = list_accounts(con, (Role.AUDITOR,))[0].id
        visit = con.row("select number from visits where status = ? order by id desc", [VisitStatus.CLOSED.value])
        review = con.row(
            "select number from reviews where handler_id = ? and status = ? order by filed_on",
            [auditor, ReviewStatus.FACT_FINDING.value],
        )
    if visit is None or review is None:
        raise LookupError("the filled office has no such visit or review")
    return [
        _Page(told="today (auditor)", file="today.py", session_id=filled.auditor, query={}),
        _Page(told="today (head)", file="today.py", session_id=filled.head, query={}),
        _Page(told="visits", file="visits.py", session_id=filled.auditor, query={}),
        _Page(told="visit", file="visit.py", session_id=filled.auditor, query={"number": visit[0]}),
        _Page(told="exemptions", file="exemptions.py", session_id=filled.auditor, query={}),
        _Page(told="exemption", file="exemption.py", session_id=filled.auditor, query={"number": review[0]}),
    ]


def _real_and_constant(page: _Page, seconds: list[float]) -> tuple[Callable[[], float], Callable[[], float]]:
    """Return reruns of a page: as it is, and with the answers that its last rerun got."""
    real, constant = _opened(page), _opened(page)
    answers: Answers = {}
    with recorded(answers), _looking(page):
        _run(constant)
    return _rerun(real, page, seconds), _rerun(constant, page, seconds, answers)


def _opened(page: _Page) -> AppTest:
    test = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=60)
    test.query_params |= page.query
    with _looking(page):
        test.run()
        if page.file != "today.py":
            test.switch_page(page.file)
            test.query_params |= page.query
        for _ in range(2):  # the first run opens drafts and fills caches
            _run(test)
    return test


def _run(test: AppTest) -> None:
    test.run()
    if test.exception or test.error:
        raise RuntimeError([each.value for each in (*test.exception, *test.error)])


def _rerun(test: AppTest, page: _Page, seconds: list[float], answers: Answers | None = None) -> Callable[[], float]:
    def rerun() -> float:
        with ExitStack() as stack:
            stack.enter_context(_looking(page))
            if answers is not None:
                stack.enter_context(replayed(answers))
            seconds.clear()
            _run(test)
        return sum(seconds)

    return rerun


def _bare(folder: Path, seconds: list[float]) -> Callable[[], float]:
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    test = AppTest.from_file(script, default_timeout=60).run()

    def rerun() -> float:
        seconds.clear()
        test.run()
        return sum(seconds)

    return rerun


@contextmanager
def _looking(page: _Page) -> Iterator[None]:
    with patch.object(session, "session_id", return_value=page.session_id):
        yield


@contextmanager
def _served(folder: Path) -> Iterator[Filled]:
    """Serve a filled office to the pages."""
    home = folder / "home"
    filled = filled_office(home)
    served: Office = open_office(Configuration(home=home, store_url=filled.store.url))
    use_office(served)
    try:
        yield filled
    finally:
        use_office(None)
        served.mirror.close()
        served.store.close()


@contextmanager
def _script_timed() -> Iterator[list[float]]:
    """Keep the processor's seconds of each script run: what the server does between a click and its answer.

    Compiled scripts are shared between runs, as in a server.
    """
    seconds: list[float] = []
    run_script = ScriptRunner._run_script

    def timed(runner: ScriptRunner, rerun_data: Any) -> None:
        begin = processor()
        run_script(runner, rerun_data)
        seconds.append(processor() - begin)

    compiled = ScriptCache()
    with (
        patch.object(ScriptRunner, "_run_script", timed),
        patch("streamlit.testing.v1.local_script_runner.ScriptCache", return_value=compiled),
    ):
        yield seconds
