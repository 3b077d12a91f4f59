"""The list of consultations in a large office against a small one."""

from collections.abc import Iterator

from benchmarks.growth import reruns, reruns_after_an_act
from benchmarks.measuring import Row, at_most
from benchmarks.offices import CASES, SMALLER, Filled, in_place
from benchmarks.reruns import Page

GOAL = 1.1


def measured() -> Iterator[Row]:
    """Yield a row for who sees every case and one for an applicant; then what the rerun after an act takes."""
    with in_place(CASES) as larger, in_place(SMALLER) as smaller:
        for who in ("auditor", "applicant"):
            ours, peer = _page(larger, who), _page(smaller, who)
            told = f"consultations ({who}), {ours.told}"
            yield at_most(f"rerun of {told}", reruns(ours, peer), ours.told, peer.told, GOAL)
            yield at_most(f"after an act: {told}", reruns_after_an_act(ours, peer), ours.told, peer.told)


def _page(filled: Filled, who: str) -> Page:
    session_id = {"auditor": filled.auditor, "applicant": filled.applicant}[who]
    told = f"{filled.cases:,} cases"
    return Page(told=told, file="consultations.py", office=filled.office, session_id=session_id, query={})
