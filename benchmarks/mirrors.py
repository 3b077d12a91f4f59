"""The mirror brought up to date after one act, and filled anew."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import Row, at_most, in_turn, timed, wall
from benchmarks.offices import MIDDLE, copied
from casebase.access.act import Act
from casebase.casework.desk import instant
from casebase.insight.mirror import Mirror, refresh
from casebase.store.connection import Store
from casebase.store.events import append_event
from casebase.store.ids import new_id

ROUNDS = 7


def measured() -> Iterator[Row]:
    """Yield a row: one act followed, against the whole store read."""
    with tempfile.TemporaryDirectory() as folder, copied(MIDDLE, Path(folder) / "home") as filled:
        mirror = Mirror(Path(folder) / "mirror" / "mirror.duckdb")
        refresh(mirror, filled.store)

        def follow_one() -> float:
            _touch_a_visit(filled.store)
            return timed(lambda: refresh(mirror, filled.store), wall)()

        def fill_anew() -> float:
            mirror.start_anew()
            return timed(lambda: refresh(mirror, filled.store), wall)()

        times = in_turn({"one act": follow_one, "whole": fill_anew}, ROUNDS, warm_up=1)
        mirror.close()
    yield at_most("mirror: refresh after one act", times, "one act", "whole")


def _touch_a_visit(store: Store) -> None:
    with store.transaction() as con:
        visit = con.row("select id from visits order by id desc limit 1")
        append_event(
            con,
            command_id=new_id(),
            happened_at=instant(datetime.now(UTC)),
            account_id="operator",
            act=Act.CORRECT_VISIT,
            subject_kind="visit",
            subject_id=visit[0] if visit else "",
            detail="{}",
            result="",
        )
