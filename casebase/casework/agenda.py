"""The agenda of a meeting: items put on and taken off, their papers, what was heard, what is carried over."""

from collections.abc import Sequence
from dataclasses import replace

from casebase.access.act import Act
from casebase.casework.desk import Deed, Look, act
from casebase.casework.entry import LONG, checked_text
from casebase.casework.item_papers import keep_item_papers
from casebase.casework.meeting_changes import (
    OPEN,
    PREPARED,
    RUNNING,
    UNDONE,
    keep_item,
    keep_meeting,
    must_be,
    must_be_fresh,
    must_be_fresh_item,
    must_stand_at,
)
from casebase.casework.meeting_sight import Bench, Floor, convened, floor_of, on_floor
from casebase.casework.notice import with_notice
from casebase.casework.ruling_papers import is_as_proposed
from casebase.domain.approval import ApprovalState
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry
from casebase.domain.meeting import DONE, VOTING, AgendaItem, ItemStage, MeetingStatus, RecusalState
from casebase.domain.review import Review
from casebase.domain.ruling import Ruling
from casebase.store import agenda, meetings, reviews, rulings
from casebase.store.ids import new_id


@act(Act.PUT_ON_AGENDA)
def put_on_agenda(deed: Deed, meeting_id: str, version: int, fields: dict[str, str]) -> str:
    """Put a proposed ruling on the agenda of a meeting that is not open yet. `fields`: ruling_id.

    Who was recused from it before stays so. Returns the meeting's number. Raises: InvalidEntry where the proposal
    waits no more or stands on another agenda, MoveNotPermitted, ChangedMeanwhile.
    """
    bench = convened(deed, meeting_id)
    must_be_fresh(deed, bench, version)
    must_be(bench.meeting, PREPARED, "안건 상정")
    proposal = rulings.fetch_ruling(deed.con, fields.get("ruling_id", ""))
    deed.con.lock(f"agenda {proposal.review_id}")
    review = reviews.fetch_review(deed.con, proposal.review_id)
    _must_be_free(deed, proposal)
    items = agenda.list_items(deed.con, meeting_id)
    item = AgendaItem(
        id=new_id(),
        meeting_id=meeting_id,
        position=max((item.position for item in items), default=0) + 1,
        review_id=review.id,
        ruling_id=proposal.id,
        stage=ItemStage.WAITING,
    )
    agenda.insert_item(deed.con, item)
    _keep_out_again(deed, item)
    keep_meeting(deed, bench.meeting)
    deed.record("review", review.id, number=review.number, meeting=bench.meeting.number, item=item.id)
    return bench.meeting.number


@act(Act.TAKE_OFF_AGENDA)
def take_off_agenda(deed: Deed, item_id: str, version: int, _fields: dict[str, str]) -> str:
    """Take an item off the agenda of a meeting that is not open yet; once it is open, items are carried over.

    Raises: InvalidEntry where a member's recusal is on record, which would go with it; MoveNotPermitted,
    ChangedMeanwhile.
    """
    floor, review = _fresh(deed, item_id, version)
    must_be(floor.bench.meeting, PREPARED, "안건 철회")
    if floor.recusals:
        raise InvalidEntry(
            "위원의 제척·기피·회피가 기록된 안건이라 뺄 수 없습니다. 개회한 뒤 다음 회의로 넘기거나 회의를 취소하세요."
        )
    agenda.delete_item(deed.con, floor.item)
    _record(deed, floor, review)
    return floor.bench.meeting.number


@act(Act.SEND_PAPERS)
def send_papers(deed: Deed, item_id: str, version: int, fields: dict[str, str]) -> str:
    """Send an item's papers, or send them again for the proposal as it stands now. Returns the papers' number.

    `fields`: short_notice_reason, where the meeting was called and the notice days are not kept any more.
    Raises: ChangedMeanwhile where the proposal was dealt with or the record changed since, MoveNotPermitted once the
    item is being decided.
    """
    floor, review = _fresh(deed, item_id, version)
    meeting = floor.bench.meeting
    must_be(meeting, RUNNING, "안건자료 발송")
    must_stand_at(floor.item, {ItemStage.WAITING}, "안건자료 발송")
    if meeting.status != MeetingStatus.PREPARING:
        told = with_notice(deed, meeting, fields)
        if told != meeting:
            keep_meeting(deed, told)
    number = _sent(deed, floor, review)
    _record(deed, floor, review, document=number)
    return number


@act(Act.HEAR_PERSON)
def hear_person(deed: Deed, item_id: str, version: int, fields: dict[str, str]) -> str:
    """Write down what the person concerned said before the committee. `fields`: hearing."""
    floor, review = _fresh(deed, item_id, version)
    must_be(floor.bench.meeting, OPEN, "의견 청취 기록")
    must_stand_at(floor.item, UNDONE - VOTING, "의견 청취 기록")
    heard = checked_text(fields.get("hearing", ""), "hearing", "진술 요지", limit=LONG)
    keep_item(deed, floor, replace(floor.item, hearing=heard))
    number = floor.bench.meeting.number
    deed.record("meeting", floor.item.meeting_id, number=number, item=item_id, review=review.number)
    return number


