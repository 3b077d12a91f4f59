"""Reruns of a page as a person sees it: what the server does between a click and its answer, without a browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Error

from benchmarks.kept import ROOT
from benchmarks.measuring import processor
from benchmarks.replay import Answers, replayed
from casebase.casework.office import Configuration, Office, open_office, use_office
from casebase.store.connection import Store
from casebase.ui import session


@dataclass(frozen=True, kw_only=True)
class Page:
    """One screen of an office as one person sees it."""

    told: str
    file: str
    office: Office
    session_id: str
    query: dict[str, str]


def opened(page: Page) -> AppTest:
    """Open a page and run it until it is warm."""
    test = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=600)
    test.query_params |= page.query
    with looking(page):
        test.run()
        if page.file != "today.py":
            test.switch_page(page.file)
            test.query_params |= page.query
        for _ in range(2):  # the first run opens drafts and fills caches
            run(test)
    return test


def run(test: AppTest) -> None:
    """Run a page once more; whatever it could not do is an error here."""
    test.run()
    # What is late is told in the same red, but in a container of its own.
    refused = [each for each in test.main.children.values() if isinstance(each, Error)]
    if test.exception or refused:
        raise RuntimeError([each.value for each in (*test.exception, *refused)])


def rerun(test: AppTest, page: Page, seconds: list[float], answers: Answers | None = None) -> Callable[[], float]:
    """Return a function that reruns a page, with recorded answers where given, and returns how long its script took."""

    def measured() -> float:
        with ExitStack() as stack:
            stack.enter_context(looking(page))
            if answers is not None:
                stack.enter_context(replayed(answers))
            seconds.clear()
            run(test)
        return sum(seconds)

    return measured


@contextmanager
def looking(page: Page) -> Iterator[None]:
    """While open, the page's office is served, and it is the page's person who looks."""
    use_office(page.office)
    with patch.object(session, "session_id", return_value=page.session_id):
        yield


@contextmanager
def served(store: Store, home: Path) -> Iterator[Office]:
    """Open an office for the pages that look at it."""
    office = open_office(Configuration(home=home, store_url=store.url))
    try:
        yield office
    finally:
        use_office(None)
        office.mirror.close()
        office.store.close()


@contextmanager
def script_timed(clock: Callable[[], float] = processor) -> Iterator[list[float]]:
    """Keep the seconds of each script run: what the server does between a click and its answer.

    Compiled scripts are shared between runs, as in a server.
    """
    seconds: list[float] = []
    run_script = ScriptRunner._run_script

    def timed(runner: ScriptRunner, rerun_data: Any) -> None:
        begin = clock()
        run_script(runner, rerun_data)
        seconds.append(clock() - begin)

    compiled = ScriptCache()
    with (
        patch.object(ScriptRunner, "_run_script", timed),
        patch("streamlit.testing.v1.local_script_runner.ScriptCache", return_value=compiled),
    ):
        yield seconds
