"""The motion (의결안): what the committee votes on once its answers are known, as the secretary draws it up."""

from collections.abc import Mapping
from dataclasses import replace

from casebase.access.act import Act
from casebase.casework.desk import Deed, act
from casebase.casework.entry import LONG, checked_text
from casebase.casework.meeting_changes import OPEN, keep_item, must_be, must_be_fresh_item, must_stand_at
from casebase.casework.meeting_entry import read_motion
from casebase.casework.meeting_sight import Floor, on_floor
from casebase.casework.questions_voted import questions_voted
from casebase.casework.readiness import must_be_current, must_be_in_time, must_be_settled, must_have_quorum
from casebase.casework.resolutions import answers, criteria_counts, differing, judged_by_committee
from casebase.casework.ruling_rules import must_follow
from casebase.domain.errors import RulingDoesNotFollow
from casebase.domain.meeting import ItemStage, Motion, Tally
from casebase.domain.review import Review
from casebase.domain.ruling import Outcome, Ruling, RulingKind
from casebase.store import reviews, rulings


@act(Act.PUT_MOTION)
def put_motion(deed: Deed, item_id: str, version: int, fields: dict[str, str]) -> str:
    """Put a motion that follows from the committee's answers, and open the vote on it. Returns the meeting's number.

    `fields`: outcome, after_<charge id>, reasons, dismissal_ground, and "reason_" with the name of each question that
    the committee answered as the proposer did not. A withdrawal repeats what it withdraws: only `reasons` are read.
    Raises: SeveralInvalid, RulingDoesNotFollow, NoQuorum, InvalidEntry, ChangedMeanwhile, MoveNotPermitted.
    """
    floor = on_floor(deed, item_id)
    must_be_fresh_item(deed, floor, version)
    must_be(floor.bench.meeting, OPEN, "의결안 상정")
    must_stand_at(floor.item, {ItemStage.DRAFTING}, "의결안 상정")
    must_be_in_time(deed, floor.bench.meeting)
    review = reviews.fetch_review(deed.con, floor.item.review_id)
    must_be_current(deed, floor, review)
    must_be_settled(floor)
    must_have_quorum(floor.seats, len(floor.eligible))
    proposal = rulings.fetch_ruling(deed.con, floor.item.ruling_id)
    motion = _read(deed, floor, review, proposal, fields)
    must_fit(deed, floor, review, proposal, motion)
    keep_item(deed, floor, replace(floor.item, stage=ItemStage.OUTCOME, motion=motion))
    number = floor.bench.meeting.number
    deed.record("meeting", floor.item.meeting_id, number=number, item=item_id, review=review.number)
    return number


def must_fit(deed: Deed, floor: Floor, review: Review, proposal: Ruling, motion: Motion) -> None:
    """Let a motion pass only as it follows from the committee's own answers. Raises: RulingDoesNotFollow."""
    if proposal.kind == RulingKind.WITHDRAWAL:
        return
    counts = criteria_counts(deed, floor, review)
    found = judged_by_committee(deed, floor, review, counts)
    must_follow(deed, review, found, motion.outcome, motion.dismissal_ground, motion.changes)
    given = dict(motion.reasons_for)
    lacking = [label for key, label in own_reasons(deed, floor, review, counts) if not given.get(key)]
    if lacking and motion.outcome != Outcome.DISMISSED:
        raise RulingDoesNotFollow("상신된 판단과 다르게 의결한 항목에 위원회의 이유가 없습니다.", tuple(lacking))


def own_reasons(deed: Deed, floor: Floor, review: Review, counts: Mapping[str, Tally]) -> tuple[tuple[str, str], ...]:
    """Return the questions, with their labels, that need a reason of the committee's own."""
    labels = {question.key: question.label for question in questions_voted(review)}
    return tuple((key, labels[key]) for key in differing(deed, review, answers(deed, floor, review, counts)))


def _read(deed: Deed, floor: Floor, review: Review, proposal: Ruling, fields: dict[str, str]) -> Motion:
    if proposal.kind != RulingKind.WITHDRAWAL:
        counts = criteria_counts(deed, floor, review)
        return read_motion(review, fields, own_reasons(deed, floor, review, counts))
    return Motion(
        outcome=proposal.outcome,
        changes=proposal.changes,
        reasons=checked_text(fields.get("reasons", ""), "reasons", "이유", limit=LONG),
        dismissal_ground=proposal.dismissal_ground,
    )
