"""The first screen where very many cases are open against one where few are."""

from collections.abc import Iterator

from benchmarks.growth import reruns, reruns_after_an_act
from benchmarks.measuring import Row, at_most
from benchmarks.offices import CASES, SMALLER, Filled, in_place
from benchmarks.reruns import Page

GOAL = 1.3


def measured() -> Iterator[Row]:
    """Yield a row for the auditor and one for the head; then what the rerun after an act takes."""
    with in_place(CASES) as larger, in_place(SMALLER) as smaller:
        for who in ("auditor", "head"):
            ours, peer = _page(larger, who), _page(smaller, who)
            told = f"today ({who}), {ours.told}"
            yield at_most(f"rerun of {told}", reruns(ours, peer), ours.told, peer.told, GOAL)
            yield at_most(f"after an act: {told}", reruns_after_an_act(ours, peer), ours.told, peer.told)


def _page(filled: Filled, who: str) -> Page:
    session_id = {"auditor": filled.auditor, "head": filled.head}[who]
    told = f"{filled.open_cases:,} open cases"
    return Page(told=told, file="today.py", office=filled.office, session_id=session_id, query={})
