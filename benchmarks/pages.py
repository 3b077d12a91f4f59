"""Reruns of the main screens over an office of 100,000 cases, against the same screens with constant data."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.kept import session_for
from benchmarks.measuring import Row, at_most, in_turn
from benchmarks.offices import MIDDLE, Filled, copied
from benchmarks.replay import Answers, recorded
from benchmarks.reruns import Page, looking, opened, rerun, run, script_timed
from casebase.domain.review import ReviewStatus
from casebase.domain.visit import VisitStatus

ROUNDS = 60
GOAL = 1.3
BARE = "import streamlit as st\n\nst.title('Casebase')\n"


def measured() -> Iterator[Row]:
    """Yield a row a screen, and how a screen compares to a bare page."""
    with (
        tempfile.TemporaryDirectory() as folder,
        copied(MIDDLE, Path(folder) / "home") as filled,
        script_timed() as seconds,
    ):
        bare = _bare(Path(folder), seconds)
        for page in _pages(filled):
            real, constant = _real_and_constant(page, seconds)
            times = in_turn({"page": real, "constant": constant, "bare": bare}, ROUNDS)
            yield at_most(f"rerun of {page.told}", times, "page", "constant", GOAL)
            yield at_most(f"rerun of {page.told}", times, "page", "bare")


def _pages(filled: Filled) -> list[Page]:
    """The auditor's screens, a review they are judging among them, and the head's first screen."""
    with filled.store.reading() as con:
        visit = con.row("select number from visits where status = ? order by id desc", [VisitStatus.CLOSED.value])
        review = con.row(
            "select number, handler_id from reviews where status = ? order by filed_on limit 1",
            [ReviewStatus.FACT_FINDING.value],
        )
    if visit is None or review is None:
        raise LookupError("the filled office has no such visit or review")

    def page(told: str, file: str, session_id: str, number: str = "") -> Page:
        query = {"number": number} if number else {}
        return Page(told=told, file=file, office=filled.office, session_id=session_id, query=query)

    return [
        page("today (auditor)", "today.py", filled.auditor),
        page("today (head)", "today.py", filled.head),
        page("visits", "visits.py", filled.auditor),
        page("visit", "visit.py", filled.auditor, visit[0]),
        page("exemptions", "exemptions.py", filled.auditor),
        page("exemption", "exemption.py", session_for(filled.store, review[1]), review[0]),
    ]


def _real_and_constant(page: Page, seconds: list[float]) -> tuple[Callable[[], float], Callable[[], float]]:
    """Return reruns of a page: as it is, and with the answers that its last rerun got."""
    real, constant = opened(page), opened(page)
    answers: Answers = {}
    with recorded(answers), looking(page):
        run(constant)
    return rerun(real, page, seconds), rerun(constant, page, seconds, answers)


def _bare(folder: Path, seconds: list[float]) -> Callable[[], float]:
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    test = AppTest.from_file(script, default_timeout=60).run()

    def measured() -> float:
        seconds.clear()
        test.run()
        return sum(seconds)

    return measured
