"""Votes on an item: opened and closed by who presides over it, cast once by each member, secret until closed."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.casework.desk import Deed, act
from casebase.casework.entry import Entry
from casebase.casework.first_rulings import must_not_be_re_examined
from casebase.casework.meeting_changes import OPEN, keep_item, must_be, must_be_fresh_item, must_stand_at
from casebase.casework.meeting_sight import Floor, on_floor
from casebase.casework.motions import must_fit
from casebase.casework.questions_voted import OUTCOME, field_name, first_stage, keys_at, questions_voted, to_cast
from casebase.casework.readiness import (
    must_be_complete,
    must_be_current,
    must_be_in_time,
    must_be_settled,
    must_have_quorum,
)
from casebase.casework.resolutions import judged_by_committee, resolve, told
from casebase.casework.tallies import Closing, closing_now, detail_of, tally_of
from casebase.domain.errors import InvalidEntry, RulingDoesNotFollow
from casebase.domain.meeting import (
    CHOICE_LABELS,
    VOTING,
    AgendaItem,
    Ballot,
    Choice,
    ItemStage,
    Motion,
)
from casebase.domain.review import Review
from casebase.domain.ruling import OUTCOME_LABELS, RulingKind
from casebase.korean.text import particle
from casebase.law.quorum import answer
from casebase.law.rulings import follows
from casebase.store import ballots, reviews, rulings
from casebase.store.ids import new_id


@act(Act.OPEN_VOTE)
def open_vote(deed: Deed, item_id: str, version: int, _fields: dict[str, str]) -> str:
    """Take up an item: the vote on each question opens; a dismissal or withdrawal goes on to its motion.

    Returns the meeting's number. Raises: NoQuorum, InvalidEntry while a recusal waits for its decision,
    ChangedMeanwhile where the papers are not those of the proposal as it stands; InvalidEntry for a correction or
    withdrawal of what is looked at again by now.
    """
    floor, review = _fresh(deed, item_id, version)
    must_stand_at(floor.item, {ItemStage.WAITING}, "표결 시작")
    must_be_in_time(deed, floor.bench.meeting)
    must_be_current(deed, floor, review)
    must_be_settled(floor)
    must_have_quorum(floor.seats, len(floor.eligible))
    proposal = rulings.fetch_ruling(deed.con, floor.item.ruling_id)
    if proposal.kind != RulingKind.DECISION:
        must_not_be_re_examined(deed, review)
    keep_item(deed, floor, replace(floor.item, stage=first_stage(proposal)))
    _record_in_meeting(deed, floor, review)
    return floor.bench.meeting.number


@act(Act.CAST_BALLOT)
def cast_ballot(deed: Deed, item_id: str, version: int, fields: dict[str, str]) -> str:
    """Vote, once and for good, on all that is put to this member now. Returns the meeting's number.

    `fields`: "vote_" and the question's name (see `field_name`): "yes", "no", "abstain". Challenges (기피) come
    before the item itself. Raises: InvalidEntry for who may not vote, has voted, or comes after the vote was closed;
    SeveralInvalid, ChangedMeanwhile.
    """
    floor = on_floor(deed, item_id)
    must_be(floor.bench.meeting, OPEN, "표결")
    must_be_in_time(deed, floor.bench.meeting)
    review = reviews.fetch_review(deed.con, floor.item.review_id)
    keys = to_cast(deed, floor, review)
    if not keys:
        raise InvalidEntry(_why_not(deed, floor))
    must_be_fresh_item(deed, floor, version)
    entry = Entry(fields)
    chosen = {key: entry.choice(f"vote_{field_name(key)}", "찬성·반대·기권", CHOICE_LABELS) for key in keys}
    entry.must_be_sound()
    for key, choice in chosen.items():
        ballots.insert_ballot(deed.con, _ballot(deed, item_id, key, Choice(choice)))
    _record_in_meeting(deed, floor, review)
    return floor.bench.meeting.number


@act(Act.CLOSE_VOTE)
def close_vote(deed: Deed, item_id: str, version: int, _fields: dict[str, str]) -> str:
    """Close the vote under way and count it. Returns the number of the paper where it issues a ruling, else "".

    The vote on the questions leads to the motion. What is not carried goes to a later meeting, and so do answers
    from which no outcome follows. Raises: NoQuorum, InvalidEntry while a member has not voted or a recusal waits,
    ChangedMeanwhile, MoveNotPermitted when no vote is open.
    """
    floor, review = _fresh(deed, item_id, version)
    must_stand_at(floor.item, VOTING, "표결 종료")
    must_be_current(deed, floor, review)
    must_be_settled(floor)
    must_have_quorum(floor.seats, len(floor.eligible))
    keys = keys_at(floor.item.stage, review)
    must_be_complete(deed, floor, keys)
    closing = closing_now(deed, floor, keys)
    must_have_quorum(floor.seats, len(closing.voters))
    if floor.item.motion is None:
        item, number = _judged(deed, floor, review, closing), ""
    else:
        item, number = _decided(deed, floor, review, floor.item.motion, closing)
    keep_item(deed, floor, item)
    detail = {"item": item_id, "stage": floor.item.stage, **detail_of(closing)}
    if number:
        detail["document"] = number
    deed.record("review", review.id, number=review.number, meeting=floor.bench.meeting.number, **detail)
    return number


def _fresh(deed: Deed, item_id: str, version: int) -> tuple[Floor, Review]:
    floor = on_floor(deed, item_id)
    must_be_fresh_item(deed, floor, version)
    must_be(floor.bench.meeting, OPEN, "표결")
    return floor, reviews.fetch_review(deed.con, floor.item.review_id)


def _why_not(deed: Deed, floor: Floor) -> str:
    """Return why there is nothing for this member to vote on."""
    if deed.account.id in floor.barred:
        return "제척·기피·회피로 이 안건의 표결에 참여할 수 없습니다."
    if deed.account.id not in floor.eligible:
        return "출석이 기록되지 않아 표결할 수 없습니다. 간사에게 출석 기록을 요청하세요."
    if floor.item.stage in VOTING:
        return "이미 표결했습니다. 낸 표는 바꿀 수 없습니다."
    return "열려 있는 표결이 없습니다. 표결이 아직 시작되지 않았거나 이미 끝났으니 화면을 새로 고쳐 확인하세요."


def _ballot(deed: Deed, item_id: str, key: str, choice: Choice) -> Ballot:
    return Ballot(
        id=new_id(), item_id=item_id, question=key, account_id=deed.account.id, choice=choice, cast_at=deed.now
    )


def _judged(deed: Deed, floor: Floor, review: Review, closing: Closing) -> AgendaItem:
    """Return an item whose questions were voted on: ready for its motion, or carried over where nothing follows."""
    questions = questions_voted(review)
    counts = {question.key: tally_of(deed, floor, question.key, closing) for question in questions}
    if follows([one.conclusion for one in judged_by_committee(deed, floor, review, counts)]) is not None:
        return replace(floor.item, stage=ItemStage.DRAFTING)
    undecided = ", ".join(question.label for question in questions if answer(counts[question.key]) is None)
    return _carried_over(floor, f"찬성도 반대도 출석위원 과반수에 이르지 못한 항목이 있다({undecided}).")


def _decided(deed: Deed, floor: Floor, review: Review, motion: Motion, closing: Closing) -> tuple[AgendaItem, str]:
    """Return an item whose motion was voted on, and the number of the ruling it issues, "" when it is not carried."""
    tally = tally_of(deed, floor, OUTCOME, closing)
    if not tally.carried:
        return _carried_over(floor, f"의결안이 출석위원 과반수의 찬성을 얻지 못하였다({told(tally)})."), ""
    proposal = rulings.fetch_ruling(deed.con, floor.item.ruling_id)
    try:
        must_fit(deed, floor, review, proposal, motion)
    except RulingDoesNotFollow:
        return _carried_over(
            floor, "표결한 위원이 제척·기피·회피되어 항목별 표결 결과가 의결안과 맞지 않게 되었다."
        ), ""
    document = resolve(deed, floor, review, proposal, motion, closing)
    outcome = OUTCOME_LABELS[motion.outcome]
    result = f"{outcome}{particle(outcome, '으로/로')} 의결하였다({told(tally)})."
    return replace(floor.item, stage=ItemStage.RESOLVED, result=result), document.number


def _carried_over(floor: Floor, why: str) -> AgendaItem:
    return replace(floor.item, stage=ItemStage.CARRIED_OVER, result=f"{why} 다음 회의에서 다시 심의한다.")


def _record_in_meeting(deed: Deed, floor: Floor, review: Review) -> None:
    number = floor.bench.meeting.number
    deed.record("meeting", floor.item.meeting_id, number=number, item=floor.item.id, review=review.number)
