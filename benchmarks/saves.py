"""One durable save, as people do it, against one raw durable commit of the same engine."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from benchmarks.measuring import Row, at_most, in_turn, timed, wall
from benchmarks.offices import MIDDLE, Filled, copied
from casebase.casework.desk import Desk
from casebase.casework.drafts import begin_draft, keep_fields
from casebase.casework.findings import questions_of, record_findings
from casebase.domain.draft import Form, TypedField
from casebase.domain.finding import Step
from casebase.domain.review import ReviewStatus
from casebase.store.ids import new_id
from casebase.store.reviews import fetch_review

ROUNDS = 300
GOAL = 3.0


def measured() -> Iterator[Row]:
    """Yield a row for a draft's field kept as it is typed, and one for an act with its event."""
    with tempfile.TemporaryDirectory() as folder, copied(MIDDLE, Path(folder) / "home") as filled:
        things = {
            "field": timed(_typing(filled), wall),
            "act": timed(_judging(filled), wall),
            "raw": timed(_raw_commit(Path(folder) / "raw.db"), wall),
        }
        times = in_turn(things, ROUNDS)
    yield at_most("save of a typed field (keep_fields)", times, "field", "raw", GOAL)
    yield at_most("act: three findings and an event (record_findings)", times, "act", "raw", GOAL)


def _desk(filled: Filled) -> Desk:
    return Desk(store=filled.store, session_id=filled.auditor, now=datetime.now(UTC))


def _typing(filled: Filled) -> Callable[[], object]:
    draft_id = begin_draft(_desk(filled), Form.VISIT)
    sequence = count(1)

    def save() -> object:
        n = next(sequence)
        field = TypedField(key="difficulty_1", value=f"공장 증설 승인이 늦어집니다. {n}", sequence=n)
        return keep_fields(_desk(filled), draft_id, [field])

    return save


def _judging(filled: Filled) -> Callable[[], object]:
    """Judge a charge by its criteria again and again, each time with other reasons."""
    with filled.store.reading() as con:
        found = con.row(
            "select id from reviews where status = ? and not exists"
            " (select 1 from findings f where f.review_id = reviews.id) order by id",
            [ReviewStatus.FACT_FINDING.value],
        )
        if found is None:
            raise LookupError("the filled office has no review that waits to be judged")
        review = fetch_review(con, found[0])
    codes = [question.code for question in questions_of(review, Step.CRITERION)]
    versions = count(0)

    def save() -> object:
        n = next(versions)
        fields = {f"holds_{code}": "yes" for code in codes}
        fields |= {f"reason_{code}": f"기록에서 확인하였다. {n}" for code in codes}
        desk = _desk(filled).for_command(new_id())
        return record_findings(desk, review.id, review.charges[0].id, Step.CRITERION, fields, dict.fromkeys(codes, n))

    return save


def _raw_commit(path: Path) -> Callable[[], object]:
    """One row, one commit, with the settings that the store uses."""
    raw = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=wal", "synchronous=full"):
        raw.execute(f"pragma {pragma}")
    raw.execute("create table things (id text primary key, value text not null)")

    def save() -> object:
        raw.execute("begin immediate")
        raw.execute("insert into things (id, value) values (?, ?)", [new_id(), "공장 증설 승인이 늦어집니다."])
        return raw.execute("commit")

    return save
