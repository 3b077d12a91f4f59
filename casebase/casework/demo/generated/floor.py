"""One proposal before a meeting of a generated office's committee: who may vote on it, and how they do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from casebase.access.act import Act
from casebase.casework.demo.generated.course import instant
from casebase.casework.demo.generated.judging import Case
from casebase.casework.demo.generated.sittings import Sitting, tell
from casebase.domain.meeting import AgendaItem, Ballot, Choice
from casebase.domain.ruling import Ruling
from casebase.law.quorum import majority
from casebase.store.ballots import insert_ballot
from casebase.store.connection import Connection


@dataclass(kw_only=True)
class Floor:
    """One proposal before a meeting: its item so far, and who may vote on it."""

    sitting: Sitting
    case: Case
    proposal: Ruling
    item: AgendaItem
    begins_at: datetime
    voters: list[str]
    recused: list[str]  # as sentences
    rows: list[Callable[[Connection], None]] = field(default_factory=list)  # written once the item is

    def after(self, seconds: float) -> datetime:
        return self.begins_at + timedelta(seconds=seconds)


def cast(
    floor: Floor, questions: Sequence[tuple[str, bool]], seconds: float, voters: Sequence[str]
) -> dict[str, tuple[int, int, int]]:
    """Let everybody vote so that each question is carried or refused as given; return yes, no and abstained."""
    chances = floor.case.office.chances
    choices = {key: _choices(floor, holds, len(voters)) for key, holds in questions}
    for n, voter in enumerate(voters):
        at = floor.after(seconds + 0.1 * n)
        tell_of(floor, seconds + 0.1 * n, voter, Act.CAST_BALLOT)
        for key, given in choices.items():
            ballot = Ballot(
                id=chances.id_at(at),
                item_id=floor.item.id,
                question=key,
                account_id=voter,
                choice=given[n],
                cast_at=instant(at),
            )
            floor.rows.append(partial(_put_ballot, ballot))
    return {
        key: (given.count(Choice.YES), given.count(Choice.NO), given.count(Choice.ABSTAIN))
        for key, given in choices.items()
    }


def _put_ballot(ballot: Ballot, con: Connection) -> None:
    insert_ballot(con, ballot)


def _choices(floor: Floor, holds: bool, count: int) -> list[Choice]:
    """Return votes of so many members with a majority one way, most often of all of them."""
    chances = floor.case.office.chances
    spare = count - majority(count)
    against = chances.by_weight(range(spare + 1), [8.0 / 4**n for n in range(spare + 1)])
    side, other = (Choice.YES, Choice.NO) if holds else (Choice.NO, Choice.YES)
    others = [Choice.ABSTAIN if chances.falls(0.15) else other for _ in range(against)]
    return chances.some_of([side] * (count - against) + others, count)


def tell_of(floor: Floor, seconds: float, by: str, act: Act) -> None:
    """Tell an event of a proposal, so many seconds after it was taken up."""
    review = floor.case.filed.number
    tell(floor.sitting, floor.after(seconds), by, act, item=floor.item.id, review=review)
