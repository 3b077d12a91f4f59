"""Counting votes once they are closed; before that nobody is told anything but who has voted."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from casebase.access.act import Act
from casebase.casework.desk import Look
from casebase.casework.meeting_sight import Floor, seats_left
from casebase.casework.questions_voted import challenge_key
from casebase.domain.event import Event
from casebase.domain.meeting import DONE, Choice, ItemStage, MeetingForm, Recusal, RecusalState, Tally
from casebase.law.quorum import count
from casebase.store import ballots, events


@dataclass(frozen=True, kw_only=True)
class Closing:
    """How a vote stood when it was closed, as its event tells: who had a seat, and who was counted."""

    members: tuple[str, ...]  # of the whole committee, the barred included
    barred: tuple[str, ...]
    voters: tuple[str, ...]  # who was present and may vote


def closing_now(asked: Look, floor: Floor, keys: Sequence[str], *, but_not: str = "") -> Closing:
    """Return how a vote under way stands if it is closed now. `but_not` is the target of a challenge.

    Present are, of those who may vote, who is there; in the written form who has voted.
    """
    there = [account_id for account_id in floor.eligible if account_id != but_not]
    if floor.bench.meeting.form == MeetingForm.WRITTEN:
        cast = cast_by(asked, floor, keys)
        there = [account_id for account_id in there if account_id in cast]
    members = floor.bench.members
    return Closing(members=tuple(sorted(members)), barred=tuple(sorted(floor.barred & members)), voters=tuple(there))


def detail_of(closing: Closing) -> dict[str, object]:
    """Return a closing as its event keeps it: who was counted, never how they voted."""
    return asdict(closing)


def cast_by(asked: Look, floor: Floor, keys: Sequence[str]) -> frozenset[str]:
    """Return who has voted on these questions."""
    cast = ballots.list_ballots(asked.con, floor.item.id)
    return frozenset(ballot.account_id for ballot in cast if ballot.question in keys)


def choices_of(asked: Look, floor: Floor, key: str, accounts: Collection[str]) -> tuple[tuple[str, Choice], ...]:
    """Return how these accounts voted on one question, in the order the votes were cast."""
    cast = ballots.list_ballots(asked.con, floor.item.id, key)
    return tuple((b.account_id, b.choice) for b in cast if b.question == key and b.account_id in accounts)


def voters_at(asked: Look, floor: Floor, stage: ItemStage) -> tuple[str, ...]:
    """Return who counts in a stage's closed vote: votes of who was recused after it are void. Nobody before."""
    closings = _closings(asked, floor)
    if stage not in closings:
        return ()
    void = _void(floor, closings)
    return tuple(account_id for account_id in closings[stage].voters if account_id not in void)


def tallies(asked: Look, floor: Floor, stage: ItemStage, keys: Sequence[str]) -> dict[str, Tally]:
    """Return the counts of a stage's vote by question; nothing while it is not closed."""
    closings = _closings(asked, floor)
    if stage not in closings:
        return {}
    members = closings[stage].members
    barred = {*closings[stage].barred, *_void(floor, closings)}.intersection(members)
    seats = seats_left(asked, floor.bench.meeting, len(members), len(barred))
    voters = voters_at(asked, floor, stage)
    return {key: _count(asked, floor, key, seats, voters) for key in keys}


def tally_of(asked: Look, floor: Floor, key: str, closing: Closing) -> Tally:
    """Return the count of one question as its vote stood when it was closed."""
    seats = seats_left(asked, floor.bench.meeting, len(closing.members), len(closing.barred))
    return _count(asked, floor, key, seats, closing.voters)


def challenge_closing(asked: Look, floor: Floor, recusal: Recusal) -> Closing | None:
    """Return how the vote on a challenge (기피) stood when it was decided, None before."""
    if recusal.state == RecusalState.RAISED:
        return None
    for event in events.list_events_of(asked.con, "meeting", floor.item.meeting_id):
        if event.act == Act.DECIDE_RECUSAL and json.loads(event.detail)["recusal"] == recusal.id:
            return _closing(event)
    return None


def challenge_tally(asked: Look, floor: Floor, recusal: Recusal) -> Tally | None:
    """Return the count of a challenge, None before it is decided."""
    closing = challenge_closing(asked, floor, recusal)
    return tally_of(asked, floor, challenge_key(recusal.id), closing) if closing else None


def _count(asked: Look, floor: Floor, key: str, seats: int, voters: Collection[str]) -> Tally:
    return count(key, seats, len(voters), [choice for _, choice in choices_of(asked, floor, key, voters)])


def _closings(asked: Look, floor: Floor) -> dict[ItemStage, Closing]:
    """Return how each closed vote of an item stood, by its stage."""
    found = {}
    for event in events.list_events_of(asked.con, "review", floor.item.review_id):
        if event.act == Act.CLOSE_VOTE and (detail := json.loads(event.detail))["item"] == floor.item.id:
            found[ItemStage(detail["stage"])] = _closing(event)
    return found


def _closing(event: Event) -> Closing:
    detail = json.loads(event.detail)
    return Closing(**{name: tuple(detail[name]) for name in ("members", "barred", "voters")})


def _void(floor: Floor, closings: dict[ItemStage, Closing]) -> frozenset[str]:
    """Return whose votes do not count: barred now, or, once the item is done, by its last vote or recused."""
    if floor.item.stage not in DONE:
        return floor.barred
    upheld = {recusal.account_id for recusal in floor.recusals if recusal.state == RecusalState.UPHELD}
    return frozenset(upheld.union(*(closing.barred for closing in closings.values())))