@act(Act.CARRY_OVER)
def carry_over(deed: Deed, item_id: str, version: int, fields: dict[str, str]) -> str:
    """Pass an item on to a later meeting. `fields`: result, why. A vote under way is not counted."""
    floor, review = _fresh(deed, item_id, version)
    must_be(floor.bench.meeting, OPEN, "다음 회의로 넘김")
    must_stand_at(floor.item, UNDONE, "다음 회의로 넘김")
    why = checked_text(fields.get("result", ""), "result", "다음 회의로 넘기는 까닭")
    keep_item(deed, floor, replace(floor.item, stage=ItemStage.CARRIED_OVER, result=why))
    _record(deed, floor, review, reason=why)
    return floor.bench.meeting.number


def send_all(deed: Deed, bench: Bench, items: Sequence[AgendaItem]) -> list[str]:
    """Send the papers of the items that have none, or old ones. Returns the papers' numbers.

    Raises: ChangedMeanwhile.
    """
    sent = []
    for item in items:
        floor, review = floor_of(deed, bench, item), reviews.fetch_review(deed.con, item.review_id)
        if staleness(deed, item, review):
            sent.append(_sent(deed, floor, review))
    return sent


def staleness(asked: Look, item: AgendaItem, review: Review) -> str:
    """Return why an item's papers are not those of the proposal as it stands, as a sentence; empty while they are."""
    proposal = rulings.fetch_ruling(asked.con, item.ruling_id)
    if proposal.state != ApprovalState.PROPOSED:
        return "안건이 된 결정안이 반려되었거나 이미 처리되었습니다."
    if not is_as_proposed(asked, review, proposal):
        return "결정안을 상신한 뒤 사건 기록이 바뀌었습니다."
    if not item.digest:
        return "안건자료를 아직 보내지 않았습니다."
    return "" if item.digest == proposal.digest else "안건자료를 보낸 뒤 결정안이 바뀌었습니다."


def on_live_agenda(asked: Look, review_id: str) -> str:
    """Return the number of the meeting on whose agenda a review stands undecided; empty for none."""
    for item in agenda.items_of_review(asked.con, review_id):
        meeting = meetings.fetch_meeting(asked.con, item.meeting_id)
        if item.stage not in DONE and meeting.status in RUNNING:
            return meeting.number
    return ""


def standing_proposal(asked: Look, review_id: str) -> Ruling | None:
    """Return the ruling that is proposed on a review and waits to be decided."""
    found = rulings.list_rulings(asked.con, review_id)
    return next((ruling for ruling in found if ruling.state == ApprovalState.PROPOSED), None)


def _keep_out_again(deed: Deed, item: AgendaItem) -> None:
    """Who was recused from a review before an earlier meeting is recused when it comes again: kin stays kin."""
    earlier = [each for each in agenda.items_of_review(deed.con, item.review_id) if each.id != item.id]
    recused = {
        recusal.account_id: recusal
        for each in earlier
        for recusal in agenda.list_recusals(deed.con, each.id)
        if recusal.state == RecusalState.UPHELD
    }
    for recusal in recused.values():
        agenda.insert_recusal(deed.con, replace(recusal, id=new_id(), item_id=item.id, version=1))


def _fresh(deed: Deed, item_id: str, version: int) -> tuple[Floor, Review]:
    floor = on_floor(deed, item_id)
    must_be_fresh_item(deed, floor, version)
    return floor, reviews.fetch_review(deed.con, floor.item.review_id)


def _must_be_free(deed: Deed, proposal: Ruling) -> None:
    if proposal.state != ApprovalState.PROPOSED:
        raise InvalidEntry("결정을 기다리는 안이 아닙니다. 목록을 새로 고쳐 다시 고르세요.", "ruling_id")
    if taken := on_live_agenda(deed, proposal.review_id):
        raise InvalidEntry(f"이미 회의 {taken}의 안건입니다. 그 회의에서 의결하거나 안건을 철회하세요.", "ruling_id")


def _sent(deed: Deed, floor: Floor, review: Review) -> str:
    """Freeze the papers of the proposal that stands now, and return their number. Raises: ChangedMeanwhile."""
    proposal = standing_proposal(deed, review.id)
    if proposal is None or not is_as_proposed(deed, review, proposal):
        raise ChangedMeanwhile(
            f"제{floor.item.position}호 안건: 상신된 결정안이 없거나 상신한 뒤 사건 기록이 바뀜. "
            "담당자가 다시 상신해야 안건자료를 보낼 수 있습니다"
        )
    papers = keep_item_papers(deed, floor, review, proposal)
    sent = replace(floor.item, ruling_id=proposal.id, digest=proposal.digest, document_id=papers.id, sent_at=deed.now)
    keep_item(deed, floor, sent)
    return papers.number


def _record(deed: Deed, floor: Floor, review: Review, **detail: object) -> None:
    """Tell of an act on the item where the review's readers see it."""
    meeting = floor.bench.meeting.number
    deed.record("review", review.id, number=review.number, meeting=meeting, item=floor.item.id, **detail)
