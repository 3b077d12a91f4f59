"""Recusal from an item: declared by the member (제척·회피), or asked for by the person concerned (기피)."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.casework.desk import Deed, act
from casebase.casework.entry import LONG, Entry
from casebase.casework.meeting_changes import (
    OPEN,
    RUNNING,
    UNDONE,
    must_be,
    must_be_fresh_item,
    must_stand_at,
)
from casebase.casework.meeting_sight import Floor, on_floor
from casebase.casework.questions_voted import challenge_key
from casebase.casework.readiness import must_be_complete, must_have_quorum
from casebase.casework.tallies import closing_now, detail_of, tally_of
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry
from casebase.domain.meeting import RECUSAL_LABELS, MeetingStatus, Recusal, RecusalKind, RecusalState
from casebase.domain.member import Body
from casebase.law.conflicts import excludes_by_itself, grounds_on
from casebase.store import accounts, agenda, reviews
from casebase.store.ids import new_id

DECISIONS = {"upheld": "받아들임", "refused": "받아들이지 않음"}
_BY_ONESELF = {kind.value: RECUSAL_LABELS[kind] for kind in (RecusalKind.EXCLUSION, RecusalKind.ABSTENTION)}


@act(Act.DECLARE_RECUSAL)
def declare_recusal(deed: Deed, item_id: str, version: int, fields: dict[str, str]) -> str:
    """Declare one's own recusal from an item: kind ("exclusion", "abstention"), ground, reason. Returns the meeting's.

    제척 holds at once; 회피 waits for who presides. Votes already cast on the item do not count once it holds.
    Raises: SeveralInvalid, InvalidEntry for a second one, MoveNotPermitted once the item is done.
    """
    floor = _fresh(deed, item_id, version)
    entry = Entry(fields)
    kind = RecusalKind(entry.choice("kind", "제척·회피 구분", _BY_ONESELF) or RecusalKind.ABSTENTION)
    ground = _ground(entry, floor, kind)
    reason = entry.text("reason", "구체적인 사정", limit=LONG)
    entry.must_be_sound()
    is_exclusion = kind == RecusalKind.EXCLUSION
    state = RecusalState.UPHELD if is_exclusion else RecusalState.RAISED
    return _raised(deed, floor, _recusal(deed, item_id, deed.account.id, kind, ground, reason, state))


@act(Act.CHALLENGE_MEMBER)
def challenge_member(deed: Deed, item_id: str, version: int, fields: dict[str, str]) -> str:
    """Record that a member is challenged (기피): account_id, ground, reason. Returns the meeting's number.

    The members vote on it without the one it is about. Raises: as `declare_recusal`.
    """
    floor = _fresh(deed, item_id, version)
    entry = Entry(fields)
    account_id = entry.choice("account_id", "기피 신청을 받은 위원", floor.bench.members)
    ground = _ground(entry, floor, RecusalKind.CHALLENGE)
    reason = entry.text("reason", "기피 신청의 까닭", limit=LONG)
    entry.must_be_sound()
    challenge = _recusal(deed, item_id, account_id, RecusalKind.CHALLENGE, ground, reason, RecusalState.RAISED)
    return _raised(deed, floor, challenge)


@act(Act.DECIDE_RECUSAL)
def decide_recusal(deed: Deed, recusal_id: str, version: int, fields: dict[str, str]) -> str:
    """Decide a recusal, as who presides over the item without its target. Returns the meeting's number.

    `fields`: decision ("upheld", "refused") for 회피; a challenge (기피) is counted from the members' votes, and an
    equal vote refuses it. Raises: NoQuorum, InvalidEntry while a member has not voted, ChangedMeanwhile.
    """
    raised = agenda.fetch_recusal(deed.con, recusal_id)
    floor = on_floor(deed, raised.item_id, but_not=raised.account_id)
    recusal = agenda.fetch_recusal(deed.con, recusal_id)
    if version != recusal.version or recusal.state != RecusalState.RAISED:
        raise ChangedMeanwhile("이미 결정한 신청")
    must_be(floor.bench.meeting, {MeetingStatus.CALLED, *OPEN}, "제척·기피·회피 결정")
    must_stand_at(floor.item, UNDONE, "제척·기피·회피 결정")
    if recusal.kind == RecusalKind.CHALLENGE:
        state, detail = _counted(deed, floor, recusal)
    else:
        state, detail = _permitted(fields), {}
    decided = replace(recusal, state=state, decided_by=deed.account.id, decided_at=deed.now)
    if not agenda.update_recusal(deed.con, decided):
        raise ChangedMeanwhile("이미 결정한 신청")
    _record(deed, floor, recusal, **detail)
    return floor.bench.meeting.number


def _fresh(deed: Deed, item_id: str, version: int) -> Floor:
    floor = on_floor(deed, item_id)
    must_be_fresh_item(deed, floor, version)
    must_be(floor.bench.meeting, RUNNING, "제척·기피·회피 신고")
    must_stand_at(floor.item, UNDONE, "제척·기피·회피 신고")
    return floor


def _ground(entry: Entry, floor: Floor, kind: RecusalKind) -> str:
    """Return the ground that was named: 제척 has grounds of its own, doubts of fairness are for the others."""
    grounds = grounds_on(Body.COMMITTEE, floor.bench.meeting.held_on)
    codes = {one.code for one in grounds if excludes_by_itself(one) or kind != RecusalKind.EXCLUSION}
    return entry.choice("ground", "사유", codes)


def _recusal(
    deed: Deed, item_id: str, account_id: str, kind: RecusalKind, ground: str, reason: str, state: RecusalState
) -> Recusal:
    return Recusal(
        id=new_id(),
        item_id=item_id,
        account_id=account_id,
        kind=kind,
        ground=ground,
        reason=reason,
        state=state,
        raised_by=deed.account.id,
        raised_at=deed.now,
    )


def _raised(deed: Deed, floor: Floor, recusal: Recusal) -> str:
    """Keep a recusal of somebody who still takes part. Raises: InvalidEntry."""
    name = accounts.fetch_account(deed.con, recusal.account_id).name
    if recusal.account_id in floor.barred:
        raise InvalidEntry(f"{name} 위원은 이미 이 안건에서 제외되어 있습니다.", "account_id")
    if recusal.account_id in {pending.account_id for pending in floor.pending}:
        raise InvalidEntry(
            f"{name} 위원에 관하여 결정을 기다리는 신청이 있습니다. 그 결정을 먼저 하세요.", "account_id"
        )
    agenda.insert_recusal(deed.con, recusal)
    _record(deed, floor, recusal)
    return floor.bench.meeting.number


def _counted(deed: Deed, floor: Floor, recusal: Recusal) -> tuple[RecusalState, dict[str, object]]:
    must_be(floor.bench.meeting, OPEN, "기피 결정")
    keys, target = [challenge_key(recusal.id)], recusal.account_id
    others = [account_id for account_id in floor.eligible if account_id != target]
    must_have_quorum(floor.seats, len(others))
    must_be_complete(deed, floor, keys, but_not=target)
    closing = closing_now(deed, floor, keys, but_not=target)
    must_have_quorum(floor.seats, len(closing.voters))
    is_carried = tally_of(deed, floor, keys[0], closing).carried
    return (RecusalState.UPHELD if is_carried else RecusalState.REFUSED), detail_of(closing)


def _permitted(fields: dict[str, str]) -> RecusalState:
    entry = Entry(fields)
    decision = entry.choice("decision", "결정", DECISIONS)
    entry.must_be_sound()
    return RecusalState(decision)


def _record(deed: Deed, floor: Floor, recusal: Recusal, **detail: object) -> None:
    meeting, review = floor.bench.meeting, reviews.fetch_review(deed.con, floor.item.review_id)
    told = {"item": floor.item.id, "review": review.number, "recusal": recusal.id, **detail}
    deed.record("meeting", meeting.id, number=meeting.number, **told)
