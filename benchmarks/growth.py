"""One page of two offices: what a hundred times as many cases cost."""

from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.measuring import Times, in_turn, wall
from benchmarks.reruns import Page, opened, rerun, script_timed
from casebase.access.act import Act
from casebase.casework.desk import instant
from casebase.domain.canonical import canonical_json
from casebase.domain.consultation import ConsultationStatus
from casebase.store.connection import Store
from casebase.store.events import append_event
from casebase.store.ids import new_id

ROUNDS = 60
ROUNDS_AFTER_AN_ACT = 15


def reruns(*pages: Page) -> Times:
    """Measure reruns between which nobody did anything, by what the pages are told as."""
    with script_timed() as seconds:
        return in_turn({page.told: rerun(opened(page), page, seconds) for page in pages}, ROUNDS)


def reruns_after_an_act(*pages: Page) -> Times:
    """Measure the first rerun after somebody acted on a case, when all that was kept is asked for anew.

    By the clock on the wall: the mirror answers from threads of its own.
    """
    with script_timed(wall) as seconds:
        things = {page.told: _after_an_act(page, rerun(opened(page), page, seconds)) for page in pages}
        return in_turn(things, ROUNDS_AFTER_AN_ACT, warm_up=1)


def _after_an_act(page: Page, measured: Callable[[], float]) -> Callable[[], float]:
    def act_and_measure() -> float:
        _touch_a_case(page.office.store)
        return measured()

    return act_and_measure


def _touch_a_case(store: Store) -> None:
    """Record an act on a case under review, which the mirror copies and counts anew."""
    with store.transaction() as con:
        case = con.row(
            "select id, number, title, handler_id from consultations where status = ? order by filed_on desc limit 1",
            [ConsultationStatus.UNDER_REVIEW.value],
        )
        if case is None:
            raise LookupError("the filled office has no case under review")
        case_id, number, title, handler_id = case
        append_event(
            con,
            command_id=new_id(),
            happened_at=instant(datetime.now(UTC)),
            account_id=handler_id,
            act=Act.ADD_NOTE,
            subject_kind="consultation",
            subject_id=case_id,
            detail=canonical_json({"number": number, "title": title}).decode(),
            result=number,
        )
